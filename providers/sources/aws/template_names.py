"""CloudFormation's properties that Terraform calls otherwise, in Terraform's writing of them.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ and the documentation
of the Terraform provider.
"""

NAMES: dict[str, dict[str, str]] = {
    "aws_backup_selection": {"backup_plan_id": "plan_id"},
    "aws_db_instance": {
        "db_instance_identifier": "identifier",
        "db_instance_class": "instance_class",
        "source_db_instance_identifier": "replicate_source_db",
        "vpc_security_groups": "vpc_security_group_ids",
        "db_parameter_group_name": "parameter_group_name",
        "master_username": "username",
        "db_cluster_identifier": "cluster_identifier",
    },
    "aws_db_option_group": {"option_group_name": "name"},
    "aws_db_parameter_group": {"db_parameter_group_name": "name"},
    "aws_db_subnet_group": {"db_subnet_group_name": "name"},
    "aws_docdb_cluster": {"db_cluster_identifier": "cluster_identifier"},
    "aws_docdb_cluster_instance": {
        "db_cluster_identifier": "cluster_identifier",
        "db_instance_class": "instance_class",
    },
    "aws_docdb_subnet_group": {"db_subnet_group_name": "name"},
    "aws_ebs_volume": {"volume_type": "type"},
    "aws_eip": {"instance_id": "instance"},
    "aws_iam_group": {"group_name": "name"},
    "aws_iam_instance_profile": {"instance_profile_name": "name"},
    "aws_iam_user": {"user_name": "name"},
    "aws_kms_alias": {"alias_name": "name"},
    "aws_kms_key": {"key_spec": "customer_master_key_spec"},
    "aws_cloudwatch_log_group": {"log_group_name": "name"},
    "aws_neptune_cluster": {"db_cluster_identifier": "cluster_identifier"},
    "aws_neptune_cluster_instance": {
        "db_cluster_identifier": "cluster_identifier",
        "db_instance_class": "instance_class",
    },
    "aws_neptune_subnet_group": {"db_subnet_group_name": "name"},
    "aws_network_acl_association": {},
    "aws_network_interface": {"group_set": "security_groups", "private_ip_address": "private_ip"},
    "aws_rds_cluster": {"db_cluster_identifier": "cluster_identifier"},
    "aws_rds_cluster_instance": {
        "db_cluster_identifier": "cluster_identifier",
        "db_instance_class": "instance_class",
    },
    "aws_rds_cluster_parameter_group": {"db_cluster_parameter_group_name": "name"},
    "aws_s3_bucket_policy": {"policy_document": "policy"},
    "aws_sns_topic": {"topic_name": "name"},
    "aws_sqs_queue": {
        "queue_name": "name",
        "message_retention_period": "message_retention_seconds",
        "visibility_timeout": "visibility_timeout_seconds",
        "maximum_message_size": "max_message_size",
    },
    "aws_volume_attachment": {"device": "device_name"},
    "aws_vpc_security_group_egress_rule": {
        "group_id": "security_group_id",
        "cidr_ip": "cidr_ipv4",
        "destination_security_group_id": "referenced_security_group_id",
    },
    "aws_vpc_security_group_ingress_rule": {
        "group_id": "security_group_id",
        "cidr_ip": "cidr_ipv4",
        "source_security_group_id": "referenced_security_group_id",
    },
}
