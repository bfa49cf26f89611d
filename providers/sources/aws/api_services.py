"""Answers of the services above the network: RDS, S3, IAM, Route 53."""

import json
from collections.abc import Iterator, Mapping
from urllib.parse import unquote

from providers.sources.aws.api import Answer, Native, Place, ids, pick, tags


def database(answer: Answer, _place: Place) -> Iterator[Native]:
    """A database instance, or an instance of a cluster."""
    identity = answer["DBInstanceIdentifier"]
    groups = answer.get("DBParameterGroups") or ()
    kept = (answer.get("MasterUserSecret") or {}).get("SecretArn")  # its name, never its value
    options = answer.get("OptionGroupMemberships") or ()
    endpoint = answer.get("Endpoint") or {}
    attributes = pick(
        answer,
        arn="DBInstanceArn",
        cluster_identifier="DBClusterIdentifier",
        resource_id="DbiResourceId",
        engine="Engine",
        engine_version="EngineVersion",
        instance_class="DBInstanceClass",
        allocated_storage="AllocatedStorage",
        storage_type="StorageType",
        iops="Iops",
        multi_az="MultiAZ",
        replicate_source_db="ReadReplicaSourceDBInstanceIdentifier",
        backup_retention_period="BackupRetentionPeriod",
        storage_encrypted="StorageEncrypted",
        kms_key_id="KmsKeyId",
        publicly_accessible="PubliclyAccessible",
        db_name="DBName",
        username="MasterUsername",
        license_model="LicenseModel",
        deletion_protection="DeletionProtection",
        availability_zone="AvailabilityZone",
    )
    attributes |= {
        "id": identity,
        "identifier": identity,
        "port": endpoint.get("Port"),
        "address": endpoint.get("Address"),
        "db_subnet_group_name": (answer.get("DBSubnetGroup") or {}).get("DBSubnetGroupName"),
        "parameter_group_name": groups[0].get("DBParameterGroupName") if groups else None,
        "option_group_name": options[0].get("OptionGroupName") if options else None,
        "vpc_security_group_ids": ids(answer, "VpcSecurityGroups", "VpcSecurityGroupId"),
        "master_user_secret": [{"secret_arn": kept}] if kept else [],
        "tags": tags(answer, "TagList"),
    }
    member = attributes.get("cluster_identifier")
    yield Native("aws_rds_cluster_instance" if member else "aws_db_instance", identity, attributes)


_CLUSTERS = {"docdb": "aws_docdb_cluster", "neptune": "aws_neptune_cluster"}


def cluster(answer: Answer, _place: Place) -> Iterator[Native]:
    """A cluster of Aurora, DocumentDB or Neptune: one operation lists them all."""
    identity = answer["DBClusterIdentifier"]
    scaling = answer.get("ServerlessV2ScalingConfiguration")
    attributes = pick(
        answer,
        arn="DBClusterArn",
        engine="Engine",
        engine_version="EngineVersion",
        engine_mode="EngineMode",
        db_cluster_instance_class="DBClusterInstanceClass",
        allocated_storage="AllocatedStorage",
        storage_type="StorageType",
        backup_retention_period="BackupRetentionPeriod",
        storage_encrypted="StorageEncrypted",
        kms_key_id="KmsKeyId",
        port="Port",
        database_name="DatabaseName",
        master_username="MasterUsername",
        endpoint="Endpoint",
        reader_endpoint="ReaderEndpoint",
        db_subnet_group_name="DBSubnetGroup",
        deletion_protection="DeletionProtection",
    )
    attributes |= {
        "id": identity,
        "cluster_identifier": identity,
        "vpc_security_group_ids": ids(answer, "VpcSecurityGroups", "VpcSecurityGroupId"),
        "serverlessv2_scaling_configuration": [pick(scaling, max_capacity="MaxCapacity")]
        if scaling
        else [],
        "tags": tags(answer, "TagList"),
    }
    native_type = _CLUSTERS.get(str(answer.get("Engine")), "aws_rds_cluster")
    yield Native(native_type, identity, attributes)


def subnet_group(answer: Answer, _place: Place) -> Iterator[Native]:
    """The subnets that databases may lie in."""
    name = answer["DBSubnetGroupName"]
    attributes = {
        **pick(answer, arn="DBSubnetGroupArn"),
        "id": name,
        "name": name,
        "subnet_ids": ids(answer, "Subnets", "SubnetIdentifier"),
    }
    yield Native("aws_db_subnet_group", name, attributes)


def bucket(answer: Answer, _place: Place) -> Iterator[Native]:
    """A bucket; what is set on it comes by operations of their own."""
    name = answer["Name"]
    yield Native("aws_s3_bucket", name, {"id": name, "bucket": name})


def document(policy: object) -> str:
    """A policy as text: boto3 hands it over parsed, the API and AWS Config as an address's part."""
    if isinstance(policy, str):
        return unquote(policy) if policy.startswith("%7B") else policy
    return json.dumps(policy, sort_keys=True, default=_plain)


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else str(value)


def role(answer: Answer, _place: Place) -> Iterator[Native]:
    """A role; those that AWS makes for its services are these services' own."""
    if str(answer.get("Path", "")).startswith("/aws-service-role/"):
        return
    name = answer["RoleName"]
    trust = answer.get("AssumeRolePolicyDocument")
    attributes = pick(answer, arn="Arn", description="Description")
    attributes |= {
        "id": name,
        "name": name,
        "assume_role_policy": document(trust),
        "tags": tags(answer),
    }
    yield Native("aws_iam_role", name, attributes)


def instance_profile(answer: Answer, _place: Place) -> Iterator[Native]:
    """What gives a role to machines."""
    name = answer["InstanceProfileName"]
    roles = ids(answer, "Roles", "RoleName")
    attributes = {
        **pick(answer, arn="Arn"),
        "id": name,
        "name": name,
        "role": roles[0] if roles else "",
    }
    yield Native("aws_iam_instance_profile", name, attributes)


def zone(answer: Answer, _place: Place) -> Iterator[Native]:
    """A hosted zone."""
    identity = answer["Id"].rsplit("/", 1)[-1]
    attributes = {
        "id": identity,
        "zone_id": identity,
        "arn": f"arn:aws:route53:::hostedzone/{identity}",
        "name": answer.get("Name"),
    }
    yield Native("aws_route53_zone", identity, attributes)


def name_record(answer: Answer, parent: Answer, _place: Place) -> Iterator[Native]:
    """What a name answers; the zone's own NS and SOA come with any zone."""
    zone_name, name = str(parent.get("Name")), str(answer["Name"])
    if answer.get("Type") in ("NS", "SOA") and name == zone_name:
        return
    owner = parent["Id"].rsplit("/", 1)[-1]
    target = answer.get("AliasTarget")
    attributes = pick(answer, type="Type", ttl="TTL", set_identifier="SetIdentifier")
    attributes |= {
        "zone_id": owner,
        # Route 53 answers characters other than letters in octal: \\052 is the asterisk.
        "fqdn": name.replace("\\052", "*"),
        "records": ids(answer, "ResourceRecords", "Value"),
        "alias": [{"name": target.get("DNSName"), "zone_id": target.get("HostedZoneId")}]
        if target
        else [],
        "weighted_routing_policy": [{}] if "Weight" in answer else [],
        "latency_routing_policy": [{}] if "Region" in answer else [],
        "failover_routing_policy": [{}] if "Failover" in answer else [],
        "geolocation_routing_policy": [{}] if "GeoLocation" in answer else [],
        "multivalue_answer_routing_policy": bool(answer.get("MultiValueAnswer")),
    }
    yield Native("aws_route53_record", f"{owner}_{name}_{answer.get('Type')}", attributes)


def attached_policy(answer: Answer, parent: Answer, _place: Place) -> Iterator[Native]:
    """A managed policy that a role has."""
    name, policy = parent["RoleName"], answer["PolicyArn"]
    attributes = {"role": name, "policy_arn": policy}
    yield Native("aws_iam_role_policy_attachment", f"{name}/{policy}", attributes)


def inline_policy(answer: Answer, parent: Answer, _place: Place) -> Iterator[Native]:
    """A policy within a role."""
    role_name, name = parent["RoleName"], answer["PolicyName"]
    attributes = {
        "id": f"{role_name}:{name}",
        "name": name,
        "role": role_name,
        "policy": document(answer.get("PolicyDocument")),
    }
    yield Native("aws_iam_role_policy", f"{role_name}:{name}", attributes)
