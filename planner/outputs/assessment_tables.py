"""Rows of the tables that hold an assessment: what binds, who may reach, what is still needed, by what.

`tables.py` writes them; every table bears `evidence`, the ids of its entries, for joins.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from planner.model.choice import Choice
from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.model.sovereignty import Exposure, Finding, Statement
from planner.model.text import Language
from planner.outputs.report.sovereignty_rows import duty_of, known_duties

Rows = list[tuple[Any, ...]]

ASSESSMENTS = (
    "resource", "application", "kind", "classes", "origins", "outcome", "provider", "region",
    "service", "duty", "title", "clause", "state", "because", "evidence", "shown_by", "alternatives",
)  # fmt: skip
"""One row a resource that handles data and a duty that binds it; a resource without duty has one row."""

EXPOSURES = (
    "application", "side", "provider", "region", "services", "exposure", "at_best", "operates", "owns",
    "laws", "data_in", "keys", "opens", "immunity", "unknown", "evidence",
)  # fmt: skip
"""One row an application, side and place; the facts are sentences."""

LANDINGS = ("application", "provider", "region", "landing", "duties_not_met")
"""One row an application and a place where it could land."""

RESIDUALS = (
    "category", "what", "statement", "alternative", "applications", "shown_by", "evidence",
)  # fmt: skip

EVIDENCE = (
    "id", "fact", "provider", "claim", "kind", "url", "retrieved", "published", "expires", "quote",
    "contested_by", "file", "yours", "stale",
)  # fmt: skip

CONTINUITY = (
    "application", "side", "zones", "replicas", "backup_days", "rto_minutes", "rpo_minutes",
    "asked_rto_minutes", "asked_rpo_minutes", "gets_worse", "resources_affected",
)  # fmt: skip
"""One row an application and side; what gets worse stands with `after`. Null is unknown."""

TABLES = frozenset({"assessments", "exposures", "landings", "residuals", "evidence", "continuity"})

LISTS = frozenset(
    {
        "classes", "origins", "evidence", "shown_by", "alternatives", "services", "laws", "unknown",
        "duties_not_met", "applications", "contested_by", "gets_worse", "resources_affected",
    }
)  # fmt: skip
"""Columns of those tables that hold lists of words."""

COUNTS = frozenset(
    {
        "zones", "replicas", "backup_days", "rto_minutes", "rpo_minutes", "asked_rto_minutes",
        "asked_rpo_minutes",
    }
)  # fmt: skip
FLAGS = frozenset({"yours", "stale"})


def assessment_rows(plan: MigrationPlan) -> Rows:
    """What binds each resource that handles data, and what came of it."""
    found, language = plan.assessments, plan.header.language
    home = {id_: one.name for one in plan.applications for id_ in one.resources}
    kinds = {one.id: one.kind for one in plan.inventory.resources if one.id in found.classes}
    duties = known_duties(found)
    rows: Rows = []
    said: dict[int, tuple[Any, ...]] = {}
    for id_, classes in found.classes.items():
        head = (
            id_, home.get(id_, ""), kinds.get(id_), [one.name for one in classes],
            [f"{one.origin}: {one.by}" for one in classes], *_place(plan, id_),
        )  # fmt: skip
        refused = found.refused.get(id_)
        findings = refused.findings if refused else found.findings.get(id_, ())
        ways = _ways(plan, id_)
        for finding in findings:
            tail = said.get(id(finding))  # alike resources share their findings
            if tail is None:
                duty = duty_of(duties, finding.duty)
                tail = (duty.id, duty.title.of(language), duty.clause, *_found(finding, language))
                said[id(finding)] = tail
            rows.append((*head, *tail, ways))
        if not findings:
            rows.append((*head, "", "", "", "", "", [], [], ways))
    return rows


def _place(plan: MigrationPlan, id_: ResourceId) -> tuple[str, str, str, str]:
    """(outcome, provider, region, service); the place is empty for what has none."""
    language = plan.header.language
    refused = plan.assessments.refused.get(id_)
    if refused is not None:
        return "refused", refused.provider, refused.region, refused.service.of(language)
    choice = plan.choices.get(id_)
    if isinstance(choice, Choice):
        return "lands", choice.target, choice.region, choice.service.of(language)
    return choice.reason if choice is not None else "", "", "", ""


def _found(finding: Finding, language: Language) -> tuple[str, str, list[str], list[str]]:
    because = finding.because
    return (
        finding.state, because.text.of(language), list(because.evidence),
        [str(one) for one in because.resources],
    )  # fmt: skip


def _ways(plan: MigrationPlan, id_: ResourceId) -> list[str]:
    language = plan.header.language
    refused = plan.assessments.refused.get(id_)
    return [
        f"{one.way}: {one.provider} {one.region}, {one.service.of(language)} – "
        f"{one.because.text.of(language)}"
        for one in (refused.alternatives if refused else ())
    ]


def exposure_rows(plan: MigrationPlan) -> Rows:
    """Who may reach the data of each application, before and after."""
    language = plan.header.language
    return [
        (one.application, side, *_exposure(exposure, language))
        for one in plan.assessments.applications
        for side, exposures in (("before", one.before), ("after", one.after))
        for exposure in exposures
    ]


def _exposure(one: Exposure, language: Language) -> Iterator[object]:
    place = one.place
    yield from (place.provider, place.region, list(place.services), one.exposure, one.best)
    yield from (one.operates.text.of(language), one.owns.text.of(language))
    yield [law.text.of(language) for law in one.laws]
    facts = (one.data_in, one.keys, one.opens, one.immunity)
    yield from (fact.text.of(language) for fact in facts)
    yield list(one.unknown)
    yield _evidence((one.operates, one.owns, *one.laws, *facts))


def _evidence(statements: Iterable[Statement]) -> list[str]:
    return sorted({id_ for one in statements for id_ in one.evidence})


def landing_rows(plan: MigrationPlan) -> Rows:
    """Whether each application could land at each place that the tool knows."""
    return [
        (one.application, one.provider, one.region, one.landing, list(one.duties))
        for one in plan.assessments.options
    ]


def residual_rows(plan: MigrationPlan) -> Rows:
    """What is still needed from outside Europe after the move."""
    language = plan.header.language
    return [
        (
            one.category, one.what, one.statement.text.of(language),
            one.alternative.text.of(language) if one.alternative else "", list(one.applications),
            [str(id_) for id_ in one.resources],
            _evidence((one.statement, *((one.alternative,) if one.alternative else ()))),
        )
        for one in plan.assessments.residuals
    ]  # fmt: skip


def evidence_rows(plan: MigrationPlan) -> Rows:
    """Every entry of the store that something in the plan names."""
    language = plan.header.language
    stale = set(plan.assessments.stale)
    return [
        (
            one.id, one.fact, one.about.provider, one.claim.of(language), one.kind, one.url,
            one.retrieved, one.published, one.expires, one.quote, list(one.contested_by), one.file,
            one.yours, one.id in stale,
        )
        for one in plan.assessments.evidence
    ]  # fmt: skip


def continuity_rows(plan: MigrationPlan) -> Rows:
    """What keeps each application running, before and after."""
    language = plan.header.language
    rows: Rows = []
    for one in plan.assessments.applications:
        for side, found in (("before", one.continuity_before), ("after", one.continuity_after)):
            if found is None:
                continue
            lost = one.continuity_losses if side == "after" else ()
            rows.append(
                (
                    one.application, side, found.zones, found.replicas, found.backup_days,
                    found.rto_minutes, found.rpo_minutes, one.asked.rto_minutes,
                    one.asked.rpo_minutes, [each.text.of(language) for each in lost],
                    sorted({str(id_) for each in lost for id_ in each.resources}),
                )
            )  # fmt: skip
    return rows
