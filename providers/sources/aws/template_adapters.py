"""Resources of templates whose properties are laid out otherwise than Terraform's arguments."""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from providers.sources.aws import api_balancing, api_scaling
from providers.sources.aws.api import Native, Place
from providers.sources.aws.api_services import document
from providers.sources.aws.casing import snaked
from providers.sources.aws.shape import at, tags_of

Properties = Mapping[str, Any]
Adapt = Callable[[str, str, Properties], Iterable[Native]]
"""Terraform type, its address in the template, its properties -> its records."""

_NOWHERE = Place("", "")


def _native(
    native_type: str, own: str, attributes: dict[str, Any], properties: Properties
) -> Native:
    named = {"id": own, "arn": own, "tags": tags_of(snaked(dict(properties)))}
    return Native(native_type, own, {**attributes, **named}, own)


def _blocks(value: object) -> list[dict[str, Any]]:
    """The objects of a list; one alone counts as a list."""
    if isinstance(value, Mapping):
        value = [value]
    return (
        [dict(one) for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []
    )


def _words(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def instance(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A machine, with its disks by device name and its first card."""
    attributes: dict[str, Any] = snaked(dict(properties))
    cards = _blocks(attributes.pop("network_interfaces", None))
    card = cards[0] if cards else {}
    groups = attributes.get("security_group_ids") or attributes.get("security_groups")
    disks = [
        {"device_name": disk.get("device_name"), **ebs}
        for disk in _blocks(attributes.pop("block_device_mappings", None))
        for ebs in _blocks(disk.get("ebs"))
    ]
    attributes |= {
        "ami": attributes.get("image_id"),
        "subnet_id": attributes.get("subnet_id") or card.get("subnet_id"),
        "vpc_security_group_ids": _words(groups) or _words(card.get("group_set")),
        "associate_public_ip_address": card.get("associate_public_ip_address"),
        "private_ip": attributes.get("private_ip_address"),
        "placement_group": attributes.get("placement_group_name"),
        "ebs_block_device": disks,
    }
    yield _native(native_type, own, attributes, properties)


def _ranged(block: Mapping[str, Any]) -> dict[str, Any]:
    peer = block.get("source_security_group_id") or block.get("destination_security_group_id")
    return {
        "protocol": block.get("ip_protocol"),
        "from_port": block.get("from_port"),
        "to_port": block.get("to_port"),
        "cidr_blocks": _words(block.get("cidr_ip")),
        "ipv6_cidr_blocks": _words(block.get("cidr_ipv6")),
        "security_groups": _words(peer),
        "prefix_list_ids": _words(block.get("source_prefix_list_id")),
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
        "ingress": [_ranged(one) for one in _blocks(given.get("security_group_ingress"))],
        "egress": [_ranged(one) for one in _blocks([_OPEN] if outward is None else outward)],
    }
    yield _native(native_type, own, attributes, properties)


def gateway_attachment(_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """What attaches a gateway to a network: one to the internet, or of a private line."""
    attributes = snaked(dict(properties))
    if attributes.get("internet_gateway_id"):
        yield _native("aws_internet_gateway_attachment", own, attributes, properties)
    else:
        yield _native("aws_vpn_gateway_attachment", own, attributes, properties)


def access_entry(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A rule of a network access list."""
    attributes = snaked(dict(properties))
    attributes |= {
        "from_port": at(attributes, "port_range.from"),
        "to_port": at(attributes, "port_range.to"),
        "protocol": str(attributes.get("protocol", "")),
    }
    yield _native(native_type, own, attributes, properties)


def launch_template(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A launch template."""
    data = properties.get("LaunchTemplateData")
    answer = {"LaunchTemplateVersions": [{"LaunchTemplateData": data or {}}]}
    attributes = api_scaling.template_version(answer)
    attributes["name"] = properties.get("LaunchTemplateName")
    yield _native(native_type, own, attributes, properties)


def _as_answer(
    adapt: Callable[..., Iterable[Native]],
    key: str,
    *more: Any,  # noqa: ANN401
) -> Adapt:
    """What the API answers in the same words, under an id that `key` names."""

    def adapted(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
        for native in adapt({**properties, key: own}, *more, _NOWHERE):
            yield _native(native_type, own, native.attributes, properties)

    return adapted


def scaling_group(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """An Auto Scaling group."""
    answer = {**properties, "AutoScalingGroupName": own}
    answer["VPCZoneIdentifier"] = ",".join(_words(properties.get("VPCZoneIdentifier")))
    for native in api_scaling.scaling_group(answer, _NOWHERE):
        native.attributes["name"] = properties.get("AutoScalingGroupName")
        yield _native(native_type, own, native.attributes, properties)


def scaling_part(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A policy or schedule of a group."""
    answer = {
        "AutoScalingGroupName": "",
        **properties,
        "PolicyName": own,
        "ScheduledActionName": own,
    }
    policy = native_type == "aws_autoscaling_policy"
    read = api_scaling.scaling_policy if policy else api_scaling.scaling_schedule
    for native in read(answer, _NOWHERE):
        yield _native(native_type, own, native.attributes, properties)


def balancer(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A load balancer of the second generation."""
    attributes = snaked(dict(properties))
    attributes |= {
        "internal": attributes.get("scheme") == "internal",
        "load_balancer_type": attributes.get("type") or "application",
        "subnet_mapping": _blocks(attributes.get("subnet_mappings")),
    }
    yield _native(native_type, own, attributes, properties)


def listener_rule(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A rule of a listener, which it names."""
    for native in api_balancing.listener_rule({**properties, "RuleArn": own}, {}, _NOWHERE):
        native.attributes["listener_arn"] = properties.get("ListenerArn")
        yield _native(native_type, own, native.attributes, properties)


def target_group(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A target group, and the targets written in it."""
    answer = {**properties, "TargetGroupArn": own, "TargetGroupName": properties.get("Name")}
    for native in api_balancing.target_group(answer, _NOWHERE):
        yield _native(native_type, own, native.attributes, properties)
    for number, one in enumerate(_blocks(properties.get("Targets"))):
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
        "health_check": _blocks(given.get("health_check")),
        "listener": [
            {
                "lb_port": one.get("load_balancer_port"),
                "lb_protocol": one.get("protocol"),
                "ssl_certificate_id": one.get("ssl_certificate_id"),
            }
            for one in _blocks(given.get("listeners"))
        ],
    }
    yield _native(native_type, own, attributes, properties)


def database(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A database instance, or an instance of a cluster."""
    given = snaked(dict(properties))
    member = given.get("db_cluster_identifier")
    attributes = {
        **given,
        "identifier": given.get("db_instance_identifier"),
        "instance_class": given.get("db_instance_class"),
        "replicate_source_db": given.get("source_db_instance_identifier"),
        "vpc_security_group_ids": given.get("vpc_security_groups"),
        "parameter_group_name": given.get("db_parameter_group_name"),
        "username": given.get("master_username"),
        "cluster_identifier": member,
    }
    wanted = "aws_rds_cluster_instance" if member and native_type == "aws_db_instance" else ""
    yield _native(wanted or native_type, own, attributes, properties)


_CANNED = {
    "Private": "private", "PublicRead": "public-read", "PublicReadWrite": "public-read-write",
    "AuthenticatedRead": "authenticated-read",
}  # fmt: skip


def bucket(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A bucket, with all that is set on it."""
    given = snaked(dict(properties))
    sse = at(given, "bucket_encryption.server_side_encryption_configuration.0")
    default = at(sse, "server_side_encryption_by_default")
    status = at(given, "versioning_configuration.status")
    logs = at(given, "logging_configuration.destination_bucket_name")
    attributes: dict[str, Any] = {
        "bucket": given.get("bucket_name") or own,
        "acl": _CANNED.get(str(given.get("access_control"))),
        "versioning": [{"enabled": status == "Enabled"}] if status else None,
        "server_side_encryption_configuration": [
            {"rule": [{"apply_server_side_encryption_by_default": [default or {}]}]}
        ]
        if sse
        else None,
        "object_lock_enabled": given.get("object_lock_enabled"),
        "lifecycle_rule": [
            _lifecycle(one) for one in _blocks(at(given, "lifecycle_configuration.rules"))
        ],
        "cors_rule": _blocks(at(given, "cors_configuration.cors_rules")),
        "website": _blocks(given.get("website_configuration")),
        "replication_configuration": _blocks(given.get("replication_configuration")),
        "logging": [{"target_bucket": logs}] if logs else None,
    }
    yield _native(native_type, own, attributes, properties)
    closed = given.get("public_access_block_configuration")
    if isinstance(closed, Mapping):
        address = f"{own}[access]"
        block = {"bucket": own, **closed}
        yield Native("aws_s3_bucket_public_access_block", address, block, address)


def _lifecycle(rule: Mapping[str, Any]) -> dict[str, Any]:
    moves = _blocks(rule.get("transitions")) or _blocks(rule.get("transition"))
    days = rule.get("expiration_in_days")
    return {
        "prefix": rule.get("prefix"),
        "status": rule.get("status"),
        "expiration": [{"days": days}] if days else [],
        "transition": [
            {"days": one.get("transition_in_days"), "storage_class": one.get("storage_class")}
            for one in moves
        ],
    }


def role(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A role, with the policies written in it."""
    attributes = {
        "name": properties.get("RoleName"),
        "description": properties.get("Description"),
        "assume_role_policy": document(properties.get("AssumeRolePolicyDocument") or {}),
        "managed_policy_arns": _words(properties.get("ManagedPolicyArns")),
        "inline_policy": [
            {"name": one.get("PolicyName"), "policy": document(one.get("PolicyDocument") or {})}
            for one in _blocks(properties.get("Policies"))
        ],
    }
    yield _native(native_type, own, attributes, properties)


def policy(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A policy of a role, user or group; or one that several share."""
    text = document(properties.get("PolicyDocument") or {})
    attributes: dict[str, Any] = {"policy": text, "name": properties.get("PolicyName")}
    if native_type == "aws_iam_policy":
        attributes |= {
            "name": properties.get("ManagedPolicyName"),
            "description": properties.get("Description"),
        }
        yield _native(native_type, own, attributes, properties)
        return
    holders = (("Roles", "role"), ("Users", "user"), ("Groups", "group"))
    single = _words(properties.get("RoleName"))
    found = [("role", word) for word in single]
    found += [(word, one) for key, word in holders for one in _words(properties.get(key))]
    for number, (word, holder) in enumerate(found or [("role", "")]):
        address = own if number == 0 else f"{own}[{number}]"
        body = {**attributes, word: holder, "id": address}
        yield Native(f"aws_iam_{word}_policy", address, body, address)


def instance_profile(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """What gives a role to machines."""
    roles = _words(properties.get("Roles"))
    attributes = {
        "name": properties.get("InstanceProfileName") or own,
        "role": roles[0] if roles else "",
    }
    yield _native(native_type, own, attributes, properties)


def queue(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A queue."""
    given = snaked(dict(properties))
    redrive = properties.get("RedrivePolicy")
    attributes = {
        "name": given.get("queue_name"),
        "fifo_queue": given.get("fifo_queue"),
        "message_retention_seconds": given.get("message_retention_period"),
        "visibility_timeout_seconds": given.get("visibility_timeout"),
        "max_message_size": given.get("maximum_message_size"),
        "delay_seconds": given.get("delay_seconds"),
        "kms_master_key_id": given.get("kms_master_key_id"),
        "redrive_policy": json.dumps(redrive, sort_keys=True, default=str) if redrive else None,
        "url": own,
    }
    yield _native(native_type, own, attributes, properties)


def zone(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A hosted zone."""
    given = snaked(dict(properties))
    attributes = {
        "name": given.get("name"),
        "zone_id": own,
        "vpc": [{"vpc_id": one.get("vpc_id")} for one in _blocks(given.get("vpcs"))],
    }
    yield _native(native_type, own, attributes, properties)


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
        "records": _words(given.get("resource_records")),
        "alias": [{"name": one.get("dns_name")} for one in _blocks(target)],
        "weighted_routing_policy": [{}] if "weight" in given else [],
        "latency_routing_policy": [{}] if "region" in given else [],
        "failover_routing_policy": [{}] if "failover" in given else [],
    }
    yield _native(native_type, own, attributes, properties)


ADAPTERS: dict[str, Adapt] = {
    "aws_autoscaling_group": scaling_group,
    "aws_autoscaling_policy": scaling_part,
    "aws_autoscaling_schedule": scaling_part,
    "aws_db_instance": database,
    "aws_elb": classic_balancer,
    "aws_iam_group_policy": policy,
    "aws_iam_instance_profile": instance_profile,
    "aws_iam_policy": policy,
    "aws_iam_role": role,
    "aws_iam_role_policy": policy,
    "aws_iam_user_policy": policy,
    "aws_instance": instance,
    "aws_internet_gateway_attachment": gateway_attachment,
    "aws_launch_configuration": _as_answer(
        api_scaling.launch_configuration, "LaunchConfigurationName"
    ),
    "aws_launch_template": launch_template,
    "aws_lb": balancer,
    "aws_lb_listener": _as_answer(api_balancing.listener, "ListenerArn", {}),
    "aws_lb_listener_rule": listener_rule,
    "aws_lb_target_group": target_group,
    "aws_network_acl_rule": access_entry,
    "aws_route53_record": name_record,
    "aws_route53_zone": zone,
    "aws_s3_bucket": bucket,
    "aws_security_group": security_group,
    "aws_sqs_queue": queue,
}
