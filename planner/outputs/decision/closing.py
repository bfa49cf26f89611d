"""What people must show, what the evidence is worth, and where to sign."""

from collections.abc import Iterator

from planner.outputs.decision.author import PAGE, SHORT, Author, cut
from planner.outputs.decision.blocks import (
    Block,
    Heading,
    Items,
    Line,
    Paragraph,
    Run,
    Table,
    plain,
)
from planner.outputs.decision.room import Row, fitted
from planner.outputs.report import sovereignty_words as sovereign
from planner.outputs.report.sovereignty_basis import EvidenceRow

MOST_OPEN = 6
WIDTHS = (7, 53, 40)
ROOM_MM = 75.0


def people(author: Author) -> Iterator[Block]:
    """Duties that no configuration shows, and data of unknown class."""
    sov = author.sov
    yield Heading(author.t("7. What people must show or tell",
                           "7. Ce que des personnes doivent montrer ou dire"))  # fmt: skip
    items: list[Line] = []
    for one in sov.open[:MOST_OPEN]:
        evidence = (*one.because.evidence, *((one.duty.clause,) if one.duty.clause else ()))
        text = f"{author.of(one.duty.title, SHORT)}{author.refs(evidence)}"
        items.append(
            (
                Run(text="☐ "),
                Run(text=text, bold=True, evidence=evidence, resources=one.because.resources),
                Run(text=f" – {author.names(one.applications, 2)}", soft=True),
            )
        )
    items += author.more(len(sov.open) - MOST_OPEN, f"{PAGE}#people")
    if sov.unknown_class:
        ids = [id_ for id_, classes in author.plan.assessments.classes.items()
               if any(one.name == "unknown" for one in classes)]  # fmt: skip
        text = author.t(
            "{n} resource is of unknown data class, held to the duties that the policy sets; plan "
            "classify lists what must be told.|{n} resources are of unknown data class, held to the "
            "duties that the policy sets; plan classify lists what must be told.",
            "{n} ressource est de classe inconnue, tenue aux exigences que la politique fixe ; plan "
            "classify liste ce qu'il faut déclarer.|{n} ressources sont de classe inconnue, tenues aux "
            "exigences que la politique fixe ; plan classify liste ce qu'il faut déclarer.",
            n=sov.unknown_class,
        )  # fmt: skip
        items.append((author.shown(text, ids),))
    if items:
        yield Items(tuple(items))
    else:
        yield Paragraph(plain(author.t("Nothing is left open.", "Rien ne reste ouvert.")))


def evidence_basis(author: Author, spared: float) -> Iterator[Block]:
    """How many entries of which kind, how old, and those that decide, as far as paper allows."""
    yield Heading(author.t("8. What the evidence is worth", "8. Ce que valent les preuves"))
    yield Paragraph(plain(_worth(author)), "small")
    every = _deciding(author)
    rows, _ = fitted(every, WIDTHS, ROOM_MM + spared)
    if rows:
        heads = (author.t("No.", "Nº"), author.t("What decides", "Ce qui tranche"),
                 author.t("Source, looked at", "Source, consultée le"))  # fmt: skip
        yield Table(name="evidence", heads=heads, widths=WIDTHS, rows=rows)
    for line in author.more(len(every) - len(rows), f"{PAGE}#evidence"):
        yield Paragraph(line, "small")


def _worth(author: Author) -> str:
    found = author.sov.evidence
    total = len(found.rows) + found.more
    if not total:
        return author.t("No entry was needed.", "Aucune entrée n'a été nécessaire.")
    kinds = ", ".join(f"{author.of(sovereign.KINDS[kind])} {count}" for kind, count in found.kinds)
    return author.t(
        "{n} entry: {kinds}. Oldest look: {oldest}. Stale or expired: {stale}; contested: {contested}. "
        "Numbers in brackets are those of the list in {page}.|{n} entries: {kinds}. Oldest look: "
        "{oldest}. Stale or expired: {stale}; contested: {contested}. Numbers in brackets are those "
        "of the list in {page}.",
        "{n} entrée : {kinds}. Plus ancienne consultation : {oldest}. Anciennes ou échues : {stale} ; "
        "contestées : {contested}. Les numéros entre crochets sont ceux de la liste de {page}.|"
        "{n} entrées : {kinds}. Plus ancienne consultation : {oldest}. Anciennes ou échues : {stale} ; "
        "contestées : {contested}. Les numéros entre crochets sont ceux de la liste de {page}.",
        n=total, kinds=kinds, oldest=found.oldest, stale=found.stale, contested=found.contested,
        page=f"{PAGE}#evidence",
    )  # fmt: skip


def _deciding(author: Author) -> list[Row]:
    """The entries that let land or refuse, then the clauses of duties, each in order of number."""
    sov = author.sov
    used = {id_ for row in sov.rows for one in row.held for id_ in one.evidence}
    used |= {id_ for group in sov.refused for one in group.first.findings
             for id_ in one.because.evidence}  # fmt: skip
    duties = {duty.clause for duty in sov.duties.values() if duty.clause and duty.rule != "shown"}
    shown = {duty.clause for duty in sov.duties.values() if duty.clause}
    ranked = [one for one in (used, duties - used, shown - duties - used) if one]
    return [_entry(author, row) for ids in ranked for row in sov.evidence.rows
            if row.evidence.id in ids]  # fmt: skip


def _entry(author: Author, row: EvidenceRow) -> Row:
    one = row.evidence
    kind = author.of(sovereign.KINDS["user" if one.yours else one.kind])
    marks = [kind, one.retrieved]
    marks += [author.t("stale", "ancienne")] if row.stale else []
    marks += [author.t("contested", "contestée")] if one.contested_by else []
    basis = Run(text=author.of(one.claim, 130), evidence=(one.id,))
    source = Run(text=f"{cut(one.url, 64)} ({', '.join(marks)})", evidence=(one.id,))
    return (((Run(text=f"[{row.number}]"),),), ((basis,),), ((source,),))


def signature(author: Author) -> Iterator[Block]:
    """The decision taken, and by whom."""
    yield Heading(author.t("9. Decision", "9. Décision"))
    boxes = author.t(
        "☐ The move is decided as described.\u2003 ☐ It is decided except for what is refused.\u2003 "
        "☐ It is not decided.",
        "☐ La migration est décidée telle que décrite.\u2003 ☐ Elle est décidée sauf ce qui est "
        "refusé.\u2003 ☐ Elle n'est pas décidée.",
    )
    yield Paragraph(plain(boxes))
    blank: tuple[Line, ...] = (plain("\u00a0"),)
    yield Table(
        name="signature",
        heads=(author.t("Name", "Nom"), author.t("Role", "Fonction"), author.t("Date", "Date"),
               author.t("Signature", "Signature")),
        widths=(28, 28, 14, 30), rows=((blank,) * 4,) * 2, tall=True,
    )  # fmt: skip
