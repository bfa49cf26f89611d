"""VPC: networks, subnets, gateways, endpoints, peerings."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Gateway, Network, Other, Subnet
from providers.sources.aws import arn
from providers.sources.aws.row import Row


def vpc(record: Record) -> Reading:
    """aws_vpc, aws_default_vpc: a network."""
    row = Row(record)
    ranges = row.texts("cidr_block") + row.texts("ipv6_cidr_block")
    return row.reading(
        row.own_arn("ec2", f"vpc/{row.native}"), row.name(), spec=Network(ranges=ranges)
    )


def more_range(record: Record) -> Reading:
    """aws_vpc_ipv4_cidr_block_association, …ipv6…: a further range of a network."""
    row = Row(record)
    ranges = row.texts("cidr_block") + row.texts("ipv6_cidr_block")
    return row.part(row.text("vpc_id"), spec=Network(ranges=ranges))


def dhcp_options(record: Record) -> Reading:
    """aws_vpc_dhcp_options: settings that fold into the networks that name them."""
    row = Row(record)
    servers = tuple(
        word for word in row.texts("domain_name_servers") if word != "AmazonProvidedDNS"
    )
    return row.reading(
        row.own_arn("ec2", f"dhcp-options/{row.native}"),
        row.name(),
        spec=Network(dns_servers=servers),
    )


def dhcp_association(record: Record) -> Reading:
    """aws_vpc_dhcp_options_association folds into its network, and needs the options."""
    row = Row(record)
    return row.part(
        row.text("vpc_id"),
        references=arn.references(("uses", "dhcp_options_id", row.text("dhcp_options_id"))),
    )


def subnet(record: Record) -> Reading:
    """aws_subnet, aws_default_subnet: a part of a network in one zone."""
    row = Row(record)
    network = row.text("vpc_id")
    return row.reading(
        row.own_arn("ec2", f"subnet/{row.native}"),
        row.name(),
        spec=Subnet(
            network=network,
            ranges=row.texts("cidr_block") + row.texts("ipv6_cidr_block"),
            public=row.flag("map_public_ip_on_launch"),
        ),
        references=arn.references(("in", "vpc_id", network)),
    )


def internet_gateway(record: Record) -> Reading:
    """aws_internet_gateway, aws_egress_only_internet_gateway: a network's way out."""
    row = Row(record)
    network = row.text("vpc_id")
    word = (
        "egress-only-internet-gateway" if row.type.startswith("aws_egress") else "internet-gateway"
    )
    return row.reading(
        row.own_arn("ec2", f"{word}/{row.native}"),
        row.name(),
        spec=Gateway(network=network),
        references=arn.references(("in", "vpc_id", network)),
    )


def internet_gateway_attachment(record: Record) -> Reading:
    """aws_internet_gateway_attachment folds into its gateway."""
    row = Row(record)
    network = row.text("vpc_id")
    return row.part(
        row.text("internet_gateway_id"),
        spec=Gateway(network=network),
        references=arn.references(("in", "vpc_id", network)),
    )


def nat_gateway(record: Record) -> Reading:
    """aws_nat_gateway: a way out that nothing comes in by."""
    row = Row(record)
    address = row.text("allocation_id")
    place = row.texts("subnet_id")
    return row.reading(
        row.own_arn("ec2", f"natgateway/{row.native}"),
        row.name(),
        spec=Gateway(
            subnets=place,
            public_ips=row.texts("allocation_id") or row.texts("public_ip"),
            private=row.text("connectivity_type") == "private",
        ),
        references=arn.references(("in", "subnet_id", place), ("uses", "allocation_id", address)),
    )


def endpoint(record: Record) -> Reading:
    """aws_vpc_endpoint: a private way to a service of AWS."""
    row = Row(record)
    service = row.text("service_name")
    return row.reading(
        row.own_arn("ec2", f"vpc-endpoint/{row.native}"),
        row.name("service_name"),
        spec=Other(
            size=service,
            units=len(row.texts("subnet_ids")) or None,
            tier=row.text("vpc_endpoint_type").lower(),
        ),
        references=arn.references(
            ("in", "vpc_id", row.text("vpc_id")),
            ("in", "subnet_ids", row.texts("subnet_ids")),
            ("guarded-by", "security_group_ids", row.texts("security_group_ids")),
            ("attached-to", "route_table_ids", row.texts("route_table_ids")),
        ),
    )


def peering(record: Record) -> Reading:
    """aws_vpc_peering_connection: two networks that reach each other."""
    row = Row(record)
    return row.reading(
        row.own_arn("ec2", f"vpc-peering-connection/{row.native}"),
        row.name(),
        references=arn.references(
            ("peers-with", "vpc_id", row.text("vpc_id")),
            ("peers-with", "peer_vpc_id", row.text("peer_vpc_id")),
        ),
    )


def peering_accepter(record: Record) -> Reading:
    """aws_vpc_peering_connection_accepter, …_options fold into the connection."""
    row = Row(record)
    return row.part(row.text("vpc_peering_connection_id"))


RULES: dict[str, FromTerraform] = {
    "aws_default_subnet": subnet,
    "aws_default_vpc": vpc,
    "aws_egress_only_internet_gateway": internet_gateway,
    "aws_internet_gateway": internet_gateway,
    "aws_internet_gateway_attachment": internet_gateway_attachment,
    "aws_nat_gateway": nat_gateway,
    "aws_subnet": subnet,
    "aws_vpc": vpc,
    "aws_vpc_dhcp_options": dhcp_options,
    "aws_vpc_dhcp_options_association": dhcp_association,
    "aws_vpc_endpoint": endpoint,
    "aws_vpc_ipv4_cidr_block_association": more_range,
    "aws_vpc_ipv6_cidr_block_association": more_range,
    "aws_vpc_peering_connection": peering,
    "aws_vpc_peering_connection_accepter": peering_accepter,
    "aws_vpc_peering_connection_options": peering_accepter,
}
