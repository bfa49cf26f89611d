"""What `mappings/residual.yaml` says of the things that an estate may still need after the move."""

from collections import Counter
from functools import cached_property, lru_cache

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.errors import DataError
from planner.model.text import Text, same


class Thing(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One host, service or product, with what shows it."""

    what: str
    hosts: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    """Patterns of native types whose resources are the thing itself."""
    kinds: tuple[str, ...] = ()
    os: tuple[str, ...] = ()
    software: tuple[str, ...] = ()
    engines: tuple[str, ...] = ()
    gpus: bool = False
    images: bool = False
    brought: dict[str, str] = {}
    """`<target>/<mapping>` -> the value of its design that says that it needs the thing."""
    alternative: tuple[str, ...] | None = None
    """Ids of evidence; None: the category's."""


class Category(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Things that are needed for the same."""

    title: Text
    kinds: tuple[str, ...] = ()
    alternative: tuple[str, ...] = ()
    things: tuple[Thing, ...] = ()


class ResidualFacts(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, dict=True):
    """The whole table."""

    source: str
    retrieved: str
    managed_keys: tuple[str, ...]
    categories: dict[str, Category]

    @cached_property
    def hosts(self) -> dict[str, tuple[str, Thing]]:
        """Host -> category and thing."""
        return {
            host: (name, thing)
            for name, category in self.categories.items()
            for thing in category.things
            for host in thing.hosts
        }


@lru_cache(maxsize=1)
def residual_facts() -> ResidualFacts:
    """The table.

    Raises:
        DataError: a host or a thing is in it twice.
    """
    facts = load_yaml(data_path("mappings", "residual.yaml"), ResidualFacts)
    things = [thing for category in facts.categories.values() for thing in category.things]
    hosts = Counter(host for thing in things for host in thing.hosts)
    names = Counter(thing.what for thing in things)
    twice = sorted(word for words in (hosts, names) for word in words if words[word] > 1)
    if twice:
        raise DataError(
            Text(en="A dependency is listed twice", fr="Une dépendance figure deux fois"),
            same(", ".join(twice)),
            Text(en="Remove it from one place.", fr="Retirez-la d'un endroit."),
            source="residual.yaml",
        )
    return facts
