"""Where a resource stands: its subnet, Net, Subregion and security groups at the target."""

from collections.abc import Iterable

from planner.model.choice import Ref
from planner.model.protocols import Surroundings
from planner.model.resource import Resource, ResourceId
from planner.model.spec import Subnet


def resolved(
    words: Iterable[str], near: Resource, surroundings: Surroundings, *kinds: str
) -> tuple[Resource, ...]:
    """What words mean, of those kinds (all where none is named), each once, in order."""
    found: dict[ResourceId, Resource] = {}
    for word in words:
        other = surroundings.resolve(word, near) if word else None
        if other is not None and (not kinds or other.kind in kinds):
            found.setdefault(other.id, other)
    return tuple(found.values())


def subnets_of(
    words: Iterable[str], near: Resource, surroundings: Surroundings
) -> tuple[Resource, ...]:
    """The subnets a resource lies in: those it names, else those the graph knows."""
    named = resolved(words, near, surroundings, "network.subnet")
    return named or surroundings.needs(near, "in", "network.subnet")


def network_of(subnets: Iterable[Resource], surroundings: Surroundings) -> Resource | None:
    """The network of the first subnet that has one."""
    for subnet in subnets:
        word = subnet.spec.network if isinstance(subnet.spec, Subnet) else ""
        network = surroundings.resolve(word, subnet) if word else None
        if network is not None and network.kind == "network.vpc":
            return network
        for known in surroundings.needs(subnet, "in", "network.vpc"):
            return known
    return None


def subregion(resource: Resource, subnets: tuple[Resource, ...], surroundings: Surroundings) -> str:
    """The Subregion: that of the first subnet, which decides in a Net, else the resource's own."""
    return surroundings.zone(subnets[0] if subnets else resource)


def subnet_ref(subnet: Resource) -> Ref:
    """The id of a subnet."""
    return Ref(subnet.id, "outscale_subnet", "subnet_id")


def groups_of(
    words: Iterable[str], near: Resource, subnets: Iterable[Resource], surroundings: Surroundings
) -> tuple[Ref, ...]:
    """Security groups of a machine: its own, those the graph knows, and those of its subnets.

    At Azure a group guards a subnet; at OUTSCALE it guards the machines in it.
    """
    kind = "network.security_group"
    found = {group.id for group in resolved(words, near, surroundings, kind)}
    found.update(group.id for group in surroundings.needs(near, "guarded-by", kind))
    for subnet in subnets:
        word = subnet.spec.security_group if isinstance(subnet.spec, Subnet) else ""
        found.update(group.id for group in resolved((word,), subnet, surroundings, kind))
        found.update(group.id for group in surroundings.needs(subnet, "guarded-by", kind))
    return tuple(
        Ref(group, "outscale_security_group", "security_group_id") for group in sorted(found)
    )


def spans_more_zones(resource: Resource, surroundings: Surroundings) -> bool:
    """Whether the resource's zone has no counterpart of its own, so that two zones share one."""
    last = resource.zone[-1:].lower()
    if not last.isalnum():
        return False
    place = int(last) - 1 if last.isdigit() else ord(last) - ord("a")
    return place >= len(surroundings.zones())


def home_of(
    words: Iterable[str], near: Resource, surroundings: Surroundings
) -> tuple[Resource, ...]:
    """Subnets for a service that becomes machines: its own, its network's, its users'."""
    named = tuple(words)
    own = subnets_of(named, near, surroundings)
    if own:
        return own
    networks = resolved(named, near, surroundings, "network.vpc") + surroundings.needs(
        near, "in", "network.vpc"
    )
    for group in surroundings.needs(near, "guarded-by", "network.security_group"):
        networks += surroundings.needs(group, "in", "network.vpc")
    for network in networks:
        inside = surroundings.dependents(network, "in", "network.subnet")
        if inside:
            return inside
    for user in surroundings.dependents(near):
        theirs = surroundings.needs(user, "in", "network.subnet")
        if theirs:
            return theirs
    return ()
