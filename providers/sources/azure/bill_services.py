"""What vaults, messaging, apps, logs and backups buy."""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from planner.model.resource import Resource
from planner.model.spec import EncryptionKey, Other
from planner.model.text import Text
from providers.till import BASE, INSTANCE, REQUESTS, STORAGE, Line, Till, Ware

INCLUDED = Text(en="paid with what it lies in", fr="payé avec ce qui le contient")
KEY = Text(en="key", fr="clé")


WAF = "application-gateway-waf-v2"
WITHIN: Mapping[str, tuple[str, str, str, str]] = {
    "azurerm_app_service": ("app-service", "S1", "linux", "hour"),
    "azurerm_application_insights": ("logs", "ingestion", "", "GB"),
    "azurerm_eventhub": ("streaming", "event-hubs-Standard", "", "hour"),
    "azurerm_key_vault_secret": ("secret-requests", "key-vault", "", "million"),
    "azurerm_linux_web_app": ("app-service", "S1", "linux", "hour"),
    "azurerm_monitor_action_group": ("logs", "ingestion", "", "GB"),
    "azurerm_mssql_server": ("sqlserver", "S0", "", "hour"),
    "azurerm_servicebus_queue": ("queue", "service-bus-standard", "", "million"),
    "azurerm_servicebus_topic": ("queue", "service-bus-standard", "", "million"),
    "azurerm_web_application_firewall_policy": ("lb-capacity", WAF, "", "hour"),
    "azurerm_windows_web_app": ("app-service", "S1", "linux", "hour"),
}
"""Types that are paid with what they lie in (namespace, plan, vault, workspace), though their kind
costs something by itself elsewhere: none of the ware named is bought, and that is said."""


def included(resource: Resource, till: Till) -> Iterator[Line]:
    """Nothing of its own: what it lies in is what is paid."""
    service, sku, variant, unit = WITHIN.get(resource.native_type, WITHIN["azurerm_linux_web_app"])
    yield till.monthly(Ware(INCLUDED, service, sku, variant), 0, unit)


def _vault(_resource: Resource, till: Till) -> Iterator[Line]:
    ware = Ware(REQUESTS, "secret-requests", "key-vault")
    yield till.usage(ware, "million", "sec.secret.million-requests")


def _key(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if isinstance(spec, EncryptionKey) and spec.hsm:
        yield till.monthly(Ware(KEY, "kms", "hsm-rsa-2048"), 1)
    ware = Ware(REQUESTS, "secret-requests", "key-vault")
    yield till.usage(ware, "million", "sec.kms.million-requests")


def _certificate(_resource: Resource, till: Till) -> Iterator[Line]:
    ware = Ware(BASE, "certificate", "renewal")
    yield till.usage(ware, "each", "sec.certificate.renewals")


def _sku(resource: Resource) -> tuple[str, int | None]:
    spec = resource.spec
    return (spec.size, spec.units) if isinstance(spec, Other) else ("", None)


def _broker(resource: Resource, till: Till) -> Iterator[Line]:
    """A Service Bus namespace: units of premium, or a base fee and operations."""
    size, units = _sku(resource)
    sku = f"service-bus-{size.lower()}"
    if size == "Premium":
        yield till.hours(Ware(BASE, "queue-base", sku), units or 1)
        return
    if size == "Standard":
        yield till.hours(Ware(BASE, "queue-base", sku))
    yield till.usage(Ware(REQUESTS, "queue", sku), "million", "msg.queue.million-requests")


def _queue(_resource: Resource, till: Till) -> Iterator[Line]:
    """A storage queue, paid by its requests."""
    ware = Ware(REQUESTS, "queue", "storage-queue")
    yield till.usage(ware, "million", "msg.queue.million-requests")


def _events(resource: Resource, till: Till) -> Iterator[Line]:
    """An Event Hubs namespace: throughput units, and events except with premium."""
    size, units = _sku(resource)
    premium = size == "Premium"
    sku = f"event-hubs-{'premium' if premium else size}"
    yield till.hours(Ware(INSTANCE, "streaming", sku), units or 1)
    if not premium:
        ware = Ware(REQUESTS, "streaming-events", sku)
        yield till.usage(ware, "million", "msg.kafka.million-events")


def _topic(_resource: Resource, till: Till) -> Iterator[Line]:
    ware = Ware(REQUESTS, "pubsub", "event-grid")
    yield till.usage(ware, "million", "msg.pubsub.million-requests")


SPACED = re.compile(r"^(P\d)(v[23])$")
"""The book writes `P1 v3` for what Terraform writes `P1v3`, but for P0v3 and the m sizes."""
CONSUMPTION = {"Y1", "FC1"}


def _plan(resource: Resource, till: Till) -> Iterator[Line]:
    """A plan by size and workers; one of consumption is paid by its functions."""
    size, units = _sku(resource)
    if size in CONSUMPTION:
        yield till.monthly(Ware(BASE, "app-service", size), 0, "hour")
        return
    system = resource.spec.tier if isinstance(resource.spec, Other) else ""
    variant = "windows" if "windows" in system else "linux"
    spaced = SPACED.match(size)
    sku = " ".join(spaced.groups()) if spaced and size != "P0v3" else size
    yield till.hours(Ware(INSTANCE, "app-service", sku, variant), units or 1)


def _function(resource: Resource, till: Till) -> Iterator[Line]:
    """A function app: paid by use where its plan is one of consumption, else with its plan."""
    plans = till.estate.needs(resource, "in", "app.paas")
    if plans and _sku(plans[0])[0] not in CONSUMPTION:
        yield from included(resource, till)
        return
    duration = Ware(INSTANCE, "function", "duration")
    yield till.usage(duration, "GB-second", "app.function.gb-seconds")
    requests = Ware(REQUESTS, "function", "requests")
    yield till.usage(requests, "million", "app.function.million-requests")


def _logs(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.usage(Ware(STORAGE, "logs", "ingestion"), "GB", "obs.logs.gb")


def _backup(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.usage(Ware(STORAGE, "backup", "vault"), "GiB-month", "backup.vault.gib")


def _api(resource: Resource, till: Till) -> Iterator[Line]:
    size, units = _sku(resource)
    yield till.hours(Ware(INSTANCE, "api", size), units or 1)


def _search(resource: Resource, till: Till) -> Iterator[Line]:
    size, units = _sku(resource)
    sku = {"basic": "Basic", "standard": "Standard S1"}.get(size, size)
    yield till.hours(Ware(INSTANCE, "search", sku), units or 1)


def _container(resource: Resource, till: Till) -> Iterator[Line]:
    """A container app: its vCPU and memory while it runs, which only use tells."""
    vcpu = Ware(INSTANCE, "container", "apps-vcpu")
    yield till.usage(vcpu, "hour", "container.run.vcpu-hours")
    memory = Ware(INSTANCE, "container", "apps-memory")
    yield till.usage(memory, "GiB-hour", "container.run.gib-hours")
    del resource


def _alarm(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.monthly(Ware(BASE, "alarm", "metric"), Decimal(1))


BILLS: Mapping[str, Callable[[Resource, Till], Iterator[Line]]] = {
    "sec.secret": _vault,
    "sec.kms": _key,
    "sec.certificate": _certificate,
    "msg.broker": _broker,
    "msg.queue": _queue,
    "msg.kafka": _events,
    "msg.pubsub": _topic,
    "msg.event_bus": _topic,
    "app.paas": _plan,
    "app.function": _function,
    "app.api_gateway": _api,
    "container.run": _container,
    "db.opensearch": _search,
    "obs.logs": _logs,
    "obs.alarm": _alarm,
    "backup.vault": _backup,
}
