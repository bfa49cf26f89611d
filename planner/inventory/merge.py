"""Resources that were read more than once, made one."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec
from msgspec import Struct

from planner.inventory.drift import Several, drift
from planner.inventory.forms import is_listed, rank
from planner.inventory.merge_ids import same_things
from planner.inventory.merge_specs import completed
from planner.inventory.problems import diagnostic
from planner.model.resource import Diagnostic, Resource, ResourceId

__all__ = ["Merged", "is_listed", "merge"]


class Merged(Struct, frozen=True):
    """Resources of unique ids, sorted; and what was noticed."""

    resources: tuple[Resource, ...]
    twice: tuple[Resource, ...]
    """Those that went into another of the same id."""
    diagnostics: tuple[Diagnostic, ...]


def merge(resources: Iterable[Resource], dates: Mapping[str, str] | None = None) -> Merged:
    """Resources by id; the most believed is taken and completed by the others.

    What runs (an API, a graph, an asset inventory) comes before a configuration recorder, then
    states, inventory tools, templates, bills; within these the newest input by `dates` (file ->
    day); whatever a list names without its settings comes last. Every origin is kept, and where
    two tell of a field and disagree, that is said.
    """
    given = list(resources)
    same = same_things(given)
    groups: dict[ResourceId, list[Resource]] = {}
    for one in given:
        groups.setdefault(same.ids.get(one.id, one.id), []).append(one)
    kept: dict[ResourceId, Resource] = {}
    several: list[Several] = []
    for identity, group in groups.items():
        if len(group) == 1:
            kept[identity] = group[0]
            continue
        for own, things in _things(identity, _ordered(group, dates or {})).items():
            kept[own] = _one(own, things)
            if len(things) > 1:
                several.append(Several(kept[own], tuple(things)))
    twice = [one for many in several for one in many.told[1:]]
    problems = [*same.diagnostics, *_told_twice(several), *drift(several, kept.values())]
    return Merged(tuple(kept[key] for key in sorted(kept)), tuple(twice), tuple(problems))


def _ordered(group: Iterable[Resource], dates: Mapping[str, str]) -> list[Resource]:
    """The most believed first; whatever the order they came in."""
    found = sorted(group, key=_place)
    if dates:
        found.sort(key=lambda one: dates.get(one.origin.source, ""), reverse=True)
    found.sort(key=lambda one: (is_listed(one), rank(one)))
    return found


def _place(one: Resource) -> tuple[str, str, str, bytes]:
    return one.origin.source, one.origin.place, one.native_type, bytes(one.native)


def _things(identity: ResourceId, ordered: Sequence[Resource]) -> dict[ResourceId, list[Resource]]:
    """What of an id is one thing, by the id that it gets.

    Another type under one id is another thing: a bucket's policy is called as its bucket is.
    """
    leading = min(ordered, key=lambda one: (bool(one.part_of), is_listed(one), rank(one)))
    found: dict[ResourceId, list[Resource]] = {}
    for one in ordered:
        own = identity if _are_one(leading, one) else ResourceId(f"{identity}#{one.native_type}")
        found.setdefault(own, []).append(one)
    return found


def _are_one(leading: Resource, other: Resource) -> bool:
    """Whether two records of an id are of one thing: of one type, or of two that mean the same.

    Providers have renamed types, and a list may not tell which of several a machine is of.
    """
    if leading.native_type == other.native_type:
        return True
    if leading.part_of or other.part_of or leading.spec is None:
        return False
    area = (leading.kind or "").partition(".")[0]
    alike = area == (other.kind or "-").partition(".")[0]
    return alike and type(leading.spec) is type(other.spec)


def _one(identity: ResourceId, things: Sequence[Resource]) -> Resource:
    """One resource of all that tell of it, each completing those before."""
    whole = things[0]
    for one in things[1:]:
        whole = completed(whole, one)
    origins = dict.fromkeys(origin for one in things for origin in one.origins or (one.origin,))
    names = dict.fromkeys(
        name for one in things for name in (one.id, *one.aliases) if name != identity
    )
    return msgspec.structs.replace(
        whole,
        id=identity,
        aliases=tuple(names),
        origins=tuple(origins) if len(origins) > 1 else whole.origins,
    )


def _told_twice(several: Iterable[Several]) -> list[Diagnostic]:
    """How many resources two inputs both tell of."""
    pairs = Counter(
        (one.origin.source, many.told[0].origin.source) for many in several for one in many.told[1:]
    )
    return [
        diagnostic("seen-twice", other, place=taken, why=str(count))
        for (other, taken), count in sorted(pairs.items())
    ]
