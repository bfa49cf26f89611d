"""Writing down what a resource buys: quantities known from configuration, and those nobody told."""

from decimal import Decimal

from msgspec import Struct

from planner.model.money import HOURS_A_MONTH, Quantity, Range, UnknownQuantity, exactly
from planner.model.protocols import Estate
from planner.model.text import Text

Line = Quantity | UnknownQuantity

INSTANCE = Text(en="instance", fr="instance")
BOOT_DISK = Text(en="boot disk", fr="disque système")
DISK = Text(en="disk", fr="disque")
STORAGE = Text(en="storage", fr="stockage")
ADDRESS = Text(en="public address", fr="adresse publique")
GATEWAY = Text(en="gateway", fr="passerelle")
TRAFFIC = Text(en="traffic", fr="trafic")
CAPACITY = Text(en="capacity units", fr="unités de capacité")
REQUESTS = Text(en="requests", fr="requêtes")
CONTROL_PLANE = Text(en="control plane", fr="plan de contrôle")
LICENCE = Text(en="licence", fr="licence")
BASE = Text(en="base fee", fr="abonnement")
EGRESS = Text(en="transfer out", fr="transfert sortant")

UNTOLD = Text(
    en="Nothing read tells how much; give it under `assume: {key}` in the policy.",
    fr="Rien de ce qui a été lu ne dit combien ; indiquez `assume: {key}` dans la politique.",
)
NO_SIZE = Text(
    en="The source does not state its size.",
    fr="La source n'indique pas sa taille.",
)


class Ware(Struct, frozen=True, gc=False):
    """What is bought, in the words of the price book."""

    component: Text
    service: str
    sku: str
    variant: str = ""


class Till(Struct, frozen=True):
    """Where and from whom it is bought."""

    provider: str
    region: str
    estate: Estate

    def hours(self, ware: Ware, count: int | Decimal = 1) -> Quantity:
        """`count` of them, always on."""
        return self.monthly(ware, HOURS_A_MONTH * Decimal(count), "hour")

    def monthly(self, ware: Ware, amount: int | Decimal, unit: str = "month") -> Quantity:
        """An amount that the configuration states."""
        return Quantity(
            component=ware.component,
            provider=self.provider,
            service=ware.service,
            sku=ware.sku,
            variant=ware.variant,
            region=self.region,
            amount=exactly(amount),
            unit=unit,
        )

    def usage(self, ware: Ware, unit: str, key: str) -> Line:
        """An amount that only use tells: what the policy assumes under `key`, else unknown."""
        assumed = self.estate.assumed(key)
        if assumed is None:
            return self.unknown(ware, unit, UNTOLD.filled(key=key))
        return self.assumed(ware, unit, key, assumed)

    def assumed(self, ware: Ware, unit: str, key: str, amount: Range) -> Quantity:
        """An amount that people gave."""
        return Quantity(
            component=ware.component,
            provider=self.provider,
            service=ware.service,
            sku=ware.sku,
            variant=ware.variant,
            region=self.region,
            amount=amount,
            unit=unit,
            basis="assumed",
            assumption=key,
        )

    def held(self, ware: Ware, stored: Decimal | None, unit: str, key: str) -> Line:
        """Bytes that were measured; else what only use tells."""
        if stored is None:
            return self.usage(ware, unit, key)
        return Quantity(
            component=ware.component,
            provider=self.provider,
            service=ware.service,
            sku=ware.sku,
            variant=ware.variant,
            region=self.region,
            amount=exactly(stored),
            unit=unit,
            basis="measured",
        )

    def sized(self, ware: Ware, gib: int | None, times: int = 1) -> Line:
        """GiB a month of a size that the configuration states; unknown where it does not."""
        if gib is None:
            return self.unknown(ware, "GiB-month", NO_SIZE)
        return self.monthly(ware, Decimal(gib) * times, "GiB-month")

    def unknown(self, ware: Ware, unit: str, reason: Text) -> UnknownQuantity:
        """Something billed whose amount is not known."""
        return UnknownQuantity(
            component=ware.component,
            provider=self.provider,
            service=ware.service,
            sku=ware.sku,
            variant=ware.variant,
            region=self.region,
            unit=unit,
            reason=reason,
        )
