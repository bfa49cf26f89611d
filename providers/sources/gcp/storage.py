"""Cloud Storage buckets and who may use them."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Bucket, LifecycleRule
from providers.attributes import Attributes, block, blocks, flag, text, texts, whole
from providers.sources.gcp.asset import fold, key_link, link_bucket, names, plain, read

EVERYBODY = {"allUsers", "allAuthenticatedUsers"}


def _lifecycle(attributes: Attributes) -> LifecycleRule:
    action, condition = block(attributes, "action"), block(attributes, "condition")
    age = whole(condition, "age")
    expires = text(action, "type") in {"Delete", "AbortIncompleteMultipartUpload"}
    return LifecycleRule(
        prefix=next(iter(texts(condition, "matches_prefix")), ""),
        expire_days=age if expires else None,
        transition_days=None if expires else age,
        transition_class=text(action, "storage_class").lower(),
    )


def bucket(record: Record) -> Reading:
    """A bucket; it is archived storage where its default class says so."""
    attributes = record.attributes
    key = key_link(text(block(attributes, "encryption"), "default_kms_key_name"))
    logging = text(block(attributes, "logging"), "log_bucket")
    prevented = text(attributes, "public_access_prevention") == "enforced"
    storage_class = text(attributes, "storage_class").lower()
    spec = Bucket(
        versioning=flag(block(attributes, "versioning"), "enabled"),
        encrypted=True,  # Google encrypts every object at rest
        key=key,
        public=False if prevented else None,
        storage_class=storage_class,
        object_lock=bool(flag(block(attributes, "retention_policy"), "is_locked")),
        lifecycle=tuple(_lifecycle(one) for one in blocks(attributes, "lifecycle_rule")),
        cors=bool(blocks(attributes, "cors")),
        website=bool(block(attributes, "website")),
        logging=logging,
    )
    references = (
        *names("encrypted-with", "encryption.default_kms_key_name", key),
        *names("stores-in", "logging.log_bucket", link_bucket(logging)),
    )
    name = text(attributes, "name")
    kind = "storage.archive" if storage_class == "archive" else "storage.object_bucket"
    return read(
        record,
        kind,
        spec,
        references,
        (name, text(attributes, "url"), text(attributes, "self_link")),
        link_bucket(name),
    )


def grant(record: Record) -> Reading:
    """Who may do what with a bucket: a part of it, which tells whether everybody may."""
    attributes = record.attributes
    members = (*texts(attributes, "members"), *texts(attributes, "member"))
    public = True if EVERYBODY & set(members) or "allUsers" in texts(attributes, "entity") else None
    return fold(record, link_bucket(text(attributes, "bucket")), Bucket(public=public, policy=True))


def inside(record: Record) -> Reading:
    """An object or a notification of a bucket."""
    return fold(record, link_bucket(text(record.attributes, "bucket")))


RULES: dict[str, FromTerraform] = {
    "google_storage_bucket": bucket,
    **{
        f"google_storage_bucket_{name}": grant
        for name in ("iam_member", "iam_binding", "iam_policy", "access_control", "acl")
    },
    "google_storage_default_object_acl": grant,
    "google_storage_bucket_object": inside,
    "google_storage_notification": inside,
    "google_storage_transfer_job": plain("storage.transfer", tier="status"),
}
