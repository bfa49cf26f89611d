"""VPC flow logs of AWS, versions 2 to 8: text with or without a header, or Parquet.

Lines without a header are of version 2 (14 fields), as CloudWatch keeps them; another order is known
by its header alone. What the agent could not see is said: `SKIPDATA` is a loss, `NODATA` is none.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from planner.inventory.batches import batches
from planner.inventory.bills.cells import as_text
from planner.inventory.columns import plain
from planner.inventory.exports import Document, Rejected
from planner.inventory.traffic.seen import Seen, Traffic
from planner.model.text import Text

NAME = "aws-flow-log"
CLOUD = "aws"
TITLE = Text(
    en="VPC flow logs of AWS (text or Parquet)", fr="journaux de flux VPC d'AWS (texte ou Parquet)"
)
MAKE = "aws s3 cp --recursive s3://BUCKET/AWSLogs/ACCOUNT/vpcflowlogs/ flows/"
SIGNS = ("srcaddr", "dstaddr", "srcport", "dstport", "log-status", "interface-id")

_VERSION_2 = (
    "version", "account-id", "interface-id", "srcaddr", "dstaddr", "srcport", "dstport", "protocol",
    "packets", "bytes", "start", "end", "action", "log-status",
)  # fmt: skip
_LINE = re.compile(r"(?P<stamp>\d{4}-\d\d-\d\dT\S+ )?2 \S+ (?:eni-\S+|-)( \S+){11}\s*(?:\n|\r|$)")
_ROLES = {
    "a": ("pkt-srcaddr", "srcaddr"), "b": ("pkt-dstaddr", "dstaddr"),
    "aport": ("srcport",), "bport": ("dstport",), "protocol": ("protocol",), "bytes": ("bytes",),
    "start": ("start",), "end": ("end",), "action": ("action",), "status": ("log-status",),
    "seen": ("interface-id",), "account": ("account-id",), "network": ("vpc-id",),
}  # fmt: skip
_NEEDED = frozenset(("srcaddr", "dstaddr", "srcport", "dstport", "protocol"))


def matches(document: Document) -> bool:
    """By the names of its fields, or the fields of a line of version 2."""
    if document.form == "text":
        return bool(_fields(document.head) or _LINE.match(document.head))
    known = {plain(name) for name in document.columns}
    return document.form == "parquet" and known >= _NEEDED


def _fields(head: str) -> tuple[str, ...]:
    """The names in the first line; () where it names none."""
    first = head.partition("\n")[0].split()
    return tuple(first) if {plain(one) for one in first} >= _NEEDED else ()


def items(document: Document) -> Iterator[Traffic | Rejected]:
    """What could not be read, then the traffic."""
    fields = _fields(document.head)
    line = _LINE.match(document.head)
    names = ("stamp", *_VERSION_2) if line and line.group("stamp") else _VERSION_2
    if document.form == "text":
        document = msgspec.structs.replace(
            document, form="rows", columns=fields or names, delimiter=" "
        )
    seen = Seen(CLOUD)
    for batch in batches(document, _ROLES, header=bool(fields)):
        if isinstance(batch, Rejected):
            yield batch
        elif batch.num_rows:
            _add(seen, batch)
    yield seen.traffic()


def _add(seen: Seen, batch: Any) -> None:  # noqa: ANN401 - Arrow
    """The records of a batch that tell of traffic that was let through."""
    import pyarrow as pa  # noqa: PLC0415 - 0.2 s, only where there are logs
    import pyarrow.compute as pc  # noqa: PLC0415

    table = pa.table({name: as_text(batch[name]) for name in batch.column_names})
    for name, value, why in (("status", "NODATA", "no-data"), ("status", "SKIPDATA", "skipped"),
                             ("action", "REJECT", "denied")):  # fmt: skip
        if name in table.column_names:
            found = pc.equal(table[name], value)
            seen.miss(why, pc.sum(pc.cast(found, pa.int64())).as_py() or 0)
            table = table.filter(pc.invert(found))
    for name in ("aport", "bport", "protocol", "bytes", "start", "end"):
        if name not in table.column_names:
            table = table.append_column(name, pa.array(["0"] * table.num_rows, pa.string()))
        column = pc.if_else(pc.equal(table[name], "-"), "0", table[name])
        table = table.set_column(table.column_names.index(name), name, column)
        good = pc.match_substring_regex(table[name], r"^\d{1,15}$")
        seen.miss("malformed", table.num_rows - (pc.sum(pc.cast(good, pa.int64())).as_py() or 0))
        table = table.filter(good)
    if "account" in table.column_names:  # Parquet writes a number
        at = table.column_names.index("account")
        table = table.set_column(at, "account", pc.utf8_lpad(table["account"], 12, "0"))
    if "seen" not in table.column_names:
        table = table.append_column("seen", pa.array([""] * table.num_rows, pa.string()))
    if table.num_rows:
        seen.add(table)
