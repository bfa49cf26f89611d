"""Answers that a recorder wrapped: taken out of their wrapping, with what was asked.

Four wrappings are known: `{status_code, data}` (placebo), `{headers, body}`, `{request, api,
response}` and cassettes `{interactions: [{request, response}]}` (VCR), these in YAML as well.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Raw, Struct

from planner.inventory.exports.preview import ERRORS
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import Rejected

_FAILED = 400
_FEW = 4


class Answer(Struct, frozen=True):
    """One JSON value, unwrapped."""

    content: bytes
    place: str = ""
    uri: str = ""


def answers(content: bytes, file: str) -> Iterator[Answer | Rejected]:
    """The answers in a JSON value; itself where nothing is wrapped around it.

    One that says that it failed is rejected: a list that was refused is not an empty list.
    """
    top = _top(content)
    if "interactions" in top:
        for number, raw in enumerate(_list(top["interactions"])):
            yield from _interaction(raw, f"interactions[{number}]", file)
        return
    yield from _unwrapped(content, top, "", file)


def _unwrapped(
    content: bytes, top: dict[str, Raw], uri: str, file: str
) -> Iterator[Answer | Rejected]:
    keys = set(top)
    if keys == {"status_code", "data"}:
        status = _decoded(top["status_code"])
        if isinstance(status, int) and status >= _FAILED:
            yield _refused(file, "", str(status))
        else:
            yield Answer(bytes(top["data"]), "data", uri)
        return
    if keys == {"headers", "body"}:
        yield Answer(_inner(top["body"]), "body", uri)
    elif "response" in keys and "request" in keys and len(keys) <= _FEW:
        asked = _decoded(top.get("api", Raw(b'""')))
        uri = asked if isinstance(asked, str) else uri
        yield Answer(_inner(top["response"]), "response", uri)
    else:
        yield Answer(content, "", uri)


def _interaction(raw: Raw, place: str, file: str) -> Iterator[Answer | Rejected]:
    parts = _top(raw)
    request, response = _top(parts.get("request", b"")), _top(parts.get("response", b""))
    uri = _decoded(request.get("uri", Raw(b'""')))
    status = _status(response)
    if status >= _FAILED:
        yield _refused(file, place, str(status))
        return
    body: Any = response.get("body", Raw(b"null"))
    inner = _top(body)
    body = inner.get("data", inner.get("string", body))
    content = _inner(body)
    if content[:1] in (b"{", b"["):
        yield Answer(content, f"{place}.response.body", uri if isinstance(uri, str) else "")


def _status(response: dict[str, Raw]) -> int:
    status = _decoded(response.get("status", response.get("status_code", Raw(b"0"))))
    if isinstance(status, dict):
        status = status.get("code")
    return status if isinstance(status, int) else 0


def _refused(file: str, place: str, why: str) -> Rejected:
    return Rejected("", diagnostic("answer-failed", file, place=place, why=why), 0)


def _inner(raw: Raw) -> bytes:
    """The value, or the JSON that stands within its text."""
    content = bytes(raw)
    if content[:1] != b'"':
        return content
    text = _decoded(raw)
    return text.strip().encode("utf-8", "replace") if isinstance(text, str) else b"null"


def _top(content: Raw | bytes) -> dict[str, Raw]:
    try:
        return msgspec.json.decode(content, type=dict[str, Raw])
    except ERRORS:
        return {}


def _list(raw: Raw) -> list[Raw]:
    try:
        return msgspec.json.decode(raw, type=list[Raw])
    except ERRORS:
        return []


def _decoded(raw: Raw) -> Any:  # noqa: ANN401 - JSON
    try:
        return msgspec.json.decode(raw)
    except ERRORS:
        return None
