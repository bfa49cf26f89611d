"""GKE clusters and node pools, Artifact Registry."""

from msgspec.structs import replace

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Cluster, Disk, NodePool, Registry, VirtualMachine
from providers.attributes import (
    Attributes,
    block,
    blocks,
    first_text,
    flag,
    labels,
    text,
    texts,
    whole,
)
from providers.sources.gcp.asset import (
    account_link,
    fold,
    key_link,
    link,
    names,
    project_of,
    read,
    region_of,
    zone_of,
)
from providers.sources.gcp.machines import architecture, custom
from providers.sources.gcp.network import network_link


def _node(attributes: Attributes) -> VirtualMachine:
    """What each node of a pool is."""
    how = block(attributes, "node_config")
    size = text(how, "machine_type")
    vcpus, memory = custom(size)
    counts = [whole(one, "count") or 0 for one in blocks(how, "guest_accelerator")]
    image = text(how, "image_type").lower()
    return VirtualMachine(
        size=size,
        vcpus=vcpus,
        memory_gib=memory,
        gpus=sum(counts) or None,
        architecture=architecture(size),
        os="windows" if image.startswith("windows") else "",
        licence="included" if image.startswith("windows") else "",
        boot_disk=Disk(
            size_gib=whole(how, "disk_size_gb"),
            tier=text(how, "disk_type"),
            encrypted=True,  # Google encrypts every disk at rest
            key=key_link(text(how, "boot_disk_kms_key")),
        ),
        role=account_link(text(how, "service_account")),
        spot=bool(flag(how, "spot") or flag(how, "preemptible")),
    )


def pool(attributes: Attributes, cluster: str, zones: tuple[str, ...]) -> NodePool:
    """A node pool.

    Google counts nodes by zone: the sizes here are of the whole pool, so that they mean what other
    clouds' do. `zones` are those of the cluster, which a pool without its own takes.
    """
    scaling = block(attributes, "autoscaling")
    own = tuple(sorted(texts(attributes, "node_locations"))) or zones
    spread = max(len(own), 1)
    how = block(attributes, "node_config")
    count = whole(attributes, "node_count")
    if count is None:
        count = whole(attributes, "initial_node_count")
    return NodePool(
        cluster=cluster,
        machine=_node(attributes),
        minimum=_bound(scaling, "min_node_count", spread),
        maximum=_bound(scaling, "max_node_count", spread),
        desired=count * spread if count is not None else None,
        labels=tuple(labels(how, "labels").items()),
        taints=tuple(
            (text(one, "key"), text(one, "value"), text(one, "effect"))
            for one in blocks(how, "taint")
        ),
        zones=own,
    )


def _bound(scaling: Attributes, key: str, spread: int) -> int | None:
    total = whole(scaling, f"total_{key}")
    each = whole(scaling, key)
    if total:
        return total
    return each * spread if each is not None else None


def _locations(attributes: Attributes) -> tuple[str, ...]:
    """Zones that the nodes of a cluster run in."""
    zone = zone_of(attributes)
    return tuple(sorted({*texts(attributes, "node_locations"), *((zone,) if zone else ())}))


def cluster(record: Record) -> Reading:
    """A GKE cluster; `assemble` takes away the pools that are records of their own."""
    attributes = record.attributes
    subnet = link(
        text(attributes, "subnetwork"),
        "compute",
        project_of(record),
        f"regions/{region_of(attributes)}/subnetworks",
    )
    addresses = block(attributes, "ip_allocation_policy")
    private = block(attributes, "private_cluster_config")
    own = link(text(attributes, "id"), "container")
    zones = _locations(attributes)
    pools = () if flag(attributes, "remove_default_node_pool") else blocks(attributes, "node_pool")
    key = key_link(text(block(attributes, "database_encryption"), "key_name"))
    spec = Cluster(
        version=first_text(attributes, "master_version", "min_master_version"),
        network=network_link(record),
        subnets=(subnet,) if subnet else (),
        private_api=flag(private, "enable_private_endpoint"),
        high_availability=not zone_of(attributes) if text(attributes, "location") else None,
        key=key,
        pod_range=text(addresses, "cluster_ipv4_cidr_block"),
        service_range=text(addresses, "services_ipv4_cidr_block"),
        tier="autopilot" if flag(attributes, "enable_autopilot") else "standard",
        pools=tuple(replace(pool(one, own, zones), name=text(one, "name")) for one in pools),
    )
    references = (
        *names("in", "network", spec.network),
        *names("in", "subnetwork", subnet),
        *names("encrypted-with", "database_encryption.key_name", key),
        *names("uses", "node_config.service_account", *sorted(_roles(spec))),
    )
    kind = "k8s.serverless" if spec.tier == "autopilot" else "k8s.cluster"
    return read(record, kind, spec, references, (text(attributes, "endpoint"),))


def _roles(spec: Cluster) -> set[str]:
    return {one.machine.role for one in spec.pools if one.machine is not None}


def node_pool(record: Record) -> Reading:
    """A node pool of its own; its `cluster` is a name or a link."""
    attributes = record.attributes
    location = text(attributes, "location")
    owner = link(
        text(attributes, "cluster"),
        "container",
        project_of(record),
        f"locations/{location}/clusters",
    )
    spec = pool(attributes, owner, _locations(attributes))
    role = spec.machine.role if spec.machine is not None else ""
    references = (
        *names("in", "cluster", owner),
        *names("uses", "node_config.service_account", role),
    )
    groups = (
        *texts(attributes, "instance_group_urls"),
        *texts(attributes, "managed_instance_group_urls"),
    )
    known = tuple(link(word, "compute") for word in groups if "/instanceGroupManagers/" in word)
    return read(record, "k8s.node_pool", spec, references, known)


def repository(record: Record) -> Reading:
    """A repository of Artifact Registry."""
    attributes = record.attributes
    key = key_link(text(attributes, "kms_key_name"))
    scanning = text(block(attributes, "vulnerability_scanning_config"), "enablement_config")
    spec = Registry(
        immutable_tags=bool(flag(block(attributes, "docker_config"), "immutable_tags")),
        scan=scanning == "INHERITED",
        tier=text(attributes, "format").lower(),
        key=key,
    )
    name = text(attributes, "repository_id")
    host = f"{region_of(attributes)}-docker.pkg.dev/{project_of(record)}/{name}"
    return read(
        record, "container.registry", spec, names("encrypted-with", "kms_key_name", key), (host,)
    )


def repository_grant(record: Record) -> Reading:
    """Who may use a repository: a part of it."""
    attributes = record.attributes
    location = text(attributes, "location")
    owner = link(
        text(attributes, "repository"),
        "artifactregistry",
        project_of(record),
        f"locations/{location}/repositories",
    )
    return fold(record, owner)


RULES: dict[str, FromTerraform] = {
    "google_container_cluster": cluster,
    "google_container_node_pool": node_pool,
    "google_artifact_registry_repository": repository,
    "google_artifact_registry_repository_iam_member": repository_grant,
    "google_artifact_registry_repository_iam_binding": repository_grant,
}
