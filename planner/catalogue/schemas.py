"""Schemas and rules of the target providers that ship with the package."""

import json
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct

from planner.catalogue.data import data_path


class Nested(Struct, frozen=True, array_like=True):
    """Type of an attribute that is an object of attributes of its own."""

    nesting: str
    """single, list, set or map."""
    attributes: "dict[str, Attribute]"


class Attribute(Struct, frozen=True, array_like=True):
    """One argument or one thing the provider answers."""

    flags: str
    """Letters: r(equired), o(ptional), c(omputed), s(ensitive), w(rite-only), d(eprecated)."""
    type: Any = None
    """The type as Terraform's JSON writes it: `"string"`, `["list", "string"]`, …"""
    nested: Nested | None = None
    """Stands instead of `type`."""

    @property
    def required(self) -> bool:
        """Whether a configuration must give it."""
        return "r" in self.flags

    @property
    def computed(self) -> bool:
        """Whether the provider fills it in where the configuration does not."""
        return "c" in self.flags

    @property
    def settable(self) -> bool:
        """Whether a configuration may give it."""
        return "r" in self.flags or "o" in self.flags

    @property
    def write_only(self) -> bool:
        """Whether it is given at apply and never stored."""
        return "w" in self.flags


class Block(Struct, frozen=True, array_like=True):
    """What may stand between two braces."""

    attributes: dict[str, Attribute]
    blocks: "dict[str, NestedBlock]" = {}
    deprecated: bool = False


class NestedBlock(Struct, frozen=True, array_like=True):
    """A block within a block, and how many of it there may be; `max_items` 0 is any number."""

    nesting: str
    """single, list or set."""
    block: Block
    min_items: int = 0
    max_items: int = 0


class TypeSchema(Struct, frozen=True, array_like=True):
    """Schema of one resource, data source or ephemeral resource."""

    version: int
    block: Block


class ProviderSchema(Struct, frozen=True):
    """Everything one provider accepts; `source` is its registry address without host."""

    source: str
    version: str
    retrieved: str
    provider: Block
    resources: dict[str, TypeSchema]
    data_sources: dict[str, TypeSchema]
    ephemeral: dict[str, TypeSchema]


class _Constraints(Struct, frozen=True):
    source: str
    retrieved: str
    types: dict[str, dict[str, dict[str, Any]]]


@lru_cache(maxsize=1)
def constraints() -> dict[str, dict[str, dict[str, Any]]]:
    """Terraform type -> argument -> rules (`force_new`, `allowed`, …)."""
    path = data_path("mappings", "providers", "constraints.json")
    return msgspec.json.decode(path.read_bytes(), type=_Constraints).types


@lru_cache(maxsize=1)
def provider_names() -> dict[str, str]:
    """Source address (`scaleway/scaleway`) -> name of every provider whose schema ships."""
    folder = data_path("mappings", "providers")
    names = sorted(path.stem for path in folder.glob("*.json") if path.stem != "constraints")
    return {_source(name): name for name in names}


@lru_cache(maxsize=32)
def provider_schema(name: str) -> ProviderSchema:
    """The schema of `ovh`, `scaleway`, …; names are those of `provider_names()`."""
    path = data_path("mappings", "providers", f"{name}.json")
    return msgspec.json.decode(path.read_bytes(), type=ProviderSchema)


def _source(name: str) -> str:
    """The address alone: the first line but one of the file, so that the rest stays unread."""
    with data_path("mappings", "providers", f"{name}.json").open(encoding="utf-8") as file:
        file.readline()
        return str(json.loads("{" + file.readline().rstrip().rstrip(",") + "}")["source"])
