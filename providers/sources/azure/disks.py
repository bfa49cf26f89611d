"""Managed disks, their attachments, images and snapshots."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Disk, Image, Other, VirtualMachine, Volume
from providers.attributes import Attributes, block, text, whole
from providers.sources.azure.arm import arm, fold, gib, key_words, names, part, plain, read


def _machine(attributes: Attributes) -> str:
    """The machine that Azure says a disk is attached to; Terraform tells it by attachments."""
    found = arm(attributes, "managed_by")
    return found if "/virtualmachines/" in found else ""


def boot_disk(record: Record, machine: str) -> Reading:
    """The disk a machine starts from, which Azure lists and Terraform writes within the machine."""
    attributes = record.attributes
    key = arm(attributes, "disk_encryption_set_id")
    disk = Disk(
        size_gib=whole(attributes, "disk_size_gb"),
        tier=text(attributes, "storage_account_type"),
        encrypted=True,  # Azure encrypts every managed disk at rest
        key=key,
    )
    references = key_words(attributes, "disk_encryption_set_id")
    return fold(record, machine, VirtualMachine(boot_disk=disk), references)


def managed_disk(record: Record) -> Reading:
    """A disk of its own; what it holds is known only as its size, the most it can be."""
    attributes = record.attributes
    machine = _machine(attributes)
    if machine and text(attributes, "os_type"):
        return boot_disk(record, machine)
    spec = Volume(
        size_gib=whole(attributes, "disk_size_gb"),
        tier=text(attributes, "storage_account_type"),
        iops=whole(attributes, "disk_iops_read_write"),
        throughput_mib=whole(attributes, "disk_mbps_read_write"),
        encrypted=True,  # Azure encrypts every managed disk at rest
        key=arm(attributes, "disk_encryption_set_id"),
        machine=machine,
    )
    references = (
        *key_words(attributes, "disk_encryption_set_id"),
        *names("attached-to", "virtual_machine_id", machine),
        *names("replicates", "source_resource_id", arm(attributes, "source_resource_id")),
    )
    return read(record, "storage.block_volume", spec, references)


def attachment(record: Record) -> Reading:
    """Which machine a disk is attached to, and what the machine itself tells of the disk."""
    attributes = record.attributes
    machine = arm(attributes, "virtual_machine_id")
    spec = Volume(
        size_gib=whole(attributes, "disk_size_gb"),
        tier=text(attributes, "storage_account_type"),
        machine=machine,
        device=text(attributes, "lun"),
    )
    return fold(
        record,
        arm(attributes, "managed_disk_id"),
        spec,
        names("attached-to", "virtual_machine_id", machine),
    )


def image(record: Record) -> Reading:
    """A custom image."""
    boot = block(record.attributes, "os_disk")
    system = text(boot, "os_type").lower()
    spec = Image(os=system if system == "windows" else "", size_gib=whole(boot, "size_gb"))
    references = (
        *names("replicates", "os_disk.managed_disk_id", arm(boot, "managed_disk_id")),
        *names(
            "replicates",
            "source_virtual_machine_id",
            arm(record.attributes, "source_virtual_machine_id"),
        ),
    )
    return read(record, "compute.image", spec, references, stored_gib=gib(boot, "size_gb"))


def shared_image_version(record: Record) -> Reading:
    """A version of an image in a gallery."""
    references = names("replicates", "managed_image_id", arm(record.attributes, "managed_image_id"))
    return read(record, "compute.image", Image(), references)


def snapshot(record: Record) -> Reading:
    """A copy of a disk at one moment."""
    attributes = record.attributes
    spec = Other(storage_gib=whole(attributes, "disk_size_gb"))
    origin = arm(attributes, "source_resource_id", "source_uri")
    return read(record, "storage.snapshot", spec, names("replicates", "source_resource_id", origin))


RULES: dict[str, FromTerraform] = {
    "azurerm_managed_disk": managed_disk,
    "azurerm_virtual_machine_data_disk_attachment": attachment,
    "azurerm_image": image,
    "azurerm_shared_image_version": shared_image_version,
    "azurerm_shared_image": plain("compute.image"),
    "azurerm_snapshot": snapshot,
    "azurerm_disk_encryption_set": part("key_vault_key_id"),  # a door to one key: folds into it
    "azurerm_data_protection_backup_policy_disk": plain(
        "storage.snapshot_schedule", {"vault_id": "in"}
    ),
}
