"""What zones, secrets, keys, messaging and programs without machines buy."""

from collections.abc import Callable, Iterator, Mapping

from planner.model.resource import Resource
from planner.model.spec import EncryptionKey, Other
from planner.model.text import Text
from providers.till import BASE, INSTANCE, REQUESTS, STORAGE, Line, Till, Ware

KEY = Text(en="key version", fr="version de clé")
SECRET = Text(en="secret version", fr="version de secret")


def _zone(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.monthly(Ware(BASE, "dns-zone", "managed-zone"), 1)
    yield till.usage(
        Ware(REQUESTS, "dns-queries", "managed-zone"), "million", "dns.zone.million-queries"
    )


def _secret(_resource: Resource, till: Till) -> Iterator[Line]:
    """A secret has one version in use unless a rotation is under way."""
    yield till.monthly(Ware(SECRET, "secret", "version"), 1)
    requests = Ware(REQUESTS, "secret-requests", "secret")
    yield till.usage(requests, "million", "sec.secret.million-requests")


def _key(resource: Resource, till: Till) -> Iterator[Line]:
    """A key by its versions: one at least. A key ring is free."""
    spec = resource.spec
    if not isinstance(spec, EncryptionKey):
        yield till.monthly(Ware(KEY, "kms", "key-version"), 0)
        return
    yield till.monthly(Ware(KEY, "kms", "key-version-hsm" if spec.hsm else "key-version"), 1)
    requests = Ware(REQUESTS, "kms-requests", "software")
    yield till.usage(requests, "million", "sec.kms.million-requests")


def _pubsub(resource: Resource, till: Till) -> Iterator[Line]:
    """A topic pays for what comes in, a subscription for what goes out."""
    topic = resource.native_type == "google_pubsub_topic"
    ware = Ware(REQUESTS, "pubsub", "ingestion" if topic else "delivery")
    yield till.usage(ware, "TiB", "msg.pubsub.tib")


def _queue(_resource: Resource, till: Till) -> Iterator[Line]:
    ware = Ware(REQUESTS, "queue", "cloud-tasks")
    yield till.usage(ware, "million", "msg.queue.million-requests")


def _schedule(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.monthly(Ware(BASE, "scheduler", "job"), 1)


def _run(_resource: Resource, till: Till) -> Iterator[Line]:
    """Time of processor and memory while requests are served, which only use tells."""
    vcpu = Ware(INSTANCE, "container", "run-vcpu")
    yield till.usage(vcpu, "vCPU-hour", "container.run.vcpu-hours")
    memory = Ware(INSTANCE, "container", "run-memory")
    yield till.usage(memory, "GiB-hour", "container.run.gib-hours")
    requests = Ware(REQUESTS, "container", "run-requests")
    yield till.usage(requests, "million", "container.run.million-requests")


def _function(_resource: Resource, till: Till) -> Iterator[Line]:
    duration = Ware(INSTANCE, "function", "duration")
    yield till.usage(duration, "GB-second", "app.function.gb-seconds")
    requests = Ware(REQUESTS, "function", "requests")
    yield till.usage(requests, "million", "app.function.million-requests")


def _logs(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.usage(Ware(STORAGE, "logs", "ingestion"), "GB", "obs.logs.gb")


def _armor(resource: Resource, till: Till) -> Iterator[Line]:
    yield till.monthly(Ware(BASE, "waf", "policy"), 1)
    rules = resource.spec.units if isinstance(resource.spec, Other) else None
    yield till.monthly(Ware(BASE, "waf", "rule"), rules or 0)


def _cdn(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.usage(Ware(REQUESTS, "cdn", "egress"), "GB", "edge.cdn.gb")


BILLS: Mapping[str, Callable[[Resource, Till], Iterator[Line]]] = {
    "dns.zone": _zone,
    "dns.private_zone": _zone,
    "sec.secret": _secret,
    "sec.kms": _key,
    "msg.pubsub": _pubsub,
    "msg.firehose": _pubsub,
    "msg.queue": _queue,
    "msg.scheduler": _schedule,
    "container.run": _run,
    "container.batch": _run,
    "app.function": _function,
    "obs.logs": _logs,
    "edge.waf": _armor,
    "edge.cdn": _cdn,
}
