"""What stands behind a listener: machines or addresses, their port, their health check."""

import ipaddress

from msgspec import Struct

from planner.model.choice import Loss, Ref, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import (
    HealthCheck,
    Listener,
    ListenerRule,
    LoadBalancer,
    ScalingGroup,
    TargetGroup,
)
from providers.targets.outscale.disks import MACHINES
from providers.targets.outscale.groups import members_of
from providers.targets.outscale.place import resolved
from providers.targets.outscale.words import said


class Backend(Struct, frozen=True, kw_only=True):
    """One set of machines, and how they are asked whether they are well."""

    port: int | None = None
    protocol: str = ""
    machines: tuple[Ref, ...] = ()
    addresses: tuple[str, ...] = ()
    health: HealthCheck | None = None
    sticky: bool = False
    losses: tuple[Loss, ...] = ()


def backend_of(
    resource: Resource,
    spec: LoadBalancer,
    asked: Listener | ListenerRule,
    surroundings: Surroundings,
) -> Backend:
    """The set that a listener or a rule forwards to; the balancer's own where it names none."""
    for pool in spec.pools:
        if pool.name and pool.name == asked.target_group:
            return _from(pool, resource, None, spec, surroundings)
    for group in resolved((asked.target_group,), resource, surroundings, "network.target_group"):
        if isinstance(group.spec, TargetGroup):
            return _from(group.spec, group, group, spec, surroundings)
    own = TargetGroup(targets=spec.targets, health=spec.health)
    return _from(own, resource, resource, spec, surroundings)


def _from(
    group: TargetGroup,
    near: Resource,
    owner: Resource | None,
    spec: LoadBalancer,
    surroundings: Surroundings,
) -> Backend:
    machines: dict[Ref, None] = {}
    addresses: dict[str, None] = {}
    unknown: list[str] = []
    for word in group.targets:
        found = surroundings.resolve(word, near)
        refs = _machines(found, surroundings) if found is not None else ()
        machines.update(dict.fromkeys(refs))
        if not refs and _is_address(word):
            addresses[word] = None
        elif not refs:
            unknown.append(word)
    if owner is not None:
        for member in surroundings.dependents(owner, kind="compute.autoscaling_group"):
            machines.update(dict.fromkeys(_machines(member, surroundings)))
        for member in surroundings.needs(owner, "routes-to"):
            machines.update(dict.fromkeys(_machines(member, surroundings)))
    losses = (said(surroundings, "targets-unknown", targets=", ".join(unknown)),) if unknown else ()
    return Backend(
        port=group.port,
        protocol=group.protocol,
        machines=tuple(machines),
        addresses=tuple(addresses),
        health=group.health or spec.health,
        sticky=group.sticky,
        losses=losses,
    )


def _machines(found: Resource, surroundings: Surroundings, depth: int = 1) -> tuple[Ref, ...]:
    """The VMs that a resource stands for: itself, a group's members, an interface's machine."""
    if found.kind in MACHINES:
        return (Ref(found.id, "outscale_vm", "vm_id"),)
    if isinstance(found.spec, ScalingGroup):
        return members_of(found, found.spec)
    if found.kind == "compute.nic" and depth:
        around = surroundings.dependents(found) + surroundings.needs(found)
        return tuple(ref for other in around for ref in _machines(other, surroundings, depth - 1))
    return ()


def _is_address(word: str) -> bool:
    try:
        ipaddress.IPv4Address(word)
    except ValueError:
        return False
    return True


def health_values(behind: Backend, surroundings: Surroundings) -> dict[str, Value]:
    """The health check: all four figures are written, since an absent one is sent as 0."""
    limits = surroundings.setting("health")
    check = behind.health or HealthCheck()
    protocol = check.protocol.upper()
    interval = _within(check.interval_seconds, limits["interval"])
    timeout = min(_within(check.timeout_seconds, limits["timeout"]), max(interval - 1, 2))
    path = check.path if check.path.startswith("/") else "/"
    return {
        "health_protocol": protocol,
        "health_port": check.port or behind.port or limits["port"],
        "health_path": path if protocol != "TCP" else None,
        "health_interval": interval,
        "health_timeout": timeout,
        "healthy": _within(check.healthy, limits["thresholds"]),
        "unhealthy": _within(check.unhealthy, limits["thresholds"]),
    }


def _within(asked: int | None, limits: dict[str, int]) -> int:
    """The figure, no lower and no higher than the API takes; the default where none is given."""
    return min(max(limits["default"] if asked is None else asked, limits["least"]), limits["most"])
