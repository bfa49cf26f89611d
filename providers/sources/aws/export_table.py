"""Rows of inventory tables (Steampipe): columns in Terraform's writing, JSON in the API's."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from planner.model.protocols import Item
from providers.sources.aws import arn
from providers.sources.aws.api import Native, Place
from providers.sources.aws.export_answers import ANSWERS, loosely
from providers.sources.aws.own_types import own_name, type_of_arn
from providers.sources.aws.shape import is_arn, tags_of
from providers.sources.aws.shapes import shaped

_DESCRIBED = {
    "aws_db_instance": "rds.describe_db_instances",
    "aws_default_security_group": "ec2.describe_security_groups",
    "aws_ebs_volume": "ec2.describe_volumes",
    "aws_eip": "ec2.describe_addresses",
    "aws_iam_role": "iam.list_roles",
    "aws_instance": "ec2.describe_instances",
    "aws_internet_gateway": "ec2.describe_internet_gateways",
    "aws_lb": "elbv2.describe_load_balancers",
    "aws_nat_gateway": "ec2.describe_nat_gateways",
    "aws_rds_cluster": "rds.describe_db_clusters",
    "aws_route_table": "ec2.describe_route_tables",
    "aws_s3_bucket": "s3.list_buckets",
    "aws_security_group": "ec2.describe_security_groups",
    "aws_sns_topic": "sns.list_topics",
    "aws_subnet": "ec2.describe_subnets",
    "aws_vpc": "ec2.describe_vpcs",
}
_CALLED = {
    "arn": ("DBInstanceArn", "DBClusterArn", "LoadBalancerArn", "TopicArn", "Arn"),
    "class": ("DBInstanceClass",),
    "db_cluster_identifier": ("DBClusterIdentifier",),
    "group_id": ("GroupId",),
    "instance_state": ("State",),
    "name": ("Name", "RoleName", "LoadBalancerName"),
    "title": ("Title",),
    "vpc_security_groups": ("VpcSecurityGroups",),
    "ip_permissions": ("IpPermissions",),
    "placement_availability_zone": ("AvailabilityZone",),
}
"""Columns that the API calls otherwise."""


def row(item: Item, place: Place) -> Iterable[Native]:
    """The records of one row; its ARN tells what it is where the table's name is not known."""
    body = item.body
    word = str(body.get("arn")) if is_arn(body.get("arn")) else ""
    native_type = type_of_arn(word) or item.type
    region = str(body.get("region") or arn.region_of(word) or place.region)
    where = Place(
        str(body.get("account_id") or place.account), "" if region == "global" else region
    )
    adapt = ANSWERS.get(_DESCRIBED.get(native_type, ""))
    if adapt is None:
        native = shaped(native_type or own_name(word), body, where)
        native.attributes.setdefault("name", body.get("title"))
        return (native,)
    return loosely(adapt, _answer(body), where)


def _answer(body: Mapping[str, Any]) -> dict[str, Any]:
    """The row as an answer: text that is JSON decoded, names of the API beside the columns'."""
    found: dict[str, Any] = {key: _value(value) for key, value in body.items() if value is not None}
    for column, names in _CALLED.items():
        if column in found:
            found |= {name: found[column] for name in names if name not in found}
    zone = found.get("placement_availability_zone")
    if zone:
        found["Placement"] = {"AvailabilityZone": zone}
    if isinstance(found.get("State"), str):
        found["State"] = {"Name": found["State"]}
    profile = found.get("iam_instance_profile_arn")
    if profile:
        found["IamInstanceProfile"] = {"Arn": profile}
    pairs = [{"Key": key, "Value": value} for key, value in tags_of(found).items()]
    for name in ("tags", "tags_src", "tag_list"):
        found.pop(name, None)
    return {**found, "Tags": pairs, "TagList": pairs}


def _value(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return json.loads(value)
        except (ValueError, RecursionError):
            return value
    return value
