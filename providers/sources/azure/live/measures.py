"""What Azure Monitor measured over the last days, asked for many resources at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from planner.model.protocols import Record
from providers.live import texts_of
from providers.sources.azure.live.client import Clients, Outcome
from providers.use import Gives, Measure, Point, record, value_of

API_VERSION = "2024-02-01"
BATCH = 20
"""Resources asked for at once; Azure takes 50, and the answer holds 1,344 points of each metric."""

NATIVE_TYPE = "azurerm_measured_use"


class Measured(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is measured of a type."""

    interval: str
    metrics: tuple[Measure, ...]


class _Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    measures: dict[str, Measured]


class Window(Struct, frozen=True):
    """The days that are looked at."""

    end: datetime
    days: int

    @property
    def times(self) -> dict[str, str]:
        """Begin and end as Azure Monitor takes them."""
        begin = self.end - timedelta(days=self.days)
        return {"starttime": _stamp(begin), "endtime": _stamp(self.end)}


@lru_cache(maxsize=1)
def measures() -> dict[str, Measured]:
    """The table of measures, by ARM type in lower case."""
    text = files(__package__).joinpath("measures.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=_Table).measures


def batches(ids: Sequence[str]) -> Iterator[list[str]]:
    """The resources, as many at a time as one call takes."""
    for start in range(0, len(ids), BATCH):
        yield list(ids[start : start + BATCH])


def ask(
    clients: Clients, place: tuple[str, str], arm_type: str, ids: list[str], window: Window
) -> tuple[Outcome, ...]:
    """What was measured of some resources of one type; `place` is their subscription and region.

    One metric that a resource does not have spoils the call for all: then each is asked alone.
    """
    metrics = measures()[arm_type].metrics
    whole = _asked(clients, place, arm_type, ids, (metrics, window))
    if whole.status != "error" or len(metrics) == 1:
        return (whole,)
    return tuple(_asked(clients, place, arm_type, ids, ((one,), window)) for one in metrics)


def _asked(
    clients: Clients,
    place: tuple[str, str],
    arm_type: str,
    ids: list[str],
    what: tuple[tuple[Measure, ...], Window],
) -> Outcome:
    subscription, region = place
    metrics, window = what
    outcome = clients.measure(
        region,
        subscription,
        {"resourceids": ids},
        **{
            "api-version": API_VERSION,
            "metricnamespace": arm_type,
            "metricnames": ",".join(one.name for one in metrics),
            "interval": measures()[arm_type].interval,
            "aggregation": ",".join(sorted({one.by for one in metrics})),
            **window.times,
        },
    )
    if outcome.status == "ok" and not isinstance(outcome.body.get("values"), list):
        return Outcome("error", {}, "the answer has no list `values`")
    return outcome


def records(
    answers: Iterable[Outcome], arm_type: str, asked: Sequence[str], window: Window
) -> Iterator[Record]:
    """What was measured of each resource that was asked for; none where nothing was."""
    found: dict[str, dict[str, list[Any]]] = {one.lower(): {} for one in asked}
    for answer in answers:
        for one in _objects(answer.body.get("values")):
            series = found.get(texts_of(one, "resourceid").lower())
            if series is not None:
                _add(series, one)
    for own, series in sorted(found.items()):
        if told := _told(series, measures()[arm_type], window):
            place = (NATIVE_TYPE, "azure", own.split("/")[2])
            yield record(place, own, "use", told, window.days)


def _told(series: Mapping[str, list[Any]], measured: Measured, window: Window) -> dict[str, float]:
    end = window.end.timestamp() / 3600
    points: dict[Gives, list[Point]] = {}
    first: dict[Gives, Measure] = {}
    for measure in measured.metrics:
        found = [point for part in series.get(measure.name, ()) for point in _points(part, measure)]
        points.setdefault(measure.gives, []).extend(found)
        first.setdefault(measure.gives, measure)
    values = {gives: value_of(first[gives], found, end) for gives, found in points.items()}
    return {gives: value for gives, value in values.items() if value is not None}


def _add(series: dict[str, list[Any]], one: Mapping[str, Any]) -> None:
    """Adds the points of each metric, by its name."""
    for metric in _objects(one.get("value")):
        name = texts_of(metric, "name", "value")
        for part in _objects(metric.get("timeseries")):
            series.setdefault(name, []).append(part.get("data"))


def _points(data: Any, measure: Measure) -> Iterator[Point]:  # noqa: ANN401 - JSON
    for one in _objects(data):
        value = one.get(measure.by)
        if isinstance(value, int | float) and not isinstance(value, bool) and value >= 0:
            try:
                when = datetime.fromisoformat(texts_of(one, "timeStamp"))
            except ValueError:
                continue
            if when.tzinfo is not None:
                yield Point(when.timestamp() / 3600, float(value))


def _objects(value: Any) -> list[Mapping[str, Any]]:  # noqa: ANN401 - JSON
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
