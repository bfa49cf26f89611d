"""Who holds the keys to what lies in a place, and who can open it."""

from planner.model.evidence import KeyCustody
from planner.model.sovereignty import Place, Statement
from planner.model.text import Text
from planner.sovereignty.facts import PlaceFacts
from planner.sovereignty.parties import place_name
from planner.sovereignty.store import Store
from planner.sovereignty.wording import filled, joined

_ORDER: tuple[KeyCustody, ...] = ("provider", "service", "customer")

_CONFIGURED: dict[KeyCustody, Text] = {
    "provider": Text(
        en="The provider alone holds the keys to data at {place}: none of yours is configured.",
        fr="Le fournisseur seul détient les clés des données chez {place} : aucune des vôtres n'est "
        "configurée.",
    ),
    "service": Text(
        en="You manage the keys to data at {place}, and they lie in the provider's own key service.",
        fr="Vous gérez les clés des données chez {place}, et elles se trouvent dans le service de clés "
        "du fournisseur.",
    ),
    "customer": Text(
        en="You alone hold the keys to data at {place}, out of the provider's reach.",
        fr="Vous seul détenez les clés des données chez {place}, hors de portée du fournisseur.",
    ),
}
_NOT_TOLD = Text(
    en="The configuration does not tell who holds the keys to data at {place}; the provider counts "
    "as holding them.",
    fr="La configuration ne dit pas qui détient les clés des données chez {place} ; elles comptent "
    "comme détenues par le fournisseur.",
)
_OFFERED: dict[KeyCustody, Text] = {
    "provider": Text(
        en="Its services there offer no keys of the customer's own.",
        fr="Ses services n'y proposent pas de clés propres au client.",
    ),
    "service": Text(
        en="Its services there offer keys that you manage in its key service.",
        fr="Ses services y proposent des clés que vous gérez dans son service de clés.",
    ),
    "customer": Text(
        en="Its services there offer keys that you alone hold.",
        fr="Ses services y proposent des clés que vous seul détenez.",
    ),
}
_OPENS: dict[KeyCustody, Text] = {
    "provider": Text(
        en="{who} can open the data, and so can whoever lawfully compels it.",
        fr="{who} peut ouvrir les données, de même que quiconque peut légalement l'y contraindre.",
    ),
    "service": Text(
        en="{who} runs the key service that holds the keys, and so counts as able to open the data.",
        fr="{who} exploite le service qui détient les clés, et compte donc comme pouvant ouvrir les "
        "données.",
    ),
    "customer": Text(
        en="{who} cannot open what is encrypted with keys that you alone hold. That lowers what an "
        "order would yield, not who may be ordered: the exposure stays the same.",
        fr="{who} ne peut pas ouvrir ce qui est chiffré avec des clés que vous seul détenez. Cela "
        "réduit ce qu'une injonction obtiendrait, non qui peut la recevoir : l'exposition reste la "
        "même.",
    ),
}
_OPERATOR = Text(en="The operator of {place}", fr="L'exploitant chez {place}")


def custody_of(place: Place) -> KeyCustody:
    """The custody that counts: as configured, else the provider's alone."""
    return place.keys or "provider"


def keys(place: Place, store: Store) -> Statement:
    """Who holds the keys, and what the services would offer."""
    sentence = _CONFIGURED[place.keys] if place.keys else _NOT_TOLD
    offered, evidence = _offered(place, store)
    text = joined(filled(sentence, place=place_name(place)), offered)
    return Statement(text, evidence)


def _offered(place: Place, store: Store) -> tuple[Text | None, tuple[str, ...]]:
    """The strongest custody that every one of the services offers; None where one is not known."""
    answers = [
        store.ask("keys", place.provider, place.region, service) for service in place.services
    ]
    if not answers or any(one.state != "known" for one in answers):
        return None, ()
    weakest = min((one.value for one in answers), key=_ORDER.index)
    evidence = {id_ for one in answers for id_ in one.evidence}
    return _OFFERED[weakest], tuple(sorted(evidence))


def opens(place: Place, facts: PlaceFacts, told: Statement) -> Statement:
    """Who can open the data; `told` is what was said of the keys."""
    operator = facts.operator
    known = operator.state == "known"
    who = operator.value.name if known else filled(_OPERATOR, place=place_name(place))
    text = filled(_OPENS[custody_of(place)], who=who)
    return Statement(text, tuple(sorted({*operator.evidence, *told.evidence})))
