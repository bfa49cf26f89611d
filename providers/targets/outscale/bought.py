"""What a choice buys each month, by the keys of the price book that `settings.prices` holds."""

from decimal import Decimal

from planner.model.choice import Need, Offer
from planner.model.money import (
    HOURS_A_MONTH,
    Quantity,
    Range,
    UnknownQuantity,
    exactly,
)
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.text import Text

Bought = tuple[Quantity | UnknownQuantity, ...]


def _entry(surroundings: Surroundings, item: str) -> tuple[dict[str, str], Text]:
    entry = surroundings.setting("prices")[item]
    return entry, Text(**entry["component"])


def bought(surroundings: Surroundings, item: str, amount: Decimal | int | Range) -> Quantity:
    """A quantity of one item of `settings.prices`, in that item's unit a month."""
    entry, component = _entry(surroundings, item)
    return Quantity(
        component=component,
        provider="outscale",
        service=entry["service"],
        sku=entry["sku"],
        variant=entry.get("variant", ""),
        unit=entry["unit"],
        region=surroundings.region,
        amount=amount if isinstance(amount, Range) else exactly(amount),
    )


def hours(surroundings: Surroundings, item: str, count: int = 1) -> Quantity:
    """An hourly item that always runs."""
    return bought(surroundings, item, HOURS_A_MONTH * count)


def unknown(surroundings: Surroundings, item: str, reason: Text) -> UnknownQuantity:
    """An item that is billed, of an amount that nothing tells."""
    entry, component = _entry(surroundings, item)
    return UnknownQuantity(
        component=component,
        provider="outscale",
        service=entry["service"],
        sku=entry["sku"],
        variant=entry.get("variant", ""),
        unit=entry["unit"],
        region=surroundings.region,
        reason=reason,
    )


def machine(surroundings: Surroundings, offer: Offer, count: int = 1) -> Bought:
    """The hours of a VM type: so many vCores of its generation and flag, so many GiB of memory."""
    flag = offer.name[-2:]
    entry, component = _entry(surroundings, "vm-vcore")
    cores = Quantity(
        component=component,
        provider="outscale",
        service=entry["service"],
        sku=f"{offer.family}.{flag}",
        unit=entry["unit"],
        region=surroundings.region,
        amount=exactly(HOURS_A_MONTH * offer.vcpus * count),
    )
    memory = Decimal(str(offer.memory_gib)) * HOURS_A_MONTH * count
    return cores, bought(surroundings, "vm-ram", memory)


def licence(surroundings: Surroundings, need: Need, offer: Offer) -> Bought:
    """Licences that OUTSCALE bills by the hour, by the words of `settings.licences`.

    Bring-your-own costs nothing more; packs are of so many cores, rounded up.
    """
    if need.licence == "byol":
        return ()
    lines: list[Quantity] = []
    for rule in surroundings.setting("licences"):
        word = need.software if rule["of"] == "software" else need.os
        if word.startswith(rule["begins"]):
            cores = max(offer.vcpus, rule.get("least_cores", 0))
            packs = -(-cores // rule["cores"]) if rule.get("cores") else 1
            lines.append(hours(surroundings, rule["price"], packs))
    return tuple(lines)


def volume(surroundings: Surroundings, kind: str, gib: int, iops: int | None = None) -> Bought:
    """A volume's space, and its IOPS where they are billed."""
    space = bought(surroundings, kind, gib)
    if iops is None:
        return (space,)
    return space, bought(surroundings, "iops", iops)


def stored(surroundings: Surroundings, resource: Resource, item: str, assumption: str) -> Bought:
    """Space that is billed by what lies in it: as read, as assumed, or unknown."""
    if resource.stored_gib is not None:
        return (bought(surroundings, item, resource.stored_gib),)
    assumed = surroundings.assumed(assumption)
    if assumed is None:
        return (
            unknown(
                surroundings,
                item,
                Text(
                    en=f"nothing read says how much it holds; give `assume: {assumption}`",
                    fr=f"rien de lu ne dit ce qu'il contient ; donnez `assume: {assumption}`",
                ),
            ),
        )
    entry, component = _entry(surroundings, item)
    return (
        Quantity(
            component=component,
            provider="outscale",
            service=entry["service"],
            sku=entry["sku"],
            unit=entry["unit"],
            region=surroundings.region,
            amount=assumed,
            basis="assumed",
            assumption=assumption,
        ),
    )
