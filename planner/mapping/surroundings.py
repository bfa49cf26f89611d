"""What a design function may ask: the estate around a resource, sizes, zones, settings."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Protocol

from msgspec.structs import replace

from planner.catalogue.assumptions import canonical
from planner.catalogue.mappings import TargetCatalogue
from planner.catalogue.prices import PriceBook
from planner.catalogue.sizes import Listed, source_sizes, target_sizes
from planner.graph import Graph
from planner.mapping.size import cheapest, instead_of, surplus
from planner.model.choice import Need, Offer, Sized
from planner.model.money import Range
from planner.model.policy import Policy
from planner.model.resource import Relation, Resource, ResourceId
from planner.model.spec import VirtualMachine


class ForcedSizes(Protocol):
    """Sizes that a person or the lock decided."""

    def __call__(self, resource: ResourceId) -> str:
        """The size of a resource; '' where nobody decided."""


@dataclass(frozen=True, slots=True)
class Assuming:
    """An estate together with what the policy assumes of it: the whole `Estate`."""

    graph: Graph
    policy: Policy

    def resolve(self, word: str, near: Resource) -> Resource | None:
        """See `Estate`."""
        return self.graph.resolve(word, near)

    def dependents(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        """See `Estate`."""
        return self.graph.dependents(resource, relation, kind)

    def needs(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        """See `Estate`."""
        return self.graph.needs(resource, relation, kind)

    def by_id(self, resource: ResourceId) -> Resource | None:
        """See `Estate`."""
        return self.graph.by_id(resource)

    def of_kind(self, kind: str) -> tuple[Resource, ...]:
        """See `Census`."""
        return self.graph.of_kind(kind)

    def assumed(self, key: str) -> Range | None:
        """The amounts that the policy assumes under a key."""
        if not self.policy.assume:
            return None
        wanted = canonical(key)
        for name, amounts in self.policy.assume.items():
            if canonical(name) == wanted:
                return Range(amounts.low, amounts.likely, amounts.high)
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbourhood(Assuming):
    """The `Surroundings` of `planner.model.protocols`, for one target and region."""

    catalogue: TargetCatalogue
    region: str
    book: PriceBook
    as_of: str
    forced: ForcedSizes
    absent: frozenset[ResourceId] = frozenset()
    """What a duty keeps from landing here: a design must not build upon it, so that it is not seen."""
    _offers: dict[tuple[str, str], tuple[Offer, ...]] = field(default_factory=dict)
    _sized: dict[tuple[str, str, Need], Sized | None] = field(default_factory=dict)

    @property
    def target(self) -> str:
        """Name of the target."""
        return self.catalogue.settings.name

    def resolve(self, word: str, near: Resource) -> Resource | None:
        """See `Estate`."""
        return self._seen(self.graph.resolve(word, near))

    def by_id(self, resource: ResourceId) -> Resource | None:
        """See `Estate`."""
        return self._seen(self.graph.by_id(resource))

    def dependents(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        """See `Estate`."""
        return self._all_seen(self.graph.dependents(resource, relation, kind))

    def needs(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        """See `Estate`."""
        return self._all_seen(self.graph.needs(resource, relation, kind))

    def of_kind(self, kind: str) -> tuple[Resource, ...]:
        """See `Census`."""
        return self._all_seen(self.graph.of_kind(kind))

    def _seen(self, one: Resource | None) -> Resource | None:
        return None if one is not None and one.id in self.absent else one

    def _all_seen(self, ones: tuple[Resource, ...]) -> tuple[Resource, ...]:
        return tuple(one for one in ones if one.id not in self.absent) if self.absent else ones

    def zones(self) -> tuple[str, ...]:
        """Zones of the region, first the default."""
        return self.catalogue.region(self.region).zones

    def zone(self, resource: Resource) -> str:
        """The zone at the same place in the target's list as the source's in the alphabet."""
        zones = self.zones()
        last = resource.zone[-1:].lower()
        if last.isdigit():
            place = int(last) - 1
        elif "a" <= last <= "z":
            place = ord(last) - ord("a")
        else:
            place = 0
        return zones[place % len(zones)] if zones else ""

    def need(self, resource: Resource, machine: VirtualMachine) -> Need:
        """What a machine must have; what neither its spec nor the size table tells stays None."""
        sizes = source_sizes(resource.cloud)
        # a class of a managed service is often a machine's size behind a prefix (db.m6i.large)
        known = sizes.get(machine.size) or sizes.get(machine.size.partition(".")[2])
        gpus = machine.gpus if machine.gpus is not None else (known.gpus if known else 0)
        disk = machine.local_disk_gib
        if disk is None and known is not None:
            disk = known.local_disk_gib
        return Need(
            vcpus=machine.vcpus or (known.vcpus if known else None),
            memory_gib=machine.memory_gib or (known.memory_gib if known else None),
            gpus=gpus,
            architecture=machine.architecture or (known.architecture if known else ""),
            local_disk_gib=disk or 0,
            os=machine.os,
            licence=machine.licence,
            software=machine.software,
        )

    def size(self, resource: Resource, need: Need, catalogue: str = "vm") -> Sized | None:
        """The cheapest size never below the need; what a person or the lock decided wins."""
        zone = self.zone(resource)
        offers = self._priced(catalogue, zone)
        forced = self.forced(resource.id)
        best = self._cheapest(offers, need, (catalogue, zone))
        if forced and (best is None or best.offer.name != forced):
            for offer in offers:
                if offer.name == forced:
                    return Sized(offer, surplus(offer, need), instead_of(best))
        return best

    def _cheapest(
        self, offers: tuple[Offer, ...], need: Need, place: tuple[str, str]
    ) -> Sized | None:
        if need.vcpus is None and need.memory_gib is None:
            return None
        key = (*place, replace(need, os="", licence="", software=""))
        if key not in self._sized:
            self._sized[key] = cheapest(offers, need)
        return self._sized[key]

    def _priced(self, catalogue: str, zone: str) -> tuple[Offer, ...]:
        if (catalogue, zone) not in self._offers:
            self._offers[catalogue, zone] = tuple(
                replace(listed.offer, price_per_hour=self._price(listed, zone))
                for listed in target_sizes(self.target, catalogue)
                if not listed.zones or zone in listed.zones or self.region in listed.zones
            )
        return self._offers[catalogue, zone]

    def _price(self, listed: Listed, zone: str) -> Decimal | None:
        price = self.book.find(
            provider=self.target,
            service=listed.service,
            sku=listed.sku,
            region=zone or self.region,
            unit="hour",
            variant=listed.variant,
            as_of=self.as_of,
            stale_days=self.policy.stale_price_days,
        )
        return price.amount if price else None

    def is_mapped(self, resource: Resource) -> bool:
        """Whether the target has a mapping with Terraform for its kind."""
        mapping = self.catalogue.by_kind.get(resource.kind or "")
        return mapping is not None and mapping.fit != "none"

    def setting(self, name: str) -> Any:  # noqa: ANN401 - whatever the file holds
        """A value under `settings:` of the target's own file."""
        return self.catalogue.settings.settings[name]
