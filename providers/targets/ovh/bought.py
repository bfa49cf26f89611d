"""What a choice buys each month, in the words of the price book (`docs/prices.md`)."""

from decimal import Decimal

from planner.model.choice import Offer
from planner.model.money import HOURS_A_MONTH, Quantity, UnknownQuantity, exactly
from planner.model.protocols import Surroundings
from planner.model.text import Text

Bought = tuple[Quantity | UnknownQuantity, ...]

INSTANCE = Text(en="instance", fr="instance")
NODE = Text(en="node", fr="nœud")
STORAGE = Text(en="storage", fr="stockage")
GATEWAY = Text(en="gateway", fr="passerelle")
PUBLIC_ADDRESS = Text(en="public address", fr="adresse publique")
BALANCER = Text(en="load balancer", fr="répartiteur de charge")
CONTROL_PLANE = Text(en="control plane", fr="plan de contrôle")
SECRET = Text(en="secret", fr="secret")
KEY = Text(en="key", fr="clé")
REGISTRY = Text(en="registry", fr="registre")


def hours(
    surroundings: Surroundings,
    component: Text,
    service: str,
    sku: str,
    count: int = 1,
    variant: str = "",
) -> Quantity:
    """Something that always runs and is billed by the hour, `count` of them."""
    return Quantity(
        component=component,
        provider="ovh",
        service=service,
        sku=sku,
        variant=variant,
        region=surroundings.region,
        amount=exactly(HOURS_A_MONTH * count),
        unit="hour",
    )


def months(
    surroundings: Surroundings, component: Text, service: str, sku: str, count: int = 1
) -> Quantity:
    """Something billed by the month, `count` of them."""
    return Quantity(
        component=component,
        provider="ovh",
        service=service,
        sku=sku,
        region=surroundings.region,
        amount=exactly(count),
        unit="month",
    )


def gib_months(
    surroundings: Surroundings, component: Text, service: str, sku: str, gib: Decimal | int
) -> Quantity:
    """Space that is kept all month."""
    return Quantity(
        component=component,
        provider="ovh",
        service=service,
        sku=sku,
        region=surroundings.region,
        amount=exactly(gib),
        unit="GiB-month",
    )


def unknown_gib(
    surroundings: Surroundings, service: str, sku: str, reason: Text
) -> UnknownQuantity:
    """Space of unknown size."""
    return UnknownQuantity(
        component=STORAGE,
        provider="ovh",
        service=service,
        sku=sku,
        region=surroundings.region,
        unit="GiB-month",
        reason=reason,
    )


def machine(surroundings: Surroundings, offer: Offer, count: int = 1) -> Quantity:
    """Instances of one flavour; a `win-` flavour is the Windows variant of the plain one."""
    plain = offer.name.removeprefix("win-")
    variant = "windows" if plain != offer.name else ""
    return hours(surroundings, INSTANCE, "vm", plain, count, variant)


def volume(surroundings: Surroundings, volume_type: str, gib: int) -> Quantity:
    """A block volume, by its type as the v2 API spells it (HIGH_SPEED_GEN2)."""
    sku = volume_type.lower().replace("_", "-")
    return gib_months(surroundings, STORAGE, "block", sku, gib)
