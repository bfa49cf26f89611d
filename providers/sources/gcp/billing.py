"""What a bill names, as the result of a search for it, so that the adapters of exports read it."""

import csv
import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from msgspec.structs import replace

from planner.model.protocols import Item
from providers.attributes import text

_GLOBAL = re.compile(r"^//([a-z0-9.-]+)/(.*?)([A-Za-z]+)/([^/]+)$")
"""Service, path, collection and name in `//compute.googleapis.com/projects/1/zones/z/instances/2`."""
_PROJECT = re.compile(r"(?:^|/)projects/[^/]+")


def billed(item: Item) -> Item:
    """The item as an asset of the type that its global name tells, called by its name.

    Bills write projects and machines by number; where they tell the project's id and the name as
    well, the asset is called as inventories call it.
    """
    body = item.body
    word, name = text(body, "id"), text(body, "name").rstrip("/").rpartition("/")[2]
    found = _GLOBAL.match(word)
    kind = table().get((found.group(1), found.group(3)), "") if found else ""
    called = word
    if found and kind:
        path = (
            _PROJECT.sub(f"projects/{item.account}", found.group(2))
            if item.account
            else found.group(2)
        )
        host = found.group(1).replace("sqladmin", "cloudsql")
        called = f"//{host}/{path}{found.group(3)}/{name or found.group(4)}"
    if kind == "storage.googleapis.com/Bucket":
        called = f"//storage.googleapis.com/{name or (found.group(4) if found else word)}"
    tags = body.get("tags")
    made: dict[str, Any] = {
        "name": called,
        "assetType": kind or item.type,
        "displayName": name,
        "location": text(body, "zone") or item.region,
        "labels": tags if isinstance(tags, Mapping) else {},
        "additionalAttributes": {"machineType": text(body, "size")} if text(body, "size") else {},
    }
    return replace(item, type=kind or item.type, body=made)


@lru_cache(maxsize=1)
def table() -> dict[tuple[str, str], str]:
    """`billing.csv`: (service, collection) -> asset type."""
    content = files(__package__).joinpath("billing.csv").read_text("utf-8")
    rows = csv.DictReader(one for one in content.splitlines() if not one.startswith("#"))
    return {(row["service"], row["collection"]): row["asset"] for row in rows}
