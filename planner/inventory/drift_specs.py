"""Two specs of one thing compared field by field; what one of them does not tell is no difference."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec import Struct

from planner.inventory.merge_specs import fields_of, is_untold
from planner.inventory.names import Names
from planner.model.resource import Resource
from planner.model.spec import FirewallRule

_SHOWN = 4
_COMPARED = 200
"""Elements of lists that are compared one with another."""
_TAIL = 4
"""Steps at the end of two paths that make them one."""
_SEPARATORS = re.compile("[/:]+")
_LETTER = re.compile("[A-Za-z]")


class Difference(NamedTuple):
    """A field of which two tell, and not the same."""

    field: str
    mine: str
    theirs: str


class Meanings(Names):
    """Who bears which name, and who of them is only planned by a template."""

    def __init__(self, resources: Iterable[Resource]) -> None:
        listed = list(resources)
        super().__init__(listed)
        self.planned = {one.id for one in listed if one.origin.form == "template"}


def spec_differences(
    first: Resource, other: Resource, names: Meanings, *, partial: bool
) -> Iterator[Difference]:
    """The fields of the specs that both tell and tell otherwise.

    `partial`: what `other` leaves out of a list is not thereby said to be absent.
    """
    if first.spec is not None and other.spec is not None:
        yield from _Comparison(first, other, names, partial=partial).specs(
            "", first.spec, other.spec
        )


class _Comparison:
    """Two records of one resource; words are compared by what they mean to each."""

    def __init__(self, first: Resource, other: Resource, names: Meanings, *, partial: bool) -> None:
        self._first = first
        self._other = other
        self._names = names
        self._partial = partial

    def specs(self, path: str, first: Struct, other: Struct) -> Iterator[Difference]:
        if type(first) is not type(other) or first == other:
            return
        for field in fields_of(first):
            mine, theirs = getattr(first, field.name), getattr(other, field.name)
            if mine == theirs or field.name == "description":
                continue
            if not (is_untold(mine, field) or is_untold(theirs, field)):
                yield from self._field(f"{path}{field.name}", mine, theirs)

    def _field(self, name: str, mine: object, theirs: object) -> Iterator[Difference]:
        if isinstance(mine, Struct) and isinstance(theirs, Struct):
            yield from self.specs(f"{name}.", mine, theirs)
        elif isinstance(mine, tuple) and isinstance(theirs, tuple):
            yield from self._lists(name, mine, theirs)
        elif not (
            isinstance(mine, str) and isinstance(theirs, str) and self._alike(name, mine, theirs)
        ):
            yield Difference(name, _shown(mine), _shown(theirs))

    def _alike(self, name: str, one: str, other: str) -> bool:
        """Whether two words mean the same resource, or read the same."""
        if one.casefold() == other.casefold():
            return True
        if name.endswith("version"):  # a template asks for 15 and gets 15.4
            short, long = sorted((one, other), key=len)
            return long.startswith(f"{short}.")
        mine, theirs = self._names.find(one, self._first), self._names.find(other, self._other)
        if mine is not None and theirs is not None:
            return mine == theirs or theirs in self._names.planned
        return _ends_alike(str(mine or one), str(theirs or other))

    def _lists(
        self, name: str, mine: tuple[object, ...], theirs: tuple[object, ...]
    ) -> Iterator[Difference]:
        """What stands in one list alone; elements that bear an id are compared inside."""
        named = {key: one for one in mine if (key := _named(one))}
        rest: list[object] = []
        for one in theirs:
            partner = named.pop(_named(one), None)
            if isinstance(partner, Struct) and isinstance(one, Struct):
                yield from self.specs(f"{name}[{_named(one)}].", partner, one)
            else:
                rest.append(one)
        plain = [*named.values(), *(one for one in mine if not _named(one))]
        left, right = self._alone(plain, rest)
        left = [] if self._partial else left
        if left or right:
            yield Difference(name, _shown_list(left), _shown_list(right))

    def _alone(
        self, mine: Iterable[object], theirs: Iterable[object]
    ) -> tuple[list[str], list[str]]:
        """What of either list is not in the other, as words."""
        ours = {word: None for one in mine for word in self._words(one, self._first)}
        others = {word: None for one in theirs for word in self._words(one, self._other)}
        left = [word for word in ours if word not in others]
        right = [word for word in others if word not in ours]
        if max(len(left), len(right)) <= _COMPARED:
            for one in list(left):
                partner = next((two for two in right if _ends_alike(one, two)), None)
                if partner is not None:
                    left.remove(one)
                    right.remove(partner)
        return left, right

    def _words(self, one: object, near: Resource) -> Iterator[str]:
        """An element as words to compare: a rule for several ranges is as many rules."""
        if isinstance(one, str):
            yield from self._meant((one,), near)
        elif isinstance(one, FirewallRule):
            ports = "" if one.first_port is None else f" {one.first_port}-{one.last_port}"
            head = f"{'' if one.allow else '!'}{one.direction} {one.protocol}{ports}"
            if not one.ranges and not one.groups:
                yield head
            for end in (*one.ranges, *self._meant(one.groups, near)):
                yield f"{head} {end}"
        else:
            yield _shown(one)

    def _meant(self, words: Iterable[str], near: Resource) -> Iterator[str]:
        """Who is meant; what a template is yet to make is left out."""
        for word in words:
            found = self._names.find(word, near)
            if near is self._first or found not in self._names.planned:
                yield str(found or word).casefold()


def _ends_alike(one: str, other: str) -> bool:
    """Whether one id ends in the other, or two spellings of a path end in the same steps."""
    first, second = (_SEPARATORS.split(word.casefold()) for word in (one, other))
    short = min(len(first), len(second))
    if first[-1] != second[-1] or not _LETTER.search(first[-1]):
        return False
    common = 0
    while common < short and first[-1 - common] == second[-1 - common]:
        common += 1
    return common >= min(short, _TAIL)


def _named(one: object) -> str:
    found = getattr(one, "id", "") or getattr(one, "name", "")
    return found if isinstance(found, str) else ""


def _shown(value: object) -> str:
    if isinstance(value, Struct):
        return msgspec.json.encode(value, order="deterministic").decode()
    return str(value).lower() if isinstance(value, bool) else str(value)


def _shown_list(words: Sequence[str]) -> str:
    more = f" +{len(words) - _SHOWN}" if len(words) > _SHOWN else ""
    return ", ".join(words[:_SHOWN]) + more or "–"
