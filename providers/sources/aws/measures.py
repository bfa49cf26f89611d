"""What is measured of a resource: the queries for CloudWatch, and what their answers tell."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from planner.model.protocols import Attributes
from providers.sources.aws.operation import ACCOUNT
from providers.sources.aws.shape import text
from providers.use import Gives, Measure, Point, value_of

NATIVE_TYPE = "aws_measured_use"
BATCH = 500
"""Metrics of one call. Source: CloudWatch API reference, GetMetricData."""

Dimensions = tuple[tuple[str, str], ...]


class Metric(Measure, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A metric; the file says what each field is."""

    period: int
    within: str = ""


class Group(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Metrics of one namespace with the same dimensions."""

    namespace: str
    dimensions: dict[str, str]
    metrics: tuple[Metric, ...]
    listed: str = ""
    where: dict[str, str] = {}
    region: str = ""


class _Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    measures: dict[str, tuple[Group, ...]]


class Subject(Struct, frozen=True):
    """A resource whose use is measured."""

    id: str
    """Its id, ARN or address."""
    native_type: str
    account: str
    region: str
    attributes: Attributes


class Query(Struct, frozen=True):
    """One series of points of one metric of one resource."""

    subject: str
    metric: Metric
    namespace: str
    dimensions: Dimensions
    size_gib: float | None = None

    def asked(self, number: int) -> dict[str, Any]:
        """The query as CloudWatch takes it."""
        named = [{"Name": name, "Value": value} for name, value in self.dimensions]
        metric = {
            "Namespace": self.namespace, "MetricName": self.metric.name, "Dimensions": named
        }  # fmt: skip
        stat = {"Metric": metric, "Period": self.metric.period, "Stat": self.metric.by}
        return {"Id": f"m{number}", "MetricStat": stat, "ReturnData": True}


@lru_cache(maxsize=1)
def measures() -> dict[str, tuple[Group, ...]]:
    """The table of measures, by Terraform type."""
    found = files(__package__).joinpath("measures.yaml").read_bytes()
    return msgspec.yaml.decode(found, type=_Table).measures


Listed = Mapping[tuple[str, str, str], tuple[Dimensions, ...]]
"""(namespace, metric, what its telling dimension holds) -> the dimensions that there are."""


def groups_of(subject: Subject) -> Iterator[Group]:
    """What is measured of a resource."""
    for group in measures().get(subject.native_type, ()):
        held = ((key, text(subject.attributes.get(key))) for key in group.where)
        if all(word == group.where[key] for key, word in held):
            yield group


def queries(subject: Subject, group: Group, listed: Listed) -> Iterator[Query]:
    """The series to ask for; none where the record lacks a word that names them."""
    words = {name: _word(subject, word) for name, word in group.dimensions.items()}
    if not all(words.values()):
        return
    for metric in group.metrics:
        given: tuple[Dimensions, ...] = (tuple(words.items()),)
        if group.listed:
            given = listed.get((group.namespace, metric.name, words[group.listed]), ())
        size = subject.attributes.get(metric.within) if metric.within else None
        if metric.within and (not isinstance(size, int | float) or size <= 0):
            continue
        for dimensions in given:
            yield Query(subject.id, metric, group.namespace, dimensions, size)


def _word(subject: Subject, word: str) -> str:
    if word == ACCOUNT:
        return subject.account
    if not word.startswith("."):
        return word
    key, _, after = word[1:].partition("|")
    found = text(subject.attributes.get(key))
    return found.partition(after)[2] or found if after else found


def told(answers: Iterable[tuple[Query, list[Point]]], end_hour: float) -> dict[str, float]:
    """What the series of one resource tell, by what they give."""
    points: dict[Gives, list[Point]] = {}
    first: dict[Gives, Query] = {}
    for query, found in answers:
        points.setdefault(query.metric.gives, []).extend(found)
        first.setdefault(query.metric.gives, query)
    values: dict[str, float] = {}
    for gives, found in points.items():
        value = value_of(first[gives].metric, found, end_hour)
        size = first[gives].size_gib
        if value is not None:
            values[gives] = max(0.0, size - value) if size is not None else value
    return values
