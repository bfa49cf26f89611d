"""Virtual machines and scale sets."""

import re

from msgspec.structs import replace

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import (
    Architecture,
    Disk,
    KeyPair,
    Licence,
    Other,
    VirtualMachine,
)
from providers.attributes import Attributes, block, blocks, first_text, flag, text, whole
from providers.sources.azure.arm import arm, arms, fold, key_words, names, plain, read

VERSIONED = (
    (re.compile(r"ubuntu.*?(\d\d)[._]?(04|10)"), "ubuntu-{0}.{1}"),
    (re.compile(r"windows.*?(20\d\d)"), "windows-{0}"),
    (re.compile(r"\bsql\S*-ws(20\d\d)"), "windows-{0}"),
    (re.compile(r"(?:rhel|redhat)\D*?(\d+)"), "rhel-{0}"),
    (re.compile(r"debian\D*(\d+)"), "debian-{0}"),
    (re.compile(r"sles\D*(\d+)"), "sles-{0}"),
    (re.compile(r"alma\D*(\d+)"), "almalinux-{0}"),
    (re.compile(r"rocky\D*(\d+)"), "rocky-{0}"),
    (re.compile(r"centos\D*(\d+)"), "centos-{0}"),
    (re.compile(r"oracle\D*(\d+)"), "oracle-{0}"),
    (re.compile(r"windows"), "windows"),
)
"""How marketplace images write their system: publisher, offer and SKU joined, in lower case."""

GPU = re.compile(r"^standard_n[cdv]", re.IGNORECASE)
"""Sizes with a GPU: the NC, ND and NV series (NP holds an FPGA)."""

STATES = {"running": "running", "deallocated": "stopped", "deallocating": "stopped"}
"""What Azure says of a machine's power -> state; Terraform does not know it."""

ARM64 = re.compile(r"^standard_[a-z]+\d+(-\d+)?[a-z]*p[a-z]*_v\d", re.IGNORECASE)
"""A `p` among the additive letters of a size says Arm."""


def architecture(size: str) -> Architecture:
    """Of the processor that a size has; '' where the size is unknown."""
    if not size:
        return ""
    return "arm64" if ARM64.match(size) else "x86_64"


def operating_system(image: Attributes) -> str:
    """`<family>-<version>` from an image reference; '' where it tells nothing."""
    words = " ".join(text(image, key) for key in ("publisher", "offer", "sku")).lower()
    for pattern, form in VERSIONED:
        if found := pattern.search(words):
            return form.format(*found.groups())
    return ""


def software(image: Attributes) -> str:
    """Licensed software in the image: SQL Server with its edition."""
    if "sqlserver" not in text(image, "publisher").lower():
        return ""
    edition = re.split(r"[-_]", text(image, "sku").lower())[0]
    return f"sql-server-{edition}" if edition else "sql-server"


def licence(system: str, license_type: str) -> Licence:
    """Who brings the licence of the operating system."""
    if license_type and license_type != "None":
        return "byol"
    if system.startswith(("windows", "rhel", "sles")):
        return "included"
    return "none" if system else ""


def machine_kind(machine: VirtualMachine) -> str:
    """Kind of a machine; what decides which sizes and images can serve it comes first."""
    if machine.gpus is not None or GPU.match(machine.size):
        return "compute.gpu"
    if machine.os.startswith("windows"):
        return "compute.vm_windows"
    return "compute.spot" if machine.spot else "compute.vm"


def disk(attributes: Attributes) -> Disk:
    """A disk written within a machine."""
    key = arm(attributes, "disk_encryption_set_id", "secure_vm_disk_encryption_set_id")
    return Disk(
        size_gib=whole(attributes, "disk_size_gb"),
        tier=first_text(attributes, "storage_account_type", "managed_disk_type"),
        iops=whole(attributes, "disk_iops_read_write"),
        encrypted=True if first_text(attributes, "storage_account_type") else None,
        key=key,
    )


def _identity(attributes: Attributes) -> str:
    return next(iter(arms(block(attributes, "identity"), "identity_ids")), "")


def machine(attributes: Attributes, system: str) -> VirtualMachine:
    """What a machine and a scale set write alike; `system` is `linux` or `windows`, or ''."""
    image = block(attributes, "source_image_reference")
    found = operating_system(image) or ("windows" if system == "windows" else "")
    size = first_text(attributes, "size", "sku", "sku_name")
    ssh = block(attributes, "admin_ssh_key")
    return VirtualMachine(
        size=size,
        architecture=architecture(size),
        os=found,
        licence=licence(found, text(attributes, "license_type")),
        software=software(image),
        image=arm(attributes, "source_image_id"),
        boot_disk=disk(block(attributes, "os_disk")),
        data_disks=tuple(disk(one) for one in blocks(attributes, "data_disk")),
        key_pair=text(ssh, "public_key"),
        role=_identity(attributes),
        user_data=any(text(attributes, key) for key in ("custom_data", "user_data")),
        placement_group=arm(attributes, "availability_set_id", "proximity_placement_group_id"),
        spot=text(attributes, "priority").lower() == "spot",
        confidential=bool(text(block(attributes, "os_disk"), "security_encryption_type")),
        # a machine that is stopped but not deallocated is still paid for
        state=STATES.get(text(attributes, "power_state"), ""),
    )


def placed(attributes: Attributes) -> tuple[Reference, ...]:
    """What a machine or scale set names: interfaces, placement, image, keys."""
    return (
        *names("attached-to", "network_interface_ids", *arms(attributes, "network_interface_ids")),
        *names("uses", "availability_set_id", arm(attributes, "availability_set_id")),
        *names(
            "uses", "proximity_placement_group_id", arm(attributes, "proximity_placement_group_id")
        ),
        *names("uses", "dedicated_host_id", arm(attributes, "dedicated_host_id")),
        *names("uses", "source_image_id", arm(attributes, "source_image_id")),
        *names(
            "in", "virtual_machine_scale_set_id", arm(attributes, "virtual_machine_scale_set_id")
        ),
        *key_words(block(attributes, "os_disk"), "disk_encryption_set_id"),
    )


def _machine_of(system: str) -> FromTerraform:
    def rule(record: Record) -> Reading:
        attributes = record.attributes
        spec = replace(
            machine(attributes, system),
            private_ips=_addresses(attributes, "private_ip_address"),
            public_ip=bool(_addresses(attributes, "public_ip_address")),
        )
        # what lists disks apart names this one; a state writes it within the machine
        boot = arm(block(attributes, "os_disk"), "managed_disk_id")
        return read(record, machine_kind(spec), spec, placed(attributes), (boot,))

    return rule


def _addresses(attributes: Attributes, key: str) -> tuple[str, ...]:
    found = attributes.get(f"{key}es")
    several = [word for word in found if isinstance(word, str)] if isinstance(found, list) else []
    return tuple(dict.fromkeys(word for word in (*several, text(attributes, key)) if word))


def legacy_machine(record: Record) -> Reading:
    """`azurerm_virtual_machine`, the form before Linux and Windows were parted."""
    attributes = record.attributes
    boot = block(attributes, "storage_os_disk")
    image = block(attributes, "storage_image_reference")
    windows = text(boot, "os_type").lower() == "windows" or bool(
        block(attributes, "os_profile_windows_config")
    )
    system = operating_system(image) or ("windows" if windows else "")
    attached = blocks(attributes, "storage_data_disk")
    size = text(attributes, "vm_size")
    spec = VirtualMachine(
        size=size,
        architecture=architecture(size),
        os=system,
        licence=licence(system, text(attributes, "license_type")),
        software=software(image),
        image=arm(image, "id"),
        boot_disk=disk(boot) if boot else None,
        data_disks=tuple(disk(one) for one in attached if not arm(one, "managed_disk_id")),
        role=_identity(attributes),
        user_data=bool(text(block(attributes, "os_profile"), "custom_data")),
        placement_group=arm(attributes, "availability_set_id"),
    )
    disks = [arm(one, "managed_disk_id") for one in (boot, *attached)]
    references = (
        *placed(attributes),
        *names("attached-to", "storage_data_disk.managed_disk_id", *disks),
        *names("uses", "storage_image_reference.id", arm(image, "id")),
    )
    return read(record, machine_kind(spec), spec, references)


def key_pair(record: Record) -> Reading:
    """A public key; machines quote its text, not its id."""
    public = text(record.attributes, "public_key").strip()
    spec = KeyPair(public_key=public, algorithm=public.split(" ")[0] if public else "")
    return read(record, "compute.keypair", spec, aliases=(public,))


def availability_set(record: Record) -> Reading:
    """Machines that must not share a rack or an update."""
    units = whole(record.attributes, "platform_fault_domain_count")
    managed = flag(record.attributes, "managed")
    spec = Other(units=units, tier="managed" if managed else "")
    references = names(
        "uses",
        "proximity_placement_group_id",
        arm(record.attributes, "proximity_placement_group_id"),
    )
    return read(record, "compute.placement_group", spec, references)


RULES: dict[str, FromTerraform] = {
    "azurerm_linux_virtual_machine": _machine_of("linux"),
    "azurerm_windows_virtual_machine": _machine_of("windows"),
    "azurerm_virtual_machine": legacy_machine,
    "azurerm_ssh_public_key": key_pair,
    "azurerm_availability_set": availability_set,
    "azurerm_proximity_placement_group": plain("compute.placement_group"),
    "azurerm_dedicated_host": plain("compute.dedicated_host", size="sku_name"),
    "azurerm_virtual_machine_extension": lambda record: fold(
        record, arm(record.attributes, "virtual_machine_id"), None
    ),
}
