"""S3: buckets, and the twenty kinds of record that configure one."""

from decimal import Decimal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Bucket, LifecycleRule
from providers.sources.aws import arn
from providers.sources.aws.block import Block
from providers.sources.aws.row import Row


def bucket(record: Record) -> Reading:
    """aws_s3_bucket: a bucket, with what provider 3 and older write within it."""
    row = Row(record)
    name = row.text("bucket", "id")
    sse = row.block("server_side_encryption_configuration").block("rule")
    inner = sse.block("apply_server_side_encryption_by_default")
    key = inner.text("kms_master_key_id")
    logs = row.block("logging").text("target_bucket")
    rules = tuple(
        found for block in row.blocks("lifecycle_rule") for found in lifecycle_rules(block)
    )
    versions = row.block("versioning")
    return row.reading(
        row.arn or (f"arn:{arn.partition(row.region)}:s3:::{name}" if name else ""),
        name or row.label,
        spec=Bucket(
            versioning=versions.flag("enabled") if versions else None,
            encrypted=True if sse else None,
            key=key,
            public=True if row.flag("policy_is_public") else _public_acl(row.text("acl")),
            object_lock=bool(row.flag("object_lock_enabled")),
            lifecycle=rules,
            cors=bool(row.blocks("cors_rule")),
            website=bool(row.block("website")),
            replication=bool(row.block("replication_configuration")),
            logging=logs,
            policy=bool(row.text("policy")),
        ),
        stored_gib=_stored(row),
        aliases=(
            name,
            *row.texts("bucket_domain_name"),
            *row.texts("bucket_regional_domain_name"),
            *row.texts("website_endpoint"),
        ),
        references=arn.references(
            ("encrypted-with", "kms_master_key_id", key),
            ("stores-in", "logging.target_bucket", logs),
        ),
    )


def _stored(row: Row) -> Decimal | None:
    """Bytes held, which only a live collection adds, as `stored_bytes`."""
    size = row.count("stored_bytes")
    return None if size is None else Decimal(size) / 1024**3


def _public_acl(acl: str) -> bool | None:
    """Whether a canned ACL opens the bucket; None where none is written."""
    if acl in ("public-read", "public-read-write", "authenticated-read"):
        return True
    return False if acl == "private" else None


def lifecycle_rules(block: Block) -> tuple[LifecycleRule, ...]:
    """A rule on age in either form: of the bucket's own block, or of the record of its own."""
    scope = block.block("filter")
    prefix = scope.text("prefix") or scope.block("and").text("prefix") or block.text("prefix")
    enabled = (
        block.text("status") == "Enabled"
        if block.text("status")
        else block.flag("enabled") is not False
    )
    expire = block.block("expiration").size("days")
    moves = [*block.blocks("transition")]
    if not moves:
        return (LifecycleRule(prefix=prefix, expire_days=expire, enabled=enabled),)
    return tuple(
        LifecycleRule(
            prefix=prefix,
            expire_days=expire if place == 0 else None,
            transition_days=move.count("days"),
            transition_class=move.text("storage_class"),
            enabled=enabled,
        )
        for place, move in enumerate(moves)
    )


def _part(record: Record, spec: Bucket, *named: arn.Named) -> Reading:
    row = Row(record)
    return row.part(row.text("bucket"), spec=spec, references=arn.references(*named))


def versioning(record: Record) -> Reading:
    """aws_s3_bucket_versioning."""
    status = Row(record).block("versioning_configuration").text("status")
    return _part(record, Bucket(versioning=status == "Enabled" if status else None))


def encryption(record: Record) -> Reading:
    """aws_s3_bucket_server_side_encryption_configuration."""
    inner = Row(record).block("rule").block("apply_server_side_encryption_by_default")
    key = inner.text("kms_master_key_id")
    return _part(
        record, Bucket(encrypted=True, key=key), ("encrypted-with", "kms_master_key_id", key)
    )


def lifecycle(record: Record) -> Reading:
    """aws_s3_bucket_lifecycle_configuration."""
    blocks = Row(record).blocks("rule")
    return _part(
        record, Bucket(lifecycle=tuple(r for block in blocks for r in lifecycle_rules(block)))
    )


def policy(record: Record) -> Reading:
    """aws_s3_bucket_policy."""
    return _part(record, Bucket(policy=True))


def access_block(record: Record) -> Reading:
    """aws_s3_bucket_public_access_block: closed where neither policies nor ACLs may open it."""
    row = Row(record)
    closed = row.flag("restrict_public_buckets") and row.flag("ignore_public_acls")
    return _part(record, Bucket(public=False if closed else None))


def access_list(record: Record) -> Reading:
    """aws_s3_bucket_acl."""
    return _part(record, Bucket(public=_public_acl(Row(record).text("acl"))))


def cors(record: Record) -> Reading:
    """aws_s3_bucket_cors_configuration."""
    return _part(record, Bucket(cors=True))


def website(record: Record) -> Reading:
    """aws_s3_bucket_website_configuration."""
    row = Row(record)
    return row.part(
        row.text("bucket"),
        spec=Bucket(website=True),
    )


def logging(record: Record) -> Reading:
    """aws_s3_bucket_logging."""
    target = Row(record).text("target_bucket")
    return _part(record, Bucket(logging=target), ("stores-in", "target_bucket", target))


def replication(record: Record) -> Reading:
    """aws_s3_bucket_replication_configuration."""
    row = Row(record)
    targets = tuple(
        word for rule in row.blocks("rule") for word in rule.block("destination").texts("bucket")
    )
    return _part(
        record,
        Bucket(replication=True),
        ("sends-to", "rule.destination.bucket", targets),
        ("uses", "role", row.text("role")),
    )


def object_lock(record: Record) -> Reading:
    """aws_s3_bucket_object_lock_configuration."""
    return _part(record, Bucket(object_lock=True))


def notification(record: Record) -> Reading:
    """aws_s3_bucket_notification: queues, topics and functions that are told of new objects."""
    row = Row(record)
    kinds = (
        ("queue", "queue_arn"),
        ("topic", "topic_arn"),
        ("lambda_function", "lambda_function_arn"),
    )
    targets = tuple(
        word for key, name in kinds for block in row.blocks(key) for word in block.texts(name)
    )
    return _part(record, Bucket(), ("sends-to", "notification", targets))


def setting(record: Record) -> Reading:
    """Any other record that configures a bucket: nothing of it has an equivalent to carry."""
    return _part(record, Bucket())


RULES: dict[str, FromTerraform] = {
    "aws_s3_bucket": bucket,
    "aws_s3_bucket_accelerate_configuration": setting,
    "aws_s3_bucket_acl": access_list,
    "aws_s3_bucket_analytics_configuration": setting,
    "aws_s3_bucket_cors_configuration": cors,
    "aws_s3_bucket_intelligent_tiering_configuration": setting,
    "aws_s3_bucket_inventory": setting,
    "aws_s3_bucket_lifecycle_configuration": lifecycle,
    "aws_s3_bucket_logging": logging,
    "aws_s3_bucket_metric": setting,
    "aws_s3_bucket_notification": notification,
    "aws_s3_bucket_object_lock_configuration": object_lock,
    "aws_s3_bucket_ownership_controls": setting,
    "aws_s3_bucket_policy": policy,
    "aws_s3_bucket_public_access_block": access_block,
    "aws_s3_bucket_replication_configuration": replication,
    "aws_s3_bucket_request_payment_configuration": setting,
    "aws_s3_bucket_server_side_encryption_configuration": encryption,
    "aws_s3_bucket_versioning": versioning,
    "aws_s3_bucket_website_configuration": website,
}
