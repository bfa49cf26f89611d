"""What a bill names, as the ARM body that it means, so that the adapters of exports read it."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from planner.model.protocols import Item
from providers.attributes import text

_MACHINE = "/providers/microsoft.compute/virtualmachines/"
_SET = "/providers/microsoft.compute/virtualmachinescalesets/"


def billed(item: Item) -> Item:
    """The item with an ARM body: id, name, place, tags, and the size of what is a machine."""
    body = item.body
    identity = text(body, "id")
    tags = body.get("tags")
    made: dict[str, Any] = {
        "id": identity,
        "name": identity.rstrip("/").rpartition("/")[2],
        "location": item.region,
        "tags": tags if isinstance(tags, Mapping) else {},
    }
    lowered, size = identity.lower(), text(body, "size")
    if _SET in lowered and size:
        made["sku"] = {"name": size}
    elif _MACHINE in lowered:
        made["properties"] = {
            "hardwareProfile": {"vmSize": size},
            "storageProfile": {"osDisk": {"osType": _system(text(body, "os"))}},
        }
    # What is no ARM id keeps the service as its type.
    own = "" if "/providers/" in lowered else item.type
    return replace(item, type=own, body=made)


def _system(word: str) -> str:
    if not word:
        return ""
    return "Windows" if "windows" in word.lower() else "Linux"
