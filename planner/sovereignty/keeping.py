"""Zones, standbys and backups of one resource: as configured today, and as designed for the target."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.catalogue.mappings import Keeps, TargetCatalogue
from planner.graph import Graph
from planner.model.choice import Blocks, Choice, Unmapped, Value
from planner.model.resource import Resource, ResourceId
from planner.model.spec import Cache, Database
from planner.model.text import Text


class Gives(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a configuration of at least these numbers gives where a zone fails; None is unknown."""

    reason: Text
    zones: int = 0
    replicas: int = 0
    backup_days: int = 0
    rto_minutes: int | None = None
    rpo_minutes: int | None = None


class ContinuityFacts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """`mappings/continuity.yaml`."""

    source: str
    retrieved: str
    spread: frozenset[str]
    replicated: frozenset[str]
    backups: frozenset[str]
    properties: frozenset[str]
    gives: tuple[Gives, ...]
    nothing: Text


@lru_cache(maxsize=1)
def continuity_facts() -> ContinuityFacts:
    """The table."""
    return load_yaml(data_path("mappings", "continuity.yaml"), ContinuityFacts)


class Kept(NamedTuple):
    """What keeps one database or cache; None is unknown."""

    id: ResourceId
    zones: int | None
    replicas: int | None
    backup_days: int | None
    backs_up: bool
    """Whether its configuration could tell of backups at all."""


@dataclass(frozen=True)
class Keeping:
    """Reads both sides of every database and cache."""

    graph: Graph
    catalogue: TargetCatalogue
    choices: Mapping[ResourceId, Choice | Unmapped]

    @cached_property
    def unbacked(self) -> frozenset[ResourceId]:
        """What moves away from all that backs it up, since none of that is built at the target."""
        backups = continuity_facts().backups
        backed: dict[ResourceId, bool] = {}
        for maker in (one for kind in sorted(backups) for one in self.graph.of_kind(kind)):
            built = isinstance(self.choices.get(maker.id), Choice)
            for one in self.graph.needs(maker):
                backed[one.id] = backed.get(one.id, False) or built
        return frozenset(
            id_
            for id_, built in backed.items()
            if not built
            and isinstance(choice := self.choices.get(id_), Choice)
            and choice.method != "retire"
        )

    def today(self, one: Resource) -> Kept | None:
        """As configured; None for a reader, which counts with what it reads from."""
        spec = one.spec
        if not isinstance(spec, Database | Cache):
            return Kept(one.id, None, None, None, backs_up=False)
        if isinstance(spec, Database) and spec.replica_of:
            return None
        readers = self._readers(one)
        days = spec.backup_days if isinstance(spec, Database) else None
        zones = _zones_of([one, *readers], paired=spec.high_availability)
        replicas = _replicas_of(spec, len(readers))
        return Kept(one.id, zones, replicas, days, isinstance(spec, Database))

    def then(self, one: Resource) -> Kept | None:
        """As designed; as it is today where it stays; None for a reader and for what is retired."""
        choice = self.choices.get(one.id)
        today = self.today(one)
        if today is None or not isinstance(choice, Choice):
            return today
        if choice.method == "retire":
            return None
        keeps = self.catalogue.by_stem[choice.mapping].continuity
        if keeps is None:
            return Kept(one.id, None, None, None, today.backs_up)
        servers = _servers(choice.design.values.get(keeps.nodes), one)
        readers = sum(self._moves(reader) for reader in self._readers(one))
        most = len(self.catalogue.region(choice.region).zones)
        zones = 1 if keeps.zones == "one" else servers and min(servers, most)
        replicas = None if servers is None else servers - 1 + readers
        return Kept(one.id, zones, replicas, self._days(choice, keeps, today), today.backs_up)

    def zone_then(self, one: Resource) -> str | None:
        """The zone of a machine after the move; '' where it is retired, None where it is not known."""
        choice = self.choices.get(one.id)
        if not isinstance(choice, Choice):
            return f"{one.cloud} {one.zone}" if one.zone else None
        if choice.method == "retire":
            return ""
        zones = self.catalogue.region(choice.region).zones
        if len(zones) == 1:
            return zones[0]
        values = choice.design.values.values()
        return next((word for word in values if isinstance(word, str) and word in zones), None)

    def _readers(self, one: Resource) -> tuple[Resource, ...]:
        return tuple(
            reader
            for reader in self.graph.dependents(one, "replicates")
            if isinstance(reader.spec, Database) and reader.spec.replica_of
        )

    def _moves(self, one: Resource) -> bool:
        """Whether a reader is one at the target too."""
        choice = self.choices.get(one.id)
        return isinstance(choice, Choice) and choice.design.values.get("replica") is True

    def _days(self, choice: Choice, keeps: Keeps, today: Kept) -> int | None:
        if keeps.backup == "none":
            return 0
        if keeps.backup == "value":
            days = choice.design.values.get(keeps.backup_in)
            return days if isinstance(days, int) else (0 if today.backup_days == 0 else None)
        if keeps.backup == "plan":
            table: object = self.catalogue.settings.settings
            for step in keeps.backup_in.split("."):
                table = table.get(step) if isinstance(table, dict) else None
            plan = choice.design.values.get("plan")
            days = table.get(plan) if isinstance(table, dict) and isinstance(plan, str) else None
            return days if isinstance(days, int) else None
        return None


def _zones_of(members: list[Resource], *, paired: bool | None) -> int | None:
    zones = {one.zone for one in members if one.zone}
    if paired:
        return max(2, len(zones))
    if len(members) > 1:
        return len(zones) if all(one.zone for one in members) else None
    return None if paired is None else 1


def _replicas_of(spec: Database | Cache, readers: int) -> int | None:
    if spec.high_availability is None and spec.nodes is None:
        return readers or None
    shards = max(spec.shards or 1, 1) if isinstance(spec, Cache) else 1
    others = max((spec.nodes or 1) // shards - 1, 0)
    return max(others, int(bool(spec.high_availability))) + readers


def _servers(value: Value, one: Resource) -> int | None:
    """How many servers a value of the design stands for; shards are no copies of each other."""
    if isinstance(value, bool):
        return 1 + value
    if isinstance(one.spec, Cache) and (one.spec.shards or 1) > 1:
        return None
    if isinstance(value, Blocks):
        return len(value.items)
    return value if isinstance(value, int) else None
