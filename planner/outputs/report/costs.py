"""What costs what: by kind, the largest lines, what has no price, what is assumed."""

from decimal import Decimal
from heapq import nlargest

from msgspec import Struct

from planner.catalogue.assumptions import canonical, load_assumptions
from planner.model.money import CostLine, Side, Total, Unpriced
from planner.model.text import Text
from planner.outputs.report.survey import Survey
from planner.pricing.totals import total

MOST_LINES = 50
MOST_GAPS = 120


class KindCosts(Struct, frozen=True):
    """What resources of one kind cost, side by side."""

    title: str
    now: Total
    then: Total
    once: Total


class UnpricedGroup(Struct):
    """Lines without price that say the same."""

    first: Unpriced
    title: str
    count: int = 0


class Assumed(Struct, frozen=True):
    """A quantity that the policy assumes, and what it adds."""

    key: str
    text: Text | None
    lines: int
    low: Decimal
    likely: Decimal
    high: Decimal


class CostView(Struct, frozen=True):
    """The costs section."""

    kinds: list[KindCosts]
    largest: list[CostLine]
    names: dict[str, str]
    homes: dict[str, str]
    unpriced: list[UnpricedGroup]
    more_unpriced: int
    assumed: list[Assumed]
    prices: tuple[str, str]
    """Oldest and newest date of a price used; empty where none has one."""


def cost_view(survey: Survey) -> CostView:
    """A pass over the lines and one over those without price."""
    costs = survey.plan.costs
    largest = nlargest(MOST_LINES, costs.lines, key=lambda line: line.likely)
    ids = {line.resource for line in largest}
    unpriced = _unpriced(survey)
    dates = sorted({line.price.date for line in costs.lines if line.price.date})
    return CostView(
        kinds=_kinds(survey),
        largest=largest,
        names={id_: survey.resource_name(id_) for id_ in ids},
        homes={id_: survey.application_of.get(id_, "") for id_ in ids},
        unpriced=unpriced[:MOST_GAPS],
        more_unpriced=sum(one.count for one in unpriced[MOST_GAPS:]),
        assumed=_assumed(survey),
        prices=(dates[0], dates[-1]) if dates else ("", ""),
    )


def _kinds(survey: Survey) -> list[KindCosts]:
    title_of = survey.title_of
    sides: dict[str, dict[Side, list[CostLine | Unpriced]]] = {}
    every: tuple[CostLine | Unpriced, ...] = (*survey.plan.costs.lines, *survey.plan.costs.unpriced)
    for line in every:
        own = sides.setdefault(title_of.get(line.resource, ""), {})
        own.setdefault(line.side, []).append(line)
    found = [
        KindCosts(
            title,
            total(own.get("now", ())),
            total(own.get("then", ())),
            total(own.get("once", ())),
        )
        for title, own in sides.items()
    ]
    return sorted(found, key=lambda one: (-max(one.now.likely, one.then.likely), one.title))


def _unpriced(survey: Survey) -> list[UnpricedGroup]:
    groups: dict[tuple[object, ...], UnpricedGroup] = {}
    title_of = survey.title_of
    for line in survey.plan.costs.unpriced:
        title = title_of.get(line.resource, "")
        key = (line.side, line.why, title, line.component, line.reason)
        group = groups.setdefault(key, UnpricedGroup(line, title))
        group.count += 1
    order = {"now": 0, "then": 1, "once": 2}
    return sorted(
        groups.values(),
        key=lambda one: (order[one.first.side], one.first.why, -one.count, one.title,
                         one.first.component, one.first.reason),
    )  # fmt: skip


def _assumed(survey: Survey) -> list[Assumed]:
    by_key: dict[str, list[CostLine]] = {}
    for line in survey.plan.costs.lines:
        if line.basis == "assumed":
            by_key.setdefault(canonical(line.assumption), []).append(line)
    known = load_assumptions() if by_key else {}
    found = []
    for key, lines in sorted(by_key.items()):
        sums = total(lines)
        text = known[key].text if key in known else None
        found.append(Assumed(key, text, len(lines), sums.low, sums.likely, sums.high))
    return found
