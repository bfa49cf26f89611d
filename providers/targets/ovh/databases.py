"""Managed PostgreSQL, MySQL and Valkey: one resource type, sized by plan and node."""

from decimal import Decimal

from msgspec import Struct
from msgspec.structs import replace

from planner.model.choice import Blocks, Design, Need, Offer, Refusal, Value
from planner.model.money import HOURS_A_MONTH, Quantity, exactly
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Cache, Database, VirtualMachine
from planner.model.text import Text
from providers.targets.ovh import bought, place, regions
from providers.targets.ovh.database_losses import (
    READERS,
    cache_losses,
    database_losses,
    other_version,
)
from providers.targets.ovh.names import label, sql_name
from providers.targets.ovh.refusals import too_large, unreadable


class Sizing(Struct, frozen=True):
    """What was chosen for an engine: plan, node and how many."""

    engine: str
    service: str
    """As the price book calls it."""
    offer: Offer
    plan: str
    flavor: str
    nodes: int


def postgres(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """PostgreSQL: one node, or two where it is highly available at the source."""
    return _relational(resource, surroundings, "postgresql", "postgres")


def mysql(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """MySQL, which stands in for MariaDB too."""
    return _relational(resource, surroundings, "mysql", "mysql")


def _relational(
    resource: Resource, surroundings: Surroundings, engine: str, service: str
) -> Design | Refusal:
    spec = resource.spec
    if not isinstance(spec, Database):
        return unreadable(resource)
    need = _need(resource, spec.size, spec.vcpus, spec.memory_gib, surroundings)
    paired = bool(spec.high_availability) or (spec.nodes or 1) > 1
    catalogues = (f"{service}-ha",) if paired else (service, f"{service}-ha")
    sizing = _sizing(resource, need, engine, catalogues, surroundings)
    if sizing is None:
        return too_large(_words(spec.size, need))
    version, exact = _version(spec.version, engine, surroundings)
    disk, quantities = _disk(sizing, spec.storage_gib, surroundings)
    return Design(
        values={
            **_values(resource, spec.subnets, sizing, surroundings),
            "version": version,
            "disk": disk,
            "protected": bool(spec.deletion_protection),
            "database": sql_name(spec.database, "") or None,
            "user": sql_name(spec.user, "") or None,
        },
        size=sizing.offer.name,
        quantities=(_nodes(sizing, surroundings), *quantities),
        losses=(
            *database_losses(spec, sizing.plan, engine, surroundings),
            *((READERS,) if (spec.nodes or 1) > sizing.nodes else ()),
            *(() if exact else (other_version(spec.version, version),)),
        ),
    )


def cache(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """Valkey in place of Redis and of Memcached."""
    spec = resource.spec
    if not isinstance(spec, Cache):
        return unreadable(resource)
    need = _need(resource, spec.size, None, spec.memory_gib, surroundings)
    if spec.shards and spec.shards > 1 and need.memory_gib:
        need = Need(vcpus=need.vcpus, memory_gib=need.memory_gib * spec.shards)
    sizing = _sizing(resource, need, "valkey", ("valkey",), surroundings)
    if sizing is None:
        return too_large(_words(spec.size, need))
    version = str(surroundings.setting("database_versions")["valkey"][-1])
    return Design(
        values={
            **_values(resource, spec.subnets, sizing, surroundings),
            "version": version,
            "disk": None,
            "protected": False,
            "database": None,
            "user": None,
        },
        size=sizing.offer.name,
        quantities=(_nodes(sizing, surroundings),),
        losses=cache_losses(spec, version),
    )


def _need(
    resource: Resource,
    size: str,
    vcpus: int | None,
    memory_gib: float | None,
    surroundings: Surroundings,
) -> Need:
    asked = VirtualMachine(size=size, vcpus=vcpus, memory_gib=memory_gib)
    found = surroundings.need(resource, asked)
    for separator in (".", "_"):
        # A class without figures of its own is the machine of the same name (`docs/prices.md`).
        if found.memory_gib is None and separator in size:
            found = surroundings.need(resource, replace(asked, size=size.partition(separator)[2]))
    return Need(vcpus=found.vcpus, memory_gib=found.memory_gib)


def _words(size: str, need: Need) -> Text:
    memory = "?" if need.memory_gib is None else f"{need.memory_gib:g}"
    return Text(
        en=f"{size or 'unknown size'}, {need.vcpus or '?'} vCPU, {memory} GiB",
        fr=f"{size or 'taille inconnue'}, {need.vcpus or '?'} vCPU, {memory} Gio",
    )


def _sizing(
    resource: Resource,
    need: Need,
    engine: str,
    catalogues: tuple[str, ...],
    surroundings: Surroundings,
) -> Sizing | None:
    """The cheapest node of the first catalogue that has one large enough."""
    for catalogue in catalogues:
        size = surroundings.size(resource, need, catalogue)
        if size is not None:
            plan, _, flavor = size.offer.name.partition("-")
            nodes = int(surroundings.setting("plan_nodes")[plan])
            service = catalogues[-1].removesuffix("-ha")
            return Sizing(engine, service, size.offer, plan, flavor, nodes)
    return None


def _nodes(sizing: Sizing, surroundings: Surroundings) -> Quantity:
    return Quantity(
        component=bought.NODE,
        provider="ovh",
        service=sizing.service,
        sku=sizing.offer.name,
        region=surroundings.region,
        amount=exactly(HOURS_A_MONTH * sizing.nodes),
        unit="hour",
    )


def _disk(
    sizing: Sizing, storage_gib: int | None, surroundings: Surroundings
) -> tuple[int | None, tuple[Quantity, ...]]:
    """Size of the disk where more than the node's own is needed, and what it buys."""
    included = surroundings.setting("node_disk_gib").get(sizing.flavor)
    if storage_gib is None or included is None or storage_gib <= included:
        return None, ()
    more = Decimal(storage_gib - included) * sizing.nodes
    sku = f"{sizing.service}-{sizing.plan}"
    return storage_gib, (bought.gib_months(surroundings, bought.STORAGE, "db-storage", sku, more),)


def _version(wanted: str, engine: str, surroundings: Surroundings) -> tuple[str, bool]:
    """The same major version where it is offered, else the nearest higher, else the newest."""
    offered = [str(version) for version in surroundings.setting("database_versions")[engine]]
    major = _major(wanted)
    for version in offered:
        if _major(version) >= major > 0:
            return version, _major(version) == major
    return offered[-1], False


def _major(version: str) -> int:
    head = version.partition(".")[0]
    digits = "".join(sign for sign in head if sign.isdigit())
    return int(digits[:4]) if digits else 0


def _values(
    resource: Resource,
    subnets: tuple[str, ...],
    sizing: Sizing,
    surroundings: Surroundings,
) -> dict[str, Value]:
    found = place.subnets_of(subnets, resource, surroundings)
    home = place.network_of(found[0], surroundings) if found else None
    clients = place.client_ranges(home, surroundings)
    node: dict[str, Value] = {
        "region": regions.storage_region(surroundings),
        "network": place.network_ref(home),
        "subnet": place.subnet_ref(found[0] if found else None),
    }
    return {
        "name": label(resource.name),
        "engine": sizing.engine,
        "plan": sizing.plan,
        "flavor": sizing.flavor,
        "nodes": Blocks((node,) * sizing.nodes),
        "clients": clients,
        "open": not clients,
        "backup_time": "02:00:00",
    }
