"""Made-up values of the right form, for what a real provider would answer."""

import re
import uuid
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.catalogue.schemas import Attribute, Block, Nested, constraints
from planner.proof.check import rules_of_one
from planner.proof.check.breach import Path
from planner.proof.check.values import Value

_SPACE = uuid.UUID("6f1d8a52-3a0e-5a53-9e39-7a4d0c9f6b11")
"""Any fixed one: what is made differs by what it is made for."""


class _Hint(Struct, frozen=True, forbid_unknown_fields=True):
    match: str
    value: str | int


class _Forms(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    names: tuple[_Hint, ...]
    numbers: tuple[_Hint, ...]
    values: dict[str, str]
    types: tuple[_Hint, ...]
    regions: dict[str, dict[str, str]]
    identities: dict[str, dict[str, str]]


@lru_cache(maxsize=1)
def _forms() -> _Forms:
    return load_yaml(data_path("mappings", "providers", "made.yaml"), _Forms)


@lru_cache(maxsize=4096)
def _hint(hints: tuple[_Hint, ...], name: str) -> str | int | None:
    return next((one.value for one in hints if re.fullmatch(one.match, name)), None)


class Maker:
    """Fills in the computed values of one resource; equal seeds make equal values."""

    def __init__(
        self, provider: str, kind: str, block: Block, known: dict[str, Value], seed: str
    ) -> None:
        self._provider = provider
        self._kind = kind
        self._block = block
        self._seed = seed
        place = _forms().regions.get(provider, {"region": "made", "zone": "made-1"})
        self._words = {
            word: str(known.get(word)) if isinstance(known.get(word), str) else place[word]
            for word in ("region", "zone")
        }
        name = known.get("name")
        self._words["name"] = name if isinstance(name, str) and name else "made"

    def fill(self, name: str, attribute: Attribute, path: Path) -> Value:
        """The value of a computed attribute: of its type, and good by its own rules."""
        steps = [step for step in path if isinstance(step, str)]
        rules = _rules_at(constraints().get(self._kind, {}), steps)
        if attribute.nested is not None:
            return self._objects(attribute.nested, path)
        return self._of_type(attribute.type, name, rules, path)

    def _objects(self, nested: Nested, path: Path) -> Value:
        """Only what is computed: a value in the place of an argument would count as one removed."""
        inner = {
            key: self.fill(key, one, (*path, key)) if one.computed else None
            for key, one in nested.attributes.items()
        }
        if nested.nesting == "single":
            return inner
        whole = all(one.computed for one in nested.attributes.values())
        return {} if nested.nesting == "map" else [inner] if whole else []

    def _of_type(self, kind: Any, name: str, rules: dict[str, Any], path: Path) -> Value:  # noqa: ANN401
        if isinstance(kind, str):
            return self._primitive(kind, name, rules, path)
        outer, inner = kind
        if outer in {"list", "set"}:
            return [self._of_type(inner, name, rules, path)]
        if outer == "object":
            return {key: self._of_type(one, key, {}, (*path, key)) for key, one in inner.items()}
        return {} if outer == "map" else [self._of_type(one, name, rules, path) for one in inner]

    def _primitive(self, kind: str, name: str, rules: dict[str, Any], path: Path) -> Value:
        if kind == "bool":
            return bool(rules["allowed"][0]) if "allowed" in rules else False
        if kind == "number":
            return next(self._fitting(self._numbers(name, rules), rules), 1)
        if kind == "dynamic":
            return None
        return next(self._fitting(self._texts(name, rules, path), rules), "made")

    @staticmethod
    def _fitting(values: Iterator[Value], rules: dict[str, Any]) -> Iterator[Value]:
        for value in values:
            if not any(
                rules_of_one.complaint(rule, value, wanted)
                for rule, wanted in rules.items()
                if rule in rules_of_one.NAMES
            ):
                yield value

    def _numbers(self, name: str, rules: dict[str, Any]) -> Iterator[Value]:
        yield from (one for one in rules.get("allowed", []) if isinstance(one, int))
        hint = _hint(_forms().numbers, name)
        yield hint if isinstance(hint, int) else 1
        low, high = rules.get("range", [0, 0])
        yield low if low is not None else high
        yield rules.get("min", 0)
        yield rules.get("multiple_of", 1)

    def _texts(self, name: str, rules: dict[str, Any], path: Path) -> Iterator[Value]:
        yield from (one for one in rules.get("allowed", []) if isinstance(one, str))
        forms = _forms()
        form = _hint(forms.names, name) or "word"
        if name == "id" and len(path) == 1:
            form = self._identity()
        yield self._written(forms.values[str(form)], path)
        yield from (self._written(one, path) for one in forms.values.values())

    def _identity(self) -> str:
        forms = _forms()
        own = _hint(forms.types, self._kind)
        if own:
            return str(own)
        by_place = forms.identities.get(self._provider, {})
        return next(
            (form for word, form in by_place.items() if word in self._block.attributes), "id"
        )

    def _written(self, form: str, path: Path) -> str:
        unique = uuid.uuid5(_SPACE, f"{self._seed}/{path}")
        octet = unique.int % 254 + 1
        return form.format(
            uuid=unique, hex8=unique.hex[:8], hex32=unique.hex, number=octet, octet=octet,
            octet_hex=f"{octet:02x}", **self._words,
        )  # fmt: skip


def _rules_at(rules: dict[str, dict[str, Any]], steps: list[str]) -> dict[str, Any]:
    """The rules of the attribute that the steps lead to; none where nothing is said of it."""
    found: dict[str, Any] = {}
    for step in steps:
        found = rules.get(step, {})
        rules = found.get("nested", {})
    return found
