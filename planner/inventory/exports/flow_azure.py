"""Flow logs of Azure: of virtual networks (version 4) and of network security groups (version 2)."""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.inventory.exports import Document, Entry, Rejected
from planner.inventory.traffic.seen import Seen, Traffic
from planner.model.text import Text

NAME = "azure-flow-log"
CLOUD = "azure"
TITLE = Text(
    en="flow logs of Azure networks (VNet 4, NSG 2; JSON)",
    fr="journaux de flux des réseaux Azure (VNet 4, NSG 2 ; JSON)",
)
MAKE = "az storage blob download-batch -s insights-logs-flowlogflowevent -d flows"
SIGNS = ("records", "flowRecords", "flowTuples", "macAddress", "flowLogVersion")

_MOST = 50_000
_NSG = 13
_VNET = 13
_PROTOCOLS = {"T": "6", "U": "17"}
_Row = tuple[Any, ...]


def matches(document: Document) -> bool:
    """By its records, or by one of them where each stands on a line."""
    first = document.first
    records = first.get("records")
    some = records[0] if isinstance(records, list) and records else first
    if not isinstance(some, Mapping):
        return False
    properties = some.get("properties")
    nsg = isinstance(properties, Mapping) and "flows" in properties
    return "macAddress" in some and (nsg or "flowRecords" in some)


def items(document: Document) -> Iterator[Traffic | Rejected]:
    """What could not be read, then the traffic."""
    seen = Seen(CLOUD)
    rows: list[_Row] = []
    for one in _records(document):
        if isinstance(one, Rejected):
            yield one
            continue
        for words in _tuples(one.value):
            row = _row(words, str(one.value.get("macAddress", "")), seen)
            if row is not None:
                rows += row
        if len(rows) > _MOST:
            seen.rows(rows)
            rows = []
    seen.rows(rows)
    yield seen.traffic()


def _records(document: Document) -> Iterator[Entry | Rejected]:
    if "records" not in document.first:
        yield from document.objects()
        return
    for page in document.pages():
        if isinstance(page, Rejected):
            yield page
        else:
            yield from page.each("records")


def _tuples(record: Mapping[str, Any]) -> Iterator[list[str]]:
    """The tuples of a record, wherever its version keeps them."""
    stack: list[Any] = [record.get("flowRecords"), record.get("properties")]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        elif isinstance(value, Mapping):
            words = value.get("flowTuples")
            for word in words if isinstance(words, list) else ():
                yield word.split(",") if isinstance(word, str) else []
            stack += [value[key] for key in ("flows", "flowGroups") if key in value]


def _row(words: list[str], mac: str, seen: Seen) -> list[_Row] | None:
    """There and back of a tuple: time, ends, ports, protocol, direction, state, packets and bytes."""
    if len(words) < 8:  # noqa: PLR2004 - version 1 ends with the decision
        seen.miss("malformed")
        return None
    of_group = words[5] in _PROTOCOLS
    denied = words[7] == "D"
    if denied:
        seen.miss("denied")
        return None
    try:
        time = int(words[0]) // (1 if of_group else 1000)
        aport, bport = int(words[3] or 0), int(words[4] or 0)
        sent, back = (int(one or 0) for one in (*words[10:11], *words[12:13], "0", "0")[:2])
    except ValueError:
        seen.miss("malformed")
        return None
    protocol = _PROTOCOLS.get(words[5], words[5])
    there = (words[1], words[2], aport, bport, protocol, sent, time, time, mac, 1)
    return [there, (words[2], words[1], bport, aport, protocol, back, time, time, mac, 0)]
