"""PostgreSQL, MySQL and MariaDB servers, flexible and single, with what lies in them."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import flag, text, whole
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    ancestor,
    group_of,
    made,
    pick,
    tail,
    within,
)

PREFIXES = {
    "burstable": "B",
    "generalpurpose": "GP",
    "memoryoptimized": "MO",
    "businesscritical": "MO",
}
"""Tier in lower case -> what azurerm writes before the size of a flexible server."""
MIB_A_GIB = 1024
ENABLED = "enabled"


def enabled(body: View, key: str) -> bool | None:
    """`Enabled` or `Disabled` as true or false; None where it is not told."""
    word = text(body, key).lower()
    return word == ENABLED if word else flag(body, key)


def _size(sku: View) -> str | None:
    name = text(sku, "name")
    prefix = PREFIXES.get(text(sku, "tier").lower(), "")
    return f"{prefix}_{name}" if name and prefix else name or None


def _primary(body: View, key: str) -> dict[str, Any]:
    """The server that this one is a replica of."""
    source = text(body, key)
    role = text(body, "replicationrole").lower() or text(body, "createmode").lower()
    return (
        {"create_mode": "Replica", "source_server_id": source}
        if source and "replica" in role
        else {}
    )


def _key(body: View) -> list[dict[str, Any]]:
    address = text(within(body, "dataencryption"), "primarykeyuri")
    return [{"key_vault_key_id": address}] if address else []


def _flexible(body: View) -> dict[str, Any]:
    network, ready = within(body, "network"), within(body, "highavailability")
    mode = text(ready, "mode")
    zone = text(body, "availabilityzone")
    return {
        "sku_name": _size(within(body, "sku")),
        **pick(
            body,
            version="version",
            administrator_login="administratorlogin",
            fqdn="fullyqualifieddomainname",
            backup_retention_days="backup.backupretentiondays",
            delegated_subnet_id="network.delegatedsubnetresourceid",
        ),
        "private_dns_zone_id": text(network, "privatednszonearmresourceid")
        or text(network, "privatednszoneresourceid")
        or None,
        "public_network_access_enabled": enabled(network, "publicnetworkaccess"),
        "high_availability": [{"mode": mode}] if mode and mode.lower() != "disabled" else [],
        "customer_managed_key": _key(body),
        "zone": zone or None,
        **_primary(body, "sourceserverresourceid"),
    }


def flexible_postgres(body: View) -> Iterator[Native]:
    """A flexible server of PostgreSQL."""
    storage = within(body, "storage")
    size = whole(storage, "storagesizegb")
    attributes = {
        **_flexible(body),
        "storage_mb": size * MIB_A_GIB if size is not None else None,
        **pick(storage, storage_tier="tier"),
    }
    yield made("azurerm_postgresql_flexible_server", body, attributes)


def flexible_mysql(body: View) -> Iterator[Native]:
    """A flexible server of MySQL."""
    storage = pick(within(body, "storage"), size_gb="storagesizegb", iops="iops")
    attributes = {**_flexible(body), "storage": [storage] if storage else []}
    yield made("azurerm_mysql_flexible_server", body, attributes)


def _single(native_type: str) -> Adapter:
    def adapter(body: View) -> Iterator[Native]:
        source = _primary(body, "masterserverid")
        if source:
            source["creation_source_server_id"] = source.pop("source_server_id")
        attributes = {
            **pick(
                body,
                sku_name="sku.name",
                version="version",
                storage_mb="storageprofile.storagemb",
                backup_retention_days="storageprofile.backupretentiondays",
                administrator_login="administratorlogin",
                fqdn="fullyqualifieddomainname",
            ),
            "public_network_access_enabled": enabled(body, "publicnetworkaccess"),
            **source,
        }
        yield made(native_type, body, attributes)

    return adapter


SYSTEM = frozenset(
    {"azure_maintenance", "azure_sys", "postgres", "information_schema", "mysql",
     "performance_schema", "sys"}
)  # fmt: skip
"""Databases that every server has."""


def _within_server(native_type: str, servers: str) -> Adapter:
    """An adapter for what lies in a server; what nobody set or made there is the server's own."""

    def adapter(body: View) -> Iterator[Native]:
        own = text(body, "id")
        if native_type.endswith("database") and tail(own).lower() in SYSTEM:
            return
        if native_type.endswith("configuration") and text(body, "source") == "system-default":
            return
        owner = ancestor(body, servers)
        attributes = {
            "server_id": owner or None,
            "server_name": tail(owner) or None,
            "resource_group_name": group_of(own) or None,
        }
        yield made(native_type, body, attributes)

    return adapter


CHILDREN = {
    "microsoft.dbforpostgresql/flexibleservers": {
        "databases": "azurerm_postgresql_flexible_server_database",
        "configurations": "azurerm_postgresql_flexible_server_configuration",
        "firewallrules": "azurerm_postgresql_flexible_server_firewall_rule",
        "administrators": "azurerm_postgresql_flexible_server_active_directory_administrator",
        "virtualendpoints": "azurerm_postgresql_flexible_server_virtual_endpoint",
    },
    "microsoft.dbformysql/flexibleservers": {
        "databases": "azurerm_mysql_flexible_database",
        "configurations": "azurerm_mysql_flexible_server_configuration",
        "firewallrules": "azurerm_mysql_flexible_server_firewall_rule",
    },
    **{
        f"microsoft.dbfor{name}/servers": {
            "databases": f"azurerm_{name}_database",
            "configurations": f"azurerm_{name}_configuration",
            "firewallrules": f"azurerm_{name}_firewall_rule",
            "virtualnetworkrules": f"azurerm_{name}_virtual_network_rule",
        }
        for name in ("postgresql", "mysql", "mariadb")
    },
}

ADAPTERS: dict[str, Adapter] = {
    "microsoft.dbforpostgresql/flexibleservers": flexible_postgres,
    "microsoft.dbformysql/flexibleservers": flexible_mysql,
    **{
        f"microsoft.dbfor{name}/servers": _single(f"azurerm_{name}_server")
        for name in ("postgresql", "mysql", "mariadb")
    },
    **{
        f"{servers}/{path}": _within_server(native_type, servers.rpartition("/")[2])
        for servers, children in CHILDREN.items()
        for path, native_type in children.items()
    },
}
