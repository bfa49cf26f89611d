"""What AWS Config records of a resource: configuration, tags, and to what it is related.

The configuration is in the words of the API that describes it, first letter small, or in those of
CloudFormation.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from planner.model.protocols import Item
from providers.sources.aws.api import Adapt, Native, Place
from providers.sources.aws.casing import Loose, snake, snaked
from providers.sources.aws.export_answers import ANSWERS, loosely
from providers.sources.aws.own_types import own_name, type_of_arn, type_of_own
from providers.sources.aws.shape import at, is_arn, tags_of, text
from providers.sources.aws.shapes import own_arn, shaped

_DESCRIBED = {
    "AWS::AutoScaling::AutoScalingGroup": "autoscaling.describe_auto_scaling_groups",
    "AWS::AutoScaling::LaunchConfiguration": "autoscaling.describe_launch_configurations",
    "AWS::AutoScaling::ScalingPolicy": "autoscaling.describe_policies",
    "AWS::AutoScaling::ScheduledAction": "autoscaling.describe_scheduled_actions",
    "AWS::EC2::EIP": "ec2.describe_addresses",
    "AWS::EC2::Instance": "ec2.describe_instances",
    "AWS::EC2::InternetGateway": "ec2.describe_internet_gateways",
    "AWS::EC2::NatGateway": "ec2.describe_nat_gateways",
    "AWS::EC2::NetworkAcl": "ec2.describe_network_acls",
    "AWS::EC2::NetworkInterface": "ec2.describe_network_interfaces",
    "AWS::EC2::RouteTable": "ec2.describe_route_tables",
    "AWS::EC2::SecurityGroup": "ec2.describe_security_groups",
    "AWS::EC2::Subnet": "ec2.describe_subnets",
    "AWS::EC2::VPC": "ec2.describe_vpcs",
    "AWS::EC2::Volume": "ec2.describe_volumes",
    "AWS::ElasticLoadBalancing::LoadBalancer": "elb.describe_load_balancers",
    "AWS::ElasticLoadBalancingV2::LoadBalancer": "elbv2.describe_load_balancers",
    "AWS::IAM::Policy": "iam.list_policies",
    "AWS::IAM::Role": "iam.get_account_authorization_details/RoleDetailList",
    "AWS::KMS::Key": "kms.describe_key",
    "AWS::RDS::DBCluster": "rds.describe_db_clusters",
    "AWS::RDS::DBInstance": "rds.describe_db_instances",
    "AWS::RDS::DBSubnetGroup": "rds.describe_db_subnet_groups",
    "AWS::S3::Bucket": "s3.list_buckets",
    "AWS::SNS::Topic": "sns.get_topic_attributes",
    "AWS::SQS::Queue": "sqs.get_queue_attributes",
}
"""Types whose configuration is the answer of an operation; the rest have CloudFormation's words."""

_BLOCKS: dict[str, tuple[str, str]] = {
    "BucketVersioningConfiguration": ("aws_s3_bucket_versioning", "versioning_configuration"),
    "ServerSideEncryptionConfiguration": (
        "aws_s3_bucket_server_side_encryption_configuration", "rule",
    ),
    "BucketLifecycleConfiguration": ("aws_s3_bucket_lifecycle_configuration", "rule"),
    "BucketPolicy": ("aws_s3_bucket_policy", "policy"),
    "PublicAccessBlockConfiguration": ("aws_s3_bucket_public_access_block", ""),
}  # fmt: skip
"""What Config keeps apart from a bucket -> the type that holds it, and under which argument."""


def configured(item: Item, place: Place) -> Iterator[Native]:
    """The records of one configuration item."""
    body = item.body
    configuration = decoded(body.get("configuration"))
    more = body.get("supplementaryConfiguration")
    supplement = more if isinstance(more, Mapping) else {}
    own_type, word = str(item.type or ""), _arn(body, configuration)
    own_type = own_type if own_type != "unknown" else ""
    native_type = type_of_own(own_type) or type_of_arn(word)
    name = own_type or next(
        (own for own in _DESCRIBED if native_type and type_of_own(own) == native_type), ""
    )
    found = list(_read(name, native_type or own_type or own_name(word), configuration, place, body))
    for native in found[:1]:  # what follows is part of it
        _complete(native, body, supplement, word)
    yield from found
    if native_type == "aws_s3_bucket" and found:
        yield from _of_bucket(found[0].id, supplement)


def decoded(configuration: object) -> Mapping[str, Any]:
    """The configuration: an object, or the text of one; {} where it is neither."""
    if isinstance(configuration, str):
        try:
            configuration = json.loads(configuration)
        except (ValueError, RecursionError):
            return {}
    return configuration if isinstance(configuration, Mapping) else {}


def _arn(body: Mapping[str, Any], configuration: Mapping[str, Any]) -> str:
    """Its ARN: the item's, else what the configuration says is its own."""
    for key in ("arn", "ARN", "resourceId"):
        if is_arn(body.get(key)):
            return str(body[key])
    top = {key: word for key, word in configuration.items() if isinstance(word, str)}
    return own_arn(snaked(top))


def _read(
    own_type: str,
    native_type: str,
    configuration: Mapping[str, Any],
    place: Place,
    body: Mapping[str, Any],
) -> Iterable[Native]:
    operation = _DESCRIBED.get(own_type, "")
    adapt: Adapt | None = ANSWERS.get(operation)
    if adapt is None:
        return (shaped(native_type or "aws_resource", configuration, place),)
    try:
        return loosely(adapt, {**configuration, **_named(own_type, body, configuration)}, place)
    except KeyError:
        # An advanced query holds what was selected alone; a shape asks for nothing.
        return (shaped(native_type, configuration, place),)


_IDS = {
    "AWS::AutoScaling::AutoScalingGroup": "AutoScalingGroupName",
    "AWS::EC2::Instance": "InstanceId",
    "AWS::EC2::SecurityGroup": "GroupId",
    "AWS::EC2::Subnet": "SubnetId",
    "AWS::EC2::VPC": "VpcId",
    "AWS::EC2::Volume": "VolumeId",
    "AWS::S3::Bucket": "Name",
}


def _named(
    own_type: str, body: Mapping[str, Any], configuration: Mapping[str, Any]
) -> dict[str, Any]:
    """What a described object must hold and a query may not have selected: its id; its tags."""
    found: dict[str, Any] = {}
    wanted, identity = _IDS.get(own_type), body.get("resourceId")
    if wanted and isinstance(identity, str) and wanted not in Loose(configuration):
        found[wanted] = identity
    given = tags_of({"tags": body.get("tags")}) or tags_of(
        {snake(key): value for key, value in configuration.items() if "ag" in str(key)}
    )
    if given:
        pairs = [{"Key": key, "Value": value} for key, value in given.items()]
        found |= {"Tags": pairs, "TagList": pairs, "TagSet": pairs}
    return found


def _complete(
    native: Native, body: Mapping[str, Any], supplement: Mapping[str, Any], word: str
) -> None:
    """What the item says beside the configuration, where that does not say it."""
    attributes = native.attributes
    if not attributes.get("arn") and word:
        attributes["arn"] = word
    for key, argument in (("resourceId", "id"), ("resourceName", "name")):
        told = text(body.get(key))
        if told and not attributes.get(argument):
            attributes[argument] = told
    if not attributes.get("tags"):
        attributes["tags"] = tags_of({"tags": body.get("tags")}) or tags_of(
            {"tags": supplement.get("Tags")}
        )
    related = body.get("relationships")
    if isinstance(related, list) and related:
        attributes["relationships"] = [snaked(one) for one in related if isinstance(one, Mapping)]


def _of_bucket(bucket: str, supplement: Mapping[str, Any]) -> Iterator[Native]:
    for key, (native_type, argument) in _BLOCKS.items():
        given = decoded(supplement.get(key))
        if not given:
            continue
        inner = snaked(dict(given))
        body = {argument: inner} if argument == "versioning_configuration" else dict(inner)
        if argument == "rule":
            body = {"rule": inner.get("rules") or []}
        if argument == "policy":
            body = {"policy": at(inner, "policy_text")}
        attributes = {"bucket": bucket, **body}
        if native_type != "aws_s3_bucket_policy" or attributes.get("policy"):
            yield Native(native_type, bucket, attributes)
