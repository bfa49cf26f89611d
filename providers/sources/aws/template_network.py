"""Templates: security groups, access lists, gateways, balancers, names."""

from collections.abc import Iterable, Mapping
from typing import Any

from providers.sources.aws import api_balancing
from providers.sources.aws.api import Native
from providers.sources.aws.casing import snaked
from providers.sources.aws.shape import at
from providers.sources.aws.template_parts import (
    NOWHERE,
    Adapt,
    Properties,
    as_answer,
    blocks,
    native,
    words,
)


def _ranged(block: Mapping[str, Any]) -> dict[str, Any]:
    peer = block.get("source_security_group_id") or block.get("destination_security_group_id")
    return {
        "protocol": block.get("ip_protocol"),
        "from_port": block.get("from_port"),
        "to_port": block.get("to_port"),
        "cidr_blocks": words(block.get("cidr_ip")),
        "ipv6_cidr_blocks": words(block.get("cidr_ipv6")),
        "security_groups": words(peer),
        "prefix_list_ids": words(block.get("source_prefix_list_id")),
        "description": block.get("description"),
    }


_OPEN = {"ip_protocol": "-1", "cidr_ip": "0.0.0.0/0"}
"""What EC2 gives a group that names no rule for what goes out."""


def security_group(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A security group with the rules written in it."""
    given = snaked(dict(properties))
    outward = given.get("security_group_egress")
    attributes = {
        "name": given.get("group_name"),
        "description": given.get("group_description"),
        "vpc_id": given.get("vpc_id"),
        "ingress": [_ranged(one) for one in blocks(given.get("security_group_ingress"))],
        "egress": [_ranged(one) for one in blocks([_OPEN] if outward is None else outward)],
    }
    yield native(native_type, own, attributes, properties)


def gateway_attachment(_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """What attaches a gateway to a network: one to the internet, or of a private line."""
    attributes = snaked(dict(properties))
    if attributes.get("internet_gateway_id"):
        yield native("aws_internet_gateway_attachment", own, attributes, properties)
    else:
        yield native("aws_vpn_gateway_attachment", own, attributes, properties)


def access_entry(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A rule of a network access list."""
    attributes = snaked(dict(properties))
    attributes |= {
        "from_port": at(attributes, "port_range.from"),
        "to_port": at(attributes, "port_range.to"),
        "protocol": str(attributes.get("protocol", "")),
    }
    yield native(native_type, own, attributes, properties)


def balancer(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A load balancer of the second generation."""
    attributes = snaked(dict(properties))
    attributes |= {
        "internal": attributes.get("scheme") == "internal",
        "load_balancer_type": attributes.get("type") or "application",
        "subnet_mapping": blocks(attributes.get("subnet_mappings")),
    }
    yield native(native_type, own, attributes, properties)


def listener_rule(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A rule of a listener, which it names."""
    for found in api_balancing.listener_rule({**properties, "RuleArn": own}, {}, NOWHERE):
        found.attributes["listener_arn"] = properties.get("ListenerArn")
        yield native(native_type, own, found.attributes, properties)


def target_group(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A target group, and the targets written in it."""
    answer = {**properties, "TargetGroupArn": own, "TargetGroupName": properties.get("Name")}
    for found in api_balancing.target_group(answer, NOWHERE):
        yield native(native_type, own, found.attributes, properties)
    for number, one in enumerate(blocks(properties.get("Targets"))):
        address = f"{own}[{number}]"
        attributes = {
            "target_group_arn": own, "target_id": one.get("Id"), "port": one.get("Port"),
        }  # fmt: skip
        yield Native("aws_lb_target_group_attachment", address, attributes, address)


def classic_balancer(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A balancer of the first generation."""
    given = snaked(dict(properties))
    attributes = {
        **given,
        "name": given.get("load_balancer_name"),
        "internal": given.get("scheme") == "internal",
        "health_check": blocks(given.get("health_check")),
        "listener": [
            {
                "lb_port": one.get("load_balancer_port"),
                "lb_protocol": one.get("protocol"),
                "ssl_certificate_id": one.get("ssl_certificate_id"),
            }
            for one in blocks(given.get("listeners"))
        ],
    }
    yield native(native_type, own, attributes, properties)


def zone(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A hosted zone."""
    given = snaked(dict(properties))
    attributes = {
        "name": given.get("name"),
        "zone_id": own,
        "vpc": [{"vpc_id": one.get("vpc_id")} for one in blocks(given.get("vpcs"))],
    }
    yield native(native_type, own, attributes, properties)


def name_record(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """What a name answers."""
    given = snaked(dict(properties))
    target = given.get("alias_target")
    attributes = {
        "zone_id": given.get("hosted_zone_id") or given.get("hosted_zone_name"),
        "fqdn": given.get("name"),
        "type": given.get("type"),
        "ttl": given.get("ttl"),
        "set_identifier": given.get("set_identifier"),
        "records": words(given.get("resource_records")),
        "alias": [{"name": one.get("dns_name")} for one in blocks(target)],
        "weighted_routing_policy": [{}] if "weight" in given else [],
        "latency_routing_policy": [{}] if "region" in given else [],
        "failover_routing_policy": [{}] if "failover" in given else [],
    }
    yield native(native_type, own, attributes, properties)


ADAPTERS: dict[str, Adapt] = {
    "aws_elb": classic_balancer,
    "aws_internet_gateway_attachment": gateway_attachment,
    "aws_lb": balancer,
    "aws_lb_listener": as_answer(api_balancing.listener, "ListenerArn", {}),
    "aws_lb_listener_rule": listener_rule,
    "aws_lb_target_group": target_group,
    "aws_network_acl_rule": access_entry,
    "aws_route53_record": name_record,
    "aws_route53_zone": zone,
    "aws_security_group": security_group,
}
