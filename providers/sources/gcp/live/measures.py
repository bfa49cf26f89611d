"""What Cloud Monitoring measured over the last days, asked for all resources of a project at once."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from providers.live import texts_of
from providers.use import Gives, Measure, Point

NATIVE_TYPE = "google_measured_use"
LINK = "https://monitoring.googleapis.com/v3/projects/{project}/timeSeries"

_INTERVAL_SECONDS = 900
_DAY_SECONDS = 86400
_LABEL = re.compile(r"\{([a-z_]+)\}")
_FLOWS: frozenset[Gives] = frozenset({"egress_gib_month", "requests_month"})


class Metric(Measure, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A metric, and how its series name what was measured."""

    of: str
    where: str = ""


class _Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    measures: dict[str, tuple[Metric, ...]]


class Window(Struct, frozen=True):
    """The days that are looked at."""

    end: datetime
    days: int


@lru_cache(maxsize=1)
def measures() -> dict[str, tuple[Metric, ...]]:
    """The table of measures, by asset type."""
    text = files(__package__).joinpath("measures.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=_Table).measures


def params(metric: Metric, window: Window) -> dict[str, str]:
    """What is asked of Cloud Monitoring."""
    # What flows is added up over days; of what is held, the last days are enough.
    seconds = _INTERVAL_SECONDS if metric.gives.endswith("_p95") else _DAY_SECONDS
    days = min(window.days, 3) if metric.gives == "stored_gib" else window.days
    begin = window.end - timedelta(days=days)
    condition = f'metric.type = "{metric.name}"'
    return {
        "filter": f"{condition} AND {metric.where}" if metric.where else condition,
        "interval.startTime": _stamp(begin),
        "interval.endTime": _stamp(window.end),
        "aggregation.alignmentPeriod": f"{seconds}s",
        "aggregation.perSeriesAligner": metric.by,
        "pageSize": "20000",
    }


def series(metric: Metric, body: Mapping[str, Any]) -> Iterator[tuple[str, list[Point]]]:
    """What each series of an answer was measured of, and its points."""
    for one in _objects(body.get("timeSeries")):
        labels = {**_labels(one, "metric"), **_labels(one, "resource")}
        words = {key: str(value) for key, value in labels.items()}
        if all(label in words for label in _LABEL.findall(metric.of)):
            project, _, name = words.get("database_id", "").rpartition(":")
            words["database_id"] = f"{project}/instances/{name}"
            span = _DAY_SECONDS / 3600 if metric.gives in _FLOWS else 0.0
            yield metric.of.format(**words), list(_points(one.get("points"), span))


def _labels(one: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    part = one.get(key)
    labels = part.get("labels") if isinstance(part, Mapping) else None
    return labels if isinstance(labels, Mapping) else {}


def _points(found: Any, span: float) -> Iterator[Point]:  # noqa: ANN401 - JSON
    """The points by the hour in which their interval began."""
    for one in _objects(found):
        value = _number(one.get("value"))
        try:
            when = datetime.fromisoformat(texts_of(one, "interval", "endTime"))
        except ValueError:
            continue
        if value is not None and when.tzinfo is not None:
            yield Point(when.timestamp() / 3600 - span, value)


def _number(value: Any) -> float | None:  # noqa: ANN401 - JSON
    """A typed value: whole numbers arrive as text."""
    told = value if isinstance(value, Mapping) else {}
    for key in ("doubleValue", "int64Value"):
        try:
            number = float(told[key])
        except (KeyError, TypeError, ValueError):
            continue
        return number if 0 <= number < float("inf") else None
    return None


def _objects(value: Any) -> Iterable[Mapping[str, Any]]:  # noqa: ANN401 - JSON
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _stamp(when: datetime) -> str:
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")
