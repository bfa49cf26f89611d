"""What the objects of compute and container services are called, where Terraform calls it otherwise.

Sources: the services' API references and the documentation of the Terraform provider.
"""

from providers.sources.aws.shape import Shape

SHAPES: dict[str, Shape] = {
    "aws_ami": Shape(id=("image_id",), build="ec2:image/{}"),
    "aws_apprunner_service": Shape(
        id=("service_id",), arn=("service_arn",), names={"service_name": "name"}
    ),
    "aws_batch_compute_environment": Shape(
        id=("compute_environment_name",),
        arn=("compute_environment_arn",),
        names={"compute_environment_name": "name"},
    ),
    "aws_batch_job_definition": Shape(
        id=("job_definition_name",),
        arn=("job_definition_arn",),
        names={"job_definition_name": "name"},
    ),
    "aws_batch_job_queue": Shape(
        id=("job_queue_name",), arn=("job_queue_arn",), names={"job_queue_name": "name"}
    ),
    "aws_ebs_snapshot": Shape(id=("snapshot_id",), build="ec2:snapshot/{}"),
    "aws_ec2_host": Shape(id=("host_id",), build="ec2:dedicated-host/{}"),
    "aws_ecr_repository": Shape(
        id=("repository_name",),
        arn=("repository_arn",),
        build="ecr:repository/{}",
        names={"repository_name": "name", "repository_uri": "repository_url"},
    ),
    "aws_ecs_cluster": Shape(
        id=("cluster_name",),
        arn=("cluster_arn",),
        build="ecs:cluster/{}",
        names={"cluster_name": "name"},
    ),
    "aws_ecs_service": Shape(
        id=("service_name", "name"),
        arn=("service_arn",),
        names={
            "service_name": "name",
            "cluster_arn": "cluster",
            "load_balancers": "load_balancer",
            "network_configuration.awsvpc_configuration": "network_configuration",
        },
    ),
    "aws_ecs_task_definition": Shape(id=("family",), arn=("task_definition_arn",)),
    "aws_eks_addon": Shape(id=("addon_name",), arn=("addon_arn",)),
    "aws_eks_cluster": Shape(
        id=("name",),
        build="eks:cluster/{}",
        names={
            "resources_vpc_config": "vpc_config",
            "kubernetes_network_config.service_ipv4_cidr": (
                "kubernetes_network_config.service_ipv4_cidr"
            ),
        },
    ),
    "aws_eks_fargate_profile": Shape(
        id=("fargate_profile_name",),
        arn=("fargate_profile_arn",),
        names={"subnets": "subnet_ids"},
    ),
    "aws_eks_node_group": Shape(
        id=("nodegroup_name",),
        arn=("nodegroup_arn",),
        names={
            "nodegroup_name": "node_group_name",
            "node_role": "node_role_arn",
            "subnets": "subnet_ids",
            "taints": "taint",
        },
    ),
    "aws_elastic_beanstalk_application": Shape(
        id=("application_name",),
        arn=("application_arn",),
        names={"application_name": "name"},
    ),
    "aws_elastic_beanstalk_environment": Shape(
        id=("environment_id",),
        arn=("environment_arn",),
        names={"environment_name": "name", "tier.name": "tier"},
        drop=("option_settings",),
    ),
    "aws_lambda_alias": Shape(arn=("alias_arn",)),
    "aws_lambda_event_source_mapping": Shape(id=("uuid", "id")),
    "aws_lambda_function": Shape(
        id=("function_name",), arn=("function_arn",), build="lambda:function:{}", drop=("code",)
    ),
    "aws_lambda_layer_version": Shape(
        id=("layer_name",),
        arn=("layer_version_arn", "latest_matching_version.layer_version_arn", "layer_arn"),
    ),
    "aws_placement_group": Shape(
        id=("group_name", "name"),
        arn=("group_arn",),
        build="ec2:placement-group/{}",
        names={"group_name": "name"},
    ),
    "aws_sagemaker_endpoint": Shape(
        id=("endpoint_name",), arn=("endpoint_arn",), names={"endpoint_name": "name"}
    ),
    "aws_sagemaker_notebook_instance": Shape(
        id=("notebook_instance_name",),
        arn=("notebook_instance_arn",),
        names={
            "notebook_instance_name": "name",
            "volume_size_in_gb": "volume_size",
            "kms_key": "kms_key_id",
        },
    ),
    "aws_workspaces_workspace": Shape(
        id=("workspace_id",),
        build="workspaces:workspace/{}",
        names={"computer_name": "name"},
        drop=("user_name",),
    ),
}
