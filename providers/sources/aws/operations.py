"""What a live collection asks of AWS: every operation, the permission it needs, and who reads it.

The least privilege policy is made from this table (`policy_document`), so that it cannot drift. No
operation here returns the value of a secret, the content of an object or the code of a function.
"""

from collections.abc import Iterator
from typing import Any

from providers.sources.aws import api_balancing, api_ec2, api_scaling, api_services, api_vpc, enrich
from providers.sources.aws.api import Adapt, Enrich
from providers.sources.aws.operation import Detail, Operation


def _ec2(name: str, result: str, adapt: Adapt, action: str, **more: Any) -> Operation:  # noqa: ANN401
    return Operation(
        service="ec2", name=name, action=f"ec2:{action}", result=result, adapt=adapt, **more
    )


def _of_bucket(name: str, action: str, add: Enrich, *absent: str) -> Detail:
    return Detail(
        service="s3",
        name=name,
        action=f"s3:{action}",
        argument=lambda bucket: {"Bucket": bucket["Name"]},
        enrich=add,
        absent=absent,
    )


def _of_balancing(name: str, action: str, key: str, **more: Any) -> Detail:  # noqa: ANN401
    return Detail(
        service="elbv2",
        name=name,
        action=f"elasticloadbalancing:{action}",
        argument=lambda item: {key: item[key]},
        **more,
    )


def _tags_of(key: str) -> Detail:
    return Detail(
        service="elbv2",
        name="describe_tags",
        action="elasticloadbalancing:DescribeTags",
        argument=lambda item: {"ResourceArns": [item[key]]},
        enrich=enrich.balancer_tags,
    )


def _of_role(name: str, action: str, **more: Any) -> Detail:  # noqa: ANN401
    return Detail(
        service="iam",
        name=name,
        action=f"iam:{action}",
        argument=lambda role: {"RoleName": role["RoleName"]},
        **more,
    )


_LIVING = [
    {
        "Name": "instance-state-name",
        "Values": ["pending", "running", "stopping", "stopped", "shutting-down"],
    }
]
"""A terminated instance stays listed for an hour, and is none."""

_EC2 = (
    _ec2("describe_addresses", "Addresses", api_ec2.address, "DescribeAddresses"),
    _ec2("describe_images", "Images", api_ec2.image, "DescribeImages",
         arguments={"Owners": ["self"]}),
    _ec2("describe_instances", "Reservations.Instances", api_ec2.instance, "DescribeInstances",
         arguments={"Filters": _LIVING}),
    _ec2("describe_internet_gateways", "InternetGateways", api_vpc.internet_gateway,
         "DescribeInternetGateways"),
    _ec2("describe_key_pairs", "KeyPairs", api_ec2.key_pair, "DescribeKeyPairs",
         arguments={"IncludePublicKey": True}),
    _ec2(
        "describe_launch_templates", "LaunchTemplates", api_scaling.launch_template,
        "DescribeLaunchTemplates",
        details=(
            Detail(
                service="ec2",
                name="describe_launch_template_versions",
                action="ec2:DescribeLaunchTemplateVersions",
                argument=lambda item: {
                    "LaunchTemplateId": item["LaunchTemplateId"], "Versions": ["$Latest"]
                },
                enrich=api_scaling.template_version,
            ),
        ),
    ),
    _ec2("describe_nat_gateways", "NatGateways", api_vpc.nat_gateway, "DescribeNatGateways"),
    _ec2("describe_network_interfaces", "NetworkInterfaces", api_vpc.interface,
         "DescribeNetworkInterfaces"),
    _ec2("describe_route_tables", "RouteTables", api_vpc.route_table, "DescribeRouteTables"),
    _ec2("describe_security_groups", "SecurityGroups", api_vpc.security_group,
         "DescribeSecurityGroups"),
    _ec2("describe_subnets", "Subnets", api_vpc.subnet, "DescribeSubnets"),
    _ec2("describe_volumes", "Volumes", api_ec2.volume, "DescribeVolumes"),
    _ec2("describe_vpcs", "Vpcs", api_vpc.vpc, "DescribeVpcs"),
)  # fmt: skip

_SCALING = tuple(
    Operation(
        service="autoscaling", name=name, action=f"autoscaling:{action}", result=result, adapt=adapt
    )
    for name, action, result, adapt in (
        ("describe_auto_scaling_groups", "DescribeAutoScalingGroups", "AutoScalingGroups",
         api_scaling.scaling_group),
        ("describe_launch_configurations", "DescribeLaunchConfigurations", "LaunchConfigurations",
         api_scaling.launch_configuration),
        ("describe_policies", "DescribePolicies", "ScalingPolicies", api_scaling.scaling_policy),
        ("describe_scheduled_actions", "DescribeScheduledActions", "ScheduledUpdateGroupActions",
         api_scaling.scaling_schedule),
    )
)  # fmt: skip

_BALANCING = (
    Operation(
        service="elbv2",
        name="describe_load_balancers",
        action="elasticloadbalancing:DescribeLoadBalancers",
        result="LoadBalancers",
        adapt=api_balancing.balancer,
        details=(
            _tags_of("LoadBalancerArn"),
            _of_balancing(
                "describe_load_balancer_attributes", "DescribeLoadBalancerAttributes",
                "LoadBalancerArn", enrich=enrich.balancer_settings,
            ),
            _of_balancing(
                "describe_listeners", "DescribeListeners", "LoadBalancerArn",
                result="Listeners", adapt=api_balancing.listener,
                details=(
                    _of_balancing(
                        "describe_rules", "DescribeRules", "ListenerArn",
                        result="Rules", adapt=api_balancing.listener_rule,
                    ),
                ),
            ),
        ),
    ),
    Operation(
        service="elbv2",
        name="describe_target_groups",
        action="elasticloadbalancing:DescribeTargetGroups",
        result="TargetGroups",
        adapt=api_balancing.target_group,
        details=(
            _tags_of("TargetGroupArn"),
            _of_balancing(
                "describe_target_group_attributes", "DescribeTargetGroupAttributes",
                "TargetGroupArn", enrich=enrich.group_settings,
            ),
            _of_balancing(
                "describe_target_health", "DescribeTargetHealth", "TargetGroupArn",
                result="TargetHealthDescriptions", adapt=api_balancing.target,
            ),
        ),
    ),
)  # fmt: skip

_DATABASES = tuple(
    Operation(service="rds", name=name, action=f"rds:{action}", result=result, adapt=adapt)
    for name, action, result, adapt in (
        ("describe_db_clusters", "DescribeDBClusters", "DBClusters", api_services.cluster),
        ("describe_db_instances", "DescribeDBInstances", "DBInstances", api_services.database),
        ("describe_db_subnet_groups", "DescribeDBSubnetGroups", "DBSubnetGroups",
         api_services.subnet_group),
    )
)  # fmt: skip

_BUCKETS = Operation(
    service="s3",
    name="list_buckets",
    action="s3:ListAllMyBuckets",
    result="Buckets",
    adapt=api_services.bucket,
    scope="global",
    details=(
        _of_bucket("get_bucket_location", "GetBucketLocation", enrich.bucket_region),
        _of_bucket("get_bucket_tagging", "GetBucketTagging", enrich.bucket_tags, "NoSuchTagSet"),
        _of_bucket("get_bucket_versioning", "GetBucketVersioning", enrich.bucket_versioning),
        _of_bucket(
            "get_bucket_encryption", "GetEncryptionConfiguration", enrich.bucket_encryption,
            "ServerSideEncryptionConfigurationNotFoundError",
        ),
        _of_bucket(
            "get_bucket_lifecycle_configuration", "GetLifecycleConfiguration",
            enrich.bucket_lifecycle, "NoSuchLifecycleConfiguration",
        ),
        _of_bucket(
            "get_bucket_policy_status", "GetBucketPolicyStatus", enrich.bucket_public,
            "NoSuchBucketPolicy",
        ),
    ),
)  # fmt: skip

_ROLES = Operation(
    service="iam",
    name="list_roles",
    action="iam:ListRoles",
    result="Roles",
    adapt=api_services.role,
    scope="global",
    details=(
        _of_role("list_role_tags", "ListRoleTags", enrich=enrich.plain_tags),
        _of_role(
            "list_attached_role_policies", "ListAttachedRolePolicies",
            result="AttachedPolicies", adapt=api_services.attached_policy,
        ),
        _of_role(
            "list_role_policies", "ListRolePolicies", result="PolicyNames",
            details=(
                Detail(
                    service="iam",
                    name="get_role_policy",
                    action="iam:GetRolePolicy",
                    argument=lambda item: {
                        "RoleName": item["RoleName"], "PolicyName": item["PolicyNames"]
                    },
                    adapt=api_services.inline_policy,
                ),
            ),
        ),
    ),
)  # fmt: skip

_PROFILES = Operation(
    service="iam",
    name="list_instance_profiles",
    action="iam:ListInstanceProfiles",
    result="InstanceProfiles",
    adapt=api_services.instance_profile,
    scope="global",
)

_ZONES = Operation(
    service="route53",
    name="list_hosted_zones",
    action="route53:ListHostedZones",
    result="HostedZones",
    adapt=api_services.zone,
    scope="global",
    details=(
        Detail(
            service="route53",
            name="get_hosted_zone",
            action="route53:GetHostedZone",
            argument=lambda item: {"Id": item["Id"]},
            enrich=enrich.zone_networks,
        ),
        Detail(
            service="route53",
            name="list_tags_for_resource",
            action="route53:ListTagsForResource",
            argument=lambda item: {
                "ResourceType": "hostedzone", "ResourceId": item["Id"].rsplit("/", 1)[-1]
            },
            enrich=enrich.zone_tags,
        ),
        Detail(
            service="route53",
            name="list_resource_record_sets",
            action="route53:ListResourceRecordSets",
            argument=lambda item: {"HostedZoneId": item["Id"]},
            result="ResourceRecordSets",
            adapt=api_services.name_record,
        ),
    ),
)  # fmt: skip

OPERATIONS: tuple[Operation, ...] = (
    *_SCALING, *_EC2, *_BALANCING, _PROFILES, _ROLES, *_DATABASES, _ZONES, _BUCKETS,
)  # fmt: skip
"""Every operation, by service and name."""

IDENTITY = "sts:GetCallerIdentity"
REGIONS = "ec2:DescribeRegions"


def _actions(asked: tuple[Operation | Detail, ...]) -> Iterator[str]:
    for one in asked:
        yield one.action
        yield from _actions(one.details)


def policy_document() -> dict[str, Any]:
    """The IAM policy that a collection needs, and nothing more."""
    actions = sorted({IDENTITY, REGIONS, *_actions(OPERATIONS)})
    statement = {
        "Sid": "TranshumanceReadOnly",
        "Effect": "Allow",
        "Action": actions,
        "Resource": "*",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}
