"""What a live collection gives, whatever the cloud: units of work with what came of each.

A unit is one call (or one call for each of many objects) in one region of one account. A unit that
fails is a row with its status; the others go on.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol

import msgspec
from msgspec import Struct, field

from planner.model.protocols import Adapt, Item, Record
from planner.model.resource import LedgerRow, LedgerStatus

MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What an adapter may meet in an answer that is not of its documented form."""

WORST: tuple[LedgerStatus, ...] = (
    "error", "truncated", "throttled", "unreachable", "denied", "api-off", "region-off", "ok",
)  # fmt: skip
"""Statuses, the one that says most against an answer first."""

Done = Callable[[LedgerRow], bool]
"""Whether an earlier run has read the unit of that row (its status does not count)."""


class Unit(Struct, frozen=True):
    """One unit of work: what was asked where, what came of it, what it found."""

    row: LedgerRow
    records: tuple[Record, ...] = ()


def nothing_done(_row: LedgerRow) -> bool:
    """For a run that does not go on from another."""
    return False


def read_unit(row: LedgerRow, items: Iterable[Item], adapt: Adapt, rejected: int = 0) -> Unit:
    """The unit of what was answered; an item that its adapter cannot read is kept by its name."""
    records: list[Record] = []
    own = 0
    for item in items:
        found = _adapted(item, adapt)
        records += found
        own += not found
    said = [row.detail, f"{own} of the cloud's own" if own else ""]
    counted = msgspec.structs.replace(
        row,
        read=len(records) + rejected,
        resources=len(records),
        rejected=rejected,
        detail="; ".join(word for word in said if word),
    )
    return Unit(counted, tuple(records))


def _adapted(item: Item, adapt: Adapt) -> list[Record]:
    try:
        return list(adapt(item))
    except MALFORMED:
        return [_bare(item)]


def _bare(item: Item) -> Record:
    """What is not of its documented form: that it is there, and nothing of what may be secret."""
    kept = {
        key: item.body[key]
        for key in ("id", "name", "location")
        if isinstance(item.body.get(key), str)
    }
    return Record(
        type=item.type,
        address=f"{item.type}.{item.place}",
        attributes=kept,
        file=item.file,
        account=item.account or "unknown",
        region=item.region,
        cloud=item.cloud,
    )


def worst(statuses: Iterable[LedgerStatus]) -> LedgerStatus:
    """The status that says most against them all: what is not wholly read is not `ok`."""
    met = set(statuses)
    return next((status for status in WORST if status in met), "ok")


class Came(Protocol):
    """What came of one call."""

    @property
    def status(self) -> LedgerStatus:
        """`ok`, or why there is no answer."""

    @property
    def detail(self) -> str:
        """The reason in a few words."""


class Answers(Struct):
    """What came of one call over all that it was asked for."""

    asked: int = 0
    failed: dict[str, tuple[LedgerStatus, int]] = field(default_factory=dict)
    """Reason -> status, and how often."""

    def note(self, outcome: Came) -> None:
        """Count one answer."""
        self.asked += 1
        if outcome.status != "ok":
            known = self.failed.get(outcome.detail, (outcome.status, 0))
            self.failed[outcome.detail] = (outcome.status, known[1] + 1)

    @property
    def status(self) -> LedgerStatus:
        """The worst of all answers: what is not wholly read is not `ok`."""
        return worst(status for status, _ in self.failed.values())

    @property
    def detail(self) -> str:
        """How many answers failed, and why."""
        return "; ".join(
            f"{reason}: {count} of {self.asked}"
            for reason, (_, count) in sorted(self.failed.items())
        )


def texts_of(value: Any, *path: str) -> str:  # noqa: ANN401 - JSON of a cloud
    """The text at the end of a path into an answer; '' where there is none."""
    for key in path:
        value = value.get(key) if isinstance(value, Mapping) else None
    return value if isinstance(value, str) else ""


def side_by_side(jobs: Iterable[Callable[[], Iterable[Unit]]], workers: int) -> Iterator[Unit]:
    """The units of the jobs in their order, some jobs at a time: memory holds only theirs."""
    waiting: deque[Future[list[Unit]]] = deque()
    with ThreadPoolExecutor(workers) as pool:
        try:
            for job in jobs:
                waiting.append(pool.submit(_all, job))
                if len(waiting) >= workers:
                    yield from waiting.popleft().result()
            while waiting:
                yield from waiting.popleft().result()
        finally:
            for future in waiting:
                future.cancel()


def _all(job: Callable[[], Iterable[Unit]]) -> list[Unit]:
    return list(job())
