"""Kubernetes: a Kapsule cluster, and one pool a zone for each pool of the source."""

import ipaddress
import re

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Cluster, NodePool, Subnet
from providers.targets.scaleway import bought
from providers.targets.scaleway.lookup import alone, private_network, ranges_of, resolved, within
from providers.targets.scaleway.network import served_by, served_key
from providers.targets.scaleway.pools import pool_values, share, spread
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of


def cluster(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A cluster with a shared control plane, and the pools that the source writes within it."""
    spec = resource.spec if isinstance(resource.spec, Cluster) else Cluster()
    version, losses = version_of(spec.version, around)
    network, private = _network(resource, spec, around)
    pod, service, said = _ranges(resource, spec, around)
    losses += said
    pools: list[dict[str, Value]] = []
    quantities: list[bought.Bought] = [_control_plane(around)]
    for pool in spec.pools:
        found = pool_values(resource, pool, around)
        if isinstance(found, Refusal):
            return found
        values, more, told = found
        zones = values.pop("zones")
        for zone, number in spread(zones):
            shown = f"{values['name']}-{zone}"
            pools.append({**values, "name": shown, "zone": zone, **share(values, number)})
        quantities += more
        losses += told
    return Design(
        values={
            "name": name_of(resource),
            "type": around.setting("cluster_type"),
            "version": version,
            "network": network,
            "pod_range": pod,
            "service_range": service,
            "private_nodes": private,
            "pools": Blocks(tuple(pools)),
            "tags": tags_of(resource),
            **alone(resource),
        },
        size=around.setting("cluster_type"),
        quantities=tuple(quantities),
        losses=tuple(dict.fromkeys((*losses, *_told(spec, around, private=private)))),
    )


def _control_plane(around: Surroundings) -> bought.Bought:
    keys = ("kubernetes", around.setting("cluster_type"), "")
    return bought.hourly(around, "control-plane", keys, around.region)


def version_of(asked: str, around: Surroundings) -> tuple[str, list[Loss]]:
    """x.y, kept patched by automatic upgrades: the nearest that is not older."""
    offered: list[str] = around.setting("kubernetes_versions")
    found = re.match(r"v?(\d+)\.(\d+)", asked)
    if found is None:
        return offered[-1], [loss(around, "version-unknown", version=offered[-1])]
    wanted = (int(found[1]), int(found[2]))
    for version in offered:
        major, minor = (int(part) for part in version.split("."))
        if (major, minor) == wanted:
            return version, []
        if (major, minor) > wanted:
            return version, [loss(around, "version-newer", asked=asked, version=version)]
    return offered[-1], [loss(around, "version-older", asked=asked, version=offered[-1])]


def _network(
    resource: Resource, spec: Cluster, around: Surroundings
) -> tuple[Ref | Variable, bool]:
    """(private network, do its nodes go out through a gateway?).

    Where a gateway serves the network, its id is read from the attachment: so the way out exists
    before the first node boots, without a `depends_on` across roots.
    """
    word = _first_by_zone(resource, spec, around)
    subnet = around.resolve(word, resource) if word else None
    if subnet is not None:
        for gateway in _gateways(subnet, around):
            served = served_by(gateway, around)
            if subnet.id in {one.id for one in served[: around.setting("gateway_networks")]}:
                ref = Ref(
                    gateway.id, "scaleway_vpc_gateway_network", "private_network_id", "variable",
                    index=served_key(subnet, served),
                )  # fmt: skip
                return ref, True
    return private_network(word or "kubernetes", resource, around), False


def _first_by_zone(resource: Resource, spec: Cluster, around: Surroundings) -> str:
    """The subnet in the first zone of the region: a cluster has one private network."""
    known = resolved(spec.subnets, resource, around, "network.subnet")
    order = around.zones()
    if not known:
        return spec.subnets[0] if spec.subnets else ""
    return min(known, key=lambda subnet: (order.index(around.zone(subnet)), subnet.id)).id


def _gateways(subnet: Resource, around: Surroundings) -> tuple[Resource, ...]:
    spec = subnet.spec
    vpc = around.resolve(spec.network, subnet) if isinstance(spec, Subnet) else None
    near = {one.id: one for one in around.needs(subnet, kind="network.nat")}
    if vpc is not None:
        near.update((one.id, one) for one in within(vpc, "network.nat", around))
        for table in within(vpc, "network.route_table", around):
            near.update((one.id, one) for one in around.needs(table, kind="network.nat"))
    return tuple(near[id_] for id_ in sorted(near))


def _ranges(
    resource: Resource, spec: Cluster, around: Surroundings
) -> tuple[str | None, str | None, list[Loss]]:
    """Ranges of pods and services where they are private and apart from the network's own."""
    taken = [
        block
        for subnet in resolved(spec.subnets, resource, around, "network.subnet")
        if isinstance(subnet.spec, Subnet)
        for block in ranges_of(subnet.spec.ranges[:1])
    ]
    kept: list[str | None] = []
    losses = []
    for word in (spec.pod_range, spec.service_range):
        block = next(iter(ranges_of((word,))), None) if word else None
        fits = (
            isinstance(block, ipaddress.IPv4Network)
            and not block.is_global
            and not any(block.overlaps(other) for other in taken if other.version == block.version)
        )
        if word and not fits:
            losses.append(loss(around, "cluster-range", range=word))
        kept.append(str(block) if block is not None and fits else None)
    return kept[0], kept[1], losses


def _told(spec: Cluster, around: Surroundings, *, private: bool) -> list[Loss]:
    told = (
        (spec.private_api is True, "private-api"),
        (spec.high_availability is True, "control-plane"),
        (bool(spec.key), "cluster-key"),
        (bool(spec.role), "cluster-role"),
        (bool(spec.security_groups), "cluster-firewall"),
        (not private, "nodes-public"),
        (spec.tier.lower() in {"autopilot", "automatic", "fargate"}, "autopilot"),
    )
    return [loss(around, name) for holds, name in told if holds]


def node_pool(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A pool in each zone where the source's nodes are."""
    spec = resource.spec if isinstance(resource.spec, NodePool) else NodePool()
    owner = around.resolve(spec.cluster, resource) if spec.cluster else None
    if owner is None or owner.kind != "k8s.cluster":
        return Refusal("limit", text(around, "pool-cluster"), text(around, "pool-cluster-fallback"))
    found = pool_values(resource, spec, around)
    if isinstance(found, Refusal):
        return found
    values, quantities, losses = found
    main = owner.spec if isinstance(owner.spec, Cluster) else Cluster()
    _, private = _network(owner, main, around)
    zones = values.pop("zones")
    return Design(
        values={
            **values,
            "pools": {
                zone: {"zone": zone, **share(values, number)} for zone, number in spread(zones)
            },
            "cluster": Ref(owner.id, "scaleway_k8s_cluster", "id", "variable"),
            "private_nodes": private,
            "tags": tags_of(resource),
            **alone(resource),
        },
        size=str(values["node_type"]) if isinstance(values["node_type"], str) else "",
        quantities=tuple(quantities),
        losses=tuple(losses),
    )
