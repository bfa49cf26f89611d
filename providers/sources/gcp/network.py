"""Networks, subnetworks, routes, Cloud NAT, addresses, firewalls, peerings, VPN."""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import (
    FirewallRule,
    Gateway,
    Network,
    Other,
    Protocol,
    PublicIp,
    Route,
    RouteTable,
    SecurityGroup,
    Subnet,
)
from providers.attributes import Attributes, blocks, flag, text, texts, whole
from providers.sources.gcp.asset import (
    account_link,
    fold,
    link,
    names,
    part,
    plain,
    project_of,
    read,
    region_of,
)

PROTOCOLS: dict[str, Protocol] = {
    "tcp": "tcp",
    "udp": "udp",
    "icmp": "icmp",
    "esp": "esp",
    "ah": "ah",
    "sctp": "sctp",
    "all": "all",
    "6": "tcp",
    "17": "udp",
    "1": "icmp",
}
LAST_PORT = 65535


def network_link(record: Record, key: str = "network") -> str:
    """Asset name of the network that a record names."""
    return link(text(record.attributes, key), "compute", project_of(record), "global/networks")


def network(record: Record) -> Reading:
    """A VPC network: it is global and has no range of its own."""
    internal = text(record.attributes, "internal_ipv6_range")
    return read(record, "network.vpc", Network(ranges=(internal,) if internal else ()))


def subnetwork(record: Record) -> Reading:
    """A subnetwork: it spans the zones of its region."""
    attributes = record.attributes
    within = network_link(record)
    secondary = (text(one, "ip_cidr_range") for one in blocks(attributes, "secondary_ip_range"))
    ranges = (text(attributes, "ip_cidr_range"), *secondary)
    spec = Subnet(network=within, ranges=tuple(word for word in ranges if word))
    return read(record, "network.subnet", spec, names("in", "network", within))


HOPS: tuple[tuple[str, Literal["internet", "machine", "address", "vpn", "peering"]], ...] = (
    ("next_hop_gateway", "internet"),
    ("next_hop_instance", "machine"),
    ("next_hop_ip", "address"),
    ("next_hop_ilb", "address"),
    ("next_hop_vpn_tunnel", "vpn"),
    ("next_hop_peering", "peering"),
)


def route(record: Record) -> Reading:
    """A route: Google keeps each as a resource of its network, without a table."""
    attributes = record.attributes
    within = network_link(record)
    hop, kind = next(
        ((word, kind) for key, kind in HOPS if (word := text(attributes, key))), ("none", "none")
    )
    destination = text(attributes, "dest_range")
    target = "internet" if kind == "internet" else link(hop, "compute")
    line = Route(destination=destination, next_hop=target, hop_kind=kind)  # type: ignore[arg-type]
    spec = RouteTable(network=within, routes=(line,))
    machine = target if kind in {"machine", "vpn"} else ""
    references = (
        *names("in", "network", within),
        *names("routes-to", "next_hop_instance", machine),
    )
    return read(record, "network.route_table", spec, references)


def _router(record: Record) -> str:
    return link(
        text(record.attributes, "router"),
        "compute",
        project_of(record),
        f"regions/{region_of(record.attributes)}/routers",
    )


def nat(record: Record) -> Reading:
    """Cloud NAT: which subnetworks leave through it; its router names the network.

    Its id in Terraform is `<project>/<region>/<router>/<name>`.
    """
    attributes = record.attributes
    router = _router(record)
    project, region = project_of(record), region_of(attributes)
    subnets = tuple(
        link(text(one, "name"), "compute", project, f"regions/{region}/subnetworks")
        for one in blocks(attributes, "subnetwork")
    )
    addresses = tuple(link(word, "compute") for word in texts(attributes, "nat_ips"))
    spec = Gateway(
        subnets=subnets, public_ips=addresses, private=text(attributes, "type") == "PRIVATE"
    )
    references = (
        *names("uses", "nat_ips", *addresses),
        *names("in", "subnetwork.name", *subnets),
        *names("in", "router", router),
    )
    identity = f"{router}/nats/{text(attributes, 'name')}" if router.startswith("//") else ""
    return read(record, "network.nat", spec, references, identity=identity)


def router(record: Record) -> Reading:
    """A Cloud Router; `assemble` folds it into the NAT it carries.

    One that speaks BGP to other sites and carries no NAT stays a resource of its own.
    """
    within = network_link(record)
    return read(record, "network.nat", Gateway(network=within), names("in", "network", within))


def address(record: Record) -> Reading:
    """A reserved address; an internal one is no public IP but a detail of its network."""
    attributes = record.attributes
    value = text(attributes, "address")
    version: Literal[4, 6] = 6 if text(attributes, "ip_version") == "IPV6" else 4
    users = tuple(link(word, "compute") for word in texts(attributes, "users"))
    spec = PublicIp(address=value, attached_to=users[0] if users else "", version=version)
    if text(attributes, "address_type") != "INTERNAL":
        return read(record, "network.public_ip", spec, aliases=(value,))
    subnet = link(
        text(attributes, "subnetwork"),
        "compute",
        project_of(record),
        f"regions/{region_of(attributes)}/subnetworks",
    )
    purpose = text(attributes, "purpose")
    if purpose == "VPC_PEERING":  # the range that private services live in: a part of the network
        return fold(record, network_link(record))
    return fold(record, subnet or network_link(record))


def _ports(word: str) -> tuple[int, int]:
    """One range of ports; a word that is none opens port 0 alone, so an error never opens more."""
    first, _, end = word.partition("-")
    ends = first.strip(), (end or first).strip()
    if all(piece.isdecimal() and len(piece) <= len(str(LAST_PORT)) for piece in ends):
        low, high = int(ends[0]), int(ends[1])
        if low <= high <= LAST_PORT:
            return low, high
    return 0, 0


def _ranges(attributes: Attributes) -> tuple[tuple[int | None, int | None], ...]:
    """The port ranges of a rule; (None, None) stands for all ports."""
    return tuple(_ports(word) for word in texts(attributes, "ports")) or ((None, None),)


def _rules(attributes: Attributes) -> tuple[FirewallRule, ...]:
    """Every pair of protocol and port range that a firewall allows or denies."""
    outwards = text(attributes, "direction").upper() == "EGRESS"
    ranges = texts(attributes, "destination_ranges" if outwards else "source_ranges")
    groups = (
        ()
        if outwards
        else (
            *texts(attributes, "source_tags"),
            *texts(attributes, "source_service_accounts"),
        )
    )
    found = []
    for key in ("allow", "deny"):
        for one in blocks(attributes, key):
            for first, end in _ranges(one):
                found.append(
                    FirewallRule(
                        direction="out" if outwards else "in",
                        protocol=PROTOCOLS.get(text(one, "protocol").lower(), "all"),
                        first_port=first,
                        last_port=end,
                        ranges=ranges,
                        groups=groups,
                        allow=key == "allow",
                        priority=whole(attributes, "priority"),
                        description=text(attributes, "description"),
                    )
                )
    return tuple(found)


def firewall(record: Record) -> Reading:
    """A firewall rule of a network: a security group by another name.

    It guards the machines that carry its target tags or accounts (`members`), or all of the network
    where it has none. A disabled one keeps no rule.
    """
    attributes = record.attributes
    within = network_link(record)
    accounts = tuple(account_link(word) for word in texts(attributes, "target_service_accounts"))
    spec = SecurityGroup(
        network=within,
        description=text(attributes, "description"),
        rules=() if flag(attributes, "disabled") else _rules(attributes),
        members=(*texts(attributes, "target_tags"), *accounts),
    )
    return read(record, "network.security_group", spec, names("in", "network", within))


def peering(record: Record) -> Reading:
    """One direction of a peering of networks."""
    references = (
        *names("peers-with", "network", network_link(record)),
        *names("peers-with", "peer_network", network_link(record, "peer_network")),
    )
    return read(record, "network.peering", Other(), references)


def service_connection(record: Record) -> Reading:
    """The peering with the network of Google's managed services: a part of the network."""
    return fold(record, network_link(record))


def vpn_tunnel(record: Record) -> Reading:
    """A VPN tunnel."""
    attributes = record.attributes
    gateway = link(text(attributes, "vpn_gateway"), "compute")
    return read(record, "network.vpn_s2s", Other(units=1), names("in", "vpn_gateway", gateway))


RULES: dict[str, FromTerraform] = {
    "google_compute_network": network,
    "google_compute_subnetwork": subnetwork,
    "google_compute_route": route,
    "google_compute_router": router,
    "google_compute_router_nat": nat,
    "google_compute_router_interface": lambda record: fold(record, _router(record)),
    "google_compute_router_peer": lambda record: fold(record, _router(record)),
    "google_compute_address": address,
    "google_compute_global_address": address,
    "google_compute_firewall": firewall,
    "google_compute_firewall_policy": plain("network.nacl"),
    "google_compute_network_firewall_policy": plain("network.firewall"),
    "google_compute_network_firewall_policy_rule": part(
        "firewall_policy", "compute", "global/firewallPolicies"
    ),
    "google_compute_network_firewall_policy_association": part(
        "firewall_policy", "compute", "global/firewallPolicies"
    ),
    "google_compute_network_peering": peering,
    "google_compute_network_peering_routes_config": service_connection,
    "google_service_networking_connection": service_connection,
    "google_compute_ha_vpn_gateway": plain("network.vpn_s2s", {"network": "in"}),
    "google_compute_vpn_gateway": plain("network.vpn_s2s", {"network": "in"}),
    "google_compute_vpn_tunnel": vpn_tunnel,
    "google_compute_external_vpn_gateway": plain("network.vpn_s2s"),
    "google_compute_interconnect_attachment": plain(
        "network.direct_connect", {"router": "in"}, size="bandwidth"
    ),
    "google_compute_service_attachment": plain("network.private_endpoint"),
    "google_network_connectivity_hub": plain("network.transit_gateway"),
}
