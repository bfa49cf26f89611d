"""Secret Manager and Cloud KMS. No value of a secret is ever looked at."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import EncryptionKey, Other, Secret
from providers.attributes import Attributes, block, blocks, text
from providers.sources.gcp.asset import fold, key_link, link, names, part, plain, project_of, read

SECONDS_A_DAY = 86400


def days(duration: str) -> int | None:
    """Days of a duration that Google writes in seconds, such as `7776000s`.

    >>> days("7776000s")
    90
    """
    seconds = duration.removesuffix("s").partition(".")[0]
    return int(seconds[:12]) // SECONDS_A_DAY if seconds.isdecimal() else None


def _key(attributes: Attributes) -> str:
    """The key of a secret, or of its first replica."""
    replication = block(attributes, "replication")
    places = (block(replication, "auto"), *blocks(block(replication, "user_managed"), "replicas"))
    found = (text(block(one, "customer_managed_encryption"), "kms_key_name") for one in places)
    return key_link(next((word for word in found if word), ""))


def secret(record: Record) -> Reading:
    """A secret; its versions hold the values and fold into it."""
    attributes = record.attributes
    key = _key(attributes)
    spec = Secret(
        key=key, rotation_days=days(text(block(attributes, "rotation"), "rotation_period"))
    )
    references = names("encrypted-with", "replication.kms_key_name", key)
    return read(record, "sec.secret", spec, references, (text(attributes, "name"),))


def version(record: Record) -> Reading:
    """A version of a secret: a part of it."""
    owner = link(text(record.attributes, "secret"), "secretmanager", project_of(record), "secrets")
    return fold(record, owner, None)


def crypto_key(record: Record) -> Reading:
    """A key."""
    attributes = record.attributes
    how = block(attributes, "version_template")
    ring = link(text(attributes, "key_ring"), "cloudkms")
    spec = EncryptionKey(
        algorithm=text(how, "algorithm"),
        usage=text(attributes, "purpose").lower(),
        rotation_days=days(text(attributes, "rotation_period")),
        hsm=text(how, "protection_level") == "HSM",
    )
    return read(record, "sec.kms", spec, names("in", "key_ring", ring))


def key_grant(record: Record) -> Reading:
    """Who may use a key: a part of it."""
    return fold(record, key_link(text(record.attributes, "crypto_key_id")))


def key_ring(record: Record) -> Reading:
    """A key ring: a folder of keys, free of charge."""
    return read(record, "sec.kms", Other(tier="key-ring"))


RULES: dict[str, FromTerraform] = {
    "google_secret_manager_secret": secret,
    "google_secret_manager_secret_version": version,
    "google_secret_manager_secret_iam_member": part("secret_id", "secretmanager", "secrets"),
    "google_secret_manager_secret_iam_binding": part("secret_id", "secretmanager", "secrets"),
    "google_kms_key_ring": key_ring,
    "google_kms_crypto_key": crypto_key,
    "google_kms_crypto_key_iam_member": key_grant,
    "google_kms_crypto_key_iam_binding": key_grant,
    "google_kms_crypto_key_version": part("crypto_key", "cloudkms"),
    "google_privateca_certificate_authority": plain("sec.private_ca", tier="tier"),
}
