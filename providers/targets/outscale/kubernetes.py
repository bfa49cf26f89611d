"""Kubernetes by OKS: a project with a Net of its own, a cluster, node pools as manifests in it."""

import ipaddress
from contextlib import suppress

from planner.model.choice import Design, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Cluster, NodePool, Subnet, VirtualMachine
from planner.model.text import Text
from providers.targets.outscale import bought
from providers.targets.outscale.machines import alone, root_disk
from providers.targets.outscale.names import oks_name, slug, tags
from providers.targets.outscale.network import net_range
from providers.targets.outscale.place import home_of, network_of, resolved
from providers.targets.outscale.sizing import SizedMachine, sized
from providers.targets.outscale.words import refused, said

_DESCRIPTION = 40
_DNS = 10


def cluster(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A project, its cluster, and the pools that the source writes within the cluster."""
    spec = resource.spec
    if not isinstance(spec, Cluster):
        return refused(surroundings, "not-read")
    settings = surroundings.setting("oks")
    home = home_of((spec.network, *spec.subnets), resource, surroundings)
    network = network_of(home, surroundings)
    taken = net_range(network, surroundings) if network else None
    version, losses = _version(spec.version, settings["versions"], surroundings)
    ranges = _ranges(spec, taken, settings)
    planes = settings["single"] if spec.high_availability is False else settings["control_plane"]
    pools, quantities, more, size = _inline(resource, spec, surroundings)
    service = ranges["cidr_service"]
    values: dict[str, Value] = {
        "name": oks_name(resource),
        "description": f"Kubernetes of {resource.name}"[:_DESCRIPTION].strip(),
        **ranges,
        "cluster_dns": str(ipaddress.IPv4Network(service)[_DNS]),
        "version": version,
        "control_planes": planes,
        "admin_whitelist": _admins(resource),
        "pools": pools or None,
        "tags": dict(tags(resource)),
        "alone": alone(resource),
    }
    return Design(
        values=values,
        size=size,
        quantities=(bought.hours(surroundings, planes), *quantities),
        losses=tuple(dict.fromkeys((*losses, *_losses(spec, surroundings), *more))),
    )


def _admins(resource: Resource) -> Variable:
    return Variable(
        name=f"{slug(resource.name)}_admin_ranges",
        type="list(string)",
        description=Text(
            en=f"Networks that may reach the Kubernetes API of {resource.name}.",
            fr=f"Réseaux autorisés à joindre l'API Kubernetes de {resource.name}.",
        ),
        sample=("198.51.100.0/24",),
    )


def _version(text: str, offered: list[str], surroundings: Surroundings) -> tuple[str, list[Loss]]:
    """The nearest version at or above the source's; the newest known where it is above all."""
    asked = _pair(text)
    above = [one for one in offered if _pair(one) >= asked]
    chosen = min(above, key=_pair) if above else max(offered, key=_pair)
    if _pair(chosen) == asked:
        return chosen, []
    return chosen, [said(surroundings, "kubernetes-version", asked=text or "?", version=chosen)]


def _pair(text: str) -> tuple[int, int]:
    major, _, rest = text.partition(".")
    minor = rest.partition(".")[0]
    return (
        int(major) if major.isdecimal() else 0,
        int(minor) if minor.isdecimal() else 0,
    )


def _ranges(
    spec: Cluster, taken: ipaddress.IPv4Network | None, settings: dict[str, list[str]]
) -> dict[str, str]:
    """Ranges of the project, of pods and of services: apart from each other and from the Net."""
    used = [taken] if taken else []
    found = {}
    wishes = (("cidr", ""), ("cidr_pods", spec.pod_range), ("cidr_service", spec.service_range))
    for name, wish in wishes:
        candidates = [ipaddress.IPv4Network(one) for one in settings[name]]
        if wish:
            with suppress(ValueError):
                candidates.insert(0, ipaddress.IPv4Network(wish))
        free = [one for one in candidates if not any(one.overlaps(other) for other in used)]
        chosen = free[0] if free else candidates[-1]
        used.append(chosen)
        found[name] = str(chosen)
    return found


def _losses(spec: Cluster, surroundings: Surroundings) -> list[Loss]:
    conditions: tuple[tuple[str, object], ...] = (
        ("cluster-role", spec.role),
        ("cluster-key", spec.key),
        ("api-not-private", spec.private_api),
        ("cluster-groups", spec.security_groups),
    )
    return [said(surroundings, word) for word, present in conditions if present]


def _inline(
    resource: Resource, spec: Cluster, surroundings: Surroundings
) -> tuple[dict[str, Value], bought.Bought, list[Loss], str]:
    pools: dict[str, Value] = {}
    quantities: bought.Bought = ()
    losses: list[Loss] = []
    size = ""
    for pool in spec.pools:
        machine, manifest, said_of = _pool(resource, pool, pool.name or resource.name, surroundings)
        name = str(manifest["name"])
        pools[name] = manifest
        quantities += machine.quantities
        losses += said_of
        size = size or machine.size
    return pools, quantities, losses, size


def node_pool(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A pool of the cluster, as a manifest: OKS has no typed resource for it."""
    spec = resource.spec
    if not isinstance(spec, NodePool):
        return refused(surroundings, "not-read")
    clusters = resolved((spec.cluster,), resource, surroundings, "k8s.cluster") or (
        surroundings.needs(resource, kind="k8s.cluster")
    )
    if not clusters:
        return refused(surroundings, "pool-without-cluster")
    machine, manifest, losses = _pool(resource, spec, resource.name, surroundings)
    values: dict[str, Value] = {
        "cluster_id": Ref(clusters[0].id, "outscale_oks_cluster", "id", "variable"),
        **manifest,
    }
    return Design(
        values=values,
        size=machine.size,
        quantities=machine.quantities,
        losses=tuple(dict.fromkeys(losses)),
        surplus=machine.surplus,
        runner_ups=machine.runner_ups,
    )


def _pool(
    resource: Resource, spec: NodePool, name: str, surroundings: Surroundings
) -> tuple[SizedMachine, dict[str, Value], list[Loss]]:
    machine = spec.machine or VirtualMachine()
    count = next((n for n in (spec.desired, spec.minimum, spec.maximum) if n is not None), 1)
    chosen = sized(resource, machine, surroundings, max(count, 0))
    root = root_disk(machine, surroundings)
    conditions: tuple[tuple[str, object], ...] = (
        ("pool-not-scaled", spec.maximum is not None and spec.maximum > count),
        ("pool-labels", spec.labels or spec.taints),
        ("no-spot", machine.spot),
    )
    losses = [*chosen.losses, *root.losses]
    losses += [
        said(surroundings, word, count=count, maximum=spec.maximum)
        for word, present in conditions
        if present
    ]
    manifest: dict[str, Value] = {
        "name": oks_name(resource, "pool")
        if name == resource.name
        else slug(name).replace("_", "-"),
        "nodes": max(count, 0),
        "node_type": chosen.vm_type,
        "zones": _zones(resource, spec, surroundings),
        "disk": root.size_gib,
        "disk_type": root.type,
    }
    priced = chosen.quantities + root.quantities * max(count, 0)
    return _with(chosen, priced), manifest, losses


def _with(machine: SizedMachine, quantities: bought.Bought) -> SizedMachine:
    return SizedMachine(
        vm_type=machine.vm_type,
        size=machine.size,
        vcpus=machine.vcpus,
        memory_gib=machine.memory_gib,
        quantities=quantities,
        losses=machine.losses,
        surplus=machine.surplus,
        runner_ups=machine.runner_ups,
    )


def _zones(resource: Resource, spec: NodePool, surroundings: Surroundings) -> tuple[str, ...]:
    """The Subregions of its subnets; all of the Region's where the source names none."""
    subnets = resolved(spec.subnets, resource, surroundings, "network.subnet")
    zones = {
        surroundings.zone(subnet)
        for subnet in subnets
        if isinstance(subnet.spec, Subnet) and subnet.zone
    }
    return tuple(sorted(zones)) or surroundings.zones()
