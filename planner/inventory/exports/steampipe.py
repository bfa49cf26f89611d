"""Rows of Steampipe tables, of whatever cloud: JSON, or CSV with JSON in its cells.

A row does not name its table, but its `akas` and ids say what it is of.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from planner.inventory.exports import Document, Entry, Item, Rejected
from planner.inventory.exports.document import elements
from planner.inventory.exports.preview import ERRORS
from planner.model.text import Text

NAME = "steampipe"
CLOUD = ""
TITLE = Text(en="Steampipe rows (JSON or CSV)", fr="lignes de Steampipe (JSON ou CSV)")
MAKE = "steampipe query 'select * from aws_ec2_instance' --output json > rows.json"
SIGNS = ("akas", "title", "_ctx", "account_id", "partition", "sp_connection_name")

_SURE = ("akas", "_ctx", "sp_connection_name")
_SEGMENTS = 2


def matches(document: Document) -> bool:
    """By the columns that all its tables have."""
    return bool(_cloud(_row(document)))


def _row(document: Document) -> Mapping[str, Any]:
    """The first row."""
    first = document.first
    if document.form == "object" and isinstance(first.get("rows"), list):
        return next((row for row in first["rows"] if isinstance(row, Mapping)), {})
    return first if document.form in ("array", "lines", "rows") else {}


def _cloud(row: Mapping[str, Any]) -> str:
    """The cloud that a row is of; '' where it is no row of Steampipe."""
    if not any(key in row for key in _SURE) or "title" not in row:
        return ""
    if "partition" in row or "account_id" in row:
        return "aws"
    if "subscription_id" in row:
        return "azure"
    return "gcp" if "project" in row else ""


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every row."""
    cloud = _cloud(_row(document))
    for one in _entries(document):
        if isinstance(one, Rejected):
            yield one
            continue
        body = _decoded(one.value) if document.form == "rows" else one.value
        yield Item(
            cloud=cloud,
            form="table",
            type=_type(cloud, body),
            body=body,
            file=document.file,
            place=one.place,
            account=_word(body, "account_id", "subscription_id", "project"),
            region=_region(body),
        )


def _entries(document: Document) -> Iterator[Entry | Rejected]:
    if document.form != "object":
        yield from document.objects()
        return
    for page in document.pages():
        if isinstance(page, Rejected):
            yield page
        elif "rows" in page.top:
            yield from elements(bytes(page.top["rows"]), f"{page.at}rows", document.file)


def _decoded(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of a CSV, its cells of JSON decoded and its empty ones left out."""
    return {key: _cell(value) for key, value in row.items() if value not in ("", "<null>", None)}


def _cell(value: object) -> Any:  # noqa: ANN401 - JSON
    if isinstance(value, str) and value[:1] in ("{", "["):
        try:
            return msgspec.json.decode(value)
        except ERRORS:
            return value
    return value


def _type(cloud: str, body: Mapping[str, Any]) -> str:
    """What a row is of, in its cloud's own words; `unknown` where nothing in it says."""
    if cloud == "azure":
        return _word(body, "type").lower() or _of_arm(_word(body, "id")) or "unknown"
    if cloud == "gcp":
        return _of_aka(body.get("akas")) or "unknown"
    return "unknown"


def _of_arm(identity: str) -> str:
    """`microsoft.compute/virtualmachines` from the id of one."""
    _, _, tail = identity.lower().rpartition("/providers/")
    words = tail.split("/")
    return "/".join(words[:_SEGMENTS]) if len(words) > _SEGMENTS else ""


def _of_aka(akas: object) -> str:
    """`compute.googleapis.com/instances` from `gcp://compute.googleapis.com/…/instances/web`."""
    first = akas[0] if isinstance(akas, list) and akas else ""
    words = first.removeprefix("gcp://").split("/") if isinstance(first, str) else []
    return f"{words[0]}/{words[-2]}" if len(words) > _SEGMENTS else ""


def _word(body: Mapping[str, Any], *keys: str) -> str:
    return next((word for key in keys if isinstance(word := body.get(key), str) and word), "")


def _region(body: Mapping[str, Any]) -> str:
    found = _word(body, "region", "location")
    return "" if found == "global" else found
