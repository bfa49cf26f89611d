"""SQL servers, databases, elastic pools and managed instances."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import flag, text, whole
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    ancestor,
    child,
    made,
    pick,
    tail,
    within,
)
from providers.sources.azure.adapters.servers import enabled

BYTES_A_GIB = 1 << 30
SERVERS = "servers"
REDUNDANCY = (
    "currentbackupstorageredundancy",
    "requestedbackupstorageredundancy",
    "storageaccounttype",
)


def server(body: View) -> Iterator[Native]:
    """A logical server."""
    attributes = {
        **pick(
            body,
            version="version",
            administrator_login="administratorlogin",
            fully_qualified_domain_name="fullyqualifieddomainname",
            transparent_data_encryption_key_vault_key_id="keyid",
        ),
        "public_network_access_enabled": enabled(body, "publicnetworkaccess"),
    }
    yield made("azurerm_mssql_server", body, attributes)


def _gigabytes(body: View) -> int | None:
    size = whole(body, "maxsizebytes")
    return size // BYTES_A_GIB if size is not None else None


def _objective(body: View) -> str | None:
    """The size as azurerm names it: the service objective, or the SKU with its vCores."""
    named = text(body, "currentserviceobjectivename") or text(body, "requestedserviceobjectivename")
    sku = within(body, "sku")
    name, capacity = text(sku, "name"), text(sku, "capacity")
    if name and text(sku, "family") and capacity and not name.endswith(f"_{capacity}"):
        name = f"{name}_{capacity}"
    return named or name or None


def _redundancy(body: View) -> str | None:
    return next((word for key in REDUNDANCY if (word := text(body, key))), None)


def database(body: View) -> Iterator[Native]:
    """A database; `master` is its server's own."""
    if tail(text(body, "id")).lower() == "master" or "system" in text(body, "kind"):
        return
    attributes = {
        "server_id": ancestor(body, SERVERS) or None,
        "sku_name": _objective(body),
        "max_size_gb": _gigabytes(body),
        "storage_account_type": _redundancy(body),
        **pick(
            body,
            elastic_pool_id="elasticpoolid",
            zone_redundant="zoneredundant",
            license_type="licensetype",
            creation_source_database_id="sourcedatabaseid",
            create_mode="createmode",
            collation="collation",
        ),
    }
    yield made("azurerm_mssql_database", body, attributes)


def elastic_pool(body: View) -> Iterator[Native]:
    """Cores that databases of a server share."""
    sku = pick(within(body, "sku"), name="name", tier="tier", family="family", capacity="capacity")
    attributes = {
        "server_name": tail(ancestor(body, SERVERS)) or None,
        "sku": [sku] if sku else [],
        "max_size_gb": _gigabytes(body),
        **pick(body, zone_redundant="zoneredundant", license_type="licensetype"),
    }
    yield made("azurerm_mssql_elasticpool", body, attributes)


def managed_instance(body: View) -> Iterator[Native]:
    """A managed instance."""
    attributes = {
        **pick(
            body,
            sku_name="sku.name",
            vcores="vcores",
            storage_size_in_gb="storagesizeingb",
            subnet_id="subnetid",
            license_type="licensetype",
            administrator_login="administratorlogin",
            fqdn="fullyqualifieddomainname",
        ),
        "zone_redundant_enabled": flag(body, "zoneredundant"),
        "public_data_endpoint_enabled": flag(body, "publicdataendpointenabled"),
        "storage_account_type": _redundancy(body),
    }
    yield made("azurerm_mssql_managed_instance", body, attributes)


def retention(body: View) -> Iterator[Native]:
    """How many days a database can be turned back: a part of it."""
    attributes: dict[str, Any] = {"of": ancestor(body, "databases")}
    yield made(RETENTION, body, attributes | pick(body, retention_days="retentiondays"))


def encryption(body: View) -> Iterator[Native]:
    """Whether a database is encrypted at rest: a part of it."""
    state = enabled(body, "state")
    state = enabled(body, "status") if state is None else state
    yield made(ENCRYPTION, body, {"of": ancestor(body, "databases"), "enabled": state})


_DATABASE = "microsoft.sql/servers/databases"
RETENTION = f"{_DATABASE}/backupshorttermretentionpolicies"
ENCRYPTION = f"{_DATABASE}/transparentdataencryption"

ADAPTERS: dict[str, Adapter] = {
    "microsoft.sql/servers": server,
    _DATABASE: database,
    RETENTION: retention,
    ENCRYPTION: encryption,
    "microsoft.sql/servers/elasticpools": elastic_pool,
    "microsoft.sql/servers/firewallrules": child("azurerm_mssql_firewall_rule", "server_id"),
    "microsoft.sql/servers/virtualnetworkrules": child(
        "azurerm_mssql_virtual_network_rule", "server_id", subnet_id="virtualnetworksubnetid"
    ),
    "microsoft.sql/servers/extendedauditingsettings": child(
        "azurerm_mssql_server_extended_auditing_policy", "server_id"
    ),
    f"{_DATABASE}/extendedauditingsettings": child(
        "azurerm_mssql_database_extended_auditing_policy", "database_id"
    ),
    "microsoft.sql/servers/encryptionprotector": child(
        "azurerm_mssql_server_transparent_data_encryption", "server_id"
    ),
    "microsoft.sql/managedinstances": managed_instance,
    "microsoft.sql/managedinstances/databases": child(
        "azurerm_mssql_managed_database", "managed_instance_id"
    ),
}
