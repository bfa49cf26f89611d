"""Whether a duty is met in a place: one ruler, for the source as for the target.

Only what is known and uncontested meets anything.
"""

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

from planner.model.evidence import Answer, KeyCustody, Label, Qualified
from planner.model.sovereignty import Duty, Finding, Place, Statement
from planner.model.text import Text, same
from planner.sovereignty.areas import areas
from planner.sovereignty.exposure import expose
from planner.sovereignty.parties import place_name, title_of
from planner.sovereignty.store import Store
from planner.sovereignty.wording import filled, joined, services_of

CUSTODY: tuple[KeyCustody, ...] = ("provider", "service", "customer")
"""Weakest first."""

State = Literal["met", "broken", "to-be-verified", "open"]


class _Word(NamedTuple):
    """What a rule found: the state, what shows it, the sentence."""

    state: State
    evidence: tuple[str, ...]
    text: Text


def find(duty: Duty, place: Place, store: Store) -> Finding:
    """Whether a duty is met in a place, with the entries that say so.

    Where nothing known decides it, the entry of the duty's clause is named: it is what remains to be shown.
    """
    word = _RULES[duty.rule](duty, place, store)
    named = word.evidence or ((duty.clause,) if duty.clause else ())
    return Finding(
        duty=duty.id, state=word.state, because=Statement(text=word.text, evidence=named)
    )


def _qualified(duty: Duty, place: Place, store: Store) -> _Word:
    words = [_one_scheme(scheme, place, store) for scheme in sorted(duty.schemes)]
    return min(words, key=lambda word: _BEST[word.state], default=_open_question(place))


_BEST: dict[State, int] = {"met": 0, "to-be-verified": 1, "broken": 2, "open": 3}


def _one_scheme(scheme: str, place: Place, store: Store) -> _Word:
    title = title_of(scheme, store)
    label, answer = store.label(scheme), store.qualified(
        scheme, place.provider, place.region, place.services
    )  # fmt: skip
    if not isinstance(answer.value, Qualified) or not isinstance(label.value, Label):
        unsure = _unsure(answer, place, title)
        return unsure._replace(text=joined(unsure.text, _ended(answer, store)))
    if answer.value.milestone != "qualified" or not label.value.adopted:
        text = Text(
            en="{title}: {state}, not qualified, for {services} at {place}.",
            fr="{title} : {state}, pas qualifié, pour {services} chez {place}.",
        )
        state = MILESTONES[answer.value.milestone]
        return _Word(
            "broken",
            answer.evidence,
            _filled(text, place, title=title, state=state),
        )
    text = Text(
        en="{title}: qualified{details} for {services} at {place}.",
        fr="{title} : qualifié{details} pour {services} chez {place}.",
    )
    named = tuple(sorted({*answer.evidence, *label.evidence}))
    return _Word("met", named, _filled(text, place, title=title, details=_details(answer.value)))


MILESTONES: dict[str, Text] = {
    "qualified": Text(en="qualified", fr="qualifié"),
    "in-process": Text(en="in process", fr="en cours"),
    "claimed": Text(en="claimed by the provider", fr="annoncé par le fournisseur"),
    "expired": Text(en="expired", fr="expiré"),
    "draft": Text(en="draft", fr="projet"),
}


def _ended(answer: Answer, store: Store) -> Text | None:
    """That what is recorded ended, where that is why it is not known."""
    values = [entry.value for name in answer.evidence if (entry := store.by_id(name)) is not None]
    days = {one.until for one in values if isinstance(one, Qualified) and one.until < store.as_of}
    last = max(days - {""}, default="")
    text = Text(
        en="What is recorded ended on {last}.", fr="Ce qui est enregistré a pris fin le {last}."
    )
    return filled(text, last=last) if last else None


def _details(value: Qualified) -> Text:
    en = [
        value.version and f"version {value.version}",
        value.since and f"since {value.since}",
        value.until and f"until {value.until}",
    ]
    fr = [
        value.version and f"version {value.version}",
        value.since and f"depuis {value.since}",
        value.until and f"jusqu'au {value.until}",
    ]
    return Text(en=_bracketed(en), fr=_bracketed(fr))


def _bracketed(words: Iterable[str]) -> str:
    kept = ", ".join(word for word in words if word)
    return f" ({kept})" if kept else ""


def _area(duty: Duty, place: Place, store: Store) -> _Word:
    answer = store.ask("location", place.provider, place.region, "")
    if answer.state != "known":
        return _unsure(
            answer, place, Text(en="the country where it lies", fr="le pays où il se trouve")
        )
    known = areas()
    allowed = {"fr": frozenset({"FR"}), "eu": known.eu, "eea": known.eea}.get(
        duty.area, frozenset()
    )
    country = known.name(str(answer.value))
    inside = answer.value in allowed
    text = (
        Text(en="{place} lies in {country}.", fr="{place} : {country}.")
        if inside
        else Text(
            en="{place} lies in {country}, outside the area that is asked for.",
            fr="{place} : {country}, hors de la zone demandée.",
        )
    )
    return _Word(
        "met" if inside else "broken", answer.evidence, _filled(text, place, country=country)
    )


def _keys(duty: Duty, place: Place, store: Store) -> _Word:
    wanted = CUSTODY.index(duty.held_by) if duty.held_by else 0
    if place.keys is not None:
        state: State = "met" if CUSTODY.index(place.keys) >= wanted else "broken"
        return _Word(state, (), _holder(place.keys, place))
    answers = [store.ask("keys", place.provider, place.region, one) for one in place.services]
    unsure = [one for one in answers if one.state != "known" or one.value not in CUSTODY]
    if unsure or not answers:
        return _unsure(
            _first(unsure), place, Text(en="who holds the keys", fr="qui détient les clés")
        )
    weakest = min(answers, key=lambda one: CUSTODY.index(one.value))
    named = tuple(sorted({one for answer in answers for one in answer.evidence}))
    met = CUSTODY.index(weakest.value) >= wanted
    return _Word("met" if met else "broken", named, _holder(weakest.value, place))


def _holder(custody: KeyCustody, place: Place) -> Text:
    return _filled(
        Text(en="{services} at {place}: {holder}.", fr="{services} chez {place} : {holder}."),
        place,
        holder=_HOLDERS[custody],
    )


_HOLDERS: dict[KeyCustody, Text] = {
    "provider": Text(
        en="the provider alone holds the keys", fr="le fournisseur seul détient les clés"
    ),
    "service": Text(
        en="the customer's keys lie in the provider's key service",
        fr="les clés du client sont dans le service de clés du fournisseur",
    ),
    "customer": Text(
        en="the customer alone holds the keys", fr="le client seul détient les clés"
    ),
}  # fmt: skip


def _subprocessors(_duty: Duty, place: Place, store: Store) -> _Word:
    answers = [
        store.ask("subprocessors", place.provider, place.region, one) for one in place.services
    ]
    named = tuple(sorted({one for answer in answers for one in answer.evidence}))
    # a country that is known is known, whatever else is not
    outside = {
        str(one) for answer in answers if answer.state == "known" for one in answer.value
    } - areas().eu
    if outside:
        text = Text(
            en="Data of {services} at {place} are processed in {countries} too.",
            fr="Les données de {services} chez {place} sont aussi traitées ici : {countries}.",
        )
        countries = areas().names(tuple(outside))
        return _Word("broken", named, _filled(text, place, countries=countries))
    unsure = [one for one in answers if one.state != "known"]
    if unsure or not answers:
        what = Text(en="further processors outside the EU", fr="les sous-traitants hors de l'UE")
        return _unsure(_first(unsure), place, what)
    text = Text(
        en="No further processor outside the EU for {services} at {place}.",
        fr="Aucun sous-traitant hors de l'UE pour {services} chez {place}.",
    )
    return _Word("met", named, _filled(text, place))


def _immunity(_duty: Duty, place: Place, store: Store) -> _Word:
    """Exposure class E6: immunity verified for every service, by the ruler that exposure has."""
    found = expose(place, store)
    named = tuple(sorted({*found.immunity.evidence, *found.owns.evidence}))
    if found.exposure == "E6":
        return _Word("met", named, found.immunity.text)
    state: State = "to-be-verified" if found.best == "E6" else "broken"
    return _Word(state, named, found.immunity.text)


def _zones(duty: Duty, place: Place, _store: Store) -> _Word:
    return _number(duty, place.zones, place, Text(en="zones", fr="zones"))


def _retention(duty: Duty, place: Place, _store: Store) -> _Word:
    return _number(
        duty, place.retention_days, place,
        Text(en="days of retention", fr="jours de conservation"),
    )  # fmt: skip


def _number(duty: Duty, number: int | None, place: Place, what: Text) -> _Word:
    if number is None:
        return _unsure(Answer("unknown"), place, what)
    text = Text(
        en="{number} {what} at {place}, {asked} asked for.",
        fr="{number} {what} chez {place}, {asked} demandés.",
    )
    return _Word(
        "met" if number >= duty.at_least else "broken",
        (),
        _filled(text, place, number=same(str(number)), asked=same(str(duty.at_least)), what=what),
    )


def _shown(_duty: Duty, _place: Place, _store: Store) -> _Word:
    return _Word(
        "open",
        (),
        Text(
            en="No inventory shows it: a person must.",
            fr="Aucun inventaire ne le montre : une personne doit l'établir.",
        ),
    )


_RULES: dict[str, Callable[[Duty, Place, Store], _Word]] = {
    "qualified": _qualified,
    "area": _area,
    "keys": _keys,
    "subprocessors": _subprocessors,
    "immunity": _immunity,
    "zones": _zones,
    "retention": _retention,
    "shown": _shown,
}


def _first(answers: list[Answer]) -> Answer:
    return answers[0] if answers else Answer("unknown")


def _open_question(place: Place) -> _Word:
    return _unsure(Answer("unknown"), place, Text(en="a qualification", fr="une qualification"))


def _unsure(answer: Answer, place: Place, what: Text) -> _Word:
    """Contested, unknown, or not applicable where it is needed: none of them passes."""
    if answer.state == "contested":
        text = Text(
            en="Sources disagree ({what}) for {services} at {place}: to be verified.",
            fr="Les sources divergent ({what}) pour {services} chez {place} : à vérifier.",
        )
    else:
        text = Text(
            en="Not known ({what}) for {services} at {place}: to be verified.",
            fr="Non connu ({what}) pour {services} chez {place} : à vérifier.",
        )
    return _Word("to-be-verified", answer.evidence, _filled(text, place, what=what))


def _filled(text: Text, place: Place, **words: Text) -> Text:
    """The sentence with its words put in, each in its language."""
    return filled(text, services=services_of(place), place=place_name(place), **words)
