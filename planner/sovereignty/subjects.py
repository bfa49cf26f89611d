"""Which subjects an entry speaks of, how precisely, and where two entries meet."""

from collections.abc import Collection, Iterator
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
    levels: tuple[tuple[int, Collection[str]], ...]
    """(how precisely, the words that do): those that there are."""

    def level(self, word: str) -> int | None:
        """How precisely it names the word; None where it does not. An empty word is the whole."""
        if word in self.names:
            return 2
        if word and any(_fits(word, pattern) for pattern in self.patterns):
            return 1
        return 0 if self.everything else None

    def meets(self, other: "Axis") -> Iterator[tuple[int, int]]:
        """Pairs of levels at which both may name the same thing."""
        for (here, words), (there, others) in product(self.levels, other.levels):
            if not here or not there or _share(here, words, there, others):
                yield here, there


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
    everything = not lower or any(not word.strip("*") for word in lower)
    patterns = tuple(sorted({word for word in lower if "*" in word and word.strip("*")}))
    names = frozenset(word for word in lower if "*" not in word)
    levels: list[tuple[int, Collection[str]]] = [(0, ())] if everything else []
    levels += [(level, some) for level, some in ((1, patterns), (2, names)) if some]
    return Axis(everything, patterns, names, tuple(levels))


def _share(here: int, words: Collection[str], there: int, others: Collection[str]) -> bool:
    """Whether a word exists that is named by both."""
    if isinstance(words, frozenset) and isinstance(others, frozenset):
        return not words.isdisjoint(others)
    meet = _meet if here == there else _fits
    pairs = product(others, words) if here < there else product(words, others)
    return any(meet(one, other) for one, other in pairs)


def _fits(word: str, pattern: str) -> bool:
    """Whether a word fits a pattern, in which `*` stands for any letters and nothing else does."""
    head, *middle, tail = pattern.split("*")
    if len(word) < len(head) + len(tail) or not (word.startswith(head) and word.endswith(tail)):
        return False
    rest = word[len(head) : len(word) - len(tail)]
    for part in middle:
        _, found, rest = rest.partition(part) if part else ("", "*", rest)
        if not found:
            return False
    return True


def _meet(one: str, other: str) -> bool:
    """Whether a word fits both patterns; each has a `*`, which takes in what the other has there."""
    mine, theirs = one.split("*"), other.split("*")
    head, tail = max(mine[0], theirs[0], key=len), max(mine[-1], theirs[-1], key=len)
    return all(head.startswith(words[0]) and tail.endswith(words[-1]) for words in (mine, theirs))
