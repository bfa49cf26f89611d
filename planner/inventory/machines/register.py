"""Registers that people keep (CMDB): who owns what, how critical it is, what data it holds."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
from msgspec import Struct

from planner.inventory.problems import diagnostic
from planner.model.resource import Diagnostic, Resource, ResourceId

TOLD = ("application", "owner", "criticality", "data_class")
"""What a register tells, as the overrides file calls it; tags are written with a hyphen."""

_SHOWN = 5


class Entry(Struct, frozen=True, kw_only=True):
    """One row of a register."""

    words: tuple[str, ...]
    """What it calls the thing: id, then name."""
    told: dict[str, str]
    """By the names of `TOLD`; what is empty is left out."""
    why: str
    place: str


class Register(Struct, frozen=True, kw_only=True):
    """A register, row by row."""

    file: str
    entries: tuple[Entry, ...]


class Known:
    """Resources by every word that a register may call them by, case ignored."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        self._ids: dict[str, ResourceId] = {}
        self._named: dict[str, set[ResourceId]] = {}
        for one in resources:
            self._ids[one.id.lower()] = one.id
            for word in (one.name, *one.aliases):
                self._named.setdefault(word.lower(), set()).add(one.id)

    def find(self, entry: Entry) -> tuple[ResourceId, ...]:
        """The resources that a row is of, sorted: by id, by name, by the first label of a host."""
        for word in (one.lower() for one in entry.words):
            if word in self._ids:
                return (self._ids[word],)
            label, dot, rest = word.partition(".")
            host = label if dot and rest and "/" not in word and ":" not in word else word
            found = self._named.get(word) or self._named.get(host)
            if found:
                return tuple(sorted(found))
        return ()


class Registered(Struct, frozen=True):
    """What registers made of the resources."""

    resources: tuple[Resource, ...]
    diagnostics: tuple[Diagnostic, ...]
    found: dict[str, int]
    """File -> rows that are of a resource."""


def register(found: Sequence[Register], resources: Sequence[Resource]) -> Registered:
    """The resources with what registers say of them as tags; a tag that is there already stays.

    A row that is of nothing that was read, and one that says otherwise than a tag, is told.
    """
    known = Known(resources)
    tags: dict[ResourceId, dict[str, str]] = {}
    problems: list[Diagnostic] = []
    counts: dict[str, int] = {}
    for one in found:
        lost: list[str] = []
        for entry in one.entries:
            ids = known.find(entry)
            if not ids:
                lost.append(entry.words[0])
                continue
            counts[one.file] = counts.get(one.file, 0) + 1
            for identity in ids:
                tags.setdefault(identity, {}).update(
                    {key.replace("_", "-"): word for key, word in entry.told.items()}
                )
        if lost:
            shown = ", ".join(lost[:_SHOWN]) + (" …" if len(lost) > _SHOWN else "")
            why = f"{len(lost)}: {shown}"
            problems.append(diagnostic("register-of-nothing", one.file, why=why))
    changed = tuple(_tagged(one, tags.get(one.id)) for one in resources)
    problems += _disagreements(resources, tags)
    return Registered(changed, tuple(problems), counts)


def _tagged(one: Resource, told: Mapping[str, str] | None) -> Resource:
    if not told:
        return one
    mine = {key.lower().replace("_", "-") for key in one.tags}
    more = {key: word for key, word in told.items() if key not in mine}
    return msgspec.structs.replace(one, tags=one.tags | more) if more else one


def _disagreements(
    resources: Iterable[Resource], tags: Mapping[ResourceId, Mapping[str, str]]
) -> Iterator[Diagnostic]:
    for one in resources:
        told = tags.get(one.id, {})
        for key, word in sorted(one.tags.items()):
            other = told.get(key.lower().replace("_", "-"), word)
            if other.lower() != word.lower():
                why = f"{key}: {word} ≠ {other}"
                yield diagnostic(
                    "register-disagrees", one.origin.source, place=one.name, why=why,
                    resource=one.id,
                )  # fmt: skip
