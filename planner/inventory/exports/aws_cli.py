"""Answers of describe and list calls of AWS, as its command line and SDKs write them.

Whole answers, pages in a row or in a list, and lists taken out of their answer by a query; the
operation is known by the key of the result and the keys of its objects (`mappings/aws-answers.yaml`).
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote_plus

from planner.inventory.exports import Document, Entry, Item, Page, Rejected
from planner.inventory.exports.aws_answers import (
    Known,
    goes_on,
    operation_of,
    operation_of_answer,
    operation_of_object,
)
from planner.inventory.exports.document import malformed
from planner.inventory.exports.preview import ERRORS, preview
from planner.inventory.problems import diagnostic
from planner.model.text import Text

NAME = "aws-cli"
CLOUD = "aws"
TITLE = Text(
    en="answers of describe and list calls of the AWS command line or SDKs",
    fr="réponses des appels describe et list de la ligne de commande ou des SDK d'AWS",
)
MAKE = "aws ec2 describe-instances --output json > ec2-describe-instances.json"
SIGNS = ("Reservations", "DBInstances", "Vpcs", "ResponseMetadata", "InstanceId", "Arn")

_BESIDE = frozenset({"ResponseMetadata", "Owner", "failures"})
_UNKNOWN = "unknown"


def matches(document: Document) -> bool:
    """By the keys of the first answer or object."""
    first = document.first
    if document.form not in ("object", "array", "lines") or not first:
        return False
    return _is_answer(first) or (document.form != "object" and _of_object(first) is not None)


def _is_answer(first: Mapping[str, Any]) -> bool:
    if operation_of_answer(first) is not None:
        return True
    return any(
        operation_of(key, value) is not None or _of_list(value) is not None
        for key, value in first.items()
        if isinstance(value, list | dict)
    )


def _of_list(value: object) -> str | None:
    """The ARN that the first object of a list of an operation we do not know says is its own."""
    first = next(iter(value), None) if isinstance(value, list) else None
    return _of_object(first) if isinstance(first, Mapping) else None


def _of_object(first: Mapping[str, Any]) -> str | None:
    known = operation_of_object(first)
    if known is not None:
        return known.operation
    for key, word in first.items():
        if key.lower().endswith("arn") and isinstance(word, str) and word.startswith("arn:aws"):
            return _UNKNOWN if key[:1].isupper() or key != key.lower() else None
    return None


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every object of every page."""
    more = False
    if document.form != "object" and not _is_answer(document.first):
        known = operation_of_object(document.first)
        yield from _alone(document, known)
        return
    for page in document.pages():
        if isinstance(page, Rejected):
            yield page
            continue
        more = goes_on(page.small())
        yield from _page(document, page)
    if more:
        yield Rejected("", diagnostic("answer-goes-on", document.file, place=document.place), 0)


def _alone(document: Document, known: Known | None) -> Iterator[Item | Rejected]:
    """Objects outside of their answer; the first tells of what operation they are."""
    for entry in document.objects():
        if isinstance(entry, Rejected):
            yield entry
            continue
        found = known
        if known is None or not all(key in entry.value for key in known.answer.has):
            found = operation_of_object(entry.value)
        yield _item(document, found.operation if found else _UNKNOWN, entry)


def _page(document: Document, page: Page) -> Iterator[Item | Rejected]:
    whole = operation_of_answer(page.top)
    if whole is not None:
        body = {key: page.value(key) for key in page.top}
        yield _item(document, whole.operation, Entry(page.place or document.place or "$", body))
        return
    found = [(key, read) for key in page.top if (read := _result(document, page, key))]
    for _, read in found:
        yield from read
    if not found and any(bytes(raw)[:1] in (b"[", b"{") for raw in page.top.values()):
        place, why = page.place or document.place, ", ".join(sorted(page.top)[:3])
        problem = diagnostic("answer-not-recognised", document.file, place=place, why=why)
        yield Rejected("", problem)


def _result(document: Document, page: Page, key: str) -> Iterator[Item | Rejected] | None:
    """What stands under a key; None where it is no result."""
    raw = bytes(page.top[key])
    if raw[:1] not in (b"[", b"{") or key in _BESIDE:
        return None
    try:
        value = preview(raw)
    except ERRORS:
        return iter((malformed(document.file, f"{page.at}{key}", "cannot be decoded"),))
    known = operation_of(key, value)
    if known is None:
        return _of_unknown(document, page, key) if _of_list(value) is not None else None
    return (
        _words(document, page, key, known) if known.answer.word else _objects(document, page, known)
    )


def _of_unknown(document: Document, page: Page, key: str) -> Iterator[Item | Rejected]:
    """A result of an operation that is not in the table, of objects with ARNs."""
    for entry in page.each(key):
        yield entry if isinstance(entry, Rejected) else _item(document, f"{_UNKNOWN}.{key}", entry)


def _words(document: Document, page: Page, key: str, known: Known) -> Iterator[Item | Rejected]:
    listed = page.value(key)
    for number, word in enumerate(listed if isinstance(listed, list) else ()):
        place = f"{page.at}{key}[{number}]"
        if isinstance(word, str):
            yield _item(document, known.operation, Entry(place, {known.answer.word: word}))
        else:
            yield malformed(document.file, place, "Expected `str`")


def _objects(document: Document, page: Page, known: Known) -> Iterator[Item | Rejected]:
    steps = known.answer.at.split(".")
    whole = _whole(document, known.answer.part)
    beside = _word(page.value("TypeName"))
    for entry in page.each(steps[0]):
        if isinstance(entry, Rejected):
            yield entry
            continue
        owner = _word(entry.value.get("OwnerId"))
        for one in _inner(document, entry, steps[1:]):
            if isinstance(one, Rejected):
                yield one
                continue
            body = {**whole, **one.value}
            if beside:
                body.setdefault("TypeName", beside)
            yield _item(document, known.operation, Entry(one.place, body), owner)


def _inner(document: Document, entry: Entry, steps: list[str]) -> Iterator[Entry | Rejected]:
    if not steps:
        yield entry
        return
    place = f"{entry.place}.{steps[0]}"
    inner = entry.value.get(steps[0])
    if not isinstance(inner, list):
        if inner is not None:
            yield malformed(document.file, place, "Expected `array`")
        return
    for number, one in enumerate(inner):
        if isinstance(one, dict):
            yield Entry(f"{place}[{number}]", one)
        else:
            yield malformed(document.file, f"{place}[{number}]", "Expected `object`")


def _whole(document: Document, key: str) -> dict[str, Any]:
    """Whose part the objects are, where the file is named by it: `list-record-sets/Z0123.json`."""
    if not key:
        return {}
    name = document.file.rpartition("/")[2].rpartition(".")[0] or document.file
    return {key: unquote_plus(name)}


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _item(document: Document, operation: str, entry: Entry, account: str = "") -> Item:
    base = f"{document.place}." if document.place else ""
    place = entry.place if entry.place.startswith(base) else base + entry.place
    return Item(
        cloud=CLOUD,
        form="api",
        type=operation,
        body=entry.value,
        file=document.file,
        place=place,
        account=account,
    )
