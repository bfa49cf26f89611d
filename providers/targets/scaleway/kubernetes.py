"""Kubernetes: a Kapsule cluster, and one pool a zone for each pool of the source."""

import ipaddress
import re

from msgspec.structs import replace

from planner.model.choice import Blocks, Design, Loss, Need, Ref, Refusal, Sized, Value, Variable
from planner.model.money import Range
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Cluster, Disk, NodePool, Subnet, VirtualMachine
from providers.targets.scaleway import bought
from providers.targets.scaleway.lookup import alone, private_network, ranges_of, resolved
from providers.targets.scaleway.machine import iops_class
from providers.targets.scaleway.network import served_by, served_key
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of, variable_word

_EFFECTS = {
    "no_schedule": "NoSchedule", "noschedule": "NoSchedule",
    "prefer_no_schedule": "PreferNoSchedule", "prefernoschedule": "PreferNoSchedule",
    "no_execute": "NoExecute", "noexecute": "NoExecute",
}  # fmt: skip
_NAME = re.compile(r"[^a-z0-9-]+")


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
        for zone, number in _spread(zones):
            shown = f"{values['name']}-{zone}"
            pools.append({**values, "name": shown, "zone": zone, **_share(values, number)})
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
        near.update((one.id, one) for one in around.dependents(vpc, kind="network.nat"))
        for table in around.dependents(vpc, kind="network.route_table"):
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
        for block in ranges_of(subnet.spec.ranges)
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
                zone: {"zone": zone, **_share(values, number)} for zone, number in _spread(zones)
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


PoolParts = tuple[dict[str, Value], list[bought.Bought], list[Loss]]


def pool_values(resource: Resource, spec: NodePool, around: Surroundings) -> PoolParts | Refusal:
    """Arguments of a pool over all zones, what its nodes cost, what is lost."""
    unit = spec.machine or VirtualMachine()
    need = _node_need(around.need(resource, unit), around)
    size = around.size(resource, need)
    losses: list[Loss] = []
    if size is None and (need.vcpus is not None or need.memory_gib is not None):
        words = {"vcpus": need.vcpus or "?", "memory": f"{need.memory_gib or 0:g}",
                 "gpus": need.gpus, "architecture": need.architecture or "x86_64",
                 "zone": around.zone(resource)}  # fmt: skip
        return Refusal("limit", text(around, "no-size", **words), text(around, "no-size-fallback"))
    if size is None:
        losses.append(loss(around, "size-unknown"))
    disk = unit.boot_disk or Disk()
    root_gb = bought.gigabytes(disk.size_gib or around.setting("node_volume_gb"))
    iops = iops_class(disk.iops, around)
    low, likely, high = _counts(spec)
    labels: dict[str, Value] = dict(sorted(spec.labels))
    taints, told = _taints(spec, around)
    losses += [*told, *_pool_told(unit, around)]
    values: dict[str, Value] = {
        "name": _pool_name(spec.name or resource.name),
        "node_type": size.offer.name if size else _node_type(resource, around),
        "zones": _zones(resource, spec, around),
        "minimum": low,
        "size": likely,
        "maximum": high,
        "autoscaling": high > low,
        "root_type": f"sbs_{iops // 1000}k",
        "root_gb": root_gb,
        "labels": labels or None,
        "taints": Blocks(tuple(taints)),
    }
    quantities = _nodes(size, resource, (low, likely, high), (root_gb, iops), around)
    return values, quantities, losses


def _node_need(need: Need, around: Surroundings) -> Need:
    """Kapsule refuses the smallest types: nodes have two vCPUs and four GiB at least."""
    if need.vcpus is None and need.memory_gib is None:
        return need
    least: dict[str, int] = around.setting("smallest_node")
    return replace(
        need,
        vcpus=max(need.vcpus or 0, least["vcpus"]),
        memory_gib=max(need.memory_gib or 0.0, float(least["memory_gib"])),
        local_disk_gib=0,
    )


def _node_type(resource: Resource, around: Surroundings) -> Variable:
    return Variable(
        name=f"{variable_word(name_of(resource))}_node_type",
        type="string",
        description=text(around, "size-variable", name=resource.name),
        sample="PRO2-XXS",
    )


def _counts(spec: NodePool) -> tuple[int, int, int]:
    """(least, likely, most) nodes; a shared control plane refuses a first pool without nodes."""
    known = [one for one in (spec.desired, spec.minimum, spec.maximum) if one is not None]
    likely = max(known[0] if known else 1, 1)
    low = spec.minimum if spec.minimum is not None else likely
    high = max(spec.maximum if spec.maximum is not None else likely, low, likely, 1)
    return low, likely, high


def _zones(resource: Resource, spec: NodePool, around: Surroundings) -> tuple[str, ...]:
    """Zones of the target for the zones of the source, each once, in the region's order."""
    if spec.zones:
        near = [replace(resource, zone=zone) for zone in spec.zones]
    else:
        near = list(resolved(spec.subnets, resource, around, "network.subnet")) or [resource]
    used = {around.zone(one) for one in near}
    return tuple(zone for zone in around.zones() if zone in used)


def _spread(zones: Value) -> list[tuple[str, int]]:
    names = [str(zone) for zone in zones] if isinstance(zones, tuple) else []
    return [(zone, len(names)) for zone in names]


def _share(values: dict[str, Value], zones: int) -> dict[str, Value]:
    """A zone's part of the counts, rounded up, so that no zone runs short."""
    low, likely, high = (int(str(values[key])) for key in ("minimum", "size", "maximum"))
    return {
        "minimum": -(-low // zones),
        "size": max(-(-likely // zones), 1),
        "maximum": max(-(-high // zones), 1),
    }


def _taints(spec: NodePool, around: Surroundings) -> tuple[list[dict[str, Value]], list[Loss]]:
    taints: list[dict[str, Value]] = []
    losses = []
    for key, value, effect in sorted(spec.taints):
        known = _EFFECTS.get(effect.lower().replace("-", "_"))
        if known is None:
            losses.append(loss(around, "taint-effect", key=key, effect=effect))
        else:
            taints.append({"key": key, "value": value, "effect": known})
    return taints, losses


def _pool_told(unit: VirtualMachine, around: Surroundings) -> list[Loss]:
    told = (
        (unit.spot, "spot"),
        (bool(unit.role), "node-role"),
        (unit.os.startswith("windows"), "windows-nodes"),
        (bool(unit.image), "node-image"),
    )
    return [loss(around, name) for holds, name in told if holds]


def _pool_name(name: str) -> str:
    """Kapsule takes letters, digits and dashes in the name of a pool."""
    return _NAME.sub("-", name.lower()).strip("-")[:48] or "pool"


def _nodes(
    size: Sized | None,
    resource: Resource,
    nodes: tuple[int, int, int],
    disk: tuple[int, int],
    around: Surroundings,
) -> list[bought.Bought]:
    zone = around.zone(resource)
    if size is None:
        reason = text(around, "size-unknown-reason", name=resource.name)
        return [bought.unknown(around, "nodes", ("vm", "", "hour"), zone, reason)]
    each = (
        bought.machine(around, size.offer.name, zone),
        bought.volume(around, disk[0], disk[1], zone),
    )
    low, likely, high = nodes
    return [
        replace(
            one,
            amount=Range(one.amount.low * low, one.amount.likely * likely, one.amount.high * high),
        )
        for one in each
    ]
