"""`plan.json`: the small, versioned, checksummed heart of a plan that other programs read."""

import hashlib
from collections.abc import Iterable

import msgspec
from msgspec import Struct

from planner.model.money import Comparison, Total
from planner.model.plan import Cycle, Header, MigrationPlan, OutputFile, Placement, Verdict
from planner.outputs.assessed import AssessmentSummary, assessment_summary


class CostSummary(Struct, frozen=True, kw_only=True):
    """Sums in EUR a month (`once` in all), and how much of today's spend they stand for."""

    now: Total
    then: Total
    once: Total
    comparable: Comparison
    exact_share: str | None
    proxy_share: str | None
    unpriced_share: str | None


class ApplicationSummary(Struct, frozen=True, kw_only=True):
    """One application."""

    name: str
    label: str
    owner: str
    criticality: str
    data_classes: tuple[str, ...]
    found_by: str
    resources: int
    wave: int | None
    now: Total | None
    then: Total | None
    once: Total | None


class WaveSummary(Struct, frozen=True, kw_only=True):
    """One wave; its steps are in `tables/steps.parquet`."""

    number: int
    applications: tuple[str, ...]
    steps: int
    minutes_low: float
    minutes_likely: float
    minutes_high: float
    downtime_minutes: float


class PlanDocument(Struct, frozen=True, kw_only=True):
    """`plan.json`. `checksum` is the SHA-256 of the canonical document with an empty checksum."""

    header: Header
    verdict: Verdict
    costs: CostSummary
    applications: tuple[ApplicationSummary, ...]
    placements: tuple[Placement, ...]
    waves: tuple[WaveSummary, ...]
    cycles: tuple[Cycle, ...]
    assessments: AssessmentSummary = AssessmentSummary()
    tables: dict[str, str]
    """Table -> SHA-256 of its rows."""
    checksum: str = ""


def _share(value: object) -> str | None:
    return None if value is None else str(value)


def document(plan: MigrationPlan, tables: Iterable[OutputFile]) -> PlanDocument:
    """The document of a plan, with its checksum."""
    wave_of = {name: wave.number for wave in plan.waves for name in wave.applications}
    costs = plan.costs
    bare = PlanDocument(
        header=plan.header,
        verdict=plan.verdict,
        costs=CostSummary(
            now=costs.now, then=costs.then, once=costs.once, comparable=costs.comparable,
            exact_share=_share(costs.exact_share), proxy_share=_share(costs.proxy_share),
            unpriced_share=_share(costs.unpriced_share),
        ),
        applications=tuple(
            ApplicationSummary(
                name=one.name, label=one.label, owner=one.owner, criticality=one.criticality,
                data_classes=one.data_classes, found_by=one.found_by,
                resources=len(one.resources), wave=wave_of.get(one.name),
                **dict(zip(("now", "then", "once"), costs.by_application.get(one.name, (None,) * 3),
                           strict=True)),
            )
            for one in plan.applications
        ),
        placements=plan.placements,
        waves=tuple(
            WaveSummary(
                number=wave.number, applications=wave.applications, steps=len(wave.steps),
                minutes_low=wave.minutes_low, minutes_likely=wave.minutes_likely,
                minutes_high=wave.minutes_high, downtime_minutes=wave.downtime_minutes,
            )
            for wave in plan.waves
        ),
        cycles=plan.cycles,
        assessments=assessment_summary(plan.assessments),
        tables={file.path: hashlib.sha256(file.content).hexdigest() for file in tables},
    )  # fmt: skip
    return msgspec.structs.replace(bare, checksum=checksum(bare))


def checksum(plan: PlanDocument) -> str:
    """SHA-256 of the canonical document without its checksum."""
    bare = msgspec.structs.replace(plan, checksum="")
    return hashlib.sha256(msgspec.json.encode(bare, order="sorted")).hexdigest()


def written(plan: PlanDocument) -> bytes:
    """The document as it stands on disk: sorted keys, two spaces, a final newline."""
    return msgspec.json.format(msgspec.json.encode(plan, order="sorted"), indent=2) + b"\n"


def read(content: bytes) -> PlanDocument:
    """The document of a `plan.json`.

    Raises:
        msgspec.ValidationError: it is not one of ours.
    """
    return msgspec.json.decode(content, type=PlanDocument)
