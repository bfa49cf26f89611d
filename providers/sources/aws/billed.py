"""How lines of a bill are written: hours, space and usage, in the words of `docs/prices.md`."""

from decimal import Decimal
from typing import Any

import msgspec

from planner.model.money import HOURS_A_MONTH, Quantity, Range, UnknownQuantity, exactly
from planner.model.protocols import Estate
from planner.model.resource import Resource
from planner.model.text import Text
from providers.sources.aws.block import Block

Bought = Quantity | UnknownQuantity

_MONTH = exactly(HOURS_A_MONTH)
_ONE = exactly(1)
_NOTHING = exactly(0)
_UNTOLD = Text(
    en="Nothing read tells the amount. Give it as `{key}` under `assume:` in the policy.",
    fr="Rien de ce qui a été lu ne donne la quantité. Indiquez-la par `{key}` sous `assume:` "
    "dans la politique.",
)
_UNSIZED = Text(
    en="The source does not say the {what}.",
    fr="La source ne précise pas {what}.",
)


class Ask:
    """Which price a line asks for: the service, the SKU and the variant at AWS."""

    __slots__ = ("component", "service", "sku", "unit", "variant")

    def __init__(
        self, component: Text, service: str, sku: str, unit: str, variant: str = ""
    ) -> None:
        self.component = component
        self.service = service
        self.sku = sku
        self.unit = unit
        self.variant = variant


def amount(resource: Resource, ask: Ask, value: Range) -> Quantity:
    """A line of a known amount, in the unit asked for."""
    return Quantity(
        component=ask.component,
        provider="aws",
        service=ask.service,
        sku=ask.sku,
        region=resource.region,
        amount=value,
        unit=ask.unit,
        variant=ask.variant,
    )


def written(resource: Resource) -> Block:
    """The attributes as read, for what prices a thing and no spec holds."""
    native: Any = msgspec.json.decode(resource.native)
    return Block(native if isinstance(native, dict) else {})


def hours(resource: Resource, ask: Ask, count: int = 1) -> Quantity:
    """Something that always runs, `count` times."""
    return amount(resource, ask, _MONTH if count == 1 else exactly(HOURS_A_MONTH * count))


def each(resource: Resource, ask: Ask, count: int = 1) -> Quantity:
    """Something billed by the month, `count` times."""
    return amount(resource, ask, _ONE if count == 1 else exactly(count))


def free(resource: Resource, ask: Ask) -> Quantity:
    """A line of nothing, for what is known to be free though its kind is billed."""
    return amount(resource, ask, _NOTHING)


def space(resource: Resource, ask: Ask, gib: int | None, count: int = 1) -> Bought:
    """Provisioned space; unknown where the source does not give its size."""
    if gib is None:
        return unsized(resource, ask, Text(en="size", fr="la taille"))
    return amount(resource, ask, exactly(gib * count))


def unknown(resource: Resource, ask: Ask, reason: Text) -> UnknownQuantity:
    """A line of what is billed at an amount or a price that nobody knows, and why."""
    return UnknownQuantity(
        component=ask.component,
        provider="aws",
        service=ask.service,
        sku=ask.sku,
        region=resource.region,
        unit=ask.unit,
        reason=reason,
        variant=ask.variant,
    )


def unsized(resource: Resource, ask: Ask, what: Text) -> UnknownQuantity:
    """A line whose amount the source should have told."""
    reason = Text(en=_UNSIZED.en.format(what=what.en), fr=_UNSIZED.fr.format(what=what.fr))
    return unknown(resource, ask, reason)


def usage(resource: Resource, estate: Estate, ask: Ask, key: str, factor: int = 1) -> Bought:
    """A line whose amount only the policy's assumption `key` gives, `factor` times."""
    assumed = estate.assumed(key)
    if assumed is None:
        return unknown(resource, ask, _UNTOLD.filled(key=key))
    if factor != 1:
        assumed = Range(assumed.low * factor, assumed.likely * factor, assumed.high * factor)
    return Quantity(
        component=ask.component,
        provider="aws",
        service=ask.service,
        sku=ask.sku,
        region=resource.region,
        amount=assumed,
        unit=ask.unit,
        variant=ask.variant,
        basis="assumed",
        assumption=key,
    )


def stored(
    resource: Resource, estate: Estate, ask: Ask, key: str, gib: Decimal | None = None
) -> Bought:
    """Space billed by what lies in it: as read, else as assumed under `key`, else unknown."""
    held = resource.stored_gib if gib is None else gib
    return (
        usage(resource, estate, ask, key) if held is None else amount(resource, ask, exactly(held))
    )
