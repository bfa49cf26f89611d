"""The sections of the decision file, in the order in which one decides."""

from collections.abc import Iterator

from planner.model.plan import MigrationPlan
from planner.outputs.decision.author import NAME, PAGE, SHORT, Author, cut
from planner.outputs.decision.blocks import (
    Block,
    Dossier,
    Heading,
    Line,
    Paragraph,
    Run,
    Table,
    plain,
)
from planner.outputs.decision.closing import evidence_basis, people, signature
from planner.outputs.decision.opening import opening, verdict
from planner.outputs.decision.price import costs, worse
from planner.outputs.report import sovereignty_words as sovereign
from planner.outputs.report.contents import where
from planner.outputs.report.sovereignty import sovereignty_view
from planner.outputs.report.sovereignty_rows import Landing, RefusedGroup, duty_of
from planner.outputs.report.survey import NAMED

MOST_LANDINGS = 9
MOST_REFUSED = 5
MOST_RESIDUALS = 7
MOST_CLASSES = 3


def dossier(plan: MigrationPlan) -> Dossier:
    """The whole file of one plan."""
    labels = {one.name: one.label or one.name for one in plan.applications}
    labels |= {name: text.of(plan.header.language) for name, text in NAMED.items()}
    home = {id_: one.name for one in plan.applications for id_ in one.resources}
    target, place, _ = where(plan)
    author = Author(
        plan=plan, sov=sovereignty_view(plan, home, labels), labels=labels, target=target,
        place=place,
    )  # fmt: skip
    blocks = (
        *opening(author), *verdict(author), *_landing(author), *_refused(author),
        *worse(author), *_residuals(author), *costs(author), *people(author),
        *evidence_basis(author), *signature(author),
    )  # fmt: skip
    return Dossier(
        title=author.t("Decision file: move to {target}", "Dossier de décision : migration vers {target}",
                       target=cut(f"{target} {place}", 60)),
        as_of=plan.header.as_of, tool=f"Transhumance {plan.header.tool_version}", blocks=blocks,
    )  # fmt: skip


def _landing(author: Author) -> Iterator[Block]:
    sov = author.sov
    yield Heading(author.t("2. What lands where, by which evidence",
                           "2. Ce qui va où, selon quelles preuves"))  # fmt: skip
    shown = sov.rows[:MOST_LANDINGS]
    if not shown:
        yield Paragraph(plain(author.t("No resource handles data that are known of.",
                                       "Aucune ressource connue ne porte de données.")))  # fmt: skip
        return
    yield Table(
        name="landing",
        heads=(
            author.t("Application", "Application"), author.t("Data", "Données"),
            author.t("Lands", "Destination"), author.t("By this evidence", "Selon ces preuves"),
            author.t("Exposure, today → after", "Exposition, aujourd'hui → après"),
        ),
        widths=(18, 17, 16, 29, 20),
        rows=tuple(_landing_row(author, row) for row in shown),
    )  # fmt: skip
    left = len(sov.rows) + sov.more_rows - len(shown)
    for line in author.more(left, PAGE):
        yield Paragraph(line, "small")


def _landing_row(author: Author, row: Landing) -> tuple[tuple[Line, ...], ...]:
    one, ids = row.assessment, row.resources
    lands = author.of(sovereign.LANDINGS[one.landing])
    landing: list[Line] = [(author.shown(lands, ids, bold=True),)]
    if one.landing != "refused":
        landing.append((author.shown(cut(one.region, NAME), ids),))
    if one.refused:
        text = author.t("{n} resource refused|{n} resources refused",
                        "{n} ressource refusée|{n} ressources refusées", n=len(one.refused))  # fmt: skip
        landing.append((author.shown(text, one.refused),))
    held = [(author.said(each, SHORT),) for each in row.held[:2]]
    left = len(row.held) + row.more_held - len(held)
    classes = ", ".join(author.of(each.title, NAME) for each in row.classes[:MOST_CLASSES])
    if len(row.classes) > MOST_CLASSES:
        classes += f" +{len(row.classes) - MOST_CLASSES}"
    return (
        ((Run(text=cut(row.label, NAME), bold=True),),),
        ((author.shown(classes or "–", ids),),),
        tuple(landing),
        (*held, *author.more(left, PAGE)) or (plain("–"),),
        _exposure(author, row),
    )


def _exposure(author: Author, row: Landing) -> tuple[Line, ...]:
    lines: list[Line] = []
    for arrow, one in (("", row.before), ("→ ", row.after)):
        if one is None:
            lines.append(plain(f"{arrow}–"))
            continue
        best = (
            f" ({author.t('at best', 'au mieux')} {one.best})" if one.best != one.exposure else ""
        )
        text = f"{arrow}{one.exposure} {author.of(sovereign.EXPOSURES[one.exposure])}{best}"
        lines.append(
            (Run(text=text, evidence=one.operates.evidence + one.owns.evidence,
                 resources=row.resources),)
        )  # fmt: skip
    return tuple(lines)


def _refused(author: Author) -> Iterator[Block]:
    sov = author.sov
    yield Heading(author.t("3. What is refused, why, and the nearest way",
                           "3. Ce qui est refusé, pourquoi, et la voie la plus proche"))  # fmt: skip
    shown = sov.refused[:MOST_REFUSED]
    if not shown:
        yield Paragraph(plain(author.t("No option was refused.", "Aucune option n'a été refusée.")))
        return
    yield Table(
        name="refused",
        heads=(
            author.t("Option", "Option"), author.t("Duty not met", "Exigence non satisfaite"),
            author.t("Nearest way", "Voie la plus proche"),
        ),
        widths=(24, 43, 33), rows=tuple(_refused_row(author, one) for one in shown),
    )  # fmt: skip
    left = sum(one.count for one in sov.refused[len(shown) :]) + sov.more_refused
    for line in author.more(left, PAGE):
        yield Paragraph(line, "small")


def _refused_row(author: Author, group: RefusedGroup) -> tuple[tuple[Line, ...], ...]:
    first = group.first
    place = cut(f"{first.provider} {first.region}", NAME)
    option = author.shown(
        f"{group.count} × {author.of(first.service, 50)}", group.resources, bold=True
    )
    duties: list[Line] = []
    for finding in first.findings[:2]:
        duty = duty_of(author.sov.duties, finding.duty)
        evidence = (*finding.because.evidence, *((duty.clause,) if duty.clause else ()))
        text = (f"{author.of(duty.title, SHORT)} – {author.of(sovereign.STATES[finding.state])}."
                f" {author.of(finding.because.text, 120)}{author.refs(evidence)}")  # fmt: skip
        duties.append((Run(text=text, evidence=evidence, resources=tuple(group.resources)),))
    duties += author.more(len(first.findings) - 2, PAGE)
    ways: list[Line] = []
    for way in first.alternatives[:1]:
        colon = author.t(": ", " : ")
        text = (f"{author.of(sovereign.WAYS[way.way])}{colon}{cut(f'{way.provider} {way.region}', NAME)}, "
                f"{author.of(way.service, 60)}{author.refs(way.because.evidence)}")  # fmt: skip
        ways.append((Run(text=text, evidence=way.because.evidence,
                         resources=way.because.resources or tuple(group.resources)),))  # fmt: skip
    if not ways:
        none = author.t(
            "no place known meets its duties", "aucun lieu connu ne satisfait ses exigences"
        )
        ways.append((author.shown(none, group.resources),))
    return (((option,), (Run(text=place, soft=True),)), tuple(duties), tuple(ways))


def _residuals(author: Author) -> Iterator[Block]:
    sov = author.sov
    yield Heading(author.t("5. What is still needed from outside Europe",
                           "5. Ce dont on dépend encore hors d'Europe"))  # fmt: skip
    shown = sov.residuals[:MOST_RESIDUALS]
    if not shown:
        none = author.t("None was found in configuration and graph.",
                        "Rien n'a été trouvé dans la configuration ni le graphe.")  # fmt: skip
        yield Paragraph(plain(none))
        return
    none = author.t("none known to us", "aucune connue de nous")
    rows = []
    for one in shown:
        category = sovereign.CATEGORIES.get(one.category)
        kind = author.of(category, NAME) if category else cut(one.category, NAME)
        text = author.of(one.statement.text, SHORT) + author.refs(one.statement.evidence)
        rows.append((
            ((Run(text=cut(one.what, NAME), bold=True), Run(text=f" ({kind})", soft=True)),),
            ((Run(text=text, evidence=one.statement.evidence, resources=one.resources),),),
            ((author.said(one.alternative, SHORT) if one.alternative else Run(text=none),),),
        ))  # fmt: skip
    yield Table(
        name="residuals",
        heads=(author.t("What", "Quoi"), author.t("Shown by", "Montré par"),
               author.t("European alternative", "Alternative européenne")),
        widths=(30, 37, 33), rows=tuple(rows),
    )  # fmt: skip
    for line in author.more(len(sov.residuals) + sov.more_residuals - len(shown), PAGE):
        yield Paragraph(line, "small")
