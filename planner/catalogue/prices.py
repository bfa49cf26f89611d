"""The price book: what one unit of a thing costs somewhere, or the named proxy for it.

Vocabulary, units and sources are in `docs/prices.md`. A price is never filled in silently: what
stands in for another is named in `Price.proxies`, and what nothing stands in for is None.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from planner.catalogue.data import data_path
from planner.catalogue.price_rows import (
    PriceRow,
    Rate,
    Shelf,
    decimal,
    read_rates,
    read_shelf,
    read_sources,
)
from planner.catalogue.price_rules import Part, PriceRules, SumRule
from planner.model.money import Price, Proxy

EURO = "EUR"
MAX_DEPTH = 4
"""Sums of sums: HA of a server billed by vCore is three deep."""


class Asked(Struct, frozen=True, order=True):
    """What a price is asked for; the words are those of `docs/prices.md`."""

    provider: str
    service: str
    sku: str
    region: str
    unit: str
    variant: str = ""

    @property
    def text(self) -> str:
        """As a proxy quotes it: `service sku variant @ region`."""
        return f"{self.service} {self.sku} {self.variant}".strip() + f" @ {self.region}"


class Tier(Struct, frozen=True):
    """The price of the units above `above`, up to the next tier."""

    above: Decimal
    price: Decimal


class Quote(Struct, frozen=True):
    """A price with the tiers it has; `price.amount` is that of the first one."""

    price: Price
    tiers: tuple[Tier, ...] = ()

    def cost(self, amount: Decimal) -> Decimal:
        """What `amount` units cost, in the price's currency: each tier prices its own units."""
        if len(self.tiers) < 2:  # noqa: PLR2004 - one tier is a plain price
            return amount * self.price.amount
        total = Decimal(0)
        for place, tier in enumerate(self.tiers):
            following = self.tiers[place + 1 : place + 2]
            top = min(amount, following[0].above) if following else amount
            if top > tier.above:
                total += (top - tier.above) * tier.price
        return total


class PriceBook:
    """Prices of some providers; answers are kept, so asking again is cheap."""

    def __init__(
        self,
        shelves: dict[str, Shelf],
        rules: PriceRules,
        sources: dict[str, str],
        rates: dict[tuple[str, str], Rate],
    ) -> None:
        self._shelves = shelves
        self._rules = rules
        self._sources = sources
        self._rates = rates
        self._known: dict[Asked, Quote | None] = {}

    @classmethod
    def load(cls, providers: Iterable[str], folder: Path | None = None) -> "PriceBook":
        """The book of some providers, from the shipped folder or another of the same form.

        Raises:
            DataError: where a file of it is missing or wrong.
        """
        where = folder or data_path("mappings", "prices")
        shelves = {name: read_shelf(where / f"{name}.csv") for name in sorted(set(providers))}
        return cls(
            shelves,
            PriceRules(where),
            read_sources(where / "sources.csv"),
            read_rates(where / "fx.csv"),
        )

    @cached_property
    def newest(self) -> str:
        """Newest date of a price held, `YYYY-MM-DD`; empty where none is."""
        shelves = self._shelves.values()
        tiers = (
            rows for shelf in shelves for regions in shelf.values() for rows in regions.values()
        )
        return max((row.date for rows in tiers for row in rows), default="")

    def rate(self, price: Price) -> Rate | None:
        """Units of the price's currency for one euro; None where no rate is held."""
        return self._rates.get((price.currency, price.provider)) or self._rates.get(
            (price.currency, "")
        )

    def find(  # noqa: PLR0913 - a price has this many keys
        self,
        *,
        provider: str,
        service: str,
        sku: str,
        region: str,
        unit: str,
        variant: str = "",
        as_of: str = "",
        stale_days: int = 180,
    ) -> Price | None:
        """The price of one unit, exact or by named proxy; None where the book holds neither."""
        asked = Asked(provider, service, sku, region, unit, variant)
        found = self.quote(asked, as_of=as_of, stale_days=stale_days)
        return found.price if found else None

    def quote(self, asked: Asked, *, as_of: str = "", stale_days: int = 180) -> Quote | None:
        """As `find`, by its keys in one value, with the tiers where the price has any."""
        if asked not in self._known:
            self._known[asked] = self._resolve(asked, MAX_DEPTH)
        found = self._known[asked]
        # A plan of an old inventory is priced by the book of today: age counts from the later date.
        at = max(as_of, self.newest) if as_of else ""
        if found is None or not at or not is_old(found.price.date, at, stale_days):
            return found
        old = Proxy(why="old", asked=at, used=found.price.date)
        return replace(found, price=replace(found.price, proxies=(*found.price.proxies, old)))

    def _resolve(self, asked: Asked, depth: int) -> Quote | None:
        """The first exact answer, else the first proxy: own row, then sums in the rules' order."""
        direct = self._own(asked)
        if direct and not direct.price.proxies:
            return direct
        best = direct
        if depth:
            thing = (asked.service, asked.sku, asked.variant.lower())
            for rule, parts in self._rules.sums(asked.provider, thing):
                if rule.why and best:
                    break  # a proxy of the region comes before one of the thing itself
                summed = self._sum(asked, rule, parts, depth)
                if summed and not summed.price.proxies:
                    return summed
                best = best or summed
        return best

    def _own(self, asked: Asked) -> Quote | None:
        """A row of the very thing: where its region's price is held, else in a proxy region."""
        key = (asked.service, asked.sku.lower(), asked.variant.lower())
        regions = self._shelves.get(asked.provider, {}).get(key)
        if not regions:
            return None
        rules = self._rules.regions(asked.provider)
        for name in rules.exact(asked.region):
            if name in regions and (found := self._quoted(asked, regions[name])):
                return found
        children = [regions[name] for name in sorted(regions) if asked.region in rules.exact(name)]
        if children and len({rows[0].price for rows in children}) == 1:
            return self._quoted(asked, children[0])
        for name in (*rules.proxies(asked.region), *sorted(regions)):
            if name in regions and (found := self._quoted(asked, regions[name])):
                proxy = Proxy(why="other-region", asked=asked.region, used=name)
                return replace(found, price=replace(found.price, proxies=(proxy,)))
        return None

    def _quoted(self, asked: Asked, rows: list[PriceRow]) -> Quote | None:
        factor = self._rules.conversion(rows[0].unit, asked.unit)
        if factor is None:
            return None
        where = Path(f"{asked.provider}.csv")
        first = rows[0]
        price = Price(
            provider=asked.provider,
            service=asked.service,
            sku=first.sku,
            region=first.region,
            unit=asked.unit,
            amount=decimal(first.price, where) * factor,
            currency=first.currency,
            date=first.date,
            source=self._sources.get(first.source, first.source),
            variant=first.variant,
        )
        if len(rows) == 1:
            return Quote(price)
        tiers = tuple(
            Tier(decimal(row.tier_from or "0", where) / factor, decimal(row.price, where) * factor)
            for row in rows
        )
        return Quote(price, tiers)

    def _sum(self, asked: Asked, rule: SumRule, parts: list[Part], depth: int) -> Quote | None:
        """The price that a rule adds up; None where a part has none or is in another currency."""
        if any(part.times <= 0 for part in parts):
            return None  # a machine of no cores is not one that costs nothing
        unit = parts[0].unit
        factor = self._rules.conversion(unit, asked.unit)
        if factor is None:  # the thing is not billed by time: its parts carry the unit asked for
            unit, factor = asked.unit, Decimal(1)
        found: list[tuple[Part, Price]] = []
        for part in parts:
            part_unit = unit if part.unit == parts[0].unit else part.unit
            inner = Asked(
                asked.provider, part.service, part.sku, asked.region, part_unit, part.variant
            )
            quote = self._resolve(inner, depth - 1)
            if quote is None:
                return None
            found.append((part, quote.price))
        prices = [price for _, price in found]
        if len({price.currency for price in prices}) != 1:
            return None
        proxies = {proxy for price in prices for proxy in price.proxies}
        if rule.why:
            used = " + ".join(_factored(part, price) for part, price in found)
            proxies.add(Proxy(why=rule.why, asked=asked.text, used=used))
        return Quote(
            Price(
                provider=asked.provider,
                service=asked.service,
                sku=asked.sku,
                region=prices[0].region,
                unit=asked.unit,
                amount=sum((part.times * price.amount for part, price in found), Decimal(0))
                * factor,
                currency=prices[0].currency,
                date=min(price.date for price in prices),
                source="; ".join(dict.fromkeys(price.source for price in prices)),
                variant=asked.variant,
                proxies=tuple(sorted(proxies)),
            )
        )


def _factored(part: Part, price: Price) -> str:
    name = f"{price.service} {price.sku} {price.variant}".strip()
    return name if part.times == 1 else f"{part.times.normalize():f} x {name}"


def is_old(priced: str, as_of: str, stale_days: int) -> bool:
    """Whether a price is more than `stale_days` old at `as_of`; one of unreadable date is."""
    try:
        age = date.fromisoformat(as_of) - date.fromisoformat(priced)
    except ValueError:
        return True
    return age.days > stale_days
