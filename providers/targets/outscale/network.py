"""Nets, subnets, route tables, gateways, addresses, peerings."""

import ipaddress

from planner.model.choice import Design, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Network, Subnet
from providers.targets.outscale.names import tags
from providers.targets.outscale.place import resolved, spans_more_zones
from providers.targets.outscale.words import refused, said

NET_LENGTHS = range(16, 29)
_SMALLEST_SUBNET = 29


def v4_ranges(ranges: tuple[str, ...]) -> tuple[ipaddress.IPv4Network, ...]:
    """The IPv4 ranges that are well written; the rest is for a loss to say."""
    found = []
    for text in ranges:
        try:
            found.append(ipaddress.IPv4Network(text, strict=False))
        except ValueError:
            continue
    return tuple(found)


def net_ref(network: Resource) -> Ref:
    """The id of a Net; where the plan makes none of it, a variable asks for one."""
    return Ref(network.id, "outscale_net", "net_id", "variable")


def of_subnets(resource: Resource, surroundings: Surroundings) -> tuple[ipaddress.IPv4Network, ...]:
    """Ranges of the subnets of a network that states none of its own (GCP)."""
    ranges = [
        one
        for subnet in surroundings.dependents(resource, "in", "network.subnet")
        if isinstance(subnet.spec, Subnet)
        for one in v4_ranges(subnet.spec.ranges[:1])
    ]
    return tuple(ranges)


def _one_range(ranges: tuple[ipaddress.IPv4Network, ...]) -> ipaddress.IPv4Network:
    """The first range, or the smallest one up to /16 that holds them all."""
    first = ranges[0]
    around = first
    while around.prefixlen > NET_LENGTHS.start and not all(one.subnet_of(around) for one in ranges):
        around = around.supernet()
    return around if all(one.subnet_of(around) for one in ranges) else first


def net_range(resource: Resource, surroundings: Surroundings) -> ipaddress.IPv4Network | None:
    """The range that the Net of a network gets; None where nothing states one."""
    spec = resource.spec
    if not isinstance(spec, Network):
        return None
    ranges = v4_ranges(spec.ranges)
    if ranges:
        return _one_range(ranges)
    inferred = of_subnets(resource, surroundings)
    if not inferred:
        return None
    around = _one_range(inferred)
    # Room for one more: such a network has no range of its own that could be full.
    return around.supernet() if around.prefixlen > NET_LENGTHS.start else around


def subnet(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A subnet of one Subregion, with its link to the route table where it names one."""
    spec = resource.spec
    if not isinstance(spec, Subnet):
        return refused(surroundings, "not-read")
    ranges = v4_ranges(spec.ranges)
    networks = resolved((spec.network,), resource, surroundings, "network.vpc") or (
        surroundings.needs(resource, "in", "network.vpc")
    )
    if not ranges:
        return refused(surroundings, "no-ipv4-range")
    if not networks:
        return refused(surroundings, "subnet-without-network")
    if ranges[0].prefixlen > _SMALLEST_SUBNET:
        return refused(surroundings, "subnet-too-small", range=str(ranges[0]))
    conditions: tuple[tuple[str, bool], ...] = (
        ("no-ipv6", any(":" in text for text in spec.ranges)),
        ("fewer-zones", spans_more_zones(resource, surroundings)),
        ("subnet-in-one-subregion", not resource.zone),
    )
    losses = [said(surroundings, word) for word, present in conditions if present]
    if len(ranges) > 1:
        others = ", ".join(str(one) for one in ranges[1:])
        losses.append(said(surroundings, "single-range", ranges=others))
    values: dict[str, Value] = {
        "net_id": net_ref(networks[0]),
        "ip_range": str(ranges[0]),
        "subregion_name": surroundings.zone(resource),
        "map_public_ip_on_launch": True if spec.public else None,
        "tags": dict(tags(resource)),
    }
    return Design(values=values, losses=tuple(losses))
