"""Service Bus, Event Hubs, Event Grid, Logic Apps."""

from collections.abc import Iterator

from providers.attributes import text
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    ancestor,
    child,
    made,
    pick,
    plain,
)


def _within_namespace(native_type: str, **paths: str) -> Adapter:
    def adapter(body: View) -> Iterator[Native]:
        owner = {"namespace_id": ancestor(body, "namespaces") or None}
        yield made(native_type, body, owner | pick(body, **paths))

    return adapter


def subscription(body: View) -> Iterator[Native]:
    """Who listens to a topic of Event Grid: it lies under what it listens to."""
    scope = text(body, "id").partition("/providers/Microsoft.EventGrid/eventSubscriptions")[0]
    attributes = {"scope": text(body, "topic") or scope or None}
    yield made("azurerm_eventgrid_event_subscription", body, attributes)


BUS, HUB, GRID = (
    "microsoft.servicebus/namespaces",
    "microsoft.eventhub/namespaces",
    "microsoft.eventgrid",
)

ADAPTERS: dict[str, Adapter] = {
    BUS: plain(
        "azurerm_servicebus_namespace",
        sku="sku.name",
        capacity="sku.capacity",
        endpoint="servicebusendpoint",
    ),
    f"{BUS}/queues": _within_namespace(
        "azurerm_servicebus_queue",
        requires_session="requiressession",
        default_message_ttl="defaultmessagetimetolive",
        lock_duration="lockduration",
        max_message_size_in_kilobytes="maxmessagesizeinkilobytes",
        forward_dead_lettered_messages_to="forwarddeadletteredmessagesto",
    ),
    f"{BUS}/topics": _within_namespace(
        "azurerm_servicebus_topic", max_size_in_megabytes="maxsizeinmegabytes"
    ),
    f"{BUS}/topics/subscriptions": child("azurerm_servicebus_subscription", "topic_id"),
    f"{BUS}/topics/subscriptions/rules": child(
        "azurerm_servicebus_subscription_rule", "subscription_id"
    ),
    f"{BUS}/authorizationrules": child(
        "azurerm_servicebus_namespace_authorization_rule", "namespace_id"
    ),
    f"{BUS}/queues/authorizationrules": child(
        "azurerm_servicebus_queue_authorization_rule", "queue_id"
    ),
    f"{BUS}/topics/authorizationrules": child(
        "azurerm_servicebus_topic_authorization_rule", "topic_id"
    ),
    HUB: plain(
        "azurerm_eventhub_namespace",
        sku="sku.name",
        capacity="sku.capacity",
        endpoint="servicebusendpoint",
    ),
    f"{HUB}/eventhubs": _within_namespace("azurerm_eventhub", partition_count="partitioncount"),
    f"{HUB}/eventhubs/consumergroups": child("azurerm_eventhub_consumer_group", "eventhub_id"),
    f"{HUB}/eventhubs/authorizationrules": child(
        "azurerm_eventhub_authorization_rule", "eventhub_id"
    ),
    f"{HUB}/authorizationrules": child(
        "azurerm_eventhub_namespace_authorization_rule", "namespace_id"
    ),
    f"{GRID}/topics": plain(
        "azurerm_eventgrid_topic", input_schema="inputschema", endpoint="endpoint"
    ),
    f"{GRID}/domains": plain("azurerm_eventgrid_domain", input_schema="inputschema"),
    f"{GRID}/systemtopics": plain(
        "azurerm_eventgrid_system_topic", topic_type="topictype", source_resource_id="source"
    ),
    f"{GRID}/eventsubscriptions": subscription,
    "microsoft.logic/workflows": plain(
        "azurerm_logic_app_workflow",
        integration_service_environment_id="integrationserviceenvironment",
    ),
}
