"""GKE clusters with their node pools, Artifact Registry."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import block, flag, text, texts
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    View,
    each,
    made,
    part,
    pick,
    tail,
    up,
)
from providers.sources.gcp.adapters.machines import accelerators


def _pool(written: View) -> dict[str, Any]:
    """A pool as Terraform writes it: Google counts nodes at the start, Terraform in each zone."""
    config = block(written, "config")
    scaling = block(written, "autoscaling")
    return {
        **pick(
            written,
            version="version",
            initial_node_count="initial_node_count",
            node_count="initial_node_count",
        ),
        "node_locations": list(texts(written, "locations")),
        "autoscaling": [_bounds(scaling)] if flag(scaling, "enabled") else [],
        "node_config": [
            {
                **config,
                "metadata": None,
                "guest_accelerator": accelerators(config),
                "taint": list(each(config, "taints", "taint")),
                "effective_labels": None,
            }
        ]
        if config
        else [],
        "instance_group_urls": list(texts(written, "instance_group_urls")),
    }


def _bounds(scaling: View) -> dict[str, Any]:
    """How far a pool grows; what an answer leaves out is 0, as its protocol has it."""
    each_zone = {
        "min_node_count": scaling.get("min_node_count", 0),
        **pick(scaling, max_node_count="max_node_count"),
    }
    total = pick(
        scaling,
        total_min_node_count="total_min_node_count",
        total_max_node_count="total_max_node_count",
    )
    return total or each_zone


def placed(path: str) -> str:
    """The path of a cluster as Terraform has it: what an older answer says to lie in a zone."""
    pieces = path.split("/")
    return "/".join(
        "locations" if number == 2 and word in {"zones", "regions"} else word  # noqa: PLR2004
        for number, word in enumerate(pieces)
    )


def cluster(asset: Asset) -> Iterator[Native]:
    """A cluster, and each of its pools as a record of its own; no certificate of it is kept."""
    data, own = asset.data, placed(asset.path)
    how = block(data, "network_config")
    private = block(data, "private_cluster_config")
    attributes = {
        "id": own,
        **pick(
            data,
            master_version="current_master_version",
            min_master_version="initial_cluster_version",
        ),
        "network": text(how, "network") or text(data, "network") or None,
        "subnetwork": text(how, "subnetwork") or text(data, "subnetwork") or None,
        "location": text(data, "location") or text(data, "zone") or asset.location or None,
        "node_locations": list(texts(data, "locations")),
        "enable_autopilot": flag(block(data, "autopilot"), "enabled"),
        "private_cluster_config": [private] if private else [],
        "ip_allocation_policy": [
            {
                "cluster_ipv4_cidr_block": text(data, "cluster_ipv4_cidr"),
                "services_ipv4_cidr_block": text(data, "services_ipv4_cidr"),
                **{
                    name: word
                    for name in ("cluster_ipv4_cidr_block", "services_ipv4_cidr_block")
                    if (word := text(block(data, "ip_allocation_policy"), name))
                },
            }
        ],
        "remove_default_node_pool": True,
        **dict.fromkeys(
            ("master_auth", "node_pools", "node_config", "instance_group_urls", "zone", "locations")
        ),
    }
    yield made("google_container_cluster", asset, attributes)
    for one in each(data, "node_pools", "node_pool"):
        name = text(one, "name")
        if name:
            written = {"cluster": own, "location": attributes["location"], **_pool(one)}
            path = f"{own}/nodePools/{name}"
            yield part("google_container_node_pool", path, asset, written)


def node_pool(asset: Asset) -> Iterator[Native]:
    """A pool that is listed on its own."""
    own = placed(asset.path)
    written = {"cluster": up(own), "location": tail(up(own, 2)) or None, **_pool(asset.data)}
    yield part("google_container_node_pool", own, asset, written)


def repository(asset: Asset) -> Iterator[Native]:
    """A repository of Artifact Registry."""
    yield made("google_artifact_registry_repository", asset, {"repository_id": tail(asset.path)})


ADAPTERS: dict[str, Adapter] = {
    "container.googleapis.com/Cluster": cluster,
    "container.googleapis.com/NodePool": node_pool,
    "artifactregistry.googleapis.com/Repository": repository,
}
