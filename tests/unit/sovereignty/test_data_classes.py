"""The shipped classes of data: what they are called, what each asks, and the text that asks it."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from planner.catalogue.data import data_path
from planner.model.policy import Policy
from planner.sovereignty.duties import LEAST, ROLES, UNKNOWN, DutyBook, duty_book, plain
from planner.sovereignty.store import Store, load_store

BINDING = {
    "public": set(),
    "internal": set(),
    "personal": {"gdpr-area"},
    "pseudonymised": {"gdpr-area"},
    "financial": {"gdpr-area"},
    "payment": {"gdpr-area"},
    "dora-critical": set(),
    "special-category": {"gdpr-area"},
    "health": {"gdpr-area", "hds-qualified", "hds-storage"},
    "sensitive": {"sren-qualified", "sren-immunity", "snc-area"},
    "restricted": {"sren-qualified", "sren-immunity", "snc-area", "dr-territory"},
    "classified": {
        "sren-qualified", "sren-immunity", "snc-area", "dr-territory", "classified-approval",
    },
}  # fmt: skip
"""What refuses, for a store of data of one class; all else is listed as open."""


@pytest.fixture(scope="module")
def book() -> DutyBook:
    """Of a policy that says nothing."""
    return duty_book(Policy())


@pytest.fixture(scope="module")
def store() -> Store:
    """What ships."""
    return load_store()


def binding(book: DutyBook, name: str) -> set[str]:
    """Ids of what refuses."""
    duties = book.binding(frozenset({name}), "stores")
    return {duty.id for duty in duties if duty.rule != "shown"}


@pytest.mark.parametrize("name", sorted(BINDING))
def test_a_class_binds_only_what_its_texts_ask(book: DutyBook, name: str) -> None:
    assert binding(book, name) == BINDING[name]


def test_data_of_unknown_class_are_held_to_what_persons_ask(book: DutyBook) -> None:
    assert not book.classes[UNKNOWN].duties
    assert binding(book, UNKNOWN) == BINDING[LEAST]


def test_only_public_data_ask_for_nothing(book: DutyBook) -> None:
    free = {
        name
        for name in book.classes
        if not any(book.binding(frozenset({name}), role) for role in ROLES)
    }
    assert free == {"public"}


def test_classes_stand_in_one_order(book: DutyBook) -> None:
    ranks = [one.rank for one in book.classes.values()]
    assert len(set(ranks)) == len(ranks)
    assert book.ranked(book.classes)[0] == "classified"
    assert book.ranked(book.classes)[-1] == "public"


def test_what_a_class_includes_is_less_protected_than_itself(book: DutyBook) -> None:
    for one in book.classes.values():
        assert all(book.classes[name].rank < one.rank for name in one.includes)


def test_every_duty_rests_on_a_clause_with_the_words_of_its_source(
    book: DutyBook, store: Store
) -> None:
    for duty in book.by_id.values():
        clause = store.clause(duty.clause)
        assert clause is not None, duty.id
        assert clause.quote, duty.id
        assert clause.url.startswith("https://") or clause.url.startswith("http://"), duty.id


def test_every_scheme_that_a_duty_names_is_one_that_can_be_held(
    book: DutyBook, store: Store
) -> None:
    schemes = {one for duty in book.by_id.values() for one in duty.schemes}
    assert schemes == {"hds", "secnumcloud", "igi-1300"}
    assert all(store.label(one).value.adopted for one in schemes)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("Santé", "health"), ("PHI", "health"), ("hds", "health"), ("Sensible", "sensitive"),
        ("donnees_personnelles", "personal"), ("RGPD", "personal"), ("PII", "personal"),
        ("DR", "restricted"), ("Diffusion Restreinte", "restricted"), ("pci-dss", "payment"),
        ("pseudonymised", "pseudonymised"), ("confidential", "financial"), ("très-secret", "classified"),
    ],
)  # fmt: skip
def test_a_tag_is_read_in_both_languages(book: DutyBook, word: str, name: str) -> None:
    assert book.words[plain(word)] == name


@pytest.mark.parametrize("word", ["low", "medium", "high", "C3", "non-sensitive"])
def test_a_word_of_a_scale_names_no_class(book: DutyBook, word: str) -> None:
    assert plain(word) not in book.words


@pytest.mark.parametrize("sample", ["aws-retailer", "azure-public-body", "gcp-health"])
def test_the_samples_use_words_that_are_known(book: DutyBook, sample: str) -> None:
    path = data_path("mappings", "samples", sample, "terraform.tfstate")
    told = set(_tags(json.loads(path.read_text(encoding="utf-8"))))
    assert told
    assert {word for word in told if plain(word) not in book.words} == set()


def _tags(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        for key, below in value.items():
            if key == "data-class" and isinstance(below, str):
                yield below
            yield from _tags(below)
    elif isinstance(value, list):
        for below in value:
            yield from _tags(below)
