"""Exports of Cloud Asset Inventory: lines of snake_case, lists of camelCase, rows of BigQuery.

Of Kubernetes' own objects and of IAM policies only the number is said: the first move with their
cluster, the second are no resources.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from planner.inventory.exports import Document, Entry, Item, Rejected
from planner.inventory.exports.document import Part, elements, malformed
from planner.inventory.exports.gcp_numbers import Numbers, by_id, numbers
from planner.inventory.exports.preview import ERRORS
from planner.inventory.problems import diagnostic
from planner.model.text import Text

NAME = "gcp-asset-inventory"
CLOUD = "gcp"
TITLE = Text(
    en="exports of Google's Cloud Asset Inventory",
    fr="exports de Cloud Asset Inventory de Google",
)
MAKE = "gcloud asset list --organization=NUMBER --content-type=resource --format=json > assets.json"
SIGNS = ("asset_type", "assetType", "resource", "ancestors", "update_time", "updateTime")

TYPES = ("asset_type", "assetType")
LISTS = ("assets", "results")
SEARCH = frozenset(
    {"project", "displayName", "parentFullResourceName", "parentAssetType", "versionedResources",
     "additionalAttributes", "folders", "organization", "createTime"}
)  # fmt: skip
"""Keys that results of a search have, and assets have not."""

CONTENTS = {
    "iam_policy": "IAM",
    "iamPolicy": "IAM",
    "policy": "IAM",
    "org_policy": "organization",
    "orgPolicy": "organization",
    "access_policy": "access",
    "accessPolicy": "access",
    "access_level": "access",
    "accessLevel": "access",
    "service_perimeter": "access",
    "servicePerimeter": "access",
    "os_inventory": "OS inventory",
    "osInventory": "OS inventory",
    "related_assets": "relationship",
    "relatedAssets": "relationship",
    "related_asset": "relationship",
    "relatedAsset": "relationship",
}
"""Key of other content that an export may be of -> what it is called."""


def matches(document: Document) -> bool:
    """By the type of the first asset, and that it is no result of a search."""
    first = first_asset(document)
    return type_of(first) is not None and not is_search(first)


def first_asset(document: Document) -> Mapping[str, Any]:
    """The first asset or result, alone or in a page; {} for none."""
    if document.form not in ("object", "array", "lines"):
        return {}
    first: Any = document.first
    for key in LISTS:
        if isinstance(first.get(key), list):
            listed = first[key]
            first = listed[0] if listed else {}
            break
    inner = first.get("asset") if isinstance(first, Mapping) else None
    found = inner if isinstance(inner, Mapping) else first
    return found if isinstance(found, Mapping) else {}


def type_of(body: Mapping[str, Any]) -> str | None:
    """The asset type as written; None for what is no asset."""
    for key in TYPES:
        word = body.get(key)
        if isinstance(word, str) and "." in word and isinstance(body.get("name", ""), str):
            return word
    return None


def is_search(body: Mapping[str, Any]) -> bool:
    """Whether an object is a result of a search and no asset."""
    if isinstance(body.get("resource"), Mapping):
        return False
    return not SEARCH.isdisjoint(body) and CONTENTS.keys().isdisjoint(body)


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every asset that is a resource; the others are counted."""
    counted = Counted(document)
    for entry in assets(document):
        if isinstance(entry, Rejected):
            yield entry
        elif (found := counted.item(entry)) is not None:
            yield found
    yield from counted.said()


def assets(document: Document) -> Iterator[Entry | Rejected]:
    """Every object of a document, with ids for the numbers of projects."""
    known = numbers(part for _, part in _parts(document) if isinstance(part, bytes))
    for place, part in _parts(document):
        if isinstance(part, Rejected):
            yield part
        else:
            yield from elements(by_id(part, known), place, document.file)


def _parts(document: Document) -> Iterator[tuple[str, bytes | Rejected]]:
    """(place, the object as it stands) of every one, those of pages and of lists in lists as well."""
    paged = not isinstance(type_of(document.first), str) and "asset" not in document.first
    for part in document.source():
        if isinstance(part, Rejected):
            yield "", part
        elif isinstance(part.value, bytes):
            yield from (
                _of_page(document, part) if paged else _flat(document, part.place, part.value)
            )


def _of_page(document: Document, part: Part) -> Iterator[tuple[str, bytes | Rejected]]:
    content = part.value if isinstance(part.value, bytes) else b""
    try:
        top = msgspec.json.decode(content, type=dict[str, Raw])
    except ERRORS:
        yield from _flat(document, part.place, content)
        return
    at = f"{part.place}." if part.place else ""
    listed = [key for key in LISTS if key in top]
    for key in listed:
        yield from _flat(document, f"{at}{key}", bytes(top[key]))
    if not listed and top:
        yield part.place, content
    for key in ("nextPageToken", "next_page_token"):
        if bytes(top.get(key, b'""')) not in (b'""', b"null"):
            yield "", Rejected("", diagnostic("answer-goes-on", document.file, place=at + key), 0)


def _flat(document: Document, place: str, content: bytes) -> Iterator[tuple[str, bytes | Rejected]]:
    if content[:1] != b"[":
        yield place, content
        return
    try:
        listed = msgspec.json.decode(content, type=list[Raw])
    except ERRORS:
        yield place, malformed(document.file, place, "cannot be decoded")
        return
    for number, one in enumerate(listed):
        yield from _flat(document, f"{place}[{number}]", bytes(one))


class Counted:
    """What of a document is a resource, and how much of it is none."""

    def __init__(self, document: Document) -> None:
        self._file = document.file
        self._none: Counter[tuple[str, str]] = Counter()
        self._thin = 0

    def item(self, entry: Entry) -> Item | None:
        """The item of an asset; None for what is counted alone."""
        body = _unwrapped(entry.value)
        kind = type_of(body)
        if kind is None:
            self._none["asset-without-type", ""] += 1
            return None
        if entry.value.get("deleted") is True:
            self._none["item-deleted", ""] += 1
            return None
        if "k8s.io/" in kind or kind.startswith("k8s"):
            self._none["kubernetes-objects", ""] += 1
            return None
        if not isinstance(body.get("resource"), Mapping | type(None)) and "policy" in body:
            self._none["asset-content", "IAM"] += 1
            return None
        if not body.get("resource") and (other := _content(body)):
            self._none["asset-content", other] += 1
            return None
        self._thin += _is_thin(body)
        return Item(
            cloud="gcp", form="asset", type=kind, body=body, file=self._file, place=entry.place
        )

    def said(self) -> Iterator[Rejected]:
        """What is no resource, by number; and how many tell nothing but their name."""
        for (code, what), count in sorted(self._none.items()):
            why = f"{count} × {what}" if what else str(count)
            yield Rejected("", diagnostic(code, self._file, why=why), count)
        if self._thin:
            why = str(self._thin)
            yield Rejected("", diagnostic("gcp-search-thin", self._file, why=why), 0)


def _unwrapped(value: dict[str, Any]) -> dict[str, Any]:
    """The asset in a message of a feed or in its history."""
    inner = value.get("asset")
    return inner if isinstance(inner, dict) else value


def _content(body: Mapping[str, Any]) -> str:
    return next((CONTENTS[key] for key in CONTENTS if body.get(key)), "")


def _is_thin(body: Mapping[str, Any]) -> bool:
    resource = body.get("resource")
    if isinstance(resource, Mapping) and resource.get("data"):
        return False
    return not (body.get("versionedResources") or body.get("versioned_resources"))


__all__ = ["Numbers", "items", "matches"]
