"""Cloud SQL, AlloyDB, Memorystore, Spanner, Bigtable, Firestore."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import block, text
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    View,
    child,
    each,
    made,
    pick,
    plain,
    tail,
)

SECRETS = ("root_password", "server_ca_cert", "replica_configuration")


def _addresses(data: View) -> dict[str, str]:
    """The address of each kind that an instance answers on."""
    named = {"PRIMARY": "public_ip_address", "PRIVATE": "private_ip_address"}
    return {
        named[kind]: text(one, "ip_address")
        for one in each(data, "ip_addresses", "ip_address")
        if (kind := text(one, "type")) in named
    }


def _settings(data: View) -> dict[str, Any]:
    written = block(data, "settings")
    return {
        **written,
        **pick(written, disk_size="data_disk_size_gb", disk_type="data_disk_type"),
    }


def sql(asset: Asset) -> Iterator[Native]:
    """A Cloud SQL instance; one that stands elsewhere and is only named here is Google's record."""
    data = asset.data
    settings = _settings(data)
    key = text(block(data, "disk_encryption_configuration"), "kms_key_name")
    attributes = {
        "settings": [settings] if settings else [],
        "encryption_key_name": key or None,
        "deletion_protection": settings.get("deletion_protection_enabled"),
        **_addresses(data),
        **dict.fromkeys(SECRETS),
    }
    if (region := text(data, "region")) and not attributes.get("region"):
        attributes["region"] = region
    yield made("google_sql_database_instance", asset, attributes)


def _of_instance(native_type: str) -> Adapter:
    """An adapter for what lies in a Cloud SQL instance and names it."""

    def adapter(asset: Asset) -> Iterator[Native]:
        owner = text(asset.data, "instance")
        yield made(native_type, asset, {"instance": tail(owner), "password": None})

    return adapter


def spanner(asset: Asset) -> Iterator[Native]:
    """A Spanner instance; old exports write it below `instance`."""
    data = {**block(asset.data, "instance"), **asset.data, "instance": None}
    attributes = {**data, **pick(data, num_nodes="node_count")}
    attributes.pop("name", None)
    yield made("google_spanner_instance", asset, attributes)


def alloydb_instance(asset: Asset) -> Iterator[Native]:
    """A machine of an AlloyDB cluster."""
    owner = asset.path.rpartition("/instances/")[0]
    yield made("google_alloydb_instance", asset, {"cluster": owner or None})


ADAPTERS: dict[str, Adapter] = {
    "sqladmin.googleapis.com/Instance": sql,
    "sqladmin.googleapis.com/Database": _of_instance("google_sql_database"),
    "sqladmin.googleapis.com/User": _of_instance("google_sql_user"),
    "redis.googleapis.com/Instance": plain("google_redis_instance", auth_string="none"),
    "redis.googleapis.com/Cluster": plain("google_redis_cluster"),
    "memcache.googleapis.com/Instance": plain("google_memcache_instance"),
    "alloydb.googleapis.com/Cluster": plain("google_alloydb_cluster"),
    "alloydb.googleapis.com/Instance": alloydb_instance,
    "spanner.googleapis.com/Instance": spanner,
    "spanner.googleapis.com/Database": child("google_spanner_database", "instance"),
    "bigtableadmin.googleapis.com/Instance": plain(
        "google_bigtable_instance", instance_type="type"
    ),
    "bigtableadmin.googleapis.com/Table": child("google_bigtable_table", "instance_name"),
    "firestore.googleapis.com/Database": plain("google_firestore_database"),
    "oracledatabase.googleapis.com/CloudExadataInfrastructure": plain(
        "google_oracle_database_cloud_exadata_infrastructure"
    ),
    "datamigration.googleapis.com/ConnectionProfile": plain(
        "google_database_migration_service_connection_profile"
    ),
}
