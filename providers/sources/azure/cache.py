"""Azure Cache for Redis, and Managed Redis."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Cache
from providers.attributes import flag, text, whole
from providers.sources.azure.arm import arm, names, part, read

MEMORY_GIB: dict[str, tuple[float, ...]] = {
    "C": (0.25, 1, 2.5, 6, 13, 26, 53),
    "P": (0, 6, 13, 26, 53, 120),
}
"""Memory by family and capacity (C0 … C6, P1 … P5), as Azure names its sizes."""


def _memory(family: str, capacity: int | None) -> float | None:
    sizes = MEMORY_GIB.get(family.upper(), ())
    return sizes[capacity] or None if capacity is not None and capacity < len(sizes) else None


def redis(record: Record) -> Reading:
    """A cache; Basic is one node, Standard and Premium are a pair."""
    attributes = record.attributes
    family, capacity = text(attributes, "family"), whole(attributes, "capacity")
    tier = text(attributes, "sku_name")
    subnet = arm(attributes, "subnet_id")
    plain_port = flag(attributes, "non_ssl_port_enabled", "enable_non_ssl_port")
    replicas = whole(attributes, "replicas_per_primary") or 1
    spec = Cache(
        engine="redis",
        version=text(attributes, "redis_version"),
        size=f"{tier}_{family}{capacity}" if tier and capacity is not None else tier,
        memory_gib=_memory(family, capacity),
        nodes=1 if tier == "Basic" else 1 + replicas,
        shards=whole(attributes, "shard_count") or None,
        high_availability=tier != "Basic" if tier else None,
        encrypted_in_transit=not plain_port if plain_port is not None else None,
        subnets=(subnet,) if subnet else (),
    )
    return read(
        record,
        "db.redis",
        spec,
        names("in", "subnet_id", subnet),
        (text(attributes, "hostname"),),
    )


RULES: dict[str, FromTerraform] = {
    "azurerm_redis_cache": redis,
    "azurerm_redis_firewall_rule": part("redis_cache_id"),
}
