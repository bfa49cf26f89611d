"""An inventory for those who may not circulate theirs: other names, the same plan.

Names, ids, accounts, addresses, tags and texts are replaced, the same by the same (`mask_words`);
sizes, kinds, regions, amounts and what a price depends on stay. Of the attributes as read only
these remain, with the ids and hosts in them that a plan looks for.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

import msgspec
from msgspec import Raw, Struct

from planner.catalogue.data import data_path, load_yaml
from planner.inventory.mask_keys import public_key
from planner.inventory.mask_words import Words
from planner.inventory.merge_specs import fields_of
from planner.inventory.problems import refilled
from planner.model.resource import (
    Diagnostic,
    Flow,
    Inventory,
    LedgerRow,
    Origin,
    Reference,
    Resource,
    Spend,
)
from planner.model.text import Text

_TOKEN = re.compile(rb'[^"\\]{8,}+')
"""A text of the configuration, or a text within JSON within a text."""
_PART = re.compile(r"[^\W_]+")

S = TypeVar("S", bound=Struct)


class Kept(Struct, frozen=True, kw_only=True):
    """What a plan reads of an inventory and what is therefore not replaced, besides our own data."""

    tags: frozenset[str]
    """Keys of tags, in lower case, that say something to a plan."""
    classes: frozenset[str]
    """Of these, the keys whose values name a class of data."""
    is_class: Callable[[str], bool]
    """Whether a tag's value names classes of data."""
    words: frozenset[str]
    """Words of names that say nothing."""
    traces: Callable[[bytes], Mapping[str, object]]
    """What remains of attributes for what is looked for in them: hosts, images without a registry."""


class _Masking(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    source: str
    retrieved: str
    words: frozenset[str]
    pieces: tuple[str, ...]
    heads: str
    fields: dict[str, str]
    attributes: frozenset[str]
    blocks: frozenset[str]
    inside: frozenset[str]
    named: frozenset[str]
    sort: str


@lru_cache(maxsize=1)
def _masking() -> _Masking:
    return load_yaml(data_path("mappings", "masking.yaml"), _Masking)


def mask(inventory: Inventory, key: bytes, kept: Kept) -> Inventory:
    """The inventory with everything replaced that tells whose it is; same key, same bytes."""
    words = Words(key, _vocabulary(inventory) | kept.words, _masking().pieces)
    names = {
        name.encode("utf-8", "surrogatepass")
        for one in inventory.resources
        for name in (one.id, *one.aliases)
    }
    files = {name for name, _ in inventory.inputs}
    files |= {origin.source for one in inventory.resources for origin in (one.origin, *one.origins)}
    known = _Known(names, files)
    _Mask(words.see, words, kept, known).inventory(inventory)
    words.settle()
    return _Mask(words.text, words, kept, known).inventory(inventory)


class _Known(NamedTuple):
    names: set[bytes]
    """Ids and other names of resources, as they stand in attributes."""
    files: set[str]


def _vocabulary(inventory: Inventory) -> frozenset[str]:
    """Words of types, kinds and places, and what ids write before a name."""
    found: set[str] = set(_masking().words)
    texts = {
        text
        for one in inventory.resources
        for text in (one.native_type, str(one.kind), one.region, one.zone, *_structure(one.id))
    }
    texts |= {text for row in inventory.ledger for text in (row.cloud, row.region, row.service)}
    for text in texts:
        found.update(part.lower() for part in _PART.findall(text))
    return frozenset(found)


def _structure(identity: str) -> Iterator[str]:
    """What of an id its cloud wrote: its head by pattern, every other step of a path."""
    match = _head().match(identity)
    if match is not None:
        yield from (group for group in match.groups() if group)
        return
    if not identity.startswith("/"):
        return
    steps = identity.lstrip("/").split("/")
    if identity.startswith("//"):
        yield steps.pop(0)
    at = 0
    while at + 1 < len(steps):  # a step without another is a name
        yield steps[at]
        if steps[at].lower() == "providers":
            yield steps[at + 1]
        at += 1 if steps[at] == "global" else 2


@lru_cache(maxsize=1)
def _head() -> re.Pattern[str]:
    return re.compile(_masking().heads)


class _Mask:
    """One walk over an inventory: the first only shows every text, the second replaces it."""

    def __init__(self, text: Callable[[str], str], words: Words, kept: Kept, known: _Known) -> None:
        self._text = text
        self._words = words
        self._kept = kept
        self._names = known.names
        self._files = known.files
        self._fields = {name: re.compile(one) for name, one in _masking().fields.items()}
        self._sort = re.compile(_masking().sort)

    def inventory(self, one: Inventory) -> Inventory:
        return Inventory(
            resources=tuple(sorted(map(self._resource, one.resources), key=lambda r: r.id)),
            ledger=tuple(sorted(map(self._row, one.ledger))),
            diagnostics=tuple(sorted(map(self._diagnostic, one.diagnostics))),
            as_of=one.as_of,
            inputs=tuple(
                sorted((self._text(name), self._words.digest(sha, 32)) for name, sha in one.inputs)
            ),
            spend=tuple(sorted(map(self._spend, one.spend))),
            flows=tuple(sorted(map(self._flow, one.flows))),
        )

    def _resource(self, one: Resource) -> Resource:
        return msgspec.structs.replace(
            one,
            id=self._text(one.id),
            name=self._text(one.name),
            origin=self._origin(one.origin),
            origins=tuple(map(self._origin, one.origins)),
            account=self._text(one.account),
            tags={self._key(key): self._value(key, value) for key, value in one.tags.items()},
            spec=self._struct(one.spec) if one.spec is not None else None,
            references=tuple(map(self._reference, one.references)),
            aliases=self._each(one.aliases),
            part_of=self._text(one.part_of),
            native=self._native(one.native),
        )

    def _origin(self, one: Origin) -> Origin:
        return Origin(self._text(one.source), self._text(one.place), one.form)

    def _reference(self, one: Reference) -> Reference:
        return Reference(one.relation, self._text(one.target), one.path)

    def _each(self, words: Iterable[str]) -> tuple[str, ...]:
        return tuple(map(self._text, words))

    def _key(self, key: str) -> str:
        return key if key.lower() in self._kept.tags else self._text(key)

    def _value(self, key: str, value: str) -> str:
        if key.lower() in self._kept.classes and self._kept.is_class(value):
            return value
        return self._words.numbers(self._text(value))

    def _struct(self, one: S) -> S:
        changes = {}
        for field in fields_of(one):
            value = getattr(one, field.name)
            made = self._any(field.name, value)
            if made is not value:
                changes[field.name] = made
        return msgspec.structs.replace(one, **changes) if changes else one

    def _any(self, name: str, value: Any) -> Any:  # noqa: ANN401 - a value of a spec
        if isinstance(value, str):
            if name == "public_key" and value:
                return public_key(value, self._text, self._words.stream)
            known = self._fields.get(name)
            return value if known is not None and known.fullmatch(value) else self._text(value)
        if isinstance(value, tuple):
            return tuple(self._any(name, one) for one in value)
        return self._struct(value) if isinstance(value, Struct) else value

    def _native(self, native: Raw) -> Raw:
        content = bytes(native)
        told = msgspec.json.decode(content)
        found: dict[str, object] = self._attributes(told) if isinstance(told, dict) else {}
        named = sorted(
            self._text(token.decode("utf-8", "surrogatepass"))
            for token in self._names.intersection(_TOKEN.findall(content))
        )
        found |= {"named": named} if named else {}
        return Raw(msgspec.json.encode(found | dict(self._kept.traces(content)), order="sorted"))

    def _attributes(self, told: Mapping[str, Any], *, inside: bool = False) -> dict[str, object]:
        rules = _masking()
        known = rules.attributes | rules.inside if inside else rules.attributes
        found: dict[str, object] = {}
        for name, value in told.items():
            if name in rules.named and isinstance(value, str):
                found[name] = self._text(value)
            elif name in rules.blocks and isinstance(value, dict | list):
                found[name] = self._blocks(value)
            elif name in known and self._is_sort(value):
                found[name] = value
        return found

    def _is_sort(self, value: object) -> bool:
        if isinstance(value, str):
            return bool(self._sort.fullmatch(value))
        return isinstance(value, bool | int | float)

    def _blocks(self, value: object) -> object:
        if isinstance(value, list):
            return [self._blocks(one) for one in value]
        return self._attributes(value, inside=True) if isinstance(value, dict) else None

    def _row(self, one: LedgerRow) -> LedgerRow:
        known = one.operation in self._files or not one.region
        return msgspec.structs.replace(
            one,
            account=self._text(one.account),
            operation=self._text(one.operation) if known else one.operation,
            detail="",
        )

    def _diagnostic(self, one: Diagnostic) -> Diagnostic:
        mark = self._words.digest(one.detail.en)
        unknown = Text(en=f"{one.summary.en} ({mark}).", fr=f"{one.summary.fr} ({mark}).")
        return msgspec.structs.replace(
            one,
            detail=refilled(one, self._text) or unknown,
            source=self._text(one.source),
            place=self._text(one.place),
            resource=self._text(one.resource),
        )

    def _spend(self, one: Spend) -> Spend:
        return msgspec.structs.replace(one, account=self._text(one.account))

    def _flow(self, one: Flow) -> Flow:
        return msgspec.structs.replace(
            one,
            source=self._text(one.source),
            target=self._text(one.target),
            account=self._text(one.account),
            network=self._text(one.network),
        )
