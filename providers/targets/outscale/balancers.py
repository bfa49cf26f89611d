"""Load balancers: listeners, the machines behind them, the health check, rules by host and path."""

from planner.model.choice import Blocks, Design, Loss, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Listener, LoadBalancer, TargetGroup
from planner.model.text import Text
from providers.targets.outscale import bought
from providers.targets.outscale.backends import Backend, backend_of, health_values
from providers.targets.outscale.fronts import front_subnets, front_values
from providers.targets.outscale.machines import alone
from providers.targets.outscale.names import balancer_name, rule_name, slug, tags
from providers.targets.outscale.place import resolved
from providers.targets.outscale.words import refused, said

_PROTOCOLS = {"tcp": "TCP", "tls": "SSL", "http": "HTTP", "https": "HTTPS"}
_WEB = ("HTTP", "HTTPS")
_PORTS = 65535
_PATTERN = 128
_WILDCARDS = 3


def load_balancer(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A balancer in one subnet with one set of machines, and rules for parts of the traffic."""
    spec = resource.spec
    if not isinstance(spec, LoadBalancer):
        return refused(surroundings, "not-read")
    losses: list[Loss] = []
    listeners: list[tuple[Listener, Backend]] = []
    for listener in sorted(spec.listeners, key=lambda one: (one.port, one.protocol)):
        word = _unanswered(listener)
        if word:
            losses.append(said(surroundings, word, port=listener.port, to=listener.redirect_to))
            continue
        listeners.append((listener, backend_of(resource, spec, listener, surroundings)))
    if not listeners:
        return refused(surroundings, "no-listener-left")
    rules, backends = _rules(resource, spec, listeners, surroundings, losses)
    everything = [behind for _, behind in listeners] + backends
    subnets = front_subnets(resource, spec, everything, surroundings)
    losses += [loss for behind in everything for loss in behind.losses]
    losses += _losses(spec, listeners, subnets, backends, surroundings)
    values: dict[str, Value] = {
        "load_balancer_name": balancer_name(resource),
        "load_balancer_type": "internal" if spec.internal else "internet-facing",
        **front_values(
            resource, spec, subnets, tuple(one.port for one, _ in listeners), surroundings
        ),
        "listeners": Blocks(
            tuple(_listener(resource, one, behind, surroundings) for one, behind in listeners)
        ),
        **_members(everything, losses, surroundings),
        **health_values(listeners[0][1], surroundings),
        "rules": rules or None,
        "sticky_port": _sticky_port(listeners),
        "sticky_name": f"{balancer_name(resource)[:25]}-sticky",
        "tags": dict(tags(resource)),
        "alone": alone(resource),
    }
    return Design(
        values=values,
        losses=tuple(dict.fromkeys(losses)),
        quantities=(bought.hours(surroundings, "balancer"),),
    )


def _unanswered(listener: Listener) -> str:
    """The loss of a listener that cannot be built; empty where it can."""
    if listener.protocol == "udp":
        return "no-udp"
    if not 0 < listener.port <= _PORTS:
        return "listener-without-port"
    return "no-redirect" if listener.redirect_to else ""


def _listener(
    resource: Resource, listener: Listener, behind: Backend, surroundings: Surroundings
) -> dict[str, Value]:
    front = _PROTOCOLS[listener.protocol]
    back = _PROTOCOLS.get(behind.protocol, front)
    if front in _WEB and back not in _WEB:
        back = "HTTP"
    if front not in _WEB:
        back = "SSL" if back in ("SSL", "HTTPS") and front == "SSL" else "TCP"
    return {
        "port": listener.port,
        "protocol": front,
        "backend_port": behind.port or listener.port,
        "backend_protocol": back,
        "certificate": _certificate(resource, listener, surroundings)
        if front in ("HTTPS", "SSL")
        else None,
    }


def _certificate(resource: Resource, listener: Listener, surroundings: Surroundings) -> Variable:
    """The ORN of a certificate that is uploaded apart, so that its key never enters the state."""
    found = resolved((listener.certificate,), resource, surroundings)
    name = found[0].name if found else resource.name
    return Variable(
        name=f"{slug(name)}_certificate_orn",
        type="string",
        description=Text(
            en=f"ORN of the server certificate for {name}, uploaded beforehand.",
            fr=f"ORN du certificat serveur pour {name}, téléversé au préalable.",
        ),
        sample="orn:ows:idauth::123456789012:server-certificate/sample",
    )


def _members(
    everything: list[Backend], losses: list[Loss], surroundings: Surroundings
) -> dict[str, Value]:
    """VMs, or addresses where there are no VMs: never both."""
    machines = tuple(dict.fromkeys(ref for behind in everything for ref in behind.machines))
    addresses = tuple(dict.fromkeys(text for behind in everything for text in behind.addresses))
    if machines and addresses:
        losses.append(said(surroundings, "addresses-left-out", addresses=", ".join(addresses)))
        addresses = ()
    if not machines and not addresses:
        losses.append(said(surroundings, "no-members"))
    return {
        "has_members": bool(machines or addresses),
        "backend_vm_ids": machines or None,
        "backend_ips": addresses or None,
    }


def _rules(
    resource: Resource,
    spec: LoadBalancer,
    listeners: list[tuple[Listener, Backend]],
    surroundings: Surroundings,
    losses: list[Loss],
) -> tuple[dict[str, Value], list[Backend]]:
    """Rules by host and path, in the source's order, each with a priority of its own."""
    made: dict[str, Value] = {}
    backends: list[Backend] = []
    for listener, _ in listeners:
        for rule in sorted(listener.rules, key=lambda one: one.priority or 0):
            behind = backend_of(resource, spec, rule, surroundings)
            pairs = [(host, path) for host in rule.hosts or ("",) for path in rule.paths or ("",)]
            fitting = [pair for pair in pairs if any(pair) and all(map(_is_pattern, pair))]
            if rule.action != "forward" or not behind.machines or len(fitting) < len(pairs):
                losses.append(
                    said(surroundings, "rule-left-out", rule=_shown(rule.hosts, rule.paths))
                )
            if rule.action != "forward" or not behind.machines:
                continue
            backends.append(behind)
            for host, path in fitting:
                number = len(made) + 1
                made[rule_name(resource, number)] = {
                    "port": listener.port,
                    "priority": number * 10,
                    "host": host or None,
                    "path": path or None,
                    "vm_ids": behind.machines,
                }
    return made, backends


def _is_pattern(text: str) -> bool:
    return len(text) <= _PATTERN and text.count("*") <= _WILDCARDS


def _shown(hosts: tuple[str, ...], paths: tuple[str, ...]) -> str:
    return ", ".join((*hosts, *paths)) or "-"


def _losses(
    spec: LoadBalancer,
    listeners: list[tuple[Listener, Backend]],
    subnets: tuple[Resource, ...],
    backends: list[Backend],
    surroundings: Surroundings,
) -> list[Loss]:
    sets = {behind.machines for _, behind in listeners}
    sticky = [one for one, behind in listeners if behind.sticky]
    conditions: tuple[tuple[str, object], ...] = (
        ("one-subnet", len(subnets) > 1),
        ("one-set-of-machines", len(sets) > 1 or backends),
        ("no-web-firewall", spec.web_firewall),
        ("access-logs", spec.access_logs),
        ("address-not-kept", spec.public_ips),
        ("client-address", spec.layer == 4),  # noqa: PLR2004 - the layer
        ("certificate-by-hand", any(one.protocol in ("https", "tls") for one, _ in listeners)),
        ("sticky-on-one-port", len(sticky) > 1),
    )
    return [said(surroundings, word) for word, present in conditions if present]


def _sticky_port(listeners: list[tuple[Listener, Backend]]) -> int | None:
    """The port whose sessions stick: cookies need HTTP."""
    ports = [
        one.port for one, behind in listeners if behind.sticky and one.protocol in ("http", "https")
    ]
    return ports[-1] if ports else None


def target_group(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """The machines behind a balancer are written with it."""
    if not isinstance(resource.spec, TargetGroup):
        return refused(surroundings, "not-read")
    balancers = [
        other
        for other in surroundings.dependents(resource) + surroundings.needs(resource)
        if (other.kind or "").startswith("network.lb_")
    ]
    losses = () if balancers else (said(surroundings, "group-without-balancer"),)
    return Design(values={}, without_terraform=True, losses=losses)
