"""Target groups: a backend of the balancer that uses them, with servers by address."""

import ipaddress
from collections.abc import Iterable

from planner.model.choice import Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import HealthCheck, LoadBalancer, ScalingGroup, TargetGroup
from providers.targets.scaleway.said import loss
from providers.targets.scaleway.words import name_of

_BALANCERS = frozenset({"network.lb_l4", "network.lb_l7", "network.lb_classic"})
_MACHINES = frozenset({"compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot"})
_HTTP = frozenset({"http", "https"})


def target_group(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A backend of one balancer; nothing where no balancer of the plan uses it."""
    spec = resource.spec if isinstance(resource.spec, TargetGroup) else TargetGroup()
    balancers = balancers_of(resource, around)
    if not balancers:
        return Design(values={}, without_terraform=True, losses=(loss(around, "backend-unused"),))
    losses: list[Loss] = []
    if len(balancers) > 1:
        others = ", ".join(other.name for other in balancers[1:])
        losses.append(loss(around, "backend-shared", others=others))
    http = layer_of(balancers[0]) == 7 and spec.protocol in {*_HTTP, ""}  # noqa: PLR2004
    values, said = backend_values(resource, spec, http=http, around=around)
    return Design(
        values={
            "name": name_of(resource),
            "lb": Ref(balancers[0].id, "scaleway_lb", "id", "variable"),
            **values,
        },
        losses=(*losses, *said),
    )


def layer_of(balancer: Resource) -> int:
    """4 or 7."""
    return balancer.spec.layer if isinstance(balancer.spec, LoadBalancer) else 7


def balancers_of(group: Resource, around: Surroundings) -> tuple[Resource, ...]:
    """The balancers that send to a target group, sorted by id."""
    found = {
        other.id: other
        for other in (*around.dependents(group), *around.needs(group))
        if other.kind in _BALANCERS
    }
    spec = group.spec
    named = around.resolve(spec.balancer, group) if isinstance(spec, TargetGroup) else None
    if named is not None and named.kind in _BALANCERS:
        found[named.id] = named
    return tuple(found[id_] for id_ in sorted(found))


def backend_values(
    resource: Resource, spec: TargetGroup, *, http: bool, around: Surroundings
) -> tuple[dict[str, Value], list[Loss]]:
    """Arguments of a backend but its name and balancer, and what is lost."""
    servers, losses = servers_of(resource, spec, around)
    filled = bool(around.dependents(resource, kind="compute.autoscaling_group"))
    if not servers and not filled:
        losses.append(loss(around, "backend-empty"))
    port = spec.port or (80 if http else None)
    if port is None:
        losses.append(loss(around, "backend-port-unknown"))
        port = 80
    if spec.protocol == "udp":
        losses.append(loss(around, "udp"))
    health = spec.health or HealthCheck()
    kind = health.protocol if http or health.protocol == "tcp" else "tcp"
    if spec.health is None:
        losses.append(loss(around, "health-unknown"))
    bridged = spec.protocol in {"https", "tls"}
    values: dict[str, Value] = {
        "protocol": "http" if http else "tcp",
        "port": port,
        "servers": servers or None,
        "filled": filled,
        "sticky": ("cookie" if http else "table") if spec.sticky else None,
        "cookie": "SRV" if spec.sticky and http else None,
        "bridged": True if bridged else None,
        **_health_values(health, kind, losses, around),
    }
    return values, losses


def _health_values(
    health: HealthCheck, kind: str, losses: list[Loss], around: Surroundings
) -> dict[str, Value]:
    code = _code(health.codes)
    if health.codes and code is None:
        losses.append(loss(around, "health-codes", codes=health.codes))
    interval = health.interval_seconds
    timeout = health.timeout_seconds
    return {
        "check_http": kind == "http",
        "check_https": kind == "https",
        "check_path": health.path or "/",
        "check_code": code or 200,
        "check_port": health.port,
        "check_delay": f"{interval}s" if interval else None,
        "check_timeout": f"{timeout}s" if timeout else None,
        "check_retries": health.unhealthy,
    }


def _code(codes: str) -> int | None:
    """The one HTTP code that a check expects; a list or range has no place."""
    return int(codes) if codes.isdecimal() and len(codes) == 3 else None  # noqa: PLR2004


def servers_of(
    resource: Resource, spec: TargetGroup, around: Surroundings
) -> tuple[tuple[Value, ...], list[Loss]]:
    """Private addresses of the targets: of machines by reference, else as written."""
    losses: list[Loss] = []
    found: dict[str, Value] = {}
    # a pool written within its balancer has a name and names its own; what the balancer routes to is for
    # all of its pools together
    routed = () if spec.name else around.needs(resource, "routes-to")
    words = (*spec.targets, *(other.id for other in routed))
    for word in dict.fromkeys(words):
        target = around.resolve(word, resource)
        if target is not None and target.kind in _MACHINES:
            found[target.id] = Ref(target.id, "scaleway_ipam_ip", "address")
        elif target is None and _is_address(word):
            found[word] = word
        elif target is None or not isinstance(target.spec, ScalingGroup | LoadBalancer):
            losses.append(loss(around, "backend-target", target=word))
    return tuple(found[key] for key in sorted(found)), losses


def _is_address(word: str) -> bool:
    try:
        ipaddress.ip_address(word)
    except ValueError:
        return False
    return True


def groups_named(words: Iterable[str], near: Resource, around: Surroundings) -> list[Resource]:
    """The target groups that words name, each once."""
    found: dict[str, Resource] = {}
    for word in words:
        group = around.resolve(word, near) if word else None
        if group is not None and group.kind == "network.target_group":
            found.setdefault(group.id, group)
    return list(found.values())
