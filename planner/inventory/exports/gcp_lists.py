"""Lists of gcloud (`--format=json`) and answers of Google's APIs, aggregated ones as well."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from planner.inventory.exports import Document, Entry, Item, Page, Rejected
from planner.inventory.exports.document import malformed
from planner.inventory.exports.gcp_kinds import asset_type, is_list
from planner.inventory.problems import diagnostic
from planner.model.text import Text

NAME = "gcp-list"
CLOUD = "gcp"
TITLE = Text(
    en="lists of gcloud or answers of Google Cloud's APIs",
    fr="listes de gcloud ou réponses des API de Google Cloud",
)
MAKE = "gcloud compute instances list --format=json > instances.json"
SIGNS = ("kind", "selfLink", "items", "machineType", "creationTimestamp", "projectId")

EMPTY = "NO_RESULTS_ON_PAGE"
MORE = ("nextPageToken", "next_page_token")
UNREAD = ("unreachable", "unreachables", "missingZones", "unreachableLocations", "failedLocations")
UNKNOWN = "unknown"
PLURAL = frozenset({"storage#buckets", "storage#hmacKeysMetadata", "iam#serviceAccounts"})
"""Kinds of answers that are not called lists."""


def matches(document: Document) -> bool:
    """By the kind, link or name of the first object, or of the answer."""
    first = document.first
    if document.form not in ("object", "array", "lines") or not first:
        return False
    if "assetType" in first or "asset_type" in first:
        return False
    return _is_page(first) or asset_type(first) is not None


def _is_page(first: Mapping[str, Any]) -> bool:
    if _is_list_kind(first):
        return True
    if asset_type(first) is not None:  # a cluster holds a list of its pools
        return False
    found = [value for key, value in first.items() if is_list(key)]
    return any(_holds(value) for value in found)


def _is_list_kind(first: Mapping[str, Any]) -> bool:
    """`compute#instanceAggregatedList`, `dns#managedZonesListResponse`, `storage#buckets`."""
    kind = first.get("kind")
    if not isinstance(kind, str) or "#" not in kind:
        return False
    return "List" in kind or kind in PLURAL


def _holds(value: object) -> bool:
    some = (
        next((one for one in value if isinstance(one, Mapping)), None)
        if isinstance(value, list)
        else None
    )
    return isinstance(some, Mapping) and asset_type(some) is not None


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every object of every answer; what an answer says it could not read is said."""
    reading = _Reading(document)
    if _is_page(document.first):
        for page in document.pages():
            yield from (page,) if isinstance(page, Rejected) else reading.page(page)
    else:
        for entry in document.objects():
            yield from reading.entry(entry)
    yield from reading.said()


class _Reading:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._none: Counter[str] = Counter()
        self._more = ""

    def page(self, page: Page) -> Iterator[Item | Rejected]:
        """The lists of one answer."""
        if not any(is_list(key) for key in page.top) and "kind" not in page.top:
            yield from self._alone(page)
            return
        for key in sorted(page.top):
            raw = bytes(page.top[key])
            if key == "items" and raw[:1] == b"{":
                yield from self._scopes(page, key)
            elif is_list(key) and raw[:1] == b"[":
                for entry in page.each(key):
                    yield from self.entry(entry)
            elif key in UNREAD and raw not in (b"[]", b"null", b'""'):
                yield self._unread(f"{page.at}{key}", raw[:200].decode("utf-8", "replace"))
            elif key in MORE and raw not in (b'""', b"null"):
                self._more = f"{page.at}{key}"

    def _alone(self, page: Page) -> Iterator[Item | Rejected]:
        body = {key: page.value(key) for key in page.top}
        yield from self.entry(Entry(page.place or "$", body))

    def _scopes(self, page: Page, key: str) -> Iterator[Item | Rejected]:
        """Zones and regions of an aggregated list: each has its list, or says why it has none."""
        found = page.value(key)
        for scope, held in found.items() if isinstance(found, dict) else ():
            place = f"{page.at}{key}[{scope}]"
            if not isinstance(held, dict):
                yield malformed(self._document.file, place, "Expected `object`")
                continue
            for name, value in held.items():
                if name == "warning":
                    yield from self._warning(place, value)
                elif isinstance(value, list):
                    for number, one in enumerate(value):
                        yield from self._one(f"{place}.{name}[{number}]", one)

    def _warning(self, place: str, warning: object) -> Iterator[Rejected]:
        code = warning.get("code") if isinstance(warning, Mapping) else None
        if code != EMPTY:
            yield self._unread(place, str(code))

    def _unread(self, place: str, why: str) -> Rejected:
        return Rejected(
            "", diagnostic("scope-unread", self._document.file, place=place, why=why), 0
        )

    def _one(self, place: str, one: object) -> Iterator[Item | Rejected]:
        if isinstance(one, dict):
            yield from self.entry(Entry(place, one))
        else:
            yield malformed(self._document.file, place, "Expected `object`")

    def entry(self, entry: Entry | Rejected) -> Iterator[Item | Rejected]:
        """The item of one object; none for what is no resource, which is counted."""
        if isinstance(entry, Rejected):
            yield entry
            return
        kind = asset_type(entry.value)
        if kind == "":
            self._none[str(entry.value.get("kind"))] += 1
            return
        base = self._document.place
        place = entry.place if not base or entry.place.startswith(base) else f"{base}.{entry.place}"
        yield Item(
            cloud="gcp",
            form="api",
            type=kind or UNKNOWN,
            body=entry.value,
            file=self._document.file,
            place=place,
        )

    def said(self) -> Iterator[Rejected]:
        """What is no resource, by number; and that a list goes on."""
        for what, count in sorted(self._none.items()):
            problem = diagnostic("clouds-own", self._document.file, why=f"{count} × {what}")
            yield Rejected("", problem, count)
        if self._more:
            problem = diagnostic("answer-goes-on", self._document.file, place=self._more)
            yield Rejected("", problem, 0)
