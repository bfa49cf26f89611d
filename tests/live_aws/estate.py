"""An estate to be made at a server that answers as AWS does, and the words that name what was made.

A step is a call: service, operation, arguments, and the path of the word in the answer by which the
thing must be found again; `$word` in an argument is what an earlier step answered.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Client = Callable[[str, str], Any]
Step = tuple[str, str, str, dict[str, Any], str]
"""Name, service, operation, arguments, path."""

TRUST = json.dumps({"Version": "2012-10-17", "Statement": []})
READING = json.dumps(
    {
        "Version": "2012-10-17",
        "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
    }
)
TAGS = [{"Key": "application", "Value": "shop"}]
MAP_TAGS = {"application": "shop"}


def _tagged(kind: str) -> list[dict[str, Any]]:
    return [{"ResourceType": kind, "Tags": TAGS}]


def _archive() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("main.py", "def handler(event, context): return event")
    return packed.getvalue()


NETWORK: tuple[Step, ...] = (
    ("vpc", "ec2", "create_vpc", {"CidrBlock": "10.1.0.0/16"}, "Vpc.VpcId"),
    ("peer", "ec2", "create_vpc", {"CidrBlock": "10.2.0.0/16"}, "Vpc.VpcId"),
    ("a", "ec2", "create_subnet", {"VpcId": "$vpc", "CidrBlock": "10.1.0.0/24",
     "AvailabilityZone": "$region" + "a"}, "Subnet.SubnetId"),
    ("b", "ec2", "create_subnet", {"VpcId": "$vpc", "CidrBlock": "10.1.1.0/24",
     "AvailabilityZone": "$region" + "b"}, "Subnet.SubnetId"),
    ("igw", "ec2", "create_internet_gateway", {}, "InternetGateway.InternetGatewayId"),
    ("", "ec2", "attach_internet_gateway", {"InternetGatewayId": "$igw", "VpcId": "$vpc"}, ""),
    ("table", "ec2", "create_route_table", {"VpcId": "$vpc"}, "RouteTable.RouteTableId"),
    ("", "ec2", "create_route", {"RouteTableId": "$table", "DestinationCidrBlock": "0.0.0.0/0",
     "GatewayId": "$igw"}, ""),
    ("", "ec2", "associate_route_table", {"RouteTableId": "$table", "SubnetId": "$a"}, ""),
    ("group", "ec2", "create_security_group", {"GroupName": "web", "Description": "web",
     "VpcId": "$vpc"}, "GroupId"),
    ("", "ec2", "create_key_pair", {"KeyName": "ops", "KeyType": "ed25519"}, "KeyPairId"),
    ("image", "ec2", "register_image", {"Name": "golden-ubuntu-22.04",
     "RootDeviceName": "/dev/sda1"}, "ImageId"),
    ("machine", "ec2", "run_instances", {"ImageId": "$image", "InstanceType": "m6i.large",
     "MinCount": 1, "MaxCount": 1, "KeyName": "ops", "SubnetId": "$a",
     "SecurityGroupIds": ["$group"], "TagSpecifications": _tagged("instance")},
     "Instances.0.InstanceId"),
    ("volume", "ec2", "create_volume", {"AvailabilityZone": "$region" + "a", "Size": 40,
     "VolumeType": "gp3", "TagSpecifications": _tagged("volume")}, "VolumeId"),
    ("", "ec2", "create_snapshot", {"VolumeId": "$volume"}, "SnapshotId"),
    ("address", "ec2", "allocate_address", {"Domain": "vpc"}, "AllocationId"),
    ("", "ec2", "create_nat_gateway", {"SubnetId": "$a", "AllocationId": "$address"},
     "NatGateway.NatGatewayId"),
    ("", "ec2", "create_network_interface", {"SubnetId": "$b"},
     "NetworkInterface.NetworkInterfaceId"),
    ("", "ec2", "create_network_acl", {"VpcId": "$vpc"}, "NetworkAcl.NetworkAclId"),
    ("", "ec2", "create_dhcp_options", {"DhcpConfigurations": [
     {"Key": "domain-name-servers", "Values": ["10.1.0.2"]}]}, "DhcpOptions.DhcpOptionsId"),
    ("template", "ec2", "create_launch_template", {"LaunchTemplateName": "web",
     "LaunchTemplateData": {"ImageId": "$image", "InstanceType": "m6i.large"}},
     "LaunchTemplate.LaunchTemplateId"),
    ("", "ec2", "create_vpc_endpoint", {"VpcId": "$vpc", "ServiceName": "com.amazonaws.s3"},
     "VpcEndpoint.VpcEndpointId"),
    ("", "ec2", "create_vpc_peering_connection", {"VpcId": "$vpc", "PeerVpcId": "$peer"},
     "VpcPeeringConnection.VpcPeeringConnectionId"),
    ("hub", "ec2", "create_transit_gateway", {}, "TransitGateway.TransitGatewayId"),
    ("", "ec2", "create_transit_gateway_vpc_attachment", {"TransitGatewayId": "$hub",
     "VpcId": "$vpc", "SubnetIds": ["$a"]},
     "TransitGatewayVpcAttachment.TransitGatewayAttachmentId"),
    ("", "ec2", "create_transit_gateway_route_table", {"TransitGatewayId": "$hub"},
     "TransitGatewayRouteTable.TransitGatewayRouteTableId"),
    ("vpn", "ec2", "create_vpn_gateway", {"Type": "ipsec.1"}, "VpnGateway.VpnGatewayId"),
    ("site", "ec2", "create_customer_gateway", {"Type": "ipsec.1", "PublicIp": "192.0.2.1",
     "BgpAsn": 65000}, "CustomerGateway.CustomerGatewayId"),
    ("", "ec2", "create_vpn_connection", {"Type": "ipsec.1", "CustomerGatewayId": "$site",
     "VpnGatewayId": "$vpn"}, "VpnConnection.VpnConnectionId"),
    ("", "ec2", "create_egress_only_internet_gateway", {"VpcId": "$vpc"},
     "EgressOnlyInternetGateway.EgressOnlyInternetGatewayId"),
    ("", "ec2", "create_flow_logs", {"ResourceIds": ["$vpc"], "ResourceType": "VPC",
     "TrafficType": "ALL", "LogGroupName": "flows", "DeliverLogsPermissionArn":
     "arn:aws:iam::123456789012:role/flows"}, "FlowLogIds.0"),
    ("", "ec2", "allocate_hosts", {"AvailabilityZone": "$region" + "a", "Quantity": 1,
     "InstanceType": "m5.large"}, "HostIds.0"),
    ("balancer", "elbv2", "create_load_balancer", {"Name": "shop", "Subnets": ["$a", "$b"],
     "Type": "application", "Tags": TAGS}, "LoadBalancers.0.LoadBalancerArn"),
    ("targets", "elbv2", "create_target_group", {"Name": "web", "Protocol": "HTTP", "Port": 8080,
     "VpcId": "$vpc"}, "TargetGroups.0.TargetGroupArn"),
    ("", "elbv2", "register_targets", {"TargetGroupArn": "$targets",
     "Targets": [{"Id": "$machine"}]}, ""),
    ("listener", "elbv2", "create_listener", {"LoadBalancerArn": "$balancer", "Protocol": "HTTP",
     "Port": 80, "DefaultActions": [{"Type": "forward", "TargetGroupArn": "$targets"}]},
     "Listeners.0.ListenerArn"),
    ("", "elbv2", "create_rule", {"ListenerArn": "$listener", "Priority": 7, "Conditions":
     [{"Field": "path-pattern", "Values": ["/api/*"]}], "Actions":
     [{"Type": "forward", "TargetGroupArn": "$targets"}]}, "Rules.0.RuleArn"),
    ("", "elb", "create_load_balancer", {"LoadBalancerName": "old", "Listeners": [{"Protocol":
     "http", "LoadBalancerPort": 80, "InstancePort": 80}], "AvailabilityZones": ["$region" + "a"]},
     "=load-balancer/old|old"),
    ("", "autoscaling", "create_launch_configuration", {"LaunchConfigurationName": "old",
     "ImageId": "$image", "InstanceType": "t3.small"}, "=launch-configuration/old"),
    ("", "autoscaling", "create_auto_scaling_group", {"AutoScalingGroupName": "web",
     "MinSize": 0, "MaxSize": 2, "VPCZoneIdentifier": "$a", "LaunchTemplate":
     {"LaunchTemplateId": "$template"}}, "=autoscaling-group/web|web"),
    ("", "autoscaling", "put_scaling_policy", {"AutoScalingGroupName": "web", "PolicyName": "up",
     "AdjustmentType": "ChangeInCapacity", "ScalingAdjustment": 1}, "=up"),
)  # fmt: skip

DATA: tuple[Step, ...] = (
    ("", "s3", "create_bucket", {"Bucket": "media-$region", "CreateBucketConfiguration":
     {"LocationConstraint": "$region"}}, "=arn:aws:s3:::media-$region"),
    ("", "rds", "create_db_subnet_group", {"DBSubnetGroupName": "data", "DBSubnetGroupDescription":
     "data", "SubnetIds": ["$a", "$b"]}, "DBSubnetGroup.DBSubnetGroupArn"),
    ("", "rds", "create_db_parameter_group", {"DBParameterGroupName": "orders",
     "DBParameterGroupFamily": "postgres16", "Description": "orders"},
     "DBParameterGroup.DBParameterGroupArn"),
    ("", "rds", "create_db_instance", {"DBInstanceIdentifier": "orders", "Engine": "postgres",
     "DBInstanceClass": "db.m6g.large", "AllocatedStorage": 100, "MasterUsername": "root",
     "MasterUserPassword": "not-to-be-kept-1", "DBSubnetGroupName": "data", "Tags": TAGS},
     "DBInstance.DBInstanceArn"),
    ("", "rds", "create_db_cluster", {"DBClusterIdentifier": "aurora", "Engine":
     "aurora-postgresql", "MasterUsername": "root", "MasterUserPassword": "not-to-be-kept-2"},
     "DBCluster.DBClusterArn"),
    ("", "rds", "create_db_cluster_parameter_group", {"DBClusterParameterGroupName": "aurora",
     "DBParameterGroupFamily": "aurora-postgresql16", "Description": "aurora"},
     "DBClusterParameterGroup.DBClusterParameterGroupArn"),
    ("", "neptune", "create_db_cluster", {"DBClusterIdentifier": "graph", "Engine": "neptune"},
     "DBCluster.DBClusterArn"),
    ("", "dynamodb", "create_table", {"TableName": "sessions", "BillingMode": "PAY_PER_REQUEST",
     "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "AttributeDefinitions":
     [{"AttributeName": "id", "AttributeType": "S"}], "Tags": TAGS}, "TableDescription.TableArn"),
    ("files", "efs", "create_file_system", {"CreationToken": "files"}, "FileSystemId"),
    ("", "efs", "create_mount_target", {"FileSystemId": "$files", "SubnetId": "$a"},
     "MountTargetId"),
    ("", "efs", "create_access_point", {"FileSystemId": "$files", "ClientToken": "files"},
     "AccessPointArn"),
    ("", "fsx", "create_file_system", {"FileSystemType": "LUSTRE", "StorageCapacity": 1200,
     "SubnetIds": ["$a"]}, "FileSystem.ResourceARN"),
    ("", "backup", "create_backup_vault", {"BackupVaultName": "kept"}, "BackupVaultArn"),
    ("", "backup", "create_backup_plan", {"BackupPlan": {"BackupPlanName": "daily", "Rules":
     [{"RuleName": "daily", "TargetBackupVaultName": "kept"}]}}, "BackupPlanArn"),
    ("", "glacier", "create_vault", {"accountId": "-", "vaultName": "cold"}, "=cold"),
    ("", "elasticache", "create_cache_subnet_group", {"CacheSubnetGroupName": "cache",
     "CacheSubnetGroupDescription": "cache", "SubnetIds": ["$a"]}, "CacheSubnetGroup.ARN"),
    ("", "elasticache", "create_cache_cluster", {"CacheClusterId": "cache", "Engine": "memcached",
     "CacheNodeType": "cache.t3.small", "NumCacheNodes": 1}, "CacheCluster.ARN"),
    ("", "elasticache", "create_replication_group", {"ReplicationGroupId": "redis",
     "ReplicationGroupDescription": "redis", "Engine": "redis", "CacheNodeType": "cache.t3.small"},
     "ReplicationGroup.ARN"),
    ("", "memorydb", "create_cluster", {"ClusterName": "memory", "NodeType": "db.t4g.small",
     "ACLName": "open-access"}, "Cluster.ARN"),
    ("", "redshift", "create_cluster_subnet_group", {"ClusterSubnetGroupName": "warehouse",
     "Description": "warehouse", "SubnetIds": ["$a"]}, "=warehouse"),
    ("", "redshift", "create_cluster", {"ClusterIdentifier": "warehouse", "NodeType": "ra3.large",
     "MasterUsername": "root", "MasterUserPassword": "Not-to-be-kept-3", "NumberOfNodes": 1},
     "=warehouse"),
    ("", "opensearch", "create_domain", {"DomainName": "search"}, "DomainStatus.ARN"),
    ("", "kinesis", "create_stream", {"StreamName": "clicks", "ShardCount": 2},
     "=arn:aws:kinesis:$region:$account:stream/clicks"),
    ("", "firehose", "create_delivery_stream", {"DeliveryStreamName": "clicks",
     "S3DestinationConfiguration": {"RoleARN": "arn:aws:iam::123456789012:role/web", "BucketARN":
     "arn:aws:s3:::media"}}, "DeliveryStreamARN"),
    ("", "kafka", "create_cluster_v2", {"ClusterName": "events", "Provisioned": {"KafkaVersion":
     "3.6.0", "NumberOfBrokerNodes": 2, "BrokerNodeGroupInfo": {"InstanceType": "kafka.m5.large",
     "ClientSubnets": ["$a", "$b"]}}}, "ClusterArn"),
    ("", "mq", "create_broker", {"BrokerName": "orders", "EngineType": "RABBITMQ",
     "EngineVersion": "3.13", "HostInstanceType": "mq.m5.large", "DeploymentMode":
     "SINGLE_INSTANCE", "PubliclyAccessible": False, "AutoMinorVersionUpgrade": True, "Users":
     [{"Username": "orders", "Password": "not-to-be-kept-4"}]}, "BrokerArn"),
    ("", "dms", "create_replication_instance", {"ReplicationInstanceIdentifier": "move",
     "ReplicationInstanceClass": "dms.t3.medium"}, "ReplicationInstance.ReplicationInstanceArn"),
    ("", "glue", "create_job", {"Name": "nightly", "Role": "web", "Command": {"Name": "glueetl"},
     "DefaultArguments": {"--password": "not-to-be-kept-5"}}, "=nightly"),
    ("", "emr-serverless", "create_application", {"name": "spark", "releaseLabel": "emr-7.1.0",
     "type": "SPARK"}, "arn"),
    ("", "athena", "create_work_group", {"Name": "analysts"}, "=workgroup/analysts|analysts"),
)  # fmt: skip

SERVICES: tuple[Step, ...] = (
    ("", "lambda", "create_function", {"FunctionName": "resize", "Runtime": "python3.12", "Role":
     "arn:aws:iam::$account:role/web", "Handler": "main.handler", "Code": {"ZipFile": _archive()},
     "Environment": {"Variables": {"API_TOKEN": "not-to-be-kept-6"}}, "Tags": MAP_TAGS},
     "FunctionArn"),
    ("", "lambda", "publish_layer_version", {"LayerName": "tools", "Content": {"ZipFile":
     _archive()}}, "LayerVersionArn"),
    ("queue", "sqs", "create_queue", {"QueueName": "orders", "tags": MAP_TAGS}, "QueueUrl"),
    ("", "lambda", "create_event_source_mapping", {"FunctionName": "resize", "EventSourceArn":
     "arn:aws:sqs:$region:$account:orders"}, "UUID"),
    ("topic", "sns", "create_topic", {"Name": "orders", "Tags": TAGS}, "TopicArn"),
    ("", "sns", "subscribe", {"TopicArn": "$topic", "Protocol": "sqs", "Endpoint":
     "arn:aws:sqs:$region:$account:orders", "ReturnSubscriptionArn": True}, "SubscriptionArn"),
    ("", "eks", "create_cluster", {"name": "apps", "roleArn": "arn:aws:iam::$account:role/web",
     "resourcesVpcConfig": {"subnetIds": ["$a", "$b"]}}, "cluster.arn"),
    ("", "eks", "create_nodegroup", {"clusterName": "apps", "nodegroupName": "workers", "subnets":
     ["$a"], "nodeRole": "arn:aws:iam::$account:role/web"}, "nodegroup.nodegroupArn"),
    ("", "eks", "create_fargate_profile", {"clusterName": "apps", "fargateProfileName": "jobs",
     "podExecutionRoleArn": "arn:aws:iam::$account:role/web", "selectors": [{"namespace":
     "jobs"}]}, "fargateProfile.fargateProfileArn"),
    ("", "ecs", "create_cluster", {"clusterName": "web"}, "cluster.clusterArn"),
    ("task", "ecs", "register_task_definition", {"family": "web", "containerDefinitions": [{
     "name": "web", "image": "web:1", "memory": 512, "environment": [{"name": "DB_PASSWORD",
     "value": "not-to-be-kept-7"}]}]}, "taskDefinition.taskDefinitionArn"),
    ("", "ecs", "create_service", {"cluster": "web", "serviceName": "web", "taskDefinition":
     "$task", "desiredCount": 1}, "service.serviceArn"),
    ("", "ecr", "create_repository", {"repositoryName": "web"}, "repository.repositoryArn"),
    ("compute", "batch", "create_compute_environment", {"computeEnvironmentName": "jobs", "type":
     "UNMANAGED", "state": "ENABLED", "serviceRole": "arn:aws:iam::$account:role/web"},
     "computeEnvironmentArn"),
    ("", "batch", "create_job_queue", {"jobQueueName": "jobs", "priority": 1, "state": "ENABLED",
     "computeEnvironmentOrder": [{"order": 1, "computeEnvironment": "$compute"}]}, "jobQueueArn"),
    ("", "batch", "register_job_definition", {"jobDefinitionName": "nightly", "type": "container",
     "containerProperties": {"image": "busybox", "vcpus": 1, "memory": 128}},
     "jobDefinitionArn"),
    ("bus", "events", "create_event_bus", {"Name": "shop"}, "EventBusArn"),
    ("", "events", "put_rule", {"Name": "nightly", "ScheduleExpression": "rate(1 day)"},
     "RuleArn"),
    ("", "scheduler", "create_schedule", {"Name": "weekly", "ScheduleExpression": "rate(7 days)",
     "FlexibleTimeWindow": {"Mode": "OFF"}, "Target": {"Arn": "arn:aws:sqs:$region:$account:orders",
     "RoleArn": "arn:aws:iam::$account:role/web"}}, "ScheduleArn"),
    ("", "stepfunctions", "create_state_machine", {"name": "order", "roleArn":
     "arn:aws:iam::$account:role/web", "definition": '{"StartAt": "A", "States": {"A": {"Type": '
     '"Succeed"}}}'}, "stateMachineArn"),
    ("api", "apigateway", "create_rest_api", {"name": "shop", "tags": MAP_TAGS}, "id"),
    ("", "apigatewayv2", "create_api", {"Name": "shop2", "ProtocolType": "HTTP"}, "ApiId"),
    ("", "acm", "request_certificate", {"DomainName": "shop.example"}, "CertificateArn"),
    ("", "acm-pca", "create_certificate_authority", {"CertificateAuthorityConfiguration":
     {"KeyAlgorithm": "RSA_2048", "SigningAlgorithm": "SHA256WITHRSA", "Subject": {"CommonName":
     "ca.example"}}, "CertificateAuthorityType": "ROOT"}, "CertificateAuthorityArn"),
    ("key", "kms", "create_key", {"Tags": [{"TagKey": "application", "TagValue": "shop"}]},
     "KeyMetadata.Arn"),
    ("", "kms", "create_alias", {"AliasName": "alias/shop", "TargetKeyId": "$key"},
     "=arn:aws:kms:$region:$account:alias/shop"),
    ("", "secretsmanager", "create_secret", {"Name": "orders/db", "SecretString":
     "not-to-be-kept-8"}, "ARN"),
    ("", "ssm", "put_parameter", {"Name": "/shop/db", "Value": "not-to-be-kept-9", "Type":
     "SecureString"}, "=arn:aws:ssm:$region:$account:parameter/shop/db|/shop/db"),
    ("pool", "cognito-idp", "create_user_pool", {"PoolName": "customers"}, "UserPool.Arn"),
    ("", "cognito-identity", "create_identity_pool", {"IdentityPoolName": "customers",
     "AllowUnauthenticatedIdentities": False}, "IdentityPoolId"),
    ("", "ds", "create_directory", {"Name": "corp.example", "Password": "Not-to-be-kept-10",
     "Size": "Small", "VpcSettings": {"VpcId": "$vpc", "SubnetIds": ["$a", "$b"]}}, "DirectoryId"),
    ("", "cloudwatch", "put_metric_alarm", {"AlarmName": "busy", "MetricName": "CPUUtilization",
     "Namespace": "AWS/EC2", "Period": 300, "EvaluationPeriods": 1, "Threshold": 90.0,
     "ComparisonOperator": "GreaterThanThreshold", "Statistic": "Average"},
     "=arn:aws:cloudwatch:$region:$account:alarm:busy"),
    ("", "logs", "create_log_group", {"logGroupName": "/shop/web", "tags": MAP_TAGS},
     "=arn:aws:logs:$region:$account:log-group:/shop/web"),
    ("", "cloudtrail", "create_trail", {"Name": "audit", "S3BucketName": "media-$region"},
     "TrailARN"),
    ("", "config", "put_configuration_recorder", {"ConfigurationRecorder": {"name": "default",
     "roleARN": "arn:aws:iam::$account:role/web"}},
     '=aws_config_configuration_recorder.default["$region"]'),
    ("", "guardduty", "create_detector", {"Enable": True}, "DetectorId"),
    ("", "securityhub", "enable_security_hub", {}, "=arn:aws:securityhub:$region:$account:hub/default"),
    ("", "wafv2", "create_web_acl", {"Name": "shop", "Scope": "REGIONAL", "DefaultAction":
     {"Allow": {}}, "VisibilityConfig": {"SampledRequestsEnabled": False,
     "CloudWatchMetricsEnabled": False, "MetricName": "shop"}}, "Summary.ARN"),
    ("", "wafv2", "create_ip_set", {"Name": "office", "Scope": "REGIONAL", "IPAddressVersion":
     "IPV4", "Addresses": ["192.0.2.0/24"]}, "Summary.ARN"),
    ("", "network-firewall", "create_firewall", {"FirewallName": "edge", "FirewallPolicyArn":
     "arn:aws:network-firewall:$region:$account:firewall-policy/edge", "VpcId": "$vpc",
     "SubnetMappings": [{"SubnetId": "$a"}]}, "Firewall.FirewallArn"),
    ("", "route53resolver", "create_resolver_endpoint", {"CreatorRequestId": "1", "Name": "in",
     "Direction": "INBOUND", "SecurityGroupIds": ["$group"], "IpAddresses": [{"SubnetId": "$a",
     "Ip": "10.1.0.10"}, {"SubnetId": "$b", "Ip": "10.1.1.10"}]}, "ResolverEndpoint.Arn"),
    ("", "cloudformation", "create_stack", {"StackName": "legacy", "TemplateBody": json.dumps({
     "Resources": {"Q": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": "legacy"}}}})},
     "StackId"),
    ("", "sagemaker", "create_notebook_instance", {"NotebookInstanceName": "study",
     "InstanceType": "ml.t3.medium", "RoleArn": "arn:aws:iam::$account:role/web"},
     "NotebookInstanceArn"),
    ("", "datasync", "create_location_s3", {"S3BucketArn": "arn:aws:s3:::media", "S3Config":
     {"BucketAccessRoleArn": "arn:aws:iam::$account:role/web"}}, ""),
    ("", "directconnect", "create_connection", {"location": "EqDC2", "bandwidth": "1Gbps",
     "connectionName": "paris"}, "connectionId"),
    ("", "transfer", "create_server", {"Protocols": ["SFTP"]}, "ServerId"),
    ("", "codebuild", "create_project", {"name": "build", "source": {"type": "S3", "location":
     "media/source.zip"}, "artifacts": {"type": "NO_ARTIFACTS"}, "environment": {"type":
     "LINUX_CONTAINER", "image": "img", "computeType": "BUILD_GENERAL1_SMALL",
     "environmentVariables": [{"name": "TOKEN", "value": "not-to-be-kept-11"}]}, "serviceRole":
     "arn:aws:iam::$account:role/service-role/web"}, "project.arn"),
    ("", "iot", "create_thing", {"thingName": "sensor"}, "thingArn"),
    ("", "sesv2", "create_email_identity", {"EmailIdentity": "shop.example"},
     "=arn:aws:ses:$region:$account:identity/shop.example"),
    ("", "elasticbeanstalk", "create_application", {"ApplicationName": "portal"},
     "Application.ApplicationArn"),
    ("", "quicksight", "create_data_source", {"AwsAccountId": "$account", "DataSourceId": "sales",
     "Name": "sales", "Type": "ATHENA"}, "Arn"),
)  # fmt: skip

GLOBAL: tuple[Step, ...] = (
    ("", "iam", "create_role", {"RoleName": "web", "AssumeRolePolicyDocument": TRUST}, "Role.Arn"),
    ("", "iam", "create_policy", {"PolicyName": "media", "PolicyDocument": READING},
     "Policy.Arn"),
    ("", "iam", "put_role_policy", {"RoleName": "web", "PolicyName": "media", "PolicyDocument":
     READING}, "=web:media"),
    ("", "iam", "create_user", {"UserName": "ann", "Tags": TAGS}, "User.Arn"),
    ("", "iam", "create_access_key", {"UserName": "ann"}, "AccessKey.AccessKeyId"),
    ("", "iam", "create_group", {"GroupName": "staff"}, "Group.Arn"),
    ("", "iam", "create_instance_profile", {"InstanceProfileName": "web"}, ""),
    ("", "iam", "add_role_to_instance_profile", {"InstanceProfileName": "web", "RoleName": "web"},
     ""),
    ("", "iam", "create_open_id_connect_provider", {"Url": "https://login.example",
     "ThumbprintList": ["0" * 40]}, "OpenIDConnectProviderArn"),
    ("zone", "route53", "create_hosted_zone", {"Name": "shop.example", "CallerReference": "1"},
     "HostedZone.Id"),
    ("", "route53", "change_resource_record_sets", {"HostedZoneId": "$zone", "ChangeBatch":
     {"Changes": [{"Action": "CREATE", "ResourceRecordSet": {"Name": "www.shop.example",
     "Type": "A", "TTL": 60, "ResourceRecords": [{"Value": "192.0.2.1"}]}}]}}, ""),
    ("", "route53", "create_health_check", {"CallerReference": "2", "HealthCheckConfig": {"Type":
     "HTTP", "FullyQualifiedDomainName": "shop.example", "Port": 80}}, "HealthCheck.Id"),
    ("", "cloudfront", "create_distribution", {"DistributionConfig": {"CallerReference": "3",
     "Comment": "shop", "Enabled": True, "Origins": {"Quantity": 1, "Items": [{"Id": "media",
     "DomainName": "media.s3.amazonaws.com", "S3OriginConfig": {"OriginAccessIdentity": ""}}]},
     "DefaultCacheBehavior": {"TargetOriginId": "media", "ViewerProtocolPolicy": "allow-all",
     "MinTTL": 10, "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}}}}},
     "Distribution.ARN"),
    ("", "budgets", "create_budget", {"AccountId": "$account", "Budget": {"BudgetName": "all",
     "TimeUnit": "MONTHLY", "BudgetType": "COST", "BudgetLimit": {"Amount": "10", "Unit": "USD"}}},
     "=arn:aws:budgets::$account:budget/all"),
    ("", "cloudwatch", "put_dashboard", {"DashboardName": "shop", "DashboardBody":
     '{"widgets": []}'}, "=arn:aws:cloudwatch::$account:dashboard/shop"),
)  # fmt: skip

EVERYTHING = (*GLOBAL, *NETWORK, *DATA, *SERVICES)

SMALL = (
    *NETWORK[:13],
    *(step for step in DATA if step[1] in {"dynamodb", "kinesis"}),
    *(step for step in SERVICES if step[1] in {"sqs", "sns", "kms", "logs"}),
)
"""For the further regions and accounts."""


def small(account: str) -> tuple[Step, ...]:
    """The small estate, with a bucket, whose name nobody else may have."""
    name = f"media-{account}-$region"
    place = {"LocationConstraint": "$region"}
    arguments = {"Bucket": name, "CreateBucketConfiguration": place}
    return (*SMALL, ("", "s3", "create_bucket", arguments, f"=arn:aws:s3:::{name}"))


def make(
    client: Client, account: str, region: str, steps: tuple[Step, ...]
) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Makes what the steps say; the service, operation and words of each thing to be found."""
    known = {"region": region, "account": account}
    for name, service, operation, arguments, path in steps:
        answer = getattr(client(service, region), operation)(**_filled(arguments, known))
        word = _filled(path[1:], known) if path.startswith("=") else _at(answer, path)
        if name:
            known[name] = word
        if path:
            yield service, operation, tuple(str(word).split("|"))


def _filled(value: Any, known: Mapping[str, str]) -> Any:  # noqa: ANN401 - arguments of any form
    if isinstance(value, str):
        for name in sorted(known, key=len, reverse=True):
            value = value.replace(f"${name}", known[name])
        return value
    if isinstance(value, dict):
        return {key: _filled(one, known) for key, one in value.items()}
    return [_filled(one, known) for one in value] if isinstance(value, list) else value


def _at(answer: Any, path: str) -> Any:  # noqa: ANN401 - an answer of any form
    for key in path.split(".") if path else ():
        answer = answer[int(key)] if key.isdecimal() else answer[key]
    return answer
