"""What the columns of a bill mean (`mappings/bills.yaml`), and which bill a file is by its columns."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Literal

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.inventory.columns import chosen, plain

Class = Literal["usage", "purchase", "tax", "credit", "adjustment", "left-out"]
"""What a line of a bill is: only `usage` is what a resource costs; `left-out` offsets another line."""


class Layout(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One bill: how to know it, and where each figure stands."""

    requires: tuple[str, ...]
    versions: dict[str, tuple[str, ...]]
    columns: dict[str, tuple[str, ...]]
    classes: dict[str, Class]
    cloud: str = ""
    """'' where each line names its provider."""
    costs: dict[str, str] = {}
    """Word in the column `class` -> role of the column that holds its cost."""
    covered: tuple[str, ...] = ()
    """Words in the column `model`: usage that a commitment paid, with no cost of its own."""
    price_credits: tuple[str, ...] = ()
    tag_columns: tuple[str, ...] = ()

    def version(self, columns: Iterable[str]) -> str:
        """What people call a bill with these columns."""
        known = {plain(name) for name in columns}
        return next(
            title
            for title, own in self.versions.items()
            if all(plain(name) in known for name in own)
        )


class Service(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a service of a bill is bought as."""

    cloud: str
    match: str
    kinds: tuple[str, ...]


class Bills(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """`mappings/bills.yaml`."""

    source: str
    retrieved: str
    layouts: dict[str, Layout]
    providers: dict[str, str]
    details: dict[str, str]
    meter_size: str
    described_engine: str
    held_units: dict[str, Decimal]
    held_not: str
    lasting: frozenset[str]
    services: tuple[Service, ...]

    @cached_property
    def _providers(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(one, re.IGNORECASE), cloud) for one, cloud in self.providers.items()]

    def cloud(self, provider: str) -> str:
        """The cloud that a provider's name means; else the name itself, as a word."""
        found = (cloud for pattern, cloud in self._providers if pattern.search(provider))
        word = re.sub(r"[^a-z0-9]+", "-", provider.lower()).strip("-")
        return next(found, word or "unknown")


@lru_cache(maxsize=1)
def bills() -> Bills:
    """The table."""
    return load_yaml(data_path("mappings", "bills.yaml"), Bills)


def is_of(name: str, columns: Iterable[str]) -> bool:
    """Whether columns are those of the bill `name`."""
    asked = bills().layouts[name].requires
    return len(chosen(columns, {one: (one,) for one in asked})) == len(asked)
