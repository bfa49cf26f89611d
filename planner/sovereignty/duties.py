"""The classes of data and the duties that each brings: ours and those of the policy."""

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from functools import cached_property, lru_cache
from typing import Any

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.errors import DataError, UsageError
from planner.model.policy import Policy
from planner.model.sovereignty import Duty
from planner.model.text import Text, same
from planner.sovereignty.roles import Role

ROLES: tuple[Role, ...] = ("stores", "processes", "carries")
UNKNOWN = "unknown"
"""The class of data that nobody has told of."""
LEAST = "personal"
"""What data of unknown class is held to at least."""


class DataClass(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One class of data."""

    title: Text
    rank: int
    """Higher is more protected; classes are listed from the highest on."""
    words: tuple[str, ...] = ()
    """What tags call it, besides its id; case, spaces and hyphens ignored."""
    duties: tuple[str, ...] = ()
    includes: tuple[str, ...] = ()
    """Classes that data of this one are of as well, with all their duties."""


class _File(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    source: str
    retrieved: str
    classes: dict[str, DataClass]
    duties: tuple[Duty, ...]


def plain(word: str) -> str:
    """A word of a tag as it is compared: lower case, without accents and without what parts words.

    >>> plain("Données à caractère-personnel")
    'donnees a caractere personnel'
    """
    bare = unicodedata.normalize("NFKD", word.casefold())
    kept = "".join(one for one in bare if not unicodedata.combining(one))
    return " ".join(kept.replace("_", " ").replace("-", " ").split())


class DutyBook:
    """Classes and duties, looked up by name."""

    def __init__(
        self, classes: Mapping[str, DataClass], duties: Iterable[Duty], policy: Policy | None = None
    ) -> None:
        self.classes = dict(classes)
        self.by_id = {duty.id: duty for duty in duties}
        self._unknown = (policy or Policy()).unknown_data_class
        self._own = {} if policy is None else dict(policy.duties)
        for mine in self._own.values():
            for duty in mine:
                self.by_id.setdefault(duty.id, duty)
        self._of: dict[tuple[frozenset[str], Role], tuple[Duty, ...]] = {}

    @cached_property
    def words(self) -> dict[str, str]:
        """Every word that names a class, as `plain` writes it -> the class."""
        found = {plain(word): name for name, one in self.classes.items() for word in one.words}
        return found | {plain(name): name for name in self.classes}

    def nearest(self, word: str) -> str:
        """The class that a word may have meant."""
        near = get_close_matches(plain(word), list(self.words), n=1, cutoff=0)
        return self.words[near[0]] if near else LEAST

    def ranked(self, names: Iterable[str]) -> tuple[str, ...]:
        """Names of classes, the most protected first."""
        return tuple(sorted(set(names), key=lambda one: (-self._rank(one), one)))

    def _rank(self, name: str) -> int:
        known = self.classes.get(name)
        return known.rank if known is not None else 0

    def binding(self, names: frozenset[str], role: Role) -> tuple[Duty, ...]:
        """The duties of data of these classes for what a resource does with them, by id."""
        key = (names, role)
        if key not in self._of:
            ids = {
                duty.id: duty
                for name in self._closure(names)
                for duty in self._duties(name)
                if role in duty.roles
            }
            self._of[key] = tuple(ids[one] for one in sorted(ids))
        return self._of[key]

    def asks(self, name: str) -> bool:
        """Whether a class that somebody told of brings any duty."""
        return name != UNKNOWN and any(self.binding(frozenset({name}), role) for role in ROLES)

    def scheme_rank(self, scheme: str) -> int:
        """0 and below: the rank of the most protected class that asks for a scheme, negated."""
        return -max(
            (
                one.rank
                for one in self.classes.values()
                for duty in one.duties
                if scheme in self.by_id[duty].schemes
            ),
            default=0,
        )

    def covers(self, names: frozenset[str], role: Role) -> bool:
        """Whether these classes ask for all that data of unknown class is held to."""
        asked = {duty.id for duty in self.binding(names, role)}
        return asked >= {duty.id for duty in self.binding(frozenset({UNKNOWN}), role)}

    def _duties(self, name: str) -> Iterable[Duty]:
        known = self.classes.get(name)
        yield from (self.by_id[one] for one in (known.duties if known is not None else ()))
        yield from self._own.get(name, ())

    def _closure(self, names: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in found:
                continue
            found.add(name)
            if name == UNKNOWN:
                waiting += [self._unknown, LEAST]
            known = self.classes.get(name)
            waiting += known.includes if known is not None else ()
        return frozenset(found)


@lru_cache(maxsize=1)
def _shipped() -> _File:
    file = load_yaml(data_path("mappings", "data-classes.yaml"), _File)
    duties = {duty.id for duty in file.duties}
    words: dict[str, str] = {}
    for name, one in file.classes.items():
        lost = [*(set(one.duties) - duties), *(set(one.includes) - file.classes.keys())]
        twice = [word for word in one.words if words.setdefault(plain(word), name) != name]
        if lost or twice:
            raise _wrong(name, (*lost, *twice))
    if not {UNKNOWN, LEAST} <= file.classes.keys() or len(duties) != len(file.duties):
        raise _wrong(UNKNOWN, (UNKNOWN, LEAST))
    return file


def _wrong(name: str, words: Iterable[Any]) -> DataError:
    return DataError(
        Text(en="A class of data is wrong", fr="Une classe de données est fausse"),
        same(f"{name}: {', '.join(sorted(words))}"),
        Text(
            en="Name duties, classes and words that are in the file, each once.",
            fr="Nommez des exigences, classes et mots présents dans le fichier, une seule fois.",
        ),
        source="data-classes.yaml",
        place=name,
    )


def duty_book(policy: Policy) -> DutyBook:
    """The shipped classes with the duties that a policy adds.

    Raises:
        UsageError: the policy names a class that there is not, or a duty of another's id.
    """
    file = _shipped()
    _check(policy, file)
    return DutyBook(file.classes, file.duties, policy)


def _check(policy: Policy, file: _File) -> None:
    given = {
        "unknown_data_class": (policy.unknown_data_class,),
        "data_classes": policy.data_classes.values(),
        "duties": policy.duties,
    }
    book = DutyBook(file.classes, file.duties)
    for section, names in given.items():
        for name in names:
            if name not in file.classes:
                raise _unknown_name(section, name, book.nearest(name))
    ids = {"offered", *(duty.id for duty in file.duties)}
    for name, duties in policy.duties.items():
        for duty in duties:
            if duty.id in ids:
                raise _taken(name, duty)
            if not _can_be_met(duty):
                raise _incomplete(name, duty)
            ids.add(duty.id)


def _can_be_met(duty: Duty) -> bool:
    """Whether the duty says what its rule has to know."""
    needed: dict[str, bool] = {
        "qualified": bool(duty.schemes),
        "area": bool(duty.area),
        "keys": bool(duty.held_by),
        "zones": duty.at_least > 0,
        "retention": duty.at_least > 0,
    }
    return needed.get(duty.rule, True) and bool(duty.roles)


def _incomplete(name: str, duty: Duty) -> UsageError:
    return UsageError(
        Text(en="A duty does not say what it asks", fr="Une exigence ne dit pas ce qu'elle demande"),
        Text(en=f"duties.{name}: {duty.id!r} of rule {duty.rule} lacks what the rule goes by.",
             fr=f"duties.{name} : {duty.id!r}, de règle {duty.rule}, n'a pas ce qu'il faut à la règle."),
        Text(en="qualified: schemes; area: area; keys: held_by; zones, retention: at_least; all: roles.",
             fr="qualified : schemes ; area : area ; keys : held_by ; zones, retention : at_least ; "
                "toutes : roles."),
        place=f"duties.{name}",
    )  # fmt: skip


def _unknown_name(section: str, name: str, near: str) -> UsageError:
    return UsageError(
        Text(en="A policy names a class of data that there is not",
             fr="Une politique nomme une classe de données inexistante"),
        Text(en=f"{section}: {name!r} is no class of data.",
             fr=f"{section} : {name!r} n'est pas une classe de données."),
        Text(en=f"The nearest is {near!r}.", fr=f"La plus proche est {near!r}."),
        place=section,
    )  # fmt: skip


def _taken(name: str, duty: Duty) -> UsageError:
    return UsageError(
        Text(en="A duty has the id of another", fr="Une exigence porte l'identifiant d'une autre"),
        Text(en=f"duties.{name}: {duty.id!r} stands for another duty already.",
             fr=f"duties.{name} : {duty.id!r} désigne déjà une autre exigence."),
        Text(en="Give it an id of its own.", fr="Donnez-lui un identifiant à elle."),
        place=f"duties.{name}",
    )  # fmt: skip
