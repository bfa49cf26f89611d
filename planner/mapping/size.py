"""The cheapest size that is never smaller than the need."""

from collections.abc import Iterable
from decimal import Decimal

from planner.model.choice import Need, Offer, RunnerUp, Sized
from planner.model.text import Text, same

_UNKNOWN_PRICE = Decimal("Infinity")


def fits(offer: Offer, need: Need) -> bool:
    """Whether an offer gives at least what is needed, in every respect."""
    return (
        offer.vcpus >= (need.vcpus or 0)
        and offer.memory_gib >= (need.memory_gib or 0)
        and offer.gpus >= need.gpus
        and offer.local_disk_gib >= need.local_disk_gib
        and offer.architecture == (need.architecture or "x86_64")
    )


def cheapest(offers: Iterable[Offer], need: Need) -> Sized | None:
    """The cheapest offer that fits, with the next two as runners-up; None where none fits.

    An offer without a price comes after every offer with one; ties go to the smaller, then by name.
    GPU sizes are left to those who need a GPU.
    """
    fitting = sorted(
        (offer for offer in offers if fits(offer, need) and (need.gpus or not offer.gpus)),
        key=lambda offer: (
            _UNKNOWN_PRICE if offer.price_per_hour is None else offer.price_per_hour,
            offer.vcpus,
            offer.memory_gib,
            offer.name,
        ),
    )
    if not fitting:
        return None
    best, *others = fitting
    return Sized(
        offer=best,
        surplus=surplus(best, need),
        runner_ups=tuple(RunnerUp(same(offer.name), _why_not(offer, best)) for offer in others[:2]),
    )


def instead_of(best: Sized | None) -> tuple[RunnerUp, ...]:
    """The size that would be taken if the lock or a person had not decided, as a runner-up."""
    if best is None:
        return ()
    why = Text(
        en="would be taken, were the size not decided already (lock or overrides)",
        fr="serait retenue si la taille n'était pas déjà décidée (verrou ou corrections)",
    )
    return (RunnerUp(same(best.offer.name), why),)


def _why_not(offer: Offer, best: Offer) -> Text:
    if offer.price_per_hour is None:
        return Text(en="no price is known", fr="aucun prix connu")
    if best.price_per_hour == offer.price_per_hour:
        return Text(en="same price, larger", fr="même prix, plus grand")
    return Text(
        en=f"dearer: {offer.price_per_hour} EUR an hour",
        fr=f"plus cher : {offer.price_per_hour} EUR par heure",
    )


def surplus(offer: Offer, need: Need) -> Text | None:
    """What an offer gives above the need, in words; None where it fits exactly."""
    more_cpus = offer.vcpus - (need.vcpus or 0)
    more_memory = offer.memory_gib - (need.memory_gib or 0)
    if more_cpus <= 0 and more_memory <= 0:
        return None
    return Text(
        en=f"+{more_cpus} vCPU, +{more_memory:g} GiB above need",
        fr=f"+{more_cpus} vCPU, +{more_memory:g} Gio au-delà du besoin",
    )
