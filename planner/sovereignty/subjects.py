"""Which subjects an entry speaks of, how precisely, and where two entries meet."""

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from planner.model.evidence import About, Evidence, FactName, Qualified

Rank = tuple[int, int]
"""How precisely services and regions are named, services first: 0 all, 1 a pattern, 2 by name."""


Key = tuple[FactName, str, str]
"""(fact; provider, law or scheme that it is about; scheme of a qualification)."""


class Axis(NamedTuple):
    """The regions or the services of an entry, upper and lower case alike."""

    everything: bool
    patterns: tuple[str, ...]
    names: frozenset[str]

    def level(self, word: str) -> int | None:
        """How precisely it names the word; None where it does not. An empty word is the whole."""
        if word in self.names:
            return 2
        if word and any(fnmatchcase(word, pattern) for pattern in self.patterns):
            return 1
        return 0 if self.everything else None

    def meets(self, other: "Axis") -> Iterator[tuple[int, int]]:
        """Pairs of levels at which both may name the same thing."""
        mine, theirs = self.levels(), other.levels()
        for (here, words), (there, others) in product(mine, theirs):
            if not here or not there or _share(here, words, there, others):
                yield here, there

    def levels(self) -> list[tuple[int, Iterable[str]]]:
        """Its words by how precise they are."""
        found: list[tuple[int, Iterable[str]]] = []
        if self.everything:
            found.append((0, ()))
        if self.patterns:
            found.append((1, self.patterns))
        if self.names:
            found.append((2, self.names))
        return found


class Subject(NamedTuple):
    """What an entry is about, ready to be asked."""

    services: Axis
    regions: Axis

    def rank(self, region: str, service: str) -> Rank | None:
        """How precisely it names this place; None where it does not. Both in lower case."""
        services = self.services.level(service)
        regions = None if services is None else self.regions.level(region)
        return None if services is None or regions is None else (services, regions)

    def meets(self, other: "Subject") -> Iterator[tuple[Rank, Rank]]:
        """Pairs of ranks at which both speak of the same place."""
        regions = tuple(self.regions.meets(other.regions))
        for services in self.services.meets(other.services) if regions else ():
            for region in regions:
                yield (services[0], region[0]), (services[1], region[1])


def subject(about: About) -> Subject:
    """The subject of an entry."""
    return Subject(_axis(about.services), _axis(about.regions))


def key_of(entry: Evidence) -> Key:
    """What an entry is found by."""
    about = entry.about
    if entry.fact == "qualification":
        value = entry.value
        scheme = value.scheme if isinstance(value, Qualified) else about.scheme
        return entry.fact, about.provider, scheme
    return entry.fact, about.provider or about.law or about.scheme, ""


def _axis(words: tuple[str, ...]) -> Axis:
    lower = [word.lower() for word in words]
    return Axis(
        everything=not lower or any(not word.strip("*") for word in lower),
        patterns=tuple(sorted({word for word in lower if "*" in word and word.strip("*")})),
        names=frozenset(word for word in lower if "*" not in word),
    )


def _share(here: int, words: Iterable[str], there: int, others: Iterable[str]) -> bool:
    if here == there == 2:  # noqa: PLR2004 - both by name
        return not frozenset(words).isdisjoint(others)
    return any(_meet(one, other) for one, other in product(words, others))


@lru_cache(maxsize=65536)
def _meet(one: str, other: str) -> bool:
    """Whether a word exists that both patterns match; `*` is the only wildcard."""
    reached = {0}  # places within `one` that what was read of `other` may have led to
    for letter in other:
        reached = _after_stars(one, reached)
        if letter == "*":
            reached = set(range(min(reached), len(one) + 1)) if reached else reached
        else:
            reached = {
                place if one[place] == "*" else place + 1
                for place in reached
                if place < len(one) and one[place] in ("*", letter)
            }
    return len(one) in _after_stars(one, reached)


def _after_stars(pattern: str, places: set[int]) -> set[int]:
    found = set(places)
    for place in places:
        at = place
        while at < len(pattern) and pattern[at] == "*":
            at += 1
            found.add(at)
    return found
