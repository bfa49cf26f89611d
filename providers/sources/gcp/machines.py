"""Compute Engine instances and instance templates."""

import re

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import Architecture, Disk, KeyPair, Licence, VirtualMachine
from providers.attributes import Attributes, block, blocks, first_text, flag, text, texts, whole
from providers.sources.gcp.asset import (
    account_link,
    fold,
    key_link,
    last,
    link,
    names,
    plain,
    project_of,
    read,
    region_of,
)

SYSTEMS = (
    (re.compile(r"win(?:dows)?(?:-server)?-(20\d\d)"), "windows-{0}"),
    (re.compile(r"ubuntu\D*?-(?:minimal-|pro-)*(\d\d)(\d\d)"), "ubuntu-{0}.{1}"),
    (re.compile(r"debian\D*(\d+)"), "debian-{0}"),
    (re.compile(r"rhel\D*(\d+)"), "rhel-{0}"),
    (re.compile(r"sles\D*(\d+)"), "sles-{0}"),
    (re.compile(r"rocky\D*(\d+)"), "rocky-{0}"),
    (re.compile(r"almalinux\D*(\d+)"), "almalinux-{0}"),
    (re.compile(r"centos\D*(\d+)"), "centos-{0}"),
    (re.compile(r"(?:^|/)cos-"), "container-optimized-os"),
    (re.compile(r"windows"), "windows"),
)
"""How Google's public images and image families name their system."""

SQL = re.compile(r"sql-(?:server-20\d\d-)?(ent|std|sta|web|exp)")
"""An image (`sql-std-2019-win-2019`) or a licence (`sql-server-2019-standard`)."""
SQL_EDITIONS = {
    "ent": "enterprise",
    "std": "standard",
    "sta": "standard",
    "web": "web",
    "exp": "express",
}
CUSTOM = re.compile(r"^(?:[a-z0-9]+-)?custom-(\d{1,4})-(\d{1,8})(?:-ext)?$")
ARM64 = re.compile(r"^(?:t2a|c4a|n4a|a4x)-")
GPU = re.compile(r"^(?:a2|a3|a4|a4x|g2|g4)-")
MIB_A_GIB = 1024


def operating_system(image: str) -> str:
    """`<family>-<version>` from the link of an image or family; '' for an image of one's own."""
    words = image.lower()
    for pattern, form in SYSTEMS:
        if found := pattern.search(words):
            return form.format(*found.groups())
    return ""


def software(image: str) -> str:
    """Licensed software in the image: SQL Server with its edition."""
    found = SQL.search(image.lower())
    return f"sql-server-{SQL_EDITIONS[found.group(1)]}" if found else ""


def licence(system: str, image: str) -> Licence:
    """Who brings the licence of the operating system."""
    if not system:
        return ""
    if system.startswith(("windows", "rhel", "sles")):
        return "byol" if "byos" in image.lower() or "byol" in image.lower() else "included"
    return "none"


def architecture(size: str) -> Architecture:
    """Arm where the machine series is one of those that are."""
    if not size:
        return ""
    return "arm64" if ARM64.match(size) else "x86_64"


def custom(size: str) -> tuple[int | None, float | None]:
    """(vCPUs, GiB) that the name of a custom size states."""
    found = CUSTOM.match(size)
    return (int(found.group(1)), int(found.group(2)) / MIB_A_GIB) if found else (None, None)


def machine_kind(machine: VirtualMachine) -> str:
    """Kind of a machine; what decides which sizes and images can serve it comes first."""
    if machine.gpus or GPU.match(machine.size):
        return "compute.gpu"
    if machine.os.startswith("windows"):
        return "compute.vm_windows"
    return "compute.spot" if machine.spot else "compute.vm"


def _gpus(attributes: Attributes) -> int | None:
    counts = [whole(one, "count") for one in blocks(attributes, "guest_accelerator")]
    return sum(count or 0 for count in counts) or None


def _boot(attributes: Attributes) -> tuple[Disk, str]:
    """(boot disk, link of its image) of an instance."""
    boot = block(attributes, "boot_disk")
    how = block(boot, "initialize_params")
    key = text(boot, "kms_key_self_link")
    disk = Disk(
        size_gib=whole(how, "size"),
        tier=last(text(how, "type")),
        iops=whole(how, "provisioned_iops"),
        encrypted=True,  # Google encrypts every disk at rest
        key=key_link(key),
    )
    return disk, text(how, "image")


def _template_disks(attributes: Attributes) -> tuple[Disk | None, tuple[Disk, ...], str]:
    """(boot disk, other disks, link of the boot image) of an instance template."""
    boot, others, image = None, [], ""
    for one in blocks(attributes, "disk"):
        disk = Disk(
            size_gib=whole(one, "disk_size_gb"),
            tier=last(text(one, "disk_type")),
            iops=whole(one, "provisioned_iops"),
            encrypted=True,  # Google encrypts every disk at rest
            key=key_link(text(block(one, "disk_encryption_key"), "kms_key_self_link")),
        )
        if flag(one, "boot") and boot is None:
            boot, image = disk, text(one, "source_image")
        else:
            others.append(disk)
    return boot, tuple(others), image


def _subnets(record: Record) -> tuple[str, ...]:
    project, region = project_of(record), region_of(record.attributes)
    found = (
        link(text(nic, "subnetwork"), "compute", project, f"regions/{region}/subnetworks")
        for nic in blocks(record.attributes, "network_interface")
    )
    return tuple(dict.fromkeys(word for word in found if word))


def networks(record: Record) -> tuple[str, ...]:
    """The networks of a machine's interfaces."""
    project = project_of(record)
    found = (
        link(text(nic, "network"), "compute", project, "global/networks")
        for nic in blocks(record.attributes, "network_interface")
    )
    return tuple(dict.fromkeys(word for word in found if word))


def _public(attributes: Attributes) -> bool:
    return any(blocks(nic, "access_config") for nic in blocks(attributes, "network_interface"))


def _machine(
    record: Record, boot: Disk | None, others: tuple[Disk, ...], image: str
) -> VirtualMachine:
    attributes = record.attributes
    size = last(text(attributes, "machine_type"))
    vcpus, memory = custom(size)
    system = operating_system(image)
    scheduling = block(attributes, "scheduling")
    scratch = [whole(one, "size") or 0 for one in blocks(attributes, "scratch_disk")]
    confidential = block(attributes, "confidential_instance_config")
    metadata = block(attributes, "metadata")
    keys = ("metadata_startup_script", "startup-script", "user-data", "windows-startup-script-ps1")
    return VirtualMachine(
        size=size,
        vcpus=vcpus,
        memory_gib=memory,
        gpus=_gpus(attributes),
        architecture=architecture(size),
        local_disk_gib=sum(scratch) or None,
        os=system,
        licence=licence(system, image),
        software=software(image),
        image="" if system else link(image, "compute"),
        boot_disk=boot,
        data_disks=others,
        subnets=_subnets(record),
        private_ips=tuple(
            ip for nic in blocks(attributes, "network_interface") if (ip := text(nic, "network_ip"))
        ),
        public_ip=_public(attributes),
        role=account_link(text(block(attributes, "service_account"), "email")),
        user_data=any(text(place, key) for place in (attributes, metadata) for key in keys),
        placement_group=next(iter(texts(attributes, "resource_policies")), ""),
        spot=text(scheduling, "provisioning_model") == "SPOT"
        or bool(flag(scheduling, "preemptible")),
        confidential=bool(
            flag(confidential, "enable_confidential_compute")
            or text(confidential, "confidential_instance_type")
        ),
        state={"RUNNING": "running", "TERMINATED": "stopped"}.get(
            first_text(attributes, "current_status", "desired_status"), ""
        ),
    )


def _references(record: Record, machine: VirtualMachine) -> tuple[Reference, ...]:
    attributes = record.attributes
    disks = [(one, "attached_disk.source") for one in blocks(attributes, "attached_disk")]
    addresses = (
        text(access, "nat_ip")
        for nic in blocks(attributes, "network_interface")
        for access in blocks(nic, "access_config")
    )
    keys = {machine.boot_disk.key} if machine.boot_disk else set()
    keys.update(disk.key for disk in machine.data_disks)
    return (
        *names("in", "network_interface.subnetwork", *machine.subnets),
        *names("in", "network_interface.network", *networks(record)),
        *names(
            "attached-to",
            "boot_disk.source",
            link(text(block(attributes, "boot_disk"), "source"), "compute"),
        ),
        *(
            reference
            for one, path in disks
            for reference in names("attached-to", path, link(text(one, "source"), "compute"))
        ),
        *names("uses", "network_interface.access_config.nat_ip", *addresses),
        *names("guarded-by", "tags", *texts(attributes, "tags")),  # `assemble` finds whose they are
        *names("uses", "service_account.email", machine.role),
        *names("in", "metadata.created-by", _maker(attributes)),
        *names("uses", "boot_disk.initialize_params.image", machine.image),
        *names("encrypted-with", "boot_disk.kms_key_self_link", *sorted(keys)),
        *names(
            "uses",
            "resource_policies",
            *(link(w, "compute") for w in texts(attributes, "resource_policies")),
        ),
    )


def _maker(attributes: Attributes) -> str:
    """The managed group that made a machine, where one did: `assemble` gives the machine to it."""
    return link(text(block(attributes, "metadata"), "created-by"), "compute")


def instance(record: Record) -> Reading:
    """A machine."""
    boot, image = _boot(record.attributes)
    machine = _machine(record, boot, (), image)
    return read(record, machine_kind(machine), machine, _references(record, machine))


def template(record: Record) -> Reading:
    """What instance groups start machines from."""
    boot, others, image = _template_disks(record.attributes)
    machine = _machine(record, boot, others, image)
    return read(
        record,
        "compute.launch_template",
        machine,
        _references(record, machine),
        (text(record.attributes, "self_link_unique"),),
    )


def project_metadata(record: Record) -> Reading:
    """Project-wide metadata, where the public keys of its people are."""
    metadata = block(record.attributes, "metadata")
    lines = first_text(metadata, "ssh-keys", "sshKeys").splitlines()
    public = lines[0].partition(":")[2] if lines else ""
    spec = KeyPair(public_key=public, algorithm=public.split(" ")[0] if public else "")
    return read(record, "compute.keypair", spec)


def resource_policy(record: Record) -> Reading:
    """A placement policy or a schedule of snapshots, by which block it holds."""
    schedule = block(record.attributes, "snapshot_schedule_policy")
    kind = "storage.snapshot_schedule" if schedule else "compute.placement_group"
    return read(record, kind)


RULES: dict[str, FromTerraform] = {
    "google_compute_instance": instance,
    "google_compute_instance_from_template": instance,
    "google_compute_instance_template": template,
    "google_compute_region_instance_template": template,
    "google_compute_project_metadata": project_metadata,
    "google_compute_project_metadata_item": lambda record: fold(
        record, f"//compute.googleapis.com/projects/{project_of(record)}"
    ),
    "google_compute_resource_policy": resource_policy,
    "google_compute_node_group": plain("compute.dedicated_host", units="initial_size"),
}
