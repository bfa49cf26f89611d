"""Exports of Google Cloud as real tools wrote them, beside the checkout; and copies of ours, broken."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputError
from planner.inventory import read
from planner.model.resource import Inventory
from providers.sources.gcp import SOURCE
from tests.unit.inventory.exports.gcp_forms import ASSETS, FORMS, assets, lists
from tests.unit.inventory.exports.test_real_inputs_azure import broken

INPUTS = Path(__file__).resolve().parents[4].parent / "shared" / "inputs"
EXPORTS = sorted((INPUTS / "gcp_asset_inventory").glob("*"))
DUMPS = sorted((INPUTS / "gcp_api").glob("*"))
NONE = [Path("none")]

needs_inputs = pytest.mark.skipif(
    not EXPORTS, reason="../shared/inputs is not beside this checkout; it cannot be fetched"
)


def whole(*paths: Path) -> Inventory:
    return read(paths, {"gcp": SOURCE})


def listed(path: Path) -> list[dict[str, Any]]:
    """Every asset of an export, found in a way of its own."""
    lines = path.read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines if line.startswith("{")]


def within(asset: dict[str, Any]) -> int:
    """How many things an asset writes within itself that are resources of their own."""
    data = asset["resource"]["data"]
    peerings = [one for one in data.get("peerings", []) if one.get("name")]
    readers = [
        one
        for one in data.get("acl", [])
        if one.get("entity") in ("allUsers", "allAuthenticatedUsers")
    ]
    pools = [one for one in data.get("nodePools", []) if one.get("name")]
    routers = sum(len(data.get(key, [])) for key in ("nats", "nat", "interfaces", "bgpPeers"))
    is_router = asset["asset_type"].endswith("/Router")
    return len(peerings) + len(readers) + len(pools) + (routers if is_router else 0)


def is_googles(asset: dict[str, Any]) -> bool:
    """What Google keeps for itself."""
    data, kind = asset["resource"]["data"], asset["asset_type"].rpartition("/")[2]
    keys = json.dumps(data.get("commonInstanceMetadata", {}))
    return (
        kind == "License"
        or data.get("keyType") == "SYSTEM_MANAGED"
        or (asset["asset_type"].startswith("compute.") and kind == "Project" and "ssh" not in keys)
    )


def is_kubernetes(asset: dict[str, Any]) -> bool:
    return "k8s.io/" in asset["asset_type"]


@needs_inputs
@pytest.mark.parametrize("path", EXPORTS or NONE, ids=lambda path: path.name[-40:])
def test_every_asset_of_a_real_export_is_counted(path: Path) -> None:
    found = listed(path)
    inventory = whole(path)
    (row,) = inventory.ledger
    own = [one for one in found if is_googles(one) or is_kubernetes(one)]
    assert row.rejected == len(own)
    assert row.read == row.resources + row.folded + row.rejected
    kept = [one for one in found if one not in own]
    assert row.read == len(found) + sum(within(one) for one in kept)
    assert not [one for one in inventory.diagnostics if one.severity == "error"]


@needs_inputs
@pytest.mark.parametrize("path", EXPORTS or NONE, ids=lambda path: path.name[-40:])
def test_no_asset_of_a_real_export_is_lost(path: Path) -> None:
    inventory = whole(path)
    known = {str(one.id) for one in inventory.resources}
    known |= {alias for one in inventory.resources for alias in one.aliases}
    bare = {re.sub(r"/projects/[^/]+", "/projects/-", one) for one in known}
    for asset in listed(path):
        if is_googles(asset) or is_kubernetes(asset):
            continue
        # projects are known by number or by id: which of the two, other tests tell
        assert re.sub(r"/projects/[^/]+", "/projects/-", asset["name"]) in bare, asset["name"]


@needs_inputs
@pytest.mark.parametrize("path", DUMPS or NONE, ids=lambda path: path.name[-40:])
def test_every_object_of_a_recorded_answer_is_a_resource(path: Path) -> None:
    scopes = json.loads(path.read_text("utf-8"))["body"]["items"].values()
    links = [
        one["selfLink"].partition("/compute/v1/")[2]
        for scope in scopes
        for key, value in scope.items()
        if key != "warning"
        for one in value
    ]
    inventory = whole(path)
    (row,) = inventory.ledger
    assert (row.status, row.read, row.rejected) == ("ok", len(links), 0)
    assert {str(one.id) for one in inventory.resources} == {
        f"//compute.googleapis.com/{one}" for one in links
    }
    assert inventory.diagnostics == ()


@needs_inputs
def test_all_real_files_of_google_are_one_inventory() -> None:
    inventory = whole(INPUTS / "gcp_asset_inventory", INPUTS / "gcp_api")
    assert len(inventory.resources) == len({one.id for one in inventory.resources})
    for row in inventory.ledger:
        assert row.read == row.resources + row.folded + row.rejected


def survives(path: Path) -> None:
    """It is read with every record counted, or refused with what to do."""
    try:
        rows = whole(path).ledger
    except InputError:
        rows = ()
    assert all(row.read == row.resources + row.folded + row.rejected for row in rows)


SOME = assets()[::4]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_broken_asset_breaks_nothing_else(tmp_path: Path, data: st.DataObject) -> None:
    path = tmp_path / "assets.ndjson"
    lines = [json.dumps(one) for one in SOME]
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = json.dumps(broken(SOME[at], data))
    path.write_text("\n".join(lines), encoding="utf-8")
    survives(path)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(name=st.sampled_from(sorted(FORMS)), cut=st.floats(0, 1), junk=st.binary(max_size=4))
def test_a_form_that_is_cut_off_or_overwritten_breaks_nothing(
    tmp_path: Path, name: str, cut: float, junk: bytes
) -> None:
    content = FORMS[name]().encode()
    at = int(cut * len(content))
    path = tmp_path / name
    path.write_bytes(content[:at])
    survives(path)
    path.write_bytes(content[:at] + junk + content[at + len(junk) :])
    survives(path)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_broken_list_breaks_nothing_else(tmp_path: Path, data: st.DataObject) -> None:
    name, content = data.draw(st.sampled_from(sorted(lists().items())))
    path = tmp_path / name
    path.write_text(json.dumps(broken(json.loads(content), data)), encoding="utf-8")
    survives(path)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig"])
def test_an_export_in_another_encoding_is_read_alike(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "assets.ndjson"
    path.write_text(ASSETS.read_text("utf-8"), encoding=encoding)
    expected = {one.id for one in whole(ASSETS).resources}
    assert {one.id for one in whole(path).resources} == expected


def test_the_order_of_lines_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "assets.ndjson"
    path.write_text("\n".join(reversed(ASSETS.read_text("utf-8").splitlines())), encoding="utf-8")
    found, expected = whole(path).resources, whole(ASSETS).resources
    assert [(one.id, one.spec) for one in found] == [(one.id, one.spec) for one in expected]
