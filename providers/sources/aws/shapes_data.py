"""What the objects of data services are called, where Terraform calls it otherwise."""

from providers.sources.aws.shape import Shape

_SEARCH = Shape(
    id=("domain_name",),
    arn=("domain_arn",),
    build="es:domain/{}",
    names={
        "elasticsearch_cluster_config": "cluster_config",
        "encryption_at_rest_options": "encrypt_at_rest",
        "endpoints.vpc": "endpoint",
    },
)
_DB_GROUP_SUBNETS = {"subnets.*.subnet_identifier": "subnet_ids"}


def _share(service_type: str) -> Shape:
    return Shape(
        id=("file_system_id",),
        arn=("resource_arn",),
        build="fsx:file-system/{}",
        names={
            "dnsname": "dns_name",
            f"{service_type}_configuration.deployment_type": "deployment_type",
        },
    )


SHAPES: dict[str, Shape] = {
    "aws_athena_workgroup": Shape(id=("name",), build="athena:workgroup/{}"),
    "aws_backup_plan": Shape(
        id=("backup_plan_id",),
        arn=("backup_plan_arn",),
        names={
            "backup_plan_name": "name",
            "backup_plan.backup_plan_name": "name",
            "backup_plan.rules": "rule",
            "backup_plan.backup_plan_rule": "rule",
        },
    ),
    "aws_backup_vault": Shape(
        id=("backup_vault_name",),
        arn=("backup_vault_arn",),
        build="backup:backup-vault:{}",
        names={"backup_vault_name": "name", "encryption_key_arn": "kms_key_arn"},
    ),
    "aws_dms_replication_instance": Shape(
        id=("replication_instance_identifier",),
        arn=("replication_instance_arn",),
        names={"replication_instance_identifier": "replication_instance_id"},
    ),
    "aws_dms_replication_task": Shape(
        id=("replication_task_identifier",),
        arn=("replication_task_arn",),
        names={"replication_task_identifier": "name"},
    ),
    "aws_dynamodb_table": Shape(
        id=("table_name",),
        arn=("table_arn",),
        build="dynamodb:table/{}",
        names={
            "table_name": "name",
            "billing_mode_summary.billing_mode": "billing_mode",
            "provisioned_throughput.read_capacity_units": "read_capacity",
            "provisioned_throughput.write_capacity_units": "write_capacity",
            "table_class_summary.table_class": "table_class",
            "sse_description.kms_master_key_arn": "server_side_encryption.kms_key_arn",
            "sse_specification.kms_master_key_id": "server_side_encryption.kms_key_arn",
            "latest_stream_arn": "stream_arn",
        },
    ),
    "aws_efs_access_point": Shape(
        id=("access_point_id",),
        arn=("access_point_arn",),
        build="elasticfilesystem:access-point/{}",
    ),
    "aws_efs_file_system": Shape(
        id=("file_system_id",),
        arn=("file_system_arn",),
        build="elasticfilesystem:file-system/{}",
    ),
    "aws_efs_mount_target": Shape(id=("mount_target_id",)),
    "aws_elasticache_cluster": Shape(
        id=("cache_cluster_id", "cluster_name"),
        build="elasticache:cluster:{}",
        names={
            "cache_cluster_id": "cluster_id",
            "cluster_name": "cluster_id",
            "cache_node_type": "node_type",
            "cache_subnet_group_name": "subnet_group_name",
            "security_groups.*.security_group_id": "security_group_ids",
            "vpc_security_group_ids": "security_group_ids",
            "cache_parameter_group.cache_parameter_group_name": "parameter_group_name",
            "cache_parameter_group_name": "parameter_group_name",
            "configuration_endpoint.address": "configuration_endpoint",
        },
        drop=("auth_token",),
    ),
    "aws_elasticache_parameter_group": Shape(
        id=("cache_parameter_group_name",),
        build="elasticache:parametergroup:{}",
        names={"cache_parameter_group_name": "name"},
    ),
    "aws_elasticache_replication_group": Shape(
        id=("replication_group_id",),
        build="elasticache:replicationgroup:{}",
        names={
            "cache_node_type": "node_type",
            "cache_subnet_group_name": "subnet_group_name",
            "cache_parameter_group_name": "parameter_group_name",
            "node_groups.#": "num_node_groups",
            "member_clusters.#": "num_cache_clusters",
            "automatic_failover": "automatic_failover_enabled",
            "node_groups.0.primary_endpoint.address": "primary_endpoint_address",
            "node_groups.0.reader_endpoint.address": "reader_endpoint_address",
            "configuration_endpoint.address": "configuration_endpoint_address",
            "security_groups.*.security_group_id": "security_group_ids",
            "replication_group_description": "description",
        },
        drop=("auth_token",),
    ),
    "aws_elasticache_serverless_cache": Shape(
        id=("serverless_cache_name",), names={"serverless_cache_name": "name"}
    ),
    "aws_elasticache_subnet_group": Shape(
        id=("cache_subnet_group_name",),
        build="elasticache:subnetgroup:{}",
        names={"cache_subnet_group_name": "name", **_DB_GROUP_SUBNETS},
    ),
    "aws_elasticsearch_domain": _SEARCH,
    "aws_emr_cluster": Shape(
        id=("cluster_id", "job_flow_id"),
        arn=("cluster_arn",),
        build="elasticmapreduce:cluster/{}",
        names={
            "ec2_instance_attributes.ec2_subnet_id": "ec2_attributes.subnet_id",
            "instances.ec2_subnet_id": "ec2_attributes.subnet_id",
            "instances.master_instance_group.instance_type": "master_instance_group.instance_type",
            "instances.core_instance_group.instance_count": "core_instance_group.instance_count",
        },
    ),
    "aws_fsx_lustre_file_system": _share("lustre"),
    "aws_fsx_ontap_file_system": _share("ontap"),
    "aws_fsx_openzfs_file_system": _share("open_zfs"),
    "aws_fsx_windows_file_system": _share("windows"),
    "aws_glacier_vault": Shape(
        id=("vault_name",), arn=("vault_arn",), names={"vault_name": "name"}
    ),
    "aws_glue_job": Shape(id=("name",), build="glue:job/{}", drop=("default_arguments",)),
    "aws_kinesis_firehose_delivery_stream": Shape(
        id=("delivery_stream_name",),
        arn=("delivery_stream_arn",),
        build="firehose:deliverystream/{}",
        names={
            "delivery_stream_name": "name",
            "destinations.0.extended_s3_destination_description": "extended_s3_configuration",
            "extended_s3_destination_configuration": "extended_s3_configuration",
        },
    ),
    "aws_kinesis_stream": Shape(
        id=("stream_name",),
        arn=("stream_arn",),
        build="kinesis:stream/{}",
        names={
            "stream_name": "name",
            "open_shard_count": "shard_count",
            "shards.#": "shard_count",
            "retention_period_hours": "retention_period",
        },
    ),
    "aws_memorydb_cluster": Shape(
        id=("name", "cluster_name"),
        build="memorydb:cluster/{}",
        names={"number_of_shards": "num_shards", "cluster_name": "name"},
    ),
    "aws_mq_broker": Shape(
        id=("broker_id", "broker_name"),
        arn=("broker_arn",),
        names={"users": "user", "subnet_ids": "subnet_ids"},
        drop=("users",),
    ),
    "aws_msk_cluster": Shape(
        id=("cluster_name",),
        arn=("cluster_arn",),
        names={
            "provisioned.broker_node_group_info": "broker_node_group_info",
            "provisioned.number_of_broker_nodes": "number_of_broker_nodes",
            "provisioned.current_broker_software_info.kafka_version": "kafka_version",
            "current_broker_software_info.kafka_version": "kafka_version",
        },
    ),
    "aws_mwaa_environment": Shape(id=("name",), drop=("airflow_configuration_options",)),
    "aws_opensearch_domain": _SEARCH,
    "aws_redshift_cluster": Shape(
        id=("cluster_identifier",),
        build="redshift:cluster:{}",
        names={
            "vpc_security_groups.*.vpc_security_group_id": "vpc_security_group_ids",
            "iam_roles.*.iam_role_arn": "iam_roles",
            "endpoint.address": "endpoint",
        },
        drop=("master_user_password",),
    ),
    "aws_redshift_subnet_group": Shape(
        id=("cluster_subnet_group_name",),
        build="redshift:subnetgroup:{}",
        names={"cluster_subnet_group_name": "name", **_DB_GROUP_SUBNETS},
    ),
    "aws_redshiftserverless_workgroup": Shape(
        id=("workgroup_id", "workgroup_name"),
        arn=("workgroup_arn", "workgroup.workgroup_arn"),
        names={"workgroup_name": "name"},
    ),
}
