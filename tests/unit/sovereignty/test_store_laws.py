"""Laws of the store, over small worlds of entries that agree, outrank and contest each other."""

from collections.abc import Iterable
from fnmatch import fnmatchcase
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.errors import PlanError
from planner.model.evidence import About, Answer, Evidence, Qualified
from planner.sovereignty.checks import check
from planner.sovereignty.reading import Entry, File
from planner.sovereignty.store import Store
from planner.sovereignty.subjects import Subject, subject
from tests.unit.sovereignty.evidence_files import entry

REGIONS = ("eu-1", "eu-2", "us-1", "")
SERVICES = ("vm", "volume", "db", "")
AS_OF = "2026-11-22"

words = {
    "regions": st.sampled_from([(), (), ("eu-1",), ("eu-*",), ("eu-1", "us-1"), ("*-1",)]),
    "services": st.sampled_from([(), (), ("vm",), ("v*",), ("vm", "db"), ("*",)]),
}
subjects = st.fixed_dictionaries(words)
values = {
    "offered": st.sampled_from([True, True, False, "unknown", "not-applicable"]),
    "qualification": st.builds(
        Qualified,
        scheme=st.just("snc"),
        milestone=st.sampled_from(["qualified", "qualified", "in-process", "expired"]),
    ),
}


@st.composite
def worlds(draw: st.DrawFn) -> list[Evidence]:
    """Entries that no file would be refused for: those that contradict contest each other."""
    fact = draw(st.sampled_from(sorted(values)))
    entries = [
        entry(
            f"e{number}", about={"provider": "p", **draw(subjects)}, fact=fact, value=value,
            yours=draw(st.sampled_from([False, False, True])),
            expires=draw(st.sampled_from(["", "", "2026-11-03"])),
        )
        for number, value in enumerate(draw(st.lists(values[fact], min_size=1, max_size=4)))
    ]  # fmt: skip
    against: dict[str, set[str]] = {
        one.id: draw(st.sampled_from([set(), set(), {"doubt"}])) for one in entries
    }
    for one, other in combinations(entries, 2):
        if collide(one, other):
            against[one.id] = {*against[one.id], other.id}
            against[other.id] = {*against[other.id], one.id}
    return [replace(one, contested_by=tuple(sorted(against[one.id]))) for one in entries]


def level(patterns: tuple[str, ...], word: str) -> int:
    """How precisely a list names a word, the slow way; -1 not at all."""
    fitting = [0] if not patterns or "*" in patterns else []
    for pattern in patterns:
        if pattern == word:
            fitting.append(2)
        elif word and pattern != "*" and fnmatchcase(word, pattern):
            fitting.append(1)
    return max(fitting, default=-1)


def rank(about: About, region: str, service: str) -> tuple[int, int] | None:
    found = level(about.services, service), level(about.regions, region)
    return None if -1 in found else found


def collide(one: Evidence, other: Evidence) -> bool:
    """Whether both answer somewhere, as precisely, of the same origin, and differ."""
    if (one.fact, one.yours) != (other.fact, other.yours) or one.value == other.value:
        return False
    # words that no list names stand for all the words there are
    places = product((*REGIONS, "eu-x", "x-1", "eu-x-1"), (*SERVICES, "vx"))
    ranks = ((rank(one.about, *place), rank(other.about, *place)) for place in places)
    return any(mine is not None and mine == theirs for mine, theirs in ranks)


def answers(store: Store) -> dict[tuple[str, ...], Answer]:
    """Every answer there is to be had."""
    found: dict[tuple[str, ...], Answer] = {}
    for region, service in product(REGIONS, SERVICES):
        found["offered", region, service] = store.ask("offered", "p", region, service)
        found["snc", region, service] = store.qualified("snc", "p", region, (service,))
    found["snc", "eu-1", "both"] = store.qualified("snc", "p", "eu-1", ("vm", "db"))
    return found


@given(worlds())
def test_taking_entries_away_never_makes_an_answer_pass(world: list[Evidence]) -> None:
    store = Store.of(world, as_of=AS_OF)
    before = answers(store)
    for gone in subsets(one.id for one in world):
        for place, answer in answers(store.without(gone)).items():
            if answer.state == "known":
                assert before[place].state == "known", (gone, place)
                assert passing(before[place]) >= passing(answer), (gone, place)


def subsets(names: Iterable[str]) -> list[tuple[str, ...]]:
    listed = tuple(names)
    return [some for size in range(1, len(listed)) for some in combinations(listed, size)]


def passing(answer: Answer) -> bool:
    value = answer.value
    return value is True or getattr(value, "milestone", "") == "qualified"


@given(worlds())
def test_taking_away_one_by_one_is_taking_away_at_once(world: list[Evidence]) -> None:
    store = Store.of(world, as_of=AS_OF)
    gone = [one.id for one in world][:2]
    stepwise = store.without(gone[:1]).without(gone[1:])
    assert answers(stepwise) == answers(store.without(gone))


@given(worlds(), st.randoms(use_true_random=False))
def test_the_order_of_entries_changes_nothing(world: list[Evidence], random: object) -> None:
    shuffled = list(world)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = Store.of(world, as_of=AS_OF), Store.of(shuffled, as_of=AS_OF)
    assert one.entries == other.entries
    assert answers(one) == answers(other)


@given(worlds())
def test_what_answers_is_the_most_precise_there_is(world: list[Evidence]) -> None:
    store = Store.of(world, as_of=AS_OF)
    for region, service in product(REGIONS, SERVICES):
        answer = store.ask("offered", "p", region, service)
        ranked = [
            ((*place, one.yours), one)
            for one in world
            if one.fact == "offered" and (place := rank(one.about, region, service)) is not None
        ]
        top = [one for key, one in ranked if key == max(key for key, _ in ranked)]
        assert set(answer.evidence) <= {one.id for one in top} | {
            name for one in top for name in one.contested_by
        }
        if answer.state == "known":
            assert {one.value for one in top} == {answer.value}
            assert not any(one.contested_by for one in top)
            assert any(not one.expires for one in top)


@given(subjects, subjects, st.sampled_from([True, False]))
def test_a_file_that_says_two_things_of_one_place_is_refused(
    here: dict[str, tuple[str, ...]],
    there: dict[str, tuple[str, ...]],
    value: bool,  # noqa: FBT001 - drawn
) -> None:
    one = entry("one", about={"provider": "ovh", **here}, value=value)
    other = entry("two", about={"provider": "ovh", **there}, value=not value)
    entries = [Entry(each, File("a.yaml", b"[]", yours=False), 0) for each in (one, other)]
    if collide(one, other):
        with pytest.raises(PlanError, match="does not fit"):
            check(entries, ())
    else:
        assert len(check(entries, ())) == 2


PATTERN = st.text("ab*", min_size=1, max_size=5)


@given(PATTERN, PATTERN)
def test_patterns_meet_where_a_word_fits_both(one: str, other: str) -> None:
    shared = any(fnmatchcase(word, one) and fnmatchcase(word, other) for word in texts("ab", 8))
    assert met(one, other) == shared


def texts(letters: str, most: int) -> Iterable[str]:
    return ("".join(word) for size in range(1, most + 1) for word in product(letters, repeat=size))


def met(one: str, other: str) -> bool:
    mine, theirs = (region(word) for word in (one, other))
    return bool(tuple(mine.meets(theirs)))


def region(word: str) -> Subject:
    return subject(About(provider="p", regions=(word,)))
