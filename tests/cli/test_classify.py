"""`plan classify`: what must be told, and that telling it is all it takes."""

import json
from pathlib import Path

import yaml

from planner.catalogue.data import data_path
from tests.cli.shell import SMALL, Cli, put, refused

RETAILER = data_path("mappings", "samples", "aws-retailer", "terraform.tfstate")
PUBLIC_BODY = data_path("mappings", "samples", "azure-public-body", "terraform.tfstate")


def test_the_most_connected_come_first(cli: Cli) -> None:
    run = cli("classify", RETAILER, "--json")
    assert run.code == 0
    rows = json.loads(run.out)
    links = [row["links"] for row in rows]
    assert links == sorted(links, reverse=True)
    assert rows[0]["application"] == "storefront"
    assert rows[0]["told"] == ["public"]
    assert {"analytics", "loyalty", "foundation"} <= {row["application"] for row in rows}
    assert "back-office" not in {row["application"] for row in rows}


def test_the_lines_are_overrides_that_end_it(tmp_path: Path, cli: Cli) -> None:
    lines = cli("classify", RETAILER).out
    block = lines[lines.index("overrides:") :]
    pasted = yaml.safe_load(block)
    assert {one["data_class"] for one in pasted["overrides"]} == {"unknown"}
    as_it_is = put(tmp_path, block, "overrides.yaml")
    same = cli("classify", RETAILER, "--overrides", as_it_is, "--json")
    assert len(json.loads(same.out)) == len(json.loads(cli("classify", RETAILER, "--json").out))
    told = put(tmp_path, block.replace("data_class: unknown", "data_class: personal"), "told.yaml")
    run = cli("classify", RETAILER, "--overrides", told, "--json")
    assert json.loads(run.out) == []


def test_an_application_is_selected_by_its_tag_where_that_names_nothing_else(cli: Cli) -> None:
    rows = json.loads(cli("classify", RETAILER, "--json").out)
    by_name = {row["application"]: row for row in rows}
    assert by_name["loyalty"]["select"] == ["tag:application=loyalty"]


def test_it_counts_what_it_lists_in_both_languages(cli: Cli) -> None:
    assert "of 39 resources that handle data the class is not told" in cli("classify", RETAILER).err
    french = cli("--lang", "fr", "classify", RETAILER)
    assert "la classe n'est pas renseignée" in french.err
    assert "pour le fichier de corrections" in french.out


def test_an_estate_that_tells_everything_has_nothing_to_tell(cli: Cli) -> None:
    run = cli("classify", PUBLIC_BODY)
    assert run.code == 0
    assert not run.out
    assert run.err.startswith("Of 0 of")


def test_a_word_that_no_class_knows_is_said_with_the_nearest(tmp_path: Path, cli: Cli) -> None:
    state = put(
        tmp_path, RETAILER.read_text().replace('"data-class": "personal"', '"data-class": "helth"')
    )
    run = cli("classify", state)
    assert "data-class=helth names no class of data" in run.err
    assert "The nearest class is health" in run.err


def test_a_policy_tells_as_well_as_tags(tmp_path: Path, cli: Cli) -> None:
    policy = put(tmp_path, 'data_classes: {"*": personal}\n', "policy.yaml")
    assert json.loads(cli("classify", RETAILER, "--policy", policy, "--json").out) == []


def test_a_file_that_is_none_is_refused(tmp_path: Path, cli: Cli) -> None:
    refused(cli("classify", tmp_path / "none.tfstate"), 3, "none.tfstate")


def test_a_small_estate_has_all_to_tell(cli: Cli) -> None:
    assert sum(row["untold"] for row in json.loads(cli("classify", SMALL, "--json").out)) == 7
