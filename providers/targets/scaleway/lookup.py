"""What stands around a resource in the estate: its networks, firewalls, addresses."""

import ipaddress
from collections.abc import Iterable

from planner.model.choice import Blocks, Ref, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import (
    Cache,
    Cluster,
    Database,
    FileShare,
    LoadBalancer,
    Network,
    NodePool,
    ScalingGroup,
    SecurityGroup,
    Subnet,
    VirtualMachine,
)
from providers.targets.scaleway.kept import Kept
from providers.targets.scaleway.said import text
from providers.targets.scaleway.words import variable_word

HasSubnets = (
    VirtualMachine | ScalingGroup | LoadBalancer | Database | Cache | Cluster | NodePool | FileShare
)
Range = ipaddress.IPv4Network | ipaddress.IPv6Network


def resolved(
    words: Iterable[str], near: Resource, around: Surroundings, kind: str = ""
) -> tuple[Resource, ...]:
    """The resources that words name, each once, in their order; unknown words are left out."""
    found: dict[str, Resource] = {}
    for word in words:
        resource = around.resolve(word, near) if word else None
        if resource is not None and (not kind or resource.kind == kind):
            found.setdefault(resource.id, resource)
    return tuple(found.values())


def private_network(word: str, near: Resource, around: Surroundings) -> Ref | Variable:
    """The private network of a subnet; a variable asks for one that is not in the plan."""
    subnet = around.resolve(word, near)
    if subnet is not None and subnet.kind == "network.subnet":
        return Ref(subnet.id, "scaleway_vpc_private_network", "id", "variable")
    return Variable(
        name=f"private_network_{variable_word(word)}",
        type="string",
        description=text(around, "private-network", word=word),
        sample=f"{around.region}/11111111-1111-4111-8111-111111111111",
    )


def private_networks(
    words: Iterable[str], near: Resource, around: Surroundings, most: int = 8
) -> tuple[Ref | Variable, ...]:
    """The private networks of subnets, each once, at most as many as the service attaches."""
    found: dict[str, Ref | Variable] = {}
    for word in words:
        network = private_network(word, near, around)
        found.setdefault(network.resource if isinstance(network, Ref) else network.name, network)
    return tuple(found.values())[:most]


def asked_network(near: Resource, around: Surroundings) -> Ref | Variable:
    """The private network of what must not be public and whose subnets were not read.

    One of its VPC where that is known (the same every time); else a variable asks for it.
    """
    for vpc in around.needs(near, kind="network.vpc"):
        inside = within(vpc, "network.subnet", around)
        if inside:
            return Ref(inside[0].id, "scaleway_vpc_private_network", "id", "variable")
    return Variable(
        name=f"private_network_{variable_word(near.name)}",
        type="string",
        description=text(around, "private-network-of", name=near.name),
        sample=f"{around.region}/11111111-1111-4111-8111-111111111111",
    )


def nearest_network(
    words: Iterable[str], near: Resource, around: Surroundings, zone: str = ""
) -> Ref | Variable | None:
    """One private network for what takes one: that of the subnet in its zone, else the first."""
    order = around.zones()
    wanted = zone or around.zone(near)
    known = list(words)
    if not known:
        return None

    def place(word: str) -> tuple[bool, int]:
        subnet = around.resolve(word, near)
        at = around.zone(subnet) if subnet is not None else ""
        return at != wanted, order.index(at) if at in order else len(order)

    return private_network(min(known, key=place), near, around)


def ranges_of(words: Iterable[str]) -> tuple[Range, ...]:
    """CIDR blocks as networks without host bits; what is no range is left out."""
    found: dict[Range, None] = {}
    for word in words:
        try:
            found[ipaddress.ip_network(word.strip(), strict=False)] = None
        except ValueError:
            continue
    return tuple(found)


def subnet_ranges(words: Iterable[str], near: Resource, around: Surroundings) -> tuple[str, ...]:
    """The ranges of subnets that words name."""
    ranges: dict[str, None] = {}
    for subnet in resolved(words, near, around, "network.subnet"):
        if isinstance(subnet.spec, Subnet):
            ranges.update((str(block), None) for block in ranges_of(subnet.spec.ranges))
    return tuple(ranges)


def subnets_of(resource: Resource) -> tuple[str, ...]:
    """The subnets that a resource names in its spec."""
    return resource.spec.subnets if isinstance(resource.spec, HasSubnets) else ()


def network_ranges(word: str, near: Resource, around: Surroundings) -> tuple[str, ...]:
    """The ranges of a network: its own, else those of its subnets."""
    network = around.resolve(word, near) if word else None
    if network is None or not isinstance(network.spec, Network):
        return ()
    own = tuple(str(block) for block in ranges_of(network.spec.ranges))
    if own:
        return own
    inside = within(network, "network.subnet", around)
    return tuple(
        str(block)
        for subnet in inside
        if isinstance(subnet.spec, Subnet)
        for block in ranges_of(subnet.spec.ranges)
    )


def groups_of(resource: Resource, around: Surroundings) -> tuple[Resource, ...]:
    """Security groups of a machine: those it names, those of its subnets, those naming it."""
    spec = resource.spec
    words = spec.security_groups if isinstance(spec, VirtualMachine) else ()
    found = {group.id: group for group in resolved(words, resource, around, _GROUP)}
    for group in around.needs(resource, "guarded-by", _GROUP):
        found.setdefault(group.id, group)
    for subnet in resolved(subnets_of(resource), resource, around, "network.subnet"):
        if isinstance(subnet.spec, Subnet) and subnet.spec.security_group:
            for group in resolved((subnet.spec.security_group,), subnet, around, _GROUP):
                found.setdefault(group.id, group)
        for group in around.needs(subnet, "guarded-by", _GROUP):
            found.setdefault(group.id, group)
    return tuple(group for group in found.values() if isinstance(group.spec, SecurityGroup))


_GROUP = "network.security_group"


def zones_of(resources: Iterable[Resource], around: Surroundings) -> tuple[str, ...]:
    """The zones where resources land, in the region's order; the default one for none."""
    used = {around.zone(resource) for resource in resources}
    order = around.zones()
    return tuple(zone for zone in order if zone in used) or order[:1]


_KEPT = Kept()


def within(vpc: Resource, kind: str, around: Surroundings) -> tuple[Resource, ...]:
    """What of a kind lies in a network, sorted by id; asked once a plan, for a hub has thousands."""
    key = (vpc.id, kind)
    return _KEPT.answer(around, key, lambda: around.dependents(vpc, kind=kind))


def alone(resource: Resource) -> dict[str, Value]:
    """Keeps a resource out of a shared block: its own blocks have a `for_each` already."""
    return {"alone": Blocks(({"id": resource.id},))}
