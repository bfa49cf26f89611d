"""Bills that tell the same twice: an export made anew, actual beside amortised cost, two formats."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from planner.inventory.bills.charge import Bill, Charge

_MOST = 0.5
"""Part of the smaller bill that the other must tell too, to be the same bill."""

Key = tuple[str, str, str, int, int, int]


def distinct(found: Iterable[Bill]) -> tuple[list[Bill], list[tuple[Bill, Bill]]]:
    """The bills to count, and those left out, each with the one that says the same.

    Of two that tell the same usage the one with the higher cost is kept (amortised cost holds what
    was paid in advance); of two formats the one named first, so FOCUS before what is a cloud's own.
    """
    kept: list[Bill] = []
    out: list[tuple[Bill, Bill]] = []
    for one in sorted(found, key=lambda bill: (-_rank(bill), -_usage(bill), bill.file)):
        same = next((other for other in kept if _tell_the_same(one, other)), None)
        if same is None:
            kept.append(one)
        else:
            out.append((one, same))
    return kept, out


def _rank(bill: Bill) -> int:
    return 1 if bill.version.startswith("FOCUS") else 0


def _usage(bill: Bill) -> Decimal:
    return sum((one.cost for one in bill.charges if one.kind == "usage"), Decimal(0))


def _tell_the_same(one: Bill, other: Bill) -> bool:
    if one.version.partition(" ")[0] != other.version.partition(" ")[0]:
        return _overlap(one, other)
    mine, theirs = _keys(one.charges), _keys(other.charges)
    shared = len(mine & theirs)
    return shared > 0 and shared >= _MOST * min(len(mine), len(theirs))


def _keys(charges: Sequence[Charge]) -> set[Key]:
    return {
        (one.account, one.service, one.resource, one.first, one.last, one.lines)
        for one in charges
        if one.kind == "usage"
    }


def _overlap(one: Bill, other: Bill) -> bool:
    """Whether two formats tell of the same accounts in the same days."""
    accounts = {(charge.cloud, charge.account) for charge in one.charges if charge.account}
    shared = accounts & {(charge.cloud, charge.account) for charge in other.charges}
    clouds = {cloud for cloud, _ in shared}
    days = _days(one, clouds) & _days(other, clouds)
    return bool(shared and days)


def _days(bill: Bill, clouds: set[str]) -> set[int]:
    return {
        day for (cloud, _), period in bill.periods.items() if cloud in clouds for day in period.days
    }
