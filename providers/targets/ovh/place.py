"""Where things lie: network, subnet and gateway of a resource, as references or as variables."""

from collections.abc import Iterable
from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, ip_address, ip_network

from planner.model.choice import Ref, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Network, Subnet
from planner.model.text import Text

NETWORK_TYPE = "ovh_cloud_network_private_vrack"
SUBNET_TYPE = "ovh_cloud_network_private_vrack_subnet"
GATEWAY_TYPE = "ovh_cloud_gateway"

_UUID = "11111111-1111-4111-8111-111111111111"

NETWORK_VARIABLE = Variable(
    "private_network_id",
    "string",
    Text(
        en="Private network for what names none that was read (OpenStack id).",
        fr="Réseau privé de ce qui n'en nomme aucun parmi ce qui a été lu (identifiant OpenStack).",
    ),
    sample=_UUID,
)
SUBNET_VARIABLE = Variable(
    "private_subnet_id",
    "string",
    Text(
        en="Subnet of that private network (OpenStack id).",
        fr="Sous-réseau de ce réseau privé (identifiant OpenStack).",
    ),
    sample=_UUID,
)
GATEWAY_VARIABLE = Variable(
    "gateway_id",
    "string",
    Text(
        en="Gateway of that private network (OpenStack id).",
        fr="Passerelle de ce réseau privé (identifiant OpenStack).",
    ),
    sample=_UUID,
)


def of_kind(
    words: Iterable[str], near: Resource, surroundings: Surroundings, *kinds: str
) -> tuple[Resource, ...]:
    """The resources of these kinds that words in the configuration of `near` mean, in order."""
    found: dict[str, Resource] = {}
    for word in words:
        other = surroundings.resolve(word, near) if word else None
        if other is not None and other.kind in kinds:
            found.setdefault(other.id, other)
    return tuple(found.values())


def subnets_of(
    words: Iterable[str], near: Resource, surroundings: Surroundings
) -> tuple[Resource, ...]:
    """Subnets that are built at the target (an IPv6-only one is not)."""
    return tuple(
        subnet
        for subnet in of_kind(words, near, surroundings, "network.subnet")
        if ipv4_range(subnet) is not None
    )


@lru_cache(maxsize=65536)
def _ipv4(word: str) -> IPv4Network | None:
    """The IPv4 network that a word is; None for another word. Thousands of machines share a few."""
    try:
        network = ip_network(word, strict=False)
    except ValueError:
        return None
    return network if isinstance(network, IPv4Network) else None


def ipv4_ranges(words: Iterable[str]) -> tuple[str, ...]:
    """Those of the words that are IPv4 networks, in canonical form."""
    found = (network for word in words if (network := _ipv4(word)) is not None)
    return tuple(dict.fromkeys(map(str, found)))


def ipv4_range(subnet: Resource) -> str | None:
    """First IPv4 range of a subnet; None where it has none."""
    ranges = ipv4_ranges(subnet.spec.ranges) if isinstance(subnet.spec, Subnet) else ()
    return ranges[0] if ranges else None


def network_of(subnet: Resource, surroundings: Surroundings) -> Resource | None:
    """The network that a subnet lies in."""
    if not isinstance(subnet.spec, Subnet):
        return None
    found = of_kind((subnet.spec.network,), subnet, surroundings, "network.vpc")
    if found:
        return found[0]
    needed = surroundings.needs(subnet, None, "network.vpc")
    return needed[0] if needed else None


def network_ref(network: Resource | None) -> Value:
    """OpenStack id of the private network, or the variable that asks for it."""
    return NETWORK_VARIABLE if network is None else Ref(network.id, NETWORK_TYPE)


def subnet_ref(subnet: Resource | None) -> Value:
    """OpenStack id of the subnet, or the variable that asks for it."""
    return SUBNET_VARIABLE if subnet is None else Ref(subnet.id, SUBNET_TYPE)


def gateway_ref(network: Resource | None) -> Value:
    """Id of the gateway of a network that has a built subnet, or the variable that asks for one."""
    return GATEWAY_VARIABLE if network is None else Ref(network.id, GATEWAY_TYPE)


def client_ranges(network: Resource | None, surroundings: Surroundings) -> tuple[str, ...]:
    """Ranges from which a service in the network is reached: its own, else those of its subnets."""
    if network is None:
        return ()
    if isinstance(network.spec, Network) and (ranges := ipv4_ranges(network.spec.ranges)):
        return ranges
    peers = subnets_in(network, surroundings)
    return tuple(sorted({range_ for peer in peers if (range_ := ipv4_range(peer))}))


def subnets_in(network: Resource, surroundings: Surroundings) -> tuple[Resource, ...]:
    """The subnets of a network that are built, sorted by name."""
    found = (
        subnet
        for subnet in surroundings.dependents(network, None, "network.subnet")
        if ipv4_range(subnet) is not None and _same(network_of(subnet, surroundings), network)
    )
    return tuple(sorted(found, key=lambda subnet: (subnet.name, subnet.id)))


def _same(one: Resource | None, other: Resource) -> bool:
    return one is not None and one.id == other.id


def has_gateway(network: Resource, surroundings: Surroundings) -> bool:
    """Whether the network's template writes a gateway: as soon as it has a subnet to join."""
    return isinstance(network.spec, Network) and bool(subnets_in(network, surroundings))


def address_within(addresses: Iterable[str], subnet: Resource) -> str | None:
    """The first address that lies in the subnet and is not the gateway's; None where none does."""
    text = ipv4_range(subnet)
    if text is None:
        return None
    network = _ipv4(text)
    if network is None:
        return None
    first, last = int(network.network_address), int(network.broadcast_address)
    for word in addresses:
        try:
            address = ip_address(word)
        except ValueError:
            continue
        if isinstance(address, IPv4Address) and first + 1 < int(address) < last:
            return str(address)
    return None
