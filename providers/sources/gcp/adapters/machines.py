"""Compute Engine instances and instance templates: API answers as Terraform's attributes."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import block, flag, text, texts
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    View,
    each,
    emails,
    made,
    pairs,
    pick,
    plain,
)
from providers.sources.gcp.machines import operating_system, software


def interfaces(of: View) -> list[dict[str, Any]]:
    """`network_interface`, with the public addresses of each."""
    return [
        {
            **pick(
                one,
                network="network",
                subnetwork="subnetwork",
                network_ip="network_ip",
                stack_type="stack_type",
            ),
            **({"network_ip": word} if (word := text(one, "ip_address")) else {}),
            "access_config": [
                {"nat_ip": text(access, "nat_ip") or text(access, "external_ip")}
                for access in each(one, "access_configs", "access_config")
            ],
        }
        for one in each(of, "network_interfaces", "network_interface")
    ]


def _tags(of: View) -> list[str]:
    found = block(of, "tags")
    return sorted(texts(found, "items") or texts(found, "tag") or texts(of, "tags"))


def accelerators(of: View) -> list[View]:
    """`guest_accelerator`, its type a link."""
    return [
        pick(one, count="accelerator_count", type="accelerator_type")
        for one in each(of, "guest_accelerators", "guest_accelerator", "accelerators")
    ]


def machine(of: View) -> dict[str, Any]:
    """What instances and templates write alike."""
    email = emails(of, "service_accounts", "service_account")
    return {
        **pick(of, machine_type="machine_type", can_ip_forward="can_ip_forward"),
        "network_interface": interfaces(of),
        "tags": _tags(of),
        "guest_accelerator": accelerators(of),
        "metadata": pairs(of, "metadata"),
        "service_account": [{"email": email}] if email else [],
        "scheduling": [one] if (one := block(of, "scheduling")) else [],
        "confidential_instance_config": list(each(of, "confidential_instance_config")),
        "shielded_instance_config": list(each(of, "shielded_instance_config")),
        "resource_policies": list(texts(of, "resource_policies") or texts(of, "resource_policy")),
        **dict.fromkeys(LEFT),
    }


LEFT = (
    "disks",
    "disk",
    "network_interfaces",
    "service_accounts",
    "guest_accelerators",
    "fingerprint",
)
"""What is written under another name: not kept twice."""


def _key(one: View, name: str = "disk_encryption_key") -> str | None:
    return text(block(one, name), "kms_key_name") or None


def image(one: View) -> str | None:
    """The image a disk was made from; else the licence of its system, which names that as well."""
    how = block(one, "initialize_params")
    written = text(how, "source_image") or text(one, "source_image")
    if written:
        return written
    licences = texts(one, "licenses") or texts(one, "license")
    systems = [word for word in licences if operating_system(word)]
    if not systems:
        return None
    return "+".join((systems[0], *(word for word in licences if software(word))))


def _boot(one: View) -> dict[str, Any]:
    how = block(one, "initialize_params")
    written = pick(how, size="disk_size_gb", type="disk_type", provisioned_iops="provisioned_iops")
    return {
        **pick(one, source="source", device_name="device_name", auto_delete="auto_delete"),
        "kms_key_self_link": _key(one),
        "initialize_params": [
            {**written, **pick(one, size="disk_size_gb"), "image": image(one) or ""}
        ],
    }


def _is_scratch(one: View) -> bool:
    return text(one, "type").upper() == "SCRATCH"


def instance(asset: Asset) -> Iterator[Native]:
    """A machine; its disks are resources of their own."""
    data = asset.data
    disks = each(data, "disks", "disk")
    boot = next((one for one in disks if flag(one, "boot")), None)
    others = [one for one in disks if one is not boot]
    attributes = {
        **machine(data),
        "current_status": text(data, "status") or text(data, "state") or None,
        "boot_disk": [_boot(boot)] if boot is not None else [],
        "attached_disk": [
            {
                **pick(one, source="source", device_name="device_name", mode="mode"),
                "kms_key_self_link": _key(one),
            }
            for one in others
            if not _is_scratch(one)
        ],
        "scratch_disk": [
            {"size": one.get("disk_size_gb", SCRATCH), **pick(one, interface="interface")}
            for one in others
            if _is_scratch(one)
        ],
    }
    yield made("google_compute_instance", asset, attributes)


SCRATCH = 375
"""GiB of a local SSD, which is of one size (source: Compute Engine, local SSD disks)."""


def template(asset: Asset) -> Iterator[Native]:
    """What instance groups start machines from; its settings are below `properties`."""
    data = block(asset.data, "properties")
    disks = [
        {
            **pick(
                block(one, "initialize_params"),
                disk_size_gb="disk_size_gb",
                disk_type="disk_type",
                source_image="source_image",
                provisioned_iops="provisioned_iops",
            ),
            **pick(one, boot="boot", type="type", disk_size_gb="disk_size_gb", source="source"),
            "disk_encryption_key": [{"kms_key_self_link": key}] if (key := _key(one)) else [],
        }
        for one in each(data, "disks", "disk")
    ]
    regional = "/regions/" in asset.path
    kind = (
        "google_compute_region_instance_template"
        if regional
        else "google_compute_instance_template"
    )
    labels = data.get("labels")
    attributes = {
        **machine(data),
        "disk": disks,
        "labels": labels if isinstance(labels, dict) else None,
        "properties": None,
    }
    yield made(kind, asset, attributes)


def project(asset: Asset) -> Iterator[Native]:
    """Metadata of a whole project, where it holds keys of people; else nothing but the project."""
    metadata = pairs(asset.data, "common_instance_metadata")
    if metadata.get("ssh-keys") or metadata.get("sshKeys"):
        kept = {"metadata": metadata, "common_instance_metadata": None, "quotas": None}
        yield made("google_compute_project_metadata", asset, kept)


COMPUTE = "compute.googleapis.com"

ADAPTERS: dict[str, Adapter] = {
    f"{COMPUTE}/Instance": instance,
    f"{COMPUTE}/InstanceTemplate": template,
    f"{COMPUTE}/RegionInstanceTemplate": template,
    f"{COMPUTE}/Project": project,
    f"{COMPUTE}/ResourcePolicy": plain("google_compute_resource_policy"),
    f"{COMPUTE}/NodeGroup": plain("google_compute_node_group", initial_size="size"),
}
