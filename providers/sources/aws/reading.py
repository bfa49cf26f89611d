"""One operation in one region: asked, read into records, its details asked for each object."""

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor
from typing import Any

from msgspec import Struct, field

from planner.model.protocols import Record
from planner.model.resource import LedgerRow, LedgerStatus
from providers.sources.aws.api import Answer, Enrich, Native, Place
from providers.sources.aws.clients import Clients, Outcome
from providers.sources.aws.operation import Detail, Operation
from providers.sources.aws.row import GLOBAL

Read = tuple[LedgerRow, tuple[Record, ...]]

_MALFORMED = (AttributeError, IndexError, KeyError, TypeError, ValueError)
"""What an adapter may meet in an answer that is not of its documented form."""

_WORST: tuple[LedgerStatus, ...] = (
    "error", "truncated", "throttled", "unreachable", "denied", "region-off", "ok",
)  # fmt: skip


class _Tally(Struct):
    """What came of one operation over all the objects it was asked for."""

    asked: int = 0
    failed: dict[str, tuple[LedgerStatus, int]] = field(default_factory=dict)
    """Reason -> status, and how often."""
    natives: list[Native] = field(default_factory=list)
    rejected: int = 0

    def note(self, outcome: Outcome) -> None:
        """Count one answer."""
        self.asked += 1
        if outcome.status != "ok":
            known = self.failed.get(outcome.detail, (outcome.status, 0))
            self.failed[outcome.detail] = (outcome.status, known[1] + 1)

    def keep(self, make: Callable[[], Iterable[Native]]) -> list[Native]:
        """Records of one object; one that is malformed is counted as rejected."""
        try:
            found = list(make())
        except _MALFORMED:
            self.rejected += 1
            return []
        self.natives += found
        return found

    def add(self, native: Native, enrich: Enrich, answer: Answer) -> None:
        """Further attributes of an object; a malformed answer is noted as a failure."""
        try:
            native.attributes.update(enrich(answer))
        except _MALFORMED:
            self.note(Outcome("error", {}, "malformed answer"))

    @property
    def status(self) -> LedgerStatus:
        """The worst of all answers: what is not wholly read is not `ok`."""
        met = {status for status, _ in self.failed.values()}
        return next((status for status in _WORST if status in met), "ok")

    @property
    def detail(self) -> str:
        """How many answers failed, and why."""
        return "; ".join(
            f"{reason}: {count} of {self.asked}" if self.asked > 1 else reason
            for reason, (_, count) in sorted(self.failed.items())
        )


_Tallies = dict[tuple[str, str], _Tally]


class Reader:
    """Reads operations of one account; used from many threads."""

    def __init__(self, clients: Clients, account: str, home: str, details: Executor) -> None:
        self._clients = clients
        self._account = account
        self._home = home
        self._details = details

    def read(self, operation: Operation, region: str) -> list[Read]:
        """The row and records of an operation, then those of each of its details."""
        here = Place(account=self._account, region="" if region == GLOBAL else region)
        where = self._home if region == GLOBAL else region
        tallies: _Tallies = {(operation.service, operation.name): _Tally()}
        tally = tallies[operation.service, operation.name]
        outcome = self._clients.ask(operation.service, operation.name, where, operation.arguments)
        tally.note(outcome)
        pairs: list[tuple[Answer, Native | None]] = []
        for item in _items(outcome.answer, operation.result):
            found = tally.keep(lambda item=item: operation.adapt(item, here))  # type: ignore[misc]
            if found:
                pairs.append((item, found[0]))
        for detail in operation.details:
            self._detail(detail, pairs, (here, where), tallies)
        return [self._row(key, found, region) for key, found in tallies.items()]

    def _detail(
        self,
        detail: Detail,
        pairs: list[tuple[Answer, Native | None]],
        place: tuple[Place, str],
        tallies: _Tallies,
    ) -> None:
        """Ask an operation for every object, at once where the service lets us; read in order."""
        here, where = place
        asked_by = next(iter(tallies))[1]
        key = (detail.service, f"{asked_by}/{detail.name}")
        tally = tallies.setdefault(key, _Tally())
        parents = [item for item, _ in pairs]
        inner: list[tuple[Answer, Native | None]] = []
        answers = self._details.map(lambda item: self._ask(detail, where, item), parents)
        for (item, native), outcome in zip(pairs, answers, strict=True):
            tally.note(outcome)
            if outcome.status not in ("ok", "truncated"):
                continue
            if detail.enrich is not None and native is not None and outcome.answer:
                tally.add(native, detail.enrich, outcome.answer)
            for one in _items(outcome.answer, detail.result):
                child = one if isinstance(one, Mapping) else {**item, detail.result: one}
                inner.append((child, None))
                if detail.adapt is not None:
                    adapt = detail.adapt
                    tally.keep(lambda one=child, item=item, adapt=adapt: adapt(one, item, here))  # type: ignore[misc]
        for further in detail.details:
            self._detail(further, inner, place, tallies)

    def _ask(self, detail: Detail, where: str, item: Answer) -> Outcome:
        outcome = self._clients.ask(detail.service, detail.name, where, detail.argument(item))
        return Outcome("ok") if outcome.detail in detail.absent else outcome

    def _row(self, key: tuple[str, str], tally: _Tally, region: str) -> Read:
        found = sorted(tally.natives, key=lambda native: (native.type, native.id))
        records = tuple(self._record(native, region) for native in found)
        row = LedgerRow(
            cloud="aws",
            account=self._account,
            region=region,
            service=key[0],
            operation=key[1],
            status=tally.status,
            read=len(records) + tally.rejected,
            resources=len(records),
            rejected=tally.rejected,
            detail=tally.detail,
        )
        return row, records

    def _record(self, native: Native, region: str) -> Record:
        attributes = {key: value for key, value in native.attributes.items() if value is not None}
        return Record(
            type=native.type,
            address=f"{native.type}.{native.id}",
            attributes=attributes,
            file=f"aws:{self._account}",
            account=self._account,
            region="" if region == GLOBAL else region,
        )


def _items(answer: Mapping[str, Any], path: str) -> list[Any]:
    """The objects of an answer: a list, the lists within a list, or the answer itself."""
    if not answer:
        return []
    if not path:
        return [answer]
    found: list[Any] = [answer]
    for key in path.split("."):
        found = [one for item in found for one in item.get(key) or ()]
    return found
