"""AWS Config: a snapshot, the history of resources, the results of an advanced query.

A snapshot holds `configurationItems` with the configuration as an object, the history the same with
it as text, a batch `baseConfigurationItems`; an advanced query `Results`, a JSON text a row, with the
keys that were selected alone.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from planner.inventory.exports import Document, Entry, Item, Page, Rejected
from planner.inventory.exports.document import malformed
from planner.inventory.exports.preview import ERRORS
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import words
from planner.model.text import Text

NAME = "aws-config"
CLOUD = "aws"
TITLE = Text(
    en="AWS Config snapshots, histories and advanced queries",
    fr="instantanés, historiques et requêtes avancées d'AWS Config",
)
MAKE = (
    "aws configservice select-resource-config --expression 'SELECT *, configuration, "
    "supplementaryConfiguration, tags, relationships' > config.json"
)
SIGNS = ("configurationItems", "Results", "QueryInfo", "resourceType", "configuration")

_LISTS = ("configurationItems", "ConfigurationItems", "baseConfigurationItems")
_GONE = ("ResourceDeleted", "ResourceNotRecorded", "ResourceDeletedNotRecorded")
_MORE = ("NextToken", "nextToken")


def matches(document: Document) -> bool:
    """By its lists, or by the keys of an item."""
    first = document.first
    if document.form not in ("object", "array", "lines"):
        return False
    if any(isinstance(first.get(key), list) for key in _LISTS):
        return True
    return _is_query(first) or (document.form != "object" and _is_item(first))


def _is_query(first: Mapping[str, Any]) -> bool:
    if not isinstance(first.get("Results"), list):
        return False
    fields = first.get("QueryInfo")
    return isinstance(fields, Mapping) or any(isinstance(row, str) for row in first["Results"])


def _is_item(first: Mapping[str, Any]) -> bool:
    own = first.get("resourceType")
    return isinstance(own, str) and "::" in own


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every resource that exists, each once."""
    kept = _Kept(document)
    for one in _entries(document, kept):
        if isinstance(one, Rejected):
            yield one
        else:
            yield from kept.item(one)
    yield from kept.finished()


def _entries(document: Document, kept: "_Kept") -> Iterator[Entry | Rejected]:
    if not (_is_query(document.first) or any(key in document.first for key in _LISTS)):
        yield from document.objects()
        return
    for page in document.pages():
        if isinstance(page, Rejected):
            yield page
            continue
        kept.goes_on = any(page.value(key) for key in _MORE)
        for key in _LISTS:
            yield from page.each(key)
        yield from _rows(page)


def _rows(page: Page) -> Iterator[Entry | Rejected]:
    """Rows of a query: texts of JSON."""
    listed = page.value("Results")
    for number, text in enumerate(listed if isinstance(listed, list) else ()):
        place = f"{page.at}Results[{number}]"
        if isinstance(text, dict):
            yield Entry(place, text)
            continue
        try:
            yield Entry(place, msgspec.json.decode(text, type=dict[str, Any]))
        except (*ERRORS, TypeError) as failure:
            yield malformed(page.file, place, words(failure))


class _Kept:
    """What was met in a document: a history holds a resource many times, the newest first."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: set[tuple[str, str, str]] = set()
        self._gone = 0
        self._older = 0
        self.goes_on = False

    def item(self, entry: Entry) -> Iterator[Item]:
        """The item, unless it is gone or an older state of one that was met."""
        body = entry.value
        identity = _word(body, "resourceId", "arn")
        key = (_word(body, "resourceType"), identity, _word(body, "accountId", "awsAccountId"))
        if identity and key in self._seen:
            self._older += 1
            return
        if identity:
            self._seen.add(key)
        if _word(body, "configurationItemStatus") in _GONE:
            self._gone += 1
            return
        yield Item(
            cloud=CLOUD,
            form="config",
            type=key[0] or "unknown",
            body=body if not _is_flat(body) else {**body, "configuration": body},
            file=self._document.file,
            place=_place(self._document, entry.place),
            account=key[2],
            region=_region(body),
        )

    def finished(self) -> Iterator[Rejected]:
        """What was left out, counted."""
        for code, count in (("item-deleted", self._gone), ("item-older", self._older)):
            if count:
                problem = diagnostic(code, self._document.file, why=str(count))
                yield Rejected("", problem, count)
        if self.goes_on:
            place = self._document.place
            yield Rejected("", diagnostic("answer-goes-on", self._document.file, place=place), 0)


def _is_flat(body: Mapping[str, Any]) -> bool:
    """Whether a query selected words of the item alone, and no configuration."""
    return "configuration" not in body


def _region(body: Mapping[str, Any]) -> str:
    found = _word(body, "awsRegion")
    return "" if found == "global" else found


def _word(body: Mapping[str, Any], *keys: str) -> str:
    return next((word for key in keys if isinstance(word := body.get(key), str)), "")


def _place(document: Document, place: str) -> str:
    return f"{document.place}.{place}" if document.place else place
