"""What is said of bills, with figures: what is charged without a resource, what was found of what."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from planner.model.resource import Diagnostic, Severity, Spend, SpendReason
from planner.model.text import Language, Text

_SHOWN = 8
_NARROW = "\u202f"


class _Sentences(NamedTuple):
    severity: Severity
    summary: Text
    detail: Text
    remedy: Text


_NOTHING = Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire.")
_SENTENCES = {
    "bill-no-resource": _Sentences(
        "warning",
        Text(
            en="A bill charges for usage without naming a resource",
            fr="Une facture compte des usages sans nommer de ressource",
        ),
        Text(
            en="{cloud}: {amount} a month name no resource and are in no figure of today: {list}.",
            fr="{cloud} : {amount} par mois ne nomment aucune ressource et n'entrent dans aucun "
            "chiffre d'aujourd'hui : {list}.",
        ),
        Text(
            en="Export the bill with resource ids (AWS: `INCLUDE_RESOURCES`; Google: the detailed "
            "export), or plan for these services by hand.",
            fr="Exportez la facture avec les identifiants de ressources (AWS : `INCLUDE_RESOURCES` ; "
            "Google : l'export détaillé), ou traitez ces services à la main.",
        ),
    ),
    "bill-apart": _Sentences(
        "info",
        Text(
            en="A bill holds more than usage", fr="Une facture contient autre chose que des usages"
        ),
        Text(
            en="{cloud}: purchases, taxes, credits and adjustments are counted apart from what "
            "resources cost: {list} a month.",
            fr="{cloud} : achats, taxes, crédits et régularisations sont comptés à part du coût des "
            "ressources : {list} par mois.",
        ),
        _NOTHING,
    ),
    "bill-gone": _Sentences(
        "info",
        Text(
            en="A bill charges for what is gone",
            fr="Une facture compte ce qui n'existe plus",
        ),
        Text(
            en="{cloud}: {count} machines or disks were last charged two days or more before the "
            "bill ends ({amount} a month) and are in no other input; they are not part of the plan.",
            fr="{cloud} : {count} machines ou disques ont été comptés pour la dernière fois deux jours "
            "au moins avant la fin de la facture ({amount} par mois) et ne figurent dans aucune autre "
            "entrée ; ils ne font pas partie du plan.",
        ),
        _NOTHING,
    ),
    "bill-alone": _Sentences(
        "warning",
        Text(
            en="Some resources are known from a bill alone",
            fr="Des ressources ne sont connues que par une facture",
        ),
        Text(
            en="{cloud}: {count} resources that cost {amount} a month are in no other input; what "
            "the bill does not say of them is unknown: {list}.",
            fr="{cloud} : {count} ressources qui coûtent {amount} par mois ne figurent dans aucune "
            "autre entrée ; ce que la facture n'en dit pas est inconnu : {list}.",
        ),
        Text(
            en="Give a state or an export of their accounts as well.",
            fr="Donnez aussi un état ou un export de leurs comptes.",
        ),
    ),
    "bill-service-unseen": _Sentences(
        "warning",
        Text(
            en="A service costs money and none of it was inventoried",
            fr="Un service coûte de l'argent et rien n'en a été inventorié",
        ),
        Text(
            en="{service} costs {amount} a month, and 0 resources of it were found but for the bill: "
            "a region or a permission missing?",
            fr="{service} coûte {amount} par mois, et 0 ressource n'en a été trouvée hors de la "
            "facture : une région ou un droit manque-t-il ?",
        ),
        Text(
            en="Look at the ledger for what could not be read, and give an export of that account.",
            fr="Cherchez dans le registre ce qui n'a pas pu être lu, et donnez un export de ce compte.",
        ),
    ),
    "bill-covered": _Sentences(
        "warning",
        Text(
            en="A bill shows committed usage without its cost",
            fr="Une facture montre sans leur coût des usages couverts par un engagement",
        ),
        Text(
            en="{count} resources are paid by a reservation or savings plan and stand on the bill "
            "with 0; what they cost today is taken from the price list instead.",
            fr="{count} ressources sont payées par une réservation ou un plan d'économies et figurent "
            "pour 0 sur la facture ; leur coût d'aujourd'hui vient donc du tarif public.",
        ),
        Text(
            en="Export amortised cost instead of actual cost.",
            fr="Exportez le coût amorti plutôt que le coût réel.",
        ),
    ),
    "bill-currency": _Sentences(
        "warning",
        Text(
            en="Resources are billed in several currencies",
            fr="Des ressources sont facturées en plusieurs devises",
        ),
        Text(
            en="{count} resources have charges in more than one currency; they are not added up, and "
            "what they cost today is taken from the price list.",
            fr="{count} ressources ont des charges en plusieurs devises ; elles ne sont pas "
            "additionnées, et leur coût d'aujourd'hui vient du tarif public.",
        ),
        Text(en="Give bills in one currency.", fr="Donnez des factures dans une seule devise."),
    ),
    "bill-negative": _Sentences(
        "info",
        Text(
            en="Charges of resources add up to less than nothing",
            fr="Les charges de ressources sont négatives",
        ),
        Text(
            en="{count} resources were paid back more than they cost in these days; what they cost "
            "today is taken from the price list.",
            fr="{count} ressources ont été remboursées au-delà de leur coût sur ces jours ; leur coût "
            "d'aujourd'hui vient du tarif public.",
        ),
        _NOTHING,
    ),
    "bill-twice": _Sentences(
        "warning",
        Text(en="Two files are the same bill", fr="Deux fichiers sont la même facture"),
        Text(
            en="{name} tells of the same usage as {service} and is not counted.",
            fr="{name} décrit les mêmes usages que {service} et n'est pas compté.",
        ),
        Text(
            en="Give one of the two: amortised cost rather than actual cost.",
            fr="Donnez l'un des deux : le coût amorti plutôt que le coût réel.",
        ),
    ),
}

_APART: tuple[SpendReason, ...] = ("purchase", "tax", "credit", "adjustment")
_TITLES: dict[str, Text] = {
    "purchase": Text(en="purchases", fr="achats"),
    "tax": Text(en="taxes", fr="taxes"),
    "credit": Text(en="credits", fr="crédits"),
    "adjustment": Text(en="adjustments", fr="régularisations"),
}
_OTHERS = Text(en="{count} others", fr="{count} autres")


def amount(value: Decimal, currency: str) -> Text:
    """`4,100.00 USD`, `4 100,00 USD`."""
    plain = f"{value:,.2f}"
    french = plain.replace(",", _NARROW).replace(".", ",")
    return Text(en=f"{plain} {currency}".strip(), fr=f"{french} {currency}".strip())


def about(code: str, *, source: str = "", **values: object) -> Diagnostic:
    """The diagnostic of that code; values that are `Text` are filled in by language."""
    known = _SENTENCES[code]
    return Diagnostic(
        severity=known.severity,
        code=code,
        summary=known.summary,
        detail=Text(
            en=known.detail.en.format(**_of(values, "en")),
            fr=known.detail.fr.format(**_of(values, "fr")),
        ),
        remedy=known.remedy,
        source=source,
    )


def _of(values: dict[str, object], language: Language) -> dict[str, object]:
    return {
        name: one.of(language) if isinstance(one, Text) else one for name, one in values.items()
    }


def said(spend: Sequence[Spend]) -> Iterator[Diagnostic]:
    """What is to be said of what bills show, one sentence a cloud and currency."""
    for cloud, currency in sorted({(one.cloud, one.currency) for one in spend}):
        mine = [one for one in spend if (one.cloud, one.currency) == (cloud, currency)]
        for code, reason in (
            ("bill-no-resource", "no-resource"),
            ("bill-gone", "gone"),
            ("bill-alone", "alone"),
        ):
            some = [one for one in mine if one.reason == reason]
            if some:
                yield about(
                    code, cloud=cloud, amount=amount(_sum(some), currency), list=_listed(some),
                    count=sum(one.things for one in some),
                )  # fmt: skip
        apart = [one for one in mine if one.reason in _APART]
        if apart:
            yield about("bill-apart", cloud=cloud, list=_by_reason(apart))


def _sum(some: Iterable[Spend]) -> Decimal:
    return sum((one.monthly for one in some), Decimal(0))


def _listed(some: Sequence[Spend]) -> Text:
    """Services with their amounts, the dearest first."""
    sums: dict[str, Decimal] = {}
    for one in some:
        sums[one.service] = sums.get(one.service, Decimal(0)) + one.monthly
    currency = some[0].currency
    ordered = sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))
    parts = [(name or "?", amount(value, currency)) for name, value in ordered[:_SHOWN]]
    texts = [Text(en=f"{name} {value.en}", fr=f"{name} {value.fr}") for name, value in parts]
    if len(ordered) > _SHOWN:
        texts.append(_OTHERS.filled(count=len(ordered) - _SHOWN))
    return _joined(texts)


def _by_reason(some: Sequence[Spend]) -> Text:
    texts = []
    for reason in _APART:
        mine = [one for one in some if one.reason == reason]
        if mine:
            value, title = amount(_sum(mine), mine[0].currency), _TITLES[reason]
            texts.append(Text(en=f"{title.en} {value.en}", fr=f"{title.fr} {value.fr}"))
    return _joined(texts)


def _joined(texts: Sequence[Text]) -> Text:
    return Text(en=", ".join(one.en for one in texts), fr=", ".join(one.fr for one in texts))
