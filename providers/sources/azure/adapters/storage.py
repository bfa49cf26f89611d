"""Storage accounts and what lies in them."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import flag, text, texts, whole
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    ancestor,
    child,
    each,
    host,
    made,
    pick,
    plain,
    ref,
    within,
)

ACCOUNTS = "storageAccounts"
BYTES_A_GIB = 1 << 30


def account(body: View) -> Iterator[Native]:
    """An account; its replication is the second half of its SKU."""
    tier, _, replication = text(within(body, "sku"), "name").partition("_")
    subnets = [ref(one, "id") for one in each(within(body, "networkacls"), "virtualnetworkrules")]
    endpoints = within(body, "primaryendpoints")
    attributes = {
        "account_tier": tier or None,
        "account_replication_type": replication or None,
        **pick(
            body,
            account_kind="kind",
            access_tier="accesstier",
            allow_nested_items_to_be_public="allowblobpublicaccess",
            is_hns_enabled="ishnsenabled",
        ),
        "customer_managed_key": _key(within(body, "encryption")),
        "network_rules": [{"virtual_network_subnet_ids": subnets}] if subnets else [],
        "immutability_policy": _immutable(within(body, "immutablestoragewithversioning")),
        **{
            f"primary_{service}_host": found
            for service in ("blob", "dfs", "file", "queue", "table", "web")
            if (found := host(endpoints.get(service)))
        },
    }
    yield made("azurerm_storage_account", body, attributes)


def _key(encryption: View) -> list[dict[str, Any]]:
    """The key of one's own, as the address that Key Vault gives it."""
    if text(encryption, "keysource").lower() != "microsoft.keyvault":
        return []
    written = within(encryption, "keyvaultproperties")
    vault, name = text(written, "keyvaulturi").rstrip("/"), text(written, "keyname")
    version = text(written, "keyversion")
    address = f"{vault}/keys/{name}" + (f"/{version}" if version else "")
    return [{"key_vault_key_id": address}] if vault and name else []


def _immutable(written: View) -> list[dict[str, Any]]:
    return [{"state": "Unlocked"}] if flag(written, "enabled") else []


def blob_service(body: View) -> Iterator[Native]:
    """Settings of the blobs of an account: a part of it."""
    attributes = {
        "of": ancestor(body, ACCOUNTS),
        "versioning_enabled": flag(body, "isversioningenabled"),
        "cors_rule": [
            pick(one, allowed_methods="allowedmethods")
            for one in each(within(body, "cors"), "corsrules")
        ],
    }
    yield made(BLOB_SERVICE, body, attributes)


def container(body: View) -> Iterator[Native]:
    """A container."""
    access = text(body, "publicaccess").lower()
    attributes = {
        "storage_account_id": ancestor(body, ACCOUNTS) or None,
        "container_access_type": {"none": "private"}.get(access, access) or None,
        **pick(body, has_immutability_policy="hasimmutabilitypolicy"),
    }
    yield made("azurerm_storage_container", body, attributes)


def share(body: View) -> Iterator[Native]:
    """A file share."""
    attributes = {"storage_account_id": ancestor(body, ACCOUNTS) or None} | pick(
        body, quota="sharequota", enabled_protocol="enabledprotocols", access_tier="accesstier"
    )
    yield made("azurerm_storage_share", body, attributes)


def _within_account(native_type: str) -> Adapter:
    def adapter(body: View) -> Iterator[Native]:
        owner = {"storage_account_id": ancestor(body, ACCOUNTS) or None}
        yield made(native_type, body, owner)

    return adapter


def _days(base: View, key: str) -> int | None:
    return whole(within(base, key), "daysaftermodificationgreaterthan")


def _rule(one: View) -> dict[str, Any]:
    definition = within(one, "definition")
    base = within(definition, "actions", "baseblob")
    steps = {
        f"tier_to_{name}_after_days_since_modification_greater_than": _days(base, f"tierto{name}")
        for name in ("cool", "cold", "archive")
    }
    steps["delete_after_days_since_modification_greater_than"] = _days(base, "delete")
    prefixes = list(texts(within(definition, "filters"), "prefixmatch"))
    return {
        **pick(one, name="name", enabled="enabled"),
        "actions": [
            {"base_blob": [{key: days for key, days in steps.items() if days is not None}]}
        ],
        "filters": [{"prefix_match": prefixes}],
    }


def management_policy(body: View) -> Iterator[Native]:
    """What becomes of objects as they age."""
    attributes = {
        "storage_account_id": ancestor(body, ACCOUNTS) or None,
        "rule": [_rule(one) for one in each(within(body, "policy"), "rules")],
    }
    yield made("azurerm_storage_management_policy", body, attributes)


def netapp_volume(body: View) -> Iterator[Native]:
    """A volume of Azure NetApp Files; Azure writes its size in bytes."""
    size = whole(body, "usagethreshold")
    attributes = {
        "storage_quota_in_gb": size // BYTES_A_GIB if size is not None else None,
        "protocols": list(texts(body, "protocoltypes")),
        **pick(body, service_level="servicelevel", subnet_id="subnetid"),
    }
    yield made("azurerm_netapp_volume", body, attributes)


BLOB_SERVICE = "microsoft.storage/storageaccounts/blobservices"
_ACCOUNT = "microsoft.storage/storageaccounts"

ADAPTERS: dict[str, Adapter] = {
    _ACCOUNT: account,
    BLOB_SERVICE: blob_service,
    f"{BLOB_SERVICE}/containers": container,
    f"{_ACCOUNT}/fileservices/shares": share,
    f"{_ACCOUNT}/queueservices/queues": _within_account("azurerm_storage_queue"),
    f"{_ACCOUNT}/tableservices/tables": _within_account("azurerm_storage_table"),
    f"{_ACCOUNT}/managementpolicies": management_policy,
    "microsoft.storagesync/storagesyncservices": plain("azurerm_storage_sync"),
    "microsoft.netapp/netappaccounts": plain("azurerm_netapp_account"),
    "microsoft.netapp/netappaccounts/capacitypools": child(
        "azurerm_netapp_pool", "account_id", service_level="servicelevel"
    ),
    "microsoft.netapp/netappaccounts/capacitypools/volumes": netapp_volume,
    "microsoft.web/staticsites": plain(
        "azurerm_static_web_app",
        sku_size="sku.name",
        sku_tier="sku.tier",
        default_host_name="defaulthostname",
    ),
}
