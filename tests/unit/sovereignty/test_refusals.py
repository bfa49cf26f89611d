"""Refusals and what is allowed instead, nearest first; and the region that duties leave."""

from collections.abc import Iterable

import pytest

from planner.catalogue.kinds import kinds
from planner.catalogue.mappings import load_target, target_names
from planner.catalogue.prices import PriceBook
from planner.cli.clouds import TARGETS, target
from planner.mapping.choose import Ways, choose
from planner.mapping.decisions import Decisions
from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Choice, Unmapped
from planner.model.evidence import Evidence
from planner.model.policy import Lock, Override, Overrides, Policy
from planner.model.resource import Inventory, Resource, ResourceId
from planner.model.sovereignty import Refused
from planner.model.spec import Database
from planner.plan.regions import Landing, land
from planner.sovereignty.bar import Bar
from planner.sovereignty.classes import classify
from planner.sovereignty.duties import duty_book
from planner.sovereignty.options import groups, moves, options
from planner.sovereignty.ruler import Ruler
from tests.unit.sovereignty.estates import (
    entry,
    estate,
    held,
    in_app,
    lies,
    qualified,
    resource,
    store,
)

EVERYWHERE = tuple(lies(name, "FR") for name in TARGETS)
POSTGRES = Database(engine="postgresql", version="16", size="db.m6i.large", storage_gib=100)
DB = resource("db", "db.postgres", tags=in_app("crm", "health"), spec=POSTGRES)


def chosen(
    ones: Iterable[Resource],
    entries: Iterable[Evidence],
    *,
    name: str = "scaleway",
    region: str = "",
    policy: Policy | None = None,
    overrides: Overrides | None = None,
) -> tuple[dict[ResourceId, Choice | Unmapped], dict[ResourceId, Refused], Landing]:
    said, corrected = policy or Policy(), overrides or Overrides()
    graph, applications = estate(*ones, policy=said, overrides=corrected)
    book = duty_book(said)
    classified = classify(graph, applications, said, corrected, book)
    ruler = Ruler(book, store(*entries))
    catalogue = load_target(name)
    decisions = Decisions(corrected, Lock())
    inventory = Inventory(resources=graph.resources)
    resources = {one.id: one for one in graph.resources}
    grouped = groups(applications, resources, classified, lambda one: moves(said, decisions, one))
    landing = land(
        inventory, catalogue, said, [one for each in grouped.values() for one in each], ruler
    )
    bar = Bar(classified, ruler, catalogue)
    surroundings = Neighbourhood(
        graph=graph, policy=said, catalogue=catalogue, region=region or landing.region,
        book=PriceBook.load([name]), as_of="2026-11-22", forced=decisions.size_of,
    )  # fmt: skip
    ways = Ways(
        target=target(name), catalogue=catalogue, kinds=kinds(), policy=said,
        override_of=decisions.override_of, duties=bar,
    )  # fmt: skip
    return choose(inventory, surroundings, ways), bar.refused, landing


def ways_of(refused: dict[ResourceId, Refused]) -> list[tuple[str, str, str]]:
    return [(one.way, one.provider, one.region) for one in refused[DB.id].alternatives]


def hds(name: str, *regions: str, services: tuple[str, ...] = ("*",)) -> Evidence:
    return qualified(name, "hds", regions, services)


def test_every_target_that_there_is_data_for_is_found() -> None:
    assert set(target_names()) == set(TARGETS)


def test_an_unmet_duty_refuses_and_says_its_clause() -> None:
    choices, refused, _ = chosen([DB], EVERYWHERE)
    one = choices[DB.id]
    assert isinstance(one, Unmapped)
    assert (one.reason, one.clauses) == ("refused", ("hds-qualified",))
    assert "health data" in one.detail.en
    assert "données de santé" in one.detail.fr
    assert refused[DB.id].classes[0].name == "health"
    assert not refused[DB.id].alternatives
    assert "No place that the evidence knows" in one.fallback.en


def test_what_meets_every_duty_is_chosen_with_its_qualification() -> None:
    choices, refused, _ = chosen([DB], (*EVERYWHERE, hds("scaleway", "fr-par")))
    one = choices[DB.id]
    assert isinstance(one, Choice)
    assert not refused
    shown = one.qualification
    assert (shown.scheme, shown.milestone.en, shown.date) == (
        "HDS",
        "qualified (version 3.2)",
        "2024-01-01",
    )
    assert shown.source.startswith("https://")


def test_another_region_comes_before_every_other_way() -> None:
    entries = (*EVERYWHERE, *(hds(name, "*") for name in ("ovh",)), hds("scaleway", "nl-ams"))
    _, refused, _ = chosen(
        [DB], entries, region="fr-par", policy=Policy(regions={"scaleway": "fr-par"})
    )
    assert ways_of(refused)[0] == ("region", "scaleway", "nl-ams")
    assert ("target", "ovh", "GRA11") in ways_of(refused)


def test_software_on_qualified_machines_comes_before_another_target() -> None:
    machines = hds("scaleway", "fr-par", services=("compute.vm", "storage.block_volume"))
    choices, refused, _ = chosen([DB], (*EVERYWHERE, machines, hds("ovh", "*")))
    assert [one[:2] for one in ways_of(refused)] == [("self-hosted", "scaleway"), ("target", "ovh")]
    one = choices[DB.id]
    assert isinstance(one, Unmapped)
    assert "PostgreSQL, exploité par vous-mêmes" in one.fallback.fr


def test_staying_is_the_last_way_and_measured_by_the_same_ruler() -> None:
    entries = (
        *EVERYWHERE,
        lies("aws", "FR"),
        qualified("aws", "hds", ("eu-west-3",), ("db.postgres",)),
    )
    choices, refused, _ = chosen([DB], entries)
    assert ways_of(refused) == [("stay", "aws", "eu-west-3")]
    one = choices[DB.id]
    assert isinstance(one, Unmapped)
    assert "may stay in eu-west-3" in one.fallback.en


def test_what_people_said_breaks_no_duty() -> None:
    sized = Overrides((Override(select="db", size="DB-DEV-S", who="A"),))
    assert not isinstance(chosen([DB], EVERYWHERE, overrides=sized)[0][DB.id], Choice)
    preferred = Policy(prefer={"db.postgres": "db.postgres"})
    assert not isinstance(chosen([DB], EVERYWHERE, policy=preferred)[0][DB.id], Choice)


def test_what_stays_stays_and_decides_no_region() -> None:
    entries = (*EVERYWHERE, hds("scaleway", "nl-ams"))
    stay = Overrides((Override(select="db", method="stay"),))
    choices, refused, landing = chosen([DB], entries, overrides=stay)
    one = choices[DB.id]
    assert isinstance(one, Unmapped)
    assert one.reason == "stays"
    assert not refused
    assert landing.region == "fr-par"


def test_a_service_that_is_not_offered_is_a_limit_for_any_data() -> None:
    public = resource("db", "db.postgres", tags=in_app("crm", "public"))
    off = entry(
        "off",
        "offered",
        value=False,
        provider="scaleway",
        regions=("fr-par",),
        services=("db.postgres",),
    )
    choices, refused, _ = chosen([public], (*EVERYWHERE, off))
    one = choices[public.id]
    assert isinstance(one, Unmapped)
    assert (one.reason, one.clauses) == ("limit", ("offered",))
    assert "not offered in fr-par" in one.detail.en
    nearest = refused[public.id].alternatives[0]
    assert (nearest.way, nearest.region) == ("region", "nl-ams")
    assert nearest.because.resources == (public.id,)


def test_the_region_with_the_fewest_refusals_is_landed_in_and_why_is_said() -> None:
    _, _, landing = chosen([DB], (*EVERYWHERE, hds("scaleway", "pl-waw")))
    assert landing.region == "pl-waw"
    (why,) = landing.because
    assert {"csp-l1111-8", "scaleway-pl-waw-hds-*-qualified"} <= set(why.evidence)
    assert why.resources == (DB.id,)
    assert "pl-waw" in why.text.fr


def test_of_regions_that_do_as_well_the_usual_one_stands() -> None:
    assert chosen([DB], (*EVERYWHERE, hds("scaleway", "fr-par", "nl-ams")))[2].region == "fr-par"
    assert chosen([DB], EVERYWHERE)[2] == Landing("fr-par")


def test_a_region_of_the_same_country_comes_first() -> None:
    both = hds("ovh", "DE1", "SBG5")
    assert chosen([DB], (*EVERYWHERE, both), name="ovh")[2].region == "SBG5"


def test_the_policy_pins_the_region_whatever_is_refused_there() -> None:
    pinned = Policy(regions={"scaleway": "fr-par"})
    choices, _, landing = chosen([DB], (*EVERYWHERE, hds("scaleway", "nl-ams")), policy=pinned)
    assert landing == Landing("fr-par")
    assert isinstance(choices[DB.id], Unmapped)


@pytest.mark.parametrize("first", ["scaleway", "ovh"])
def test_swapping_the_evidence_of_two_targets_swaps_where_data_may_go(first: str) -> None:
    other = "ovh" if first == "scaleway" else "scaleway"
    entries = (*EVERYWHERE, hds(first, "*"))
    assert isinstance(chosen([DB], entries, name=first)[0][DB.id], Choice)
    assert isinstance(chosen([DB], entries, name=other)[0][DB.id], Unmapped)


def test_options_say_where_each_application_could_go() -> None:
    web = resource("web", "compute.vm", tags=in_app("wiki", "public"))
    graph, applications = estate(DB, web, resource("net", "network.vpc"))
    book = duty_book(Policy())
    classified = classify(graph, applications, Policy(), Overrides(), book)
    known = store(*EVERYWHERE, hds("scaleway", "fr-par"), *held("scaleway"))
    decisions = Decisions(Overrides(), Lock())
    grouped = groups(
        applications, {one.id: one for one in graph.resources}, classified,
        lambda one: moves(Policy(), decisions, one),
    )  # fmt: skip
    found = options(
        grouped, [load_target(name) for name in target_names()], {"outscale": "us-east-2"},
        Policy(), Ruler(book, known),
    )  # fmt: skip
    by_place = {(one.application, one.provider, one.region): one for one in found}
    assert by_place["crm", "scaleway", "fr-par"].landing == "lands"
    assert by_place["crm", "scaleway", "nl-ams"].landing == "refused"
    assert by_place["crm", "scaleway", "nl-ams"].duties == ("hds-qualified",)
    assert by_place["wiki", "scaleway", "nl-ams"].landing == "lands"
    assert by_place["foundation", "ovh", "GRA11"].landing == "no-data"
    assert ("crm", "outscale", "us-east-2") in by_place, (
        "a region that the policy pins is asked about"
    )
    assert ("crm", "outscale", "us-west-1") not in by_place
    assert ("crm", "ovh", "UK1") not in by_place
