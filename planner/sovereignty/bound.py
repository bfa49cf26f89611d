"""What duties made of a plan: the part of its assessments that choosing already decided."""

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from planner.model.choice import Choice, Unmapped
from planner.model.evidence import Evidence
from planner.model.resource import Resource, ResourceId
from planner.model.sovereignty import (
    ApplicationAssessment,
    Assessments,
    Finding,
    LandingOption,
    Refused,
    Statement,
)
from planner.sovereignty.bar import Bar
from planner.sovereignty.duties import UNKNOWN
from planner.sovereignty.roles import role_of
from planner.sovereignty.ruler import OFFERED
from planner.sovereignty.store import Store


def bound(
    bar: Bar,
    resources: Iterable[Resource],
    choices: Mapping[ResourceId, Choice | Unmapped],
    options: Iterable[LandingOption],
    region_because: tuple[Statement, ...],
) -> Assessments:
    """Classes, refusals, findings and options; what else is assessed comes later.

    What stays is measured where it is today.
    """
    classified, book = bar.classified, bar.ruler.book
    findings: dict[ResourceId, tuple[Finding, ...]] = {}
    binding = {OFFERED.id: OFFERED} if _is_missing(bar.refused.values()) else {}
    for one in resources:
        names, choice = classified.names(one.id), choices.get(one.id)
        if not names:
            continue
        binding |= {duty.id: duty for duty in book.binding(names, role_of(one.kind))}
        if isinstance(choice, Choice):
            findings[one.id] = bar.findings(one, choice)
        elif choice is not None and choice.reason == "stays":
            findings[one.id] = bar.findings_today(one)
    refused = {id_: bar.refused[id_] for id_ in sorted(bar.refused)}
    carried = {name for names in classified.applications.values() for name in names}
    found = Assessments(
        classes=dict(sorted(classified.of.items())),
        refused=refused,
        findings=findings,
        duties=tuple(binding[one] for one in sorted(binding)),
        class_titles={name: book.classes[name].title for name in book.ranked({*carried, UNKNOWN})},
        options=tuple(sorted(options)),
        region_because=region_because,
    )
    return with_evidence(found, bar.ruler.store)


def _is_missing(refused: Iterable[Refused]) -> bool:
    return any(one.duty == OFFERED.id for each in refused for one in each.findings)


def with_evidence(found: Assessments, store: Store) -> Assessments:
    """The same, with every entry that a statement of it or a duty names."""
    named = {id_ for one in statements(found) for id_ in one.evidence}
    named |= {duty.clause for duty in found.duties}
    entries = [entry for id_ in sorted(named) if (entry := store.by_id(id_)) is not None]
    reasons = {id_ for entry in entries for id_ in (*entry.contested_by, *entry.based_on)} - named
    entries += [entry for id_ in reasons if (entry := store.by_id(id_)) is not None]
    listed: tuple[Evidence, ...] = tuple(sorted(entries, key=lambda one: one.id))
    ids = {entry.id for entry in listed}
    stale = tuple(entry.id for entry in store.stale(store.as_of) if entry.id in ids)
    return replace(found, evidence=listed, stale=stale)


def statements(found: Assessments) -> Iterator[Statement]:
    """Every statement of them."""
    yield from found.region_because
    for each in found.findings.values():
        yield from (one.because for one in each)
    for refused in found.refused.values():
        yield from (one.because for one in refused.findings)
        yield from (one.because for one in refused.alternatives)
    for application in found.applications:
        yield from _of_application(application)
    for residual in found.residuals:
        yield residual.statement
        if residual.alternative is not None:
            yield residual.alternative


def _of_application(one: ApplicationAssessment) -> Iterator[Statement]:
    for exposure in (*one.before, *one.after):
        yield from (exposure.operates, exposure.owns, *exposure.laws, exposure.data_in)
        yield from (exposure.keys, exposure.opens, exposure.immunity)
    for side in (one.continuity_before, one.continuity_after):
        yield from side.because if side is not None else ()
    yield from (*one.not_improved, *one.continuity_losses)
    yield from (finding.because for finding in one.open_duties)
