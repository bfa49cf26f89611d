"""Virtual networks and what joins them: subnets, routes, NAT, addresses, interfaces, peerings."""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import (
    Gateway,
    Network,
    Other,
    PublicIp,
    Route,
    RouteTable,
    Subnet,
    VirtualMachine,
)
from providers.attributes import Attributes, block, blocks, flag, text, texts
from providers.sources.azure.arm import (
    arm,
    arms,
    fold,
    identity,
    names,
    parent,
    read,
    sibling,
)

HopKind = Literal["internet", "address", "local", "none", "vpn", "other"]

HOPS: dict[str, HopKind] = {
    "internet": "internet",
    "virtualappliance": "address",
    "vnetlocal": "local",
    "virtualnetworkgateway": "vpn",
    "none": "none",
}
"""`next_hop_type` in lower case -> the kind of the hop."""


def network(record: Record) -> Reading:
    """A virtual network."""
    attributes = record.attributes
    spec = Network(
        ranges=texts(attributes, "address_space"), dns_servers=texts(attributes, "dns_servers")
    )
    plan = arm(block(attributes, "ddos_protection_plan"), "id")
    return read(record, "network.vpc", spec, names("guarded-by", "ddos_protection_plan.id", plan))


def subnet(record: Record) -> Reading:
    """A subnet; that it has no public addresses of its own is true of every Azure subnet."""
    attributes = record.attributes
    within = parent(identity(record)) or sibling(
        record, "microsoft.network/virtualnetworks", text(attributes, "virtual_network_name")
    )
    ranges = texts(attributes, "address_prefixes") or texts(attributes, "address_prefix")
    spec = Subnet(
        network=within,
        ranges=ranges,
        public=False,
        route_table=arm(attributes, "route_table_id"),
        security_group=arm(attributes, "network_security_group_id"),
        nat=arm(attributes, "nat_gateway_id"),
    )
    references = (
        *names("in", "virtual_network_name", within),
        *names("guarded-by", "network_security_group_id", spec.security_group),
        *names("uses", "route_table_id", spec.route_table),
        *names("routes-to", "nat_gateway_id", spec.nat),
    )
    return read(record, "network.subnet", spec, references)


def subnet_guard(record: Record) -> Reading:
    """Which security group guards a subnet."""
    group = arm(record.attributes, "network_security_group_id")
    return fold(
        record,
        arm(record.attributes, "subnet_id"),
        Subnet(security_group=group),
        names("guarded-by", "network_security_group_id", group),
    )


def subnet_routes(record: Record) -> Reading:
    """Which route table a subnet follows."""
    table = arm(record.attributes, "route_table_id")
    return fold(
        record,
        arm(record.attributes, "subnet_id"),
        Subnet(route_table=table),
        names("uses", "route_table_id", table),
    )


def subnet_nat(record: Record) -> Reading:
    """Through which NAT gateway a subnet leaves."""
    gateway = arm(record.attributes, "nat_gateway_id")
    return fold(
        record,
        arm(record.attributes, "subnet_id"),
        Subnet(nat=gateway),
        names("routes-to", "nat_gateway_id", gateway),
    )


def nat_address(record: Record) -> Reading:
    """Which public address a NAT gateway leaves by."""
    address = arm(record.attributes, "public_ip_address_id", "public_ip_prefix_id")
    return fold(
        record,
        arm(record.attributes, "nat_gateway_id"),
        Gateway(public_ips=(address,) if address else ()),
        names("uses", "public_ip_address_id", address),
    )


def _route(attributes: Attributes) -> Route:
    kind = HOPS.get(text(attributes, "next_hop_type").lower(), "other")
    hop = text(attributes, "next_hop_in_ip_address") if kind == "address" else kind
    return Route(destination=text(attributes, "address_prefix"), next_hop=hop, hop_kind=kind)


def route_table(record: Record) -> Reading:
    """A route table with the routes written in it."""
    routes = tuple(_route(one) for one in blocks(record.attributes, "route"))
    spec = RouteTable(routes=routes, subnets=arms(record.attributes, "subnets"))
    return read(record, "network.route_table", spec)


def route(record: Record) -> Reading:
    """One route, kept apart from its table."""
    table = parent(identity(record)) or sibling(
        record, "microsoft.network/routetables", text(record.attributes, "route_table_name")
    )
    return fold(record, table, RouteTable(routes=(_route(record.attributes),)))


def nat_gateway(record: Record) -> Reading:
    """A NAT gateway; its addresses and subnets are told by associations."""
    addresses = arms(record.attributes, "public_ip_address_ids")
    spec = Gateway(public_ips=addresses, private=False)
    return read(record, "network.nat", spec, names("uses", "public_ip_address_ids", *addresses))


def public_ip(record: Record) -> Reading:
    """A public address; it is known by its number and its domain name too."""
    attributes = record.attributes
    address = text(attributes, "ip_address")
    version: Literal[4, 6] = 6 if text(attributes, "ip_version").lower() == "ipv6" else 4
    spec = PublicIp(address=address, version=version)
    return read(record, "network.public_ip", spec, aliases=(address, text(attributes, "fqdn")))


def interface(record: Record) -> Reading:
    """A network interface: the part of a machine that knows its subnet and addresses.

    Its spec is a partial one of the machine. It folds into the machine it names, or into the one
    that names it (`assemble`); one that serves no machine stays a resource of its own. The one that
    Azure makes for a private endpoint is a part of that.
    """
    attributes = record.attributes
    configurations = blocks(attributes, "ip_configuration")
    subnets = tuple(dict.fromkeys(s for one in configurations if (s := arm(one, "subnet_id"))))
    public = tuple(a for one in configurations if (a := arm(one, "public_ip_address_id")))
    private = tuple(a for one in configurations if (a := text(one, "private_ip_address")))
    guard = arm(attributes, "network_security_group_id")  # written here by azurerm 1.x
    spec = VirtualMachine(
        subnets=subnets,
        private_ips=private,
        public_ip=bool(public),
        security_groups=(guard,) if guard else (),
    )
    references = (
        *names("in", "ip_configuration.subnet_id", *subnets),
        *names("uses", "ip_configuration.public_ip_address_id", *public),
        *names("guarded-by", "network_security_group_id", guard),
    )
    owner = arm(attributes, "virtual_machine_id", "private_endpoint_id")
    if owner:
        return fold(record, owner, spec, references)
    return read(record, "compute.nic", spec, references)


def interface_guard(record: Record) -> Reading:
    """Which security group guards an interface."""
    group = arm(record.attributes, "network_security_group_id")
    return fold(
        record,
        arm(record.attributes, "network_interface_id"),
        VirtualMachine(security_groups=(group,) if group else ()),
        names("guarded-by", "network_security_group_id", group),
    )


def peering(record: Record) -> Reading:
    """One direction of a peering: Azure keeps two, one at each network."""
    near = parent(identity(record)) or sibling(
        record, "microsoft.network/virtualnetworks", text(record.attributes, "virtual_network_name")
    )
    far = arm(record.attributes, "remote_virtual_network_id")
    gateway = flag(record.attributes, "use_remote_gateways")
    spec = Other(tier="uses-remote-gateway" if gateway else "")
    references = (
        *names("peers-with", "virtual_network_name", near),
        *names("peers-with", "remote_virtual_network_id", far),
    )
    return read(record, "network.peering", spec, references)


def private_endpoint(record: Record) -> Reading:
    """A private address for a managed service."""
    attributes = record.attributes
    service = arm(block(attributes, "private_service_connection"), "private_connection_resource_id")
    zones = arms(block(attributes, "private_dns_zone_group"), "private_dns_zone_ids")
    references = (
        *names("in", "subnet_id", arm(attributes, "subnet_id")),
        *names("routes-to", "private_service_connection.private_connection_resource_id", service),
        *names("uses", "private_dns_zone_group.private_dns_zone_ids", *zones),
    )
    return read(record, "network.private_endpoint", Other(), references)


RULES: dict[str, FromTerraform] = {
    "azurerm_virtual_network": network,
    "azurerm_subnet": subnet,
    "azurerm_subnet_network_security_group_association": subnet_guard,
    "azurerm_subnet_route_table_association": subnet_routes,
    "azurerm_subnet_nat_gateway_association": subnet_nat,
    "azurerm_nat_gateway": nat_gateway,
    "azurerm_nat_gateway_public_ip_association": nat_address,
    "azurerm_nat_gateway_public_ip_prefix_association": nat_address,
    "azurerm_route_table": route_table,
    "azurerm_route": route,
    "azurerm_public_ip": public_ip,
    "azurerm_network_interface": interface,
    "azurerm_network_interface_security_group_association": interface_guard,
    "azurerm_virtual_network_peering": peering,
    "azurerm_private_endpoint": private_endpoint,
}
