"""What buckets, databases, caches, registries and warehouses buy."""

from collections.abc import Callable, Iterator, Mapping

from planner.model.resource import Resource
from planner.model.spec import Bucket, Cache, Database, FileShare, Other
from providers.till import INSTANCE, NO_SIZE, REQUESTS, STORAGE, Line, Till, Ware

CAPACITY_TIERS = ((4, "M1"), (10, "M2"), (35, "M3"), (100, "M4"))
"""Memorystore is sold by GiB, the cheaper the larger: up to 4 GiB M1 … above 100 GiB M5."""


def _bucket(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if not isinstance(spec, Bucket):
        return
    sku = spec.storage_class or "standard"
    service = "archive" if sku == "archive" else "object"
    key = "storage.object_bucket"
    yield till.held(Ware(STORAGE, service, sku), resource.stored_gib, "GiB-month", f"{key}.gib")
    for what in ("read", "write"):
        ware = Ware(REQUESTS, "object-requests", f"{sku}-{what}")
        yield till.usage(ware, "million", f"{key}.million-{what}s")


def _share(resource: Resource, till: Till) -> Iterator[Line]:
    """Filestore is sold by its capacity, full or empty."""
    spec = resource.spec
    if isinstance(spec, FileShare):
        yield till.sized(Ware(STORAGE, "file", spec.tier.lower()), spec.size_gib)


SERVICES = {"postgresql": "postgres", "mysql": "mysql", "sqlserver": "sqlserver"}


def _database(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if not isinstance(spec, Database):
        return
    copies = "multi-az" if spec.high_availability else "single-az"
    ware = Ware(INSTANCE, SERVICES.get(spec.engine, spec.engine), spec.size, copies)
    yield till.hours(ware) if spec.size else till.unknown(ware, "hour", NO_SIZE)
    store = Ware(STORAGE, "db-storage", spec.storage_tier or "PD_SSD", copies)
    yield till.sized(store, spec.storage_gib)
    if spec.backup_days:
        backup = Ware(STORAGE, "db-backup", "cloud-sql")
        yield till.usage(backup, "GiB-month", f"{resource.kind}.backup-gib")


def _redis(resource: Resource, till: Till) -> Iterator[Line]:
    """Memorystore by GiB in its capacity tier; a replica beyond the first costs as much again."""
    spec = resource.spec
    if not isinstance(spec, Cache):
        return
    memory = spec.memory_gib
    tier = "standard" if spec.high_availability else "basic"
    if memory is None or resource.native_type != "google_redis_instance":
        yield till.unknown(Ware(INSTANCE, "redis", spec.size or tier), "GiB-month", NO_SIZE)
        return
    step = next((name for limit, name in CAPACITY_TIERS if memory <= limit), "M5")
    yield till.sized(Ware(INSTANCE, "redis", f"{tier}-{step}"), int(memory))


def _registry(resource: Resource, till: Till) -> Iterator[Line]:
    ware = Ware(STORAGE, "registry", "storage")
    yield till.held(ware, resource.stored_gib, "GiB-month", "container.registry.gib")


def _warehouse(resource: Resource, till: Till) -> Iterator[Line]:
    """A table by what it holds; a dataset by the queries on it; a view by nothing of its own."""
    tier = resource.spec.tier if isinstance(resource.spec, Other) else ""
    if resource.native_type == "google_bigquery_dataset":
        ware = Ware(REQUESTS, "warehouse", "bigquery-queries")
        yield till.usage(ware, "TiB", "db.warehouse.queried-tib")
        return
    ware = Ware(STORAGE, "warehouse", "bigquery-active")
    if tier == "view":
        yield till.monthly(ware, 0, "GiB-month")
    else:
        yield till.held(ware, resource.stored_gib, "GiB-month", "db.warehouse.gib")


BILLS: Mapping[str, Callable[[Resource, Till], Iterator[Line]]] = {
    "storage.object_bucket": _bucket,
    "storage.archive": _bucket,
    "storage.file_nfs": _share,
    "db.postgres": _database,
    "db.mysql": _database,
    "db.sqlserver": _database,
    "db.redis": _redis,
    "db.warehouse": _warehouse,
    "data.query": _warehouse,
    "container.registry": _registry,
}
