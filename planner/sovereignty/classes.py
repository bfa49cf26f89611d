"""The classes of data that each resource carries: told, inherited along the graph, or assumed."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from planner.graph import Graph
from planner.model.plan import FOUNDATION, Application
from planner.model.policy import Overrides, Policy
from planner.model.resource import Diagnostic, ResourceId
from planner.model.sovereignty import ClassOf
from planner.sovereignty.duties import UNKNOWN, DutyBook
from planner.sovereignty.roles import Role, copies, role_of
from planner.sovereignty.told import Telling, Told

_Inherited = dict[ResourceId, dict[str, ResourceId]]
"""Resource -> class -> the resource that it comes from."""
_LAST = ResourceId(chr(0x10FFFF))
_NOTHING: dict[str, ResourceId] = {}


class Classified(Struct, frozen=True, kw_only=True, dict=True):
    """What was found for every resource that handles data."""

    of: dict[ResourceId, tuple[ClassOf, ...]]
    """The most protected class first; never empty."""
    applications: dict[str, tuple[str, ...]]
    """Application -> the names of its members' classes, the most protected first."""
    diagnostics: tuple[Diagnostic, ...] = ()

    @cached_property
    def unknown(self) -> frozenset[ResourceId]:
        """The resources of which, besides what they inherit, nobody has told the class."""
        return frozenset(
            id_ for id_, found in self.of.items() if any(one.name == UNKNOWN for one in found)
        )

    def names(self, resource: ResourceId) -> frozenset[str]:
        """Names of a resource's classes; none where it handles no data."""
        return self._names.get(self.of.get(resource, ()), frozenset())

    @cached_property
    def _names(self) -> dict[tuple[ClassOf, ...], frozenset[str]]:
        return {found: frozenset(one.name for one in found) for found in set(self.of.values())}


def classify(
    graph: Graph,
    applications: Iterable[Application],
    policy: Policy,
    overrides: Overrides,
    book: DutyBook,
) -> Classified:
    """The classes of every resource that handles data.

    What is told of a member holds for its whole application, and goes on to every copy, transitively
    and wherever the copy lies; a class that came by a copy stays with it. The foundation is no
    application. A class that asks for nothing is not handed on, and inheriting a class ends being
    unknown only where it asks for all that data of unknown class is held to: so what is added never
    lowers what holds. Only a correction by people about the very resource does.
    """
    telling = Telling(policy, overrides, book)
    told: dict[ResourceId, Told] = {}
    corrected: set[ResourceId] = set()
    kinds: dict[ResourceId, str] = {}
    for one in graph.resources:
        found, by_people = telling.of(one)
        if found:
            told[one.id] = found
        if by_people:
            corrected.add(one.id)
        if role_of(one.kind) != "none" and (one.kind is not None or found):
            kinds[one.id] = one.kind or ""
    inherited = _within(applications, told, kinds.keys() - corrected, book)
    _along(copies(graph.dependencies, kinds), told, inherited, book)
    assumed = ClassOf(
        name=UNKNOWN, origin="assumed", by=f"unknown_data_class: {policy.unknown_data_class}"
    )
    done: dict[tuple[Told, Role | None], Told] = {}
    of: dict[ResourceId, Told] = {}
    for id_, kind in kinds.items():
        found = _together(told.get(id_, ()), inherited.get(id_, _NOTHING))
        # of what was told itself nothing is assumed
        key = (found, None if id_ in told else role_of(kind))
        if key not in done:
            done[key] = _finished(*key, assumed, book)
        of[id_] = done[key]
    return Classified(
        of=of,
        applications=_of_applications(applications, of, book),
        diagnostics=tuple(sorted(telling.diagnostics())),
    )


def _finished(found: Told, role: Role | None, assumed: ClassOf, book: DutyBook) -> Told:
    """The most protected first; with `unknown` where what is inherited asks for less than that does."""
    names = frozenset(one.name for one in found)
    if role is not None and not book.covers(names, role):
        found = (*found, assumed)
    ranks = {name: at for at, name in enumerate(book.ranked(one.name for one in found))}
    return tuple(sorted(found, key=lambda one: (ranks[one.name], one)))


def _together(told: Told, inherited: Mapping[str, ResourceId]) -> Told:
    """What is told, and what is inherited besides."""
    if not inherited:
        return told
    names = {one.name for one in told}
    return told + tuple(
        ClassOf(name=name, origin="inherited", by=by)
        for name, by in sorted(inherited.items())
        if name not in names
    )


def _within(
    applications: Iterable[Application],
    told: Mapping[ResourceId, Told],
    open_: Iterable[ResourceId],
    book: DutyBook,
) -> _Inherited:
    """What is told of one member, for each other that handles data."""
    waiting = set(open_)
    found: _Inherited = {}
    for application in applications:
        if application.name == FOUNDATION:
            continue
        shared = _first_told(sorted(application.resources), told, book)
        if shared:
            found |= {id_: dict(shared) for id_ in application.resources if id_ in waiting}
    return found


def _first_told(
    members: Iterable[ResourceId], told: Mapping[ResourceId, Told], book: DutyBook
) -> dict[str, ResourceId]:
    """Each class that asks for something -> the first member of which it is told."""
    found: dict[str, ResourceId] = {}
    for id_ in members:
        for one in told.get(id_, ()):
            if book.asks(one.name):
                found.setdefault(one.name, id_)
    return found


def _along(
    pairs: Iterable[tuple[ResourceId, ResourceId]],
    told: Mapping[ResourceId, Told],
    inherited: _Inherited,
    book: DutyBook,
) -> None:
    """Hands each class on to every copy of what carries it: one breadth-first walk a class."""
    next_: dict[ResourceId, set[ResourceId]] = {}
    for origin, copy in pairs:
        next_.setdefault(origin, set()).add(copy)
    for name, reached in sorted(_carriers(told, inherited).items()):
        if not book.asks(name):
            continue
        edge = reached & next_.keys()
        while edge:
            fresh = _fresh(edge, next_, reached)
            for copy, id_ in fresh.items():
                inherited.setdefault(copy, {})[name] = id_
            reached.update(fresh)
            edge = fresh.keys() & next_.keys()


def _fresh(
    edge: Iterable[ResourceId],
    next_: Mapping[ResourceId, set[ResourceId]],
    reached: set[ResourceId],
) -> dict[ResourceId, ResourceId]:
    """The copies one step on, each with the first by id of what it is a copy of."""
    found: dict[ResourceId, ResourceId] = {}
    for id_ in edge:
        for copy in next_[id_]:
            if copy not in reached and id_ < found.get(copy, _LAST):
                found[copy] = id_
    return found


def _carriers(told: Mapping[ResourceId, Told], inherited: _Inherited) -> dict[str, set[ResourceId]]:
    """Class -> what carries it before any copy is followed."""
    found: dict[str, set[ResourceId]] = {}
    for id_, classes in told.items():
        for one in classes:
            found.setdefault(one.name, set()).add(id_)
    for id_, names in inherited.items():
        for name in names:
            found.setdefault(name, set()).add(id_)
    return found


def _of_applications(
    applications: Iterable[Application],
    of: Mapping[ResourceId, tuple[ClassOf, ...]],
    book: DutyBook,
) -> dict[str, tuple[str, ...]]:
    found = {}
    for application in applications:
        classes = {of[id_] for id_ in application.resources if id_ in of}
        found[application.name] = book.ranked(one.name for each in classes for one in each)
    return found
