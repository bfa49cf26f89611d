"""What services cost that are billed by use or by node: functions, queues, streams, search."""

from collections.abc import Iterator
from decimal import Decimal

from planner.model.money import exactly
from planner.model.protocols import Estate
from planner.model.resource import Resource
from planner.model.spec import EncryptionKey, Other, Queue, Secret
from planner.model.text import Text
from providers.sources.aws.billed import (
    Ask,
    Bought,
    amount,
    each,
    free,
    hours,
    space,
    stored,
    unsized,
    usage,
    written,
)
from providers.sources.aws.block import Block

_REQUESTS = Text(en="requests", fr="requêtes")
_DURATION = Text(en="run time", fr="temps d'exécution")
_MESSAGES = Text(en="messages", fr="messages")
_TRAFFIC = Text(en="traffic to the Internet", fr="trafic vers Internet")
_KEY = Text(en="key", fr="clé")
_ROTATED = Text(en="rotated key material", fr="versions issues de la rotation")
_SECRET = Text(en="secret", fr="secret")
_STORAGE = Text(en="storage", fr="stockage")
_READS = Text(en="reads", fr="lectures")
_WRITES = Text(en="writes", fr="écritures")
_INGESTION = Text(en="ingestion", fr="ingestion")
_ALARM = Text(en="alarm", fr="alarme")
_NODES = Text(en="nodes", fr="nœuds")
_EVENTS = Text(en="events", fr="événements")
_BACKUP = Text(en="continuous backup", fr="sauvegarde en continu")
_SHARDS = Text(en="shards", fr="partitions")
_USERS = Text(en="active users", fr="utilisateurs actifs")
_LIST = Text(en="web access list", fr="liste d'accès web")
_RULES = Text(en="rules", fr="règles")
_CLUSTER = Text(en="cluster", fr="grappe")
_VCPU = Text(en="vCPU", fr="vCPU")
_MEMORY = Text(en="memory", fr="mémoire")
_COUNT = Text(en="number of nodes", fr="le nombre de nœuds")
_UNITS = Text(en="capacity units", fr="les unités de capacité")
_TASK = Text(en="size of its tasks", fr="la taille de ses tâches")
_CPU_UNITS = 1024
_HOURS = 730


def function(resource: Resource, spec: Other, estate: Estate) -> Iterator[Bought]:
    """A function by requests and by memory times duration."""
    processor = spec.tier or "x86_64"
    requests = Ask(_REQUESTS, "function", "requests", "million", processor)
    yield usage(resource, estate, requests, "function_million")
    duration = Ask(_DURATION, "function", "duration", "GB-second", processor)
    yield usage(resource, estate, duration, "function_gb_seconds")


def queue(resource: Resource, spec: Queue, estate: Estate) -> Iterator[Bought]:
    """A queue by requests."""
    sku = "sqs-fifo" if spec.fifo else "sqs-standard"
    yield usage(resource, estate, Ask(_REQUESTS, "queue", sku, "million"), "queue_million")


def topic(resource: Resource, _spec: Other, estate: Estate) -> Iterator[Bought]:
    """A topic by messages."""
    yield usage(resource, estate, Ask(_MESSAGES, "pubsub", "sns", "million"), "topic_million")


def cdn(resource: Resource, _spec: Other, estate: Estate) -> Iterator[Bought]:
    """A distribution by traffic and by requests."""
    yield usage(resource, estate, Ask(_TRAFFIC, "cdn", "egress", "GB"), "cdn_gb")
    requests = Ask(_REQUESTS, "cdn", "requests", "million")
    yield usage(resource, estate, requests, "cdn_million")


def key(resource: Resource, spec: EncryptionKey, estate: Estate) -> Iterator[Bought]:
    """A key by the month, and the requests to it; its first two rotations cost like a key each.

    Source: https://aws.amazon.com/kms/pricing/
    """
    yield each(resource, Ask(_KEY, "kms", "key", "month"))
    if spec.rotation_days is not None:
        turned = Ask(_ROTATED, "kms", "key", "month")
        yield usage(resource, estate, turned, "key_rotations")
    alike = spec.algorithm in ("", "SYMMETRIC_DEFAULT")
    sku = "symmetric" if alike else "asymmetric"
    requests = Ask(_REQUESTS, "kms-requests", sku, "million")
    yield usage(resource, estate, requests, "key_million")


def secret(resource: Resource, _spec: Secret, estate: Estate) -> Iterator[Bought]:
    """A secret by the month, and the requests to it; a standard parameter is free."""
    if resource.native_type == "aws_ssm_parameter":
        parameter = Ask(_SECRET, "parameter", "advanced", "month")
        advanced = written(resource).text("tier") == "Advanced"
        yield each(resource, parameter) if advanced else free(resource, parameter)
        return
    yield each(resource, Ask(_SECRET, "secret", "secret", "month"))
    requests = Ask(_REQUESTS, "secret-requests", "secret", "million")
    yield usage(resource, estate, requests, "secret_million")


def table(resource: Resource, spec: Other, estate: Estate) -> Iterator[Bought]:
    """A DynamoDB table by its bytes, its reads and writes, and its continuous backup."""
    rare = "-ia" if spec.tier == "STANDARD_INFREQUENT_ACCESS" else ""
    held = Ask(_STORAGE, "nosql", f"dynamodb-storage{rare}", "GiB-month")
    yield stored(resource, estate, held, "table_gib")
    row = written(resource)
    if spec.size == "PROVISIONED":
        for component, word in ((_READS, "read"), (_WRITES, "write")):
            ask = Ask(component, "nosql", f"dynamodb-{word[0]}cu{rare}", "month")
            units = _provisioned(row, f"{word}_capacity")
            yield unsized(resource, ask, _UNITS) if units is None else each(resource, ask, units)
    else:
        for component, word in ((_READS, "read"), (_WRITES, "write")):
            ask = Ask(component, "nosql", f"dynamodb-{word}{rare}", "million")
            yield usage(resource, estate, ask, f"table_{word}s_million")
    if row.block("point_in_time_recovery").flag("enabled"):
        backup = Ask(_BACKUP, "nosql", "dynamodb-pitr", "GiB-month")
        yield stored(resource, estate, backup, "table_gib")


def _provisioned(row: Block, key: str) -> int | None:
    """Capacity units of a table and of its global indexes; None where one does not say."""
    units = [one.count(key) for one in (row, *row.blocks("global_secondary_index"))]
    known = [one for one in units if one is not None]
    return sum(known) if len(known) == len(units) else None


def logs(resource: Resource, spec: Other, estate: Estate) -> Iterator[Bought]:
    """A log group by what is written into it, and by what it keeps."""
    sku = "ingestion-infrequent" if spec.tier == "INFREQUENT_ACCESS" else "ingestion"
    yield usage(resource, estate, Ask(_INGESTION, "logs", sku, "GB"), "log_gb")
    kept = Ask(_STORAGE, "logs", "storage", "GiB-month")
    yield stored(resource, estate, kept, "log_stored_gib")


def alarm(resource: Resource, _spec: Other, _estate: Estate) -> Iterator[Bought]:
    """An alarm by the month."""
    yield each(resource, Ask(_ALARM, "logs", "alarm", "month"))


def search(resource: Resource, spec: Other, _estate: Estate) -> Iterator[Bought]:
    """A search domain by its nodes and their disks."""
    count = spec.units or 1
    yield hours(resource, Ask(_NODES, "opensearch", spec.size, "hour"), count)
    if spec.storage_gib:
        ask = Ask(_STORAGE, "opensearch-storage", spec.tier or "gp2", "GiB-month")
        yield space(resource, ask, spec.storage_gib, count)


def kafka(resource: Resource, spec: Other, _estate: Estate) -> Iterator[Bought]:
    """Brokers and their disks."""
    ask = Ask(_NODES, "kafka", spec.size, "hour")
    if spec.units is None:
        yield unsized(resource, ask, _COUNT)
        return
    yield hours(resource, ask, spec.units)
    held = Ask(_STORAGE, "kafka-storage", "msk", "GiB-month")
    yield space(resource, held, spec.storage_gib, spec.units)


def warehouse(resource: Resource, spec: Other, estate: Estate) -> Iterator[Bought]:
    """Redshift by its nodes; the storage of RA3 nodes is billed by what lies in it."""
    yield hours(resource, Ask(_NODES, "warehouse", spec.size, "hour"), spec.units or 1)
    if spec.size.startswith("ra3."):
        held = Ask(_STORAGE, "warehouse-storage", "redshift-managed", "GiB-month")
        yield stored(resource, estate, held, "warehouse_gib")


def stream(resource: Resource, spec: Other, estate: Estate) -> Iterator[Bought]:
    """Kinesis by its shards, or by what passes."""
    if spec.units:
        yield hours(resource, Ask(_SHARDS, "streaming", "kinesis-shard", "hour"), spec.units)
        events = Ask(_EVENTS, "streaming-events", "kinesis-put", "million")
        yield usage(resource, estate, events, "stream_million")
    else:
        ask = Ask(_INGESTION, "streaming", "kinesis-on-demand", "GB")
        yield usage(resource, estate, ask, "stream_gb")


def identities(resource: Resource, _spec: Other, estate: Estate) -> Iterator[Bought]:
    """A user pool by the users active in a month."""
    yield usage(resource, estate, Ask(_USERS, "identity", "cognito", "each"), "active_users")


def firewall(resource: Resource, spec: Other, estate: Estate) -> Iterator[Bought]:
    """A web access list with its rules, and the requests it looks at."""
    yield each(resource, Ask(_LIST, "waf", "acl", "month"))
    if spec.units:
        yield each(resource, Ask(_RULES, "waf", "rule", "month"), spec.units)
    requests = Ask(_REQUESTS, "waf", "requests", "million")
    yield usage(resource, estate, requests, "waf_million")


def api(resource: Resource, spec: Other, estate: Estate) -> Iterator[Bought]:
    """An API by requests."""
    sku = "http" if spec.tier == "HTTP" else "rest"
    yield usage(resource, estate, Ask(_REQUESTS, "api", sku, "million"), "api_million")


def backup(resource: Resource, _spec: Other, estate: Estate) -> Iterator[Bought]:
    """A vault by what lies in it; a plan is free."""
    ask = Ask(_STORAGE, "backup", "aws-backup", "GiB-month")
    if resource.native_type != "aws_backup_vault":
        yield free(resource, ask)
        return
    yield stored(resource, estate, ask, "backup_gib")


def cluster(resource: Resource, _estate: Estate) -> Iterator[Bought]:
    """An EKS control plane by the hour."""
    yield hours(resource, Ask(_CLUSTER, "kubernetes", "eks", "hour"))


def container(resource: Resource, spec: Other, _estate: Estate) -> Iterator[Bought]:
    """ECS: tasks on Fargate cost; clusters and tasks on instances of one's own do not."""
    vcpu = Ask(_VCPU, "container", "fargate-vcpu", "hour", "x86")
    if spec.size != "FARGATE":
        yield free(resource, vcpu)
        return
    cpu, _, memory = spec.tier.partition("/")
    if not (cpu.isdecimal() and memory.isdecimal()) or spec.units is None:
        yield unsized(resource, vcpu, _TASK)
        return
    running = Decimal(_HOURS * spec.units) / _CPU_UNITS
    yield amount(resource, vcpu, exactly(running * int(cpu)))
    memory_ask = Ask(_MEMORY, "container", "fargate-memory", "GiB-hour", "x86")
    yield amount(resource, memory_ask, exactly(running * int(memory)))
