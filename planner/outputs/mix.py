"""Which application can go where: places side by side, one that holds all, or the fewest that do."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from planner.model.plan import MigrationPlan
from planner.model.sovereignty import LandingOption
from planner.model.text import Text

MOST_ROWS = 120
MOST_PLACES = 12

Place = tuple[str, str]
"""(provider, region)."""


class Cell(Struct, frozen=True):
    """What becomes of one application at one target."""

    landing: str
    """As in `LandingOption`; `""` where nothing was assessed."""
    duties: tuple[Text, ...]
    """Not met there."""


class MixRow(Struct, frozen=True, kw_only=True):
    """One application that handles data."""

    application: str
    label: str
    classes: tuple[Text, ...]
    at: dict[str, Cell]
    """Target -> what becomes of it in the region that the plan for that target is in."""
    elsewhere: tuple[Place, ...]
    """Other places where it would land whole."""


class Mix(Struct, frozen=True, kw_only=True):
    """Every application, and which places hold them."""

    rows: tuple[MixRow, ...] = ()
    single: tuple[Place, ...] = ()
    """Places that hold every application whole."""
    fewest: tuple[tuple[Place, tuple[str, ...]], ...] = ()
    """Where no single place does: places with the applications (labels) that each takes."""
    nowhere: tuple[str, ...] = ()
    """Labels of applications that no place known holds whole."""


def mix_of(plans: Sequence[MigrationPlan]) -> Mix:
    """What the assessments of several plans for one estate say together."""
    if not any(plan.assessments.applications or plan.assessments.options for plan in plans):
        return Mix()
    landings = _landings(plans)
    labels = {one.name: one.label or one.name for plan in plans for one in plan.applications}
    names = sorted(
        {name for name, _ in landings if landings[name, _] != "no-data"},
        key=lambda name: (labels.get(name, name), name),
    )
    planned = {(plan.header.target, plan.header.region) for plan in plans}
    holds = _holds(landings, names)
    rows = tuple(
        MixRow(
            application=name, label=labels.get(name, name), classes=_classes(plans, name),
            at={plan.header.target: _cell(plan, name, landings) for plan in plans},
            elsewhere=tuple(place for place in sorted(holds)
                            if place not in planned and name in holds[place]),
        )
        for name in names
    )  # fmt: skip
    single = tuple(place for place in sorted(holds, key=lambda one: (one not in planned, one))
                   if len(holds[place]) == len(names))  # fmt: skip
    fewest, left = ((), ()) if single else _cover(holds, names, planned)
    return Mix(
        rows=rows, single=single,
        fewest=tuple((place, tuple(labels.get(one, one) for one in own)) for place, own in fewest),
        nowhere=tuple(labels.get(one, one) for one in left),
    )  # fmt: skip


Landings = Mapping[tuple[str, Place], str]


def _landings(plans: Iterable[MigrationPlan]) -> Landings:
    """(application, place) -> how it lands; what a plan decided goes before what was reckoned."""
    found: dict[tuple[str, Place], str] = {}
    for plan in plans:
        for option in plan.assessments.options:
            found.setdefault((option.application, (option.provider, option.region)), option.landing)
    for plan in plans:
        here = (plan.header.target, plan.header.region)
        for one in plan.assessments.applications:
            found[one.application, here] = one.landing
    return found


def _holds(landings: Landings, names: Iterable[str]) -> dict[Place, frozenset[str]]:
    wanted = set(names)
    holds: dict[Place, set[str]] = {}
    for (name, place), landing in landings.items():
        if landing == "lands" and name in wanted:
            holds.setdefault(place, set()).add(name)
    return {place: frozenset(own) for place, own in holds.items()}


def _cover(
    holds: Mapping[Place, frozenset[str]], names: Sequence[str], planned: set[Place]
) -> tuple[tuple[tuple[Place, tuple[str, ...]], ...], tuple[str, ...]]:
    """Places that together hold most, the fullest first, and what is left over.

    Greedy: it may name a place more than the least possible, never one that adds nothing.
    """
    left = set(names)
    chosen: list[tuple[Place, tuple[str, ...]]] = []
    while left:
        best = min(holds, key=lambda one: (-len(holds[one] & left), one not in planned, one),
                   default=None)  # fmt: skip
        if best is None or not holds[best] & left:
            break
        chosen.append((best, tuple(one for one in names if one in holds[best] & left)))
        left -= holds[best]
    return tuple(chosen), tuple(one for one in names if one in left)


def _cell(plan: MigrationPlan, name: str, landings: Landings) -> Cell:
    here = (plan.header.target, plan.header.region)
    titles = {duty.id: duty.title for duty in plan.assessments.duties}
    option = next((one for one in plan.assessments.options if _is(one, name, here)), None)
    unmet = option.duties if option else ()
    return Cell(
        landings.get((name, here), ""),
        tuple(titles[one] if one in titles else Text(en=one, fr=one) for one in unmet),
    )


def _is(option: LandingOption, name: str, place: Place) -> bool:
    return option.application == name and (option.provider, option.region) == place


def _classes(plans: Iterable[MigrationPlan], name: str) -> tuple[Text, ...]:
    for plan in plans:
        titles = plan.assessments.class_titles
        found = next((one.data_classes for one in plan.applications if one.name == name), ())
        if found:
            return tuple(titles.get(one, Text(en=one, fr=one)) for one in found)
    return ()
