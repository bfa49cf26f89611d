"""Route tables: routes to machines and addresses become routes of the network's gateway."""

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import RouteTable
from planner.model.text import Text
from providers.targets.ovh import place
from providers.targets.ovh.refusals import unreadable


def route_table(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """Routes to machines become routes of the network's gateway; the others are implied or lost."""
    spec = resource.spec
    if not isinstance(spec, RouteTable):
        return unreadable(resource)
    found = place.of_kind((spec.network,), resource, surroundings, "network.vpc")
    home = found[0] if found else None
    routes: dict[str, Ref | str] = {}
    unreached = []
    for route in spec.routes:
        if route.hop_kind in {"internet", "nat", "local"}:
            continue
        hop = _next_hop(route.next_hop, route.hop_kind, resource, surroundings)
        ranges = place.ipv4_ranges((route.destination,))
        if hop is None or not ranges:
            unreached.append(route.destination)
        else:
            routes[ranges[0]] = hop
    losses = (_lost_routes(unreached),) if unreached else ()
    built = bool(routes) and home is not None and place.has_gateway(home, surroundings)
    if not built:
        missing = (_lost_routes(sorted(routes)),) if routes else ()
        return Design(values={}, without_terraform=True, losses=losses + missing)
    return Design(
        values={
            "router": place.gateway_ref(home),
            "routes": {key: routes[key] for key in sorted(routes)},
            "own": Blocks(({"id": str(resource.id)},)),
        },
        losses=losses,
    )


def _next_hop(
    word: str, hop_kind: str, near: Resource, surroundings: Surroundings
) -> Ref | str | None:
    if hop_kind == "address":
        return f"{word}" if place.ipv4_ranges((word,)) else None
    if hop_kind in {"machine", "interface"}:
        found = place.of_kind(
            (word,), near, surroundings, "compute.vm", "compute.vm_windows", "compute.spot"
        )
        if found:
            return Ref(found[0].id, "openstack_compute_instance_v2", "access_ip_v4")
    return None


def _lost_routes(destinations: list[str]) -> Loss:
    some = ", ".join(destinations[:5])
    return Loss(
        "lost-routes",
        "major",
        Text(
            en="Routes to {some} have no next hop at OVHcloud.",
            fr="Les routes vers {some} n'ont pas de prochain saut chez OVHcloud.",
        ).filled(some=some),
        Text(
            en="Decide the link first (peering, VPN, transit), then route through the gateway.",
            fr="Décidez d'abord du lien (appairage, VPN, transit), puis routez par la passerelle.",
        ),
        "routes",
    )
