"""The laws of third countries by which an authority may reach what lies in a place."""

from collections.abc import Callable
from typing import Literal, NamedTuple

from planner.model.evidence import Answer, Entity, Law
from planner.model.sovereignty import Statement
from planner.model.text import Text
from planner.sovereignty.areas import areas
from planner.sovereignty.facts import FACT_NAMES, PARTIES, PlaceFacts, conditions, is_open
from planner.sovereignty.store import Store
from planner.sovereignty.wording import filled, joined, listed

_IN_EFFECT = ("in-force", "lapsed-with-effect")

_BY_PARTY = {
    "owner": Text(
        en="{name} (seat: {seat}), the owner", fr="{name} (siège : {seat}), le propriétaire"
    ),
    "contract": Text(
        en="{name} (seat: {seat}), with whom you sign",
        fr="{name} (siège : {seat}), avec qui vous signez",
    ),
    "operator": Text(
        en="{name} (seat: {seat}), the operator", fr="{name} (siège : {seat}), l'exploitant"
    ),
    "technology": Text(
        en="{name} (seat: {seat}), the licensor of the technology, which can reach the data",
        fr="{name} (siège : {seat}), qui concède la technologie et peut atteindre les données",
    ),
    "location": Text(en="the data lie there ({seat})", fr="les données s'y trouvent ({seat})"),
}
_REACHES = Text(en="{law} reaches it, by: {by}.", fr="{law} l'atteint, par : {by}.")
_MAY_REACH = Text(
    en="{law} may reach it: the provider has establishments outside the EU ({by}).",
    fr="{law} peut l'atteindre : le fournisseur a des établissements hors de l'UE ({by}).",
)
_QUALIFIED = Text(
    en="The qualification of the service was granted against such access.",
    fr="La qualification du service a été accordée contre un tel accès.",
)
_NOT_KNOWN = Text(
    en="{law}: whether it reaches the place is not known, for the store holds no uncontested evidence "
    "on {facts}.",
    fr="{law} : on ne sait pas si ce texte s'y applique, car la base ne contient pas de preuve "
    "incontestée sur {facts}.",
)


How = Literal["reaches", "may reach", "not known"]
"""The worst first, but for `not known`, which is as bad as the worst."""


class Reach(NamedTuple):
    """What one law does to a place."""

    law: str
    how: How
    statement: Statement


def laws_on(facts: PlaceFacts, store: Store) -> tuple[Statement, ...]:
    """One statement a law that reaches the place, may reach it, or of which that is not known."""
    return tuple(one.statement for one in reaches(facts, store))


def reaches(facts: PlaceFacts, store: Store) -> tuple[Reach, ...]:
    """The same with the names of the laws, in their order."""
    return tuple(
        reach for name, known in store.laws() if (reach := _of_law(name, known, facts)) is not None
    )


def _of_law(name: str, known: Answer, facts: PlaceFacts) -> Reach | None:
    law = known.value
    if known.state != "known" or not isinstance(law, Law) or not _counts(law):
        return None
    ways: tuple[tuple[How, Callable[[PlaceFacts, Law], _Told]], ...] = (
        ("reaches", _reached), ("may reach", _may), ("not known", _unsure),
    )  # fmt: skip
    for how, tell in ways:
        told = tell(facts, law)
        if told is not None:
            text, evidence = told
            named = tuple(sorted({*known.evidence, *evidence}))
            return Reach(name, how, Statement(text, named))
    return None


def _counts(law: Law) -> bool:
    return law.from_outside and law.status in _IN_EFFECT


_Told = tuple[Text, tuple[str, ...]] | None


def _reached(facts: PlaceFacts, law: Law) -> _Told:
    by: list[Text] = []
    evidence: list[str] = []
    for name in (*PARTIES, "technology"):
        answer = facts.of(name)
        if _is_seated(name, answer, law):
            entity: Entity = answer.value
            seat = areas().name(entity.seat)
            by.append(_party(name, entity.name, seat))
            evidence += answer.evidence
    if facts.location.state == "known" and facts.location.value in law.seats:
        by.append(_party("location", "", areas().name(facts.location.value)))
        evidence += facts.location.evidence
    if not by:
        return None
    return filled(_REACHES, law=law.title, by=listed(by)), tuple(evidence)


def _is_seated(name: str, answer: Answer, law: Law) -> bool:
    if answer.state != "known" or answer.value.seat not in law.seats:
        return False
    return name != "technology" or answer.value.access is True


def _party(name: str, who: str, seat: Text) -> Text:
    return filled(_BY_PARTY[name], name=who, seat=seat)


def _may(facts: PlaceFacts, law: Law) -> _Told:
    countries = facts.establishments.value if facts.establishments.state == "known" else ()
    shared = tuple(sorted(set(countries or ()) & set(law.establishments)))
    if not shared:
        return None
    text, evidence = (
        filled(_MAY_REACH, law=law.title, by=areas().names(shared)),
        facts.establishments.evidence,
    )
    if conditions(facts).immune.worst:
        text = joined(text, _QUALIFIED)
        evidence += facts.qualification.evidence
    return text, evidence


def _unsure(facts: PlaceFacts, law: Law) -> _Told:
    names = (
        [name for name in (*PARTIES, "location") if is_open(facts.of(name))] if law.seats else []
    )
    technology = facts.technology
    open_access = (
        technology.state == "known"
        and technology.value.seat in law.seats
        and technology.value.access is None
    )
    if law.seats and (is_open(technology) or open_access):
        names.append("technology")
    if law.establishments and is_open(facts.establishments):
        names.append("establishments")
    if not names:
        return None
    told = listed([FACT_NAMES[one] for one in names], by=", ")
    text = filled(_NOT_KNOWN, law=law.title, facts=told)
    return text, tuple(id_ for name in names for id_ in facts.of(name).evidence)
