"""Bills against the inventory: services that cost something while nothing of them was found."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import lru_cache

from planner.inventory.bills.layout import Service, bills
from planner.inventory.bills.words import about, amount
from planner.model.resource import Diagnostic, Resource, ResourceId, Spend

_LEAST = Decimal(1)
"""A month, in the currency of the bill: less is not worth a sentence."""
_USAGE = frozenset(("known", "alone", "gone", "no-resource", "clouds-own"))


def unseen(
    spend: Iterable[Spend], resources: Iterable[Resource], alone: frozenset[ResourceId]
) -> Iterator[Diagnostic]:
    """Services with spend of which only bills tell, in clouds of which other inputs tell."""
    kinds: dict[str, set[str]] = {}
    for one in resources:
        if one.id not in alone:
            kinds.setdefault(one.cloud, set()).add(one.kind or "")
    for (cloud, service, currency), (monthly, known) in sorted(_services(spend).items()):
        bought = _bought_as(cloud, service)
        if known or monthly < _LEAST or bought is None or cloud not in kinds:
            continue
        if not any(fnmatchcase(kind, one) for kind in kinds[cloud] for one in bought.kinds):
            yield about("bill-service-unseen", service=service, amount=amount(monthly, currency))


def _services(spend: Iterable[Spend]) -> dict[tuple[str, str, str], tuple[Decimal, int]]:
    """Usage a month by service, and how many of its resources are known otherwise."""
    sums: dict[tuple[str, str, str], tuple[Decimal, int]] = {}
    for one in spend:
        if one.reason in _USAGE:
            key = (one.cloud, one.service, one.currency)
            monthly, known = sums.get(key, (Decimal(0), 0))
            mine = one.things if one.reason == "known" else 0
            sums[key] = (monthly + one.monthly, known + mine)
    return sums


@lru_cache(maxsize=4096)
def _bought_as(cloud: str, service: str) -> Service | None:
    return next(
        (one for one in bills().services if one.cloud == cloud and re.search(one.match, service)),
        None,
    )
