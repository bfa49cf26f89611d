"""One thing under two ids: an input that does not know its account, a template and what it made."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from planner.inventory.hints import hints, is_placeless
from planner.inventory.problems import diagnostic
from planner.model.resource import Diagnostic, Origin, Resource, ResourceId

_OPEN = ("account", "region", "group")
_UNKNOWN = frozenset(("", "unknown"))
_SHOWN = 3

Key = tuple[str, ...]


class Same(Struct, frozen=True):
    """Ids under which something is known that has a better one."""

    ids: dict[ResourceId, ResourceId]
    diagnostics: tuple[Diagnostic, ...]


class _Taken(Struct, frozen=True):
    """An id taken apart."""

    key: Key
    places: tuple[str, str, str]
    """Account, region, group, as far as it tells them."""

    @property
    def unknown(self) -> int:
        return sum(word in _UNKNOWN for word in self.places)


def same_things(resources: Sequence[Resource]) -> Same:
    """Ids that mean the same as another: where exactly one other fits; where several do, it is said."""
    ids: dict[ResourceId, ResourceId] = {}
    unclear: dict[ResourceId, Resource] = {}
    for one, candidates in (*_by_id(resources), *_by_template(resources)):
        if len(candidates) == 1:
            ids.setdefault(one.id, next(iter(candidates)))
        elif candidates:
            unclear[one.id] = min(one, unclear.get(one.id, one), key=_origin)
    counts = Counter(one.origin.source for key, one in unclear.items() if key not in ids)
    problems = []
    for source, count in sorted(counts.items()):
        names = sorted(
            key for key, one in unclear.items() if key not in ids and one.origin.source == source
        )
        shown = ", ".join(names[:_SHOWN]) + (" …" if count > _SHOWN else "")
        problems.append(diagnostic("same-unclear", source, place=shown, why=str(count)))
    return Same({one: _end(one, ids) for one in ids}, tuple(problems))


def _end(one: ResourceId, ids: dict[ResourceId, ResourceId]) -> ResourceId:
    """The best id in a chain of better ones; whatever it is, the same for all of a circle."""
    seen = {one: None}
    while one in ids and ids[one] not in seen:
        one = ids[one]
        seen[one] = None
    return min(seen) if one in ids else one


@lru_cache(maxsize=8)
def _pattern(cloud: str) -> re.Pattern[str] | None:
    pattern = hints().same.get(cloud)
    return re.compile(pattern) if pattern else None


def _taken(cloud: str, identity: str) -> _Taken | None:
    pattern = _pattern(cloud)
    match = pattern.match(identity) if pattern is not None else None
    if match is None:
        return None
    told = match.groupdict()
    key = (cloud, *(word or "" for name, word in told.items() if name not in _OPEN))
    account = told.get("account") or ""
    # A template that does not know its subscription does not know its group either.
    group = "" if account in _UNKNOWN else told.get("group", "-")
    return _Taken(key, (account, told.get("region", "-"), group))


def _by_id(resources: Iterable[Resource]) -> Iterator[tuple[Resource, list[ResourceId]]]:
    """What does not know its place, with the ids that tell more and fit."""
    weak: dict[ResourceId, tuple[Resource, _Taken]] = {}
    for one in resources:
        if one.account in _UNKNOWN or is_placeless(one.cloud, one.id):
            taken = _taken(one.cloud, one.id)
            if taken is not None and taken.unknown:
                known_as, _ = weak.get(one.id, (one, taken))
                weak[one.id] = (min(one, known_as, key=_origin), taken)
    if not weak:
        return
    wanted = {taken.key for _, taken in weak.values()}
    known: dict[Key, dict[ResourceId, _Taken]] = {}
    for one in resources:
        taken = _taken(one.cloud, one.id)
        if taken is not None and taken.key in wanted:
            known.setdefault(taken.key, {})[one.id] = taken
    for identity in sorted(weak):
        one, mine = weak[identity]
        fits = [
            (theirs.unknown, other)
            for other, theirs in known[mine.key].items()
            if theirs.unknown < mine.unknown and _fit(mine, theirs)
        ]
        least = min(fits, default=(0, ""))[0]
        yield one, sorted(other for unknown, other in fits if unknown == least)


def _origin(one: Resource) -> Origin:
    return one.origin


def _fit(one: _Taken, other: _Taken) -> bool:
    pairs = zip(one.places, other.places, strict=True)
    return all(a == b or a in _UNKNOWN or b in _UNKNOWN for a, b in pairs)


def _by_template(resources: Iterable[Resource]) -> Iterator[tuple[Resource, list[ResourceId]]]:
    """What a template tells of, with what it made: by the tags of what runs, else by its name."""
    templated = [one for one in resources if one.origin.form == "template"]
    if not templated:
        return
    types = {one.native_type for one in templated}
    made: dict[tuple[str, str, str], dict[ResourceId, Resource]] = {}
    for one in resources:
        if one.origin.form != "template" and one.native_type in types:
            for word in _words(one):
                made.setdefault((one.cloud, one.native_type, word), {})[one.id] = one
    for one in templated:
        names = hints().made_from.get(one.cloud)
        logical = one.id.rpartition(".")[2]
        found: dict[ResourceId, Resource] = {}
        if names is not None:
            found = made.get((one.cloud, one.native_type, f"{names.name}={logical}"), {})
            stacks = {
                key: other
                for key, other in found.items()
                if other.tags.get(names.stack, "-") in one.id
            }
            found = stacks if len(found) > 1 and stacks else found
        for word in one.aliases if not found else ():
            found = found or made.get((one.cloud, one.native_type, word), {})
        yield one, sorted(found)


def _words(one: Resource) -> Iterator[str]:
    yield from one.aliases
    names = hints().made_from.get(one.cloud)
    if names is not None and names.name in one.tags:
        yield f"{names.name}={one.tags[names.name]}"
