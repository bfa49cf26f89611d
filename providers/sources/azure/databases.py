"""PostgreSQL, MySQL, MariaDB and SQL Server, each with the records that only configure it."""

import re

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import Database, Licence
from providers.attributes import Attributes, block, first_text, flag, number, text, whole
from providers.sources.azure.arm import (
    arm,
    fold,
    key_words,
    names,
    parent,
    part,
    plain,
    read,
    sibling,
)

MIB_A_GIB = 1024


def _storage(attributes: Attributes) -> int | None:
    megabytes = whole(attributes, "storage_mb") or whole(
        block(attributes, "storage_profile"), "storage_mb"
    )
    if megabytes is not None:
        return megabytes // MIB_A_GIB
    return whole(block(attributes, "storage"), "size_gb")


def _replica(attributes: Attributes) -> str:
    """The primary, where the server was made as a replica of it."""
    if text(attributes, "create_mode") != "Replica":
        return ""
    return arm(attributes, "source_server_id", "creation_source_server_id")


def _public(attributes: Attributes) -> bool | None:
    if arm(attributes, "delegated_subnet_id"):
        return False
    return flag(attributes, "public_network_access_enabled")


def _references(attributes: Attributes) -> tuple[Reference, ...]:
    return (
        *names("in", "delegated_subnet_id", arm(attributes, "delegated_subnet_id")),
        *names("uses", "private_dns_zone_id", arm(attributes, "private_dns_zone_id")),
        *names("replicates", "source_server_id", _replica(attributes)),
        *key_words(block(attributes, "customer_managed_key"), "key_vault_key_id"),
    )


def _server_of(engine: str, kind: str, port: int) -> FromTerraform:
    """A rule for flexible and single servers, whose arguments differ little."""

    def rule(record: Record) -> Reading:
        attributes = record.attributes
        storage = block(attributes, "storage")
        subnet = arm(attributes, "delegated_subnet_id")
        spec = Database(
            engine=engine,
            version=text(attributes, "version"),
            size=text(attributes, "sku_name"),
            storage_gib=_storage(attributes),
            storage_tier=text(attributes, "storage_tier"),
            iops=whole(storage, "iops"),
            high_availability=bool(text(block(attributes, "high_availability"), "mode")),
            replica_of=_replica(attributes),
            backup_days=whole(attributes, "backup_retention_days"),
            encrypted=True,  # Azure encrypts every server's storage at rest
            key=text(block(attributes, "customer_managed_key"), "key_vault_key_id").lower(),
            public=_public(attributes),
            subnets=(subnet,) if subnet else (),
            port=port,
            user=text(attributes, "administrator_login"),
        )
        return read(record, kind, spec, _references(attributes), (text(attributes, "fqdn"),))

    return rule


def _child_of(servers: str) -> FromTerraform:
    """A rule for a database, firewall rule or setting that belongs to a server."""

    def rule(record: Record) -> Reading:
        attributes = record.attributes
        server = arm(attributes, "server_id") or sibling(
            record, servers, text(attributes, "server_name")
        )
        named = record.type.endswith("_database")
        spec = Database(database=text(attributes, "name")) if named else None
        return fold(record, server, spec)

    return rule


def sql_server(record: Record) -> Reading:
    """The logical server that SQL databases lie in: an address and administrators, no machine."""
    attributes = record.attributes
    spec = Database(
        engine="sqlserver",
        version=text(attributes, "version"),
        public=flag(attributes, "public_network_access_enabled"),
        port=1433,
        user=text(attributes, "administrator_login"),
        key=text(attributes, "transparent_data_encryption_key_vault_key_id").lower(),
    )
    return read(
        record,
        "db.sqlserver",
        spec,
        key_words(attributes, "transparent_data_encryption_key_vault_key_id"),
        (text(attributes, "fully_qualified_domain_name"),),
    )


VCORE = re.compile(r"^(?:GP|BC|HS|GP_S|HS_S)_[A-Za-z0-9]+_(\d+)$")
"""vCore sizes end in their number of vCores: GP_Gen5_4, BC_Gen5_8, HS_PRMS_4."""


def _licence(attributes: Attributes) -> Licence:
    word = text(attributes, "license_type")
    if word == "BasePrice":
        return "byol"
    return "included"


def sql_database(record: Record) -> Reading:
    """A SQL database: the thing that is sized and bought."""
    attributes = record.attributes
    size = text(attributes, "sku_name")
    cores = VCORE.match(size)
    server = arm(attributes, "server_id") or parent(arm(attributes, "id"))
    pool = arm(attributes, "elastic_pool_id")
    gigabytes = number(attributes, "max_size_gb")
    spec = Database(
        engine="sqlserver",
        size=size,
        vcpus=int(cores.group(1)) if cores else None,
        storage_gib=int(gigabytes) if gigabytes is not None else None,
        storage_tier=text(attributes, "storage_account_type"),
        high_availability=flag(attributes, "zone_redundant"),
        replica_of=arm(attributes, "creation_source_database_id"),
        backup_days=whole(block(attributes, "short_term_retention_policy"), "retention_days"),
        encrypted=flag(attributes, "transparent_data_encryption_enabled"),
        port=1433,
        database=text(attributes, "name"),
        licence=_licence(attributes),
    )
    references = (
        *names("in", "server_id", server),
        *names("in", "elastic_pool_id", pool),
        *names("replicates", "creation_source_database_id", spec.replica_of),
    )
    return read(record, "db.sqlserver", spec, references)


def managed_instance(record: Record) -> Reading:
    """A SQL managed instance, or an elastic pool: cores that many databases share."""
    attributes = record.attributes
    subnet = arm(attributes, "subnet_id")
    sku = block(attributes, "sku")
    gigabytes = first_text(attributes, "storage_size_in_gb", "max_size_gb")
    spec = Database(
        engine="sqlserver",
        size=text(attributes, "sku_name") or text(sku, "name"),
        vcpus=whole(attributes, "vcores") or whole(sku, "capacity"),
        storage_gib=int(gigabytes) if gigabytes.isdecimal() else None,
        storage_tier=text(attributes, "storage_account_type"),
        high_availability=flag(attributes, "zone_redundant", "zone_redundant_enabled"),
        public=flag(attributes, "public_data_endpoint_enabled"),
        subnets=(subnet,) if subnet else (),
        port=1433,
        user=text(attributes, "administrator_login"),
        licence=_licence(attributes),
    )
    references = (
        *names("in", "subnet_id", subnet),
        *names(
            "in",
            "server_name",
            sibling(record, "microsoft.sql/servers", text(attributes, "server_name")),
        ),
    )
    return read(record, "db.sqlserver", spec, references, (text(attributes, "fqdn"),))


POSTGRES = "microsoft.dbforpostgresql/"
MYSQL = "microsoft.dbformysql/"
MARIADB = "microsoft.dbformariadb/servers"


RULES: dict[str, FromTerraform] = {
    "azurerm_postgresql_flexible_server": _server_of("postgresql", "db.postgres", 5432),
    "azurerm_postgresql_server": _server_of("postgresql", "db.postgres", 5432),
    "azurerm_mysql_flexible_server": _server_of("mysql", "db.mysql", 3306),
    "azurerm_mysql_server": _server_of("mysql", "db.mysql", 3306),
    "azurerm_mariadb_server": _server_of("mariadb", "db.mysql", 3306),
    "azurerm_mssql_server": sql_server,
    "azurerm_mssql_database": sql_database,
    "azurerm_mssql_managed_instance": managed_instance,
    "azurerm_mssql_elasticpool": managed_instance,
    "azurerm_mssql_managed_database": part("managed_instance_id"),
    "azurerm_mssql_firewall_rule": part("server_id"),
    "azurerm_mssql_virtual_network_rule": part("server_id", {"subnet_id": "guarded-by"}),
    "azurerm_mssql_server_extended_auditing_policy": part("server_id"),
    "azurerm_mssql_database_extended_auditing_policy": part("database_id"),
    "azurerm_mssql_server_transparent_data_encryption": part("server_id"),
    **{
        f"azurerm_postgresql_flexible_server_{child}": _child_of(f"{POSTGRES}flexibleservers")
        for child in (
            "active_directory_administrator",
            "configuration",
            "database",
            "firewall_rule",
            "virtual_endpoint",
        )
    },
    **{
        f"azurerm_postgresql_{child}": _child_of(f"{POSTGRES}servers")
        for child in ("configuration", "database", "firewall_rule", "virtual_network_rule")
    },
    **{
        f"azurerm_mysql_{child}": _child_of(f"{MYSQL}servers")
        for child in ("configuration", "database", "firewall_rule", "virtual_network_rule")
    },
    **{
        f"azurerm_mysql_flexible_{child}": _child_of(f"{MYSQL}flexibleservers")
        for child in ("database", "server_configuration", "server_firewall_rule")
    },
    **{
        f"azurerm_mariadb_{child}": _child_of(MARIADB)
        for child in ("configuration", "database", "firewall_rule", "virtual_network_rule")
    },
    "azurerm_database_migration_service": plain(
        "db.migration_service", {"subnet_id": "in"}, size="sku_name"
    ),
    "azurerm_kusto_cluster": plain("db.timeseries"),
    "azurerm_search_service": plain("db.opensearch", size="sku", units="replica_count"),
    "azurerm_synapse_workspace": plain(
        "db.warehouse", {"storage_data_lake_gen2_filesystem_id": "stores-in"}
    ),
    "azurerm_synapse_sql_pool": plain(
        "db.warehouse", {"synapse_workspace_id": "in"}, size="sku_name"
    ),
}
