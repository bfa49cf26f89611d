"""Bills against the price list: what is paid, beside what the list would say of the same resources."""

from decimal import Decimal

from planner.model.money import CostLine
from planner.model.resource import Diagnostic, ResourceId
from planner.model.text import Text
from planner.pricing.amounts import euros, percent
from planner.pricing.today import Today


def against_list(today: Today) -> tuple[Diagnostic, ...]:
    """One sentence over all resources that a bill and the price list both tell whole."""
    pairs = [pair for id_ in today.listed if (pair := _pair(today, id_)) is not None]
    listed = sum((pair[1] for pair in pairs), Decimal(0))
    if not listed:
        return ()
    billed = sum((pair[0] for pair in pairs), Decimal(0))
    values = [(euros(billed, one), euros(listed, one), percent(billed / listed, one))
              for one in ("en", "fr")]  # fmt: skip
    (paid, would, share), (paye, tarif, part) = values
    return (
        Diagnostic(
            severity="info",
            code="bill-against-list",
            summary=Text(
                en="What is paid today, beside the price list",
                fr="Ce qui est payé aujourd'hui, face au tarif public",
            ),
            detail=Text(
                en=f"For {len(pairs)} resources that a bill tells of, {paid} a month are paid where the "
                f"price list says {would} ({share}). Today's figures are those of the bill; the target's "
                "are list prices without discount.",
                fr=f"Pour {len(pairs)} ressources dont une facture rend compte, {paye} par mois sont payés "
                f"là où le tarif public dit {tarif} ({part}). Les chiffres d'aujourd'hui sont ceux de la "
                "facture ; ceux de la cible sont des prix publics sans remise.",
            ),
            remedy=Text(
                en="Where the two differ widely, look whether the bill covers usual days.",
                fr="Si les deux diffèrent beaucoup, voyez si la facture couvre des jours habituels.",
            ),
        ),
    )


def _pair(today: Today, identity: ResourceId) -> tuple[Decimal, Decimal] | None:
    """Billed and listed amounts in euros; None where either is not whole."""
    billed, listed = today.now.get(identity, ()), today.listed[identity]
    lines = [one for one in (*billed, *listed) if isinstance(one, CostLine)]
    if not listed or len(lines) != len(billed) + len(listed):
        return None
    paid = sum((one.likely for one in lines[: len(billed)]), Decimal(0))
    return paid, sum((one.likely for one in lines[len(billed) :]), Decimal(0))
