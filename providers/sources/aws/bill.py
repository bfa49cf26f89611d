"""What an AWS resource buys each month, by the kind of thing it is, and what leaving costs once."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from planner.model.protocols import Estate
from planner.model.resource import Resource
from planner.model.spec import (
    Bucket,
    Cache,
    Cluster,
    Database,
    DnsZone,
    EncryptionKey,
    FileShare,
    Image,
    LoadBalancer,
    NodePool,
    PublicIp,
    Queue,
    Registry,
    ScalingGroup,
    Secret,
    Volume,
)
from providers.sources.aws import bill_compute, bill_data, bill_network, bill_usage
from providers.sources.aws.billed import Bought

_Line = Callable[[Resource, Any, Estate], Iterable[Bought]]
"""(resource, its spec, estate) -> what it buys."""

FREE_KINDS: frozenset[str] = frozenset(
    {
        "compute.keypair",
        "compute.launch_template",
        "compute.nic",
        "compute.placement_group",
        "dns.record",
        "gov.audit",  # the first trail; further ones are rare
        "iam.access_key",
        "iam.group",
        "iam.policy",
        "iam.role",
        "iam.user",
        "infra.stack",
        "msg.event_bus",  # events of AWS services and schedules; one's own events cost
        "network.internet_gateway",
        "network.nacl",
        "network.peering",  # within a zone; between zones by traffic
        "network.route_table",
        "network.security_group",
        "network.subnet",
        "network.target_group",
        "network.vpc",
        "sec.certificate",  # public ones
    }
)
"""Kinds that AWS does not bill by themselves. Source: the pricing page of each service."""

_BY_SPEC: Mapping[type, _Line] = {
    Bucket: bill_data.bucket,
    Cache: bill_data.cache,
    Cluster: lambda resource, _, estate: bill_usage.cluster(resource, estate),
    Database: bill_data.database,
    DnsZone: bill_network.zone,
    EncryptionKey: bill_usage.key,
    FileShare: bill_data.share,
    Image: bill_data.image,
    LoadBalancer: bill_network.balancer,
    NodePool: bill_compute.node_pool,
    PublicIp: bill_network.address,
    Queue: bill_usage.queue,
    Registry: bill_data.registry,
    ScalingGroup: bill_compute.scaling_group,
    Secret: bill_usage.secret,
    Volume: bill_compute.volume,
}

_BY_TYPE: Mapping[str, _Line] = {
    "aws_api_gateway_rest_api": bill_usage.api,
    "aws_apigatewayv2_api": bill_usage.api,
    "aws_backup_plan": bill_usage.backup,
    "aws_backup_vault": bill_usage.backup,
    "aws_cloudfront_distribution": bill_usage.cdn,
    "aws_cloudwatch_log_group": bill_usage.logs,
    "aws_cloudwatch_metric_alarm": bill_usage.alarm,
    "aws_cognito_user_pool": bill_usage.identities,
    "aws_customer_gateway": bill_network.vpn,
    "aws_dynamodb_table": bill_usage.table,
    "aws_ebs_snapshot": lambda resource, _, estate: bill_data.snapshot(resource, estate),
    "aws_ebs_snapshot_copy": lambda resource, _, estate: bill_data.snapshot(resource, estate),
    "aws_ec2_transit_gateway": bill_network.transit,
    "aws_ec2_transit_gateway_vpc_attachment": bill_network.transit,
    "aws_ecs_cluster": bill_usage.container,
    "aws_ecs_service": bill_usage.container,
    "aws_elasticsearch_domain": bill_usage.search,
    "aws_instance": bill_compute.machine,
    "aws_kinesis_stream": bill_usage.stream,
    "aws_lambda_function": bill_usage.function,
    "aws_msk_cluster": bill_usage.kafka,
    "aws_nat_gateway": bill_network.nat,
    "aws_opensearch_domain": bill_usage.search,
    "aws_redshift_cluster": bill_usage.warehouse,
    "aws_sns_topic": bill_usage.topic,
    "aws_spot_instance_request": bill_compute.machine,
    "aws_vpc_endpoint": bill_network.endpoint,
    "aws_vpn_connection": bill_network.vpn,
    "aws_vpn_gateway": bill_network.vpn,
    "aws_wafv2_web_acl": bill_usage.firewall,
}


def bill(resource: Resource, estate: Estate) -> Iterable[Bought]:
    """What `resource` buys each month; empty where AWS does not bill it or no rule knows how."""
    if resource.spec is None:
        return ()
    rule = _BY_TYPE.get(resource.native_type) or _BY_SPEC.get(type(resource.spec))
    return rule(resource, resource.spec, estate) if rule else ()


def transfer(resource: Resource, estate: Estate) -> Iterable[Bought]:
    """What moving its bytes out of AWS buys once."""
    return bill_data.moved(resource, estate)
