"""What clouds measure of a resource's use, as a record that folds into that resource.

Every cloud's metrics come as series of points; what they are worth to a plan is the same: the 95th
percentile of what is needed at a time, the sum over a month of what flows, the last of what is held.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from planner.model.protocols import Reading, Record
from planner.model.resource import Utilisation
from providers.attributes import number, text, whole

Gives = Literal[
    "cpu_percent_p95", "memory_percent_p95", "iops_p95", "egress_gib_month", "requests_month",
    "stored_gib",
]  # fmt: skip

GIB = 2**30
HOURS_A_MONTH = 730
SHORTEST_HOURS = 24
"""Less than a day seen tells nothing of a month."""

_PERCENTILE = 0.95
_PLACES = 4


class Point(Struct, frozen=True, order=True, gc=False):
    """One value of a series."""

    hour: float
    """Hours since 1970."""
    value: float


class Measure(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A metric and what it tells of. The tables of measures say what each field is."""

    name: str
    gives: Gives
    by: str
    """How the cloud joins the points of an interval."""
    times: float = 1
    """What a value is multiplied by, to be in the unit of `gives`."""
    rest: bool = False
    """Whether it is the share that is not used."""


def value_of(measure: Measure, points: Iterable[Point], end_hour: float) -> float | None:
    """What the points of one or several series tell; None where they are too few.

    Points of one time are added: reads and writes, several disks. Of shares the largest counts.
    """
    joined: dict[float, float] = {}
    share = measure.gives in {"cpu_percent_p95", "memory_percent_p95"}
    for point in points:
        known = joined.get(point.hour, 0.0)
        joined[point.hour] = max(known, point.value) if share else known + point.value
    if not joined:
        return None
    if measure.gives == "stored_gib":
        return _scaled(joined[max(joined)], measure)
    hours = end_hour - min(joined)
    if hours < SHORTEST_HOURS:
        return None
    if measure.gives in {"egress_gib_month", "requests_month"}:
        return _scaled(sum(joined.values()) / hours * HOURS_A_MONTH, measure)
    values = (_scaled(value, measure) for value in joined.values())
    return percentile(values)


def _scaled(value: float, measure: Measure) -> float:
    found = value * measure.times
    return max(0.0, 100.0 - found) if measure.rest else found


def percentile(values: Iterable[float]) -> float:
    """The value that 95 of 100 do not exceed: the least such one of those that were measured.

    >>> percentile([5, 1, 2, 3, 4])
    5
    """
    ordered = sorted(values)
    rank = int(_PERCENTILE * len(ordered) - 1e-9)
    return ordered[min(rank, len(ordered) - 1)]


def record(
    place: tuple[str, str, str], whole_id: str, unit: str, told: Mapping[str, float], days: int
) -> Record:
    """The record of what was measured of the resource `whole_id` in one unit of work.

    `place` is the record's type, its cloud and the account.
    """
    native_type, cloud, account = place
    own = f"{whole_id}#{unit}"
    attributes: dict[str, Any] = {"id": own, "of": whole_id, "window_days": days}
    attributes |= {name: round(value, _PLACES) for name, value in sorted(told.items())}
    file = f"{cloud}:{account}"
    return Record(type=native_type, address=own, attributes=attributes, file=file, account=account)


def reading(measured: Record) -> Reading:
    """A rule: what was measured, as a part of what it was measured of."""
    attributes = measured.attributes
    stored = number(attributes, "stored_gib")
    use = Utilisation(
        window_days=whole(attributes, "window_days") or 0,
        cpu_percent_p95=number(attributes, "cpu_percent_p95"),
        memory_percent_p95=number(attributes, "memory_percent_p95"),
        egress_gib_month=number(attributes, "egress_gib_month"),
        requests_month=number(attributes, "requests_month"),
        iops_p95=number(attributes, "iops_p95"),
    )
    empty = use == Utilisation(window_days=use.window_days)
    return Reading(
        id=text(attributes, "id"),
        name=measured.address,
        account=measured.account,
        part_of=text(attributes, "of"),
        stored_gib=Decimal(str(stored)) if stored is not None else None,
        utilisation=None if empty else use,
    )
