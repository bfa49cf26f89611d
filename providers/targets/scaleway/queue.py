"""Queues with the SQS interface."""

from planner.model.choice import Design, Loss, Ref, Refusal
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Queue
from providers.targets.scaleway import bought
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import queue_name


def queue(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A queue of the same kind, its limits within what the service takes."""
    spec = resource.spec if isinstance(resource.spec, Queue) else Queue()
    if around.region not in around.setting("queue_regions"):
        return Refusal(
            "limit",
            text(around, "queue-region", region=around.region),
            text(around, "queue-region-fallback"),
        )
    losses: list[Loss] = []
    dead = around.resolve(spec.dead_letter, resource) if spec.dead_letter else None
    kept = dead is not None and dead.kind == "msg.queue" and dead.id != resource.id
    told = (
        (bool(spec.delay_seconds), "queue-delay"),
        (bool(spec.key), "queue-key"),
        (kept, "queue-receives"),
        (bool(spec.dead_letter) and not kept, "queue-dead-letter"),
    )
    losses += [loss(around, name) for holds, name in told if holds]
    size = _within(spec.max_message_bytes, "queue_message_bytes", losses, around)
    age = _within(spec.retention_seconds, "queue_retention_seconds", losses, around)
    seen = _within(spec.visibility_seconds, "queue_visibility_seconds", losses, around)
    return Design(
        values={
            "name": queue_name(resource.name, fifo=spec.fifo),
            "fifo": spec.fifo,
            "age": age,
            "size": size,
            "visibility": seen,
            "dead_letter": Ref(dead.id, "scaleway_mnq_sqs_queue", "id") if dead and kept else None,
            "receives": around.setting("queue_receives") if kept else None,
        },
        quantities=(_messages(around),),
        losses=tuple(losses),
    )


def _messages(around: Surroundings) -> bought.Bought:
    amount = around.assumed("queue_million")
    keys = ("queue", "sqs", "million")
    if amount is None:
        reason = text(around, "queue-price")
        return bought.unknown(around, "messages", keys, around.region, reason)
    return bought.assumed(
        bought.counted(around, "messages", keys, around.region, amount), "queue_million"
    )


def _within(
    value: int | None, setting: str, losses: list[Loss], around: Surroundings
) -> int | None:
    """A value moved into the range that the service takes, which is said."""
    if value is None:
        return None
    least, most = around.setting(setting)
    moved = min(max(value, least), most)
    if moved != value:
        name = setting.removeprefix("queue_").replace("_", " ")
        losses.append(loss(around, "queue-limit", what=name, asked=value, given=moved))
    return int(moved)
