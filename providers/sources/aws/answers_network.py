"""Answers in exports: balancers of the first generation, access lists, name servers."""

from collections.abc import Iterator
from typing import Any

from providers.sources.aws.api import Answer, Native, Place, ids, pick, tags


def _classic_listener(answer: Answer) -> dict[str, Any]:
    inner = answer.get("Listener") or {}
    return pick(
        inner,
        lb_port="LoadBalancerPort",
        lb_protocol="Protocol",
        instance_port="InstancePort",
        instance_protocol="InstanceProtocol",
        ssl_certificate_id="SSLCertificateId",
    )


def classic_balancer(answer: Answer, place: Place) -> Iterator[Native]:
    """A balancer of the first generation."""
    name = answer["LoadBalancerName"]
    check = answer.get("HealthCheck") or {}
    attributes = pick(
        answer,
        dns_name="DNSName",
        subnets="Subnets",
        security_groups="SecurityGroups",
        availability_zones="AvailabilityZones",
    )
    attributes |= {
        "id": name,
        "name": name,
        "arn": place.arn("elasticloadbalancing", f"loadbalancer/{name}"),
        "internal": answer.get("Scheme") == "internal",
        "instances": ids(answer, "Instances", "InstanceId"),
        "listener": [_classic_listener(one) for one in answer.get("ListenerDescriptions") or ()],
        "health_check": [
            pick(
                check,
                target="Target",
                interval="Interval",
                timeout="Timeout",
                healthy_threshold="HealthyThreshold",
                unhealthy_threshold="UnhealthyThreshold",
            )
        ],
        "tags": tags(answer),
    }
    yield Native("aws_elb", name, attributes)


_ANY_PORT = {"From": 0, "To": 0}


def _entry(answer: Answer) -> dict[str, Any]:
    ports = answer.get("PortRange") or _ANY_PORT
    return {
        **pick(
            answer,
            protocol="Protocol",
            action="RuleAction",
            rule_no="RuleNumber",
            cidr_block="CidrBlock",
            ipv6_cidr_block="Ipv6CidrBlock",
        ),
        "from_port": ports.get("From"),
        "to_port": ports.get("To"),
    }


_LAST_RULE = 32767
"""The rule that every list ends with, which denies the rest; it cannot be changed."""


def access_list(answer: Answer, place: Place) -> Iterator[Native]:
    """A network access list."""
    identity = answer["NetworkAclId"]
    entries = [
        one for one in answer.get("Entries") or () if (one.get("RuleNumber") or 0) < _LAST_RULE
    ]
    yield Native(
        "aws_default_network_acl" if answer.get("IsDefault") else "aws_network_acl",
        identity,
        {
            "id": identity,
            "arn": place.arn("ec2", f"network-acl/{identity}"),
            "vpc_id": answer.get("VpcId"),
            "subnet_ids": ids(answer, "Associations", "SubnetId"),
            "ingress": [_entry(one) for one in entries if not one.get("Egress")],
            "egress": [_entry(one) for one in entries if one.get("Egress")],
            "tags": tags(answer),
        },
    )


def dhcp_options(answer: Answer, place: Place) -> Iterator[Native]:
    """What machines of a network are told of names and times."""
    identity = answer["DhcpOptionsId"]
    given = {one.get("Key"): one.get("Values") for one in answer.get("DhcpConfigurations") or ()}
    servers = given.get("domain-name-servers") or ()
    attributes = {
        "id": identity,
        "arn": place.arn("ec2", f"dhcp-options/{identity}"),
        "domain_name_servers": [one["Value"] for one in servers if one.get("Value")],
        "tags": tags(answer),
    }
    yield Native("aws_vpc_dhcp_options", identity, attributes)
