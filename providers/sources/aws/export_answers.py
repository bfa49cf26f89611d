"""Answers in exports that need more than a shape: what AWS keeps for itself, names within ARNs."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from providers.sources.aws import (
    answers_network,
    answers_services,
    api_balancing,
    api_ec2,
    api_scaling,
    api_services,
    api_vpc,
    arn,
)
from providers.sources.aws.api import Adapt, Answer, Native, Place, tags
from providers.sources.aws.casing import Loose, plain
from providers.sources.aws.own_types import own_name, type_of_arn, type_of_own
from providers.sources.aws.shape import text
from providers.sources.aws.shapes import shaped


def loosely(adapt: Adapt, body: Mapping[str, Any], place: Place) -> list[Native]:
    """What an adapter makes of an object whose words are the API's, in whatever writing."""
    found = list(adapt(Loose(body), place))
    return [Native(one.type, one.id, plain(one.attributes), one.address) for one in found]


def _nothing(_answer: Answer, _place: Place) -> Iterator[Native]:
    """No resource: a region, a zone, who asked."""
    return iter(())


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


ANSWERS: dict[str, Adapt] = {
    "autoscaling.describe_auto_scaling_groups": api_scaling.scaling_group,
    "autoscaling.describe_launch_configurations": api_scaling.launch_configuration,
    "autoscaling.describe_policies": api_scaling.scaling_policy,
    "autoscaling.describe_scheduled_actions": api_scaling.scaling_schedule,
    "ec2.describe_addresses": api_ec2.address,
    "ec2.describe_images": api_ec2.image,
    "ec2.describe_instances": api_ec2.instance,
    "ec2.describe_internet_gateways": api_vpc.internet_gateway,
    "ec2.describe_key_pairs": api_ec2.key_pair,
    "ec2.describe_launch_templates": api_scaling.launch_template,
    "ec2.describe_nat_gateways": api_vpc.nat_gateway,
    "ec2.describe_network_interfaces": api_vpc.interface,
    "ec2.describe_route_tables": api_vpc.route_table,
    "ec2.describe_security_groups": api_vpc.security_group,
    "ec2.describe_subnets": api_vpc.subnet,
    "ec2.describe_volumes": api_ec2.volume,
    "ec2.describe_vpcs": api_vpc.vpc,
    "elbv2.describe_load_balancers": api_balancing.balancer,
    "elbv2.describe_target_groups": api_balancing.target_group,
    "iam.list_instance_profiles": api_services.instance_profile,
    "iam.list_roles": api_services.role,
    "rds.describe_db_clusters": api_services.cluster,
    "rds.describe_db_instances": api_services.database,
    "rds.describe_db_subnet_groups": api_services.subnet_group,
    "route53.list_hosted_zones": api_services.zone,
    "s3.list_buckets": api_services.bucket,
    "cloudcontrol.list_resources": described,
    "ec2.describe_availability_zones": _nothing,
    "ec2.describe_dhcp_options": answers_network.dhcp_options,
    "ec2.describe_launch_template_versions": template_version,
    "ec2.describe_network_acls": answers_network.access_list,
    "ec2.describe_regions": _nothing,
    "ec2.describe_tags": _nothing,
    "elasticache.describe_cache_parameter_groups": _group(
        "aws_elasticache_parameter_group", "CacheParameterGroupName"
    ),
    "elb.describe_load_balancers": answers_network.classic_balancer,
    "elbv2.describe_listeners": _of_nobody(api_balancing.listener, "LoadBalancerArn"),
    "elbv2.describe_rules": _of_nobody(api_balancing.listener_rule, "ListenerArn"),
    "elbv2.describe_target_health": _of_nobody(api_balancing.target, "TargetGroupArn"),
    "fsx.describe_file_systems": answers_services.share,
    "iam.get_account_authorization_details/RoleDetailList": answers_services.role,
    "iam.list_policies": answers_services.policy,
    "kms.describe_key": answers_services.key,
    "kms.list_aliases": answers_services.alias,
    "kms.list_keys": answers_services.key,
    "lambda.get_function": function,
    "logs.describe_log_groups": answers_services.log_group,
    "rds.describe_db_cluster_parameter_groups": _group(
        "aws_rds_cluster_parameter_group", "DBClusterParameterGroupName"
    ),
    "rds.describe_db_parameter_groups": _group("aws_db_parameter_group", "DBParameterGroupName"),
    "rds.describe_option_groups": _group("aws_db_option_group", "OptionGroupName"),
    "resource-explorer-2.search": tagged,
    "resourcegroupstaggingapi.get_resources": tagged,
    "route53.get_hosted_zone": api_services.zone,
    "route53.list_resource_record_sets": name_record,
    "sns.get_topic_attributes": answers_services.topic,
    "sns.list_topics": answers_services.topic,
    "sqs.get_queue_attributes": answers_services.queue_attributes,
    "sqs.list_queues": answers_services.queue,
    "sts.get_caller_identity": _nothing,
}
"""Operation -> who reads an object of it; the others have a shape."""

LISTED = frozenset({
    "acm.list_certificates", "backup.list_backup_plans", "codepipeline.list_pipelines",
    "cloudtrail.list_trails", "cognito-idp.list_user_pools", "ec2.describe_launch_templates",
    "emr.list_clusters", "es.list_domain_names", "kinesis.list_streams", "kms.list_keys",
    "mq.list_brokers", "network-firewall.list_firewalls", "resource-explorer-2.search",
    "resourcegroupstaggingapi.get_resources", "s3.list_buckets", "sagemaker.list_endpoints",
    "scheduler.list_schedules", "sns.list_topics", "sqs.list_queues",
    "stepfunctions.list_state_machines", "wafv2.list_web_acls",
})  # fmt: skip
"""Operations that tell of a resource no more than that it is there: what tells its settings leads."""
