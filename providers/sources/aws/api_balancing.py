"""Elastic Load Balancing answers: balancers, listeners, rules, target groups, targets."""

from collections.abc import Iterator
from typing import Any

from providers.sources.aws.api import Answer, Native, Place, pick


def balancer(answer: Answer, _place: Place) -> Iterator[Native]:
    """A load balancer of the second generation."""
    identity = answer["LoadBalancerArn"]
    zones = answer.get("AvailabilityZones") or ()
    attributes = pick(
        answer,
        name="LoadBalancerName",
        dns_name="DNSName",
        load_balancer_type="Type",
        security_groups="SecurityGroups",
        vpc_id="VpcId",
    )
    attributes |= {
        "id": identity,
        "arn": identity,
        "internal": answer.get("Scheme") == "internal",
        "subnets": [zone["SubnetId"] for zone in zones if zone.get("SubnetId")],
        "subnet_mapping": [
            {"subnet_id": zone.get("SubnetId"), "allocation_id": item["AllocationId"]}
            for zone in zones
            for item in zone.get("LoadBalancerAddresses") or ()
            if item.get("AllocationId")
        ],
    }
    yield Native("aws_lb", identity, attributes)


def _action(answer: Answer) -> dict[str, Any]:
    groups = (answer.get("ForwardConfig") or {}).get("TargetGroups") or ()
    redirect = answer.get("RedirectConfig")
    return {
        **pick(answer, type="Type", order="Order", target_group_arn="TargetGroupArn"),
        "forward": [{"target_group": [pick(item, arn="TargetGroupArn") for item in groups]}],
        "redirect": [pick(redirect, protocol="Protocol", host="Host", path="Path", port="Port")]
        if redirect
        else [],
    }


def listener(answer: Answer, _parent: Answer, _place: Place) -> Iterator[Native]:
    """A port of a balancer."""
    identity = answer["ListenerArn"]
    certificates = answer.get("Certificates") or ()
    attributes = pick(answer, load_balancer_arn="LoadBalancerArn", port="Port", protocol="Protocol")
    attributes |= {
        "id": identity,
        "arn": identity,
        "certificate_arn": certificates[0].get("CertificateArn") if certificates else None,
        "default_action": [_action(item) for item in answer.get("DefaultActions") or ()],
    }
    yield Native("aws_lb_listener", identity, attributes)


def listener_rule(answer: Answer, _parent: Answer, _place: Place) -> Iterator[Native]:
    """A rule of a listener; the default one is the listener's own action."""
    if answer.get("IsDefault"):
        return
    identity = answer["RuleArn"]
    head, _, tail = identity.partition(":listener-rule/")
    yield Native(
        "aws_lb_listener_rule",
        identity,
        {
            "id": identity,
            "arn": identity,
            "listener_arn": f"{head}:listener/{tail.rsplit('/', 1)[0]}",
            "priority": answer.get("Priority"),
            "action": [_action(item) for item in answer.get("Actions") or ()],
            "condition": [_condition(item) for item in answer.get("Conditions") or ()],
        },
    )


def _condition(answer: Answer) -> dict[str, Any]:
    hosts = (answer.get("HostHeaderConfig") or {}).get("Values")
    paths = (answer.get("PathPatternConfig") or {}).get("Values")
    field = answer.get("Field")
    return {
        "host_header": [{"values": hosts or answer.get("Values")}]
        if field == "host-header"
        else [],
        "path_pattern": [{"values": paths or answer.get("Values")}]
        if field == "path-pattern"
        else [],
    }


def target_group(answer: Answer, _place: Place) -> Iterator[Native]:
    """Who answers behind a balancer."""
    identity = answer["TargetGroupArn"]
    attributes = pick(
        answer,
        name="TargetGroupName",
        port="Port",
        protocol="Protocol",
        vpc_id="VpcId",
        target_type="TargetType",
        load_balancer_arns="LoadBalancerArns",
    )
    check = pick(
        answer,
        enabled="HealthCheckEnabled",
        protocol="HealthCheckProtocol",
        port="HealthCheckPort",
        path="HealthCheckPath",
        interval="HealthCheckIntervalSeconds",
        timeout="HealthCheckTimeoutSeconds",
        healthy_threshold="HealthyThresholdCount",
        unhealthy_threshold="UnhealthyThresholdCount",
    )
    codes = (answer.get("Matcher") or {}).get("HttpCode")
    attributes |= {
        "id": identity,
        "arn": identity,
        "health_check": [{**check, "matcher": codes}] if check else [],
    }
    yield Native("aws_lb_target_group", identity, attributes)


def target(answer: Answer, parent: Answer, _place: Place) -> Iterator[Native]:
    """A machine, address or function that a group sends to."""
    owner, word = parent["TargetGroupArn"], answer["Target"]["Id"]
    port = answer["Target"].get("Port")
    attributes = {"target_group_arn": owner, "target_id": word, "port": port}
    yield Native("aws_lb_target_group_attachment", f"{owner}/{word}/{port}", attributes)
