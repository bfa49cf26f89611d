"""Sums of lines that say what they leave out."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from operator import attrgetter

from planner.model.money import Comparison, CostLine, Total, Unpriced
from planner.model.plan import Application
from planner.model.resource import ResourceId

NOTHING = Decimal(0)

AnyLine = CostLine | Unpriced
Lines = tuple[AnyLine, ...]


_LOW = attrgetter("low")
_LIKELY = attrgetter("likely")
_HIGH = attrgetter("high")


def total(lines: Iterable[AnyLine]) -> Total:
    """The sum of some lines, with how much of it is by proxy and how many have no price."""
    every = list(lines)
    priced = [line for line in every if isinstance(line, CostLine)]
    by_proxy = [line for line in priced if line.price.proxies]
    return Total(
        low=sum(map(_LOW, priced), NOTHING),
        likely=sum(map(_LIKELY, priced), NOTHING),
        high=sum(map(_HIGH, priced), NOTHING),
        lines=len(priced),
        proxies=len(by_proxy),
        proxy_likely=sum(map(_LIKELY, by_proxy), NOTHING),
        unpriced=len(every) - len(priced),
    )


def gathered(sides: Mapping[ResourceId, Lines], resources: Iterable[ResourceId]) -> list[AnyLine]:
    """The lines of some resources, in the order of the resources."""
    found: list[AnyLine] = []
    for resource in resources:
        found.extend(sides.get(resource, ()))
    return found


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


def incomplete(sides: Iterable[Mapping[ResourceId, Lines]]) -> set[ResourceId]:
    """The resources of which at least one line has no price."""
    return {
        line.resource
        for side in sides
        for lines in side.values()
        for line in lines
        if isinstance(line, Unpriced)
    }


def comparison(
    now: Mapping[ResourceId, Lines], then: Mapping[ResourceId, Lines], spend: Decimal
) -> Comparison:
    """Now against then on the resources whose every line is priced on both sides.

    A resource is compared where it costs something on either side and nothing of it is missing;
    what is retired or free at the target stands in it with nothing then, by its choice's word.
    """
    compared = sorted({*now, *then} - incomplete((now, then)))
    today = total(gathered(now, compared))
    return Comparison(
        resources=len(compared),
        now=today,
        then=total(gathered(then, compared)),
        share_of_spend=share(today.likely, spend),
    )


def by_application(
    applications: Iterable[Application], sides: tuple[Mapping[ResourceId, Lines], ...]
) -> dict[str, tuple[Total, Total, Total]]:
    """(now, then, once) of each application, in order of name."""
    found = {}
    for application in sorted(applications, key=lambda one: one.name):
        now, then, once = (total(gathered(side, application.resources)) for side in sides)
        found[application.name] = (now, then, once)
    return found
