"""VPC answers: networks, routes, gateways, security groups, interfaces."""

from collections.abc import Iterator
from typing import Any

from providers.sources.aws.api import Answer, Native, Place, ids, pick, tags


def vpc(answer: Answer, place: Place) -> Iterator[Native]:
    """A network, with all its ranges."""
    identity = answer["VpcId"]
    ranges = ids(answer, "CidrBlockAssociationSet", "CidrBlock") or [
        str(answer.get("CidrBlock", ""))
    ]
    yield Native(
        "aws_default_vpc" if answer.get("IsDefault") else "aws_vpc",
        identity,
        {
            "id": identity,
            "arn": place.arn("ec2", f"vpc/{identity}"),
            "cidr_block": ranges,
            "ipv6_cidr_block": ids(answer, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock"),
            "tags": tags(answer),
        },
    )


def subnet(answer: Answer, place: Place) -> Iterator[Native]:
    """A part of a network."""
    identity = answer["SubnetId"]
    attributes = pick(
        answer,
        arn="SubnetArn",
        vpc_id="VpcId",
        cidr_block="CidrBlock",
        availability_zone="AvailabilityZone",
        map_public_ip_on_launch="MapPublicIpOnLaunch",
    )
    attributes |= {
        "id": identity,
        "ipv6_cidr_block": ids(answer, "Ipv6CidrBlockAssociationSet", "Ipv6CidrBlock"),
        "tags": tags(answer),
    }
    attributes.setdefault("arn", place.arn("ec2", f"subnet/{identity}"))
    default = answer.get("DefaultForAz")
    yield Native("aws_default_subnet" if default else "aws_subnet", identity, attributes)


def _route(answer: Answer) -> dict[str, Any]:
    return pick(
        answer,
        cidr_block="DestinationCidrBlock",
        ipv6_cidr_block="DestinationIpv6CidrBlock",
        destination_prefix_list_id="DestinationPrefixListId",
        gateway_id="GatewayId",
        nat_gateway_id="NatGatewayId",
        egress_only_gateway_id="EgressOnlyInternetGatewayId",
        vpc_peering_connection_id="VpcPeeringConnectionId",
        transit_gateway_id="TransitGatewayId",
        network_interface_id="NetworkInterfaceId",
        instance_id="InstanceId",
        carrier_gateway_id="CarrierGatewayId",
        core_network_arn="CoreNetworkArn",
        local_gateway_id="LocalGatewayId",
    )


def route_table(answer: Answer, place: Place) -> Iterator[Native]:
    """A route table, and an association for each subnet."""
    identity = answer["RouteTableId"]
    associations = answer.get("Associations") or ()
    yield Native(
        "aws_route_table",
        identity,
        {
            "id": identity,
            "arn": place.arn("ec2", f"route-table/{identity}"),
            "vpc_id": answer.get("VpcId"),
            "route": [_route(route) for route in answer.get("Routes") or ()],
            "main": any(item.get("Main") for item in associations),
            "tags": tags(answer),
        },
    )
    for item in associations:
        if item.get("SubnetId") or item.get("GatewayId"):
            word = item["RouteTableAssociationId"]
            attributes = pick(item, subnet_id="SubnetId", gateway_id="GatewayId")
            attributes |= {"id": word, "route_table_id": identity}
            yield Native("aws_route_table_association", word, attributes)


def internet_gateway(answer: Answer, place: Place) -> Iterator[Native]:
    """A way out."""
    identity = answer["InternetGatewayId"]
    networks = ids(answer, "Attachments", "VpcId")
    yield Native(
        "aws_internet_gateway",
        identity,
        {
            "id": identity,
            "arn": place.arn("ec2", f"internet-gateway/{identity}"),
            "vpc_id": networks[0] if networks else "",
            "tags": tags(answer),
        },
    )


def nat_gateway(answer: Answer, place: Place) -> Iterator[Native]:
    """A NAT gateway; one that is deleted stays listed for an hour, and is none."""
    if answer.get("State") in ("deleted", "failed"):
        return
    identity = answer["NatGatewayId"]
    addresses = answer.get("NatGatewayAddresses") or ()
    first = addresses[0] if addresses else {}
    attributes = pick(answer, subnet_id="SubnetId", connectivity_type="ConnectivityType")
    attributes |= pick(first, allocation_id="AllocationId", public_ip="PublicIp")
    attributes |= {
        "id": identity,
        "arn": place.arn("ec2", f"natgateway/{identity}"),
        "tags": tags(answer),
    }
    yield Native("aws_nat_gateway", identity, attributes)


def _permission(answer: Answer) -> dict[str, Any]:
    pairs = answer.get("UserIdGroupPairs") or ()
    described = [
        item.get("Description")
        for key in ("IpRanges", "Ipv6Ranges", "UserIdGroupPairs", "PrefixListIds")
        for item in answer.get(key) or ()
    ]
    return {
        **pick(answer, protocol="IpProtocol", from_port="FromPort", to_port="ToPort"),
        "cidr_blocks": ids(answer, "IpRanges", "CidrIp"),
        "ipv6_cidr_blocks": ids(answer, "Ipv6Ranges", "CidrIpv6"),
        "prefix_list_ids": ids(answer, "PrefixListIds", "PrefixListId"),
        "security_groups": [item["GroupId"] for item in pairs if item.get("GroupId")],
        "description": next((word for word in described if word), ""),
    }


def security_group(answer: Answer, place: Place) -> Iterator[Native]:
    """A security group with its rules."""
    identity = answer["GroupId"]
    attributes = pick(answer, name="GroupName", description="Description", vpc_id="VpcId")
    attributes |= {
        "id": identity,
        "arn": place.arn("ec2", f"security-group/{identity}"),
        "ingress": [_permission(item) for item in answer.get("IpPermissions") or ()],
        "egress": [_permission(item) for item in answer.get("IpPermissionsEgress") or ()],
        "tags": tags(answer),
    }
    default = answer.get("GroupName") == "default"
    native_type = "aws_default_security_group" if default else "aws_security_group"
    yield Native(native_type, identity, attributes)


def interface(answer: Answer, place: Place) -> Iterator[Native]:
    """An interface; those that AWS makes for its services are these services' own."""
    if answer.get("RequesterManaged"):
        return
    identity = answer["NetworkInterfaceId"]
    machine = (answer.get("Attachment") or {}).get("InstanceId")
    attributes = pick(
        answer,
        subnet_id="SubnetId",
        private_ip="PrivateIpAddress",
        availability_zone="AvailabilityZone",
    )
    attributes |= {
        "id": identity,
        "arn": place.arn("ec2", f"network-interface/{identity}"),
        "security_groups": ids(answer, "Groups", "GroupId"),
        "private_ips": ids(answer, "PrivateIpAddresses", "PrivateIpAddress"),
        "attachment": [{"instance": machine}] if machine else [],
        "tags": tags(answer, "TagSet"),
    }
    yield Native("aws_network_interface", identity, attributes)
