"""What each kind does with data, and along which edges copies of them are made."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.model.resource import Dependency, Kind, Relation, ResourceId

Role = Literal["stores", "processes", "carries", "none"]


class CopyRule(Struct, frozen=True, forbid_unknown_fields=True):
    """One way by which an edge shows a copy; `to` is the end that holds it."""

    relation: Relation
    to: Literal["source", "target"]
    sources: tuple[str, ...] = ("*",)
    targets: tuple[str, ...] = ("*",)

    def fits(self, source: str, target: str) -> bool:
        """Whether an edge between these two kinds is meant."""
        return any(fnmatchcase(source, one) for one in self.sources) and any(
            fnmatchcase(target, one) for one in self.targets
        )


class DataRoles(Struct, frozen=True, forbid_unknown_fields=True):
    """`mappings/data-roles.yaml`."""

    source: str
    retrieved: str
    roles: dict[Role, tuple[Kind, ...]]
    copies: tuple[CopyRule, ...]
    hosted: dict[Kind, str]
    """Kind -> the software that people may run themselves."""


@lru_cache(maxsize=1)
def data_roles() -> DataRoles:
    """The table."""
    return load_yaml(data_path("mappings", "data-roles.yaml"), DataRoles)


@lru_cache(maxsize=1)
def roles() -> dict[str, Role]:
    """Kind -> its role; a kind that is not in it has none that we know."""
    return {kind: role for role, kinds in data_roles().roles.items() for kind in kinds}


def role_of(kind: str | None) -> Role:
    """The role of a kind; what no rule knows is held to process data, so that it is never passed over."""
    return roles().get(kind or "", "processes")


def copies(
    edges: Iterable[Dependency], kinds: dict[ResourceId, str]
) -> Iterator[tuple[ResourceId, ResourceId]]:
    """(what is copied, what holds the copy), for the edges between resources in `kinds`.

    `kinds` holds only what handles data, so that nothing goes through a hub that does not.
    """
    rules: dict[Relation, list[CopyRule]] = {}
    for rule in data_roles().copies:
        rules.setdefault(rule.relation, []).append(rule)
    ways: dict[tuple[Relation, str, str], tuple[bool, bool]] = {}
    for edge in edges:
        if edge.relation not in rules:
            continue
        source, target = kinds.get(edge.source), kinds.get(edge.target)
        if source is None or target is None:
            continue
        key = (edge.relation, source, target)
        way = ways.get(key)
        if way is None:
            fitting = {one.to for one in rules[edge.relation] if one.fits(source, target)}
            way = ways[key] = ("source" in fitting, "target" in fitting)
        if way[0]:
            yield edge.target, edge.source
        if way[1]:
            yield edge.source, edge.target
