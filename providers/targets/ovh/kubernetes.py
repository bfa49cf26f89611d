"""Managed Kubernetes: clusters and node pools."""

from ipaddress import ip_network

from msgspec.structs import replace

from planner.model.choice import Blocks, Design, Ref, Refusal, Sized, Value
from planner.model.money import Quantity
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Cluster, NodePool
from planner.model.text import Text
from providers.targets.ovh import bought, place
from providers.targets.ovh.kubernetes_losses import cluster_losses, pool_losses
from providers.targets.ovh.machines import need_words
from providers.targets.ovh.names import dns_label, label
from providers.targets.ovh.refusals import too_large, unreadable

CLUSTER_TYPE = "ovh_cloud_project_kube"
_CATALOGUE = "node"
_EFFECTS = {
    "NO_SCHEDULE": "NoSchedule",
    "NO_EXECUTE": "NoExecute",
    "PREFER_NO_SCHEDULE": "PreferNoSchedule",
}


def cluster(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A cluster whose nodes stand in the private network, with the pools written within it."""
    spec = resource.spec
    if not isinstance(spec, Cluster):
        return unreadable(resource)
    subnets = place.subnets_of(spec.subnets, resource, surroundings)
    home = place.network_of(subnets[0], surroundings) if subnets else None
    version, exact = _version(spec.version, surroundings)
    plan = "standard" if spec.tier.lower() in {"standard", "premium"} else "free"
    inner = _inner_pools(resource, spec, surroundings)
    node_subnet = place.subnet_ref(subnets[0] if subnets else None)
    return Design(
        values={
            "name": label(resource.name),
            "version": version,
            "plan": plan,
            "network": place.network_ref(home),
            "subnet": node_subnet,
            "gateway": place.gateway_ref(home),
            "pools": _inner_values(inner) or None,
            "own": Blocks(({"id": str(resource.id)},)) if inner else None,
        },
        quantities=(
            bought.hours(surroundings, bought.CONTROL_PLANE, "kubernetes", plan),
            *(quantity for _, quantity in inner.values()),
        ),
        losses=cluster_losses(
            spec,
            version,
            exact=exact,
            clash=_clashes(resource, subnets, surroundings),
            unsized=len(spec.pools) - len(inner),
        ),
    )


def _version(wanted: str, surroundings: Surroundings) -> tuple[str, bool]:
    """The minor version asked for where offered, else the nearest higher, else the newest."""
    offered = [str(version) for version in surroundings.setting("kubernetes_versions")]
    minor = _minor(wanted)
    for version in offered:
        if minor is not None and _minor(version) == minor:
            return version, True
    for version in offered:
        known = _minor(version)
        if minor is not None and known is not None and known > minor:
            return version, False
    return offered[-1], not wanted


def _minor(version: str) -> tuple[int, int] | None:
    parts = version.removeprefix("v").split(".")
    numbers = ["".join(sign for sign in part if sign.isdigit()) for part in parts[:2]]
    if len(numbers) < 2 or not all(numbers):  # noqa: PLR2004 - major and minor
        return None
    return int(numbers[0][:4]), int(numbers[1][:4])


def _clashes(
    resource: Resource, subnets: tuple[Resource, ...], surroundings: Surroundings
) -> tuple[str, ...]:
    """Ranges of its subnets that overlap those which the service keeps for itself."""
    del resource
    reserved = [ip_network(str(one)) for one in surroundings.setting("kubernetes_reserved_ranges")]
    ranges = [range_ for subnet in subnets if (range_ := place.ipv4_range(subnet))]
    return tuple(
        range_ for range_ in ranges if any(ip_network(range_).overlaps(one) for one in reserved)
    )


def _inner_pools(
    resource: Resource, spec: Cluster, surroundings: Surroundings
) -> dict[str, tuple[dict[str, Value], Quantity]]:
    found: dict[str, tuple[dict[str, Value], Quantity]] = {}
    for number, pool in enumerate(spec.pools, start=1):
        size = _size(resource, pool, surroundings)
        if size is None:
            continue
        name = dns_label(pool.name or f"pool-{number}", "pool")
        values = _pool_values(pool, size, surroundings)
        desired = int(str(values["desired"]))
        found[name] = (values, bought.machine(surroundings, size.offer, desired))
    return found


def _inner_values(inner: dict[str, tuple[dict[str, Value], Quantity]]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name in sorted(inner):
        found[name] = inner[name][0]
    return found


def node_pool(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A pool of its cluster, on the cheapest flavour that holds its machines."""
    spec = resource.spec
    if not isinstance(spec, NodePool):
        return unreadable(resource)
    found = place.of_kind((spec.cluster,), resource, surroundings, "k8s.cluster")
    if not found:
        found = surroundings.needs(resource, None, "k8s.cluster")
    if not found:
        return _NO_CLUSTER
    size = _size(resource, spec, surroundings)
    if size is None:
        need = surroundings.need(resource, spec.machine) if spec.machine else None
        return too_large(need_words(spec.machine, need) if spec.machine and need else _UNKNOWN_NODE)
    values = _pool_values(spec, size, surroundings)
    zones = surroundings.zones()
    zone = surroundings.zone(resource)
    return Design(
        values={
            "name": dns_label(resource.name, "pool"),
            "cluster": Ref(found[0].id, CLUSTER_TYPE),
            **values,
            "marked": bool(spec.labels or spec.taints),
            "zones": (zone,) if len(zones) > 1 else None,
        },
        size=size.offer.name,
        quantities=(bought.machine(surroundings, size.offer, int(str(values["desired"]))),),
        losses=pool_losses(spec, resource.name),
        surplus=size.surplus,
        runner_ups=size.runner_ups,
    )


def _size(resource: Resource, spec: NodePool, surroundings: Surroundings) -> Sized | None:
    if spec.machine is None:
        return None
    need = surroundings.need(resource, spec.machine)
    return surroundings.size(
        resource, replace(need, architecture="x86_64", local_disk_gib=0), _CATALOGUE
    )


def _pool_values(spec: NodePool, size: Sized, surroundings: Surroundings) -> dict[str, Value]:
    """Counts in order: minimum, desired, maximum; the service refuses others."""
    del surroundings
    minimum = max(spec.minimum if spec.minimum is not None else (spec.desired or 1), 0)
    maximum = max(spec.maximum if spec.maximum is not None else minimum, minimum, 1)
    wanted = spec.desired if spec.desired is not None else minimum
    desired = min(max(wanted, minimum), maximum)
    taints: list[Value] = []
    for key, value, effect in spec.taints:
        taints.append({"key": key, "value": value, "effect": _EFFECTS.get(effect, effect)})
    labels: dict[str, Value] = dict(sorted(spec.labels))
    return {
        "flavor": size.offer.name,
        "minimum": minimum,
        "maximum": maximum,
        "desired": desired,
        "autoscale": maximum > minimum,
        "labels": labels,
        "taints": tuple(taints),
    }


_UNKNOWN_NODE = Text(en="machine type not read", fr="type de machine non lu")
_NO_CLUSTER = Refusal(
    "limit",
    Text(
        en="Its cluster was not read.",
        fr="Sa grappe n'a pas été lue.",
    ),
    Text(
        en="Add the cluster to the inputs.",
        fr="Ajoutez la grappe aux entrées.",
    ),
)
