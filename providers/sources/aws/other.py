"""Types that have no struct of their own: what sizes and prices them, and what they refer to.

Each is a line of `RULES`: which argument holds the name, the size, the number of units.
"""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Relation
from planner.model.spec import Other
from providers.sources.aws import arn
from providers.sources.aws.plain import Part, Plain
from providers.sources.aws.row import GLOBAL, Row

_VPC_CONFIG: tuple[tuple[Relation, str], ...] = (
    ("in", "vpc_config.subnet_ids"),
    ("guarded-by", "vpc_config.security_group_ids"),
)
_VPC_OPTIONS: tuple[tuple[Relation, str], ...] = (
    ("in", "vpc_options.subnet_ids"),
    ("guarded-by", "vpc_options.security_group_ids"),
    ("encrypted-with", "encrypt_at_rest.kms_key_id"),
)
_SEARCH = Plain(
    name=("domain_name",),
    size="cluster_config.instance_type",
    units="cluster_config.instance_count",
    storage="ebs_options.volume_size",
    tier="ebs_options.volume_type",
    references=_VPC_OPTIONS,
    aliases=("endpoint",),
)
_METHOD = Part(of=("rest_api_id",))
_HTTP = Part(of=("api_id",))


def _backup_plan(record: Record) -> Reading:
    """aws_backup_plan: when copies are made, and into which vaults."""
    row = Row(record)
    vaults = (block.text("target_vault_name") for block in row.blocks("rule"))
    return row.reading(
        row.arn,
        row.name(),
        spec=Other(units=len(row.blocks("rule")) or None),
        references=arn.references(
            (
                "uses",
                "rule.target_vault_name",
                tuple(arn.named("backup-vault", v) for v in vaults if v),
            )
        ),
    )


def _task(record: Record) -> Reading:
    """aws_ecs_task_definition folds into its service; `tier` is CPU units and MiB, `512/1024`."""
    row = Row(record)
    roles = row.texts("task_role_arn") + row.texts("execution_role_arn")
    return row.reading(
        row.arn,
        row.text("family") or row.name(),
        spec=Other(tier=f"{row.text('cpu')}/{row.text('memory')}"),
        references=arn.references(("uses", "task_role_arn", roles)),
    )


def _access_list(record: Record) -> Reading:
    """aws_wafv2_web_acl: `units` is the number of its rules, which AWS bills."""
    row = Row(record)
    region = GLOBAL if row.text("scope") == "CLOUDFRONT" else row.region
    return row.reading(
        row.arn,
        row.name(),
        region=region,
        spec=Other(units=len(row.blocks("rule")), tier=row.text("scope").lower()),
    )


RULES: dict[str, FromTerraform] = {
    "aws_acm_certificate": Plain(name=("domain_name",)),
    "aws_acm_certificate_validation": Part(of=("certificate_arn",)),
    "aws_acmpca_certificate_authority": Plain(name=("type",), tier="type"),
    "aws_api_gateway_deployment": _METHOD,
    "aws_api_gateway_integration": _METHOD,
    "aws_api_gateway_method": _METHOD,
    "aws_api_gateway_resource": _METHOD,
    "aws_api_gateway_rest_api": Plain(tier="endpoint_configuration.types"),
    "aws_api_gateway_stage": _METHOD,
    "aws_apigatewayv2_api": Plain(tier="protocol_type", aliases=("api_endpoint",)),
    "aws_apigatewayv2_integration": _HTTP,
    "aws_apigatewayv2_route": _HTTP,
    "aws_apigatewayv2_stage": _HTTP,
    "aws_athena_workgroup": Plain(),
    "aws_backup_plan": _backup_plan,
    "aws_backup_selection": Part(of=("plan_id",), references=(("uses", "iam_role_arn"),)),
    "aws_backup_vault": Plain(word="backup-vault"),
    "aws_backup_vault_policy": Part(of=("backup_vault_name",), word="backup-vault"),
    "aws_budgets_budget": Plain(everywhere=True),
    "aws_cloudfront_distribution": Plain(
        name=("comment",),
        size="price_class",
        everywhere=True,
        references=(
            ("routes-to", "origin.domain_name"),
            ("uses", "viewer_certificate.acm_certificate_arn"),
            ("guarded-by", "web_acl_id"),
        ),
        aliases=("domain_name",),
    ),
    "aws_cloudtrail": Plain(references=(("stores-in", "s3_bucket_name"),)),
    "aws_cloudwatch_dashboard": Plain(name=("dashboard_name",)),
    "aws_cloudwatch_event_bus": Plain(),
    "aws_cloudwatch_event_rule": Plain(tier="schedule_expression", word="event-rule"),
    "aws_cloudwatch_event_target": Part(
        of=("rule",), word="event-rule", references=(("sends-to", "arn"),)
    ),
    "aws_cloudwatch_log_group": Plain(units="retention_in_days", tier="log_group_class"),
    "aws_cloudwatch_metric_alarm": Plain(
        name=("alarm_name",), size="namespace", references=(("sends-to", "alarm_actions"),)
    ),
    "aws_codebuild_project": Plain(
        size="environment.compute_type", references=(("uses", "service_role"),)
    ),
    "aws_codepipeline": Plain(),
    "aws_cognito_user_pool": Plain(
        units="estimated_number_of_users", tier="user_pool_tier", aliases=("endpoint",)
    ),
    "aws_cognito_user_pool_client": Part(of=("user_pool_id",)),
    "aws_cognito_user_pool_domain": Part(of=("user_pool_id",)),
    "aws_customer_gateway": Plain(name=("device_name", "ip_address")),
    "aws_dms_replication_instance": Plain(
        name=("replication_instance_id",),
        size="replication_instance_class",
        storage="allocated_storage",
    ),
    "aws_dynamodb_table": Plain(
        word="table",
        size="billing_mode",
        units="read_capacity",
        tier="table_class",
        references=(("encrypted-with", "server_side_encryption.kms_key_arn"),),
        aliases=("stream_arn",),
    ),
    "aws_dynamodb_table_item": Part(of=("table_name",), word="table"),
    "aws_ec2_transit_gateway": Plain(name=("description",)),
    "aws_ec2_transit_gateway_vpc_attachment": Plain(
        name=("id",), references=(("attached-to", "transit_gateway_id"),)
    ),
    "aws_ecs_cluster": Plain(),
    "aws_ecs_service": Plain(
        size="launch_type",
        units="desired_count",
        references=(
            ("in", "cluster"),
            ("uses", "task_definition"),
            ("attached-to", "load_balancer.target_group_arn"),
            ("in", "network_configuration.subnets"),
            ("guarded-by", "network_configuration.security_groups"),
        ),
    ),
    "aws_ecs_task_definition": _task,
    "aws_elasticsearch_domain": _SEARCH,
    "aws_elastic_beanstalk_environment": Plain(tier="tier", size="solution_stack_name"),
    "aws_emr_cluster": Plain(
        size="master_instance_group.instance_type",
        units="core_instance_group.instance_count",
        tier="release_label",
        references=(("uses", "service_role"), ("in", "ec2_attributes.subnet_id")),
    ),
    "aws_flow_log": Plain(
        name=("id",),
        references=(
            ("attached-to", "vpc_id"),
            ("stores-in", "log_destination"),
            ("uses", "iam_role_arn"),
        ),
    ),
    "aws_glue_job": Plain(size="worker_type", units="number_of_workers", tier="glue_version"),
    "aws_guardduty_detector": Plain(name=("id",)),
    "aws_kinesis_firehose_delivery_stream": Plain(
        tier="destination",
        references=(
            ("stores-in", "extended_s3_configuration.bucket_arn"),
            ("uses", "extended_s3_configuration.role_arn"),
        ),
    ),
    "aws_kinesis_stream": Plain(
        units="shard_count", tier="stream_mode_details.stream_mode", storage="retention_period"
    ),
    "aws_lambda_alias": Part(of=("function_name",), word="function"),
    "aws_lambda_event_source_mapping": Part(
        of=("function_arn", "function_name"),
        word="function",
        references=(("uses", "event_source_arn"),),
    ),
    "aws_lambda_function": Plain(
        name=("function_name",),
        word="function",
        size="runtime",
        units="memory_size",
        tier="architectures",
        references=_VPC_CONFIG,
        aliases=("invoke_arn", "qualified_arn"),
    ),
    "aws_lambda_layer_version": Plain(name=("layer_name",)),
    "aws_lambda_permission": Part(of=("function_name",), word="function"),
    "aws_memorydb_cluster": Plain(
        size="node_type", units="num_shards", references=(("in", "subnet_group_name"),)
    ),
    "aws_mq_broker": Plain(
        name=("broker_name",), size="host_instance_type", tier="deployment_mode", units="units"
    ),
    "aws_msk_cluster": Plain(
        name=("cluster_name",),
        size="broker_node_group_info.instance_type",
        units="number_of_broker_nodes",
        storage="broker_node_group_info.storage_info.ebs_storage_info.volume_size",
        tier="kafka_version",
        references=(
            ("in", "broker_node_group_info.client_subnets"),
            ("guarded-by", "broker_node_group_info.security_groups"),
        ),
    ),
    "aws_networkfirewall_firewall": Plain(references=(("in", "subnet_mapping.subnet_id"),)),
    "aws_opensearch_domain": _SEARCH,
    "aws_redshift_cluster": Plain(
        name=("cluster_identifier",),
        size="node_type",
        units="number_of_nodes",
        references=(
            ("in", "cluster_subnet_group_name"),
            ("guarded-by", "vpc_security_group_ids"),
            ("uses", "iam_roles"),
        ),
        aliases=("endpoint", "dns_name"),
    ),
    "aws_sagemaker_notebook_instance": Plain(size="instance_type", storage="volume_size"),
    "aws_scheduler_schedule": Plain(
        references=(("sends-to", "target.arn"), ("uses", "target.role_arn"))
    ),
    "aws_sfn_state_machine": Plain(tier="type"),
    "aws_transfer_server": Plain(name=("id",), tier="endpoint_type", aliases=("endpoint",)),
    "aws_vpn_connection": Plain(
        name=("id",),
        references=(
            ("attached-to", "vpn_gateway_id"),
            ("attached-to", "transit_gateway_id"),
            ("uses", "customer_gateway_id"),
        ),
    ),
    "aws_vpn_connection_route": Part(of=("vpn_connection_id",)),
    "aws_vpn_gateway": Plain(name=("id",)),
    "aws_vpn_gateway_attachment": Part(of=("vpn_gateway_id",), references=(("in", "vpc_id"),)),
    "aws_wafv2_web_acl": _access_list,
    "aws_wafv2_web_acl_association": Part(
        of=("web_acl_arn",), references=(("attached-to", "resource_arn"),)
    ),
}
