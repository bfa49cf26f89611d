"""What the exports of Azure share: resources of its Resource Manager, known by their ids."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from planner.inventory.exports.document import Document, Entry, malformed
from planner.inventory.terraform import Rejected
from planner.model.protocols import Item

CLOUD = "azure"
ID = "/subscriptions/"
OTHER_TOOLS = frozenset({"akas", "_ctx", "_cq_id", "_cq_sync_time"})
"""Columns of inventory tools, which write ids as well and are formats of their own."""
WITHOUT_SETTINGS = frozenset(
    {"id", "name", "type", "location", "tags", "resourcegroup", "sku", "kind", "identity", "plan",
     "managedby", "zones", "createdtime", "changedtime", "provisioningstate", "extendedlocation",
     "properties", "systemdata", "etag"}
)  # fmt: skip
"""What `az resource list` tells: all but the settings."""

PROVIDER = "microsoft.resources/providers"
"""A service of Azure that a subscription may use: listed as resources are, and none."""

VAULTS = (".vault.azure.net/", ".vault.azure.cn/", ".vault.usgovcloudapi.net/")


def lowered(value: Mapping[str, Any]) -> dict[str, Any]:
    """Its own keys in lower case, without underscores; what is below them as it was."""
    return {key.lower().replace("_", ""): item for key, item in value.items()}


def is_resource(value: object) -> bool:
    """Whether an object is a resource, or something listed as one: its id says so."""
    return isinstance(value, Mapping) and _is_one(value, lowered(value))


def _is_one(value: Mapping[str, Any], keys: Mapping[str, Any]) -> bool:
    if not OTHER_TOOLS.isdisjoint(value):
        return False
    return is_id(keys.get("id")) or is_id(keys.get("kid")) or has_parts(keys)


def is_id(word: object) -> bool:
    """Whether a word is an id of the Resource Manager, or the address of a vault's object."""
    if not isinstance(word, str):
        return False
    return word[: len(ID)].lower() == ID or (
        word.startswith("https://") and any(one in word for one in VAULTS)
    )


def has_parts(keys: Mapping[str, Any]) -> bool:
    """Whether a row without an id has the parts of one."""
    kind = keys.get("type")
    return (
        isinstance(kind, str)
        and "/" in kind
        and isinstance(keys.get("name"), str)
        and isinstance(keys.get("subscriptionid"), str)
        and isinstance(keys.get("resourcegroup"), str)
    )


def item(
    document: Document, form: Literal["api", "graph", "template"], entry: Entry
) -> Item | Rejected:
    """One object as an item; rejected where it is no resource."""
    keys = lowered(entry.value)
    if not _is_one(entry.value, keys):
        return malformed(document.file, entry.place, "neither `id` nor its parts")
    kind = keys.get("type")
    return Item(
        cloud=CLOUD,
        form=form,
        type=kind.lower() if isinstance(kind, str) and "/" in kind else kind_of(keys.get("id")),
        body=entry.value,
        file=document.file,
        place=entry.place,
        account=_account(keys),
    )


def _account(keys: Mapping[str, Any]) -> str:
    word = keys.get("id")
    pieces = word.split("/") if isinstance(word, str) and word[: len(ID)].lower() == ID else []
    own = keys.get("subscriptionid")
    return pieces[2] if pieces else own if isinstance(own, str) else ""


def kind_of(identity: object) -> str:
    """The type that an id names, in lower case; '' where it names none.

    >>> kind_of("/subscriptions/s/resourceGroups/g/providers/A.B/c/n/d/m")
    'a.b/c/d'
    """
    word = identity.lower() if isinstance(identity, str) else ""
    _, found, after = word.rpartition("/providers/")
    namespace, *rest = after.split("/")
    if not found:
        return ""
    return "/".join((namespace, *rest[::2])) if rest else PROVIDER


def is_thin(body: Mapping[str, Any]) -> bool:
    """Whether a resource is told without its settings."""
    if body.get("properties"):
        return False
    keys = lowered(body)
    return not keys.get("properties") and keys.keys() <= WITHOUT_SETTINGS


def goes_on(word: object) -> bool:
    """Whether what stands where the next page is named names one."""
    return isinstance(word, str) and bool(word)


def each(document: Document, form: Literal["api", "graph"]) -> Iterator[Item | Rejected]:
    """Every object of a list of them."""
    for entry in document.objects():
        yield entry if isinstance(entry, Rejected) else item(document, form, entry)
