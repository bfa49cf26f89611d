"""The neutral kinds, what each target has for them in short, and the kind of every source type."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.model.choice import Fit, Method
from planner.model.resource import Kind
from planner.model.text import Text, same


class Verdict(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a target has for a kind, where no mapping file says more."""

    fit: Fit
    service: Text
    """The service, the software to run (self-hosted), or what stands in its place (none)."""


class KindFact(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One neutral kind: its title, how it moves, and the verdict of each target."""

    title: Text
    method: Method
    targets: dict[str, Verdict]


class Decision(Struct, frozen=True, forbid_unknown_fields=True):
    """One line that decides the kind of an ambiguous type."""

    when: dict[str, str]
    """Attribute path -> pattern; all must match."""
    kind: Kind | None


class SourceTypes(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """`mappings/source-types.yaml`."""

    source: str
    retrieved: str
    types: dict[str, Kind]
    decided: dict[str, tuple[Decision, ...]]
    parts: dict[str, str]
    """Type -> the attribute that names the whole it is part of."""
    settings: frozenset[str]
    """Types that fold into every resource that names them."""

    def kind(self, native_type: str, attributes: Mapping[str, Any]) -> Kind | None:
        """The kind of a record of that type, None where the type is not in the table."""
        for decision in self.decided.get(native_type, ()):
            if all(
                any(fnmatchcase(word, pattern) for word in _words(attributes, path.split(".")))
                for path, pattern in decision.when.items()
            ):
                return decision.kind
        return self.types.get(native_type)


class _Verdict(Struct, frozen=True, forbid_unknown_fields=True):
    fit: Fit
    service: Text | str


class _Kind(Struct, frozen=True, forbid_unknown_fields=True):
    title: Text | str
    method: Method
    targets: dict[str, _Verdict]


class _Kinds(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    kinds: dict[Kind, _Kind]


@lru_cache(maxsize=1)
def kinds() -> dict[Kind, KindFact]:
    """Every neutral kind, by id, from `mappings/kinds.yaml`."""
    read = load_yaml(data_path("mappings", "kinds.yaml"), _Kinds)
    return {
        kind: KindFact(
            title=_text(fact.title),
            method=fact.method,
            targets={
                target: Verdict(fit=verdict.fit, service=_text(verdict.service))
                for target, verdict in fact.targets.items()
            },
        )
        for kind, fact in read.kinds.items()
    }


@lru_cache(maxsize=1)
def source_types() -> SourceTypes:
    """The table of Terraform types, from `mappings/source-types.yaml`."""
    return load_yaml(data_path("mappings", "source-types.yaml"), SourceTypes)


def _text(word: Text | str) -> Text:
    return same(word) if isinstance(word, str) else word


def _words(value: object, steps: list[str]) -> list[str]:
    """The scalars that a path leads to, as words: `true`, `3`; an absent one is the empty word."""
    if not steps:
        return [_word(value)]
    if isinstance(value, Mapping):
        return _words(value.get(steps[0]), steps[1:])
    if isinstance(value, list):
        rest = steps[1:] if steps[0] == "*" else steps
        return [word for item in value for word in _words(item, rest)]
    # Terraform writes a block that may stand once as a list or, in some exports, as an object.
    return _words(None, steps[1:])


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""
