"""Networks, subnets, routes, gateways and public addresses."""

from planner.model.choice import Design, Loss, Refusal
from planner.model.money import Quantity
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Gateway, Network, RouteTable, Subnet
from planner.model.text import Text
from providers.targets.ovh import bought, place
from providers.targets.ovh.names import label
from providers.targets.ovh.refusals import unreadable
from providers.targets.ovh.words import fewer_zones

_OUTWARD = {"internet", "nat"}


def network(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A VLAN of the vRack, and the gateway that joins its subnets and leads out."""
    spec = resource.spec
    if not isinstance(spec, Network):
        return unreadable(resource)
    subnets = place.subnets_in(resource, surroundings)
    outward = _leads_out(resource, subnets, surroundings)
    return Design(
        values={
            "name": label(resource.name),
            "gateway": bool(subnets),
            "outward": outward,
            "model": str(surroundings.setting("gateway_model")) if outward else None,
            "subnets": tuple(place.subnet_ref(subnet) for subnet in subnets),
            "zone": place_zone(surroundings),
        },
        quantities=(gateway_price(surroundings),)
        if subnets and not _nats(subnets, surroundings)
        else (),
        losses=_network_losses(resource, spec, subnets, surroundings),
    )


def place_zone(surroundings: Surroundings) -> str | None:
    """Zone of a gateway: the first, where the region has several."""
    zones = surroundings.zones()
    return zones[0] if len(zones) > 1 else None


def gateway_price(surroundings: Surroundings) -> Quantity:
    """The smallest gateway, which always runs."""
    return bought.hours(surroundings, bought.GATEWAY, "nat", "s")


def _nats(subnets: tuple[Resource, ...], surroundings: Surroundings) -> tuple[Resource, ...]:
    found = {
        nat.id: nat
        for subnet in subnets
        for nat in (
            *surroundings.dependents(subnet, None, "network.nat"),
            *surroundings.needs(subnet, None, "network.nat"),
        )
    }
    return tuple(found[id_] for id_ in sorted(found))


def _leads_out(
    network_: Resource, subnets: tuple[Resource, ...], surroundings: Surroundings
) -> bool:
    """Whether anything in the network may reach the Internet.

    Some clouds let every machine out without a word; one that writes route tables says so in them.
    """
    if _nats(subnets, surroundings):
        return True
    if surroundings.dependents(network_, None, "network.internet_gateway"):
        return True
    tables = surroundings.dependents(network_, None, "network.route_table")
    routes = [
        route
        for table in tables
        if isinstance(table.spec, RouteTable)
        for route in table.spec.routes
    ]
    return not routes or any(route.hop_kind in _OUTWARD for route in routes)


def _network_losses(
    resource: Resource, spec: Network, subnets: tuple[Resource, ...], surroundings: Surroundings
) -> tuple[Loss, ...]:
    losses = []
    zones = {subnet.zone for subnet in subnets if subnet.zone}
    if len(zones) > len(surroundings.zones()):
        losses.append(fewer_zones("zone"))
    if any(":" in range_ for range_ in spec.ranges):
        losses.append(NO_IPV6)
    if any(server != "AmazonProvidedDNS" for server in spec.dns_servers):
        losses.append(_OWN_DNS)
    del resource
    return tuple(losses)


NO_IPV6 = Loss(
    "no-private-ipv6",
    "minor",
    Text(
        en="Its IPv6 range is not carried: private networks are built with IPv4 alone.",
        fr="Sa plage IPv6 n'est pas reprise : les réseaux privés sont construits en IPv4 seul.",
    ),
    Text(
        en="Public addresses bring IPv6 on the public interface; else renumber to IPv4.",
        fr="Les adresses publiques apportent IPv6 sur l'interface publique ; sinon, passez en "
        "IPv4.",
    ),
    "ranges",
)
_OWN_DNS = Loss(
    "own-dns-servers",
    "minor",
    Text(
        en="DNS servers of its own are set for the network; subnets here get OVHcloud's resolver.",
        fr="Le réseau a ses propres serveurs DNS ; ici les sous-réseaux reçoivent le résolveur "
        "d'OVHcloud.",
    ),
    Text(
        en="Set dns_nameservers of the subnets once those servers run at OVHcloud.",
        fr="Réglez dns_nameservers des sous-réseaux quand ces serveurs tourneront chez OVHcloud.",
    ),
    "dns_servers",
)


def subnet(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A subnet with the range it has at the source, joined to its network's gateway."""
    spec = resource.spec
    if not isinstance(spec, Subnet):
        return unreadable(resource)
    range_ = place.ipv4_range(resource)
    if range_ is None:
        return Refusal(
            "limit",
            Text(
                en="It has no IPv4 range that was read; OVHcloud's private subnets need one.",
                fr="Aucune plage IPv4 n'a été lue ; les sous-réseaux privés d'OVHcloud en exigent "
                "une.",
            ),
            Text(
                en="Give the subnet an IPv4 range at the source, or build it by hand.",
                fr="Donnez au sous-réseau une plage IPv4 à la source, ou construisez-le à la main.",
            ),
        )
    zone = surroundings.zone(resource)
    return Design(
        values={
            "name": label(resource.name),
            "network": place.network_ref(place.network_of(resource, surroundings)),
            "range": range_,
            "resolver": str(surroundings.setting("dns_resolver")),
            "zone": zone if len(surroundings.zones()) > 1 else None,
        },
        losses=_subnet_losses(spec, range_),
    )


def _subnet_losses(spec: Subnet, range_: str) -> tuple[Loss, ...]:
    losses = []
    if len(place.ipv4_ranges(spec.ranges)) > 1:
        losses.append(_SECOND_RANGE)
    if any(":" in other for other in spec.ranges):
        losses.append(NO_IPV6)
    if spec.security_group:
        losses.append(_SUBNET_GROUP)
    if int(range_.rpartition("/")[2]) > _SMALLEST_PREFIX:
        losses.append(_SMALL_RANGE)
    return tuple(losses)


_SMALLEST_PREFIX = 28
_SECOND_RANGE = Loss(
    "second-range",
    "minor",
    Text(
        en="It has further ranges (such as those of pods and services); only the first is carried.",
        fr="Il a d'autres plages (comme celles des pods et services) ; seule la première est "
        "reprise.",
    ),
    Text(
        en="Managed Kubernetes brings ranges of its own; for others add a subnet.",
        fr="Managed Kubernetes apporte ses propres plages ; pour le reste, ajoutez un sous-réseau.",
    ),
    "ranges",
)
_SUBNET_GROUP = Loss(
    "group-on-subnet",
    "major",
    Text(
        en="A security group guards the whole subnet; at OVHcloud groups hang on the ports of "
        "machines.",
        fr="Un groupe de sécurité garde tout le sous-réseau ; chez OVHcloud, les groupes tiennent "
        "aux ports des machines.",
    ),
    Text(
        en="The machines read in the subnet carry the group; whatever is added later must name it.",
        fr="Les machines lues dans le sous-réseau portent le groupe ; tout ajout ultérieur doit le "
        "nommer.",
    ),
    "security_group",
)
_SMALL_RANGE = Loss(
    "small-range",
    "major",
    Text(
        en="It is smaller than /28: a load balancer takes three addresses, a database two and "
        "more.",
        fr="Il est plus petit que /28 : un répartiteur prend trois adresses, une base deux ou "
        "plus.",
    ),
    Text(
        en="Widen the range before the move if such services are to live in it.",
        fr="Élargissez la plage avant la migration si de tels services doivent y vivre.",
    ),
    "ranges",
)


def gateway(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """Internet gateway or NAT: the gateway that the network's own blocks hold."""
    spec = resource.spec
    if not isinstance(spec, Gateway):
        return unreadable(resource)
    losses: list[Loss] = []
    quantities: bought.Bought = ()
    if resource.kind == "network.nat":
        subnets = place.of_kind(spec.subnets, resource, surroundings, "network.subnet")
        home = place.network_of(subnets[0], surroundings) if subnets else None
        peers = _nats(place.subnets_in(home, surroundings), surroundings) if home else ()
        if len(peers) > 1:
            losses.append(_ONE_GATEWAY)
        if not peers or peers[0].id == resource.id:
            quantities = (gateway_price(surroundings),)
        if spec.private:
            losses.append(_PRIVATE_NAT)
    return Design(values={}, without_terraform=True, quantities=quantities, losses=tuple(losses))


_ONE_GATEWAY = Loss(
    "one-gateway",
    "minor",
    Text(
        en="The network has several NAT gateways; at OVHcloud one gateway serves all its subnets.",
        fr="Le réseau a plusieurs passerelles NAT ; chez OVHcloud, une seule dessert ses "
        "sous-réseaux.",
    ),
    Text(
        en="Raise the gateway's model (S to 3XL) if its bandwidth is short.",
        fr="Augmentez le modèle de la passerelle (S à 3XL) si son débit est insuffisant.",
    ),
    "subnets",
)
_PRIVATE_NAT = Loss(
    "private-nat",
    "major",
    Text(
        en="It translates between private networks; OVHcloud's gateway translates to the Internet.",
        fr="Elle traduit entre réseaux privés ; la passerelle d'OVHcloud traduit vers Internet.",
    ),
    Text(
        en="Renumber the networks that overlap, or run a router instance.",
        fr="Renumérotez les réseaux qui se chevauchent, ou exploitez une instance routeur.",
    ),
    "private",
)
