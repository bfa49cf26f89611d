"""SQS and SNS: queues, topics, subscriptions."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other, Queue
from providers.sources.aws import arn
from providers.sources.aws.documents import text_of
from providers.sources.aws.row import Row


def queue(record: Record) -> Reading:
    """aws_sqs_queue."""
    row = Row(record)
    key = row.text("kms_master_key_id")
    dead = text_of(row.text("redrive_policy"), "deadLetterTargetArn")
    return row.reading(
        row.own_arn("sqs", row.text("name")),
        row.text("name") or row.name(),
        spec=Queue(
            fifo=bool(row.flag("fifo_queue")),
            retention_seconds=row.size("message_retention_seconds"),
            visibility_seconds=row.count("visibility_timeout_seconds"),
            max_message_bytes=row.size("max_message_size"),
            delay_seconds=row.count("delay_seconds"),
            dead_letter=dead,
            key=key,
        ),
        aliases=row.texts("url"),
        references=arn.references(
            ("sends-to", "redrive_policy.deadLetterTargetArn", dead),
            ("encrypted-with", "kms_master_key_id", key),
        ),
    )


def of_queue(record: Record) -> Reading:
    """aws_sqs_queue_policy, …_redrive_policy, …_redrive_allow_policy fold into their queue."""
    row = Row(record)
    dead = text_of(row.text("redrive_policy"), "deadLetterTargetArn")
    return row.part(
        row.text("queue_url"),
        spec=Queue(dead_letter=dead),
        references=arn.references(("sends-to", "redrive_policy.deadLetterTargetArn", dead)),
    )


def topic(record: Record) -> Reading:
    """aws_sns_topic."""
    row = Row(record)
    return row.reading(
        row.own_arn("sns", row.text("name")),
        row.text("name") or row.name(),
        spec=Other(tier="fifo" if row.flag("fifo_topic") else "standard"),
        references=arn.references(
            ("encrypted-with", "kms_master_key_id", row.text("kms_master_key_id"))
        ),
    )


def subscription(record: Record) -> Reading:
    """aws_sns_topic_subscription folds into its topic, which sends to the endpoint."""
    row = Row(record)
    protocol = row.text("protocol")
    # An e-mail address or telephone number names a person, and nothing of the estate.
    endpoint = (
        row.text("endpoint") if protocol in ("sqs", "lambda", "firehose", "application") else ""
    )
    return row.part(
        row.text("topic_arn"),
        spec=Other(),
        references=arn.references(("sends-to", "endpoint", endpoint)),
    )


def topic_policy(record: Record) -> Reading:
    """aws_sns_topic_policy folds into its topic."""
    row = Row(record)
    return Reading(
        id="", name=row.label, account=row.account, region=row.region, part_of=row.arn, spec=Other()
    )


RULES: dict[str, FromTerraform] = {
    "aws_sns_topic": topic,
    "aws_sns_topic_policy": topic_policy,
    "aws_sns_topic_subscription": subscription,
    "aws_sqs_queue": queue,
    "aws_sqs_queue_policy": of_queue,
    "aws_sqs_queue_redrive_allow_policy": of_queue,
    "aws_sqs_queue_redrive_policy": of_queue,
}
