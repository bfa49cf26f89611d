"""What every resource costs where it runs now, and what moving its bytes out costs once."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from planner.model.money import CostLine, Price, Quantity, Side, UnknownQuantity, Unpriced
from planner.model.protocols import Bill, Estate, Source
from planner.model.resource import Resource, ResourceId
from planner.model.text import Text
from planner.pricing.tariff import Tariff
from planner.pricing.totals import Lines

BILLED = Text(en="as billed", fr="tel que facturé")
WHOLE = Text(en="the resource", fr="la ressource")
NO_RULE = Text(
    en="No rule of ours says what this resource is billed for.",
    fr="Aucune de nos règles ne dit ce qui est facturé pour cette ressource.",
)
UNKNOWN_TYPE = Text(
    en="The type {type} is not known, so neither is what it is billed for.",
    fr="Le type {type} n'est pas connu ; ce qui en est facturé ne l'est donc pas non plus.",
)


class Today(Struct, frozen=True):
    """Lines by resource, before any choice: the same for every target."""

    now: dict[ResourceId, Lines]
    once: dict[ResourceId, Lines]
    listed: dict[ResourceId, Lines] = {}
    """Of what a bill tells, what the price list would say: to compare, in no sum."""


def bill_today(
    resources: Iterable[Resource], estate: Estate, sources: Mapping[str, Source], tariff: Tariff
) -> Today:
    """The lines of today and of the move, by resource; a resource without lines is left out.

    An amount from a bill replaces what the rules would say. A kind that its cloud bills and that
    no rule covers is `Unpriced`, and so is a resource of unknown type: unknown is never zero.
    """
    now: dict[ResourceId, Lines] = {}
    once: dict[ResourceId, Lines] = {}
    listed: dict[ResourceId, Lines] = {}
    for resource in resources:
        source = sources.get(resource.cloud)
        if source and resource.observed_monthly_cost is not None:
            listed[resource.id] = _priced(resource, source.bill, estate, tariff, "now")
        if lines := _now(resource, estate, source, tariff):
            now[resource.id] = lines
        if source and (moved := _priced(resource, source.transfer, estate, tariff, "once")):
            once[resource.id] = moved
    return Today(now, once, listed)


def _now(resource: Resource, estate: Estate, source: Source | None, tariff: Tariff) -> Lines:
    if resource.observed_monthly_cost is not None:
        price = Price(
            provider=resource.cloud,
            service="bill",
            sku=resource.native_type,
            region=resource.region,
            unit="month",
            amount=resource.observed_monthly_cost,
            currency=resource.observed_currency,
            date="",
            source="bill",
        )
        return (tariff.billed(resource.id, price, BILLED),)
    if source is None:
        return (_without_rule(resource),)
    lines = _priced(resource, source.bill, estate, tariff, "now")
    if lines or (resource.kind and resource.kind in source.free_kinds):
        return lines
    return (_without_rule(resource),)


def _priced(resource: Resource, bill: Bill, estate: Estate, tariff: Tariff, side: Side) -> Lines:
    return tuple(priced(resource.id, quantity, tariff, side) for quantity in bill(resource, estate))


def priced(
    resource: ResourceId, quantity: Quantity | UnknownQuantity, tariff: Tariff, side: Side
) -> CostLine | Unpriced:
    """The line of one quantity, known or not."""
    if isinstance(quantity, Quantity):
        return tariff.line(resource, side, quantity)
    return tariff.unknown(resource, side, quantity)


def _without_rule(resource: Resource) -> Unpriced:
    reason = NO_RULE if resource.kind else UNKNOWN_TYPE.filled(type=resource.native_type)
    return Unpriced(
        resource=resource.id, side="now", component=WHOLE, reason=reason,
        provider=resource.cloud, service=resource.kind or resource.native_type,
        region=resource.region, why="no-rule",
    )  # fmt: skip
