"""`report/sovereignty.html`: who may reach what, what it is qualified for, and what that decides."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from msgspec import Struct

from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.model.sovereignty import (
    ApplicationAssessment,
    Assessments,
    Duty,
    Exposure,
    Residual,
    Statement,
)
from planner.model.text import Language
from planner.outputs.report.sovereignty_basis import EvidenceView, evidence_view, merged
from planner.outputs.report.sovereignty_picture import Headline, draw_headline
from planner.outputs.report.sovereignty_rows import (
    MOST_ROWS,
    Landing,
    Named,
    RefusedGroup,
    Shown,
    known_duties,
    landings,
    members_of,
    open_duties,
    ordered,
    refused_groups,
)
from planner.outputs.report.sovereignty_shares import Draft
from planner.outputs.report.sovereignty_words import CONTINUITY, FACTS, LANDINGS

MOST_VECTORS = 24
MOST_SAID = 4
MOST_STATEMENTS = 60
MOST_RESIDUALS = 120


class Side(Struct, frozen=True):
    """One fact on one side: its sentences, and how many more there are."""

    said: list[Statement]
    more: int


class Vector(Struct, frozen=True, kw_only=True):
    """Applications that are exposed alike, before and after."""

    labels: list[str]
    grades: tuple[list[Exposure], list[Exposure]]
    """One a class of exposure, worst first, before and after."""
    facts: list[tuple[str, Side, Side]]
    """(fact, before, after)."""
    unknown: tuple[list[str], list[str]]


class Unchanged(Struct, frozen=True):
    """Something that the move does not improve."""

    statement: Statement
    labels: list[str]


class Kept(Struct, frozen=True):
    """What keeps one application running, before and after."""

    label: str
    assessment: ApplicationAssessment
    resources: tuple[ResourceId, ...]


class Sovereignty(Struct, frozen=True, kw_only=True):
    """Everything that the page and the decision file say."""

    assessed: bool
    landing: dict[str, int]
    """lands, in-part, refused, no-data -> applications."""
    resources: int
    """That handle data."""
    refused_resources: int
    unknown_class: int
    unknown_in: list[str]
    rows: list[Landing]
    """Of applications that hold data."""
    more_rows: int
    no_data: list[tuple[str, ResourceId]]
    """(application, one of its resources) of the others."""
    refused: list[RefusedGroup]
    more_refused: int
    duties: Mapping[str, Duty]
    vectors: list[Vector]
    more_vectors: int
    unchanged: list[Unchanged]
    more_unchanged: int
    residuals: list[Residual]
    more_residuals: int
    continuity: list[Kept]
    more_continuity: int
    open: list[Shown]
    evidence: EvidenceView
    unknown_stores: int
    region_because: tuple[Statement, ...]


def sovereignty_view(
    plan: MigrationPlan, home: Mapping[ResourceId, str], labels: Mapping[str, str]
) -> Sovereignty:
    """The assessments of a plan as readers need them; `home` is resource -> application."""
    found = plan.assessments
    every = ordered(found, labels)
    named = [one for one in every if one.assessment.landing != "no-data"]
    members = members_of(found, home)
    rows = landings(plan, members, named[:MOST_ROWS])
    first = {one.name: one.resources[0] for one in plan.applications if one.resources}
    refused, more_refused = refused_groups(found, home)
    vectors = _vectors(rows)
    unchanged = _unchanged(named)
    kept = [Kept(one.label, one.assessment, members.get(one.assessment.application, ()))
            for one in named
            if one.assessment.continuity_before or one.assessment.continuity_after]  # fmt: skip
    counts: Counter[str] = Counter(one.assessment.landing for one in every)
    unknown = [id_ for id_, classes in found.classes.items()
               if any(one.name == "unknown" for one in classes)]  # fmt: skip
    return Sovereignty(
        assessed=bool(found.applications),
        landing={landing: counts[landing] for landing in LANDINGS},
        resources=len(found.classes),
        refused_resources=len(found.refused),
        unknown_class=len(unknown),
        unknown_in=sorted({labels.get(home.get(id_, ""), "") for id_ in unknown}),
        rows=rows,
        more_rows=len(named) - len(rows),
        no_data=[(row.label, first[row.assessment.application]) for row in every
                 if row.assessment.landing == "no-data" and row.assessment.application in first],
        refused=refused,
        more_refused=more_refused,
        duties=known_duties(found),
        vectors=vectors[:MOST_VECTORS],
        more_vectors=sum(len(one.labels) for one in vectors[MOST_VECTORS:]) + len(named) - len(rows),
        unchanged=unchanged[:MOST_STATEMENTS],
        more_unchanged=max(0, len(unchanged) - MOST_STATEMENTS),
        residuals=list(found.residuals[:MOST_RESIDUALS]),
        more_residuals=max(0, len(found.residuals) - MOST_RESIDUALS),
        continuity=kept[:MOST_ROWS],
        more_continuity=max(0, len(kept) - MOST_ROWS),
        open=open_duties(found, labels),
        evidence=evidence_view(found),
        unknown_stores=sum(one.unknown_stores for one in found.applications),
        region_because=found.region_because,
    )  # fmt: skip


def landed(sov: Sovereignty, t: Callable[..., str]) -> str:
    """How many applications with data land whole, in part, not at all; `t` says it."""
    counts = sov.landing
    return t(
        "{n} of {all} applications with data lands here whole, {part} in part, {none} not at all."
        "|{n} of {all} applications with data land here whole, {part} in part, {none} not at all.",
        "{n} application sur {all} ayant des données trouve ici sa place entière, {part} en partie, "
        "{none} aucune."
        "|{n} applications sur {all} ayant des données trouvent ici leur place entière, {part} en "
        "partie, {none} aucune.",
        n=counts["lands"], all=counts["lands"] + counts["in-part"] + counts["refused"],
        part=counts["in-part"], none=counts["refused"],
    )  # fmt: skip


def headline_of(found: Assessments, language: Language, width: float = 1120) -> Headline:
    """The picture of a plan's assessments."""
    unknown = sum(one.unknown_stores for one in found.applications)
    best = (
        [_at_best(one.before) for one in found.applications if one.before],
        [_at_best(one.after) for one in found.applications if one.after],
    )
    return draw_headline(Draft(found.slices, language, unknown, best), width)


def _at_best(exposures: tuple[Exposure, ...]) -> str:
    """The worst class of one side if every unknown turned out well."""
    return min(one.best for one in exposures)


def _vectors(rows: Iterable[Landing]) -> list[Vector]:
    """Exposure vectors, said once for all applications that share them."""
    groups: dict[Any, Vector] = {}
    for row in rows:
        one = row.assessment
        if not one.before and not one.after:
            continue
        facts = [(name, _side(one.before, name), _side(one.after, name)) for name in FACTS]
        grades = (_grades(one.before), _grades(one.after))
        key = (
            tuple((name, *(tuple(said.text for said in side.said) for side in sides))
                  for name, *sides in facts),
            tuple(tuple((grade.exposure, grade.best) for grade in side) for side in grades),
        )  # fmt: skip
        vector = groups.get(key)
        if vector is None:
            unknown = (_unknown(one.before), _unknown(one.after))
            vector = groups[key] = Vector(labels=[], grades=grades, facts=facts, unknown=unknown)
        vector.labels.append(row.label)
    return list(groups.values())


def _side(exposures: tuple[Exposure, ...], name: str) -> Side:
    statements: list[Statement] = []
    for one in exposures:
        value = getattr(one, name)
        statements.extend(value if isinstance(value, tuple) else (value,))
    said = merged(statements)
    return Side(said[:MOST_SAID], max(0, len(said) - MOST_SAID))


def _grades(exposures: tuple[Exposure, ...]) -> list[Exposure]:
    found: dict[tuple[str, str], Exposure] = {}
    for one in exposures:
        found.setdefault((one.exposure, one.best), one)
    return list(found.values())


def _unknown(exposures: tuple[Exposure, ...]) -> list[str]:
    return sorted({name for one in exposures for name in one.unknown})


def _unchanged(rows: Iterable[Named]) -> list[Unchanged]:
    statements: list[Statement] = []
    labels: dict[Any, list[str]] = {}
    for row in rows:
        for one in row.assessment.not_improved:
            statements.append(one)
            labels.setdefault(one.text, []).append(row.label)
    return [Unchanged(one, sorted(set(labels[one.text]))) for one in merged(statements)]


def kept_values(kept: Kept) -> list[tuple[str, int | None, int | None, int | None]]:
    """(measure, before, after, asked) of one application; None is unknown or not asked."""
    one = kept.assessment
    return [
        (
            name,
            getattr(one.continuity_before, name, None),
            getattr(one.continuity_after, name, None),
            getattr(one.asked, name, None),
        )
        for name in CONTINUITY
    ]
