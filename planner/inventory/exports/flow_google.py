"""VPC flow logs of Google Cloud: entries of Cloud Logging, as lines or as a list."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from planner.inventory.exports import Document, Rejected
from planner.inventory.traffic.seen import Seen, Traffic
from planner.model.text import Text

NAME = "google-flow-log"
CLOUD = "gcp"
TITLE = Text(
    en="VPC flow logs of Google Cloud (entries of Cloud Logging)",
    fr="journaux de flux VPC de Google Cloud (entrées de Cloud Logging)",
)
MAKE = (
    "gcloud logging read 'log_id(\"compute.googleapis.com/vpc_flows\")' --format=json > flows.json"
)
SIGNS = ("jsonPayload", "logName", "insertId", "connection", "reporter")

_MOST = 50_000


def matches(document: Document) -> bool:
    """By the connection that an entry tells of."""
    payload = _payload(document.first)
    connection = payload.get("connection")
    return isinstance(connection, Mapping) and "src_ip" in connection


def _payload(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    found = entry.get("jsonPayload", entry.get("json_payload", entry))
    return found if isinstance(found, Mapping) else {}


def items(document: Document) -> Iterator[Traffic | Rejected]:
    """What could not be read, then the traffic."""
    seen = Seen(CLOUD)
    rows: list[tuple[Any, ...]] = []
    for one in document.objects():
        if isinstance(one, Rejected):
            yield one
            continue
        row = _row(_payload(one.value))
        if row is None:
            seen.miss("malformed")
            continue
        rows.append(row)
        if len(rows) > _MOST:
            seen.rows(rows)
            rows = []
    seen.rows(rows)
    yield seen.traffic()


def _row(payload: Mapping[str, Any]) -> tuple[Any, ...] | None:
    connection = payload.get("connection")
    if not isinstance(connection, Mapping):
        return None
    try:
        ports = [int(connection.get(key) or 0) for key in ("src_port", "dest_port")]
        sent = int(payload.get("bytes_sent") or 0)
    except (TypeError, ValueError):
        return None
    ends = [
        _instance(payload.get(key)) or connection.get(address)
        for key, address in (("src_instance", "src_ip"), ("dest_instance", "dest_ip"))
    ]
    if not all(isinstance(one, str) and one for one in ends) or min(ports) < 0 or sent < 0:
        return None
    protocol, reporter = str(connection.get("protocol", "")), str(payload.get("reporter", ""))
    start, end = _time(payload.get("start_time")), _time(payload.get("end_time"))
    return (*ends, *ports, protocol, sent, start, max(start, end), reporter, 1)


def _instance(value: object) -> str:
    """The asset name of the machine at one end; '' where it is none of ours."""
    if not isinstance(value, Mapping):
        return ""
    words = [value.get(key) for key in ("project_id", "zone", "vm_name")]
    if not all(isinstance(one, str) and one for one in words):
        return ""
    project, zone, name = words
    return f"//compute.googleapis.com/projects/{project}/zones/{zone}/instances/{name}"


def _time(word: object) -> int:
    try:
        return int(datetime.fromisoformat(str(word)[:19] + "+00:00").timestamp())
    except ValueError:
        return 0
