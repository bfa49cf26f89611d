"""Cloud SQL, AlloyDB, Memorystore, Spanner, Bigtable, Firestore."""

import re

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Cache, Database
from providers.attributes import Attributes, block, blocks, first_text, flag, number, text, whole
from providers.sources.gcp.asset import fold, key_link, link, names, part, plain, project_of, read
from providers.sources.gcp.network import network_link

ENGINES: dict[str, tuple[str, str, int]] = {
    "POSTGRES": ("postgresql", "db.postgres", 5432),
    "MYSQL": ("mysql", "db.mysql", 3306),
    "SQLSERVER": ("sqlserver", "db.sqlserver", 1433),
}
"""Start of `database_version` -> engine, kind, port."""

CUSTOM = re.compile(r"^db-custom-(\d{1,4})-(\d{1,8})$")
MIB_A_GIB = 1024


def _instances(record: Record, word: str) -> str:
    return link(word, "cloudsql", project_of(record), "instances")


def _engine(version: str) -> tuple[str, str, str, int | None]:
    """(engine, its version, kind, port) from `POSTGRES_15` or `SQLSERVER_2019_STANDARD`."""
    start, _, rest = version.partition("_")
    engine, kind, port = ENGINES.get(start.upper(), (start.lower(), "", None))
    return engine, rest.replace("_", ".") if engine != "sqlserver" else rest.lower(), kind, port


def _backup_days(settings: Attributes) -> int | None:
    backups = block(settings, "backup_configuration")
    if flag(backups, "enabled") is False:
        return 0
    return whole(block(backups, "backup_retention_settings"), "retained_backups")


def instance(record: Record) -> Reading:
    """A Cloud SQL instance; programs name it by its connection name `project:region:name`."""
    attributes = record.attributes
    settings = block(attributes, "settings")
    addresses = block(settings, "ip_configuration")
    engine, version, kind, port = _engine(text(attributes, "database_version"))
    size = text(settings, "tier")
    custom = CUSTOM.match(size)
    primary = _instances(record, text(attributes, "master_instance_name").rpartition(":")[2])
    key = key_link(text(attributes, "encryption_key_name"))
    spec = Database(
        engine=engine,
        version=version,
        size=size,
        vcpus=int(custom.group(1)) if custom else None,
        memory_gib=int(custom.group(2)) / MIB_A_GIB if custom else None,
        storage_gib=whole(settings, "disk_size"),
        storage_tier=text(settings, "disk_type"),
        high_availability=_highly_available(settings),
        replica_of=primary,
        backup_days=_backup_days(settings),
        encrypted=True,  # Google encrypts every instance at rest
        key=key,
        public=flag(addresses, "ipv4_enabled"),
        port=port,
        deletion_protection=flag(attributes, "deletion_protection"),
        licence="included" if engine == "sqlserver" else "",
    )
    network = link(text(addresses, "private_network"), "compute")
    references = (
        *names("in", "settings.ip_configuration.private_network", network),
        *names("replicates", "master_instance_name", primary),
        *names("encrypted-with", "encryption_key_name", key),
    )
    aliases = (
        text(attributes, "connection_name"),
        text(attributes, "private_ip_address"),
        text(attributes, "public_ip_address"),
        text(attributes, "dns_name"),
    )
    own = _instances(record, text(attributes, "name"))
    return read(record, kind, spec, references, aliases, own if own.startswith("//") else "")


def _highly_available(settings: Attributes) -> bool | None:
    word = text(settings, "availability_type")
    return word == "REGIONAL" if word else None


def database(record: Record) -> Reading:
    """A database of an instance: a part of it."""
    name = text(record.attributes, "name")
    owner = _instances(record, text(record.attributes, "instance"))
    return fold(record, owner, Database(database=name))


def user(record: Record) -> Reading:
    """A user of an instance: a part of it; the password is never read."""
    name = text(record.attributes, "name")
    owner = _instances(record, text(record.attributes, "instance"))
    return fold(record, owner, Database(user=name))


def redis(record: Record) -> Reading:
    """A Memorystore instance."""
    attributes = record.attributes
    pair = text(attributes, "tier") == "STANDARD_HA"
    replicas = whole(attributes, "replica_count") or 0
    key = key_link(text(attributes, "customer_managed_key"))
    network = network_link(record, "authorized_network")
    mode = text(attributes, "transit_encryption_mode")
    spec = Cache(
        engine="redis",
        version=text(attributes, "redis_version").removeprefix("REDIS_").replace("_", "."),
        size=text(attributes, "tier"),
        memory_gib=number(attributes, "memory_size_gb"),
        nodes=1 + max(replicas, 1) if pair else 1,
        high_availability=pair,
        encrypted_in_transit=mode == "SERVER_AUTHENTICATION" if mode else None,
    )
    references = (
        *names("in", "authorized_network", network),
        *names("encrypted-with", "customer_managed_key", key),
    )
    return read(record, "db.redis", spec, references, (text(attributes, "host"),))


def redis_cluster(record: Record) -> Reading:
    """A Memorystore cluster; the memory of a node is told by its type alone."""
    attributes = record.attributes
    shards = whole(attributes, "shard_count")
    replicas = whole(attributes, "replica_count") or 0
    memory = number(attributes, "precise_size_gb") or number(attributes, "size_gb")
    spec = Cache(
        engine="redis",
        size=text(attributes, "node_type"),
        memory_gib=memory,
        nodes=(shards or 1) * (1 + replicas),
        shards=shards,
        high_availability=replicas > 0,
    )
    networks = (link(text(one, "network"), "compute") for one in blocks(attributes, "psc_configs"))
    return read(record, "db.redis", spec, names("in", "psc_configs.network", *networks))


def memcached(record: Record) -> Reading:
    """A Memorystore for Memcached instance."""
    attributes = record.attributes
    node = block(attributes, "node_config")
    mib = number(node, "memory_size_mb")
    spec = Cache(
        engine="memcached",
        memory_gib=mib / MIB_A_GIB if mib is not None else None,
        nodes=whole(attributes, "node_count"),
    )
    network = network_link(record, "authorized_network")
    return read(record, "db.memcached", spec, names("in", "authorized_network", network))


def alloydb_instance(record: Record) -> Reading:
    """A machine of an AlloyDB cluster: its vCPUs."""
    vcpus = whole(block(record.attributes, "machine_config"), "cpu_count")
    replica = text(record.attributes, "instance_type") == "READ_POOL"
    spec = None if replica else Database(vcpus=vcpus)
    return fold(record, link(text(record.attributes, "cluster"), "alloydb"), spec)


def alloydb(record: Record) -> Reading:
    """An AlloyDB cluster."""
    attributes = record.attributes
    network = network_link(record) or link(
        text(block(attributes, "network_config"), "network"), "compute"
    )
    spec = Database(
        engine="alloydb",
        version=first_text(attributes, "database_version").removeprefix("POSTGRES_"),
        port=5432,
    )
    references = names("in", "network_config.network", network)
    return read(record, "db.aurora_postgres", spec, references)


RULES: dict[str, FromTerraform] = {
    "google_sql_database_instance": instance,
    "google_sql_database": database,
    "google_sql_user": user,
    "google_sql_ssl_cert": part("instance", "cloudsql", "instances"),
    "google_redis_instance": redis,
    "google_redis_cluster": redis_cluster,
    "google_memcache_instance": memcached,
    "google_alloydb_cluster": alloydb,
    "google_alloydb_instance": alloydb_instance,
    "google_spanner_instance": plain("db.spanner", size="config", units="num_nodes"),
    "google_spanner_database": part("instance", "spanner", "instances"),
    "google_bigtable_instance": plain("db.bigtable", tier="instance_type"),
    "google_bigtable_table": part("instance_name", "bigtableadmin", "instances"),
    "google_firestore_database": plain("db.dynamodb", tier="type"),
    "google_oracle_database_cloud_exadata_infrastructure": plain("db.oracle"),
    "google_database_migration_service_connection_profile": plain("db.migration_service"),
}
