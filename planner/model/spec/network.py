"""Networks, what guards and joins them, balancers, names."""

from typing import Literal

from msgspec import Struct

Protocol = Literal["tcp", "udp", "icmp", "all", "esp", "ah", "sctp"]


class Network(Struct, frozen=True, tag_field="spec", tag="network", omit_defaults=True):
    """network.vpc."""

    ranges: tuple[str, ...] = ()
    """CIDR blocks, IPv4 and IPv6."""
    dns_servers: tuple[str, ...] = ()


class Subnet(Struct, frozen=True, tag_field="spec", tag="subnet", omit_defaults=True):
    """network.subnet."""

    network: str = ""
    ranges: tuple[str, ...] = ()
    public: bool | None = None
    """Whether machines in it get a public address."""
    route_table: str = ""
    security_group: str = ""
    nat: str = ""


class Route(Struct, frozen=True, gc=False, omit_defaults=True):
    """One line of a route table."""

    destination: str
    next_hop: str
    """Id of the next hop, an address, or a word: `internet`, `local`, `none`."""
    hop_kind: Literal[
        "internet",
        "nat",
        "machine",
        "interface",
        "peering",
        "vpn",
        "transit",
        "endpoint",
        "address",
        "local",
        "none",
        "other",
    ] = "other"


class RouteTable(Struct, frozen=True, tag_field="spec", tag="route-table", omit_defaults=True):
    """network.route_table."""

    network: str = ""
    routes: tuple[Route, ...] = ()
    subnets: tuple[str, ...] = ()
    main: bool = False


class Gateway(Struct, frozen=True, tag_field="spec", tag="gateway", omit_defaults=True):
    """network.internet_gateway, network.nat."""

    network: str = ""
    subnets: tuple[str, ...] = ()
    public_ips: tuple[str, ...] = ()
    private: bool = False


class FirewallRule(Struct, frozen=True, gc=False, omit_defaults=True):
    """One permission or refusal of a security group."""

    direction: Literal["in", "out"]
    protocol: Protocol
    first_port: int | None = None
    """None with last_port None: every port."""
    last_port: int | None = None
    ranges: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Security groups (or tags, service tags) that are the other end."""
    allow: bool = True
    priority: int | None = None
    description: str = ""


class SecurityGroup(
    Struct, frozen=True, tag_field="spec", tag="security-group", omit_defaults=True
):
    """network.security_group."""

    network: str = ""
    description: str = ""
    rules: tuple[FirewallRule, ...] = ()
    members: tuple[str, ...] = ()
    """Where the group names what it guards (Azure associations, GCP target tags)."""


class PublicIp(Struct, frozen=True, tag_field="spec", tag="public-ip", omit_defaults=True):
    """network.public_ip."""

    address: str = ""
    attached_to: str = ""
    version: Literal[4, 6] = 4


class ListenerRule(Struct, frozen=True, gc=False, omit_defaults=True):
    """A layer-7 rule of a listener."""

    priority: int | None = None
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    target_group: str = ""
    action: str = "forward"


class Listener(Struct, frozen=True, omit_defaults=True):
    """One port a load balancer answers on."""

    port: int
    protocol: Literal["tcp", "udp", "tls", "http", "https"]
    target_group: str = ""
    certificate: str = ""
    redirect_to: str = ""
    """`https` or a URL, where it redirects instead of forwarding."""
    rules: tuple[ListenerRule, ...] = ()
    id: str = ""
    """The listener's own id, so that rules kept apart find it."""


class HealthCheck(Struct, frozen=True, gc=False, omit_defaults=True):
    """How a target is known to be well."""

    protocol: Literal["tcp", "http", "https"] = "tcp"
    port: int | None = None
    path: str = ""
    interval_seconds: int | None = None
    timeout_seconds: int | None = None
    healthy: int | None = None
    unhealthy: int | None = None
    codes: str = ""


class LoadBalancer(Struct, frozen=True, tag_field="spec", tag="load-balancer", omit_defaults=True):
    """network.lb_l4, network.lb_l7, network.lb_classic."""

    layer: Literal[4, 7] = 7
    internal: bool = False
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
    listeners: tuple[Listener, ...] = ()
    public_ips: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    """Machines behind it where the balancer itself names them (classic)."""
    health: "HealthCheck | None" = None
    access_logs: str = ""
    web_firewall: bool = False
    pools: "tuple[TargetGroup, ...]" = ()
    """Target groups written within the balancer, each with its `name`, which listeners quote."""


class TargetGroup(Struct, frozen=True, tag_field="spec", tag="target-group", omit_defaults=True):
    """network.target_group."""

    port: int | None = None
    protocol: Literal["tcp", "udp", "tls", "http", "https", ""] = ""
    network: str = ""
    targets: tuple[str, ...] = ()
    """Machines, groups or addresses."""
    health: HealthCheck | None = None
    sticky: bool = False
    balancer: str = ""
    """The load balancer that owns it, where the source says so."""
    name: str = ""
    """Within its balancer, where it is written there; empty for a resource of its own."""


class DnsZone(Struct, frozen=True, tag_field="spec", tag="dns-zone", omit_defaults=True):
    """dns.zone, dns.private_zone."""

    domain: str = ""
    """Without the final dot."""
    private: bool = False
    networks: tuple[str, ...] = ()
    dnssec: bool = False


class DnsRecord(Struct, frozen=True, tag_field="spec", tag="dns-record", omit_defaults=True):
    """dns.record."""

    zone: str = ""
    name: str = ""
    """Full name without the final dot."""
    type: str = ""
    ttl_seconds: int | None = None
    values: tuple[str, ...] = ()
    alias: str = ""
    """The resource it is an alias of, where it holds no value itself."""
    policy: str = ""
    """weighted, latency, failover, geolocation; '' simple."""
