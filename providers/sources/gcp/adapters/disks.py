"""Disks, images, snapshots, instance groups, Filestore."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import block, blocks, text, texts
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    View,
    each,
    made,
    pick,
    plain,
)


def disk(asset: Asset) -> Iterator[Native]:
    """A disk; `users` are the machines that have it now."""
    data = asset.data
    key = text(block(data, "disk_encryption_key"), "kms_key_name")
    attributes = {
        **pick(
            data,
            size="size_gb",
            snapshot="source_snapshot",
            image="source_image",
        ),
        "users": list(texts(data, "users") or texts(data, "user")),
        "disk_encryption_key": [{"kms_key_self_link": key}] if key else None,
    }
    zonal = "/regions/" not in asset.path
    yield made("google_compute_disk" if zonal else "google_compute_region_disk", asset, attributes)


def _policy(written: View) -> dict[str, Any]:
    """How a group grows, as Terraform writes it."""
    scheduled = block(written, "scaling_schedules")
    return {
        **pick(written, min_replicas="min_num_replicas", max_replicas="max_num_replicas"),
        **{
            name: [{"target": one.get("utilization_target")} for one in blocks(written, name)]
            for name in ("cpu_utilization", "load_balancing_utilization")
        },
        "metric": [
            {"name": text(one, "metric"), "target": one.get("utilization_target")}
            for one in blocks(written, "custom_metric_utilizations")
        ],
        "scaling_schedules": [
            {"name": name, **pick(one, schedule="schedule")}
            for name, one in sorted(scheduled.items())
            if isinstance(one, dict)
        ],
    }


def autoscaler(asset: Asset) -> Iterator[Native]:
    """How a managed group grows."""
    regional_one = "/regions/" in asset.path
    kind = "google_compute_region_autoscaler" if regional_one else "google_compute_autoscaler"
    policy = block(asset.data, "autoscaling_policy")
    yield made(kind, asset, {"autoscaling_policy": [_policy(policy)] if policy else []})


def manager(asset: Asset) -> Iterator[Native]:
    """A managed instance group."""
    data = asset.data
    regional_one = "/regions/" in asset.path
    scope = "region_" if regional_one else ""
    attributes = {
        "version": list(each(data, "versions", "version")),
        "versions": None,
        "auto_healing_policies": list(each(data, "auto_healing_policies", "auto_healing_policy")),
    }
    yield made(f"google_compute_{scope}instance_group_manager", asset, attributes)


def endpoints(asset: Asset) -> Iterator[Native]:
    """A group of endpoints, of a zone, of a region or global."""
    scopes = {"/regions/": "region_", "/global/": "global_"}
    scope = next((word for piece, word in scopes.items() if piece in asset.path), "")
    yield made(f"google_compute_{scope}network_endpoint_group", asset)


COMPUTE = "compute.googleapis.com"

ADAPTERS: dict[str, Adapter] = {
    f"{COMPUTE}/Disk": disk,
    f"{COMPUTE}/RegionDisk": disk,
    f"{COMPUTE}/Image": plain("google_compute_image"),
    f"{COMPUTE}/Snapshot": plain("google_compute_snapshot"),
    f"{COMPUTE}/InstanceGroup": plain("google_compute_instance_group"),
    f"{COMPUTE}/RegionInstanceGroup": plain("google_compute_instance_group"),
    f"{COMPUTE}/InstanceGroupManager": manager,
    f"{COMPUTE}/RegionInstanceGroupManager": manager,
    f"{COMPUTE}/Autoscaler": autoscaler,
    f"{COMPUTE}/RegionAutoscaler": autoscaler,
    f"{COMPUTE}/NetworkEndpointGroup": endpoints,
    "file.googleapis.com/Instance": plain("google_filestore_instance"),
}
