"""What data costs: databases, caches, buckets, shares, registries, and moving it out."""

from collections.abc import Iterator
from decimal import Decimal

from planner.model.money import exactly
from planner.model.protocols import Estate
from planner.model.resource import Resource
from planner.model.spec import (
    Bucket,
    Cache,
    Database,
    FileShare,
    Image,
    Registry,
    VirtualMachine,
    Volume,
)
from planner.model.text import Text
from providers.sources.aws.billed import (
    Ask,
    Bought,
    amount,
    each,
    hours,
    space,
    stored,
    unsized,
    usage,
    written,
)
from providers.sources.aws.block import Block

_INSTANCE = Text(en="instance", fr="instance")
_NODES = Text(en="nodes", fr="nœuds")
_STORAGE = Text(en="storage", fr="stockage")
_BACKUP = Text(en="backups above the included space", fr="sauvegardes au-delà de l'espace inclus")
_IOPS = Text(en="provisioned IOPS", fr="IOPS provisionnées")
_IO = Text(en="storage requests", fr="requêtes de stockage")
_REQUESTS = Text(en="requests", fr="requêtes")
_EGRESS = Text(en="transfer out", fr="transfert sortant")
_SECRET = Text(en="password in Secrets Manager", fr="mot de passe dans Secrets Manager")
_THROUGHPUT = Text(en="throughput", fr="débit")
_HELD = Text(
    en="space it holds, which comes with some throughput",
    fr="le volume contenu, qui donne droit à un certain débit",
)
_SIZE = Text(en="instance size", fr="la taille de l'instance")
_COUNT = Text(en="number of nodes", fr="le nombre de nœuds")

_ENGINES = {
    "postgresql": "postgres",
    "aurora-postgresql": "aurora-postgres",
}
_GP3_IOPS = 3000
_GP3_LARGE_IOPS = 12000
_GP3_LARGE_GIB = 400
"""What gp3 of RDS includes: 12,000 IOPS from 400 GiB on, except with SQL Server.

Source: https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Storage.html
"""
_BUCKET = Ask(_STORAGE, "object", "standard", "GiB-month")
_EFS_KIB = 50
_REGISTRY = Ask(_STORAGE, "registry", "storage", "GiB-month")
_SNAPSHOT = Ask(_STORAGE, "snapshot", "ebs", "GiB-month")
_OUT = Ask(_EGRESS, "egress", "internet", "GiB")
_CLASSES = {"STANDARD_IA": "standard-ia", "ONEZONE_IA": "onezone-ia"}


def database(resource: Resource, spec: Database, estate: Estate) -> Iterator[Bought]:
    """A database: its instances, its storage, and its backups above what RDS includes.

    Included are backups up to the size of all databases of the region, whose sum no record tells.
    Source: https://aws.amazon.com/rds/postgresql/pricing/
    """
    if not spec.replica_of and written(resource).texts_in("master_user_secret", "secret_arn"):
        yield each(resource, Ask(_SECRET, "secret", "secret", "month"))  # RDS keeps the password
    engine = _ENGINES.get(spec.engine, spec.engine)
    aurora = engine.startswith("aurora")
    both = {True: "multi-az", False: "single-az"}
    zones = "" if aurora or spec.high_availability is None else both[spec.high_availability]
    if aurora:
        yield from _aurora(resource, spec, estate, engine)
        return
    ask = Ask(_INSTANCE, engine, spec.size, "hour", zones)
    yield hours(resource, ask) if spec.size else unsized(resource, ask, _SIZE)
    tier = spec.storage_tier or "gp2"
    yield space(resource, Ask(_STORAGE, "db-storage", tier, "GiB-month", zones), spec.storage_gib)
    yield from _database_iops(resource, spec, tier, zones)
    if tier == "standard":
        yield usage(resource, estate, Ask(_IO, "db-io", tier, "million"), "database_io_million")
    if spec.backup_days != 0:
        backup = Ask(_BACKUP, "db-backup", "rds", "GiB-month")
        yield usage(resource, estate, backup, "database_backup_gib")


def _aurora(resource: Resource, spec: Database, estate: Estate, engine: str) -> Iterator[Bought]:
    """A cluster: its instances, what it holds, its requests unless they are in its price.

    The backups of one day are included. Source: https://aws.amazon.com/rds/aurora/pricing/
    """
    mode = "io-optimized" if spec.storage_tier == "aurora-iopt1" else ""
    yield _members(resource, spec, Ask(_INSTANCE, engine, spec.size, "hour", mode))
    held = Ask(_STORAGE, "db-storage", "aurora", "GiB-month", mode)
    yield stored(resource, estate, held, "database_gib")
    if not mode:
        yield usage(resource, estate, Ask(_IO, "db-io", "aurora", "million"), "database_io_million")
    if spec.backup_days is None or spec.backup_days > 1:
        backup = Ask(_BACKUP, "db-backup", "aurora", "GiB-month")
        yield usage(resource, estate, backup, "database_backup_gib")


def _members(resource: Resource, spec: Database, ask: Ask) -> Bought:
    """The instances of a cluster, all of the size of the first."""
    if not spec.size or spec.nodes is None:
        return unsized(resource, ask, _COUNT if spec.size else _SIZE)
    return hours(resource, ask, spec.nodes)


def _database_iops(resource: Resource, spec: Database, tier: str, zones: str) -> Iterator[Bought]:
    included = 0
    if tier == "gp3":
        large = (spec.storage_gib or 0) >= _GP3_LARGE_GIB and spec.engine != "sqlserver"
        included = _GP3_LARGE_IOPS if large else _GP3_IOPS
    if tier in ("gp3", "io1", "io2") and spec.iops and spec.iops > included:
        ask = Ask(_IOPS, "db-iops", tier, "month", zones)
        yield amount(resource, ask, exactly(spec.iops - included))


def cache(resource: Resource, spec: Cache, estate: Estate) -> Iterator[Bought]:
    """Every node of a cache, and its backups: one is included.

    Source: https://aws.amazon.com/elasticache/pricing/
    """
    ask = Ask(_NODES, spec.engine, spec.size, "hour")
    if not spec.size or spec.nodes is None:
        yield unsized(resource, ask, _COUNT if spec.size else _SIZE)
        return
    yield hours(resource, ask, spec.nodes)
    if (written(resource).count("snapshot_retention_limit") or 0) > 1:
        backup = Ask(_BACKUP, "cache-backup", "elasticache", "GiB-month")
        yield usage(resource, estate, backup, "cache_backup_gib")


def bucket(resource: Resource, spec: Bucket, estate: Estate) -> Iterator[Bought]:
    """The bytes of a bucket, and the requests to it."""
    sku = _CLASSES.get(spec.storage_class, "standard")
    ask = Ask(_STORAGE, "object", sku, "GiB-month") if sku != "standard" else _BUCKET
    yield stored(resource, estate, ask, "bucket_gib")
    for word in ("read", "write"):
        requests = Ask(_REQUESTS, "object-requests", f"{sku}-{word}", "million")
        yield usage(resource, estate, requests, f"bucket_{word}s_million")


def share(resource: Resource, spec: FileShare, estate: Estate) -> Iterator[Bought]:
    """EFS by what lies in it, FSx by its size."""
    if resource.native_type.startswith("aws_fsx"):
        word = resource.native_type.removeprefix("aws_").removesuffix("_file_system")
        ask = Ask(_STORAGE, "file", f"{word.replace('_', '-')}-{spec.tier.lower()}", "GiB-month")
        yield space(resource, ask, spec.size_gib)
        return
    row = written(resource)
    one = "onezone" if row.text("availability_zone_name") else "standard"
    yield stored(resource, estate, Ask(_STORAGE, "file", f"efs-{one}", "GiB-month"), "share_gib")
    yield from _throughput(resource, estate, row)


def _throughput(resource: Resource, estate: Estate, row: Block) -> Iterator[Bought]:
    """What moves through an EFS share beyond what its size gives it, 50 KiB/s for each GiB.

    Source: https://docs.aws.amazon.com/efs/latest/ug/performance.html
    """
    mode = row.text("throughput_mode")
    if mode == "elastic":
        moved = Ask(_THROUGHPUT, "file-throughput", "efs-elastic", "GB")
        yield usage(resource, estate, moved, "share_gb")
    elif mode == "provisioned":
        ask = Ask(_THROUGHPUT, "file-throughput", "efs", "month")
        asked = row.decimal("provisioned_throughput_in_mibps")
        if asked is None or resource.stored_gib is None:
            yield unsized(resource, ask, _HELD)
            return
        above = Decimal(asked) - resource.stored_gib * _EFS_KIB / 1024
        yield amount(resource, ask, exactly(max(Decimal(0), above)))


def registry(resource: Resource, _spec: Registry, estate: Estate) -> Iterator[Bought]:
    """The images of a registry."""
    yield stored(resource, estate, _REGISTRY, "registry_gib")


def snapshot(resource: Resource, estate: Estate) -> Iterator[Bought]:
    """A snapshot holds what changed, which no record tells."""
    yield stored(resource, estate, _SNAPSHOT, "snapshot_gib")


def image(resource: Resource, spec: Image, estate: Estate) -> Iterator[Bought]:
    """An image is billed as its snapshots."""
    held = None if spec.size_gib is None else Decimal(spec.size_gib)
    yield stored(resource, estate, _SNAPSHOT, "snapshot_gib", held)


def moved(resource: Resource, estate: Estate) -> Iterator[Bought]:
    """The bytes that leave AWS when a resource moves; what is rebuilt or derived moves none.

    Disks and databases count whole, since how full they are is not told.
    """
    spec = resource.spec
    if isinstance(spec, Volume):
        yield space(resource, _OUT, spec.size_gib)
    elif isinstance(spec, VirtualMachine) and resource.kind != "compute.launch_template":
        for disk in spec.data_disks:
            yield space(resource, _OUT, disk.size_gib)
    elif isinstance(spec, Database):
        yield from _moved_database(resource, spec, estate)
    elif isinstance(spec, FileShare) and spec.size_gib is not None and resource.stored_gib is None:
        yield space(resource, _OUT, spec.size_gib)
    elif (key := _held(resource)) is not None:
        yield stored(resource, estate, _OUT, key)


def _held(resource: Resource) -> str | None:
    """The assumption about how much something holds that tells no size of its own."""
    if resource.native_type == "aws_dynamodb_table":
        return "table_gib"
    keys = ((Bucket, "bucket_gib"), (FileShare, "share_gib"), (Registry, "registry_gib"))
    return next((key for spec, key in keys if isinstance(resource.spec, spec)), None)


def _moved_database(resource: Resource, spec: Database, estate: Estate) -> Iterator[Bought]:
    if spec.replica_of:
        return  # made again from its primary
    if spec.storage_gib is not None:
        yield space(resource, _OUT, spec.storage_gib)
    else:
        yield usage(resource, estate, _OUT, "database_gib")
