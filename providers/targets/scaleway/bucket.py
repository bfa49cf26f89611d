"""Buckets: name, versioning, lifecycle, encryption, who may read."""

from planner.model.choice import Blocks, Design, Expression, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Bucket, LifecycleRule
from providers.targets.scaleway import bought
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import bucket_name


def unique_everywhere(name: str, around: Surroundings) -> Expression:
    """A name shared with all customers, with what people append where it is taken."""
    suffix = Variable(
        name="global_suffix",
        type="string",
        description=text(around, "global-suffix"),
        default="",
        required=False,
    )
    return Expression('join("", [{name}, {suffix}])', (("name", name), ("suffix", suffix)))


def bucket(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A bucket of the region with its rules; its content is copied by the runbook."""
    spec = resource.spec if isinstance(resource.spec, Bucket) else Bucket()
    wanted = bucket_name(resource.name)
    rules, losses = _lifecycle(spec.lifecycle, around)
    if wanted != resource.name:
        losses.append(loss(around, "bucket-renamed", name=wanted))
    key = around.resolve(spec.key, resource) if spec.key else None
    kept_key = key is not None and key.kind == "sec.kms" and around.is_mapped(key)
    losses += _bucket_losses(spec, around, kept_key=kept_key)
    tags: dict[str, Value] = {
        tag: value for tag, value in sorted(resource.tags.items()) if not tag.startswith("aws:")
    }
    return Design(
        values={
            "name": unique_everywhere(wanted, around),
            "versioning": True if spec.versioning or spec.object_lock else None,
            "object_lock": True if spec.object_lock else None,
            "rules": rules,
            "algorithm": "aws:kms" if kept_key else "AES256",
            "key": Ref(key.id, "scaleway_key_manager_key", "id") if key and kept_key else None,
            "public": True if spec.public else None,
            "website": True if spec.website else None,
            "tags": tags or None,
        },
        quantities=(_content(resource, around),),
        losses=tuple(losses),
    )


def _lifecycle(rules: tuple[LifecycleRule, ...], around: Surroundings) -> tuple[Blocks, list[Loss]]:
    classes: dict[str, str] = around.setting("storage_classes")
    written: list[dict[str, Value]] = []
    losses = []
    for number, rule in enumerate(rules, 1):
        to = classes.get(rule.transition_class.upper(), "")
        if rule.transition_class and not to:
            losses.append(loss(around, "class-stays-standard", name=rule.transition_class))
        moves = bool(to) and rule.transition_days is not None
        if not moves and rule.expire_days is None:
            continue
        written.append(
            {
                "id": f"rule-{number}",
                "prefix": rule.prefix or None,
                "enabled": rule.enabled,
                "transition_days": rule.transition_days if moves else None,
                "transition_class": to if moves else None,
                "expire_days": rule.expire_days,
            }
        )
    return Blocks(tuple(written)), losses


def _bucket_losses(spec: Bucket, around: Surroundings, *, kept_key: bool) -> list[Loss]:
    told = (
        (bool(spec.key) and not kept_key, "bucket-key"),
        (spec.cors, "bucket-cors"),
        (spec.website, "bucket-website"),
        (spec.replication, "bucket-replication"),
        (bool(spec.logging), "bucket-logging"),
        (spec.policy, "bucket-policy"),
        (spec.object_lock, "bucket-lock"),
    )
    losses = [loss(around, name) for holds, name in told if holds]
    classes: dict[str, str] = around.setting("storage_classes")
    default = spec.storage_class.upper()
    if default and default not in {"STANDARD", "HOT"} and classes.get(default) != "STANDARD":
        losses.append(loss(around, "class-of-bucket", name=spec.storage_class))
    return losses


def _content(resource: Resource, around: Surroundings) -> bought.Bought:
    keys = ("object", "standard", "GB-hour")
    amount = bought.kept(around, resource.stored_gib, "bucket_gib")
    if resource.stored_gib is None or amount is None:
        reason = text(around, "bucket-size-unknown")
        return bought.held(around, "objects", keys, around.region, ("bucket_gib", reason))
    return bought.stored(around, "objects", keys, around.region, amount)
