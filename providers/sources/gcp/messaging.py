"""Pub/Sub, Cloud Tasks, Cloud Scheduler, Eventarc, managed Kafka."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other, Queue
from providers.attributes import block, flag, text, whole
from providers.sources.gcp.asset import (
    account_link,
    key_link,
    link,
    link_bucket,
    names,
    part,
    plain,
    project_of,
    read,
)
from providers.sources.gcp.secrets import days


def _topic(record: Record, word: str) -> str:
    return link(word, "pubsub", project_of(record), "topics")


def topic(record: Record) -> Reading:
    """A topic."""
    attributes = record.attributes
    key = key_link(text(attributes, "kms_key_name"))
    spec = Other(units=days(text(attributes, "message_retention_duration")), tier="topic")
    return read(record, "msg.pubsub", spec, names("encrypted-with", "kms_key_name", key))


def subscription(record: Record) -> Reading:
    """A subscription: to a program, or straight to a bucket or table.

    The second is a delivery stream (`msg.firehose`), which is bought and replaced otherwise.
    """
    attributes = record.attributes
    source = _topic(record, text(attributes, "topic"))
    bucket = text(block(attributes, "cloud_storage_config"), "bucket")
    table = text(block(attributes, "bigquery_config"), "table")
    dead = _topic(record, text(block(attributes, "dead_letter_policy"), "dead_letter_topic"))
    push = text(block(attributes, "push_config"), "push_endpoint")
    spec = Queue(
        fifo=bool(flag(attributes, "enable_message_ordering")),
        retention_seconds=_seconds(text(attributes, "message_retention_duration")),
        visibility_seconds=whole(attributes, "ack_deadline_seconds"),
        dead_letter=dead,
        tier="push" if push else "pull",
    )
    references = (
        *names("uses", "topic", source),
        *names("sends-to", "dead_letter_policy.dead_letter_topic", dead),
        *names("stores-in", "cloud_storage_config.bucket", link_bucket(bucket)),
        *names("stores-in", "bigquery_config.table", _table(table)),
        *names("sends-to", "push_config.push_endpoint", push.rstrip("/")),
    )
    kind = "msg.firehose" if bucket or table else "msg.pubsub"
    return read(record, kind, spec, references)


def _table(word: str) -> str:
    """Asset name of a table written `project.dataset.table`."""
    pieces = word.split(".")
    if len(pieces) != len(("project", "dataset", "table")):
        return ""
    return "//bigquery.googleapis.com/projects/{}/datasets/{}/tables/{}".format(*pieces)


def _seconds(duration: str) -> int | None:
    digits = duration.removesuffix("s").partition(".")[0]
    return int(digits[:12]) if digits.isdecimal() else None


def tasks(record: Record) -> Reading:
    """A queue of Cloud Tasks."""
    limits = block(record.attributes, "rate_limits")
    rate = text(limits, "max_dispatches_per_second")
    return read(record, "msg.queue", Queue(tier=f"tasks {rate}/s" if rate else "tasks"))


def schedule(record: Record) -> Reading:
    """A job of Cloud Scheduler, and what it calls."""
    attributes = record.attributes
    http = block(attributes, "http_target")
    topic_name = text(block(attributes, "pubsub_target"), "topic_name")
    token = block(http, "oidc_token") or block(http, "oauth_token")
    references = (
        *names("sends-to", "pubsub_target.topic_name", _topic(record, topic_name)),
        *names(
            "uses",
            "http_target.service_account_email",
            account_link(text(token, "service_account_email")),
        ),
    )
    return read(record, "msg.scheduler", Other(tier=text(attributes, "schedule")), references)


RULES: dict[str, FromTerraform] = {
    "google_pubsub_topic": topic,
    "google_pubsub_subscription": subscription,
    "google_pubsub_topic_iam_member": part("topic", "pubsub", "topics"),
    "google_pubsub_topic_iam_binding": part("topic", "pubsub", "topics"),
    "google_pubsub_subscription_iam_member": part("subscription", "pubsub", "subscriptions"),
    "google_pubsub_lite_topic": plain("msg.kinesis"),
    "google_cloud_tasks_queue": tasks,
    "google_cloud_scheduler_job": schedule,
    "google_eventarc_trigger": plain("msg.event_bus"),
    "google_managed_kafka_cluster": plain("msg.kafka"),
    "google_workflows_workflow": plain("app.workflow"),
}
