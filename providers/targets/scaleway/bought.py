"""What is bought at Scaleway each month, in the words of the price book.

Scaleway sells decimal gigabytes and bills storage by the hour; the book's units say which.
"""

import math
from decimal import Decimal

from msgspec.structs import replace

from planner.model.money import HOURS_A_MONTH, Quantity, Range, UnknownQuantity, exactly
from planner.model.protocols import Surroundings
from planner.model.text import Text
from providers.targets.scaleway.said import text

GB_PER_GIB = Decimal(2**30) / Decimal(10**9)

Bought = Quantity | UnknownQuantity


def gigabytes(size_gib: float, least: int = 1, step: int = 1) -> int:
    """Decimal gigabytes that hold so many GiB, rounded up to a step: never smaller than asked.

    >>> gigabytes(100), gigabytes(20, step=5), gigabytes(1, least=5)
    (108, 25, 5)
    """
    needed = max(Decimal(str(size_gib)) * GB_PER_GIB, Decimal(least))
    return math.ceil(needed / step) * step


def hourly(
    around: Surroundings, component: str, keys: tuple[str, str, str], region: str, count: int = 1
) -> Quantity:
    """Something that runs all month; `keys` are service, SKU and variant of the price book."""
    service, sku, variant = keys
    return Quantity(
        component=text(around, component),
        provider=around.target,
        service=service,
        sku=sku,
        variant=variant,
        region=region,
        amount=exactly(HOURS_A_MONTH * count),
        unit="hour",
    )


def stored(
    around: Surroundings, component: str, keys: tuple[str, str, str], region: str, amount: Range
) -> Quantity:
    """Gigabytes kept all month; `keys` are service, SKU and unit (GB-hour or GB-month)."""
    service, sku, unit = keys
    factor = HOURS_A_MONTH if unit == "GB-hour" else 1
    return Quantity(
        component=text(around, component),
        provider=around.target,
        service=service,
        sku=sku,
        region=region,
        amount=Range(amount.low * factor, amount.likely * factor, amount.high * factor),
        unit=unit,
    )


def unknown(
    around: Surroundings, component: str, keys: tuple[str, str, str], region: str, reason: Text
) -> UnknownQuantity:
    """Something billed of which nothing tells the amount; `keys` are service, SKU and unit."""
    service, sku, unit = keys
    return UnknownQuantity(
        component=text(around, component),
        provider=around.target,
        service=service,
        sku=sku,
        region=region,
        unit=unit,
        reason=reason,
    )


def machine(around: Surroundings, size: str, zone: str, count: int = 1) -> Quantity:
    """Instances of one size; the licence of Windows types is in their price."""
    return hourly(around, "instance", ("vm", size, "linux"), zone, count)


def volume(around: Surroundings, size_gb: int, iops: int, zone: str, count: int = 1) -> Quantity:
    """A block volume of one of the two classes."""
    sku = "sbs_15k" if iops > around.setting("block_iops")[0] else "sbs_5k"
    return stored(around, "volume", ("block", sku, "GB-hour"), zone, exactly(size_gb * count))


def address(around: Surroundings, product: str, zone: str) -> Quantity:
    """A public IPv4 address of an instance, a load-balancer or a gateway."""
    return hourly(around, "public-address", ("public-ip", product, ""), zone)


def kept(around: Surroundings, gib: Decimal | None, key: str) -> Range | None:
    """Decimal gigabytes held: as read, else as the policy assumes (in GiB) under a key."""
    if gib is not None:
        return exactly(gib * GB_PER_GIB)
    assumed = around.assumed(key)
    if assumed is None:
        return None
    return Range(assumed.low * GB_PER_GIB, assumed.likely * GB_PER_GIB, assumed.high * GB_PER_GIB)


def assumed(quantity: Quantity, key: str) -> Quantity:
    """The same quantity, said to rest on an assumption of the policy."""
    return replace(quantity, basis="assumed", assumption=key)


def monthly(
    around: Surroundings, component: str, keys: tuple[str, str], count: int = 1
) -> Quantity:
    """Things billed by the month; `keys` are service and SKU."""
    return Quantity(
        component=text(around, component),
        provider=around.target,
        service=keys[0],
        sku=keys[1],
        region=around.region,
        amount=exactly(count),
        unit="month",
    )


def held(
    around: Surroundings,
    component: str,
    keys: tuple[str, str, str],
    region: str,
    known: tuple[str, Text],
) -> Bought:
    """Space whose size nothing read tells: what the policy assumes in GiB, else unknown.

    `keys` are service, SKU and unit; `known` is the key of `assume:` and the reason without it.
    """
    amount = kept(around, None, known[0])
    if amount is None:
        return unknown(around, component, keys, region, known[1])
    return assumed(stored(around, component, keys, region, amount), known[0])


def counted(
    around: Surroundings, component: str, keys: tuple[str, str, str], region: str, amount: Range
) -> Quantity:
    """So many units a month; `keys` are service, SKU and unit."""
    return Quantity(
        component=text(around, component),
        provider=around.target,
        service=keys[0],
        sku=keys[1],
        region=region,
        amount=amount,
        unit=keys[2],
    )
