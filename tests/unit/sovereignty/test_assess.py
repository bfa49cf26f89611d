"""The assessment of whole plans: every sentence is shown by something, and the headline adds up."""

from decimal import Decimal
from functools import lru_cache
from pathlib import Path

import pytest

from planner.catalogue.data import data_path
from planner.cli.clouds import TARGETS, sources, target
from planner.inventory import read
from planner.model.choice import Choice
from planner.model.plan import MigrationPlan
from planner.model.policy import Policy
from planner.model.sovereignty import Place
from planner.pipeline import Connected, Request, join, plan_for
from planner.sovereignty.bound import statements
from planner.sovereignty.duties import duty_book
from planner.sovereignty.ruler import Ruler
from planner.sovereignty.shares import STANDINGS, Standings
from planner.sovereignty.store import load_store

SAMPLES = ("aws-retailer", "azure-public-body", "gcp-health")
AS_OF = "2026-11-22"
PLANS = [(sample, name) for sample in SAMPLES for name in TARGETS]


def quiet(_stage: str) -> None:
    return None


@lru_cache(maxsize=4)
def connected(sample: str) -> Connected:
    path = Path(data_path("mappings", "samples", sample, "terraform.tfstate"))
    return join(read((path,), sources()), sources(), TARGETS, Request(as_of=AS_OF), quiet)


@lru_cache(maxsize=16)
def plan(sample: str, name: str) -> MigrationPlan:
    return plan_for(target(name), connected(sample), Request(as_of=AS_OF), quiet)


@pytest.mark.parametrize(("sample", "name"), PLANS)
def test_every_statement_names_evidence_or_resources_that_exist(sample: str, name: str) -> None:
    found, store = plan(sample, name), connected(sample).ruler.store
    ids = {one.id for one in found.inventory.resources}
    listed = {one.id for one in found.assessments.evidence}
    count = 0
    for one in statements(found.assessments):
        assert one.evidence or one.resources, one
        assert all(store.by_id(id_) for id_ in one.evidence), one
        assert set(one.evidence) <= listed
        assert set(one.resources) <= ids, one
        assert one.text.en
        assert one.text.fr
        count += 1
    assert count > 100


@pytest.mark.parametrize(("sample", "name"), PLANS)
def test_no_sentence_says_that_something_is_lawful_or_certain(sample: str, name: str) -> None:
    for one in statements(plan(sample, name).assessments):
        words = f"{one.text.en} {one.text.fr}".lower()
        assert not any(
            word in words for word in ("compliant", "certified", "certifié", "conforme ", "seal-")
        )


@pytest.mark.parametrize(("sample", "name"), PLANS)
def test_every_application_is_assessed_on_both_sides(sample: str, name: str) -> None:
    found = plan(sample, name)
    assert [one.application for one in found.assessments.applications] == [
        one.name for one in found.applications
    ]
    home = {id_: one.name for one in found.applications for id_ in one.resources}
    with_data = {home[id_] for id_ in found.assessments.classes if id_ in home}
    for one in found.assessments.applications:
        assert bool(one.before) == (one.application in with_data)
        assert list(one.before) == sorted(one.before, key=lambda each: each.exposure)
        assert list(one.after) == sorted(one.after, key=lambda each: each.exposure)


@pytest.mark.parametrize(("sample", "name"), PLANS)
def test_what_has_no_place_stays_in_its_place(sample: str, name: str) -> None:
    found = plan(sample, name)
    for one in found.assessments.applications:
        built = one.landing in ("lands", "in-part")
        landed = {each.place.provider for each in one.after if each.place.provider == name}
        assert bool(landed) == built, one.application
        if one.landing == "refused":
            assert {each.place for each in one.after} == {each.place for each in one.before}


@pytest.mark.parametrize(("sample", "name"), PLANS)
def test_the_headline_counts_every_application_once_a_side(sample: str, name: str) -> None:
    found = plan(sample, name).assessments
    with_data = sum(bool(one.before) for one in found.applications)
    stored = sum((one.stored_gib or Decimal(0) for one in found.applications), Decimal(0))
    for by in ("exposure", "qualification"):
        for side in ("before", "after"):
            chosen = [one for one in found.slices if (one.by, one.side) == (by, side)]
            sums = {
                measure: sum((one.amount for one in chosen if one.measure == measure), Decimal(0))
                for measure in ("applications", "data")
            }
            assert sums == {"applications": with_data, "data": stored}


@pytest.mark.parametrize(("sample", "name"), PLANS)
def test_the_same_input_gives_the_same_assessment(sample: str, name: str) -> None:
    again = plan_for(target(name), connected(sample), Request(as_of=AS_OF), quiet)
    assert again.assessments == plan(sample, name).assessments


def test_stores_of_unknown_size_are_counted_apart() -> None:
    found = plan("gcp-health", "ovh").assessments
    assert sum(one.unknown_stores for one in found.applications) > 0
    assert any(one.stored_gib is not None for one in found.applications)


def test_what_a_plan_keeps_where_it_is_is_said_not_to_improve() -> None:
    found = plan("azure-public-body", "scaleway").assessments
    civil = next(one for one in found.applications if one.application == "etat-civil")
    assert civil.landing == "refused"
    assert civil.refused
    assert "stay where they are" in civil.not_improved[0].text.en


def test_licences_and_establishments_that_the_move_keeps_are_said() -> None:
    found = plan("aws-retailer", "ovh").assessments
    office = next(one for one in found.applications if one.application == "back-office")
    told = " ".join(one.text.en for one in office.not_improved)
    assert "Windows Server" in told
    assert "establishments outside the EU" in told
    assert "fewer zones" in told


def test_a_key_of_the_customer_is_told_on_both_sides() -> None:
    found = plan("aws-retailer", "ovh").assessments
    custody = {
        side: {each.place.keys for one in found.applications for each in getattr(one, side)}
        for side in ("before", "after")
    }
    assert "service" in custody["before"]
    assert "customer" not in custody["after"]


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_choice_that_keeps_everything_leaves_every_place_as_it_is(sample: str) -> None:
    kinds = {one.kind for one in connected(sample).inventory.resources if one.kind}
    policy = Policy(prefer={str(kind): "stay" for kind in kinds})
    found = plan_for(target("ovh"), connected(sample), Request(as_of=AS_OF, policy=policy), quiet)
    assert not any(isinstance(one, Choice) for one in found.choices.values())
    for one in found.assessments.applications:
        assert one.before == one.after
        assert one.continuity_before == one.continuity_after
        assert not one.continuity_losses
    sides = {
        side: {(one.measure, one.by, one.name, one.amount)
               for one in found.assessments.slices if one.side == side}
        for side in ("before", "after")
    }  # fmt: skip
    assert sides["before"] == sides["after"]


def test_data_of_unknown_class_never_count_as_needing_no_qualification() -> None:
    standings = Standings(Ruler(duty_book(Policy()), load_store(as_of=AS_OF)))
    place = Place(provider="scaleway", region="fr-par", services=("compute.vm",))
    unknown, public = frozenset({"unknown"}), frozenset({"public"})
    assert standings.of(unknown, "stores", place) == "to-be-verified"
    assert standings.of(public, "stores", place) == "not-needed"
    assert STANDINGS[0] == "to-be-verified"


def test_a_qualification_in_process_is_told_apart() -> None:
    standings = Standings(Ruler(duty_book(Policy()), load_store(as_of=AS_OF)))
    sensitive = frozenset({"sensitive"})
    here = Place(provider="outscale", region="cloudgouv-eu-west-1", services=("compute.vm",))
    started = Place(provider="scaleway", region="fr-par", services=("compute.vm",))
    there = Place(provider="aws", region="eu-west-3", services=("compute.vm",))
    assert standings.of(sensitive, "processes", started) == "in-process"
    assert standings.of(sensitive, "processes", here) == "qualified"
    assert standings.of(sensitive, "processes", there) == "to-be-verified"
