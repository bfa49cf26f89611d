"""What things cost: quantities bought, prices with their source, cost lines with their range."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.model.resource import ResourceId
from planner.model.text import Text

HOURS_A_MONTH = 730
"""The one conversion between hourly and monthly prices."""

Side = Literal["now", "then", "once"]
Basis = Literal["bill", "measured", "configured", "assumed"]


class Range(Struct, frozen=True, gc=False):
    """Low, likely and high amount of one quantity, low <= likely <= high."""

    low: Decimal
    likely: Decimal
    high: Decimal


def exactly(amount: Decimal | int | str) -> Range:
    """A quantity that is known: all three amounts are the same."""
    value = Decimal(amount)
    return Range(low=value, likely=value, high=value)


class Quantity(Struct, frozen=True, kw_only=True, gc=False):
    """Something bought each month (or once): which price it asks for, and how much of it.

    `service` and `sku` are the keys of the price book (`docs/prices.md` lists the vocabulary).
    """

    component: Text
    """What a finance reader calls it: `instance`, `storage`, `public address`."""
    provider: str
    service: str
    sku: str
    region: str
    """The provider's own region or zone name; the book knows which group of regions holds its price."""
    amount: Range
    """In `unit`s a month. An hourly thing that always runs is 730 hours times its count."""
    unit: str
    """Unit of the price book: hour, GiB-month, GB, million, month, …"""
    variant: str = ""
    """Operating system, edition or availability where the price depends on it: windows, multi-az."""
    basis: Basis = "configured"
    assumption: str = ""
    """Key of the policy's `assume:` (or its default) where basis is `assumed`."""
    side: Side | None = None
    """Set by the pricing stage where the caller leaves it None."""


class UnknownQuantity(Struct, frozen=True, kw_only=True, gc=False):
    """Something that is billed, of an amount that nothing read tells and no assumption gives."""

    component: Text
    provider: str
    service: str
    sku: str
    region: str
    unit: str
    reason: Text
    """Why it is unknown, and the key of `assume:` that would give it."""
    variant: str = ""


class Proxy(Struct, frozen=True, order=True, gc=False):
    """What a price stands in for, and of what it is the price."""

    why: Literal["other-region", "other-os", "near-size", "old", "other-variant"]
    asked: str
    used: str


class Price(Struct, frozen=True, kw_only=True, gc=False):
    """One price of one SKU, as published, with where and when it was read."""

    provider: str
    service: str
    sku: str
    region: str
    unit: str
    amount: Decimal
    currency: str
    date: str
    """`YYYY-MM-DD` of the price data."""
    source: str
    variant: str = ""
    proxies: tuple[Proxy, ...] = ()
    """Empty: this is exactly what was asked for."""


class CostLine(Struct, frozen=True, kw_only=True, gc=False):
    """One line of cost, in EUR, with the price it came from."""

    resource: ResourceId
    side: Side
    component: Text
    price: Price
    quantity: Range
    unit: str
    basis: Basis
    low: Decimal
    likely: Decimal
    high: Decimal
    """EUR a month (side now, then) or EUR in all (once), unrounded."""
    rate: Decimal
    """Units of `price.currency` for one EUR; 1 where the price is in EUR."""
    assumption: str = ""


class Unpriced(Struct, frozen=True, kw_only=True, gc=False):
    """A line whose cost is not known, with the reason; it is never zero."""

    resource: ResourceId
    side: Side
    component: Text
    reason: Text
    provider: str = ""
    service: str = ""
    sku: str = ""
    region: str = ""
    why: Literal["no-price", "no-quantity", "no-mapping", "no-rule"] = "no-price"


class Total(Struct, frozen=True, kw_only=True):
    """A sum with what it leaves out: printed as `>= 12,345 EUR + 7 unpriced`."""

    low: Decimal
    likely: Decimal
    high: Decimal
    lines: int = 0
    proxies: int = 0
    """Lines of it priced by proxy."""
    proxy_likely: Decimal = Decimal(0)
    """The part of `likely` that they make."""
    unpriced: int = 0


class Comparison(Struct, frozen=True, kw_only=True):
    """Now against then, on the resources whose every line is priced on both sides."""

    resources: int
    now: Total
    then: Total
    share_of_spend: Decimal | None
    """Of today's priced spend, the part that is compared, 0 to 1; None where nothing is priced."""


class Costs(Struct, frozen=True, kw_only=True):
    """All cost lines of a plan, and the sums that every output quotes."""

    lines: tuple[CostLine, ...] = ()
    unpriced: tuple[Unpriced, ...] = ()
    now: Total
    then: Total
    once: Total
    comparable: Comparison
    exact_share: Decimal | None
    """Of the resources that cost money today, weighed by spend where priced; 0 to 1."""
    proxy_share: Decimal | None
    unpriced_share: Decimal | None
    """By count of billed components, since what has no price has no spend."""
    by_application: dict[str, tuple[Total, Total, Total]] = {}
    """Application -> (now, then, once)."""
