"""One pass over everything decided, added up the ways that the report shows it."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

from planner.catalogue.kinds import kinds
from planner.model.choice import Choice, Loss, Qualification, Unmapped, Weight
from planner.model.plan import FOUNDATION, Application, MigrationPlan
from planner.model.resource import Resource, ResourceId
from planner.model.text import Language, Text

MOST_NAMES = 60
"""Names kept of each group; the tables hold all."""

NAMED = {
    FOUNDATION: Text(en="Foundation", fr="Fondation"),
    "": Text(en="(no application)", fr="(sans application)"),
}
"""Applications that bear no name of the source."""

Zones = tuple[str, ...]


class Service(Struct):
    """Resources of one application that get the same thing at the target."""

    kind: str
    title: str
    service: str
    size: str
    fit: str
    method: str
    zones: Zones
    count: int = 0
    names: list[str] = field(default_factory=list)


class LossGroup(Struct):
    """One loss of one mapping, wherever it strikes."""

    mapping: str
    loss: Loss
    service: str
    count: int = 0
    others: Counter[tuple[Text, Text]] = field(default_factory=Counter)
    """(problem, fallback) of those that are not this very loss: their words may name values."""
    names: list[tuple[str, str]] = field(default_factory=list)
    """(resource, application), the first of them."""


class Gap(Struct):
    """Resources without equivalent, alike in reason, kind and what would do it."""

    first: Unmapped
    title: str
    count: int = 0
    differing: bool = False
    """Whether the details of the others say something else."""
    names: list[tuple[str, str]] = field(default_factory=list)


class Share(Struct):
    """What one application gets: counted once, quoted by every section."""

    application: Application | None
    resources: int = 0
    services: dict[tuple[object, ...], Service] = field(default_factory=dict)
    methods: Counter[str] = field(default_factory=Counter)
    losses: Counter[Weight] = field(default_factory=Counter)
    qualifications: Counter[Qualification] = field(default_factory=Counter)
    unmapped: int = 0
    refused: int = 0
    """Of those without equivalent here: by a duty of their data."""
    stays: int = 0
    steps: int = 0
    minutes: float = 0
    downtime: float = 0
    gib: Decimal = Decimal(0)
    unknown_volumes: int = 0


class Survey:
    """The plan added up: by application, loss, gap."""

    def __init__(self, plan: MigrationPlan, zones: Zones) -> None:
        self.plan = plan
        self.language: Language = plan.header.language
        self.zones = zones
        self.application_of = {id_: one.name for one in plan.applications for id_ in one.resources}
        self.name_of = {resource.id: resource.name for resource in plan.inventory.resources}
        self.shares = {one.name: Share(one) for one in plan.applications}
        self.losses: dict[tuple[str, str, Weight], LossGroup] = {}
        self.gaps: dict[tuple[str, str, str], Gap] = {}
        self.qualifications: Counter[Qualification] = Counter()
        self.labels = {one.name: one.label or one.name for one in plan.applications}
        for name, text in NAMED.items():
            self.labels[name] = text.of(self.language)
        self.title_of: dict[ResourceId, str] = {}
        self._titles = {str(kind): fact.title.of(self.language) for kind, fact in kinds().items()}
        for resource in plan.inventory.resources:
            self._count(resource)
        for share in self.shares.values():
            self.qualifications.update(share.qualifications)
        self._steps()

    def share(self, application: str) -> Share:
        """The share of an application; `""` stands for what is in none."""
        found = self.shares.get(application)
        if found is None:
            found = self.shares[application] = Share(None)
        return found

    def _count(self, resource: Resource) -> None:
        application = self.application_of.get(resource.id, "")
        kind = str(resource.kind or "")
        self.title_of[resource.id] = self._titles.get(kind) or kind or resource.native_type
        share = self.share(application)
        share.resources += 1
        choice = self.plan.choices[resource.id]
        if isinstance(choice, Unmapped):
            self._gap(resource, choice, share, application)
            return
        share.methods[choice.method] += 1
        share.qualifications[choice.qualification] += 1
        service = self._service(resource, choice, share)
        service.count += 1
        if len(service.names) < MOST_NAMES:
            service.names.append(resource.name)
        for loss in choice.losses:
            share.losses[loss.weight] += 1
            self._lose(resource, choice, loss, application)

    def _service(self, resource: Resource, choice: Choice, share: Share) -> Service:
        zones = zones_of(choice, self.zones)
        service = choice.service.of(self.language)
        kind, size = str(resource.kind or ""), choice.design.size
        key = (kind, service, size, choice.fit, choice.method, zones)
        found = share.services.get(key)
        if found is None:
            found = Service(
                kind, self.title_of[resource.id], service, size, choice.fit, choice.method, zones
            )
            share.services[key] = found
        return found

    def _lose(self, resource: Resource, choice: Choice, loss: Loss, application: str) -> None:
        key = (choice.mapping, loss.id, loss.weight)
        group = self.losses.get(key)
        if group is None:
            service = choice.service.of(self.language)
            group = self.losses[key] = LossGroup(choice.mapping, loss, service)
        group.count += 1
        if loss is not group.loss and len(group.others) < MOST_NAMES:
            group.others[loss.problem, loss.fallback] += 1  # one object serves a whole kind
        if len(group.names) < MOST_NAMES:
            group.names.append((resource.name, application))

    def _gap(self, resource: Resource, choice: Unmapped, share: Share, application: str) -> None:
        if choice.reason == "stays":
            share.stays += 1
        else:
            share.unmapped += 1
            share.refused += choice.reason == "refused"
        title = self.title_of[resource.id]
        key = (choice.reason, title, choice.service)
        gap = self.gaps.setdefault(key, Gap(choice, title))
        gap.count += 1
        gap.differing = gap.differing or choice.detail != gap.first.detail
        if len(gap.names) < MOST_NAMES:
            gap.names.append((resource.name, application))

    def _steps(self) -> None:
        for wave in self.plan.waves:
            for step in wave.steps:
                share = self.share(self.application_of.get(step.resource, ""))
                share.steps += 1
                share.minutes += step.minutes_likely
                if step.downtime:
                    share.downtime += step.minutes_likely
                if step.gib is not None:
                    share.gib += step.gib
                elif step.action == "copy-data":
                    share.unknown_volumes += 1

    def wave_of(self) -> dict[str, int]:
        """Application -> the number of its wave."""
        return {name: wave.number for wave in self.plan.waves for name in wave.applications}

    def resource_name(self, id_: ResourceId) -> str:
        """The name of a resource; its id where it is not in the inventory."""
        return self.name_of.get(id_, id_)


_PLACES = ("zone", "zones", "subregion_name", "subregion_names")
"""Fields in which the targets' designs say where a thing stands."""


def zones_of(choice: Choice, known: Zones) -> Zones:
    """The zones of the target that a design names; none for a thing of the whole region."""
    found: dict[str, None] = {}
    values: Mapping[str, object] = choice.design.values
    for place in _PLACES:
        value = values.get(place)
        if isinstance(value, str) and value in known:
            found[value] = None
        elif isinstance(value, tuple):
            found.update((one, None) for one in value if isinstance(one, str) and one in known)
    return tuple(found)
