"""Nets, subnets, route tables, gateways, addresses, peerings."""

import ipaddress

from planner.model.choice import Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Network, Subnet
from providers.targets.outscale.names import tags
from providers.targets.outscale.place import resolved, spans_more_zones
from providers.targets.outscale.words import refused, said

_NET_LENGTHS = range(16, 29)
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
    """The id of a Net."""
    return Ref(network.id, "outscale_net", "net_id")


def vpc(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A Net with one range, its name servers, and a way out where the source has one of itself."""
    spec = resource.spec
    if not isinstance(spec, Network):
        return refused(surroundings, "not-read")
    ranges = v4_ranges(spec.ranges) or _of_subnets(resource, surroundings)
    chosen = net_range(resource, surroundings)
    if chosen is None:
        return refused(surroundings, "no-ipv4-range")
    losses: list[Loss] = []
    left = [str(one) for one in ranges if not one.subnet_of(chosen)]
    if left:
        losses.append(said(surroundings, "single-range", ranges=", ".join(left)))
    if any(":" in text for text in spec.ranges):
        losses.append(said(surroundings, "no-ipv6"))
    if chosen.prefixlen not in _NET_LENGTHS:
        losses.append(said(surroundings, "net-length", range=str(chosen)))
    open_by_itself = resource.cloud in surroundings.setting("implicit_internet")
    servers = tuple(server for server in spec.dns_servers if _is_v4(server))
    values: dict[str, Value] = {
        "ip_range": str(chosen),
        "tags": dict(tags(resource)),
        "name_servers": servers or None,
        "internet": open_by_itself,
    }
    return Design(values=values, losses=tuple(losses))


def _is_v4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def _of_subnets(
    resource: Resource, surroundings: Surroundings
) -> tuple[ipaddress.IPv4Network, ...]:
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
    while around.prefixlen > _NET_LENGTHS.start and not all(
        one.subnet_of(around) for one in ranges
    ):
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
    inferred = _of_subnets(resource, surroundings)
    if not inferred:
        return None
    around = _one_range(inferred)
    # Room for one more: such a network has no range of its own that could be full.
    return around.supernet() if around.prefixlen > _NET_LENGTHS.start else around


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
