"""Load balancers: address, networks, frontends with their rules, certificates, own backends."""

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Listener, LoadBalancer, TargetGroup
from providers.targets.scaleway import bought, frontend
from providers.targets.scaleway.backend import backend_values
from providers.targets.scaleway.lookup import alone, private_networks, resolved, subnets_of
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of, variable_word


def load_balancer(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A balancer in one zone, with one frontend a listener."""
    spec = resource.spec if isinstance(resource.spec, LoadBalancer) else LoadBalancer()
    zone = around.zone(resource)
    size = around.setting("balancer_type")
    pools, losses = own_pools(resource, spec, around)
    listeners, said_listeners = frontend.listeners_of(spec, around)
    losses += said_listeners
    hosts = frontend.hosts_of(resource, around)
    written: list[dict[str, Value]] = []
    for listener in listeners:
        values, said = frontend.frontend(resource, listener, pools, around)
        losses += said
        if values is not None:
            written.append(values)
    tls = any(one["tls"] for one in written)
    if tls:
        losses.append(loss(around, "certificate-after-switch"))
    losses += _told(spec, around)
    networks = private_networks(_subnets(resource, spec, around), resource, around)
    return Design(
        values={
            "name": name_of(resource),
            "type": size,
            "zone": zone,
            "public": not spec.internal,
            "networks": Blocks(tuple({"id": network} for network in networks)),
            "pools": Blocks(tuple(pools.values())),
            "frontends": Blocks(tuple(written)),
            "tls": tls,
            "host": (hosts[0] if hosts else _host(resource, around)) if tls else None,
            "other_hosts": hosts[1:] or None,
            "switched": _switched(around) if tls else None,
            "tags": tags_of(resource),
            **alone(resource),
        },
        size=size,
        quantities=_bought(size, zone, around, public=not spec.internal),
        losses=tuple(dict.fromkeys(losses)),
    )


def _bought(
    size: str, zone: str, around: Surroundings, *, public: bool
) -> tuple[bought.Bought, ...]:
    balancer = bought.hourly(around, "load-balancer", ("load-balancer", size, ""), zone)
    return (balancer, bought.address(around, "load-balancer", zone)) if public else (balancer,)


def _subnets(resource: Resource, spec: LoadBalancer, around: Surroundings) -> tuple[str, ...]:
    """Subnets of the balancer and of the machines behind it: it must reach both."""
    behind = [*resolved(spec.targets, resource, around)]
    for group in around.needs(resource, kind="network.target_group"):
        behind += around.needs(group, "routes-to")
        behind += around.dependents(group, kind="compute.autoscaling_group")
    return tuple(
        dict.fromkeys((*spec.subnets, *(word for one in behind for word in subnets_of(one))))
    )


def own_pools(
    resource: Resource, spec: LoadBalancer, around: Surroundings
) -> tuple[dict[str, dict[str, Value]], list[Loss]]:
    """Backends written within the balancer, by the name that listeners quote."""
    pools: dict[str, dict[str, Value]] = {}
    losses: list[Loss] = []
    http = spec.layer == 7  # noqa: PLR2004 - the layer of HTTP
    groups = list(spec.pools)
    if spec.targets and not groups:
        groups = _classic(spec)
    for number, group in enumerate(groups, 1):
        asked = http and group.protocol not in {"tcp", "tls", "udp"}
        values, said = backend_values(resource, group, http=asked, around=around)
        losses += said
        name = group.name or f"pool-{number}"
        shown = f"{name_of(resource, 40)}-{number}"
        pools.setdefault(name, {"number": number, "name": shown, **values})
    return pools, losses


def _classic(spec: LoadBalancer) -> list[TargetGroup]:
    """A classic balancer names its machines itself: one pool a port that listeners forward to."""
    ports: dict[str, Listener] = {}
    for listener in spec.listeners:
        ports.setdefault(listener.target_group or str(listener.port), listener)
    return [
        TargetGroup(
            name=name,
            port=int(name) if name.isdecimal() else listener.port,
            protocol="http" if listener.protocol in {"http", "https"} else "tcp",
            targets=spec.targets,
            health=spec.health,
        )
        for name, listener in ports.items()
    ]


def _host(resource: Resource, around: Surroundings) -> Variable:
    return Variable(
        name=f"{variable_word(name_of(resource))}_host",
        type="string",
        description=text(around, "host-variable", name=resource.name),
        sample="www.example.org",
    )


def _switched(around: Surroundings) -> Variable:
    return Variable(
        name="names_switched",
        type="bool",
        description=text(around, "switched-variable"),
        default=False,
        required=False,
    )


def _told(spec: LoadBalancer, around: Surroundings) -> list[Loss]:
    told = (
        (spec.web_firewall, "web-firewall"),
        (bool(spec.access_logs), "access-logs"),
        (len(spec.subnets) > 1, "balancer-one-zone"),
        (not spec.listeners, "no-listener"),
    )
    return [loss(around, name) for holds, name in told if holds]


def balancer_address(resource: Resource) -> Ref:
    """The public address of a balancer."""
    return Ref(resource.id, "scaleway_lb_ip", "ip_address", "variable")
