"""One operation in one region: asked, read into records, its details asked for each object."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from typing import Any

from msgspec import Struct

from planner.model.protocols import Record
from planner.model.resource import LedgerRow
from providers.sources.aws.api import Answer, Native, Place
from providers.sources.aws.clients import Clients, Outcome
from providers.sources.aws.operation import Operation
from providers.sources.aws.pace import Budget
from providers.sources.aws.readers import reads
from providers.sources.aws.row import GLOBAL
from providers.sources.aws.tally import Tally

Read = tuple[LedgerRow, tuple[Record, ...]]


class _Object(Struct):
    """An object of an answer, with the record that its details complete."""

    item: Answer
    native: Native | None = None
    tally: Tally | None = None
    """Where the record is kept."""


class _Asked(Struct, frozen=True):
    """One reading of one operation and all of its details."""

    place: Place
    where: str
    """The region whose endpoint is asked."""
    budget: Budget
    tallies: dict[tuple[str, str], Tally]
    root: str


class Reader:
    """Reads operations of one account; used from many threads."""

    def __init__(self, clients: Clients, account: str, home: str, details: Executor) -> None:
        self._clients = clients
        self._account = account
        self._home = home
        self._details = details

    def read(self, operation: Operation, region: str) -> list[Read]:
        """The row and records of an operation, then those of each of its details."""
        asked = _Asked(
            place=Place(account=self._account, region="" if region == GLOBAL else region),
            where=self._where(operation, region),
            budget=self._clients.budget(),
            tallies={},
            root=operation.name,
        )
        tally = asked.tallies[operation.service, operation.name] = Tally()
        outcome = self._ask(operation, asked, [])
        tally.note(outcome)
        objects = list(_objects(operation, outcome.answer, {}, tally, asked.place))
        for detail in operation.details:
            self._detail(detail, objects, asked, tally)
        return [self._row(key, found, region) for key, found in asked.tallies.items()]

    def _where(self, operation: Operation, region: str) -> str:
        if operation.scope not in ("regional", GLOBAL):
            return operation.scope
        return self._home if region == GLOBAL else region

    def _detail(
        self, detail: Operation, objects: list[_Object], asked: _Asked, above: Tally
    ) -> None:
        """Ask for every object, many at once where the service lets us; read in order."""
        key = (detail.service, f"{asked.root}/{detail.call}")
        tally = asked.tallies.setdefault(key, Tally())
        if not objects:
            tally.unasked(above)
        groups = list(_groups(detail, objects, tally))
        answers = self._details.map(lambda group: self._ask(detail, asked, group), groups)
        inner: list[_Object] = []
        for group, outcome in zip(groups, answers, strict=True):
            tally.note(outcome)
            if detail.does == "completes":
                _complete(detail, group, outcome.answer, tally, asked.place)
                inner += group
            else:
                for owner in group:
                    inner += _objects(detail, outcome.answer, owner.item, tally, asked.place)
        for further in detail.details:
            self._detail(further, inner, asked, tally)

    def _ask(self, operation: Operation, asked: _Asked, group: list[_Object]) -> Outcome:
        arguments = operation.arguments([one.item for one in group], self._account)
        outcome = self._clients.ask(
            operation.service, operation.call, asked.where, arguments, asked.budget
        )
        return Outcome("ok") if outcome.detail in operation.absent else outcome

    def _row(self, key: tuple[str, str], tally: Tally, region: str) -> Read:
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
        address = native.address or f"{native.type}.{native.id}"
        if not str(attributes.get("arn") or "").startswith("arn:") and region != GLOBAL:
            address += f'["{region}"]'  # what has no ARN may be called alike elsewhere
        return Record(
            type=native.type,
            address=address,
            attributes=attributes,
            file=f"aws:{self._account}",
            account=self._account,
            region="" if region == GLOBAL else region,
            cloud="aws",
        )


def _objects(
    operation: Operation, answer: Answer, parent: Answer, tally: Tally, place: Place
) -> Iterator[_Object]:
    """The objects of an answer, each with its record; those that are AWS's own are left out."""
    read = reads(operation)
    for one in _items(answer, operation.result):
        item: Answer = one if isinstance(one, Mapping) else {operation.word: one}
        if operation.of:
            item = {**operation.asked_with(parent), **item}
        if operation.does == "names":
            yield _Object(item)
            continue
        found = tally.keep(_reading(read, item, parent, place))
        if found:
            yield _Object(item, found[0], tally)


def _reading(
    read: Callable[[Answer, Answer, Place], Iterable[Native]],
    item: Answer,
    parent: Answer,
    place: Place,
) -> Callable[[], Iterable[Native]]:
    return lambda: read(item, parent, place)


def _complete(
    detail: Operation, group: list[_Object], answer: Answer, tally: Tally, place: Place
) -> None:
    """What was answered for the objects of a group, into their records."""
    items = _items(answer, detail.result)
    if not detail.batch:
        pairs = [(group[0], items[0])] if items else []
    else:
        key = detail.match or detail.asked_by
        waiting = {str(one.item.get(detail.asked_by)): one for one in group}
        found = ((waiting.get(str(item.get(key))), item) for item in items)
        pairs = [(one, item) for one, item in found if one is not None]
    for one, item in pairs:
        if one.native is None or one.tally is None:
            continue
        if not tally.add(detail, one.native, item, place):
            one.tally.natives.remove(one.native)
            one.native = None
        one.item = {**one.item, **item}


def _groups(detail: Operation, objects: list[_Object], tally: Tally) -> Iterator[list[_Object]]:
    """The objects by those that are asked for at once; what lacks its name is counted as failed."""
    groups: dict[tuple[str, ...], list[_Object]] = {}
    for number, one in enumerate(objects):
        try:
            detail.arguments([one.item], "")
            key = detail.group(one.item) if detail.batch else (str(number),)
        except KeyError:
            tally.note(Outcome("error", {}, "malformed answer"))
            continue
        groups.setdefault(key, []).append(one)
    size = max(1, detail.batch)
    for group in groups.values():
        yield from (group[start : start + size] for start in range(0, len(group), size))


def _items(answer: Mapping[str, Any], path: str) -> list[Any]:
    """The objects of an answer: a list, the lists within a list, or the answer itself."""
    if not answer:
        return []
    found: list[Any] = [answer]
    for key in path.split(".") if path else ():
        inner = [item.get(key) for item in found]
        found = [
            one
            for value in inner
            if value
            for one in (value if isinstance(value, list) else [value])
        ]
    return found
