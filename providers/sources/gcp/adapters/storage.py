"""Cloud Storage buckets, as the API and as gcloud write them; transfers."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import block, blocks, flag, text
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    View,
    made,
    part,
    plain,
    tail,
)

EVERYBODY = {"allUsers", "allAuthenticatedUsers"}


def _wrapped(value: Any) -> list[Any]:  # noqa: ANN401 - JSON
    return [value] if isinstance(value, dict) and value else []


def _settings(data: View) -> dict[str, Any]:
    """What a bucket is set to: gcloud has names of its own for it."""
    lifecycle = block(data, "lifecycle") or block(data, "lifecycle_config")
    key = text(block(data, "encryption"), "default_kms_key_name") or text(data, "default_kms_key")
    versioning = flag(block(data, "versioning"), "enabled")
    if versioning is None:
        versioning = flag(data, "versioning_enabled")
    access = block(data, "iam_configuration")
    return {
        "storage_class": text(data, "storage_class") or text(data, "default_storage_class") or None,
        "lifecycle_rule": [dict(one) for one in blocks(lifecycle, "rule")],
        "encryption": [{"default_kms_key_name": key}] if key else [],
        "versioning": [{"enabled": versioning}] if versioning is not None else [],
        "logging": _wrapped(data.get("logging") or data.get("logging_config")),
        "website": _wrapped(data.get("website") or data.get("website_config")),
        "cors": list(blocks(data, "cors") or blocks(data, "cors_config")),
        "retention_policy": _wrapped(data.get("retention_policy")),
        "public_access_prevention": text(access, "public_access_prevention")
        or text(data, "public_access_prevention")
        or None,
        "uniform_bucket_level_access": flag(
            block(access, "uniform_bucket_level_access"), "enabled"
        ),
    }


def bucket(asset: Asset) -> Iterator[Native]:
    """A bucket, and for each list that everybody may read it by, that grant."""
    data = asset.data
    name = tail(asset.path) or text(data, "name")
    attributes = {
        "id": name,
        "name": name,
        "url": f"gs://{name}",
        "location": text(data, "location") or asset.location or None,
        **_settings(data),
        **dict.fromkeys(
            ("lifecycle", "lifecycle_config", "acl", "default_object_acl", "default_acl")
        ),
    }
    yield made("google_storage_bucket", asset, attributes)
    for one in blocks(data, "acl"):
        if text(one, "entity") in EVERYBODY:
            written = {"bucket": name, "entity": text(one, "entity"), "role": text(one, "role")}
            path = f"{name}/{text(one, 'entity')}"
            yield part("google_storage_bucket_access_control", path, asset, written)


ADAPTERS: dict[str, Adapter] = {
    "storage.googleapis.com/Bucket": bucket,
    "storagetransfer.googleapis.com/TransferJob": plain("google_storage_transfer_job"),
}
