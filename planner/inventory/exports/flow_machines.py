"""Dependencies that Azure Migrate saw between servers: its three layouts of CSV."""

from collections.abc import Iterator, Mapping

from planner.inventory.columns import chosen
from planner.inventory.exports import Document, Rejected
from planner.inventory.traffic.seen import INTERNET, Traffic
from planner.model.resource import Flow
from planner.model.text import Text

NAME = "azure-migrate-dependencies"
CLOUD = ""
TITLE = Text(en="dependencies of Azure Migrate (CSV)", fr="dépendances d'Azure Migrate (CSV)")
MAKE = "Azure Migrate: Servers > Dependencies > Export dependencies"
SIGNS = ("Source server name", "Destination server name", "Destination IP", "Destination port")

_ROLES = {
    "source": ("Source server name",),
    "source_ip": ("Source IP",),
    "target": ("Destination server name",),
    "target_ip": ("Destination IP",),
    "target_id": ("Destination Machine ARM ID",),
    "port": ("Destination port",),
    "count": ("Connection Count",),
    "protocol": ("Protocol",),
}
_LAST_PORT = 65535
_DIGITS = 12


def matches(document: Document) -> bool:
    """By the columns that the three layouts share."""
    found = chosen(document.columns, _ROLES)
    return document.form == "rows" and {"source", "target", "target_ip", "port"} <= found.keys()


def items(document: Document) -> Iterator[Traffic | Rejected]:
    """What could not be read, then the traffic; how many bytes is not told."""
    roles = chosen(document.columns, _ROLES)
    found: dict[tuple[str, str, int, str], int] = {}
    rows = bad = 0
    for one in document.objects():
        if isinstance(one, Rejected):
            yield one
            continue
        cells = {role: one.value.get(name, "").strip() for role, name in roles.items()}
        key = _key(cells)
        if key is None:
            bad += 1
            continue
        rows += 1
        count = cells.get("count", "")
        found[key] = found.get(key, 0) + (
            int(count) if count.isdecimal() and len(count) <= _DIGITS else 1
        )
    flows = tuple(
        Flow(source=source, target=target, port=port, protocol=protocol, bytes=0,
             records=count, first=0, last=0)
        for (source, target, port, protocol), count in sorted(found.items())
    )  # fmt: skip
    yield Traffic(flows=flows, records=rows, apart={"malformed": bad} if bad else {}, cloud="")


def _key(cells: Mapping[str, str]) -> tuple[str, str, int, str] | None:
    """Ends, port and protocol; servers by name, what has none by its address."""
    source = cells["source"] or cells.get("source_ip", "")
    target = cells["target"] or cells["target_ip"] or INTERNET
    port = cells["port"]
    if not source or not port.isdecimal() or len(port) > 5 or int(port) > _LAST_PORT:  # noqa: PLR2004
        return None
    if target.lower() in ("internet", "unknown", "-"):
        target = cells["target_ip"] or INTERNET
    return source, target, int(port), cells.get("protocol", "").lower() or "tcp"
