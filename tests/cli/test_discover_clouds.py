"""`plan discover azure` and `plan discover gcp` against servers of ours, as a shell sees them."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from planner.inventory import read_inventory
from providers.sources.azure.live.calls import role as azure_role
from providers.sources.gcp.live.lists import role as google_role
from tests.cli.shell import Ran
from tests.live_azure.estate import FIRST, Azure
from tests.live_gcp.estate import Google, legacy
from tests.replay import Answer, serve

Cli = Callable[..., Ran]


def test_roles_are_printed_without_collecting(cli: Cli) -> None:
    for cloud, wanted in (("azure", azure_role()), ("gcp", google_role())):
        run = cli("discover", cloud, "--print-permissions")
        assert (run.code, run.err) == (0, "")
        assert json.loads(run.out) == wanted
        assert json.loads(cli("discover", "--print-permissions", cloud).out) == wanted


@pytest.mark.parametrize(("cloud", "double"), [("azure", Azure()), ("gcp", Google())])
def test_an_estate_becomes_an_inventory_that_can_be_planned_from(
    cloud: str, double: Any, tmp_path: Path, cli: Cli  # noqa: ANN401 - either double
) -> None:  # fmt: skip
    with serve(double) as server:
        run = cli("discover", cloud, "--out", tmp_path, "--endpoint-url", server.url, "--strict")
    assert run.code == 0
    assert "units read" in run.err
    inventory = read_inventory(tmp_path)
    assert {one.kind for one in inventory.resources} >= {"compute.vm", "db.postgres"}
    assert any(one.utilisation for one in inventory.resources)


def test_what_is_closed_is_told_with_what_to_grant_and_strict_fails(
    tmp_path: Path, cli: Cli
) -> None:
    azure = Azure()
    azure.always["databases"] = Answer({"error": {"code": "AuthorizationFailed"}}, 403)
    with serve(azure) as server:
        words = ("discover", "azure", "--out", tmp_path, "--endpoint-url", server.url)
        run = cli(*words, "--strict")
    assert run.code == 1
    assert "grant Microsoft.DBforPostgreSQL/flexibleServers/databases/read" in run.err
    assert "403 AuthorizationFailed" in run.err


def test_a_cut_off_run_of_azure_goes_on_where_it_stopped(tmp_path: Path, cli: Cli) -> None:
    azure = Azure()
    azure.always["agentpools"] = azure.always["agentPools"] = Answer(
        {"error": {"code": "ExpiredAuthenticationToken"}}, 401
    )
    with serve(azure) as server:
        words = ("discover", "azure", "--out", tmp_path, "--endpoint-url", server.url)
        assert cli(*words).code == 3
        azure.always.clear()
        asked = len(server.asked)
        run = cli(*words, "--strict")
        tables = [
            one.body["query"].split()[0]
            for one in server.asked[asked:]
            if one.path.endswith("ResourceGraph/resources")
        ]
    assert run.code == 0
    assert "Going on" in run.err
    assert set(tables) == {"Resources"}  # only to know of what details are missing
    assert len([one for one in read_inventory(tmp_path).resources if one.account == FIRST]) >= 6


def test_a_finished_run_of_google_reads_on_request_what_was_denied(
    tmp_path: Path, cli: Cli
) -> None:
    google = Google()
    path = "/sqladmin.googleapis.com/v1/projects/shop-prod/instances/orders/databases"
    google.always[path] = legacy("forbidden")
    with serve(google) as server:
        words = (
            "discover", "gcp", "--out", tmp_path, "--project", "shop-prod",
            "--endpoint-url", server.url,
        )  # fmt: skip
        assert cli(*words, "--strict").code == 1
        google.always.clear()
        run = cli(*words, "--strict", "--retry-denied")
        assert run.code == 0
        lists = [one.path for one in server.asked if one.path.endswith("/rrsets")]
    assert len(lists) == 1
    assert "databases/shop" in (tmp_path / "units/gcp/shop-prod.jsonl").read_text("utf-8")


def test_credentials_that_do_not_work_say_what_to_do(tmp_path: Path, cli: Cli) -> None:
    google = Google()
    google.always["/v3/projects:search"] = Answer({"error": {"code": 401, "message": "no"}}, 401)
    with serve(google) as server:
        run = cli("--lang=fr", "discover", "gcp", "--out", tmp_path, "--endpoint-url", server.url)
    assert run.code == 3
    assert "gcloud auth application-default login" in run.err
    assert "refuse ces identifiants" in run.err
