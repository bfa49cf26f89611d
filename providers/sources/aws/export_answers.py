"""Answers in exports that need more than a shape: what AWS keeps for itself, names within ARNs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from providers.sources.aws import api_balancing, api_scaling, api_services, arn
from providers.sources.aws.api import Adapt, Answer, Native, Place, ids, pick, tags
from providers.sources.aws.casing import Loose, plain, snaked
from providers.sources.aws.operation import Detail, Operation
from providers.sources.aws.operations import OPERATIONS
from providers.sources.aws.own_types import own_name, type_of_arn, type_of_own
from providers.sources.aws.shape import tags_of, text
from providers.sources.aws.shapes import shaped


def loosely(adapt: Adapt, body: Mapping[str, Any], place: Place) -> list[Native]:
    """What an adapter makes of an object whose words are the API's, in whatever writing."""
    found = list(adapt(Loose(body), place))
    return [Native(one.type, one.id, plain(one.attributes), one.address) for one in found]


def _nothing(_answer: Answer, _place: Place) -> Iterator[Native]:
    """No resource: a region, a zone, who asked."""
    return iter(())


def queue(answer: Answer, place: Place) -> Iterator[Native]:
    """A queue known by its address, which holds account and name."""
    url = str(answer["QueueUrl"])
    parts = url.split("/")
    name, account = parts[-1], parts[-2] if len(parts) > 1 else ""
    host = parts[2].split(".") if len(parts) > 2 else []  # noqa: PLR2004 - https://host/…
    region = host[1] if host[:1] == ["sqs"] and len(host) > 1 else place.region
    place = Place(account if account.isdecimal() else place.account, region)
    fifo = name.endswith(".fifo")
    own = place.arn("sqs", name)
    attributes = {"id": url, "url": url, "name": name, "arn": own, "fifo_queue": fifo}
    yield Native("aws_sqs_queue", name, attributes)


def queue_attributes(answer: Answer, _place: Place) -> Iterator[Native]:
    """A queue with its settings, all of them words."""
    own = str(answer["QueueArn"])
    attributes = pick(
        answer,
        message_retention_seconds="MessageRetentionPeriod",
        visibility_timeout_seconds="VisibilityTimeout",
        max_message_size="MaximumMessageSize",
        delay_seconds="DelaySeconds",
        kms_master_key_id="KmsMasterKeyId",
        redrive_policy="RedrivePolicy",
        fifo_queue="FifoQueue",
    )
    name = own.rsplit(":", 1)[-1]
    attributes |= {"id": own, "arn": own, "name": name, "tags": tags_of(snaked(dict(answer)))}
    yield Native("aws_sqs_queue", name, attributes)


def topic(answer: Answer, _place: Place) -> Iterator[Native]:
    """A topic, with its settings where they were asked for."""
    own = str(answer["TopicArn"])
    name = own.rsplit(":", 1)[-1]
    attributes = pick(answer, kms_master_key_id="KmsMasterKeyId", display_name="DisplayName")
    attributes |= {"id": own, "arn": own, "name": name, "fifo_topic": name.endswith(".fifo")}
    attributes["tags"] = tags_of(snaked(dict(answer)))
    yield Native("aws_sns_topic", name, attributes)


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


def log_group(answer: Answer, place: Place) -> Iterator[Native]:
    """A log group; its ARN is also written with `:*` behind it, for what is in it."""
    name = str(answer["logGroupName"])
    own = str(answer.get("logGroupArn") or answer.get("arn") or "").removesuffix(":*")
    attributes = pick(
        answer,
        retention_in_days="retentionInDays",
        log_group_class="logGroupClass",
        kms_key_id="kmsKeyId",
        stored_bytes="storedBytes",
    )
    own = own or place.arn("logs", f"log-group:{name}")
    attributes |= {"id": name, "name": name, "arn": own, "tags": tags_of(snaked(dict(answer)))}
    yield Native("aws_cloudwatch_log_group", name, attributes)


def key(answer: Answer, place: Place) -> Iterator[Native]:
    """A key; those that AWS manages for its services are these services' own."""
    if answer.get("KeyManager") != "AWS":
        yield shaped("aws_kms_key", answer, place)


def alias(answer: Answer, _place: Place) -> Iterator[Native]:
    """A further name of a key, or of a function's version; `alias/aws/…` are AWS's own."""
    name = str(answer.get("AliasName") or "")
    if name.startswith("alias/aws/") or not answer.get("TargetKeyId"):
        return
    own = answer.get("AliasArn")
    attributes = {"id": name, "name": name, "arn": own, "target_key_id": answer["TargetKeyId"]}
    yield Native("aws_kms_alias", name, attributes)


_SHARES = {
    "WINDOWS": "windows", "LUSTRE": "lustre", "ONTAP": "ontap", "OPENZFS": "openzfs",
}  # fmt: skip


def share(answer: Answer, place: Place) -> Iterator[Native]:
    """A file system of FSx, of one of its four kinds."""
    word = _SHARES.get(str(answer.get("FileSystemType")), "openzfs")
    yield shaped(f"aws_fsx_{word}_file_system", answer, place)


def role(answer: Answer, place: Place) -> Iterator[Native]:
    """A role with all that it may do and the profiles that give it, as the account's report lists."""
    yield from api_services.role(answer, place)
    if str(answer.get("Path", "")).startswith("/aws-service-role/"):
        return
    for one in answer.get("AttachedManagedPolicies") or ():
        yield from api_services.attached_policy(one, answer, place)
    for one in answer.get("RolePolicyList") or ():
        yield from api_services.inline_policy(one, answer, place)
    for one in answer.get("InstanceProfileList") or ():
        yield from api_services.instance_profile(one, place)


def policy(answer: Answer, place: Place) -> Iterator[Native]:
    """A policy of one's own, with its text where that was asked for; AWS's are no part of an estate."""
    if str(answer.get("Arn", "")).startswith("arn:aws:iam::aws:"):
        return
    native = shaped("aws_iam_policy", answer, place)
    versions = answer.get("PolicyVersionList") or ()
    current: Answer = next((one for one in versions if one.get("IsDefaultVersion")), {})
    if current.get("Document"):
        native.attributes["policy"] = api_services.document(current["Document"])
    yield native


def _group(native_type: str, *keys: str) -> Adapt:
    """A group of settings; those called default are AWS's own."""

    def adapt(answer: Answer, place: Place) -> Iterator[Native]:
        name = next((word for word in keys if answer.get(word)), "")
        title = text(answer.get(name))
        if not title.startswith(("default.", "default:")):
            native = shaped(native_type, answer, place)
            native.attributes.update(id=title, name=title)
            yield native

    return adapt


def template_version(answer: Answer, place: Place) -> Iterator[Native]:
    """A version of a launch template, whole; an older one is part of the same template."""
    if not answer.get("DefaultVersion"):
        return
    identity = answer["LaunchTemplateId"]
    attributes = {
        **api_scaling.template_version({"LaunchTemplateVersions": [answer]}),
        "id": identity,
        "name": answer.get("LaunchTemplateName"),
        "arn": place.arn("ec2", f"launch-template/{identity}"),
    }
    yield Native("aws_launch_template", identity, attributes)


def name_record(answer: Answer, place: Place) -> Iterator[Native]:
    """A record of a zone that the file's name tells."""
    owner = {"Id": str(answer.get("HostedZoneId") or ""), "Name": ""}
    if answer.get("Type") not in ("NS", "SOA"):
        yield from api_services.name_record(answer, owner, place)


def tagged(answer: Answer, place: Place) -> Iterator[Native]:
    """What the tagging API or Resource Explorer knows of a resource: that it is there."""
    own = str(answer.get("ResourceARN") or answer["Arn"])
    native_type = type_of_arn(own) or own_name(own) or "aws_resource"
    region = arn.region_of(own) or place.region
    attributes = {"arn": own, "id": own, "region": region, "tags": tags(answer)}
    tail = own.split(":", 5)[-1]
    attributes["name"] = tail.replace(":", "/").rsplit("/", 1)[-1]
    yield Native(native_type, own, attributes)


def described(answer: Answer, place: Place) -> Iterator[Native]:
    """What Cloud Control knows of a resource: its properties, as CloudFormation calls them."""
    own = str(answer.get("TypeName") or "")
    native_type = type_of_own(own) or own or "aws_resource"
    native = shaped(native_type, answer.get("Properties") or {}, place)
    native.attributes["id"] = native.attributes.get("id") or answer["Identifier"]
    yield native


def function(answer: Answer, place: Place) -> Iterator[Native]:
    """A function asked for by name: its configuration, never the address of its code."""
    yield shaped("aws_lambda_function", answer["Configuration"], place)


def _of_nobody(adapt: Callable[[Answer, Answer, Place], Iterator[Native]], owner: str) -> Adapt:
    """A detail whose parent the object itself names, or the file."""

    def adapted(answer: Answer, place: Place) -> Iterator[Native]:
        yield from adapt(answer, {owner: answer.get(owner, "")}, place)

    return adapted


def _of(operation: Operation | Detail) -> Iterator[tuple[str, Adapt]]:
    if isinstance(operation, Operation):
        yield f"{operation.service}.{operation.name}", operation.adapt


ANSWERS: dict[str, Adapt] = {
    **{name: adapt for one in OPERATIONS for name, adapt in _of(one)},
    "cloudcontrol.list_resources": described,
    "ec2.describe_availability_zones": _nothing,
    "ec2.describe_dhcp_options": dhcp_options,
    "ec2.describe_launch_template_versions": template_version,
    "ec2.describe_network_acls": access_list,
    "ec2.describe_regions": _nothing,
    "ec2.describe_tags": _nothing,
    "elasticache.describe_cache_parameter_groups": _group(
        "aws_elasticache_parameter_group", "CacheParameterGroupName"
    ),
    "elb.describe_load_balancers": classic_balancer,
    "elbv2.describe_listeners": _of_nobody(api_balancing.listener, "LoadBalancerArn"),
    "elbv2.describe_rules": _of_nobody(api_balancing.listener_rule, "ListenerArn"),
    "elbv2.describe_target_health": _of_nobody(api_balancing.target, "TargetGroupArn"),
    "fsx.describe_file_systems": share,
    "iam.get_account_authorization_details/RoleDetailList": role,
    "iam.list_policies": policy,
    "kms.describe_key": key,
    "kms.list_aliases": alias,
    "kms.list_keys": key,
    "lambda.get_function": function,
    "logs.describe_log_groups": log_group,
    "rds.describe_db_cluster_parameter_groups": _group(
        "aws_rds_cluster_parameter_group", "DBClusterParameterGroupName"
    ),
    "rds.describe_db_parameter_groups": _group("aws_db_parameter_group", "DBParameterGroupName"),
    "rds.describe_option_groups": _group("aws_db_option_group", "OptionGroupName"),
    "resource-explorer-2.search": tagged,
    "resourcegroupstaggingapi.get_resources": tagged,
    "route53.get_hosted_zone": api_services.zone,
    "route53.list_resource_record_sets": name_record,
    "sns.get_topic_attributes": topic,
    "sns.list_topics": topic,
    "sqs.get_queue_attributes": queue_attributes,
    "sqs.list_queues": queue,
    "sts.get_caller_identity": _nothing,
}
"""Operation -> who reads an object of it; the others have a shape."""
