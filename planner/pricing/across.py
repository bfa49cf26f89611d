"""Targets side by side, on what is priced at all of them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from planner.model.money import Total
from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.pricing.totals import AnyLine, complete, share, total


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
    now: Mapping[ResourceId, tuple[AnyLine, ...]] = (
        sides[plans[0].header.target][0] if plans else {}
    )
    every = sorted({*now, *(id_ for _, then in sides.values() for id_ in then)})
    compared = tuple(
        id_
        for id_ in every
        if complete(now.get(id_, ()))
        and all(complete(then.get(id_, ())) for _, then in sides.values())
    )
    inside = set(compared)
    rest = [id_ for id_ in every if id_ not in inside]
    today = total(line for id_ in compared for line in now.get(id_, ()))
    apart = total(line for id_ in rest for line in now.get(id_, ()))
    return Across(
        resources=compared,
        now=today,
        then={
            target: total(line for id_ in compared for line in then.get(id_, ()))
            for target, (_, then) in sides.items()
        },
        apart_now=apart,
        apart={
            target: total(line for id_ in rest for line in then.get(id_, ()))
            for target, (_, then) in sides.items()
        },
        share_of_spend=share(today.likely, today.likely + apart.likely),
    )


Side = dict[ResourceId, tuple[AnyLine, ...]]


def _sides(plan: MigrationPlan) -> tuple[Side, Side]:
    """The lines of now and then by resource."""
    gathered: dict[str, dict[ResourceId, list[AnyLine]]] = {"now": {}, "then": {}, "once": {}}
    lines: tuple[AnyLine, ...] = (*plan.costs.lines, *plan.costs.unpriced)
    for line in lines:
        gathered[line.side].setdefault(line.resource, []).append(line)
    now, then = (
        {id_: tuple(found) for id_, found in gathered[side].items()} for side in ("now", "then")
    )
    return now, then
