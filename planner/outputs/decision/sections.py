"""The whole decision file: its sections, in the order in which one decides, and what lands where."""

from planner.model.plan import MigrationPlan
from planner.outputs.decision.author import NAME, PAGE, Author, cut
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
from planner.outputs.decision.obstacles import refused, residuals
from planner.outputs.decision.opening import opening, verdict
from planner.outputs.decision.price import costs, worse
from planner.outputs.decision.room import Row, fitted
from planner.outputs.report import sovereignty_words as sovereign
from planner.outputs.report.contents import where
from planner.outputs.report.sovereignty import sovereignty_view
from planner.outputs.report.sovereignty_rows import Landing
from planner.outputs.report.survey import NAMED

MOST_CLASSES = 3
HELD = 80
"""Characters of a finding that lets an application land."""

LABEL = 56
ROOM_MM = 165.0
"""Paper for what lands where; what the other tables leave of theirs comes on top."""


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
    no, spared = refused(author)
    still, more = residuals(author)
    lands, left = _landing(author, ROOM_MM + spared + more)
    blocks = (
        *opening(author), *verdict(author), *lands, *no, *worse(author), *still, *costs(author),
        *people(author), *evidence_basis(author, left), *signature(author),
    )  # fmt: skip
    title = author.t("Decision file: move to {target}", "Dossier de décision : migration vers {target}",
                     target=cut(f"{target} {place}", 60))  # fmt: skip
    return Dossier(
        title=title, as_of=plan.header.as_of, blocks=blocks,
        tool=f"Transhumance {plan.header.tool_version}",
    )  # fmt: skip


WIDTHS = (18, 17, 16, 29, 20)


def _landing(author: Author, room: float) -> tuple[list[Block], float]:
    """The section, and the millimetres that it leaves of its room."""
    sov = author.sov
    title = Heading(author.t("2. What lands where, by which evidence",
                             "2. Ce qui va où, selon quelles preuves"))  # fmt: skip
    if not sov.rows:
        none = author.t("No resource handles data that are known of.",
                        "Aucune ressource connue ne porte de données.")  # fmt: skip
        return [title, Paragraph(plain(none))], room
    rows, left = fitted([_landing_row(author, row) for row in sov.rows], WIDTHS, room)
    table = Table(
        name="landing",
        heads=(
            author.t("Application", "Application"), author.t("Data", "Données"),
            author.t("Lands", "Destination"), author.t("By this evidence", "Selon ces preuves"),
            author.t("Exposure, today → after", "Exposition, aujourd'hui → après"),
        ),
        widths=WIDTHS, rows=rows,
    )  # fmt: skip
    more = len(sov.rows) + sov.more_rows - len(rows)
    return [title, table, *(Paragraph(line, "small") for line in author.more(more, PAGE))], left


def _landing_row(author: Author, row: Landing) -> Row:
    one, ids = row.assessment, row.resources
    lands = author.of(sovereign.LANDINGS[one.landing])
    landing: list[Line] = [(author.shown(lands, ids, bold=True),)]
    if one.landing != "refused":
        landing.append((author.shown(cut(one.region, NAME), ids),))
    if one.refused:
        text = author.t("{n} refused by a duty|{n} refused by a duty",
                        "{n} refusée par une exigence|{n} refusées par une exigence",
                        n=len(one.refused))  # fmt: skip
        landing.append((author.shown(text, one.refused),))
    if row.unmapped:
        text = author.t("{n} without equivalent|{n} without equivalent",
                        "{n} sans équivalent|{n} sans équivalent", n=len(row.unmapped))  # fmt: skip
        landing.append((author.shown(text, row.unmapped),))
    held = [(author.said(each, HELD),) for each in row.held[:2]]
    left = len(row.held) + row.more_held - len(held)
    if left:
        text = author.t("and {n} more", "et {n} de plus", n=left)
        held.append((Run(text=text, soft=True),))
    classes = ", ".join(author.of(each.title, LABEL) for each in row.classes[:MOST_CLASSES])
    if len(row.classes) > MOST_CLASSES:
        classes += f" +{len(row.classes) - MOST_CLASSES}"
    return (
        ((Run(text=cut(row.label, LABEL), bold=True),),),
        ((author.shown(classes or "–", ids),),),
        tuple(landing),
        tuple(held) or (plain("–"),),
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
