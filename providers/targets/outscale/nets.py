"""Nets: one range, name servers, and a way out where the source has one of itself."""

import ipaddress

from planner.model.choice import Design, Loss, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Network
from providers.targets.outscale.machines import alone
from providers.targets.outscale.names import tags
from providers.targets.outscale.network import NET_LENGTHS, net_range, of_subnets, v4_ranges
from providers.targets.outscale.peerings import peer_routes
from providers.targets.outscale.words import refused, said


def vpc(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A Net with one range, its name servers, and a way out where the source has one of itself."""
    spec = resource.spec
    if not isinstance(spec, Network):
        return refused(surroundings, "not-read")
    ranges = v4_ranges(spec.ranges) or of_subnets(resource, surroundings)
    chosen = net_range(resource, surroundings)
    if chosen is None:
        return refused(surroundings, "no-ipv4-range")
    losses: list[Loss] = []
    left = [str(one) for one in ranges if not one.subnet_of(chosen)]
    if left:
        losses.append(said(surroundings, "single-range", ranges=", ".join(left)))
    if any(":" in text for text in spec.ranges):
        losses.append(said(surroundings, "no-ipv6"))
    if chosen.prefixlen not in NET_LENGTHS:
        losses.append(said(surroundings, "net-length", range=str(chosen)))
    open_by_itself = resource.cloud in surroundings.setting("implicit_internet")
    peers = peer_routes(resource, surroundings)
    servers = tuple(server for server in spec.dns_servers if _is_v4(server))
    values: dict[str, Value] = {
        "ip_range": str(chosen),
        "tags": dict(tags(resource)),
        "name_servers": servers or None,
        "internet": open_by_itself,
        "peers": peers or None,
        "alone": alone(resource) if peers else None,
    }
    return Design(values=values, losses=tuple(losses))


def _is_v4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True
