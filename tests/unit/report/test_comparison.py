"""Targets side by side: like with like, whatever a target leaves unpriced."""

import csv
import json

import pytest
from msgspec.structs import replace

from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId
from planner.model.text import LANGUAGES, Language
from planner.outputs.comparison import compare
from planner.pricing.estimate import summed
from tests.unit.report.assessed import assessed
from tests.unit.report.made import HOSTILE, line, made, missing
from tests.unit.report.reading import Page


def elsewhere(plan: MigrationPlan) -> MigrationPlan:
    """The same estate at a target that cannot price the database."""
    costs = summed(
        {ResourceId("db-1"): (line("db-1", "now", "1000.50", proxy=True),),
         ResourceId("vm-1"): (line("vm-1", "now", "234.06"),)},
        {ResourceId("db-1"): (missing("db-1", "then"),),
         ResourceId("vm-1"): (line("vm-1", "then", "150"),)},
        {}, plan.applications,
    )  # fmt: skip
    return replace(plan, header=replace(plan.header, target="ovh", region="GRA11"), costs=costs)


def files(language: Language = "en", names: tuple[str, ...] = ()) -> dict[str, bytes]:
    plan = made(language, names)
    return {one.path: one.content for one in compare({"scaleway": plan, "ovh": elsewhere(plan)})}


def test_three_files_stand_in_the_comparison() -> None:
    assert sorted(files()) == ["comparison.csv", "comparison.json", "index.html"]
    assert list(compare({})) == []


def test_the_emptiest_target_does_not_look_the_cheapest() -> None:
    found = json.loads(files()["comparison.json"])
    assert found["compared_resources"] == 1
    likely = {one["target"]: one["compared"]["likely"] for one in found["targets"]}
    assert likely == {"ovh": "150", "scaleway": "111.11"}
    assert {one["target"]: one["apart"]["unpriced"] for one in found["targets"]} == {
        "ovh": 1,
        "scaleway": 1,
    }


def test_unknown_is_empty_in_the_table_and_never_zero() -> None:
    rows = {row[0]: row[1:] for row in csv.reader(files()["comparison.csv"].decode().splitlines())}
    assert rows["measure"] == ["today", "ovh", "scaleway"]
    assert rows["apart_eur_month_likely"] == ["1000.50", "", "900.25"]
    assert rows["compared_eur_month_likely"] == ["234.06", "150.00", "111.11"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_to_each_report_and_workbook(language: Language) -> None:
    page = Page(files(language)["index.html"].decode())
    assert page.tags[0] == ("html", {"lang": language})
    assert page.unbalanced == []
    links = [attrs["href"] for tag, attrs in page.tags if tag == "a"]
    assert links == [
        "../ovh/report/index.html", "../ovh/report/decision.html", "../ovh/costs/costs.xlsx",
        "../scaleway/report/index.html", "../scaleway/report/decision.html",
        "../scaleway/costs/costs.xlsx",
    ]  # fmt: skip
    assert "111" in page.keys["scaleway"]


def test_the_order_of_plans_changes_nothing() -> None:
    plan = made()
    one = list(compare({"scaleway": plan, "ovh": elsewhere(plan)}))
    other = list(compare({"ovh": elsewhere(plan), "scaleway": plan}))
    assert one == other


def test_hostile_names_are_inert_in_the_comparison() -> None:
    page = Page(files("en", HOSTILE)["index.html"].decode())
    assert not {tag for tag, _ in page.tags} & {"script", "img"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mix_says_which_application_can_go_where(language: Language) -> None:
    plan = assessed(language)
    other = replace(elsewhere(plan), assessments=replace(plan.assessments, applications=()))
    found = {one.path: one.content for one in compare({"scaleway": plan, "ovh": other})}
    page = Page(found["index.html"].decode())
    assert page.unbalanced == []
    wanted = {
        "en": ("No single place meets the duties of all; together these meet those of 2 of 2",
               "lands in part", "not met: A host holding HDS", "outscale cloudgouv-eu-west-1"),
        "fr": ("Aucun lieu ne satisfait seul toutes les exigences", "trouve sa place en partie",
               "Un hébergeur titulaire de HDS", "outscale cloudgouv-eu-west-1"),
    }  # fmt: skip
    for words in wanted[language]:
        assert words in page.text
    rows = {row[0]: row[1:] for row in csv.reader(found["comparison.csv"].decode().splitlines())}
    assert rows["applications_lands"] == ["", "0", "1"]
    assert rows["applications_in-part"] == ["", "0", "1"]
