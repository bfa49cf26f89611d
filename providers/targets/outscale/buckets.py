"""Buckets, by the S3 interface of OOS: the provider itself has no such resource."""

from planner.model.choice import Blocks, Design, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Bucket
from providers.targets.outscale import bought
from providers.targets.outscale.names import bucket_name
from providers.targets.outscale.words import refused, said


def bucket(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A bucket with its versioning and the expiry of its objects."""
    spec = resource.spec
    if not isinstance(spec, Bucket):
        return refused(surroundings, "not-read")
    name = bucket_name(resource)
    expiring = [rule for rule in spec.lifecycle if rule.expire_days is not None and rule.enabled]
    rules = tuple[dict[str, Value], ...](
        {
            "id": f"expire-{number + 1}",
            "prefix": rule.prefix or None,
            "days": max(rule.expire_days or 1, 1),
        }
        for number, rule in enumerate(expiring)
    )
    conditions: tuple[tuple[str, object], ...] = (
        ("bucket-renamed", name != resource.name),
        ("bucket-key", spec.key),
        ("bucket-encryption", spec.encrypted and not spec.key),
        ("no-storage-class", spec.storage_class not in ("", "STANDARD", "Standard")),
        ("no-transition", any(rule.transition_days is not None for rule in spec.lifecycle)),
        ("bucket-public", spec.public),
        ("object-lock", spec.object_lock),
        ("bucket-cors", spec.cors),
        ("bucket-website", spec.website),
        ("no-replication", spec.replication),
        ("no-bucket-logging", spec.logging),
        ("bucket-policy", spec.policy),
        ("no-bucket-tags", resource.tags),
    )
    losses = tuple(said(surroundings, word, name=name) for word, present in conditions if present)
    values: dict[str, Value] = {
        "bucket": name,
        "versioning": bool(spec.versioning),
        "rules": Blocks(rules),
    }
    return Design(
        values=values,
        losses=losses,
        quantities=bought.stored(surroundings, resource, "object", "bucket_gib"),
    )
