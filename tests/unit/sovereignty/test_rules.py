"""One ruler: whether a duty is met in a place, by what is known of it alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.model.evidence import Evidence, KeyCustody
from planner.model.policy import Policy
from planner.model.sovereignty import Duty, Place
from planner.model.text import same
from planner.sovereignty.duties import duty_book
from planner.sovereignty.roles import role_of
from planner.sovereignty.ruler import Ruler, not_met
from planner.sovereignty.rules import find
from planner.sovereignty.store import Store
from tests.unit.sovereignty.estates import LABELS, entry, held, label, lies, qualified, store

HDS = Duty(id="hds", title=same("HDS"), clause="clause", rule="qualified", schemes=("hds",))
EU = Duty(id="eu", title=same("EU"), clause="clause", rule="area", area="eu")
KEYS = Duty(id="keys", title=same("keys"), clause="clause", rule="keys", held_by="customer")
THIRD = Duty(id="third", title=same("third"), clause="clause", rule="subprocessors")
IMMUNE = Duty(id="immune", title=same("immune"), clause="clause", rule="immunity")
ZONES = Duty(id="zones", title=same("zones"), clause="clause", rule="zones", at_least=2)
KEPT = Duty(id="kept", title=same("kept"), clause="clause", rule="retention", at_least=30)
SHOWN = Duty(id="shown", title=same("shown"), clause="clause", rule="shown")
EVERY = (HDS, EU, KEYS, THIRD, IMMUNE, ZONES, KEPT, SHOWN)
HERE = Place(provider="p", region="r1", services=("db.postgres",))


def state(duty: Duty, known: Store, place: Place = HERE) -> str:
    return find(duty, place, known).state


@pytest.mark.parametrize("duty", EVERY, ids=lambda one: one.id)
def test_nothing_known_never_passes_and_names_the_clause(duty: Duty) -> None:
    found = find(duty, HERE, store())
    assert found.state in (("open",) if duty is SHOWN else ("to-be-verified", "broken"))
    assert found.because.evidence
    assert found.because.text.en != found.because.text.fr


def test_only_the_milestone_qualified_meets_a_qualification() -> None:
    assert state(HDS, store(qualified("p", "hds", ("r1",)))) == "met"
    for milestone in ("in-process", "claimed", "expired", "draft"):
        assert state(HDS, store(qualified("p", "hds", ("r1",), milestone=milestone))) == "broken"


def test_a_qualification_holds_in_its_region_for_its_services_alone() -> None:
    known = store(qualified("p", "hds", ("r1",), ("compute.vm",)))
    assert state(HDS, known) == "to-be-verified"
    assert state(HDS, known, replace(HERE, services=("compute.vm",))) == "met"
    both = replace(HERE, services=("compute.vm", "storage.block_volume"))
    assert state(HDS, known, both) == "to-be-verified"
    assert (
        state(HDS, known, replace(HERE, region="r2", services=("compute.vm",))) == "to-be-verified"
    )


def test_what_is_met_names_its_entry_with_version_and_date() -> None:
    found = find(HDS, HERE, store(qualified("p", "hds", ("r1",))))
    assert "p-r1-hds-*-qualified" in found.because.evidence
    assert "3.2" in found.because.text.en
    assert "depuis 2024-01-01" in found.because.text.fr


def test_nobody_holds_a_scheme_that_is_a_draft() -> None:
    draft = Duty(id="eucs", title=same("EUCS"), clause="c", rule="qualified", schemes=("eucs",))
    known = store(label("eucs", adopted=False), qualified("p", "eucs", ("r1",)))
    assert state(draft, known) == "broken"


@pytest.mark.parametrize(
    ("country", "area", "expected"),
    [
        ("FR", "fr", "met"), ("DE", "fr", "broken"), ("DE", "eu", "met"), ("NO", "eu", "broken"),
        ("NO", "eea", "met"), ("US", "eea", "broken"), ("GB", "eea", "broken"),
    ],
)  # fmt: skip
def test_an_area_is_met_by_the_country_of_the_region(
    country: str, area: str, expected: str
) -> None:
    duty = replace(EU, area=area)
    assert state(duty, store(lies("p", country, "r1"))) == expected


@pytest.mark.parametrize(
    ("offered", "configured", "expected"),
    [
        ("customer", None, "met"), ("service", None, "broken"), ("provider", None, "broken"),
        ("customer", "service", "broken"), ("provider", "customer", "met"),
    ],
)  # fmt: skip
def test_keys_are_held_as_configured_else_as_offered(
    offered: str, configured: KeyCustody | None, expected: str
) -> None:
    known = store(entry("keys-p", "keys", offered, provider="p"))
    assert state(KEYS, known, replace(HERE, keys=configured)) == expected


def test_the_weakest_custody_of_several_services_counts() -> None:
    known = store(
        entry("keys-vm", "keys", "customer", provider="p", services=("compute.vm",)),
        entry("keys-disk", "keys", "service", provider="p", services=("storage.block_volume",)),
    )
    both = replace(HERE, services=("compute.vm", "storage.block_volume"))
    assert state(KEYS, known, both) == "broken"
    assert state(KEYS, known, replace(HERE, services=("compute.vm",))) == "met"


def test_a_processor_outside_the_union_breaks_the_duty_that_forbids_it() -> None:
    assert state(THIRD, store(entry("none", "subprocessors", (), provider="p"))) == "met"
    found = find(THIRD, HERE, store(entry("some", "subprocessors", ("US",), provider="p")))
    assert found.state == "broken"
    assert "United States" in found.because.text.en
    assert "États-Unis" in found.because.text.fr


def test_immunity_is_a_label_that_proves_it_and_an_owner_in_the_union() -> None:
    label_here = qualified("p", "secnumcloud", ("r1",))
    inside = (lies("p", "FR", "r1"), *held("p"), label_here)
    assert state(IMMUNE, store(*inside)) == "met"
    assert state(IMMUNE, store(lies("p", "FR", "r1"), *held("p"))) != "met"
    assert state(IMMUNE, store(lies("p", "FR", "r1"), *held("p", "US"), label_here)) != "met"
    in_process = qualified("p", "secnumcloud", ("r1",), milestone="in-process")
    assert state(IMMUNE, store(lies("p", "FR", "r1"), *held("p"), in_process)) != "met"


def test_numbers_are_met_from_what_is_asked_on() -> None:
    assert state(ZONES, store(), replace(HERE, zones=2)) == "met"
    assert state(ZONES, store(), replace(HERE, zones=1)) == "broken"
    assert state(KEPT, store(), replace(HERE, retention_days=30)) == "met"
    assert state(KEPT, store(), replace(HERE, retention_days=29)) == "broken"


def test_a_contested_fact_meets_nothing() -> None:
    one = lies("p", "FR", "r1")
    other = replace(lies("p", "FR", "r1"), id="other", contested_by=(one.id,))
    assert state(EU, store(replace(one, contested_by=("other",)), other)) == "to-be-verified"


def test_a_service_that_is_not_offered_refuses_whatever_the_class() -> None:
    known = store(entry("off", "offered", value=False, provider="p", services=("db.postgres",)))
    ruler = Ruler(duty_book(Policy()), known)
    assert [one.duty for one in ruler.unmet(frozenset(), "none", HERE)] == ["offered"]
    assert ruler.unmet(frozenset(), "none", replace(HERE, services=("compute.vm",))) == ()


ENTRIES: tuple[Evidence, ...] = (
    *LABELS,
    *(one for name, seat in (("p", "FR"), ("q", "US")) for one in held(name, seat)),
    lies("p", "FR", "r1"), lies("p", "US", "r2"), lies("q", "DE", "r1"), lies("q", "FR", "r2"),
    qualified("p", "hds", ("r1",)), qualified("p", "hds", ("r2",), ("compute.vm",)),
    qualified("p", "secnumcloud", ("r1",)), qualified("q", "secnumcloud", ("r2",)),
    qualified("q", "hds", ("r1",), milestone="in-process"),
    entry("p-keys", "keys", "customer", provider="p"),
    entry("q-keys", "keys", "service", provider="q"),
    entry("p-keys-vm", "keys", "provider", provider="p", services=("compute.vm",)),
    entry("p-third", "subprocessors", (), provider="p"),
    entry("q-third", "subprocessors", ("US",), provider="q"),
    entry("p-off", "offered", value=False, provider="p", regions=("r2",), services=("db.postgres",)),
)  # fmt: skip

PLACES = st.builds(
    Place,
    provider=st.sampled_from("pq"),
    region=st.sampled_from(("r1", "r2", "r3")),
    services=st.sampled_from(
        (("db.postgres",), ("compute.vm",), ("compute.vm", "storage.block_volume"))
    ),
    zones=st.sampled_from((None, 1, 3)),
    keys=st.sampled_from((None, "provider", "service", "customer")),
    retention_days=st.sampled_from((None, 7, 60)),
)
TAKEN = st.sets(st.sampled_from([one.id for one in ENTRIES]))


@settings(deadline=None, max_examples=300)
@given(st.sampled_from(EVERY), PLACES, TAKEN)
def test_removing_evidence_never_makes_a_duty_met(duty: Duty, place: Place, gone: set[str]) -> None:
    every = Store.of(ENTRIES, as_of="2026-11-22")
    if state(duty, every, place) != "met":
        assert state(duty, every.without(gone), place) != "met"


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(EVERY), PLACES)
def test_the_names_of_providers_decide_nothing(duty: Duty, place: Place) -> None:
    swapped = {"p": "q", "q": "p"}
    mirrored = [
        replace(one, about=replace(one.about, provider=swapped.get(one.about.provider, "")))
        for one in ENTRIES
    ]
    here = find(duty, place, Store.of(ENTRIES, as_of="2026-11-22"))
    there = find(
        duty, replace(place, provider=swapped[place.provider]),
        Store.of(mirrored, as_of="2026-11-22"),
    )  # fmt: skip
    assert here.state == there.state
    assert here.because.evidence == there.because.evidence


_CLASSES = sorted(duty_book(Policy()).classes)


@settings(deadline=None, max_examples=200)
@given(st.sets(st.sampled_from(_CLASSES)), st.sampled_from(_CLASSES), PLACES)
def test_a_further_class_never_lets_data_go_where_they_might_not(
    names: set[str], more: str, place: Place
) -> None:
    ruler = Ruler(duty_book(Policy()), Store.of(ENTRIES, as_of="2026-11-22"))
    role = role_of(place.services[0])
    before = {one.duty for one in not_met(ruler.findings(frozenset(names), role, place))}
    after = {one.duty for one in not_met(ruler.findings(frozenset({*names, more}), role, place))}
    assert before <= after


@settings(deadline=None, max_examples=100)
@given(st.sampled_from(_CLASSES), st.sampled_from(EVERY), PLACES)
def test_a_further_duty_never_lets_data_go_where_they_might_not(
    name: str, duty: Duty, place: Place
) -> None:
    known = Store.of(ENTRIES, as_of="2026-11-22")
    policy = Policy(duties={name: (replace(duty, id="ours", clause=""),)})
    role = role_of(place.services[0])
    before = Ruler(duty_book(Policy()), known).unmet(frozenset({name}), role, place)
    after = Ruler(duty_book(policy), known).unmet(frozenset({name}), role, place)
    assert {one.duty for one in before} <= {one.duty for one in after}
