"""Service Bus, Event Hubs and Event Grid."""

import re

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other, Queue
from providers.attributes import Attributes, flag, text, whole
from providers.sources.azure.arm import arm, fold, names, parent, part, plain, read, sibling

DURATION = re.compile(
    r"^P(?:(\d{1,7})D)?(?:T(?:(\d{1,7})H)?(?:(\d{1,7})M)?(?:(\d{1,9})(?:\.\d+)?S)?)?$"
)
FOREVER_DAYS = 10_000_000
"""Azure writes "no limit" as P10675199DT2H48M5.4775807S."""


def seconds(duration: str) -> int | None:
    """Seconds of an ISO 8601 duration; None for Azure's word for no limit.

    >>> seconds("PT1M")
    60
    """
    found = DURATION.match(duration)
    if not found:
        return None
    days, hours, minutes, rest = (int(word or 0) for word in found.groups())
    if days > FOREVER_DAYS:
        return None
    return ((days * 24 + hours) * 60 + minutes) * 60 + rest


def _namespace(record: Record, type_path: str) -> str:
    attributes = record.attributes
    return (
        arm(attributes, "namespace_id")
        or parent(arm(attributes, "id"))
        or sibling(record, type_path, text(attributes, "namespace_name"))
    )


def namespace(record: Record) -> Reading:
    """A Service Bus namespace: what is bought; queues and topics lie in it."""
    attributes = record.attributes
    spec = Other(size=text(attributes, "sku"), units=whole(attributes, "capacity"))
    host = text(attributes, "endpoint").removeprefix("https://").split(":")[0].rstrip("/")
    return read(record, "msg.broker", spec, aliases=(host,))


def _kilobytes(attributes: Attributes) -> int | None:
    size = whole(attributes, "max_message_size_in_kilobytes")
    return size * 1024 if size is not None else None


def queue(record: Record) -> Reading:
    """A Service Bus queue."""
    attributes = record.attributes
    owner = _namespace(record, "microsoft.servicebus/namespaces")
    forward = text(attributes, "forward_dead_lettered_messages_to")
    spec = Queue(
        fifo=bool(flag(attributes, "requires_session")),
        retention_seconds=seconds(text(attributes, "default_message_ttl")),
        visibility_seconds=seconds(text(attributes, "lock_duration")),
        max_message_bytes=_kilobytes(attributes),
        dead_letter=f"{owner}/queues/{forward}".lower() if forward else "",
    )
    references = (
        *names("in", "namespace_id", owner),
        *names("sends-to", "forward_dead_lettered_messages_to", spec.dead_letter),
    )
    return read(record, "msg.queue", spec, references)


def topic(record: Record) -> Reading:
    """A Service Bus topic."""
    owner = _namespace(record, "microsoft.servicebus/namespaces")
    spec = Other(storage_gib=_gib_of(record.attributes), tier="service-bus")
    return read(record, "msg.pubsub", spec, names("in", "namespace_id", owner))


def _gib_of(attributes: Attributes) -> int | None:
    size = whole(attributes, "max_size_in_megabytes")
    return size // 1024 if size is not None else None


def subscription(record: Record) -> Reading:
    """Who listens to a topic: a part of it."""
    attributes = record.attributes
    return fold(record, arm(attributes, "topic_id") or parent(arm(attributes, "id")), None)


def event_hub(record: Record) -> Reading:
    """An event hub: a topic of Kafka by another name."""
    attributes = record.attributes
    owner = _namespace(record, "microsoft.eventhub/namespaces")
    spec = Other(units=whole(attributes, "partition_count"), tier="event-hub")
    return read(record, "msg.kafka", spec, names("in", "namespace_id", owner))


def child(record: Record) -> Reading:
    """A rule, consumer group or subscription: a part of what its id lies in."""
    return fold(record, parent(arm(record.attributes, "id")), None)


RULES: dict[str, FromTerraform] = {
    "azurerm_servicebus_namespace": namespace,
    "azurerm_servicebus_queue": queue,
    "azurerm_servicebus_topic": topic,
    "azurerm_servicebus_subscription": subscription,
    "azurerm_servicebus_subscription_rule": child,
    "azurerm_servicebus_namespace_authorization_rule": child,
    "azurerm_servicebus_queue_authorization_rule": child,
    "azurerm_servicebus_topic_authorization_rule": child,
    "azurerm_eventhub_namespace": plain("msg.kafka", size="sku", units="capacity"),
    "azurerm_eventhub": event_hub,
    "azurerm_eventhub_consumer_group": child,
    "azurerm_eventhub_authorization_rule": child,
    "azurerm_eventhub_namespace_authorization_rule": child,
    "azurerm_eventgrid_topic": plain("msg.pubsub", tier="input_schema"),
    "azurerm_eventgrid_domain": plain("msg.event_bus", tier="input_schema"),
    "azurerm_eventgrid_system_topic": plain(
        "msg.event_bus",
        {"source_arm_resource_id": "uses", "source_resource_id": "uses"},
        tier="topic_type",
    ),
    "azurerm_eventgrid_event_subscription": part("scope"),
    "azurerm_logic_app_workflow": plain(
        "app.workflow", {"integration_service_environment_id": "in"}
    ),
}
