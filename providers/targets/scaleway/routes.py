"""Route tables: Scaleway routes by VPC, so each destination is written once."""

from planner.model.choice import Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Route, RouteTable
from providers.targets.scaleway.kept import Kept
from providers.targets.scaleway.lookup import alone, ranges_of, subnets_of
from providers.targets.scaleway.network import connector_side
from providers.targets.scaleway.said import loss
from providers.targets.scaleway.words import name_of, tags_of, variable_word

_KEPT = Kept()

_OF_THE_NETWORK = frozenset({"local", "internet", "nat", "none"})
"""Hops that need no route: the network's own, a public address, the gateway's pushed route."""


def route_table(resource: Resource, around: Surroundings) -> Design | Refusal:
    """Routes to machines, appliances and peerings; nothing where the network does it by itself."""
    spec = resource.spec if isinstance(resource.spec, RouteTable) else RouteTable()
    vpc = around.resolve(spec.network, resource) if spec.network else None
    first = _KEPT.answer(around, vpc.id, lambda: _first(vpc, around)) if vpc else {}
    routes: dict[str, Value] = {}
    losses: list[Loss] = []
    for route in spec.routes:
        if route.hop_kind in _OF_THE_NETWORK:
            if route.hop_kind == "none":
                losses.append(loss(around, "route-to-nowhere", destination=route.destination))
            continue
        block = ranges_of((route.destination,))
        hop = _hop(route, resource, vpc, around) if block and vpc else None
        if hop is None:
            losses.append(
                loss(around, "route-lost", destination=route.destination, hop=route.next_hop)
            )
            continue
        writer, other = first.get(str(block[0]), (resource.id, route.next_hop))
        if writer == resource.id:
            routes[variable_word(str(block[0]))] = {"destination": str(block[0]), **hop}
        elif other != route.next_hop:
            losses.append(loss(around, "route-per-subnet", destination=route.destination))
    if not routes or vpc is None:
        return Design(values={}, without_terraform=True, losses=tuple(losses))
    return Design(
        values={
            "vpc_id": Ref(vpc.id, "scaleway_vpc", "id", "variable"),
            "description": f"from {name_of(resource)}",
            "routes": routes,
            "tags": tags_of(resource),
            **alone(resource),
        },
        losses=tuple(losses),
    )


def _first(vpc: Resource, around: Surroundings) -> dict[str, tuple[str, str]]:
    """Destination -> (id of the first table that routes it, next hop), for one VPC."""
    first: dict[str, tuple[str, str]] = {}
    for table in around.dependents(vpc, kind="network.route_table"):
        for route in table.spec.routes if isinstance(table.spec, RouteTable) else ():
            for block in ranges_of((route.destination,)):
                if route.hop_kind not in _OF_THE_NETWORK:
                    first.setdefault(str(block), (table.id, route.next_hop))
    return first


def _hop(
    route: Route, table: Resource, vpc: Resource, around: Surroundings
) -> dict[str, Value] | None:
    """Arguments of the next hop; None where Scaleway has none of its kind."""
    hop = around.resolve(route.next_hop, table)
    if hop is None or not around.is_mapped(hop):
        return None
    empty: dict[str, Value] = {"connector": None, "resource": None, "network": None}
    if route.hop_kind == "peering" and hop.kind == "network.peering":
        side = connector_side(hop, vpc, around)
        return empty | {
            "connector": Ref(hop.id, "scaleway_vpc_connector", "id", "variable", index=side)
        }
    subnets = subnets_of(hop)
    if route.hop_kind != "machine" or not subnets:
        return None
    near = around.resolve(subnets[0], hop)
    if near is None:
        return None
    return empty | {
        "resource": Ref(hop.id, "scaleway_instance_private_nic", "id", "variable"),
        "network": Ref(near.id, "scaleway_vpc_private_network", "id", "variable"),
    }
