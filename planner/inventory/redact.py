"""Secrets out of what was read, before anything else sees it.

What is secret is data (`mappings/sensitive.yaml`): arguments by type, names, shapes of values; and
what the input itself marks as sensitive. Rules of a source only ever see redacted attributes: they
learn that a password is set, never what it is.
"""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec

from planner.catalogue.data import data_path, load_yaml

REDACTED = "[redacted]"
"""What stands in the place of a secret: it was there, and it is not kept."""

_DEEPEST = 200
"""Levels of nesting that are looked at; what lies deeper is not kept."""

_KEYS = re.compile(rb'"([^"\\]++)":(?!null|true|false|""|\[\])')
"""Keys of JSON, without escapes in them, whose value is not empty."""

_PAIRED = ("value", "Value", "ParameterValue", "parameter_value", "OptionValue", "option_value")
_PAIRING = (
    "name", "key", "Name", "Key", "ParameterKey", "ParameterName", "parameter_key", "parameter_name",
    "OptionName", "option_name",
)  # fmt: skip
_PAIRED_BYTES = frozenset(word.encode() for word in _PAIRED)

_MARKED = frozenset((True, "true"))


class _Sensitive(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    names: tuple[str, ...]
    harmless: tuple[str, ...]
    pointers: tuple[str, ...]
    values: tuple[str, ...]
    signs: tuple[tuple[str, ...], ...]
    exact_signs: tuple[str, ...]
    assigned: tuple[str, ...]
    assigners: tuple[str, ...]
    keys: str
    types: dict[str, frozenset[str]]


class Redactor:
    """Replaces secrets by `REDACTED`; one for a run, since it remembers the names it has judged."""

    def __init__(self, rules: _Sensitive) -> None:
        self._types = rules.types
        self._names = _any(rules.names)
        self._harmless = _any(rules.harmless)
        self._pointers = _any(rules.pointers)
        self._values = _any(rules.values)
        self._keys = re.compile(rules.keys)
        self._signs = tuple(tuple(word.encode() for word in line) for line in rules.signs)
        # The end of a word is enough to look for, and half as slow.
        ends = sorted({re.escape(word[-3:]) for word in rules.assigned})
        after = (re.escape(one) for one in rules.assigners)
        self._assigned = re.compile(f"(?:{'|'.join(ends)})(?:{'|'.join(after)})".encode())
        self._exact_signs = tuple(sign.encode() for sign in rules.exact_signs)
        self._harmless_keys = set(_PAIRED_BYTES)
        self._secret_keys: set[bytes] = set()
        self._judged: dict[str, bool] = {}
        self._none: frozenset[str] = frozenset()

    def attributes(
        self, native_type: str, attributes: dict[str, Any], marked: object = None
    ) -> tuple[dict[str, Any], bytes]:
        """The attributes without their secrets, and the same as JSON bytes.

        `marked` is what the input says is sensitive: the list of paths of a state, or the mirror of
        the values of `show -json`.
        """
        kept = attributes
        if marked:
            kept = _by_paths(kept, marked) if isinstance(marked, list) else _by_mirror(kept, marked)
            if not isinstance(kept, dict):  # a mark on the whole, or one that nobody understands
                kept = {}
        encoded = msgspec.json.encode(kept)
        # Few records hold a secret: two looks at their JSON spare the rest the slow walks.
        if self._has_names(encoded, native_type):
            kept = self._mapping(kept, self._types.get(native_type, self._none), 0)
        if self._has_signs(encoded):
            kept = self._value(kept, 0)
        return kept, encoded if kept is attributes else msgspec.json.encode(kept)

    def _has_names(self, encoded: bytes, native_type: str) -> bool:
        """Whether a name that may be a secret's has a value, or a `value` has a name beside it."""
        if b"\\" in encoded:  # an escaped key, or JSON within a text: not for a pattern to judge
            return True
        found = set(_KEYS.findall(encoded))
        for key in found - self._harmless_keys - self._secret_keys:
            name = msgspec.json.decode(b'"' + key + b'"', type=str)
            (self._secret_keys if self._is_secret(name) else self._harmless_keys).add(key)
        if not found.isdisjoint(_PAIRED_BYTES) or not found.isdisjoint(self._secret_keys):
            return True
        secret = self._types.get(native_type, self._none)
        return any(name.encode() in found for name in secret)

    def _has_signs(self, encoded: bytes) -> bool:
        """Whether a pattern of a secret's shape can match at all."""
        for sign in self._exact_signs:  # plain loops: this is a tenth of the time of a run
            if sign in encoded:
                return True
        lowered = encoded.lower()
        if self._assigned.search(lowered):
            return True
        # a loop: `any` of a generator costs a frame for each text
        for line in self._signs:  # noqa: SIM110
            if line[0] in lowered and all(word in lowered for word in line):
                return True
        return False

    def text(self, text: str) -> str:
        """The text, or what may be kept of it."""
        found = self._value(text, 0)
        return found if isinstance(found, str) else REDACTED

    def _is_secret(self, name: str) -> bool:
        word = _snake(name)
        known = bool(self._names.search(word)) and not self._harmless.search(word)
        self._judged[name] = known
        return known

    def _mapping(self, value: dict[str, Any], secret: frozenset[str], depth: int) -> dict[str, Any]:
        """By names; the same object where nothing in it is secret."""
        changed: dict[str, Any] = {}
        for name, item in value.items():
            if item is None or item is True or item is False:
                continue
            seen = _blank(item) if name in secret else self._named(name, item, secret, depth)
            if seen is not item:
                changed[name] = seen
        if (pair := self._pair(value)) is not None:
            changed[pair] = REDACTED
        return {**value, **changed} if changed else value

    def _named(self, name: str, item: Any, secret: frozenset[str], depth: int) -> Any:  # noqa: ANN401 - JSON
        """What is kept of one attribute, by its name."""
        known = self._judged.get(name)
        if known is None:
            known = self._is_secret(name)
        if known and not isinstance(item, dict):
            return self._secret(item)
        return self._below(item, secret, depth) if isinstance(item, dict | list) else item

    def _below(self, item: Any, secret: frozenset[str], depth: int) -> Any:  # noqa: ANN401 - JSON
        if depth > _DEEPEST:
            return REDACTED
        if isinstance(item, dict):
            return self._mapping(item, secret, depth + 1)
        if isinstance(item, list):
            seen = [
                self._below(one, secret, depth + 1) if isinstance(one, dict | list) else one
                for one in item
            ]
            return seen if any(a is not b for a, b in zip(seen, item, strict=True)) else item
        return item

    def _pair(self, value: Mapping[str, Any]) -> str | None:
        """The key of a variable's value where it is written `{name: DB_PASSWORD, value: …}`.

        APIs write both words in their own way: `{Key, Value}`, `{ParameterKey, ParameterValue}`.
        """
        for key in _PAIRED:
            text = value.get(key)
            if isinstance(text, str) and text:
                names = (value.get(name) for name in _PAIRING)
                if any(isinstance(name, str) and self._is_secret(name) for name in names):
                    return key
        return None

    def _secret(self, item: Any) -> Any:  # noqa: ANN401 - JSON
        """A value under a secret's name: text goes, unless it only points at the secret."""
        if isinstance(item, str):
            return item if not item or self._pointers.search(item) else REDACTED
        if isinstance(item, list):
            return [self._secret(one) if not isinstance(one, dict) else one for one in item]
        return item

    def _value(self, value: Any, depth: int) -> Any:  # noqa: ANN401 - JSON
        """By shape; the same object where nothing in it is secret."""
        if isinstance(value, str):
            return self._text(value, depth)
        if depth > _DEEPEST:
            return REDACTED
        if isinstance(value, dict):
            seen = {name: self._value(item, depth + 1) for name, item in value.items()}
            return seen if any(seen[name] is not value[name] for name in seen) else value
        if isinstance(value, list):
            items = [self._value(item, depth + 1) for item in value]
            return items if any(a is not b for a, b in zip(items, value, strict=True)) else value
        return value

    def _text(self, text: str, depth: int) -> str:
        if text[:1] in ("{", "["):  # policies and container definitions are JSON within a string
            try:
                inner = msgspec.json.decode(text)
            except (msgspec.DecodeError, RecursionError):
                inner = None
            if isinstance(inner, dict | list):
                seen = self._value(self._below(inner, self._none, depth + 1), depth + 1)
                return text if seen is inner else msgspec.json.encode(seen).decode()
        if self._values.search(text):
            return REDACTED
        return self._keys.sub(_digest, text) if "A" in text else text


@lru_cache(maxsize=1)
def _sensitive() -> _Sensitive:
    return load_yaml(data_path("mappings", "sensitive.yaml"), _Sensitive)


def redactor() -> Redactor:
    """A redactor by the shipped list."""
    return Redactor(_sensitive())


def _any(patterns: Sequence[str]) -> re.Pattern[str]:
    # A flag such as (?i) may only stand at the start of a pattern: scope it to its own alternative.
    scoped = (f"(?i:{one[4:]})" if one.startswith("(?i)") else f"(?:{one})" for one in patterns)
    return re.compile("|".join(scoped))


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).replace("-", "_").replace(".", "_").lower()


def _digest(found: re.Match[str]) -> str:
    return f"[redacted-{sha256(found.group().encode()).hexdigest()[:8]}]"


def _blank(item: Any) -> Any:  # noqa: ANN401 - JSON
    """Everything below, as one marker; what is empty stays empty, so that absence can be told."""
    return REDACTED if item not in ("", [], {}) else item


def _by_mirror(value: Any, marked: object) -> Any:  # noqa: ANN401 - JSON
    """`sensitive_values`: true where the value at the same place is sensitive."""
    if isinstance(marked, bool | str):
        return _blank(value) if marked in _MARKED and value is not None else value
    if isinstance(marked, dict) and isinstance(value, dict):
        return {
            name: _by_mirror(item, marked[name]) if name in marked else item
            for name, item in value.items()
        }
    if isinstance(marked, list) and isinstance(value, list):
        rest = len(value) - len(marked)
        pairs = zip(value, [*marked, *([None] * max(rest, 0))], strict=False)
        return [_by_mirror(item, mark) for item, mark in pairs]
    return value


def _by_paths(attributes: dict[str, Any], marked: Sequence[object]) -> dict[str, Any]:
    """`sensitive_attributes`: paths; a step that cannot be followed redacts all it is in."""
    for path in marked:
        steps = path if isinstance(path, list) else [path]
        attributes = _at(attributes, [_step(step) for step in steps])
    return attributes


def _step(step: object) -> str | int | None:
    """Attribute name or index of one step, `None` where it is of an unknown form."""
    value = step.get("value") if isinstance(step, dict) else step
    if isinstance(value, dict):  # {"value": 0, "type": "number"}
        value = value.get("value")
    return value if isinstance(value, str | int) else None


def _at(value: Any, steps: list[str | int | None]) -> Any:  # noqa: ANN401 - JSON
    if not steps:
        return _blank(value) if value is not None else None
    first, rest = steps[0], steps[1:]
    if isinstance(value, dict) and isinstance(first, str):
        return {**value, first: _at(value[first], rest)} if first in value else value
    if isinstance(value, list) and isinstance(first, int) and 0 <= first < len(value):
        return [*value[:first], _at(value[first], rest), *value[first + 1 :]]
    return _blank(value) if isinstance(value, dict | list) else value
