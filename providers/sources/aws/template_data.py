"""Templates: databases, buckets, queues."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from providers.sources.aws.api import Native
from providers.sources.aws.casing import snaked
from providers.sources.aws.shape import at
from providers.sources.aws.template_parts import (
    Adapt,
    Properties,
    blocks,
    native,
)


def database(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A database instance, or an instance of a cluster."""
    given = snaked(dict(properties))
    member = given.get("db_cluster_identifier")
    attributes = {
        **given,
        "identifier": given.get("db_instance_identifier"),
        "instance_class": given.get("db_instance_class"),
        "replicate_source_db": given.get("source_db_instance_identifier"),
        "vpc_security_group_ids": given.get("vpc_security_groups"),
        "parameter_group_name": given.get("db_parameter_group_name"),
        "username": given.get("master_username"),
        "cluster_identifier": member,
    }
    wanted = "aws_rds_cluster_instance" if member and native_type == "aws_db_instance" else ""
    yield native(wanted or native_type, own, attributes, properties)


_CANNED = {
    "Private": "private", "PublicRead": "public-read", "PublicReadWrite": "public-read-write",
    "AuthenticatedRead": "authenticated-read",
}  # fmt: skip


def bucket(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A bucket, with all that is set on it."""
    given = snaked(dict(properties))
    sse = at(given, "bucket_encryption.server_side_encryption_configuration.0")
    default = at(sse, "server_side_encryption_by_default")
    status = at(given, "versioning_configuration.status")
    logs = at(given, "logging_configuration.destination_bucket_name")
    attributes: dict[str, Any] = {
        "bucket": given.get("bucket_name") or own,
        "acl": _CANNED.get(str(given.get("access_control"))),
        "versioning": [{"enabled": status == "Enabled"}] if status else None,
        "server_side_encryption_configuration": [
            {"rule": [{"apply_server_side_encryption_by_default": [default or {}]}]}
        ]
        if sse
        else None,
        "object_lock_enabled": given.get("object_lock_enabled"),
        "lifecycle_rule": [
            _lifecycle(one) for one in blocks(at(given, "lifecycle_configuration.rules"))
        ],
        "cors_rule": blocks(at(given, "cors_configuration.cors_rules")),
        "website": blocks(given.get("website_configuration")),
        "replication_configuration": blocks(given.get("replication_configuration")),
        "logging": [{"target_bucket": logs}] if logs else None,
    }
    yield native(native_type, own, attributes, properties)
    closed = given.get("public_access_block_configuration")
    if isinstance(closed, Mapping):
        address = f"{own}[access]"
        block = {"bucket": own, **closed}
        yield Native("aws_s3_bucket_public_access_block", address, block, address)


def _lifecycle(rule: Mapping[str, Any]) -> dict[str, Any]:
    moves = blocks(rule.get("transitions")) or blocks(rule.get("transition"))
    days = rule.get("expiration_in_days")
    return {
        "prefix": rule.get("prefix"),
        "status": rule.get("status"),
        "expiration": [{"days": days}] if days else [],
        "transition": [
            {"days": one.get("transition_in_days"), "storage_class": one.get("storage_class")}
            for one in moves
        ],
    }


def queue(native_type: str, own: str, properties: Properties) -> Iterable[Native]:
    """A queue."""
    given = snaked(dict(properties))
    redrive = properties.get("RedrivePolicy")
    attributes = {
        "name": given.get("queue_name"),
        "fifo_queue": given.get("fifo_queue"),
        "message_retention_seconds": given.get("message_retention_period"),
        "visibility_timeout_seconds": given.get("visibility_timeout"),
        "max_message_size": given.get("maximum_message_size"),
        "delay_seconds": given.get("delay_seconds"),
        "kms_master_key_id": given.get("kms_master_key_id"),
        "redrive_policy": json.dumps(redrive, sort_keys=True, default=str) if redrive else None,
        "url": own,
    }
    yield native(native_type, own, attributes, properties)


ADAPTERS: dict[str, Adapt] = {
    "aws_db_instance": database,
    "aws_s3_bucket": bucket,
    "aws_sqs_queue": queue,
}
