"""What storage accounts, shares, databases and caches buy."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from planner.model.resource import Resource
from planner.model.spec import Bucket, Cache, Database, FileShare, Other
from providers.till import INSTANCE, LICENCE, NO_SIZE, REQUESTS, STORAGE, Line, Till, Ware

RU_A_UNIT = 100
"""Request units that Cosmos DB is sold by."""


def _class(storage_class: str) -> tuple[str, str]:
    """(sku, redundancy) of `Standard_LRS_Hot`: what `storage.account` writes."""
    tier, _, rest = storage_class.partition("_")
    copies, _, access = rest.partition("_")
    redundancy = {"ragrs": "ra-grs", "ragzrs": "ra-gzrs"}.get(copies.lower(), copies.lower())
    return ("premium" if tier == "Premium" else access or "Hot"), redundancy or "lrs"


def _bucket(resource: Resource, till: Till) -> Iterator[Line]:
    if not isinstance(resource.spec, Bucket):
        return
    sku, copies = _class(resource.spec.storage_class)
    key = "storage.object_bucket"
    ware = Ware(STORAGE, "object", sku, copies)
    yield till.held(ware, resource.stored_gib, "GiB-month", f"{key}.gib")
    for what in ("read", "write"):
        requests = Ware(REQUESTS, "object-requests", f"{sku}-{what}", copies)
        yield till.usage(requests, "million", f"{key}.million-{what}s")


def _share(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if not isinstance(spec, FileShare):
        return
    account = next(iter(till.estate.needs(resource, "in", "storage.object_bucket")), None)
    written = account.spec.storage_class if account and isinstance(account.spec, Bucket) else ""
    sku, copies = _class(written)
    premium = sku == "premium" or spec.tier == "Premium"
    tier = "premium" if premium else {"TransactionOptimized": "Standard"}.get(spec.tier, spec.tier)
    ware = Ware(STORAGE, "file", tier or "Standard", copies)
    if premium:
        yield till.sized(ware, spec.size_gib)  # sold by its quota
    else:
        yield till.held(ware, resource.stored_gib, "GiB-month", f"{resource.kind}.gib")


def _server(service: str) -> Callable[[Resource, Till], Iterator[Line]]:
    def rule(resource: Resource, till: Till) -> Iterator[Line]:
        spec = resource.spec
        if not isinstance(spec, Database):
            return
        variant = "multi-az" if spec.high_availability else "single-az"
        ware = Ware(INSTANCE, service, spec.size, variant)
        yield till.hours(ware) if spec.size else till.unknown(ware, "hour", NO_SIZE)
        copies = 2 if spec.high_availability else 1  # a standby has its own storage
        yield till.sized(Ware(STORAGE, "db-storage", "flexible", service), spec.storage_gib, copies)

    return rule


STORES = {"GP": "sql-general-purpose", "BC": "sql-business-critical", "HS": "sql-hyperscale"}


def _sql(resource: Resource, till: Till) -> Iterator[Line]:
    """A SQL database by vCore or DTU; one in an elastic pool is paid with its pool."""
    spec = resource.spec
    if not isinstance(spec, Database):
        return
    if spec.size in {"", "ElasticPool"}:
        pooled = spec.size == "ElasticPool"
        ware = Ware(INSTANCE, "sqlserver", spec.size)
        yield till.monthly(ware, 0, "hour") if pooled else till.unknown(ware, "hour", NO_SIZE)
        return
    managed = resource.native_type == "azurerm_mssql_managed_instance"
    sku = f"MI_{spec.size}_{spec.vcpus}" if managed else {"Basic": "B"}.get(spec.size, spec.size)
    yield till.hours(Ware(INSTANCE, "sqlserver", sku))
    family = spec.size.partition("_")[0]
    if family not in STORES:  # DTU sizes include storage and licence
        return
    serverless = spec.size.startswith("GP_S_")
    if spec.vcpus and spec.licence == "included" and not serverless and not managed:
        yield till.hours(Ware(LICENCE, "licence", "sql-vcore"), spec.vcpus)
    yield till.sized(Ware(STORAGE, "db-storage", STORES[family]), spec.storage_gib)


def _redis(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if isinstance(spec, Cache):
        yield till.hours(Ware(INSTANCE, "redis", spec.size), spec.shards or 1)


def _cosmos(resource: Resource, till: Till) -> Iterator[Line]:
    """Request units that are bought ahead, and the bytes held; an account itself is free."""
    if resource.native_type == "azurerm_cosmosdb_account":
        key = f"{resource.kind}.gib"
        yield till.held(
            Ware(STORAGE, "nosql", "cosmos-storage"), resource.stored_gib, "GiB-month", key
        )
        return
    units = resource.spec.units if isinstance(resource.spec, Other) else None
    ware = Ware(INSTANCE, "nosql", "cosmos-100-ru")
    if units:
        yield till.hours(ware, Decimal(units) / RU_A_UNIT)
    else:
        yield till.usage(ware, "hour", "db.dynamodb.request-unit-hours")


def _table(resource: Resource, till: Till) -> Iterator[Line]:
    ware = Ware(STORAGE, "table", "standard")
    yield till.held(ware, resource.stored_gib, "GiB-month", "db.bigtable.gib")


BILLS: Mapping[str, Callable[[Resource, Till], Iterator[Line]]] = {
    "storage.object_bucket": _bucket,
    "storage.file_nfs": _share,
    "storage.file_smb": _share,
    "db.postgres": _server("postgres"),
    "db.mysql": _server("mysql"),
    "db.sqlserver": _sql,
    "db.redis": _redis,
    "db.mongodb": _cosmos,
    "db.dynamodb": _cosmos,
    "db.graph": _cosmos,
    "db.bigtable": _table,
}
