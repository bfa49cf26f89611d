"""Who operates and owns a place, where it lies, and what label proves immunity: in sentences."""

from planner.model.evidence import Entity, Label, Qualified
from planner.model.sovereignty import Place, Statement
from planner.model.text import Text, same
from planner.sovereignty.areas import areas
from planner.sovereignty.facts import FACT_NAMES, PlaceFacts
from planner.sovereignty.store import Store
from planner.sovereignty.wording import filled, joined, services_of

_NO_EVIDENCE = Text(
    en="The store holds no evidence on {fact} ({place}).",
    fr="La base ne contient aucune preuve sur {fact} ({place}).",
)
_CONTESTED = Text(
    en="Sources disagree on {fact} ({place}), so that it counts as unknown.",
    fr="Les sources se contredisent sur {fact} ({place}) : cela compte comme inconnu.",
)
_OPERATES = Text(
    en="{name} (seat: {seat}) operates {place}{staff}.",
    fr="{name} (siège : {seat}) exploite {place}{staff}.",
)
_STAFF = {
    "": Text(en="", fr=""),
    "eu": Text(en=", with staff in the EU", fr=", avec du personnel dans l'UE"),
    "worldwide": Text(en=", with staff worldwide", fr=", avec du personnel dans le monde entier"),
}
_CONTRACT = Text(
    en="You sign with {name} (seat: {seat}).", fr="Vous signez avec {name} (siège : {seat})."
)
_APART = Text(
    en="EU companies and EU staff run it apart from its owner.",
    fr="Des sociétés et du personnel de l'UE l'exploitent à part de son propriétaire.",
)
_OWNS = Text(
    en="{name} (seat: {seat}) owns the provider in the end.",
    fr="{name} (siège : {seat}) est le propriétaire ultime du fournisseur.",
)
_LICENSED = Text(
    en="{name} (seat: {seat}) licenses the technology{access}.",
    fr="{name} (siège : {seat}) concède la technologie{access}.",
)
_ACCESS = {
    True: Text(en=" and can reach the data", fr=" et peut atteindre les données"),
    False: Text(en=" and cannot reach the data", fr=" et ne peut pas atteindre les données"),
    None: Text(
        en="; whether it can reach the data is not known",
        fr=" ; on ne sait pas s'il peut atteindre les données",
    ),
}
_ESTABLISHED = Text(
    en="The provider has establishments outside the EU: {countries}.",
    fr="Le fournisseur a des établissements hors de l'UE : {countries}.",
)
_NOT_ESTABLISHED = Text(
    en="No establishment of the provider outside the EU was found.",
    fr="Aucun établissement du fournisseur hors de l'UE n'a été trouvé.",
)
_DATA_IN = Text(
    en="The data of {place} lie in {country}, {where} the European Economic Area.",
    fr="Les données chez {place} se trouvent dans ce pays : {country}, {where} "
    "l'Espace économique européen.",
)
_WITHIN = Text(en="within", fr="à l'intérieur de")
_OUTSIDE = Text(en="outside", fr="hors de")
_PROCESSED = Text(
    en="Data are also processed in: {countries}.",
    fr="Des données sont aussi traitées dans ces pays : {countries}.",
)
_QUALIFIED = Text(
    en="Qualified ({scheme}{version}{since}) for {services} at {place}: the scheme excludes access "
    "under the law of a third country.",
    fr="Qualifié ({scheme}{version}{since}) pour {services} chez {place} : ce référentiel exclut l'accès "
    "en vertu du droit d'un pays tiers.",
)
_NOT_QUALIFIED = Text(
    en="No qualification in force that excludes access under the law of a third country is recorded "
    "for {services} at {place}.",
    fr="Aucune qualification en vigueur excluant l'accès en vertu du droit d'un pays tiers n'est "
    "enregistrée pour {services} chez {place}.",
)
_HELD_OTHERWISE = Text(
    en="Recorded is: {scheme}, {milestone}.", fr="Est enregistré : {scheme}, {milestone}."
)
_MILESTONES = {
    "qualified": Text(en="qualified", fr="qualifié"),
    "in-process": Text(en="in process", fr="en cours"),
    "claimed": Text(en="claimed", fr="déclaré"),
    "expired": Text(en="expired", fr="expiré"),
    "draft": Text(en="a draft scheme", fr="référentiel à l'état de projet"),
}


def place_name(place: Place) -> str:
    """Provider and region, as a sentence names them."""
    return f"{place.provider} {place.region}"


def missing(name: str, facts: PlaceFacts, place: Place) -> Text:
    """The sentence on a fact that is not known, or on which sources disagree."""
    sentence = _CONTESTED if facts.of(name).state == "contested" else _NO_EVIDENCE
    return filled(sentence, fact=FACT_NAMES[name], place=place_name(place))


def operates(facts: PlaceFacts, place: Place) -> Statement:
    """Who operates it and whom the customer signs with."""
    operator, contract = facts.operator, facts.contract
    told: list[Text] = []
    if operator.state == "known":
        one: Entity = operator.value
        told.append(filled(
            _OPERATES, name=one.name, seat=areas().name(one.seat), place=place_name(place),
            staff=_STAFF[one.staff],
        ))  # fmt: skip
    else:
        told.append(missing("operator", facts, place))
    if contract.state == "known":
        two: Entity = contract.value
        told.append(filled(_CONTRACT, name=two.name, seat=areas().name(two.seat)))
    else:
        told.append(missing("contract", facts, place))
    evidence = [*operator.evidence, *contract.evidence]
    if facts.isolation.state == "known" and facts.isolation.value:
        told.append(_APART)
        evidence += facts.isolation.evidence
    return Statement(joined(*told), tuple(sorted(set(evidence))))


def owns(facts: PlaceFacts, place: Place) -> Statement:
    """Who owns it in the end, who licenses the technology, and where else the provider sits."""
    told: list[Text] = []
    evidence: set[str] = set()
    if facts.owner.state == "known":
        one: Entity = facts.owner.value
        told.append(filled(_OWNS, name=one.name, seat=areas().name(one.seat)))
    else:
        told.append(missing("owner", facts, place))
    evidence |= {*facts.owner.evidence}
    for name, text in (("technology", _technology(facts)), ("establishments", _established(facts))):
        if text is not None:
            told.append(text)
            evidence |= {*facts.of(name).evidence}
    return Statement(joined(*told), tuple(sorted(evidence)))


def _technology(facts: PlaceFacts) -> Text | None:
    if facts.technology.state != "known":
        return None
    one: Entity = facts.technology.value
    return filled(_LICENSED, name=one.name, seat=areas().name(one.seat), access=_ACCESS[one.access])


def _established(facts: PlaceFacts) -> Text | None:
    if facts.establishments.state != "known":
        return None
    countries: tuple[str, ...] = facts.establishments.value
    if not countries:
        return _NOT_ESTABLISHED
    return filled(_ESTABLISHED, countries=areas().names(countries))


def data_in(facts: PlaceFacts, place: Place, store: Store) -> Statement:
    """The country where the data lie, and those outside the EU where they are processed besides."""
    told: list[Text] = []
    evidence = {*facts.location.evidence}
    if facts.location.state == "known":
        country: str = facts.location.value
        where = _WITHIN if country in areas().eea else _OUTSIDE
        told.append(filled(
            _DATA_IN, place=place_name(place), country=areas().name(country), where=where,
        ))  # fmt: skip
    else:
        told.append(missing("location", facts, place))
    elsewhere: set[str] = set()
    for service in place.services:
        answer = store.ask("subprocessors", place.provider, place.region, service)
        if answer.state == "known" and answer.value:
            elsewhere |= {*answer.value}
            evidence |= {*answer.evidence}
    if elsewhere:
        told.append(filled(_PROCESSED, countries=areas().names(tuple(elsewhere))))
    return Statement(joined(*told), tuple(sorted(evidence)))


def immunity(facts: PlaceFacts, place: Place, store: Store) -> Statement:
    """What a label proves of these services; the entries of the labels where none is held."""
    held = facts.qualification
    services, where = services_of(place), place_name(place)
    if held.state != "known":
        text = filled(_NOT_QUALIFIED, services=services, place=where)
        return Statement(text, tuple(sorted({*held.evidence, *facts.labels})))
    one: Qualified = held.value
    scheme = title_of(one.scheme, store)
    if one.milestone == "qualified":
        text = filled(
            _QUALIFIED, scheme=scheme, version=f" {one.version}" if one.version else "",
            since=_dated(one), services=services, place=where,
        )  # fmt: skip
    else:
        text = joined(
            filled(_NOT_QUALIFIED, services=services, place=where),
            filled(_HELD_OTHERWISE, scheme=scheme, milestone=_MILESTONES[one.milestone]),
        )
    return Statement(text, tuple(sorted({*held.evidence, *facts.labels})))


def _dated(one: Qualified) -> Text:
    en = f", since {one.since}" if one.since else ""
    fr = f", depuis {one.since}" if one.since else ""
    until = Text(en=f", until {one.until}", fr=f", jusqu'au {one.until}") if one.until else None
    return Text(en=en + until.en, fr=fr + until.fr) if until else Text(en=en, fr=fr)


def title_of(scheme: str, store: Store) -> Text:
    """What a scheme is called; its id where the store does not know."""
    label = store.label(scheme).value
    return label.title if isinstance(label, Label) else same(scheme)
