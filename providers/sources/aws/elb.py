"""Elastic Load Balancing: balancers of all generations, listeners, rules, target groups."""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind
from planner.model.spec import HealthCheck, Listener, ListenerRule, LoadBalancer, TargetGroup
from providers.sources.aws import arn
from providers.sources.aws.block import Block
from providers.sources.aws.row import Row

_Spoken = Literal["tcp", "udp", "tls", "http", "https"]
_PROTOCOLS: dict[str, _Spoken] = {
    "HTTP": "http",
    "HTTPS": "https",
    "TCP": "tcp",
    "UDP": "udp",
    "TCP_UDP": "tcp",
    "TLS": "tls",
    "SSL": "tls",
    "GENEVE": "udp",
}


def balancer(record: Record) -> Reading:
    """aws_lb, aws_alb: an application, network or gateway load balancer."""
    row = Row(record)
    layer: Literal[4, 7] = 4 if row.text("load_balancer_type") in ("network", "gateway") else 7
    mapped = row.blocks("subnet_mapping")
    subnets = row.texts("subnets") or tuple(
        word for block in mapped for word in block.texts("subnet_id")
    )
    addresses = tuple(word for block in mapped for word in block.texts("allocation_id"))
    logs = row.block("access_logs")
    bucket = logs.text("bucket") if logs.flag("enabled") else ""
    groups = row.texts("security_groups")
    return row.reading(
        row.arn or row.native,
        row.text("name") or row.name(),
        spec=LoadBalancer(
            layer=layer,
            internal=bool(row.flag("internal")),
            subnets=subnets,
            security_groups=groups,
            public_ips=addresses,
            access_logs=bucket,
        ),
        aliases=row.texts("dns_name") + row.texts("arn_suffix"),
        references=arn.references(
            ("in", "subnets", subnets),
            ("guarded-by", "security_groups", groups),
            ("uses", "subnet_mapping.allocation_id", addresses),
            ("stores-in", "access_logs.bucket", bucket),
        ),
    )


def _forwarded(action: Block) -> tuple[str, ...]:
    groups = [
        word
        for block in action.block("forward").blocks("target_group")
        if (word := block.text("arn"))
    ]
    first = action.text("target_group_arn")
    return tuple(dict.fromkeys([first, *groups])) if first else tuple(groups)


def _redirect(action: Block) -> str:
    target = action.block("redirect")
    if not target:
        return ""
    protocol, host, path = target.text("protocol"), target.text("host"), target.text("path")
    if host in ("", "#{host}") and path in ("", "/#{path}"):
        return "https" if protocol == "HTTPS" else protocol.lower()
    return f"{protocol.lower()}://{host}{path}"


def _last_action(actions: list[Block]) -> Block:
    """The action that answers; those before it only authenticate."""
    return max(actions, key=lambda block: block.number("order") or 0) if actions else Block({})


def listener(record: Record) -> Reading:
    """aws_lb_listener, aws_alb_listener folds into its balancer."""
    row = Row(record)
    action = _last_action(row.blocks("default_action"))
    targets = _forwarded(action)
    certificate = row.text("certificate_arn")
    found = Listener(
        port=row.count("port") or 0,
        protocol=_PROTOCOLS.get(row.text("protocol"), "tcp"),
        target_group=targets[0] if targets else "",
        certificate=certificate,
        redirect_to=_redirect(action),
        id=row.arn or row.native,
    )
    return row.part(
        row.text("load_balancer_arn"),
        spec=LoadBalancer(listeners=(found,)),
        references=arn.references(
            ("routes-to", "default_action.target_group_arn", targets),
            ("uses", "certificate_arn", certificate),
        ),
    )


def listener_rule(record: Record) -> Reading:
    """aws_lb_listener_rule folds into its listener, and with it into the balancer."""
    row = Row(record)
    owner = row.text("listener_arn")
    action = _last_action(row.blocks("action"))
    targets = _forwarded(action)
    conditions = row.blocks("condition")
    found = ListenerRule(
        priority=row.number("priority"),
        hosts=_condition(conditions, "host_header", "host-header"),
        paths=_condition(conditions, "path_pattern", "path-pattern"),
        target_group=targets[0] if targets else "",
        action=action.text("type") or "forward",
    )
    return row.part(
        owner,
        spec=LoadBalancer(listeners=(Listener(port=0, protocol="http", rules=(found,), id=owner),)),
        references=arn.references(("routes-to", "action.target_group_arn", targets)),
    )


def _condition(conditions: list[Block], name: str, field: str) -> tuple[str, ...]:
    words: list[str] = []
    for block in conditions:
        words += block.block(name).texts("values")
        if block.text("field") == field:  # the form of provider 1.x
            words += block.texts("values")
    return tuple(words)


def certificate(record: Record) -> Reading:
    """aws_lb_listener_certificate folds into its listener, and needs its certificate."""
    row = Row(record)
    return row.part(
        row.text("listener_arn"),
        references=arn.references(("uses", "certificate_arn", row.text("certificate_arn"))),
    )


def health(block: Block) -> HealthCheck | None:
    """A health check; None where none is written or it is off."""
    if not block or block.flag("enabled") is False:
        return None
    protocol = block.text("protocol").upper()
    return HealthCheck(
        protocol="https" if protocol == "HTTPS" else "http" if protocol == "HTTP" else "tcp",
        port=block.size("port"),  # None: "traffic-port", that of the group
        path=block.text("path"),
        interval_seconds=block.size("interval"),
        timeout_seconds=block.size("timeout"),
        healthy=block.size("healthy_threshold"),
        unhealthy=block.size("unhealthy_threshold"),
        codes=block.text("matcher"),
    )


def target_group(record: Record) -> Reading:
    """aws_lb_target_group, aws_alb_target_group: who answers behind a balancer."""
    row = Row(record)
    network = row.text("vpc_id")
    owners = row.texts("load_balancer_arns")
    return row.reading(
        row.arn or row.native,
        row.text("name") or row.name(),
        spec=TargetGroup(
            port=row.size("port"),
            protocol=_PROTOCOLS.get(row.text("protocol"), ""),
            network=network,
            health=health(row.block("health_check")),
            sticky=bool(row.block("stickiness").flag("enabled")),
            balancer=owners[0] if owners else "",
        ),
        aliases=row.texts("arn_suffix"),
        references=arn.references(("in", "vpc_id", network)),
    )


def attachment(record: Record) -> Reading:
    """aws_lb_target_group_attachment folds into its group as a target."""
    row = Row(record)
    target = row.texts("target_id")
    return row.part(
        row.text("target_group_arn"),
        spec=TargetGroup(targets=target),
        references=arn.references(("routes-to", "target_id", target)),
    )


def classic(record: Record) -> Reading:
    """aws_elb: a balancer of the first generation."""
    row = Row(record)
    checks = row.block("health_check")
    target = checks.text("target")
    machines, groups = row.texts("instances"), row.texts("security_groups")
    subnets = row.texts("subnets")
    return row.reading(
        row.own_arn("elasticloadbalancing", f"loadbalancer/{row.text('name', 'id')}"),
        row.text("name") or row.name(),
        kind=Kind("network.lb_classic"),
        spec=LoadBalancer(
            layer=7
            if any("HTTP" in b.text("lb_protocol").upper() for b in row.blocks("listener"))
            else 4,
            internal=bool(row.flag("internal")),
            subnets=subnets,
            security_groups=groups,
            listeners=tuple(_classic_listener(block) for block in row.blocks("listener")),
            targets=machines,
            health=_classic_health(checks, target) if target else None,
        ),
        aliases=(arn.named("classic-balancer", row.text("name")), *row.texts("dns_name")),
        references=arn.references(
            ("in", "subnets", subnets),
            ("guarded-by", "security_groups", groups),
            ("routes-to", "instances", machines),
            ("stores-in", "access_logs.bucket", row.block("access_logs").text("bucket")),
        ),
    )


def _classic_listener(block: Block) -> Listener:
    return Listener(
        port=block.count("lb_port") or 0,
        protocol=_PROTOCOLS.get(block.text("lb_protocol").upper(), "tcp"),
        certificate=block.text("ssl_certificate_id"),
    )


def _classic_health(checks: Block, target: str) -> HealthCheck:
    """A classic check: its target is written `HTTP:8080/path`."""
    protocol, _, rest = target.partition(":")
    port, slash, path = rest.partition("/")
    protocol = protocol.lower()
    return HealthCheck(
        protocol="https" if protocol == "https" else "http" if protocol == "http" else "tcp",
        port=int(port) if port.isdecimal() else None,
        path=slash + path,
        interval_seconds=checks.size("interval"),
        timeout_seconds=checks.size("timeout"),
        healthy=checks.size("healthy_threshold"),
        unhealthy=checks.size("unhealthy_threshold"),
    )


def classic_attachment(record: Record) -> Reading:
    """aws_elb_attachment folds into its balancer as a target."""
    row = Row(record)
    machine = row.texts("instance")
    return row.part(
        arn.named("classic-balancer", row.text("elb")),
        spec=LoadBalancer(targets=machine),
        references=arn.references(("routes-to", "instance", machine)),
    )


RULES: dict[str, FromTerraform] = {
    "aws_alb": balancer,
    "aws_alb_listener": listener,
    "aws_alb_listener_certificate": certificate,
    "aws_alb_listener_rule": listener_rule,
    "aws_alb_target_group": target_group,
    "aws_alb_target_group_attachment": attachment,
    "aws_elb": classic,
    "aws_elb_attachment": classic_attachment,
    "aws_lb": balancer,
    "aws_lb_listener": listener,
    "aws_lb_listener_certificate": certificate,
    "aws_lb_listener_rule": listener_rule,
    "aws_lb_target_group": target_group,
    "aws_lb_target_group_attachment": attachment,
}
