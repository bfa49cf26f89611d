"""Answers of Azure Resource Graph: objects or a table, of `az`, REST and SDKs, and the portal's CSV."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Raw

from planner.inventory.exports import Document, Entry, Item, Page, Rejected
from planner.inventory.exports.azure_arm import goes_on, is_resource, is_thin, item, lowered
from planner.inventory.exports.document import malformed
from planner.inventory.exports.preview import ERRORS
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import words
from planner.model.text import Text

NAME = "azure-resource-graph"
CLOUD = "azure"
TITLE = Text(
    en="results of Azure Resource Graph (JSON, or CSV of the portal)",
    fr="résultats d'Azure Resource Graph (JSON, ou CSV du portail)",
)
MAKE = 'az graph query -q "Resources | order by id asc" --first 1000 -o json > resources.json'
SIGNS = ("data", "totalRecords", "total_records", "skip_token", "$skipToken", "resultTruncated")

_BESIDE = frozenset(
    {"count", "totalrecords", "total_records", "resulttruncated", "result_truncated", "facets",
     "skip_token", "$skiptoken", "skiptoken"}
)  # fmt: skip


def matches(document: Document) -> bool:
    """By what stands beside `data`; a CSV by the id in its first row."""
    if document.form == "rows":
        return is_resource(document.first)
    first = document.first
    keys = {str(key).lower() for key in first}
    if document.form not in ("object", "array", "lines") or "data" not in keys:
        return False
    return bool(keys & _BESIDE) and _is_data(first.get("data"))


def _is_data(data: object) -> bool:
    if isinstance(data, Mapping):
        columns = data.get("columns")
        return isinstance(columns, list) and isinstance(data.get("rows"), list)
    if not isinstance(data, list):
        return False
    return not data or is_resource(data[0])


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every row of every page; what the answer says is left out is said."""
    if document.form == "rows":
        yield from _rows(document)
        return
    total, read, thin, more = 0, 0, 0, False
    for page in document.pages():
        if isinstance(page, Rejected):
            yield page
            continue
        top = {key.lower(): key for key in page.top}
        told = [page.value(top[key]) for key in ("totalrecords", "total_records") if key in top]
        total = max([total, *(one for one in told if isinstance(one, int))])
        more = _has_more(page, top)
        for one in _data(page):
            read += 1
            found = one if isinstance(one, Rejected) else item(document, "graph", one)
            thin += isinstance(found, Item) and is_thin(found.body)
            yield found
    if thin:
        yield Rejected("", diagnostic("azure-list-thin", document.file, why=str(thin)), 0)
    if more or read < total:
        yield Rejected("", diagnostic("answer-goes-on", document.file, place=document.place), 0)


def _has_more(page: Page, top: Mapping[str, str]) -> bool:
    tokens = [
        page.value(top[key]) for key in ("skip_token", "$skiptoken", "skiptoken") if key in top
    ]
    cut = [page.value(top[key]) for key in ("resulttruncated", "result_truncated") if key in top]
    return any(goes_on(one) for one in tokens) or any(one in (True, "true", "True") for one in cut)


def _data(page: Page) -> Iterator[Entry | Rejected]:
    raw = page.top.get("data", Raw(b"null"))
    if bytes(raw)[:1] != b"{":
        yield from page.each("data")
        return
    place = f"{page.at}data.rows"
    try:
        table = msgspec.json.decode(raw, type=dict[str, Raw])
        columns = msgspec.json.decode(table.get("columns", Raw(b"[]")), type=list[_Column])
        rows = msgspec.json.decode(table.get("rows", Raw(b"[]")), type=list[Raw])
    except ERRORS as failure:
        yield malformed(page.file, place, words(failure))
        return
    names = [one.name for one in columns]
    for number, row in enumerate(rows):
        at = f"{place}[{number}]"
        try:
            values = msgspec.json.decode(row, type=list[Any])
        except ERRORS as failure:
            yield malformed(page.file, at, words(failure))
        else:
            yield Entry(at, dict(zip(names, values, strict=False)))


class _Column(msgspec.Struct):
    name: str


def _rows(document: Document) -> Iterator[Item | Rejected]:
    """Rows of the portal's CSV, in whose cells objects are written as JSON."""
    for entry in document.objects():
        if isinstance(entry, Rejected):
            yield entry
            continue
        body = {key: _cell(value) for key, value in lowered(entry.value).items()}
        yield item(document, "graph", Entry(entry.place, body))


def _cell(word: object) -> Any:  # noqa: ANN401 - JSON
    if not isinstance(word, str):
        return word
    if word in ("", "null"):
        return None
    if word[:1] not in ("{", "["):
        return word
    try:
        return msgspec.json.decode(word)
    except (*ERRORS, UnicodeEncodeError):
        return word
