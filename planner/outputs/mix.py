"""Which application can go where: places side by side, one that takes all, or the fewest that do."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from planner.model.plan import MigrationPlan
from planner.model.sovereignty import LandingOption
from planner.model.text import Text, same

MOST_ROWS = 120

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
    """Other places that take it: no duty of its data is unmet, and something of it has an equivalent."""


class Mix(Struct, frozen=True, kw_only=True):
    """Every application, and which places take them.

    A place takes an application where no duty of its data is unmet and something of it has an
    equivalent; what has none is another matter, said by `landing`.
    """

    rows: tuple[MixRow, ...] = ()
    single: tuple[Place, ...] = ()
    """Places that take every application that any place takes."""
    fewest: tuple[tuple[Place, tuple[str, ...]], ...] = ()
    """Where no single place does: places with the applications (labels) that each takes."""
    refused: tuple[str, ...] = ()
    """Labels of applications of which a duty is unmet at every place known."""
    unmapped: tuple[str, ...] = ()
    """Labels of applications that have no equivalent at any place where their duties are met."""


Standing = dict[tuple[str, Place], LandingOption]
"""(application, place) -> how it lands there."""


def mix_of(plans: Sequence[MigrationPlan]) -> Mix:
    """What the assessments of several plans for one estate say together."""
    standing = _standing(plans)
    labels = {one.name: one.label or one.name for plan in plans for one in plan.applications}
    names = sorted(
        {name for (name, _), one in standing.items() if one.landing != "no-data"},
        key=lambda name: (labels.get(name, name), name),
    )
    planned = {(plan.header.target, plan.header.region) for plan in plans}
    takes = _takes(standing, names)
    taken = [name for name in names if any(name in own for own in takes.values())]
    single = tuple(place for place in sorted(takes, key=lambda one: (one not in planned, one))
                   if len(takes[place]) == len(taken))  # fmt: skip
    left = [name for name in names if name not in taken]
    allowed = {name for (name, _), one in standing.items() if not one.duties}
    return Mix(
        rows=tuple(_row(plans, name, labels, standing, takes) for name in names),
        single=single,
        fewest=() if single else tuple(
            (place, tuple(labels.get(one, one) for one in own))
            for place, own in _cover(takes, taken, planned)
        ),
        refused=tuple(labels.get(one, one) for one in left if one not in allowed),
        unmapped=tuple(labels.get(one, one) for one in left if one in allowed),
    )  # fmt: skip


def _row(
    plans: Sequence[MigrationPlan], name: str, labels: Mapping[str, str], standing: Standing,
    takes: Mapping[Place, frozenset[str]],
) -> MixRow:  # fmt: skip
    planned = {(plan.header.target, plan.header.region) for plan in plans}
    return MixRow(
        application=name, label=labels.get(name, name), classes=_classes(plans, name),
        at={plan.header.target: _cell(plan, name, standing) for plan in plans},
        elsewhere=tuple(place for place in sorted(takes)
                        if place not in planned and name in takes[place]),
    )  # fmt: skip


def _standing(plans: Iterable[MigrationPlan]) -> Standing:
    """What a plan decided goes before what was reckoned for its place."""
    found: Standing = {}
    for plan in plans:
        for option in plan.assessments.options:
            found.setdefault((option.application, (option.provider, option.region)), option)
    for plan in plans:
        here = (plan.header.target, plan.header.region)
        unmet = {id_: tuple(one.duty for one in refused.findings)
                 for id_, refused in plan.assessments.refused.items()}  # fmt: skip
        for one in plan.assessments.applications:
            duties = sorted({duty for id_ in one.refused for duty in unmet.get(id_, ())})
            found[one.application, here] = LandingOption(
                application=one.application, provider=here[0], region=here[1],
                landing=one.landing, duties=tuple(duties),
            )  # fmt: skip
    return found


def _takes(standing: Standing, names: Iterable[str]) -> dict[Place, frozenset[str]]:
    wanted = set(names)
    takes: dict[Place, set[str]] = {}
    for (name, place), one in standing.items():
        if one.landing in {"lands", "in-part"} and not one.duties and name in wanted:
            takes.setdefault(place, set()).add(name)
    return {place: frozenset(own) for place, own in takes.items()}


def _cover(
    takes: Mapping[Place, frozenset[str]], names: Sequence[str], planned: set[Place]
) -> Iterator[tuple[Place, tuple[str, ...]]]:
    """Places that together take all of them, the fullest first.

    Greedy: it may name a place more than the least possible, never one that adds nothing.
    """
    left = set(names)
    while left:
        best = min(takes, key=lambda one: (-len(takes[one] & left), one not in planned, one))
        yield best, tuple(one for one in names if one in takes[best] & left)
        left -= takes[best]


def _cell(plan: MigrationPlan, name: str, standing: Standing) -> Cell:
    titles = {duty.id: duty.title for duty in plan.assessments.duties}
    one = standing.get((name, (plan.header.target, plan.header.region)))
    if one is None:
        return Cell("", ())
    return Cell(one.landing, tuple(titles.get(id_, same(id_)) for id_ in one.duties))


def _classes(plans: Iterable[MigrationPlan], name: str) -> tuple[Text, ...]:
    for plan in plans:
        titles = plan.assessments.class_titles
        found = next((one.data_classes for one in plan.applications if one.name == name), ())
        if found:
            return tuple(titles.get(one, same(one)) for one in found)
    return ()
