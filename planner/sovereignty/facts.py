"""What the store says of one place: the facts that exposure is judged by, at their worst and best."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from planner.model.evidence import Answer, Entity, FactName
from planner.model.sovereignty import ExposureClass, Place
from planner.model.text import Text
from planner.sovereignty.areas import areas
from planner.sovereignty.store import Store

Party = Literal["owner", "contract", "operator"]

PARTIES: tuple[Party, ...] = ("owner", "contract", "operator")
"""The facts whose entity brings the law of its seat with it."""

FACT_NAMES: dict[str, Text] = {
    "location": Text(en="the country where it lies", fr="le pays où il se trouve"),
    "owner": Text(en="its owner", fr="son propriétaire"),
    "contract": Text(en="the company you sign with", fr="la société avec laquelle vous signez"),
    "operator": Text(en="its operator", fr="son exploitant"),
    "technology": Text(
        en="the licensor of its technology and what that company can reach",
        fr="la société qui concède sa technologie et ce qu'elle peut atteindre",
    ),
    "establishments": Text(
        en="its provider's establishments outside the EU",
        fr="les établissements de son fournisseur hors de l'UE",
    ),
    "isolation": Text(
        en="its operation by EU companies and EU staff alone",
        fr="son exploitation par des sociétés et du personnel de l'UE seuls",
    ),
    "qualification": Text(
        en="its qualification against access from outside the EU",
        fr="sa qualification contre l'accès depuis l'extérieur de l'UE",
    ),
}
"""What each fact is called within a sentence, in the order in which they are told."""


class PlaceFacts(Struct, frozen=True, kw_only=True):
    """One answer a fact, for one place."""

    location: Answer
    owner: Answer
    contract: Answer
    operator: Answer
    technology: Answer
    """The worst of those of its services, which may run on several stacks."""
    establishments: Answer
    isolation: Answer
    qualification: Answer
    """Of the label that proves immunity and is held best; a `Qualified` where known."""
    technologies: tuple[Answer, ...]
    """One a service, and that of the whole where there is none."""
    labels: tuple[str, ...] = ()
    """Ids of the entries of all labels that prove immunity, sorted."""

    def of(self, name: str) -> Answer:
        """The answer of a name."""
        found: Answer = getattr(self, name)
        return found


def facts_of(place: Place, store: Store) -> PlaceFacts:
    """What the store answers for a place."""

    def ask(fact: FactName) -> Answer:
        return store.ask(fact, place.provider, place.region)

    stacks = tuple(
        store.ask("technology", place.provider, place.region, service)
        for service in place.services or ("",)
    )
    labels = proving(store)
    held = [
        store.qualified(scheme, place.provider, place.region, place.services)
        for scheme in sorted(labels)
    ]
    return PlaceFacts(
        location=ask("location"), owner=ask("owner"), contract=ask("contract"),
        operator=ask("operator"), technology=min(stacks, key=_strangeness),
        technologies=stacks,
        establishments=ask("establishments"), isolation=ask("isolation"),
        qualification=max(held, key=_standing, default=Answer("unknown")),
        labels=tuple(sorted({id_ for ids in labels.values() for id_ in ids})),
    )  # fmt: skip


def proving(store: Store) -> dict[str, tuple[str, ...]]:
    """Schemes in force that prove immunity to third countries' law -> ids of their entries."""
    return {
        scheme: label.evidence
        for scheme, label in store.labels()
        if label.state == "known" and label.value.proves_immunity and label.value.adopted
    }


def _standing(held: Answer) -> tuple[int, tuple[str, ...]]:
    milestone = held.value.milestone if held.state == "known" else ""
    order = ["", "draft", "expired", "claimed", "in-process", "qualified"]
    return (order.index(milestone), held.evidence)


def is_open(answer: Answer) -> bool:
    """Whether nobody can build on it: nothing known, or said otherwise by another."""
    return answer.state in {"unknown", "contested"}


class Bound(NamedTuple):
    """Whether something good holds, with every unknown at its worst and at its best."""

    worst: bool
    best: bool


_EITHER = Bound(worst=False, best=True)


class Conditions(NamedTuple):
    """What the ladder of classes asks, each good when true."""

    inside: Bound
    controlled: Bound
    apart: Bound
    kept_out: Bound
    own_stack: Bound
    no_establishment: Bound
    immune: Bound


def conditions(facts: PlaceFacts) -> Conditions:
    """The facts of a place as questions with a good and a bad answer."""
    return Conditions(
        inside=_bound(facts.location, lambda country: country in areas().eea),
        controlled=_all(_bound(facts.of(one), _sits_in_eu) for one in PARTIES),
        apart=_all((_bound(facts.isolation, bool), _bound(facts.operator, _runs_it_within))),
        kept_out=_all(_kept_out(one) for one in facts.technologies),
        own_stack=_all(_own_stack(one) for one in facts.technologies),
        no_establishment=_bound(facts.establishments, lambda countries: not countries),
        immune=_immune(facts.qualification),
    )  # fmt: skip


def ladder(asked: Conditions) -> tuple[ExposureClass, ExposureClass]:
    """The class at worst and at best; better conditions never give a worse class."""
    return _rung(lambda one: one.worst, asked), _rung(lambda one: one.best, asked)


def _rung(side: Callable[[Bound], bool], asked: Conditions) -> ExposureClass:
    if not side(asked.inside):
        return "E0"
    if not side(asked.controlled):
        return "E2" if side(asked.apart) else "E1"
    if not side(asked.kept_out):
        return "E2"  # an EU company runs it apart, and one from outside can still reach the data
    if not side(asked.own_stack):
        return "E3"
    if side(asked.immune):
        return "E6"
    return "E5" if side(asked.no_establishment) else "E4"


def open_questions(facts: PlaceFacts) -> tuple[str, ...]:
    """Names of the facts that are not known and bear on the class or on the laws, in order of telling.

    Isolation is asked of what may be under foreign control; technology and establishments of what may
    be under European control.
    """
    asked = conditions(facts)
    moot = set[str]()
    if asked.controlled.worst:
        moot.add("isolation")
    if not asked.controlled.best:
        moot |= {"technology", "establishments", "qualification"}
    if not facts.qualification.evidence:
        moot.add("qualification")
    unsure = {name for name in FACT_NAMES if is_open(facts.of(name))}
    if any(is_open(one) for one in facts.technologies) or asked.kept_out == _EITHER:
        unsure.add("technology")
    return tuple(name for name in FACT_NAMES if name in unsure - moot)


def _bound(answer: Answer, test: Callable[[Any], bool]) -> Bound:
    """Known: what the test says; not applicable: it does not hold; else anything may be."""
    if is_open(answer):
        return Bound(worst=False, best=True)
    holds = answer.state == "known" and bool(test(answer.value))
    return Bound(holds, holds)


def _all(bounds: Iterable[Bound]) -> Bound:
    several = tuple(bounds)
    return Bound(all(one.worst for one in several), all(one.best for one in several))


def _sits_in_eu(entity: Entity) -> bool:
    return entity.seat in areas().eu


def _runs_it_within(operator: Entity) -> bool:
    return _sits_in_eu(operator) and operator.staff != "worldwide"


def _strangeness(technology: Answer) -> tuple[Bound, Bound, tuple[str, ...]]:
    return _kept_out(technology), _own_stack(technology), technology.evidence


def _own_stack(technology: Answer) -> Bound:
    """Whether the operator's own technology, or a European one, runs it."""
    if technology.state == "not-applicable":
        return Bound(worst=True, best=True)
    return _bound(technology, _sits_in_eu)


def _kept_out(technology: Answer) -> Bound:
    """Whether no licensor from outside can reach the data."""
    own = _own_stack(technology)
    if own.worst or is_open(technology):
        return own
    access = technology.value.access
    return Bound(worst=access is False, best=access is not True)


def _immune(qualification: Answer) -> Bound:
    """Whether a label proves immunity. Where none is recorded, none is assumed even at best."""
    if is_open(qualification):
        return Bound(worst=False, best=bool(qualification.evidence))
    return _bound(qualification, lambda held: held.milestone == "qualified")
