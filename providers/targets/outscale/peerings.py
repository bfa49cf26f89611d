"""Peerings of two Nets, and the routes that some clouds add to them by themselves."""

from planner.model.choice import Design, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource, ResourceId
from providers.targets.outscale.names import tags
from providers.targets.outscale.network import net_range, net_ref
from providers.targets.outscale.place import resolved
from providers.targets.outscale.words import refused


def peering(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A peering of two Nets of this account, asked for and accepted.

    Azure and GCP write one for each direction: the first by id is built, the other is part of it.
    """
    networks = _peers(resource, surroundings)
    if len(networks) < 2:  # noqa: PLR2004 - two ends
        return refused(surroundings, "peer-not-here")
    if resource.id != _built(networks, surroundings, resource):
        return Design(values={}, without_terraform=True)
    values: dict[str, Value] = {
        "source_net_id": net_ref(networks[0]),
        "accepter_net_id": net_ref(networks[1]),
        "tags": dict(tags(resource)),
    }
    return Design(values=values)


def peer_routes(network: Resource, surroundings: Surroundings) -> dict[str, Value]:
    """Range of each peered Net -> the peering, for clouds that route to peers by themselves."""
    if network.cloud not in surroundings.setting("implicit_internet"):
        return {}
    routes: dict[str, Value] = {}
    for peering_ in surroundings.dependents(network, kind="network.peering"):
        networks = _peers(peering_, surroundings)
        others = [one for one in networks if one.id != network.id]
        if len(networks) < 2 or not others:  # noqa: PLR2004 - two ends
            continue
        whole = net_range(others[0], surroundings)
        built = _built(networks, surroundings, peering_)
        if whole is not None:
            routes[str(whole)] = Ref(
                built, "outscale_net_peering_acceptation", "net_peering_id", "variable"
            )
    return dict(sorted(routes.items()))


def _built(
    networks: tuple[Resource, ...], surroundings: Surroundings, resource: Resource
) -> ResourceId:
    """Of the peerings of the same two networks, the one that is built: the first by id."""
    ends = {network.id for network in networks}
    twins = {
        other.id
        for network in networks
        for other in surroundings.dependents(network, kind="network.peering")
        if {one.id for one in _peers(other, surroundings)} == ends
    }
    return min(twins | {resource.id})


def _peers(resource: Resource, surroundings: Surroundings) -> tuple[Resource, ...]:
    words = [reference.target for reference in resource.references]
    named = resolved(words, resource, surroundings, "network.vpc")
    known = {one.id: one for one in named + surroundings.needs(resource, kind="network.vpc")}
    return tuple(known.values())[:2]
