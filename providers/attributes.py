"""Reading hostile attributes: each function gives a value of its type, or what stands for unknown.

An export may hold anything anywhere: a list where an object is due, a number as text (state v3
writes all scalars as text), nothing at all. These functions never raise; unknown is `""`, `None`
or empty.
"""

from collections.abc import Mapping
from typing import Any

Attributes = Mapping[str, Any]

LARGEST = 2**53
"""Beyond it a JSON number is no longer exact, and no size or count of a cloud is so large."""


def text(attributes: Attributes, key: str) -> str:
    """The text under `key`; numbers are written out, everything else is ''."""
    value = attributes.get(key)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return str(value)
    return ""


def first_text(attributes: Attributes, *keys: str) -> str:
    """The first text that is not empty, for arguments that provider versions have renamed."""
    for key in keys:
        if found := text(attributes, key):
            return found
    return ""


def texts(attributes: Attributes, key: str) -> tuple[str, ...]:
    """The texts of a list (or the one text) under `key`, empty ones left out."""
    value = attributes.get(key)
    if isinstance(value, str):
        return (value,) if value else ()
    if isinstance(value, list | tuple):
        return tuple(item for item in value if isinstance(item, str) and item)
    return ()


def number(attributes: Attributes, key: str) -> float | None:
    """A number that is not negative; None where there is none."""
    value = attributes.get(key)
    if isinstance(value, str):
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= LARGEST else None


def whole(attributes: Attributes, key: str) -> int | None:
    """A whole number that is not negative; None where there is none."""
    value = number(attributes, key)
    return int(value) if value is not None else None


def flag(attributes: Attributes, *keys: str) -> bool | None:
    """True or False under the first of `keys` that says; None where none does."""
    for key in keys:
        value = attributes.get(key)
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in {"true", "false"}:
            return value.lower() == "true"
    return None


def blocks(attributes: Attributes, key: str) -> tuple[Attributes, ...]:
    """The nested blocks under `key`: a list of objects, or one object."""
    value = attributes.get(key)
    if isinstance(value, dict):  # an abstract check is ten times slower, and JSON gives these
        return (value,)
    if isinstance(value, list | tuple):
        return tuple(item for item in value if isinstance(item, dict))
    return ()


def block(attributes: Attributes, *path: str) -> Attributes:
    """The first nested block at the end of `path`; empty where there is none."""
    for key in path:
        found = blocks(attributes, key)
        if not found:
            return {}
        attributes = found[0]
    return attributes


def labels(attributes: Attributes, *keys: str) -> dict[str, str]:
    """The tags under the first of `keys` that holds any, sorted; only those that are text."""
    for key in keys:
        value = attributes.get(key)
        if isinstance(value, dict) and value:
            return {
                name: word
                for name, word in sorted(value.items())
                if isinstance(name, str) and isinstance(word, str)
            }
    return {}
