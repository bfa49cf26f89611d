"""JSON documents that AWS writes as text within an attribute: policies, redrive settings."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

_LARGEST = 1 << 20
"""Bytes; the largest policy AWS takes is 20 kB, so what is larger is no policy."""


def parse(text: str) -> Mapping[str, Any]:
    """The object that a document holds; empty where it is none."""
    if not text or len(text) > _LARGEST:
        return {}
    try:
        value = msgspec.json.decode(text.encode("utf-8", "replace"))
    except (msgspec.DecodeError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}


def text_of(document: str, key: str) -> str:
    """One word of a document; '' where it is not there."""
    value = parse(document).get(key)
    return value if isinstance(value, str) else ""


def statements(document: str) -> Iterator[Mapping[str, Any]]:
    """The statements of a policy; a single one may stand without a list."""
    found = parse(document).get("Statement")
    for statement in found if isinstance(found, list) else [found]:
        if isinstance(statement, dict):
            yield statement


def words(value: object) -> tuple[str, ...]:
    """The words of a value that may be one word, a list or an object of either."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, dict):
        return tuple(word for inner in value.values() for word in words(inner))
    if isinstance(value, list):
        return tuple(word for word in value if isinstance(word, str))
    return ()


def allowed_actions(document: str) -> tuple[str, ...]:
    """Every action that a policy allows, as written, sorted."""
    return tuple(
        sorted(
            {
                word
                for statement in statements(document)
                if statement.get("Effect") == "Allow"
                for word in words(statement.get("Action"))
            }
        )
    )


def principals(document: str) -> tuple[str, ...]:
    """Whom a trust policy lets in: services, accounts, federations; sorted."""
    return tuple(
        sorted({word for found in statements(document) for word in words(found.get("Principal"))})
    )


def named_resources(document: str) -> tuple[str, ...]:
    """The exact resources a policy names, without patterns and without what is below a bucket."""
    found = {
        word for statement in statements(document) for word in words(statement.get("Resource"))
    }
    plain = (word.removesuffix("/*") for word in found)
    return tuple(sorted({word for word in plain if word.startswith("arn:") and "*" not in word}))
