"""What is refused, with clause and nearest way; and what is still needed from outside Europe."""

from planner.model.sovereignty import Residual
from planner.outputs.decision.author import NAME, PAGE, SHORT, Author, cut
from planner.outputs.decision.blocks import Block, Heading, Line, Paragraph, Run, Table, plain
from planner.outputs.decision.room import Row, fitted
from planner.outputs.report import sovereignty_words as sovereign
from planner.outputs.report.sovereignty_rows import RefusedGroup, duty_of

REFUSED_MM = 115.0
RESIDUAL_MM = 85.0
MOST_DUTIES = 2

REFUSED_WIDTHS = (24, 43, 33)
RESIDUAL_WIDTHS = (30, 37, 33)


def refused(author: Author) -> tuple[list[Block], float]:
    """The section, and the millimetres that it leaves of its room."""
    sov = author.sov
    title = Heading(author.t("3. What is refused, why, and the nearest way",
                             "3. Ce qui est refusé, pourquoi, et la voie la plus proche"))  # fmt: skip
    if not sov.refused:
        none = author.t("No option was refused.", "Aucune option n'a été refusée.")
        return [title, Paragraph(plain(none))], REFUSED_MM
    every = [_refused_row(author, one) for one in sov.refused]
    rows, left = fitted(every, REFUSED_WIDTHS, REFUSED_MM)
    table = Table(
        name="refused",
        heads=(
            author.t("Option", "Option"), author.t("Duty not met", "Exigence non satisfaite"),
            author.t("Nearest way", "Voie la plus proche"),
        ),
        widths=REFUSED_WIDTHS, rows=rows,
    )  # fmt: skip
    more = sum(one.count for one in sov.refused[len(rows) :]) + sov.more_refused
    return [title, table, *(Paragraph(line, "small") for line in author.more(more, PAGE))], left


def _refused_row(author: Author, group: RefusedGroup) -> Row:
    first = group.first
    place = cut(f"{first.provider} {first.region}", NAME)
    option = author.shown(
        f"{group.count} × {author.of(first.service, 50)}", group.resources, bold=True
    )
    duties: list[Line] = []
    for finding in first.findings[:MOST_DUTIES]:
        duty = duty_of(author.sov.duties, finding.duty)
        evidence = (*finding.because.evidence, *((duty.clause,) if duty.clause else ()))
        text = (f"{author.of(duty.title, SHORT)} – {author.of(sovereign.STATES[finding.state])}."
                f" {author.of(finding.because.text, 120)}{author.refs(evidence)}")  # fmt: skip
        duties.append((Run(text=text, evidence=evidence, resources=tuple(group.resources)),))
    duties += author.more(len(first.findings) - MOST_DUTIES, PAGE)
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


def residuals(author: Author) -> tuple[list[Block], float]:
    """The section, and the millimetres that it leaves of its room."""
    sov = author.sov
    title = Heading(author.t("5. What is still needed from outside Europe",
                             "5. Ce dont on dépend encore hors d'Europe"))  # fmt: skip
    if not sov.residuals:
        none = author.t("None was found in configuration and graph.",
                        "Rien n'a été trouvé dans la configuration ni le graphe.")  # fmt: skip
        return [title, Paragraph(plain(none))], RESIDUAL_MM
    every = [_residual_row(author, one) for one in sov.residuals]
    rows, left = fitted(every, RESIDUAL_WIDTHS, RESIDUAL_MM)
    table = Table(
        name="residuals",
        heads=(author.t("What", "Quoi"), author.t("Shown by", "Montré par"),
               author.t("European alternative", "Alternative européenne")),
        widths=RESIDUAL_WIDTHS, rows=rows,
    )  # fmt: skip
    more = len(sov.residuals) + sov.more_residuals - len(rows)
    return [title, table, *(Paragraph(line, "small") for line in author.more(more, PAGE))], left


def _residual_row(author: Author, one: Residual) -> Row:
    category = sovereign.CATEGORIES.get(one.category)
    kind = author.of(category, NAME) if category else cut(one.category, NAME)
    text = author.of(one.statement.text, SHORT) + author.refs(one.statement.evidence)
    none = Run(text=author.t("none known to us", "aucune connue de nous"))
    return (
        ((Run(text=cut(one.what, NAME), bold=True), Run(text=f" ({kind})", soft=True)),),
        ((Run(text=text, evidence=one.statement.evidence, resources=one.resources),),),
        ((author.said(one.alternative, SHORT) if one.alternative else none,),),
    )
