"""Every duty of a resource measured in a place, and the places: one ruler for source and target."""

from collections.abc import Iterable
from difflib import get_close_matches
from fnmatch import fnmatchcase

from planner.catalogue.mappings import Mapping, TargetCatalogue
from planner.errors import UsageError
from planner.model.evidence import KeyCustody
from planner.model.resource import Resource
from planner.model.sovereignty import Duty, Finding, Place, Statement
from planner.model.text import Text
from planner.sovereignty.duties import DutyBook
from planner.sovereignty.residual_facts import residual_facts
from planner.sovereignty.roles import Role
from planner.sovereignty.rules import find
from planner.sovereignty.store import Store
from planner.sovereignty.wording import services_of

HOSTED_ON = ("compute.vm", "storage.block_volume")
"""What software that people run themselves is measured by."""

OFFERED = Duty(
    id="offered",
    title=Text(
        en="The service is offered in the region", fr="Le service est proposé dans la région"
    ),
    clause="",
    rule="shown",
)
"""Binds whatever the class, where the store knows that a service is not offered."""

Names = frozenset[str]


class Ruler:
    """Findings by classes, role and place, each measured once."""

    def __init__(self, book: DutyBook, store: Store) -> None:
        self.book = book
        self.store = store
        self._found: dict[tuple[Duty, Place], Finding] = {}
        self._findings: dict[tuple[Names, Role, Place], tuple[Finding, ...]] = {}
        self._missing: dict[Place, Finding | None] = {}

    def findings(self, names: Names, role: Role, place: Place) -> tuple[Finding, ...]:
        """One finding a duty that binds data of these classes, by id of the duty."""
        key = (names, role, place)
        found = self._findings.get(key)
        if found is None:
            found = self._findings[key] = tuple(
                self._find(duty, place) for duty in self.book.binding(names, role)
            )
        return found

    def unmet(self, names: Names, role: Role, place: Place) -> tuple[Finding, ...]:
        """What keeps such data from that place; an open duty keeps nothing away."""
        missing = self.not_offered(place)
        return (*([missing] if missing else ()), *not_met(self.findings(names, role, place)))

    def not_offered(self, place: Place) -> Finding | None:
        """That the store knows one of the services not to be offered there."""
        if place not in self._missing:
            self._missing[place] = self._not_offered(place)
        return self._missing[place]

    def _not_offered(self, place: Place) -> Finding | None:
        for service in place.services:
            answer = self.store.ask("offered", place.provider, place.region, service)
            if answer.state == "known" and answer.value is False:
                what = services_of(place)
                text = Text(
                    en=f"{what.en}: not offered in {place.region}.",
                    fr=f"{what.fr} : non proposé à {place.region}.",
                )
                return Finding(
                    duty=OFFERED.id, state="broken", because=Statement(text, answer.evidence)
                )
        return None

    def _find(self, duty: Duty, place: Place) -> Finding:
        key = (duty, place)
        if key not in self._found:
            self._found[key] = find(duty, place, self.store)
        return self._found[key]


def check_schemes(book: DutyBook, store: Store) -> None:
    """Refuses a duty whose qualification no entry knows: it could never be met.

    Raises:
        UsageError: a duty of the policy names a scheme that there is not.
    """
    known = [name for name, _ in store.labels()]
    for duty in book.by_id.values():
        for scheme in duty.schemes:
            if scheme not in known:
                near = get_close_matches(scheme, known, n=1, cutoff=0)
                raise UsageError(
                    Text(en="A duty names a scheme that there is not",
                         fr="Une exigence nomme un label inexistant"),
                    Text(en=f"{duty.id}: {scheme!r} is no label that the evidence knows.",
                         fr=f"{duty.id} : {scheme!r} n'est pas un label connu des preuves."),
                    Text(en=f"The nearest is {near[0] if near else '-'!r}; `plan evidence list` shows all.",
                         fr=f"Le plus proche est {near[0] if near else '-'!r} ; `plan evidence list` les "
                            "montre tous."),
                    place=f"duties.{duty.id}",
                )  # fmt: skip


def not_met(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that refuse."""
    return tuple(one for one in findings if one.state not in ("met", "open"))


def is_hosted(mapping: Mapping) -> bool:
    """Whether the mapping is software on machines."""
    return mapping.fit == "self-hosted"


def target_place(
    resource: Resource, mapping: Mapping, catalogue: TargetCatalogue, region: str
) -> Place:
    """Where a mapping would put a resource."""
    known = next(one for one in catalogue.settings.regions if one.name == region)
    return Place(
        provider=catalogue.settings.name,
        region=region,
        services=HOSTED_ON if is_hosted(mapping) else (mapping.stem,),
        zones=len(known.zones) or None,
        retention_days=backup_days(resource) if "backup_days" in mapping.carried else None,
    )


def source_place(resource: Resource) -> Place:
    """Where a resource is today, with what its configuration tells of keys, zones and retention."""
    spec = resource.spec
    available = getattr(spec, "high_availability", None)
    zones = None if available is None else 1 + bool(available)
    return Place(
        provider=resource.cloud,
        region=resource.region,
        services=(resource.kind or resource.native_type,),
        zones=zones,
        keys=_custody(str(getattr(spec, "key", ""))),
        retention_days=backup_days(resource),
    )


def _custody(key: str) -> KeyCustody | None:
    """Who holds a key of that name: what a provider makes by itself it holds by itself."""
    if not key:
        return None
    managed = any(fnmatchcase(key, pattern) for pattern in residual_facts().managed_keys)
    return "provider" if managed else "service"


def backup_days(resource: Resource) -> int | None:
    """How many days its backups are kept; None where that was not read."""
    days = getattr(resource.spec, "backup_days", None)
    return days if isinstance(days, int) else None
