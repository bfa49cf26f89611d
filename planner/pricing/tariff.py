"""From a quantity to a line of cost: the price of its unit, in euros, or why there is none."""

from decimal import ROUND_HALF_EVEN, Decimal

from planner.catalogue.price_rows import Rate
from planner.catalogue.prices import Asked, PriceBook, Quote
from planner.model.money import CostLine, Price, Quantity, Range, Side, UnknownQuantity, Unpriced
from planner.model.resource import ResourceId
from planner.model.text import Text

_FINE = Decimal("1E-10")
"""Line amounts keep ten decimals of a euro, so that their sums are exact in any order."""

_MOST = Decimal("1E12")
"""Units a month beyond which a number is a mistake: no sum may lose its cents to one line."""

_ZERO = Decimal(0)
Amounts = tuple[Decimal, Decimal, Decimal]

NO_PRICE = Text(
    en="The price book holds no price for this, nor anything near that could stand for it.",
    fr="Le catalogue de prix ne contient ni ce prix, ni un prix voisin qui puisse en tenir lieu.",
)
NO_RATE = Text(
    en="No exchange rate is held for {currency}.",
    fr="Aucun taux de change n'est connu pour {currency}.",
)
NOT_AN_AMOUNT = Text(
    en="The quantity read is not a number from zero up, low to high, of a size that an estate has.",
    fr="La quantité lue n'est pas un nombre positif ou nul, du plus bas au plus haut, "
    "d'une taille plausible.",
)


class Tariff:
    """A price book at a date: prices quantities, each question to the book asked once."""

    def __init__(self, book: PriceBook, as_of: str, stale_days: int = 180) -> None:
        self._book = book
        self._as_of = as_of
        self._stale_days = stale_days
        self._quotes: dict[tuple[str, ...], tuple[Quote, Rate] | Text] = {}
        self._amounts: dict[tuple[str | Decimal, ...], Amounts] = {}

    def line(self, resource: ResourceId, side: Side, quantity: Quantity) -> CostLine | Unpriced:
        """The cost of one quantity of one resource."""
        key = (
            quantity.provider, quantity.service, quantity.sku, quantity.region, quantity.unit,
            quantity.variant,
        )  # fmt: skip
        side = quantity.side or side
        if quantity.basis == "configured" and _is_nothing(quantity.amount):
            return nothing(resource, side, quantity)
        found = self._quotes.get(key)
        if found is None:
            found = self._quotes[key] = self._quoted(Asked(*key))
        if isinstance(found, Text):
            return unpriced(resource, side, quantity, found)
        quote, rate = found
        amount = quantity.amount
        if not (amount.low.is_finite() and amount.likely.is_finite() and amount.high.is_finite()):
            return unpriced(resource, side, quantity, NOT_AN_AMOUNT)
        known = (*key, amount.low, amount.likely, amount.high)
        amounts = self._amounts.get(known)
        if amounts is None:
            if not 0 <= amount.low <= amount.likely <= amount.high <= _MOST:
                return unpriced(resource, side, quantity, NOT_AN_AMOUNT)
            amounts = self._amounts[known] = _costs(quote, rate.rate, amount)
        return CostLine(
            resource=resource,
            side=side,
            component=quantity.component,
            price=quote.price,
            quantity=amount,
            unit=quantity.unit,
            basis=quantity.basis,
            low=amounts[0],
            likely=amounts[1],
            high=amounts[2],
            rate=rate.rate,
            assumption=quantity.assumption,
        )

    def unknown(self, resource: ResourceId, side: Side, quantity: UnknownQuantity) -> Unpriced:
        """The line of something billed whose amount nobody knows."""
        return unpriced(resource, side, quantity, quantity.reason)

    def billed(self, resource: ResourceId, price: Price, component: Text) -> CostLine | Unpriced:
        """The line of an amount that a bill shows; `price` is that amount a month."""
        rate = self._book.rate(price)
        if rate is None:
            return Unpriced(
                resource=resource,
                side="now",
                component=component,
                reason=NO_RATE.filled(currency=price.currency or "?"),
                provider=price.provider,
                service=price.service,
            )
        if not (price.amount.is_finite() and 0 <= price.amount <= _MOST):
            return Unpriced(
                resource=resource, side="now", component=component, reason=NOT_AN_AMOUNT,
                provider=price.provider, service=price.service, why="no-quantity",
            )  # fmt: skip
        one = Range(Decimal(1), Decimal(1), Decimal(1))
        low, likely, high = _costs(Quote(price), rate.rate, one)
        return CostLine(
            resource=resource, side="now", component=component, price=price, quantity=one,
            unit=price.unit, basis="bill", low=low, likely=likely, high=high, rate=rate.rate,
        )  # fmt: skip

    def _quoted(self, asked: Asked) -> tuple[Quote, Rate] | Text:
        quote = self._book.quote(asked, as_of=self._as_of, stale_days=self._stale_days)
        if quote is None:
            return NO_PRICE
        rate = self._book.rate(quote.price)
        return (quote, rate) if rate else NO_RATE.filled(currency=quote.price.currency)


def nothing(resource: ResourceId, side: Side, quantity: Quantity) -> CostLine:
    """The line of what is known to be free: no price is needed, and none stands in for it."""
    price = Price(
        provider=quantity.provider, service=quantity.service, sku=quantity.sku,
        region=quantity.region, unit=quantity.unit, amount=_ZERO, currency="EUR", date="",
        source="free", variant=quantity.variant,
    )  # fmt: skip
    return CostLine(
        resource=resource, side=side, component=quantity.component, price=price,
        quantity=quantity.amount, unit=quantity.unit, basis=quantity.basis,
        low=_ZERO, likely=_ZERO, high=_ZERO, rate=Decimal(1),
    )  # fmt: skip


def unpriced(
    resource: ResourceId, side: Side, thing: Quantity | UnknownQuantity, reason: Text
) -> Unpriced:
    """A quantity whose cost is not known, with the reason."""
    return Unpriced(
        resource=resource,
        side=side,
        component=thing.component,
        reason=reason,
        provider=thing.provider,
        service=thing.service,
        sku=f"{thing.sku} {thing.variant}".strip(),
        region=thing.region,
        why="no-quantity" if isinstance(thing, UnknownQuantity) else "no-price",
    )


def _is_nothing(amount: Range) -> bool:
    return amount.high.is_zero() and amount.likely.is_zero() and amount.low.is_zero()


def _costs(quote: Quote, rate: Decimal, amount: Range) -> Amounts:
    """Low, likely and high in euros."""
    likely = _euros(quote, rate, amount.likely)
    if amount.low == amount.high:
        return likely, likely, likely
    return _euros(quote, rate, amount.low), likely, _euros(quote, rate, amount.high)


def _euros(quote: Quote, rate: Decimal, amount: Decimal) -> Decimal:
    return (quote.cost(amount) / rate).quantize(_FINE, rounding=ROUND_HALF_EVEN)
