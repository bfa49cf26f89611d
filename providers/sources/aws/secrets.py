"""Secrets Manager, Systems Manager parameters and KMS; no value of a secret is ever read."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import EncryptionKey, Secret
from providers.sources.aws import arn
from providers.sources.aws.row import Row


def secret(record: Record) -> Reading:
    """aws_secretsmanager_secret."""
    row = Row(record)
    key = row.text("kms_key_id")
    return row.reading(
        row.arn or row.native,
        row.text("name") or row.name(),
        spec=Secret(
            description=row.text("description"),
            key=key,
            rotation_days=row.block("rotation_rules").size("automatically_after_days"),
        ),
        aliases=(arn.named("secret", row.text("name")),),
        references=arn.references(("encrypted-with", "kms_key_id", key)),
    )


def version(record: Record) -> Reading:
    """aws_secretsmanager_secret_version folds into its secret."""
    row = Row(record)
    return row.part(arn.named("secret", row.text("secret_id")), spec=Secret(versions=1))


def rotation(record: Record) -> Reading:
    """aws_secretsmanager_secret_rotation folds into its secret."""
    row = Row(record)
    days = row.block("rotation_rules").size("automatically_after_days")
    function = row.text("rotation_lambda_arn")
    return row.part(
        arn.named("secret", row.text("secret_id")),
        spec=Secret(rotation_days=days),
        references=arn.references(("uses", "rotation_lambda_arn", function)),
    )


def secret_policy(record: Record) -> Reading:
    """aws_secretsmanager_secret_policy folds into its secret."""
    row = Row(record)
    return row.part(row.text("secret_arn", "secret_id"), spec=Secret())


def parameter(record: Record) -> Reading:
    """aws_ssm_parameter: a value by name, secret or not."""
    row = Row(record)
    name = row.text("name", "id")
    key = row.text("key_id") if row.text("type") == "SecureString" else ""
    return row.reading(
        row.own_arn("ssm", f"parameter/{name.lstrip('/')}"),
        name or row.name(),
        spec=Secret(description=row.text("description"), key=key, versions=row.size("version")),
        aliases=(arn.named("parameter", name),),
        references=arn.references(("encrypted-with", "key_id", key)),
    )


def key(record: Record) -> Reading:
    """aws_kms_key, aws_kms_replica_key, aws_kms_external_key."""
    row = Row(record)
    turns = row.flag("enable_key_rotation")
    days = row.size("rotation_period_in_days")
    return row.reading(
        row.own_arn("kms", f"key/{row.text('key_id', 'id')}"),
        row.tags.get("Name") or row.label,
        spec=EncryptionKey(
            description=row.text("description"),
            algorithm=row.text("customer_master_key_spec", "key_spec"),
            usage=row.text("key_usage"),
            rotation_days=(days or 365) if turns else None,  # a year where no period is written
            hsm=bool(row.text("custom_key_store_id")),
            multi_region=bool(row.flag("multi_region")),
        ),
        aliases=row.texts("key_id"),
        references=arn.references(("replicates", "primary_key_arn", row.text("primary_key_arn"))),
    )


def key_alias(record: Record) -> Reading:
    """aws_kms_alias folds into its key, which it gives a further name."""
    row = Row(record)
    more = row.texts("name")
    return Reading(
        id=row.arn,
        name=row.text("name") or row.label,
        account=row.account,
        region=row.region,
        part_of=row.text("target_key_arn", "target_key_id"),
        aliases=tuple(word for word in (row.arn, row.address, *more) if word),
        spec=EncryptionKey(),
    )


def of_key(record: Record) -> Reading:
    """aws_kms_grant, aws_kms_key_policy fold into their key."""
    row = Row(record)
    return row.part(row.text("key_id"), spec=EncryptionKey())


RULES: dict[str, FromTerraform] = {
    "aws_kms_alias": key_alias,
    "aws_kms_external_key": key,
    "aws_kms_grant": of_key,
    "aws_kms_key": key,
    "aws_kms_key_policy": of_key,
    "aws_kms_replica_key": key,
    "aws_secretsmanager_secret": secret,
    "aws_secretsmanager_secret_policy": secret_policy,
    "aws_secretsmanager_secret_rotation": rotation,
    "aws_secretsmanager_secret_version": version,
    "aws_ssm_parameter": parameter,
}
