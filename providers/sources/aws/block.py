"""Typed access to attributes that somebody else wrote: anything may be missing or odd."""

from collections.abc import Mapping
from math import isfinite
from typing import Any

_TRUE = frozenset({"true", "1", "yes", "enabled"})
_FALSE = frozenset({"false", "0", "no", "disabled"})


class Block:
    """One object of attributes, read without trusting it.

    An accessor gives the empty value of its type where the attribute is missing or of another
    type: the old flat states write numbers and booleans as text, so those are parsed.
    """

    __slots__ = ("attributes",)

    def __init__(self, attributes: Mapping[str, Any]) -> None:
        self.attributes = attributes

    def text(self, *keys: str) -> str:
        """The first of these attributes that holds a word; '' where none does."""
        for key in keys:
            value = self.attributes.get(key)
            if isinstance(value, str) and value:
                return value
            if isinstance(value, int | float) and not isinstance(value, bool):
                return str(value)
        return ""

    def number(self, key: str) -> int | None:
        """A whole number; None where there is none."""
        value = self.decimal(key)
        return None if value is None else int(value)

    def count(self, key: str) -> int | None:
        """A number that cannot be negative; None where it is, since then nothing is known."""
        value = self.number(key)
        return value if value is not None and value >= 0 else None

    def size(self, key: str) -> int | None:
        """A size above zero: zero is what the provider writes where a size does not apply."""
        return self.count(key) or None

    def decimal(self, key: str) -> float | None:
        """A finite number; None where there is none."""
        value = self.attributes.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float | str):
            return None
        try:
            number = float(value)
        except (ValueError, OverflowError):
            return None
        return number if isfinite(number) else None

    def flag(self, key: str) -> bool | None:
        """A boolean; None where the source does not say."""
        value = self.attributes.get(key)
        if isinstance(value, bool):
            return value
        if isinstance(value, str):
            word = value.lower()
            return True if word in _TRUE else False if word in _FALSE else None
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """The words of a list or set, in the order written, without the empty ones."""
        value = self.attributes.get(key)
        if isinstance(value, str):
            return (value,) if value else ()
        if not isinstance(value, list | tuple):
            return ()
        return tuple(word for word in value if isinstance(word, str) and word)

    def block(self, key: str) -> "Block":
        """The nested block of that name; an empty one where there is none."""
        value = self.attributes.get(key)
        if isinstance(value, list | tuple):
            value = value[0] if value else None
        return Block(value) if isinstance(value, dict) else EMPTY

    def blocks(self, key: str) -> list["Block"]:
        """Every nested block of that name, in the order written."""
        value = self.attributes.get(key)
        if isinstance(value, dict):
            return [Block(value)]
        if not isinstance(value, list | tuple):
            return []
        return [Block(item) for item in value if isinstance(item, dict)]

    def texts_in(self, block: str, key: str) -> tuple[str, ...]:
        """The words under a key of every nested block of that name."""
        return tuple(word for one in self.blocks(block) for word in one.texts(key))

    def words(self, key: str) -> dict[str, str]:
        """A map of words, such as tags; numbers among them are words too."""
        value = self.attributes.get(key)
        if not isinstance(value, dict) or not value:
            return {}
        found = {name: word for name, word in value.items() if type(word) is str}
        if len(found) == len(value):
            return found
        plain = (int, float)
        return found | {name: str(word) for name, word in value.items() if type(word) in plain}

    def __bool__(self) -> bool:
        return bool(self.attributes)


EMPTY = Block({})
