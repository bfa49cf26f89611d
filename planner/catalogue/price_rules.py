"""Which price answers where no row does: regions, units, sums and proxies, from data."""

import re
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Literal, NamedTuple

from msgspec import Struct

from planner.catalogue.data import load_yaml

Why = Literal["", "other-os", "near-size", "other-variant"]


class RegionRules(Struct, frozen=True, forbid_unknown_fields=True):
    """Where one provider's price of a region is found."""

    order: tuple[str, ...]
    parent: str = ""
    groups: dict[str, tuple[str, ...]] = {}
    near: tuple[tuple[str, tuple[str, ...]], ...] = ()

    def exact(self, region: str) -> tuple[str, ...]:
        """Names under which the very price of `region` may stand, the closest first."""
        found = [region]
        if self.parent and (match := re.match(self.parent, region)):
            found.append(match[1])
        found += [name for one in list(found) for name in self._groups.get(one.upper(), ())]
        return (*found, "global")

    def proxies(self, region: str) -> tuple[str, ...]:
        """Regions whose price may stand in for that of `region`, in order."""
        close = [
            name for pattern, names in self.near if re.search(pattern, region) for name in names
        ]
        return tuple(dict.fromkeys((*close, *self.order)))

    @property
    def _groups(self) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {}
        for name, members in self.groups.items():
            for member in members:
                groups.setdefault(member.upper(), []).append(name)
        return groups


class RegionFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`mappings/prices/regions.yaml`."""

    source: str
    retrieved: str
    providers: dict[str, RegionRules]


class UnitFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`mappings/prices/units.yaml`."""

    source: str
    retrieved: str
    dimensions: dict[str, dict[str, Decimal]]


class Term(Struct, frozen=True, forbid_unknown_fields=True):
    """One price within a sum; its texts may quote groups of the rule's pattern."""

    service: str
    sku: str
    variant: str = ""
    times: str = "1"
    factor: Decimal = Decimal(1)
    unit: str = "hour"


class SumRule(Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """A price that follows from others."""

    provider: str
    says: str
    matches: str
    terms: tuple[Term, ...]
    why: Why = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """`matches`, compiled on first use."""
        return re.compile(self.matches, re.IGNORECASE)


class SumFile(Struct, frozen=True, forbid_unknown_fields=True):
    """`mappings/prices/composed.yaml`."""

    source: str
    retrieved: str
    rules: tuple[SumRule, ...]


class Part(NamedTuple):
    """One term of a sum that matched, its groups filled in."""

    service: str
    sku: str
    variant: str
    unit: str
    times: Decimal


class PriceRules:
    """The rules of a folder of price books."""

    def __init__(self, folder: Path) -> None:
        self._regions = load_yaml(folder / "regions.yaml", RegionFile).providers
        self._sums = load_yaml(folder / "composed.yaml", SumFile).rules
        self._units = {
            unit: (dimension, size)
            for dimension, units in load_yaml(folder / "units.yaml", UnitFile).dimensions.items()
            for unit, size in units.items()
        }

    def regions(self, provider: str) -> RegionRules:
        """The region rules of a provider; none of its own means exact matches only."""
        return self._regions.get(provider, RegionRules(order=()))

    def conversion(self, held: str, asked: str) -> Decimal | None:
        """Factor from a price per `held` to one per `asked`; None where they differ in kind."""
        if held == asked:
            return Decimal(1)
        kind, size = self._units.get(held, ("", Decimal(1)))
        other, asked_size = self._units.get(asked, ("?", Decimal(1)))
        return asked_size / size if kind == other else None

    def sums(self, provider: str, thing: tuple[str, str, str]) -> list[tuple[SumRule, list[Part]]]:
        """The sums that may give the price of (service, sku, variant), in order."""
        label = "|".join(thing)
        if label.count("|") != len(thing) - 1:
            return []  # a name that holds our separator would match as another thing
        found = []
        for rule in self._sums:
            if rule.provider not in (provider, "*"):
                continue
            if match := rule.pattern.fullmatch(label):
                found.append((rule, [_part(term, match) for term in rule.terms]))
        return found


def _part(term: Term, match: re.Match[str]) -> Part:
    return Part(
        service=match.expand(term.service),
        sku=match.expand(term.sku),
        variant=match.expand(term.variant).lower(),
        unit=term.unit,
        times=Decimal(match.expand(term.times)) * term.factor,
    )
