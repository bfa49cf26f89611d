"""The sample estates: classified data land only where evidence lets them; what is refused says why."""

from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.catalogue.data import data_path
from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS, sources, target
from planner.inventory import read
from planner.model.choice import Choice, Unmapped
from planner.model.plan import MigrationPlan
from planner.model.policy import Policy
from planner.model.resource import ResourceId
from planner.model.sovereignty import Assessments, Duty, LandingOption
from planner.model.text import same
from planner.pipeline import Connected, Request, join, plan_for
from planner.plan.refs import referred
from planner.sovereignty.classes import Classified
from planner.sovereignty.options import Group, groups, options
from planner.sovereignty.roles import role_of
from planner.sovereignty.ruler import OFFERED, Ruler, not_met, target_place
from planner.sovereignty.store import Store, load_store

SAMPLES = ("aws-retailer", "azure-public-body", "gcp-health")


def quiet(_stage: str) -> None:
    return None


@lru_cache(maxsize=8)
def connected(sample: str) -> Connected:
    inventory = read(
        (Path(data_path("mappings", "samples", sample, "terraform.tfstate")),), sources()
    )
    return join(inventory, sources(), TARGETS, Request(as_of="2026-11-22"), quiet)


@lru_cache(maxsize=16)
def plan(sample: str, name: str) -> MigrationPlan:
    return planned(sample, name, Policy())


def planned(sample: str, name: str, policy: Policy) -> MigrationPlan:
    inventory = connected(sample).inventory
    request = Request(as_of="2026-11-22", policy=policy)
    joined = join(inventory, sources(), TARGETS, request, quiet)
    return plan_for(target(name), joined, request, quiet)


def of_class(found: MigrationPlan, name: str) -> dict[ResourceId, Choice | Unmapped]:
    return {
        id_: found.choices[id_]
        for id_, classes in found.assessments.classes.items()
        if any(one.name == name for one in classes)
    }


def refused(found: MigrationPlan, name: str) -> dict[ResourceId, Unmapped]:
    return {
        id_: one
        for id_, one in of_class(found, name).items()
        if isinstance(one, Unmapped) and one.reason == "refused"
    }


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", TARGETS)
def test_no_choice_breaks_a_duty(sample: str, name: str) -> None:
    found, ruler = plan(sample, name), connected(sample).ruler
    catalogue = load_target(name)
    kinds = {one.id: one for one in found.inventory.resources}
    landed = 0
    for id_, choice in found.choices.items():
        classes = frozenset(one.name for one in found.assessments.classes.get(id_, ()))
        if not isinstance(choice, Choice) or not classes:
            continue
        resource = kinds[id_]
        place = target_place(resource, catalogue.by_stem[choice.mapping], catalogue, choice.region)
        findings = ruler.findings(classes, role_of(resource.kind), place)
        assert not not_met(findings), id_
        assert {one.duty for one in findings} == {
            one.duty for one in found.assessments.findings[id_]
        }
        landed += 1
    assert landed


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", TARGETS)
def test_every_statement_names_what_shows_it(sample: str, name: str) -> None:
    found = plan(sample, name).assessments
    known = {one.id for one in found.evidence}
    for one in _statements(found):
        assert one[1] or one[2], one[0]
        assert set(one[1]) <= known, one[0]
    assert {duty.clause for duty in found.duties if duty.clause} <= known
    listed = {duty.id for duty in found.duties}
    for each in found.refused.values():
        assert {finding.duty for finding in each.findings} <= listed


def _statements(found: Assessments) -> list[tuple[str, tuple[str, ...], tuple[ResourceId, ...]]]:
    told = [*found.region_because]
    told += [one.because for each in found.findings.values() for one in each]
    for refusal in found.refused.values():
        told += [one.because for one in refusal.findings]
        told += [one.because for one in refusal.alternatives]
    return [(one.text.en, one.evidence, one.resources) for one in told]


def test_sensitive_data_land_only_where_secnumcloud_is_recorded() -> None:
    here = plan("azure-public-body", "outscale")
    assert here.header.region == "cloudgouv-eu-west-1"
    landed = [one for one in of_class(here, "sensitive").values() if isinstance(one, Choice)]
    assert landed
    assert not refused(here, "sensitive")
    assert {one.qualification.scheme for one in landed} == {"SecNumCloud"}
    assert all(one.qualification.milestone.en.startswith("qualified") for one in landed)
    (why, *_) = here.assessments.region_because
    assert why.resources
    assert here.placements[0].reasons[0].en.endswith("by the duties of the data.")


@pytest.mark.parametrize("name", ["ovh", "scaleway"])
def test_sensitive_data_are_refused_elsewhere_with_clause_and_alternative(name: str) -> None:
    there = plan("azure-public-body", name)
    assert not [one for one in of_class(there, "sensitive").values() if isinstance(one, Choice)]
    ones = refused(there, "sensitive")
    assert ones
    for id_, one in ones.items():
        assert one.clauses == ("sren-immunity", "sren-qualified")
        assert "SecNumCloud" in one.detail.en
        assert "Exigence non remplie : « " in one.detail.fr
        said = there.assessments.refused[id_]
        nearest = said.alternatives[0]
        assert (nearest.way, nearest.provider) == ("target", "outscale")
        assert nearest.region == "cloudgouv-eu-west-1"
        assert "cloudgouv-eu-west-1" in one.fallback.fr
    assert there.verdict.counts["refused"] == len(ones)
    assert any("refused here" in one.en for one in there.verdict.blockers)
    assert there.verdict.grade != "ready"


@pytest.mark.parametrize("name", TARGETS)
def test_health_data_land_only_where_hds_is_recorded(name: str) -> None:
    found = plan("gcp-health", name)
    store = connected("gcp-health").ruler.store
    for id_, one in of_class(found, "health").items():
        if isinstance(one, Choice):
            (shown,) = (
                each for each in found.assessments.findings[id_] if each.duty == "hds-qualified"
            )
            assert shown.state == "met"
            assert any(store.by_id(each).fact == "qualification" for each in shown.because.evidence)  # type: ignore[union-attr]
    for one in refused(found, "health").values():
        assert "hds-qualified" in one.clauses
        assert "HDS" in one.detail.fr


def test_health_data_that_a_managed_service_may_not_hold_run_on_qualified_machines() -> None:
    found = plan("gcp-health", "outscale")
    kinds = {one.id: one.kind for one in found.inventory.resources}
    clusters = [id_ for id_ in refused(found, "health") if (kinds[id_] or "").startswith("k8s.")]
    assert clusters
    for id_ in clusters:
        nearest = found.assessments.refused[id_].alternatives[0]
        assert (nearest.way, nearest.provider) == ("self-hosted", "outscale")
        assert "Kubernetes" in nearest.service.fr


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", TARGETS)
def test_every_alternative_is_known_to_meet_every_duty(sample: str, name: str) -> None:
    found, ruler = plan(sample, name), connected(sample).ruler
    resources = {one.id: one for one in found.inventory.resources}
    for id_, one in found.assessments.refused.items():
        for other in one.alternatives:
            if other.way not in ("region", "target"):
                continue
            resource, catalogue = resources[id_], load_target(other.provider)
            mapping = catalogue.by_kind.get(resource.kind or "")
            if mapping is None or mapping.service != other.service:
                continue  # software on machines there
            place = target_place(resource, mapping, catalogue, other.region)
            names = frozenset(each.name for each in one.classes)
            assert not ruler.unmet(names, role_of(resource.kind), place)


def test_personal_data_do_not_leave_the_area_even_when_the_policy_asks() -> None:
    found = planned("aws-retailer", "outscale", Policy(regions={"outscale": "us-east-2"}))
    assert found.header.region == "us-east-2"
    ones = refused(found, "payment") | refused(found, "personal")
    assert ones
    assert not [one for one in of_class(found, "personal").values() if isinstance(one, Choice)]
    for id_, one in ones.items():
        assert "gdpr-area" in one.clauses
        nearest = found.assessments.refused[id_].alternatives[0]
        assert (nearest.way, nearest.region) == ("region", "eu-west-2")
    public = [one for one in of_class(found, "public").values() if isinstance(one, Choice)]
    assert public, "public data have no duty"


def test_what_is_not_told_is_counted_and_never_ready() -> None:
    found = plan("aws-retailer", "ovh")
    assert found.verdict.counts["class-unknown"] > 0
    assert f"Of {found.verdict.counts['class-unknown']} the class" in found.verdict.headline.en
    assert found.verdict.grade != "ready"


@pytest.mark.parametrize("name", TARGETS)
def test_a_duty_of_ones_own_widens_no_choice(name: str) -> None:
    keys = Duty(
        id="our-keys", title=same("keys"), clause="", rule="keys", held_by="customer",
        roles=("stores",),
    )  # fmt: skip
    policy = Policy(
        duties={"personal": (keys,)}, regions={name: plan("gcp-health", name).header.region}
    )
    before, after = plan("gcp-health", name), planned("gcp-health", name, policy)
    chosen = [
        {id_ for id_, one in each.choices.items() if isinstance(one, Choice)}
        for each in (before, after)
    ]
    assert chosen[1] <= chosen[0]


@pytest.mark.parametrize("sample", SAMPLES)
def test_options_say_the_same_as_the_plan_that_lands_there(sample: str) -> None:
    for name in TARGETS:
        found = plan(sample, name)
        here = {
            one.application: one
            for one in found.assessments.options
            if (one.provider, one.region) == (name, found.header.region)
        }
        assert {one.name for one in found.applications} == here.keys()
        for application in found.applications:
            members = [one for one in application.resources if one in found.assessments.classes]
            duties = {
                finding.duty
                for id_ in members
                if id_ in found.assessments.refused
                for finding in found.assessments.refused[id_].findings
            }
            assert set(here[application.name].duties) == duties
            if not members:
                assert here[application.name].landing == "no-data"
            elif duties - {OFFERED.id}:
                assert here[application.name].landing in ("in-part", "refused")


_RANK = {"refused": 0, "in-part": 1, "lands": 2, "no-data": 3}


@lru_cache(maxsize=4)
def grouped(sample: str) -> dict[str, tuple[Group, ...]]:
    found = plan(sample, "scaleway")
    joined = connected(sample)
    classified = Classified(of=found.assessments.classes, applications={})
    resources = {one.id: one for one in joined.inventory.resources}
    return groups(found.applications, resources, classified, lambda _: True)


def landings(sample: str, store: Store) -> dict[tuple[str, str, str], LandingOption]:
    ruler = Ruler(connected(sample).ruler.book, store)
    catalogues = [load_target(name) for name in TARGETS]
    found = options(grouped(sample), catalogues, {}, Policy(), ruler)
    return {(one.application, one.provider, one.region): one for one in found}


def _entries() -> list[str]:
    """All but what is not offered: nobody has to show that a service is there."""
    return [one.id for one in load_store().entries if one.fact != "offered"]


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(SAMPLES), st.sets(st.sampled_from(_entries()), min_size=1))
def test_taking_shipped_evidence_away_lets_no_application_land_better(
    sample: str, gone: set[str]
) -> None:
    every = connected(sample).ruler.store
    before, after = landings(sample, every), landings(sample, every.without(gone))
    for key, option in after.items():
        assert _RANK[option.landing] <= _RANK[before[key].landing], key
        assert set(before[key].duties) <= set(option.duties), key


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_built_upon_what_is_refused(sample: str, name: str) -> None:
    found = plan(sample, name)
    for id_, one in found.choices.items():
        if isinstance(one, Choice):
            assert not set(referred(one.design)) & found.assessments.refused.keys(), id_


def test_what_stays_is_measured_where_it_is_and_said_where_that_breaks_a_duty() -> None:
    policy = Policy(prefer={"compute.vm": "stay"})
    found = planned("azure-public-body", "ovh", policy)
    staying = [
        id_
        for id_, one in of_class(found, "sensitive").items()
        if isinstance(one, Unmapped) and one.reason == "stays"
    ]
    assert staying
    assert not set(staying) & found.assessments.refused.keys()
    for id_ in staying:
        states = {one.duty: one.state for one in found.assessments.findings[id_]}
        assert states["sren-qualified"] in ("broken", "to-be-verified")
    said = [one for one in found.diagnostics if one.code == "stays-against-duty"]
    assert any("SecNumCloud" in one.detail.fr for one in said)
