"""RDS, Aurora, DocumentDB, Neptune: instances, clusters, and the groups they refer to."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind
from planner.model.spec import Database, Licence
from providers.sources.aws import arn
from providers.sources.aws.row import Row

_LICENCES: dict[str, Licence] = {
    "license-included": "included",
    "bring-your-own-license": "byol",
    "general-public-license": "none",
    "postgresql-license": "none",
}


def engine(word: str) -> str:
    """The engine in words that clouds share: postgresql for postgres; Aurora stays itself."""
    if word.startswith("sqlserver"):
        return "sqlserver"
    if word.startswith(("oracle", "custom-oracle")):
        return "oracle"
    return {"postgres": "postgresql", "aurora": "aurora-mysql"}.get(word, word)


def _own(kind: str, name: str) -> str:
    """The name of a group that is one's own; those called default are AWS's."""
    return "" if name.startswith("default") else arn.named(kind, name)


def _group_word(native_type: str) -> str:
    if "subnet" in native_type:
        return "db-subnet-group"
    if "option" in native_type:
        return "db-option-group"
    return "cluster-parameter-group" if "cluster" in native_type else "db-parameter-group"


def instance(record: Record) -> Reading:
    """aws_db_instance: one database server, with its standby where it is Multi-AZ."""
    row = Row(record)
    key, groups = row.text("kms_key_id"), row.texts("vpc_security_group_ids")
    origin = arn.named("db-instance", row.text("replicate_source_db"))
    settings, place = row.text("parameter_group_name"), row.text("db_subnet_group_name")
    software = engine(row.text("engine"))
    edition = row.text("engine").removeprefix("sqlserver-") if software == "sqlserver" else ""
    return row.reading(
        row.own_arn("rds", f"db:{row.text('identifier', 'id')}"),
        row.text("identifier") or row.name(),
        spec=Database(
            engine=software,
            version=row.text("engine_version_actual", "engine_version"),
            size=row.text("instance_class"),
            storage_gib=row.size("allocated_storage"),
            storage_tier=row.text("storage_type"),
            iops=row.size("iops"),
            high_availability=row.flag("multi_az"),
            replica_of=origin,
            backup_days=row.count("backup_retention_period"),
            encrypted=row.flag("storage_encrypted"),
            key=key,
            public=row.flag("publicly_accessible"),
            security_groups=groups,
            port=row.size("port"),
            database=row.text("db_name", "name"),
            user=row.text("username"),
            parameters=settings or edition,
            deletion_protection=row.flag("deletion_protection"),
            licence=_LICENCES.get(row.text("license_model"), ""),
        ),
        aliases=(
            arn.named("db-instance", row.text("identifier")),
            *row.texts("address"),
            *row.texts("endpoint"),
            *row.texts("resource_id"),
        ),
        references=arn.references(
            ("in", "db_subnet_group_name", arn.named("db-subnet-group", place)),
            ("guarded-by", "vpc_security_group_ids", groups),
            ("encrypted-with", "kms_key_id", key),
            ("replicates", "replicate_source_db", origin),
            ("uses", "parameter_group_name", _own("db-parameter-group", settings)),
            ("uses", "option_group_name", _own("db-option-group", row.text("option_group_name"))),
            ("uses", "monitoring_role_arn", row.text("monitoring_role_arn")),
        ),
    )


def _aurora_kind(row: Row, software: str) -> Kind | None:
    serverless = row.text("engine_mode") == "serverless" or row.block(
        "serverlessv2_scaling_configuration"
    )
    if software != "aurora-postgresql":
        return None
    return Kind("db.postgres_serverless") if serverless else Kind("db.aurora_postgres")


def cluster(record: Record) -> Reading:
    """aws_rds_cluster, aws_docdb_cluster, aws_neptune_cluster: storage that instances share."""
    row = Row(record)
    key, groups = row.text("kms_key_id"), row.texts("vpc_security_group_ids")
    settings = row.text("db_cluster_parameter_group_name", "neptune_cluster_parameter_group_name")
    place = row.text("db_subnet_group_name", "neptune_subnet_group_name")
    origin = row.text("replication_source_identifier")
    software = engine(row.text("engine"))
    identity = row.text("cluster_identifier", "id")
    scaling = row.block("serverlessv2_scaling_configuration") or row.block("scaling_configuration")
    return row.reading(
        row.own_arn("rds", f"cluster:{identity}"),
        identity or row.name(),
        kind=_aurora_kind(row, software) if row.type == "aws_rds_cluster" else None,
        spec=Database(
            engine=software,
            version=row.text("engine_version_actual", "engine_version"),
            size=row.text("db_cluster_instance_class"),
            memory_gib=_capacity(scaling.decimal("max_capacity")),
            storage_gib=row.size("allocated_storage"),
            storage_tier=row.text("storage_type"),
            iops=row.size("iops"),
            replica_of=origin,
            backup_days=row.count("backup_retention_period"),
            encrypted=row.flag("storage_encrypted"),
            key=key,
            security_groups=groups,
            port=row.size("port"),
            database=row.text("database_name"),
            user=row.text("master_username"),
            parameters=settings,
            deletion_protection=row.flag("deletion_protection"),
        ),
        aliases=(
            arn.named("db-cluster", identity),
            *row.texts("endpoint"),
            *row.texts("reader_endpoint"),
            *row.texts("cluster_resource_id"),
        ),
        references=arn.references(
            ("in", "db_subnet_group_name", arn.named("db-subnet-group", place)),
            ("guarded-by", "vpc_security_group_ids", groups),
            ("encrypted-with", "kms_key_id", key),
            ("replicates", "replication_source_identifier", origin),
            ("uses", "db_cluster_parameter_group_name", _own("cluster-parameter-group", settings)),
        ),
    )


def _capacity(units: float | None) -> float | None:
    """Memory of Aurora capacity units: 2 GiB each (Aurora Serverless v2 documentation)."""
    return units * 2 if units and units > 0 else None


def cluster_instance(record: Record) -> Reading:
    """aws_rds_cluster_instance and its like fold into their cluster; sizes add up in `assemble`."""
    row = Row(record)
    return row.part(
        arn.named("db-cluster", row.text("cluster_identifier")),
        spec=Database(size=row.text("instance_class"), public=row.flag("publicly_accessible")),
        references=arn.references(("uses", "monitoring_role_arn", row.text("monitoring_role_arn"))),
    )


def group(record: Record) -> Reading:
    """Subnet, parameter and option groups: settings that fold into the databases that name them."""
    row = Row(record)
    word = {"aws_db_subnet_group": "subgrp", "aws_db_option_group": "og"}.get(row.type, "pg")
    subnets = row.texts("subnet_ids")
    return row.reading(
        row.own_arn("rds", f"{word}:{row.text('name', 'id')}"),
        row.text("name") or row.name(),
        spec=Database(subnets=subnets),
        aliases=(arn.named(_group_word(row.type), row.text("name")),),
        references=arn.references(("in", "subnet_ids", subnets)),
    )


RULES: dict[str, FromTerraform] = {
    "aws_db_instance": instance,
    "aws_db_option_group": group,
    "aws_db_parameter_group": group,
    "aws_db_subnet_group": group,
    "aws_docdb_cluster": cluster,
    "aws_docdb_cluster_instance": cluster_instance,
    "aws_docdb_cluster_parameter_group": group,
    "aws_docdb_subnet_group": group,
    "aws_neptune_cluster": cluster,
    "aws_neptune_cluster_instance": cluster_instance,
    "aws_neptune_subnet_group": group,
    "aws_rds_cluster": cluster,
    "aws_rds_cluster_instance": cluster_instance,
    "aws_rds_cluster_parameter_group": group,
}
