"""Answers in exports: queues, topics, logs, keys, shares, roles, policies."""

from collections.abc import Iterator

from providers.sources.aws import api_services
from providers.sources.aws.api import Answer, Native, Place, pick
from providers.sources.aws.casing import snaked
from providers.sources.aws.shape import tags_of
from providers.sources.aws.shapes import shaped


def queue(answer: Answer, place: Place) -> Iterator[Native]:
    """A queue known by its address, which holds account and name."""
    url = str(answer["QueueUrl"])
    parts = url.split("/")
    name, account = parts[-1], parts[-2] if len(parts) > 1 else ""
    host = parts[2].split(".") if len(parts) > 2 else []  # noqa: PLR2004 - https://host/…
    region = host[1] if host[:1] == ["sqs"] and len(host) > 1 else place.region
    place = Place(account if account.isdecimal() else place.account, region)
    fifo = name.endswith(".fifo")
    own = place.arn("sqs", name)
    attributes = {"id": url, "url": url, "name": name, "arn": own, "fifo_queue": fifo}
    yield Native("aws_sqs_queue", name, attributes)


def queue_attributes(answer: Answer, _place: Place) -> Iterator[Native]:
    """A queue with its settings, all of them words."""
    own = str(answer["QueueArn"])
    attributes = pick(
        answer,
        message_retention_seconds="MessageRetentionPeriod",
        visibility_timeout_seconds="VisibilityTimeout",
        max_message_size="MaximumMessageSize",
        delay_seconds="DelaySeconds",
        kms_master_key_id="KmsMasterKeyId",
        redrive_policy="RedrivePolicy",
        fifo_queue="FifoQueue",
    )
    name = own.rsplit(":", 1)[-1]
    attributes |= {"id": own, "arn": own, "name": name, "tags": tags_of(snaked(dict(answer)))}
    yield Native("aws_sqs_queue", name, attributes)


def topic(answer: Answer, _place: Place) -> Iterator[Native]:
    """A topic, with its settings where they were asked for."""
    own = str(answer["TopicArn"])
    name = own.rsplit(":", 1)[-1]
    attributes = pick(answer, kms_master_key_id="KmsMasterKeyId", display_name="DisplayName")
    attributes |= {"id": own, "arn": own, "name": name, "fifo_topic": name.endswith(".fifo")}
    attributes["tags"] = tags_of(snaked(dict(answer)))
    yield Native("aws_sns_topic", name, attributes)


def log_group(answer: Answer, place: Place) -> Iterator[Native]:
    """A log group; its ARN is also written with `:*` behind it, for what is in it."""
    name = str(answer["logGroupName"])
    own = str(answer.get("logGroupArn") or answer.get("arn") or "").removesuffix(":*")
    attributes = pick(
        answer,
        retention_in_days="retentionInDays",
        log_group_class="logGroupClass",
        kms_key_id="kmsKeyId",
        stored_bytes="storedBytes",
    )
    own = own or place.arn("logs", f"log-group:{name}")
    attributes |= {"id": name, "name": name, "arn": own, "tags": tags_of(snaked(dict(answer)))}
    yield Native("aws_cloudwatch_log_group", name, attributes)


def key(answer: Answer, place: Place) -> Iterator[Native]:
    """A key; those that AWS manages for its services are these services' own."""
    if answer.get("KeyManager") != "AWS":
        yield shaped("aws_kms_key", answer, place)


def alias(answer: Answer, _place: Place) -> Iterator[Native]:
    """A further name of a key, or of a function's version; `alias/aws/…` are AWS's own."""
    name = str(answer.get("AliasName") or "")
    if name.startswith("alias/aws/") or not answer.get("TargetKeyId"):
        return
    own = answer.get("AliasArn")
    attributes = {"id": name, "name": name, "arn": own, "target_key_id": answer["TargetKeyId"]}
    yield Native("aws_kms_alias", name, attributes)


_SHARES = {
    "WINDOWS": "windows", "LUSTRE": "lustre", "ONTAP": "ontap", "OPENZFS": "openzfs",
}  # fmt: skip


def share_word(kind: object) -> str:
    """What Terraform calls a kind of FSx file system; the last one where it is not told."""
    return _SHARES.get(str(kind), "openzfs")


def share(answer: Answer, place: Place) -> Iterator[Native]:
    """A file system of FSx, of one of its four kinds."""
    word = share_word(answer.get("FileSystemType"))
    yield shaped(f"aws_fsx_{word}_file_system", answer, place)


def role(answer: Answer, place: Place) -> Iterator[Native]:
    """A role with all that it may do and the profiles that give it, as the account's report lists."""
    yield from api_services.role(answer, place)
    if str(answer.get("Path", "")).startswith("/aws-service-role/"):
        return
    for one in answer.get("AttachedManagedPolicies") or ():
        yield from api_services.attached_policy(one, answer, place)
    for one in answer.get("RolePolicyList") or ():
        yield from api_services.inline_policy(one, answer, place)
    for one in answer.get("InstanceProfileList") or ():
        yield from api_services.instance_profile(one, place)


def policy(answer: Answer, place: Place) -> Iterator[Native]:
    """A policy of one's own, with its text where that was asked for; AWS's are no part of an estate."""
    if str(answer.get("Arn", "")).startswith("arn:aws:iam::aws:"):
        return
    native = shaped("aws_iam_policy", answer, place)
    versions = answer.get("PolicyVersionList") or ()
    current: Answer = next((one for one in versions if one.get("IsDefaultVersion")), {})
    if current.get("Document"):
        native.attributes["policy"] = api_services.document(current["Document"])
    yield native
