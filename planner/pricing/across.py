"""Targets side by side, on what is priced at all of them."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from planner.model.money import Total
from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.pricing.totals import AnyLine, Lines, gathered, incomplete, share, total


class Across(Struct, frozen=True, kw_only=True):
    """The comparison of targets: like with like, and the rest apart."""

    resources: tuple[ResourceId, ...]
    """Compared: every line priced today and at every target."""
    now: Total
    """What they cost today."""
    then: dict[str, Total]
    """Target -> what the same resources cost there."""
    apart_now: Total
    """What is not compared, today."""
    apart: dict[str, Total]
    """Target -> what is not compared, there; with its unpriced lines."""
    share_of_spend: Decimal | None
    """Of today's priced spend, the part that is compared."""


def comparable_across(plans: Sequence[MigrationPlan]) -> Across:
    """Compares plans of one inventory for several targets.

    The set is the same for all: a target that prices less makes the set smaller, not itself
    cheaper.
    """
    sides = {plan.header.target: _sides(plan) for plan in plans}
    now = next(iter(sides.values()))[0] if sides else {}
    thens = {target: then for target, (_, then) in sides.items()}
    every = {*now, *(id_ for then in thens.values() for id_ in then)}
    compared = tuple(sorted(every - incomplete((now, *thens.values()))))
    rest = sorted(every - set(compared))
    today, apart = total(gathered(now, compared)), total(gathered(now, rest))
    return Across(
        resources=compared,
        now=today,
        then={target: total(gathered(then, compared)) for target, then in thens.items()},
        apart_now=apart,
        apart={target: total(gathered(then, rest)) for target, then in thens.items()},
        share_of_spend=share(today.likely, today.likely + apart.likely),
    )


Side = dict[ResourceId, Lines]


def _sides(plan: MigrationPlan) -> tuple[Side, Side]:
    """The lines of now and then by resource."""
    by_side: dict[str, dict[ResourceId, list[AnyLine]]] = {"now": {}, "then": {}, "once": {}}
    lines: tuple[AnyLine, ...] = (*plan.costs.lines, *plan.costs.unpriced)
    for line in lines:
        by_side[line.side].setdefault(line.resource, []).append(line)
    now, then = (
        {id_: tuple(found) for id_, found in by_side[side].items()} for side in ("now", "then")
    )
    return now, then
