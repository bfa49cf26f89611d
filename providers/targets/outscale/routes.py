"""Route tables: one route for each destination, one link for each subnet."""

from planner.model.choice import Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Route, RouteTable
from providers.targets.outscale.disks import MACHINES
from providers.targets.outscale.machines import alone
from providers.targets.outscale.names import tags
from providers.targets.outscale.network import net_ref, v4_ranges
from providers.targets.outscale.peerings import peer_routes
from providers.targets.outscale.place import network_of, resolved, subnet_ref
from providers.targets.outscale.words import refused, said

ANYWHERE = "0.0.0.0/0"
_HOPS = ("gateway", "nat", "peering", "machine")


def route_table(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A route table with its routes and links; the main one replaces the Net's own."""
    spec = resource.spec
    if not isinstance(spec, RouteTable):
        return refused(surroundings, "not-read")
    linked = linked_subnets(resource, surroundings)
    network = _network(resource, spec, tuple(linked.values()), surroundings)
    if network is None:
        return refused(surroundings, "table-without-network")
    routes, losses = _routes(resource, spec, surroundings)
    taken = any(ANYWHERE in one for one in routes.values())
    if network.cloud in surroundings.setting("implicit_internet") and not taken:
        routes["gateway"][ANYWHERE] = way_out(network)
    named = {destination for there in routes.values() for destination in there}
    peers = peer_routes(network, surroundings).items()
    routes["peering"].update({to: hop for to, hop in peers if to not in named})
    links: dict[str, Value] = {key: subnet_ref(subnet) for key, subnet in linked.items()}
    values: dict[str, Value] = {
        "net_id": net_ref(network),
        **{f"{hop}_routes": {**there} if there else None for hop, there in routes.items()},
        "links": links or None,
        "main": spec.main,
        "tags": dict(tags(resource)),
        "alone": alone(resource),
    }
    return Design(values=values, losses=tuple(losses))


def linked_subnets(resource: Resource, surroundings: Surroundings) -> dict[str, Resource]:
    """Key of the link -> subnet: the subnet's name, with a number where two bear the same."""
    spec = resource.spec
    words = spec.subnets if isinstance(spec, RouteTable) else ()
    found = {one.id: one for one in resolved(words, resource, surroundings, "network.subnet")}
    for other in surroundings.dependents(resource, kind="network.subnet"):
        found.setdefault(other.id, other)
    keys: dict[str, Resource] = {}
    for id_ in sorted(found):
        name, number = found[id_].name or "subnet", 2
        key = name
        while key in keys:
            key, number = f"{name}-{number}", number + 1
        keys[key] = found[id_]
    return keys


def link_to(subnet: Resource, gateway: Resource, surroundings: Surroundings) -> Ref:
    """The subnet's id, by way of its route table's link: so that what uses it waits for the routes.

    Nothing of a NAT service refers to the default route of its subnet, which must come first. A
    table that itself routes to the gateway would make a circle: there it is the subnet's own id.
    """
    tables = surroundings.needs(subnet, kind="network.route_table") + surroundings.dependents(
        subnet, kind="network.route_table"
    )
    for table in tables:
        if not isinstance(table.spec, RouteTable):
            continue
        hops = resolved((route.next_hop for route in table.spec.routes), table, surroundings)
        if any(hop.id == gateway.id for hop in hops):
            continue
        for key, one in linked_subnets(table, surroundings).items():
            if one.id == subnet.id:
                return Ref(table.id, "outscale_route_table_link", "subnet_id", index=key)
    return subnet_ref(subnet)


def way_out(network: Resource) -> Ref:
    """The internet service that a Net has of itself, once it is linked."""
    return Ref(network.id, "outscale_internet_service_link", "internet_service_id")


def _network(
    resource: Resource, spec: RouteTable, subnets: tuple[Resource, ...], surroundings: Surroundings
) -> Resource | None:
    named = resolved((spec.network,), resource, surroundings, "network.vpc")
    if named:
        return named[0]
    known = surroundings.needs(resource, "in", "network.vpc")
    return known[0] if known else network_of(subnets, surroundings)


def _routes(
    resource: Resource, spec: RouteTable, surroundings: Surroundings
) -> tuple[dict[str, dict[str, Value]], list[Loss]]:
    """Sort of hop -> destination -> id: a route takes exactly one, under a name of its own."""
    routes: dict[str, dict[str, Value]] = {hop: {} for hop in _HOPS}
    losses: list[Loss] = []
    for route in sorted(spec.routes, key=lambda one: one.destination):
        if route.hop_kind == "local":
            continue
        ranges = v4_ranges((route.destination,))
        if not ranges:
            word = "no-ipv6" if ":" in route.destination else "route-left-out"
            losses.append(said(surroundings, word, route=route.destination, hop=route.next_hop))
            continue
        destination = str(ranges[0])
        hop = _next_hop(resource, route, surroundings)
        if hop is None or any(destination in there for there in routes.values()):
            losses.append(
                said(surroundings, "route-left-out", route=destination, hop=route.next_hop)
            )
            continue
        routes[hop[0]][destination] = hop[1]
    return routes, list(dict.fromkeys(losses))


def _next_hop(
    resource: Resource, route: Route, surroundings: Surroundings
) -> tuple[str, Ref] | None:
    found = resolved((route.next_hop,), resource, surroundings)
    if not found:
        return None
    hop = found[0]
    if hop.kind == "network.internet_gateway":
        return "gateway", way_out(hop)
    if hop.kind == "network.nat":
        return "nat", Ref(hop.id, "outscale_nat_service", "nat_service_id", "variable")
    if hop.kind == "network.peering":
        attribute = ("outscale_net_peering_acceptation", "net_peering_id")
        return "peering", Ref(hop.id, *attribute, missing="variable")
    machine = _machine(hop, surroundings)
    if machine is not None:
        return "machine", Ref(machine.id, "outscale_vm", "vm_id", "variable")
    return None


def _machine(hop: Resource, surroundings: Surroundings) -> Resource | None:
    """The machine that a hop is, or whose interface it is."""
    if hop.kind in MACHINES:
        return hop
    if hop.kind != "compute.nic":
        return None
    around = surroundings.dependents(hop) + surroundings.needs(hop)
    return next((other for other in around if other.kind in MACHINES), None)
