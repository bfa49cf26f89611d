"""The assessment of a plan: for each application who may reach its data before and after, and the rest."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from planner.graph import Graph
from planner.model.choice import Choice, Unmapped
from planner.model.plan import Application
from planner.model.policy import Policy
from planner.model.resource import Resource, ResourceId
from planner.model.sovereignty import (
    ApplicationAssessment,
    Assessments,
    Exposure,
    Finding,
    Place,
    Residual,
)
from planner.sovereignty.bar import Bar
from planner.sovereignty.bound import with_evidence
from planner.sovereignty.continuity import continuity_of
from planner.sovereignty.exposures import Exposures
from planner.sovereignty.keeping import Keeping
from planner.sovereignty.places import Lies, Places
from planner.sovereignty.residual import Finder, residuals
from planner.sovereignty.residual_facts import ResidualFacts, residual_facts
from planner.sovereignty.roles import role_of
from planner.sovereignty.shares import Shares, Standings
from planner.sovereignty.unimproved import unimproved


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is assessed: the estate, what was chosen for it, and the evidence that judges both."""

    bar: Bar
    graph: Graph
    applications: tuple[Application, ...]
    choices: Mapping[ResourceId, Choice | Unmapped]
    policy: Policy
    region: str


def assess(bound: Assessments, scene: Scene) -> Assessments:
    """What duties made of the plan, completed: applications, residual dependencies, headline, evidence."""
    return _Assessor(bound, scene).all()


class _Assessor:
    def __init__(self, bound: Assessments, scene: Scene) -> None:
        self._bound = bound
        self._scene = scene
        self._resources = {one.id: one for one in scene.graph.resources}
        self._exposures = Exposures(scene.bar.ruler.store)
        self._shares = Shares(self._exposures, Standings(scene.bar.ruler))
        self._keeping = Keeping(scene.graph, scene.bar.catalogue, scene.choices)
        facts = residual_facts()
        self._places = Places(scene.bar, self._resources, scene.graph.dependencies)
        self._residuals = self._found(facts)

    def _found(self, facts: ResidualFacts) -> tuple[Residual, ...]:
        scene = self._scene
        finder = Finder(facts, scene.choices, scene.bar.catalogue.settings.name)
        home = {id_: one.name for one in scene.applications for id_ in one.resources}
        hits = finder.of(scene.graph.resources)
        return residuals(hits, facts, home, scene.bar.ruler.store)

    def all(self) -> Assessments:
        applications = tuple(self._application(one) for one in self._scene.applications)
        found = replace(
            self._bound,
            applications=applications,
            residuals=self._residuals,
            slices=self._shares.slices(),
        )
        return with_evidence(found, self._scene.bar.ruler.store)

    def _application(self, application: Application) -> ApplicationAssessment:
        members = tuple(self._places.of(self._with_data(application), self._scene.choices))
        names = self._scene.bar.classified.names
        stored, unknown = self._shares.add((one, names(one.resource.id)) for one in members)
        duties, still_open = self._duties(members)
        kept = continuity_of(
            application,
            tuple(self._resources[id_] for id_ in application.resources),
            self._keeping,
            self._scene.policy,
        )
        return ApplicationAssessment(
            application=application.name,
            classes=application.data_classes,
            duties=duties,
            landing=self._landing(members),
            region=self._scene.region,
            refused=tuple(
                one.resource.id for one in members if one.resource.id in self._bound.refused
            ),
            open_duties=still_open,
            before=self._exposed((one.before, one.resource.id) for one in members),
            after=self._exposed(
                (one.after, one.resource.id) for one in members if one.after is not None
            ),
            not_improved=(
                *unimproved(members, self._exposures, self._needed_by(application)),
                *kept.fewer_zones,
            ),
            continuity_before=kept.before,
            continuity_after=kept.after,
            asked=kept.asked,
            continuity_losses=kept.losses,
            stored_gib=stored,
            unknown_stores=unknown,
        )

    def _needed_by(self, application: Application) -> Iterator[Residual]:
        return (one for one in self._residuals if application.name in one.applications)

    def _with_data(self, application: Application) -> Iterator[Resource]:
        carried = self._bound.classes
        return (self._resources[id_] for id_ in application.resources if id_ in carried)

    def _exposed(self, where: Iterable[tuple[Place, ResourceId]]) -> tuple[Exposure, ...]:
        members: dict[Place, list[ResourceId]] = {}
        for place, id_ in where:
            members.setdefault(place, []).append(id_)
        return self._exposures.of(members)

    def _landing(
        self, members: tuple[Lies, ...]
    ) -> Literal["lands", "in-part", "refused", "no-data"]:
        """What people keep where it is neither lands nor is refused, as in the options."""
        landing = kept = 0
        for one in members:
            choice = self._scene.choices.get(one.resource.id)
            if isinstance(choice, Choice):
                landing += 1
            elif choice is None or choice.reason != "stays":
                kept += 1
        if not landing and not kept:
            return "no-data"
        if not kept:
            return "lands"
        return "in-part" if landing else "refused"

    def _duties(self, members: tuple[Lies, ...]) -> tuple[tuple[str, ...], tuple[Finding, ...]]:
        """Ids of the duties that bind its data, and what of them only people can show."""
        ruler, names = self._scene.bar.ruler, self._scene.bar.classified.names
        bound: set[str] = set()
        still_open: dict[str, Finding] = {}
        asked: set[object] = set()
        for one in members:
            place = one.after or one.before
            key = (names(one.resource.id), role_of(one.resource.kind), place)
            if key in asked:
                continue
            asked.add(key)
            bound |= {duty.id for duty in ruler.book.binding(*key[:2])}
            for finding in ruler.findings(*key):
                if finding.state == "open" and finding.duty not in still_open:
                    still_open[finding.duty] = shown_by(finding, one.resource.id)
        return tuple(sorted(bound)), tuple(still_open[duty] for duty in sorted(still_open))


def shown_by(finding: Finding, resource: ResourceId) -> Finding:
    """A duty of the user's own rests on no clause: the resource shows what it is about."""
    because = finding.because
    if because.evidence or because.resources:
        return finding
    return replace(finding, because=replace(because, resources=(resource,)))
