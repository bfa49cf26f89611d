"""What gets worse, and what it costs."""

from collections import Counter
from collections.abc import Iterator

from planner.model.choice import Choice
from planner.model.money import Total
from planner.model.plan import MigrationPlan
from planner.model.text import Text
from planner.outputs.decision.author import SHORT, Author
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
from planner.outputs.report.applications import ORDER
from planner.outputs.report.sovereignty_basis import merged
from planner.pricing import euros

MOST_LOSSES = 4
LOSS = 120
MOST_CONTINUITY = 3
MOST_UNCHANGED = 3


def worse(author: Author) -> Iterator[Block]:
    """Losses of function, of continuity, and facts that the move leaves as they are."""
    counts = author.plan.verdict.counts
    yield Heading(author.t("4. What gets worse or does not improve",
                           "4. Ce qui empire ou ne s'améliore pas"))  # fmt: skip
    colon = author.t(": ", " : ")
    listed = ", ".join(author.counted(name, counts.get(f"losses-{name}", 0)) for name in ORDER)
    title = author.t("Losses of function", "Pertes de fonction")
    losses = f"{title}{colon}{listed} (report/index.html)."
    yield Paragraph(plain(losses))
    items: list[Line] = list(_losses(author))
    items += _continuity(author)
    items += _unchanged(author)
    if items:
        yield Items(tuple(items))


def _losses(author: Author) -> Iterator[Line]:
    found = heaviest(author.plan)
    for text, count in found[:MOST_LOSSES]:
        yield (Run(text=f"{count} × {author.of(text, LOSS)}"),)
    yield from author.more(
        sum(count for _, count in found[MOST_LOSSES:]), "report/index.html#losses"
    )


def heaviest(plan: MigrationPlan) -> list[tuple[Text, int]]:
    """Blocking losses, then major ones, each by how many resources have it."""
    found: Counter[tuple[bool, Text]] = Counter(
        (loss.weight == "blocking", loss.problem)
        for choice in plan.choices.values()
        if isinstance(choice, Choice)
        for loss in choice.losses
        if loss.weight != "minor"
    )
    ranked = sorted(found.items(), key=lambda one: (not one[0][0], -one[1], one[0][1]))
    return [(text, count) for (_, text), count in ranked]


def _continuity(author: Author) -> list[Line]:
    lost = [one for row in author.sov.continuity for one in row.assessment.continuity_losses]
    found = merged(lost)
    title = author.t("Continuity: ", "Continuité : ")
    lines: list[Line] = [
        (Run(text=title, bold=True), author.said(one, SHORT)) for one in found[:MOST_CONTINUITY]
    ]
    lines += author.more(len(found) - MOST_CONTINUITY, "report/sovereignty.html#continuity")
    return lines


def _unchanged(author: Author) -> list[Line]:
    found = author.sov.unchanged
    title = author.t("Not improved: ", "Sans amélioration : ")
    lines: list[Line] = [
        (Run(text=title, bold=True), author.said(one.statement, SHORT))
        for one in found[:MOST_UNCHANGED]
    ]
    left = len(found) + author.sov.more_unchanged - MOST_UNCHANGED
    lines += author.more(left, "report/sovereignty.html#unchanged")
    return lines


def costs(author: Author) -> Iterator[Block]:
    """Three numbers, each with its range and what it leaves out; and where they are like with like."""
    money = author.plan.costs
    yield Heading(author.t("6. Costs", "6. Coûts"))
    yield Table(
        name="costs",
        heads=("", author.t("Likely", "Probable"), author.t("Between", "Entre"),
               author.t("Without price", "Sans prix")),
        widths=(34, 20, 28, 18),
        rows=(
            _cost(author, author.t("Today, a month", "Aujourd'hui, par mois"), money.now),
            _cost(author, author.t("After, a month", "Ensuite, par mois"), money.then),
            _cost(author, author.t("To move, once", "Pour migrer, une seule fois"), money.once),
        ),
    )  # fmt: skip
    same = money.comparable
    if same.resources:
        text = author.t(
            "The three do not subtract: each leaves out other lines. On the {n} resources priced on both "
            "sides: {now} → {then} a month. Lines, prices and sources: costs/costs.xlsx.",
            "Les trois ne se soustraient pas : chacun laisse de côté d'autres lignes. Sur les {n} "
            "ressources chiffrées des deux côtés : {now} → {then} par mois. Lignes, prix et sources : "
            "costs/costs.xlsx.",
            n=same.resources, now=euros(same.now.likely, author.language, decimals=0),
            then=euros(same.then.likely, author.language, decimals=0),
        )  # fmt: skip
    else:
        text = author.t(
            "No resource is priced on both sides: no difference is shown. Lines: costs/costs.xlsx.",
            "Aucune ressource n'est chiffrée des deux côtés : aucun écart n'est montré. Lignes : "
            "costs/costs.xlsx.",
        )  # fmt: skip
    yield Paragraph(plain(text), "small")


def _cost(author: Author, title: str, sum_: Total) -> tuple[tuple[Line, ...], ...]:
    if not sum_.lines and sum_.unpriced:
        likely, between = author.t("not known", "inconnu"), "–"
    else:
        bound = "≥\u00a0" if sum_.unpriced else ""
        low, likely_, high = (
            euros(one, author.language, decimals=0) for one in (sum_.low, sum_.likely, sum_.high)
        )
        likely = bound + likely_
        between = f"{low} – {high}" if sum_.low != sum_.high else "–"
    unpriced = author.t("{n} line|{n} lines", "{n} ligne|{n} lignes", n=sum_.unpriced)
    return (
        ((Run(text=title, bold=True),),),
        ((Run(text=likely, bold=True),),),
        (plain(between),),
        (plain(unpriced),),
    )
