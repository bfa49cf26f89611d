"""What the data ask of every choice: refusals with their clause and the nearest that is allowed."""

from typing import NamedTuple

from msgspec.structs import replace

from planner.catalogue.mappings import Mapping, TargetCatalogue
from planner.model.choice import Choice, Qualification, Unmapped
from planner.model.resource import Resource, ResourceId
from planner.model.sovereignty import Alternative, Finding, Place, Refused, Statement
from planner.model.text import Text
from planner.sovereignty.alternatives import Case, alternatives
from planner.sovereignty.classes import Classified
from planner.sovereignty.headline import qualification_of
from planner.sovereignty.refusal import because, instead
from planner.sovereignty.roles import role_of
from planner.sovereignty.ruler import OFFERED, Names, Ruler, backup_days, source_place, target_place

_Alike = tuple[Names, str, str, str, int | None]
"""Classes, kind, mapping, region, days of backup: what one answer holds for."""


class _Verdict(NamedTuple):
    """What is shared by all resources of a kind with the same classes in the same place."""

    unmet: tuple[Finding, ...]
    alternatives: tuple[Alternative, ...]
    detail: Text
    fallback: Text


class Bar:
    """The `Duties` of `planner.mapping.choose`, for one target; it remembers what it refused."""

    def __init__(self, classified: Classified, ruler: Ruler, catalogue: TargetCatalogue) -> None:
        self.classified = classified
        self.ruler = ruler
        self.catalogue = catalogue
        self.refused: dict[ResourceId, Refused] = {}
        """Filled by `refusal`."""
        self._verdicts: dict[tuple[Names, str, str, Place, Place], _Verdict] = {}
        self._qualified: dict[tuple[Names, str, str, str], Qualification] = {}
        self._forbidden: dict[_Alike, bool] = {}
        self._findings: dict[_Alike, tuple[Finding, ...]] = {}

    def place(self, resource: Resource, mapping: Mapping, region: str) -> Place:
        """Where a mapping would put a resource."""
        return target_place(resource, mapping, self.catalogue, region)

    def unmet(self, resource: Resource, place: Place) -> tuple[Finding, ...]:
        """What keeps a resource from a place: duties of its data, or that it is not offered there."""
        names = self.classified.names(resource.id)
        return self.ruler.unmet(names, role_of(resource.kind), place)

    def forbids(self, resource: Resource, mapping: Mapping, region: str) -> bool:
        """Whether a resource may not land there by this mapping; nothing is remembered of it."""
        names = self.classified.names(resource.id)
        key = (names, resource.kind or "", mapping.stem, region, backup_days(resource))
        if key not in self._forbidden:
            unmet = self.unmet(resource, self.place(resource, mapping, region))
            self._forbidden[key] = bool(unmet)
        return self._forbidden[key]

    def refusal(self, resource: Resource, mapping: Mapping, region: str) -> Unmapped | None:
        """Why a resource may not land there by this mapping; None where nothing forbids it.

        `refused` where a duty of its data does; `limit` where all there is to say is that the service
        is not offered there.
        """
        if not self.forbids(resource, mapping, region):
            return None
        place = self.place(resource, mapping, region)
        unmet = self.unmet(resource, place)
        verdict = self._verdict(resource, mapping, place, unmet)
        self.refused[resource.id] = Refused(
            resource=resource.id,
            provider=place.provider,
            region=region,
            service=mapping.service,
            findings=tuple(_shown_by(one, resource.id) for one in unmet),
            classes=self.classified.of.get(resource.id, ()),
            alternatives=tuple(_backed(one, resource.id) for one in verdict.alternatives),
        )
        duties = tuple(one.duty for one in unmet)
        return Unmapped(
            resource=resource.id,
            target=place.provider,
            reason="limit" if duties == (OFFERED.id,) else "refused",
            detail=verdict.detail,
            fallback=verdict.fallback,
            service=mapping.service.en,
            clauses=duties,
        )

    def _verdict(
        self, resource: Resource, mapping: Mapping, place: Place, unmet: tuple[Finding, ...]
    ) -> _Verdict:
        names = self.classified.names(resource.id)
        key = (names, resource.kind or "", mapping.stem, place, source_place(resource))
        if key not in self._verdicts:
            case = Case(
                resource, names, role_of(resource.kind), mapping, place.provider, place.region
            )
            found = alternatives(case, self.ruler)
            detail = because(unmet, names, self.ruler.book, self.ruler.store)
            self._verdicts[key] = _Verdict(unmet, found, detail, instead(found))
        return self._verdicts[key]

    def qualification(self, resource: Resource, mapping: Mapping, region: str) -> Qualification:
        """What the service is qualified for there: what its data ask for first."""
        names = self.classified.names(resource.id)
        key = (names, resource.kind or "", mapping.stem, region)
        if key not in self._qualified:
            place = self.place(resource, mapping, region)
            role = role_of(resource.kind)
            self._qualified[key] = qualification_of(names, role, place, self.ruler)
        return self._qualified[key]

    def findings(self, resource: Resource, choice: Choice) -> tuple[Finding, ...]:
        """Of a resource that lands: one finding a duty that binds it, at the place of its choice."""
        names = self.classified.names(resource.id)
        key = (names, resource.kind or "", choice.mapping, choice.region, backup_days(resource))
        if key not in self._findings:
            place = self.place(resource, self.catalogue.by_stem[choice.mapping], choice.region)
            self._findings[key] = self.ruler.findings(names, role_of(resource.kind), place)
        found = self._findings[key]
        return _shown(found, resource.id)

    def findings_today(self, resource: Resource) -> tuple[Finding, ...]:
        """The same where a resource is today."""
        names = self.classified.names(resource.id)
        found = self.ruler.findings(names, role_of(resource.kind), source_place(resource))
        return _shown(found, resource.id)


def _shown(findings: tuple[Finding, ...], resource: ResourceId) -> tuple[Finding, ...]:
    if all(one.because.evidence for one in findings):
        return findings
    return tuple(_shown_by(one, resource) for one in findings)


def _shown_by(finding: Finding, resource: ResourceId) -> Finding:
    """A duty of the user's own rests on no clause: the resource shows what it is about."""
    return replace(finding, because=_statement(finding.because, resource))


def _backed(alternative: Alternative, resource: ResourceId) -> Alternative:
    return replace(alternative, because=_statement(alternative.because, resource))


def _statement(statement: Statement, resource: ResourceId) -> Statement:
    return statement if statement.evidence else replace(statement, resources=(resource,))
