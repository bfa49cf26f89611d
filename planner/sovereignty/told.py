"""What tags, the policy's selectors and the overrides say of the classes of data."""

import re
from collections import Counter
from collections.abc import Iterator

from planner.graph.select import selector
from planner.model.policy import Override, Overrides, Policy
from planner.model.resource import Diagnostic, Resource, ResourceId
from planner.model.sovereignty import ClassOf
from planner.model.text import Text
from planner.sovereignty.duties import UNKNOWN, DutyBook, plain

_PARTS = re.compile(r"[,;+/|&]")
"""What parts several classes in one tag; a provider's tags take `,`, labels take `_` and `-` only."""

Told = tuple[ClassOf, ...]


def class_words(value: str, book: DutyBook) -> bool:
    """Whether the value of a tag is made of nothing but words that name classes of data."""
    parts = [plain(part) for part in _PARTS.split(value) if part.strip()]
    return plain(value) in book.words or (bool(parts) and all(one in book.words for one in parts))


class Telling:
    """Reads what was told, a resource at a time; remembers what it could not make sense of."""

    def __init__(self, policy: Policy, overrides: Overrides, book: DutyBook) -> None:
        self._book = book
        self._ranks = {key.casefold(): rank for rank, key in enumerate(policy.data_class_tags)}
        self._keys: dict[str, int | None] = {}
        self._values: dict[tuple[str, str], Told] = {}
        self._strange: dict[tuple[str, str], list[Resource]] = {}
        self._selectors = [
            (one, name, selector(Override(select=one)))
            for one, name in sorted(policy.data_classes.items())
        ]
        self._corrections = [
            (number, one, selector(one))
            for number, one in enumerate(overrides.overrides)
            if one.data_class
        ]
        self._used: Counter[str] = Counter()
        self._lowered: dict[int, list[ResourceId]] = {}

    def of(self, one: Resource) -> tuple[Told, bool]:
        """The classes told of a resource, and whether a correction by people said them."""
        found = self._tag(one) if one.tags else ()
        for pattern, name, selects in self._selectors:
            if selects(one):
                self._used[pattern] += 1
                found = (*found, ClassOf(name=name, origin="told", by=pattern))
        corrected: Told = ()
        for number, override, selects in self._corrections:
            if selects(one):
                corrected = self._word(override.data_class, f"overrides[{number}]", one)
                self._note(number, found, corrected, one)
        if all(each.name == UNKNOWN for each in corrected):
            return (*found, *corrected), False  # a line that nobody filled in takes nothing away
        return corrected, True

    def _tag(self, one: Resource) -> Told:
        """The tag whose key the policy names first; several spellings of it all count."""
        best = len(self._ranks)
        values: list[tuple[str, str]] = []
        for key, value in one.tags.items():
            if key not in self._keys:
                self._keys[key] = self._ranks.get(key.casefold())
            rank = self._keys[key]
            if rank is None or rank > best or not value.strip():
                continue
            if rank < best:
                best, values = rank, []
            values.append((key, value))
        if not values:
            return ()
        if len(values) == 1:
            return self._word(values[0][1], values[0][0], one)
        return tuple(
            each for key, value in sorted(values) for each in self._word(value, key, one)
        )  # fmt: skip

    def _word(self, value: str, key: str, one: Resource) -> Told:
        found = self._values.get((key, value))
        if found is None:
            found = self._values[key, value] = self._read(value, f"{key}={value}")
        if any(each.name == UNKNOWN for each in found):
            self._strange.setdefault((key, value), []).append(one)
        return found

    def _read(self, value: str, by: str) -> Told:
        """A class for each word; one that no class knows is of class `unknown`."""
        words = self._book.words
        whole = words.get(plain(value))
        names = (
            [whole]
            if whole
            else [words.get(plain(part), UNKNOWN) for part in _PARTS.split(value) if part.strip()]
        )
        return tuple(
            ClassOf(name=name, origin="told", by=by) for name in sorted(set(names or [UNKNOWN]))
        )

    def _note(self, number: int, found: Told, corrected: Told, one: Resource) -> None:
        before, after = ({each.name for each in names} for names in (found, corrected))
        if before - after and after != {UNKNOWN}:
            self._lowered.setdefault(number, []).append(one.id)

    def diagnostics(self) -> Iterator[Diagnostic]:
        """Words that no class knows, selectors that select nothing, tags that a person overruled.

        To be asked once every resource was looked up.
        """
        for (key, value), ones in sorted(self._strange.items(), key=lambda pair: pair[0]):
            parts = [plain(part) for part in (value, *_PARTS.split(value))]
            if not any(self._book.words.get(part) == UNKNOWN for part in parts):
                yield _strange(key, value, ones, self._book.nearest(value))
        for pattern, name, _ in self._selectors:
            if not self._used[pattern]:
                yield _selects_nothing(pattern, name)
        for number, ids in sorted(self._lowered.items()):
            yield _overruled(number, ids)


def _strange(key: str, value: str, ones: list[Resource], near: str) -> Diagnostic:
    return Diagnostic(
        severity="warning",
        code="data-class-unknown-word",
        summary=Text(
            en="A tag names no class of data that we know",
            fr="Une étiquette ne nomme aucune classe de données connue",
        ),
        detail=Text(
            en="{key}={value} names no class of data; {count} resources count as of unknown class.",
            fr="{key}={value} ne nomme aucune classe de données ; {count} ressources comptent comme "
            "de classe inconnue.",
        ).filled(key=key, value=value, count=len(ones)),
        remedy=Text(
            en="The nearest class is {near}; tell it in the policy (`data_classes`) or the overrides.",
            fr="La classe la plus proche est {near} ; indiquez-la dans la politique "
            "(`data_classes`) ou dans les corrections.",
        ).filled(near=near),
        resource=min(one.id for one in ones),
    )


def _selects_nothing(pattern: str, name: str) -> Diagnostic:
    return Diagnostic(
        severity="warning",
        code="data-class-selects-nothing",
        summary=Text(
            en="A class of data is given to nothing",
            fr="Une classe de données n'est donnée à rien",
        ),
        detail=Text(
            en="data_classes: {pattern} → {name} selects nothing that was read.",
            fr="data_classes : {pattern} → {name} ne désigne rien de ce qui a été lu.",
        ).filled(pattern=pattern, name=name),
        remedy=Text(
            en="`plan classify` lists what there is to tell, with lines to paste.",
            fr="`plan classify` liste ce qu'il y a à indiquer, avec les lignes à coller.",
        ),
        place=f"data_classes.{pattern}",
    )


def _overruled(number: int, ids: list[ResourceId]) -> Diagnostic:
    return Diagnostic(
        severity="info",
        code="data-class-overruled",
        summary=Text(
            en="A correction takes a class of data away",
            fr="Une correction retire une classe de données",
        ),
        detail=Text(
            en="Correction {number} says less of {count} resources than their tags or the policy do; "
            "its word stands.",
            fr="La correction {number} en dit moins de {count} ressources que leurs étiquettes ou la "
            "politique ; sa parole l'emporte.",
        ).filled(number=number + 1, count=len(ids)),
        remedy=Text(
            en="Check who said so and why: both stand in the overrides file.",
            fr="Vérifiez qui l'a dit et pourquoi : les deux figurent dans le fichier de corrections.",
        ),
        place=f"overrides[{number}].data_class",
        resource=min(ids),
    )
