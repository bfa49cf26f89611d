"""What the graph does not hold, subscription by subscription: details, and measured use."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from planner.model.protocols import Record
from planner.model.resource import LedgerRow, LedgerStatus
from providers.live import Answers, Done, Unit, read_unit
from providers.sources.azure.adapters import adapt
from providers.sources.azure.live import measures
from providers.sources.azure.live.calls import Detail, calls
from providers.sources.azure.live.client import Clients, Outcome
from providers.sources.azure.live.parents import Parent
from providers.sources.azure.live.tables import items, row

METRICS = "metrics"

_WORKERS = 8


class Estate:
    """Asks for what the graph leaves out."""

    def __init__(self, clients: Clients, done: Done, window: measures.Window) -> None:
        self._clients = clients
        self._done = done
        self._window = window

    def missing(self, subscriptions: tuple[str, ...]) -> tuple[str, ...]:
        """The subscriptions of which an earlier run has not asked everything."""
        return tuple(
            one for one in subscriptions if any(not self._done(line) for line in self._lines(one))
        )

    def _lines(self, subscription: str) -> Iterator[LedgerRow]:
        for name in calls().details:
            yield _detail_row(subscription, name)("ok", "")
        if self._window.days:
            for kind in measures.measures():
                yield row(subscription, METRICS, kind)("ok", "")

    def read(self, subscription: str, parents: Sequence[Parent]) -> Iterator[Unit]:
        """The units of one subscription; none for what it has nothing of."""
        with ThreadPoolExecutor(_WORKERS) as pool:
            for name, detail in calls().details.items():
                asked = [one for one in parents if one.may_have(detail)]
                if asked and not self._done(_detail_row(subscription, name)("ok", "")):
                    yield self._detail(pool, subscription, name, asked)
            for kind in measures.measures() if self._window.days else ():
                asked = [one for one in parents if one.type == kind]
                if asked and not self._done(row(subscription, METRICS, kind)("ok", "")):
                    yield self._measured(pool, subscription, kind, asked)

    def _detail(
        self, pool: ThreadPoolExecutor, subscription: str, name: str, asked: Sequence[Parent]
    ) -> Unit:
        detail = calls().details[name]
        tally = Answers()
        rows: list[Any] = []
        for pages in pool.map(lambda one: self._pages(detail, one), asked):
            tally.note(pages[-1])
            for page in pages:
                rows += [one for one in page.body.get("value", ()) if isinstance(one, dict)]
        line = _detail_row(subscription, name)(tally.status, tally.detail)
        return read_unit(line, items(subscription, rows, "api", name), adapt)

    def _pages(self, detail: Detail, one: Parent) -> list[Outcome]:
        """Every page for one parent; the last says whether they are all."""
        pages = list(self._clients.pages(one.id + detail.path, detail.version))
        last = pages[-1]
        if len(pages) > 1 and last.status != "ok":
            pages[-1] = Outcome("truncated", {}, last.detail)
        return pages

    def _measured(
        self, pool: ThreadPoolExecutor, subscription: str, kind: str, asked: Sequence[Parent]
    ) -> Unit:
        tally = Answers()
        found: list[Record] = []
        places: dict[str, list[str]] = {}
        for one in asked:
            places.setdefault(one.region, []).append(one.id)
        jobs = [
            (region, ids) for region in sorted(places) for ids in measures.batches(places[region])
        ]
        ask: Callable[[tuple[str, list[str]]], tuple[Outcome, ...]] = lambda job: measures.ask(  # noqa: E731
            self._clients, (subscription, job[0]), kind, job[1], self._window
        )
        for (_, ids), outcomes in zip(jobs, pool.map(ask, jobs), strict=True):
            for outcome in outcomes:
                tally.note(outcome)
            found += measures.records(outcomes, kind, ids, self._window)
        line = row(subscription, METRICS, kind)(tally.status, tally.detail)
        return Unit(line, tuple(sorted(found, key=lambda one: one.address)))


def _detail_row(subscription: str, name: str) -> Callable[[LedgerStatus, str], LedgerRow]:
    service, _, operation = name.partition("/")
    return row(subscription, service, operation)
