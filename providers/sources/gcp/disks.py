"""Persistent disks, their attachments, images and snapshots, Filestore."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import FileShare, Image, Other, Volume
from providers.attributes import Attributes, block, text, texts, whole
from providers.sources.gcp.asset import fold, key_link, last, link, names, project_of, read
from providers.sources.gcp.machines import operating_system


def _origins(attributes: Attributes) -> tuple[Reference, ...]:
    return tuple(
        reference
        for key in ("snapshot", "source_disk", "source_snapshot")
        for reference in names("replicates", key, link(text(attributes, key), "compute"))
    )


def disk(record: Record) -> Reading:
    """A disk of its own; `users` are the machines that have it now."""
    attributes = record.attributes
    key = key_link(text(block(attributes, "disk_encryption_key"), "kms_key_self_link"))
    users = tuple(link(word, "compute") for word in texts(attributes, "users"))
    spec = Volume(
        size_gib=whole(attributes, "size"),
        tier=last(text(attributes, "type")),
        iops=whole(attributes, "provisioned_iops") or None,
        throughput_mib=whole(attributes, "provisioned_throughput") or None,
        encrypted=True,  # Google encrypts every disk at rest
        key=key,
        machine=users[0] if users else "",
    )
    references = (
        *names("encrypted-with", "disk_encryption_key.kms_key_self_link", key),
        *names("attached-to", "users", *users),
        *_origins(attributes),
    )
    return read(record, "storage.block_volume", spec, references)


def attachment(record: Record) -> Reading:
    """Which machine a disk is attached to."""
    attributes = record.attributes
    zone = text(attributes, "zone")
    project = project_of(record)
    machine = link(text(attributes, "instance"), "compute", project, f"zones/{zone}/instances")
    owner = link(text(attributes, "disk"), "compute", project, f"zones/{zone}/disks")
    spec = Volume(machine=machine, device=text(attributes, "device_name"))
    return fold(record, owner, spec, names("attached-to", "instance", machine))


def image(record: Record) -> Reading:
    """An image of one's own."""
    attributes = record.attributes
    size = whole(attributes, "disk_size_gb")
    name = f"{text(attributes, 'family')} {text(attributes, 'name')}"
    spec = Image(os=operating_system(name), size_gib=size)
    return read(record, "compute.image", spec, _origins(attributes))


def snapshot(record: Record) -> Reading:
    """A copy of a disk at one moment."""
    size = whole(record.attributes, "disk_size_gb")
    return read(record, "storage.snapshot", Other(storage_gib=size), _origins(record.attributes))


def filestore(record: Record) -> Reading:
    """A managed NFS server; its capacity is the most it can hold, not what it holds."""
    attributes = record.attributes
    network = text(block(attributes, "networks"), "network")
    key = key_link(text(attributes, "kms_key_name"))
    spec = FileShare(
        size_gib=whole(block(attributes, "file_shares"), "capacity_gb"),
        protocol="nfs",
        tier=text(attributes, "tier"),
        encrypted=True,  # Google encrypts every instance at rest
        key=key,
    )
    references = (
        *names(
            "in",
            "networks.network",
            link(network, "compute", project_of(record), "global/networks"),
        ),
        *names("encrypted-with", "kms_key_name", key),
    )
    return read(record, "storage.file_nfs", spec, references)


RULES: dict[str, FromTerraform] = {
    "google_compute_disk": disk,
    "google_compute_region_disk": disk,
    "google_compute_attached_disk": attachment,
    "google_compute_disk_resource_policy_attachment": lambda record: fold(
        record,
        link(
            text(record.attributes, "disk"),
            "compute",
            project_of(record),
            f"zones/{text(record.attributes, 'zone')}/disks",
        ),
    ),
    "google_compute_image": image,
    "google_compute_snapshot": snapshot,
    "google_filestore_instance": filestore,
}
