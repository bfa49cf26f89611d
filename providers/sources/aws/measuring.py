"""What CloudWatch measured over the last days, asked for 500 metrics at a time."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from datetime import datetime, timedelta
from typing import Any

from msgspec import Struct

from planner.model.protocols import Record
from planner.model.resource import LedgerRow
from providers.live import Unit, worst
from providers.sources.aws.clients import Clients, Outcome
from providers.sources.aws.measures import (
    BATCH,
    NATIVE_TYPE,
    Dimensions,
    Listed,
    Query,
    Subject,
    groups_of,
    queries,
    told,
)
from providers.use import Point, record


class Window(Struct, frozen=True):
    """The days that are looked at."""

    end: datetime
    days: int

    @property
    def times(self) -> dict[str, datetime]:
        """Begin and end as CloudWatch takes them."""
        return {"StartTime": self.end - timedelta(days=self.days), "EndTime": self.end}

    @property
    def end_hour(self) -> float:
        """The end, in hours since 1970."""
        return self.end.timestamp() / 3600


def places(subjects: Iterable[Subject]) -> dict[str, list[Subject]]:
    """The subjects of each region that is to be asked."""
    found: dict[str, list[Subject]] = {}
    for one in subjects:
        for region in sorted({group.region or one.region for group in groups_of(one)}):
            if region:
                found.setdefault(region, []).append(one)
    return found


def measure(
    clients: Clients, region: str, subjects: list[Subject], window: Window, pool: Executor
) -> Iterator[Unit]:
    """The units of one region: which metrics there are, and what they hold."""
    account = subjects[0].account
    wanted = sorted(
        {
            (group.namespace, metric.name, group.listed)
            for one in subjects
            for group in groups_of(one)
            if group.listed
            for metric in group.metrics
        }
    )
    listed, outcomes = _listed(clients, region, wanted, pool)
    if wanted:
        yield Unit(_row(account, region, "list_metrics", outcomes, len(wanted)))
    asked = [
        query
        for one in sorted(subjects, key=lambda one: (one.native_type, one.id))
        for group in groups_of(one)
        if (group.region or one.region) == region
        for query in queries(one, group, listed)
    ]
    batches = [asked[start : start + BATCH] for start in range(0, len(asked), BATCH)]
    answers = list(pool.map(lambda batch: _ask(clients, region, batch, window), batches))
    points: dict[int, list[Point]] = {}
    for number, outcome in enumerate(answers):
        for at, found in _points(outcome.answer):
            points.setdefault(number * BATCH + at, []).extend(found)
    records = tuple(_records(account, asked, points, window))
    row = _row(account, region, "get_metric_data", answers, len(asked))
    yield Unit(row, records)


def _records(
    account: str, asked: list[Query], points: Mapping[int, list[Point]], window: Window
) -> Iterator[Record]:
    series: dict[str, list[tuple[Query, list[Point]]]] = {}
    for number, query in enumerate(asked):
        if number in points:
            series.setdefault(query.subject, []).append((query, points[number]))
    for subject, found in series.items():
        values = told(found, window.end_hour)
        if values:
            place = (NATIVE_TYPE, "aws", account)
            yield record(place, subject, found[0][0].namespace, values, window.days)


def _listed(
    clients: Clients, region: str, wanted: list[tuple[str, str, str]], pool: Executor
) -> tuple[Listed, list[Outcome]]:
    outcomes = list(
        pool.map(
            lambda one: clients.ask(
                "cloudwatch", "list_metrics", region, {"Namespace": one[0], "MetricName": one[1]}
            ),
            wanted,
        )
    )
    found: dict[tuple[str, str, str], list[Dimensions]] = {}
    for (namespace, name, key), outcome in zip(wanted, outcomes, strict=True):
        for metric in outcome.answer.get("Metrics") or ():
            named = {one.get("Name"): one.get("Value") for one in metric.get("Dimensions") or ()}
            if isinstance(named.get(key), str):
                dimensions = tuple((str(name), str(value)) for name, value in named.items())
                found.setdefault((namespace, name, named[key]), []).append(dimensions)
    return {key: tuple(sorted(set(some))) for key, some in found.items()}, outcomes


def _ask(clients: Clients, region: str, batch: list[Query], window: Window) -> Outcome:
    wanted = [query.asked(number) for number, query in enumerate(batch)]
    arguments = {"MetricDataQueries": wanted, **window.times}
    return clients.ask("cloudwatch", "get_metric_data", region, arguments)


def _points(answer: Mapping[str, Any]) -> Iterator[tuple[int, list[Point]]]:
    for one in answer.get("MetricDataResults") or ():
        word = str(one.get("Id", ""))[1:]
        pairs = zip(one.get("Timestamps") or (), one.get("Values") or (), strict=False)
        if word.isdecimal():
            yield (
                int(word),
                [
                    Point(when.timestamp() / 3600, float(value))
                    for when, value in pairs
                    if isinstance(when, datetime) and isinstance(value, int | float) and value >= 0
                ],
            )


def _row(
    account: str, region: str, operation: str, outcomes: list[Outcome], count: int
) -> LedgerRow:
    failed = sorted({one.detail for one in outcomes if one.status != "ok"})
    return LedgerRow(
        cloud="aws",
        account=account,
        region=region,
        service="cloudwatch",
        operation=operation,
        status=worst(one.status for one in outcomes),
        detail="; ".join([f"{count} metrics", *failed]),
    )
