"""Sums of lines that say what they leave out."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from planner.model.money import Comparison, CostLine, Total, Unpriced
from planner.model.plan import Application
from planner.model.resource import ResourceId

NOTHING = Decimal(0)

AnyLine = CostLine | Unpriced


def total(lines: Iterable[AnyLine]) -> Total:
    """The sum of some lines, with how much of it is by proxy and how many have no price."""
    low = likely = high = by_proxy = NOTHING
    count = proxies = unpriced = 0
    for line in lines:
        if isinstance(line, Unpriced):
            unpriced += 1
            continue
        count += 1
        low += line.low
        likely += line.likely
        high += line.high
        if line.price.proxies:
            proxies += 1
            by_proxy += line.likely
    return Total(
        low=low, likely=likely, high=high, lines=count,
        proxies=proxies, proxy_likely=by_proxy, unpriced=unpriced,
    )  # fmt: skip


def share(part: Decimal, whole: Decimal) -> Decimal | None:
    """`part` of `whole`, 0 to 1; None where there is nothing to share."""
    return part / whole if whole else None


def shares(now: Total) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Today's spend priced exactly and by proxy, of what is priced; not at all, by count."""
    components = now.lines + now.unpriced
    missing = Decimal(now.unpriced) / components if components else None
    return (
        share(now.likely - now.proxy_likely, now.likely),
        share(now.proxy_likely, now.likely),
        missing,
    )


def complete(lines: Iterable[AnyLine]) -> bool:
    """Whether every line has its price."""
    return not any(isinstance(line, Unpriced) for line in lines)


def comparison(
    now: Mapping[ResourceId, tuple[AnyLine, ...]],
    then: Mapping[ResourceId, tuple[AnyLine, ...]],
    spend: Decimal,
) -> Comparison:
    """Now against then on the resources whose every line is priced on both sides.

    A resource is compared where it costs something on either side and nothing of it is missing;
    what is retired or free at the target stands in it with nothing then, by its choice's word.
    """
    compared = [
        id_
        for id_ in sorted({*now, *then})
        if complete(now.get(id_, ())) and complete(then.get(id_, ()))
    ]
    today = total(line for id_ in compared for line in now.get(id_, ()))
    return Comparison(
        resources=len(compared),
        now=today,
        then=total(line for id_ in compared for line in then.get(id_, ())),
        share_of_spend=share(today.likely, spend),
    )


def by_application(
    applications: Iterable[Application],
    sides: tuple[Mapping[ResourceId, tuple[AnyLine, ...]], ...],
) -> dict[str, tuple[Total, Total, Total]]:
    """(now, then, once) of each application, in order of name."""
    found = {}
    for application in sorted(applications, key=lambda one: one.name):
        now, then, once = (
            total(line for id_ in application.resources for line in side.get(id_, ()))
            for side in sides
        )
        found[application.name] = (now, then, once)
    return found
