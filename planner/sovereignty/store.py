"""The evidence store: what is known of providers, services x regions, laws and labels.

Only what is known and uncontested is worth something: what the store does not hold, holds as unknown,
as contested or as expired is never `known`. Taking entries away (`Store.without`) never makes an answer
known that was not: where a more precise entry spoke, or one contested, the others stay silent.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from planner.model.evidence import Answer, Evidence, FactName, Qualified
from planner.sovereignty.checks import check
from planner.sovereignty.reading import given, shipped
from planner.sovereignty.subjects import Key, Rank, Subject, key_of, subject

UNKNOWN = Answer("unknown")

STALE_DAYS = 180
"""A fact that nobody looked at for longer is to be looked at again."""

_STATES = ("unknown", "contested", "not-applicable", "known")
_MILESTONES = ("expired", "draft", "claimed", "in-process", "qualified")


class Rival(NamedTuple):
    """Another entry that decides somewhere within the subject of one, whether it is there or not."""

    id: str
    subject: Subject
    yours: bool
    contested: bool


class _Claim(NamedTuple):
    subject: Subject
    yours: bool
    contested: bool
    entry: Evidence | None
    """None for an entry that was taken away."""


class Store:
    """Entries, and what they answer at a day."""

    def __init__(
        self,
        entries: Iterable[Evidence],
        rivals: Mapping[str, tuple[Rival, ...]] | None = None,
        *,
        as_of: str = "",
        inputs: tuple[tuple[str, str], ...] = (),
    ) -> None:
        """Use `load_store`, or `Store.of` for entries at hand; `rivals` is for `without`."""
        self.entries: tuple[Evidence, ...] = tuple(sorted(entries, key=lambda one: one.id))
        self.as_of = as_of or max((entry.retrieved for entry in self.entries), default="")
        """Day that answers are for, YYYY-MM-DD; the newest that an entry was looked at by default."""
        self.inputs = inputs
        """(file name, SHA-256) of the files that users gave, sorted."""
        self._rivals = rivals
        self._by_id = {entry.id: entry for entry in self.entries}
        self._claims = self._index()
        self._schemes: dict[str, list[str]] = defaultdict(list)
        for fact, provider, scheme in sorted(self._claims):
            if fact == "qualification":
                self._schemes[provider].append(scheme)
        self._answers: dict[tuple[Key, str, str], Answer] = {}

    @classmethod
    def of(cls, entries: Iterable[Evidence], *, as_of: str = "") -> "Store":
        """A store of entries at hand, whose values are typed; nothing is checked."""
        return cls(entries, as_of=as_of)

    def at(self, as_of: str) -> "Store":
        """The same store at another day."""
        if as_of[:10] == self.as_of:
            return self
        return Store(self.entries, self._rivals, as_of=as_of[:10], inputs=self.inputs)

    def without(self, ids: Collection[str]) -> "Store":
        """What is left without these entries; no answer becomes known by it that was not."""
        left = [entry for entry in self.entries if entry.id not in ids]
        rivals = rivals_of(self.entries) if self._rivals is None else self._rivals
        return Store(left, rivals, as_of=self.as_of, inputs=self.inputs)

    def by_id(self, id: str) -> Evidence | None:  # noqa: A002 - what it is called everywhere
        """The entry of that id."""
        return self._by_id.get(id)

    def ask(self, fact: FactName, provider: str, region: str = "", service: str = "") -> Answer:
        """What is known of a fact; its value is typed by the fact (`planner.model.evidence`).

        No region, or no service, asks about all of them. Qualifications are asked for by `qualified`.
        """
        return self._answer((fact, provider, ""), region, service)

    def qualified(
        self, scheme: str, provider: str, region: str, services: tuple[str, ...]
    ) -> Answer:
        """The weakest of the answers for all these services; where it is known, a `Qualified`.

        Known is not yet qualified: look at the milestone. Without a service it is unknown.
        """
        key: Key = ("qualification", provider, scheme)
        answers = [self._answer(key, region, service) for service in services]
        if not answers:
            return UNKNOWN
        worst = min(answers, key=_strength)
        named = sorted({one for answer in answers for one in answer.evidence})
        return Answer(worst.state, worst.value, tuple(named))

    def qualifications(
        self, provider: str, region: str, service: str
    ) -> tuple[tuple[Qualified, Answer], ...]:
        """Every qualification that entries name here, also where it is not known to hold; to show."""
        found: list[tuple[Qualified, Answer]] = []
        for scheme in self._schemes.get(provider, ()):
            answer = self._answer(("qualification", provider, scheme), region, service)
            values = {self._by_id[name].value for name in answer.evidence}
            held = [one for one in values if isinstance(one, Qualified) and one.scheme == scheme]
            found += [(value, answer) for value in sorted(held)]
        return tuple(found)

    def law(self, law: str) -> Answer:
        """What is known of a law; its value is a `Law`."""
        return self._answer(("law", law, ""), "", "")

    def laws(self) -> tuple[tuple[str, Answer], ...]:
        """Every law by name, sorted."""
        names = sorted(name for fact, name, _ in self._claims if fact == "law")
        return tuple((name, self.law(name)) for name in names)

    def label(self, scheme: str) -> Answer:
        """What is known of a scheme of qualification; its value is a `Label`."""
        return self._answer(("label", scheme, ""), "", "")

    def labels(self) -> tuple[tuple[str, Answer], ...]:
        """Every scheme by name, sorted."""
        names = sorted(name for fact, name, _ in self._claims if fact == "label")
        return tuple((name, self.label(name)) for name in names)

    def clause(self, id: str) -> Evidence | None:  # noqa: A002 - what it is called everywhere
        """The entry of fact `clause` of that id."""
        entry = self._by_id.get(id)
        return entry if entry is not None and entry.fact == "clause" else None

    def stale(self, as_of: str, days: int = STALE_DAYS) -> tuple[Evidence, ...]:
        """Entries that nobody looked at for more than `days`, or whose last day is past."""
        oldest = (date.fromisoformat(as_of) - timedelta(days=days)).isoformat()
        return tuple(
            entry for entry in self.entries if entry.retrieved < oldest or is_over(entry, as_of)
        )

    def _index(self) -> dict[Key, list[_Claim]]:
        claims: dict[Key, list[_Claim]] = defaultdict(list)
        gone: set[str] = set()
        for entry in self.entries:
            key = key_of(entry)
            contested = bool(entry.contested_by)
            claims[key].append(_Claim(subject(entry.about), entry.yours, contested, entry))
            for rival in (self._rivals or {}).get(entry.id, ()):
                if rival.id not in self._by_id and rival.id not in gone:
                    gone.add(rival.id)
                    claims[key].append(_Claim(rival.subject, rival.yours, rival.contested, None))
        return dict(claims)

    def _answer(self, key: Key, region: str, service: str) -> Answer:
        asked = (key, region, service)
        answer = self._answers.get(asked)
        if answer is None:
            best = _best(self._claims.get(key, ()), region.lower(), service.lower())
            answer = self._answers[asked] = self._decided(best)
        return answer

    def _decided(self, claims: list[_Claim]) -> Answer:
        entries = [claim.entry for claim in claims if claim.entry is not None]
        named = {entry.id for entry in entries}
        values = {entry.value for entry in entries}
        if any(claim.contested for claim in claims) or len(values) > 1:
            named |= {one for entry in entries for one in entry.contested_by if one in self._by_id}
            return Answer("contested", None, tuple(sorted(named)))
        holding = [entry for entry in entries if not is_over(entry, self.as_of)]
        evidence = tuple(sorted(entry.id for entry in holding or entries))
        value = holding[0].value if holding else "unknown"
        begun = not isinstance(value, Qualified) or self.as_of[: len(value.since)] >= value.since
        if value == "unknown" or not begun:
            return Answer("unknown", None, evidence)
        if value == "not-applicable":
            return Answer("not-applicable", None, evidence)
        return Answer("known", value, evidence)


def load_store(extra: Iterable[Path] = (), *, as_of: str = "") -> Store:
    """What ships with the tool, and the users' own files (or folders of them), which win.

    Raises:
        DataError: a shipped file is wrong.
        UsageError: a user's file is; each with file and line.
    """
    files = tuple(extra)
    if not files:
        return _shipped().at(as_of) if as_of else _shipped()
    theirs = given(files)
    ours, own = shipped(), {entry.evidence.id for entry in theirs.entries}
    entries = check(
        [entry for entry in ours.entries if entry.evidence.id not in own], theirs.entries
    )
    return Store(entries, as_of=as_of[:10], inputs=theirs.inputs)


@lru_cache(maxsize=1)
def _shipped() -> Store:
    return Store(check(shipped().entries, ()))


def rivals_of(entries: Iterable[Evidence]) -> dict[str, tuple[Rival, ...]]:
    """For each entry those that decide before it, or contest what it says, where both speak."""
    groups: dict[Key, list[tuple[Evidence, Subject]]] = defaultdict(list)
    for entry in entries:
        groups[key_of(entry)].append((entry, subject(entry.about)))
    return {
        entry.id: tuple(
            Rival(other.id, there, other.yours, bool(other.contested_by))
            for other, there in group
            if other is not entry and _matters(entry, here, other, there)
        )
        for group in groups.values()
        if len(group) > 1
        for entry, here in group
    }


def _matters(entry: Evidence, here: Subject, other: Evidence, there: Subject) -> bool:
    return any(
        bool(other.contested_by) or (theirs, other.yours) > (mine, entry.yours)
        for mine, theirs in here.meets(there)
    )


def _best(claims: Iterable[_Claim], region: str, service: str) -> list[_Claim]:
    """The most precise claims about a place, the users' own before others as precise."""
    top: tuple[Rank, bool] = ((0, 0), False)
    best: list[_Claim] = []
    for claim in claims:
        rank = claim.subject.rank(region, service)
        if rank is None:
            continue
        if (rank, claim.yours) > top:
            top, best = (rank, claim.yours), []
        if (rank, claim.yours) == top:
            best.append(claim)
    return best


def _strength(answer: Answer) -> tuple[int, int]:
    value = answer.value
    milestone = _MILESTONES.index(value.milestone) if isinstance(value, Qualified) else -1
    return _STATES.index(answer.state), milestone


def is_over(entry: Evidence, as_of: str) -> bool:
    """Whether the last day of an entry, or of what it grants, is past."""
    until = entry.value.until if isinstance(entry.value, Qualified) else ""
    return any(last and as_of[: len(last)] > last for last in (entry.expires, until))
