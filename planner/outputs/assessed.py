"""What `plan.json` says of an assessment: an application a line; the rows are in the tables."""

from msgspec import Struct

from planner.model.sovereignty import (
    ApplicationAssessment,
    Asked,
    Assessments,
    Continuity,
    Exposure,
    Slice,
)


class Reach(Struct, frozen=True, kw_only=True):
    """The worst exposure of one side, and where it is."""

    exposure: str
    at_best: str
    """What it would be if every unknown turned out well."""
    provider: str
    region: str


class ApplicationSummary(Struct, frozen=True, kw_only=True):
    """One application."""

    application: str
    classes: tuple[str, ...]
    duties: tuple[str, ...]
    landing: str
    region: str
    refused: int
    """Resources that a duty leaves without place."""
    open_duties: tuple[str, ...]
    before: Reach | None
    after: Reach | None
    not_improved: int
    continuity_before: Continuity | None
    continuity_after: Continuity | None
    asked: Asked
    continuity_losses: int
    stored_gib: str | None
    unknown_stores: int


class AssessmentSummary(Struct, frozen=True, kw_only=True):
    """All of it; the sentences of `continuity_*` are in the report."""

    applications: tuple[ApplicationSummary, ...] = ()
    landings: dict[str, int] = {}
    """lands, in-part, refused, no-data -> applications."""
    resources: int = 0
    """That handle data."""
    refused: int = 0
    unknown_class: int = 0
    residuals: int = 0
    evidence: int = 0
    stale: int = 0
    headline: tuple[Slice, ...] = ()


def assessment_summary(found: Assessments) -> AssessmentSummary:
    """The small form of an assessment."""
    landings: dict[str, int] = {}
    for one in found.applications:
        landings[one.landing] = landings.get(one.landing, 0) + 1
    return AssessmentSummary(
        applications=tuple(_application(one) for one in found.applications),
        landings=landings,
        resources=len(found.classes),
        refused=len(found.refused),
        unknown_class=sum(
            any(one.name == "unknown" for one in classes) for classes in found.classes.values()
        ),
        residuals=len(found.residuals),
        evidence=len(found.evidence),
        stale=len(found.stale),
        headline=found.slices,
    )


def _application(one: ApplicationAssessment) -> ApplicationSummary:
    return ApplicationSummary(
        application=one.application,
        classes=one.classes,
        duties=one.duties,
        landing=one.landing,
        region=one.region,
        refused=len(one.refused),
        open_duties=tuple(sorted({finding.duty for finding in one.open_duties})),
        before=_reach(one.before),
        after=_reach(one.after),
        not_improved=len(one.not_improved),
        continuity_before=_bare(one.continuity_before),
        continuity_after=_bare(one.continuity_after),
        asked=one.asked,
        continuity_losses=len(one.continuity_losses),
        stored_gib=None if one.stored_gib is None else str(one.stored_gib),
        unknown_stores=one.unknown_stores,
    )


def _reach(exposures: tuple[Exposure, ...]) -> Reach | None:
    if not exposures:
        return None
    worst = exposures[0]
    return Reach(
        exposure=worst.exposure,
        at_best=worst.best,
        provider=worst.place.provider,
        region=worst.place.region,
    )


def _bare(one: Continuity | None) -> Continuity | None:
    """The figures without their sentences."""
    return None if one is None else Continuity(
        zones=one.zones, replicas=one.replicas, backup_days=one.backup_days,
        rto_minutes=one.rto_minutes, rpo_minutes=one.rpo_minutes,
    )  # fmt: skip
