"""Load balancers: the ovh type holds address and network, OpenStack's hold what changes.

Everything in the ovh type's `listeners` replaces the balancer when it changes, and gives no ids.
So listeners, pools, members and layer-7 rules are resources of their own.
"""

from msgspec.structs import replace

from planner.model.choice import Blocks, Data, Design, Expression, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import DnsRecord, Listener, LoadBalancer, TargetGroup
from planner.model.text import Text
from providers.targets.ovh import bought, place
from providers.targets.ovh.balancer_losses import balancer_losses
from providers.targets.ovh.layer7 import Rules, policies
from providers.targets.ovh.names import dns_label, label
from providers.targets.ovh.pools import members_of, monitor, pool_entry
from providers.targets.ovh.refusals import unreadable

TYPE = "ovh_cloud_project_loadbalancer"
POOL_TYPE = "openstack_lb_pool_v2"

_PROTOCOLS = {
    "tcp": "TCP",
    "udp": "UDP",
    "tls": "TCP",
    "http": "HTTP",
    "https": "TERMINATED_HTTPS",
}
_SIZES = {"small": "s", "medium": "m", "large": "l", "xl": "xl"}
_OWN_POOL = "default"


def load_balancer(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A balancer with its listeners, the pools written within it, and its layer-7 rules."""
    spec = resource.spec
    if not isinstance(spec, LoadBalancer):
        return unreadable(resource)
    subnets = place.subnets_of(spec.subnets, resource, surroundings)
    first = subnets[0] if subnets else None
    home = place.network_of(first, surroundings) if first else None
    size = str(surroundings.setting("load_balancer_size"))
    pools = _pools(spec)
    rules = _rules(resource, spec, pools, surroundings)
    address = place.of_kind(spec.public_ips, resource, surroundings, "network.public_ip")
    members: dict[str, Value] = {}
    for name, pool in sorted(pools.items()):
        for key, member in members_of(pool, resource, surroundings).items():
            members[f"{name} {key}"] = {"pool": name, "member": member}
    return Design(
        values={
            "name": label(resource.name),
            "flavor": _flavor(size, surroundings),
            "network": place.network_ref(home),
            "subnet": place.subnet_ref(first),
            "gateway": None if spec.internal else place.gateway_ref(home),
            "address": Ref(address[0].id, "openstack_networking_floatingip_v2")
            if address and not spec.internal
            else None,
            "public": not spec.internal and not address,
            "listeners": _listeners(resource, spec, pools, surroundings),
            "pools": _pool_entries(pools) or None,
            "members": members or None,
            "monitors": _monitors(spec, pools) or None,
            "policies": rules.policies or None,
            "rules": rules.rules or None,
            "own": Blocks(({"id": str(resource.id)},)),
        },
        size=size,
        quantities=_bought(
            resource, size, new_address=not spec.internal and not address, surroundings=surroundings
        ),
        losses=balancer_losses(spec, rules, subnets, surroundings),
    )


def _bought(
    resource: Resource, size: str, *, new_address: bool, surroundings: Surroundings
) -> bought.Bought:
    del resource
    balancer = bought.hours(surroundings, bought.BALANCER, "load-balancer", _SIZES[size])
    if not new_address:
        return (balancer,)
    return (
        balancer,
        bought.hours(surroundings, bought.PUBLIC_ADDRESS, "public-ip", "floating"),
    )


def _flavor(size: str, surroundings: Surroundings) -> Value:
    """Id of the size: given by variable, else looked up by its name in the region."""
    del surroundings
    ids = Variable(
        "load_balancer_flavor_ids",
        "map(string)",
        Text(
            en="Id of each size of load balancer; one not given is looked up. {} looks all up.",
            fr="Identifiant de chaque taille de répartiteur ; celui qui manque est cherché. {} les "
            "cherche tous.",
        ),
        sample={name: f"33333333-3333-4333-8333-{n:012d}" for n, name in enumerate(sorted(_SIZES))},
    )
    found = Data("ovh_cloud_project_loadbalancer_flavors", "region", "*.flavors", (("size", size),))
    return Expression(
        "try({ids}[{size}], one([for f in flatten({found}) : f.id if f.name == {size}]))",
        (("ids", ids), ("size", size), ("found", found)),
    )


def _pools(spec: LoadBalancer) -> dict[str, TargetGroup]:
    """Pools written within the balancer, and one for machines that it names itself."""
    pools = {pool.name or f"pool-{number}": pool for number, pool in enumerate(spec.pools, start=1)}
    if spec.targets:
        from_listener = spec.listeners[0] if spec.listeners else None
        pools[_OWN_POOL] = TargetGroup(
            port=from_listener.port if from_listener else None,
            protocol=from_listener.protocol if from_listener else "tcp",
            targets=spec.targets,
            health=spec.health,
        )
    return pools


def _pool_entries(pools: dict[str, TargetGroup]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for name, pool in sorted(pools.items()):
        found[name] = pool_entry(pool)
    return found


def _monitors(spec: LoadBalancer, pools: dict[str, TargetGroup]) -> dict[str, Value]:
    del spec
    found: dict[str, Value] = {}
    for name, pool in sorted(pools.items()):
        if pool.health is not None:
            found[name] = monitor(pool.health)
    return found


def _rules(
    resource: Resource,
    spec: LoadBalancer,
    pools: dict[str, TargetGroup],
    surroundings: Surroundings,
) -> Rules:
    def pool_of(word: str) -> Value:
        return _pool_ref(word, resource, pools, surroundings)

    return policies(
        {listener_key(listener): listener for listener in read_listeners(spec)},
        pool_of,
        _hosts(resource, surroundings),
        dns_label(resource.name, "balancer").replace("-", "_"),
    )


def read_listeners(spec: LoadBalancer) -> tuple[Listener, ...]:
    """Listeners whose port was read; those that share port and protocol (by host) are one here."""
    found: dict[str, Listener] = {}
    for listener in spec.listeners:
        if listener.port <= 0:
            continue
        key = listener_key(listener)
        first = found.get(key)
        found[key] = (
            listener
            if first is None
            else replace(
                first,
                rules=first.rules + listener.rules,
                target_group=first.target_group or listener.target_group,
                certificate=first.certificate or listener.certificate,
                redirect_to=first.redirect_to or listener.redirect_to,
            )
        )
    return tuple(found.values())


def listener_key(listener: Listener) -> str:
    """The name of a listener: its protocol and port."""
    return f"{listener.protocol}-{listener.port}"


def _listeners(
    resource: Resource,
    spec: LoadBalancer,
    pools: dict[str, TargetGroup],
    surroundings: Surroundings,
) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for listener in read_listeners(spec):
        protocol = _PROTOCOLS[listener.protocol]
        terminated = protocol == "TERMINATED_HTTPS"
        word = listener.target_group or (_OWN_POOL if _OWN_POOL in pools else "")
        found[listener_key(listener)] = {
            "protocol": protocol,
            "port": listener.port,
            "pool": _pool_ref(word, resource, pools, surroundings),
            "certificate": _certificate(resource, surroundings) if terminated else None,
            "forwarded": protocol in {"HTTP", "TERMINATED_HTTPS"},
        }
    return {key: found[key] for key in sorted(found)}


def _certificate(resource: Resource, surroundings: Surroundings) -> Value:
    del surroundings
    name = dns_label(resource.name, "balancer").replace("-", "_")
    return Variable(
        f"{name}_tls_container",
        "string",
        Text(
            en=f"Key Manager container with the certificate of {label(resource.name)}: its "
            f"container_ref.",
            fr=f"Conteneur Key Manager du certificat de {label(resource.name)} : son "
            f"container_ref.",
        ),
        sample="https://key-manager.example.org/v1/containers/11111111-1111-4111-8111-111111111111",
    )


def _pool_ref(
    word: str,
    resource: Resource,
    pools: dict[str, TargetGroup],
    surroundings: Surroundings,
) -> Value:
    if not word:
        return None
    if word in pools:
        return Ref(resource.id, POOL_TYPE, index=word)
    found = place.of_kind((word,), resource, surroundings, "network.target_group")
    return Ref(found[0].id, POOL_TYPE) if found else None


def _hosts(resource: Resource, surroundings: Surroundings) -> tuple[str, ...]:
    """Names that lead to the balancer, from the records that were read."""
    from_records = {
        record.spec.name
        for record in surroundings.dependents(resource, None, "dns.record")
        if isinstance(record.spec, DnsRecord) and record.spec.name and "*" not in record.spec.name
    }
    return tuple(sorted(from_records))
