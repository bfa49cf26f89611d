"""Losses by weight, then by service: problem, what to do instead, which resources."""

from msgspec import Struct

from planner.model.choice import Weight
from planner.model.text import Text
from planner.outputs.report.applications import ORDER
from planner.outputs.report.survey import LossGroup, Survey

MOST_WORDINGS = 3
MOST_GROUPS = 400


class LossRow(Struct, frozen=True):
    """One loss of one mapping."""

    group: LossGroup
    wordings: list[tuple[Text, Text]]
    """(problem, fallback), the most frequent."""
    more_wordings: int


class ServiceLosses(Struct, frozen=True):
    """The losses of one service."""

    service: str
    rows: list[LossRow]
    count: int


class WeightLosses(Struct, frozen=True):
    """The losses of one weight, by service."""

    weight: Weight
    count: int
    services: list[ServiceLosses]


def losses_view(survey: Survey) -> list[WeightLosses]:
    """The heaviest first; within a weight, the services that lose most."""
    return [
        WeightLosses(weight, sum(one.count for one in services), services)
        for weight in ORDER
        if (
            services := _services(
                [one for one in survey.losses.values() if one.loss.weight == weight]
            )
        )
    ]


def _services(groups: list[LossGroup]) -> list[ServiceLosses]:
    by_service: dict[str, list[LossGroup]] = {}
    for group in groups[:MOST_GROUPS]:
        by_service.setdefault(group.service, []).append(group)
    found = [
        ServiceLosses(
            service,
            [
                _row(one)
                for one in sorted(own, key=lambda one: (-one.count, one.mapping, one.loss.id))
            ],
            sum(one.count for one in own),
        )
        for service, own in by_service.items()
    ]
    return sorted(found, key=lambda one: (-one.count, one.service))


def _row(group: LossGroup) -> LossRow:
    first = (group.loss.problem, group.loss.fallback)
    counts = group.others.copy()
    counts[first] += group.count - sum(group.others.values())
    ranked = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    shown = [wording for wording, _ in ranked[:MOST_WORDINGS]]
    return LossRow(group, shown, len(ranked) - len(shown))
