"""Managed disks, images and snapshots."""

from collections.abc import Iterator

from providers.attributes import text
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    child,
    made,
    pick,
    plain,
    within,
)


def managed_disk(body: View) -> Iterator[Native]:
    """A disk; `managed_by` tells the machine it is attached to."""
    attributes = pick(
        body,
        disk_size_gb="disksizegb",
        storage_account_type="sku.name",
        disk_iops_read_write="diskiopsreadwrite",
        disk_mbps_read_write="diskmbpsreadwrite",
        disk_encryption_set_id="encryption.diskencryptionsetid",
        create_option="creationdata.createoption",
        source_resource_id="creationdata.sourceresourceid",
        os_type="ostype",
        managed_by="managedby",
    )
    yield made("azurerm_managed_disk", body, attributes)


def snapshot(body: View) -> Iterator[Native]:
    """A copy of a disk at one moment."""
    attributes = pick(
        body,
        disk_size_gb="disksizegb",
        create_option="creationdata.createoption",
        source_resource_id="creationdata.sourceresourceid",
        source_uri="creationdata.sourceuri",
        incremental_enabled="incremental",
    )
    yield made("azurerm_snapshot", body, attributes)


def image(body: View) -> Iterator[Native]:
    """A custom image."""
    boot = within(body, "storageprofile", "osdisk")
    written = pick(boot, os_type="ostype", size_gb="disksizegb", managed_disk_id="manageddisk")
    attributes = {
        "os_disk": [written] if written else [],
        **pick(body, source_virtual_machine_id="sourcevirtualmachine"),
    }
    yield made("azurerm_image", body, attributes)


def encryption_set(body: View) -> Iterator[Native]:
    """A door to one key: its address without the version, as Terraform writes it."""
    address = text(within(body, "activekey"), "keyurl")
    yield made("azurerm_disk_encryption_set", body, {"key_vault_key_id": address or None})


ADAPTERS: dict[str, Adapter] = {
    "microsoft.compute/disks": managed_disk,
    "microsoft.compute/snapshots": snapshot,
    "microsoft.compute/images": image,
    "microsoft.compute/diskencryptionsets": encryption_set,
    "microsoft.compute/galleries": plain("azurerm_shared_image_gallery"),
    "microsoft.compute/galleries/images": plain(
        "azurerm_shared_image", os_type="ostype", architecture="architecture"
    ),
    "microsoft.compute/galleries/images/versions": child(
        "azurerm_shared_image_version", "image_id", managed_image_id="storageprofile.source"
    ),
}
