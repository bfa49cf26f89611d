"""Redis: version, nodes, private network; Memcached moves to it with a change of protocol."""

from planner.model.choice import Design, Loss, Need, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Cache, VirtualMachine
from providers.targets.scaleway import bought
from providers.targets.scaleway.lookup import asked_network, nearest_network
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import LONGEST_NAME, name_of, tags_of, variable_word


def redis(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A Redis of one node, of two with a standby, or a cluster of three and more."""
    spec = resource.spec if isinstance(resource.spec, Cache) else Cache()
    version = around.setting("redis_version")
    nodes = _nodes(spec, around)
    zone = _zone(resource, around)
    machine = VirtualMachine(size=spec.size, memory_gib=spec.memory_gib)
    memory = around.need(resource, machine).memory_gib
    size = around.size(resource, Need(memory_gib=memory), "redis")
    chosen: Value = size.offer.name if size else _node_type(resource, memory, around)
    if size is not None:
        quantity: bought.Bought = bought.hourly(
            around, "cache-node", ("redis", size.offer.name, ""), zone, nodes
        )
    else:
        reason = text(around, "redis-size-unknown", name=resource.name)
        quantity = bought.unknown(around, "cache-node", ("redis", "", "hour"), zone, reason)
    return Design(
        values={
            "name": name_of(resource),
            "secret": f"{name_of(resource, LONGEST_NAME - 6)}-admin",
            "version": version,
            "node_type": chosen,
            "nodes": nodes,
            "tls": spec.encrypted_in_transit is not False,
            "zone": zone,
            "network": nearest_network(spec.subnets, resource, around, zone)
            or asked_network(resource, around),
            "tags": tags_of(resource),
        },
        size=size.offer.name if size else "",
        quantities=(quantity,),
        losses=tuple(_losses(spec, nodes, around, sized=size is not None)),
    )


def _nodes(spec: Cache, around: Surroundings) -> int:
    """1 alone, 2 with a standby, 3 to 6 as a cluster."""
    most = around.setting("redis_nodes")
    if (spec.shards or 1) > 1:
        return int(min(max(spec.shards or 1, 3), most))
    alone = spec.high_availability is False or (spec.nodes or 1) <= 1
    return 1 if alone and not spec.high_availability else 2


def _zone(resource: Resource, around: Surroundings) -> str:
    sold: list[str] = around.setting("redis_zones")
    zone = around.zone(resource)
    return zone if zone in sold else next((one for one in around.zones() if one in sold), zone)


def _node_type(resource: Resource, memory: float | None, around: Surroundings) -> Variable:
    asked = "?" if memory is None else f"{memory:g}"
    return Variable(
        name=f"{variable_word(name_of(resource))}_node_type",
        type="string",
        description=text(around, "redis-node-type", name=resource.name, memory=asked),
        sample="RED1-XS",
    )


def _losses(spec: Cache, nodes: int, around: Surroundings, *, sized: bool) -> list[Loss]:
    version = around.setting("redis_version")
    most = around.setting("redis_nodes")
    same = spec.version and version.split(".")[0] == spec.version.split(".")[0]
    told: tuple[tuple[bool, str, dict[str, object]], ...] = (
        (not sized, "redis-memory-unknown", {}),
        (not same, "redis-version", {"asked": spec.version or "?", "version": version}),
        ((spec.shards or 1) > most, "redis-shards", {"shards": spec.shards, "most": most}),
        ((spec.nodes or 1) > nodes > 1, "redis-replicas", {"nodes": spec.nodes}),
        (bool(spec.encrypted), "redis-at-rest", {}),
        (not spec.subnets, "redis-no-network", {}),
        (bool(spec.security_groups), "redis-firewall", {}),
    )
    return [loss(around, name, **words) for holds, name, words in told if holds]
