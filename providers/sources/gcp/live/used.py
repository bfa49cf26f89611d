"""Measured use, project by project: a unit for each type of resource that is measured."""

from collections.abc import Iterator

from msgspec import Struct

from planner.model.protocols import Record
from planner.model.resource import LedgerStatus
from providers.live import Done, Unit, texts_of, worst
from providers.sources.gcp.live.client import Clients, Outcome
from providers.sources.gcp.live.known import Known, Shelf, row
from providers.sources.gcp.live.measures import (
    LINK,
    NATIVE_TYPE,
    Metric,
    Window,
    measures,
    params,
    series,
)
from providers.use import Gives, Point, record, value_of

MONITORING = "monitoring.googleapis.com"


class _Told(Struct):
    """What the metrics of one type told, and what failed."""

    points: dict[tuple[str, Gives], list[Point]] = {}
    first: dict[Gives, Metric] = {}
    failed: dict[str, LedgerStatus] = {}


class Used:
    """Asks Cloud Monitoring for what was read."""

    def __init__(self, clients: Clients, done: Done, shelf: Shelf, window: Window) -> None:
        self._clients = clients
        self._done = done
        self._shelf = shelf
        self._window = window

    def read(self, project: str) -> Iterator[Unit]:
        """The units of one project; none for what it has nothing of."""
        for kind in measures() if self._window.days else ():
            known = self._shelf.of(kind)
            line = row(project, MONITORING, f"timeSeries.list {kind}")
            if known and not self._done(line):
                yield self._measured(project, kind, known)

    def _measured(self, project: str, kind: str, known: list[Known]) -> Unit:
        told = _Told()
        for metric in measures()[kind]:
            told.first.setdefault(metric.gives, metric)
            for outcome in self._pages(project, metric):
                if outcome.status != "ok":
                    told.failed[outcome.detail] = outcome.status
                for name, points in series(metric, outcome.body):
                    told.points.setdefault((name, metric.gives), []).extend(points)
        status = worst(told.failed.values())
        line = row(
            project, MONITORING, f"timeSeries.list {kind}", status, "; ".join(sorted(told.failed))
        )
        return Unit(line, tuple(self._records(project, known, told)))

    def _records(self, project: str, known: list[Known], told: _Told) -> Iterator[Record]:
        end = self._window.end.timestamp() / 3600
        for one in known:
            found: dict[str, float] = {}
            for gives, metric in told.first.items():
                word = f"number:{one.number}" if metric.of.startswith("number:") else one.name
                value = value_of(metric, told.points.get((word, gives), []), end)
                if value is not None:
                    found[gives] = value
            if found:
                place = (NATIVE_TYPE, "gcp", project)
                yield record(place, one.name, "use", found, self._window.days)

    def _pages(self, project: str, metric: Metric) -> Iterator[Outcome]:
        """Every page of one metric; the answer to nothing measured has no series at all."""
        token = ""
        seen = {""}
        while True:
            asked = params(metric, self._window) | ({"pageToken": token} if token else {})
            outcome = self._clients.get(LINK.format(project=project), asked)
            if outcome.status == "ok" and not _is_answer(outcome):
                outcome = Outcome("error", {}, "the answer has no list `timeSeries`")
            if outcome.status != "ok" and token:
                outcome = Outcome("truncated", {}, outcome.detail)
            yield outcome
            token = texts_of(outcome.body, "nextPageToken")
            if token in seen:
                return
            seen.add(token)


def _is_answer(outcome: Outcome) -> bool:
    found = outcome.body.get("timeSeries")
    return isinstance(found, list) or (found is None and set(outcome.body) <= {"unit"})
