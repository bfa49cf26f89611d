"""A live Google Cloud through its real SDK, served by a replay server."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from planner.cli.clouds import sources
from planner.errors import InputError
from planner.inventory.collected import gather
from planner.model.resource import Inventory, LedgerRow
from providers.live import Unit
from providers.sources.gcp.live.client import Patience
from providers.sources.gcp.live.collect import collect
from tests.live_gcp.estate import NOW, READ, Google, legacy, recorded, refused
from tests.replay import Answer, serve

QUICK = Patience(first=0.01, longest=0.02, whole=1.0)
ASSETS = "/v1/projects/shop-prod/assets"
ROOT = Path(__file__).resolve().parents[2]
INPUTS = sorted((ROOT.parent / "shared/inputs/gcp_asset_inventory").glob("*"))


def read(google: Google, **more: Any) -> list[Unit]:  # noqa: ANN401 - options
    if not {"projects", "organization", "folder"} & set(more):
        more["projects"] = ("shop-prod",)
    with serve(google) as server:
        google.url = server.url
        return list(collect(now=NOW, endpoint_url=server.url, patience=QUICK, **more))


def inventory(units: Iterable[Unit]) -> Inventory:
    return gather(units, sources(), "2026-11-20")


def rows(units: Iterable[Unit]) -> dict[str, LedgerRow]:
    return {
        f"{unit.row.service.partition('.')[0]} {unit.row.operation}": unit.row for unit in units
    }


def known(found: Inventory) -> set[str]:
    ids = {str(one.id) for one in found.resources}
    return ids | {alias for one in found.resources for alias in one.aliases}


def served() -> set[str]:
    return {one["name"] for one in recorded("assets") if "k8s.io" not in one["assetType"]}


def test_every_asset_that_is_served_is_in_the_inventory() -> None:
    found = inventory(read(Google()))
    assert served() <= known(found)
    assert all(row.status == "ok" for row in found.ledger)
    for row in found.ledger:
        assert row.read == row.resources + row.folded + row.rejected


def test_everything_lies_in_its_project_whether_told_by_number_or_by_id() -> None:
    found = inventory(read(Google()))
    assert {one.account for one in found.resources} == {"shop-prod"}


def test_what_runs_within_a_cluster_is_counted_and_is_no_resource() -> None:
    found = inventory(read(Google(), days=0))
    row = next(row for row in found.ledger if row.operation == "assets.list")
    assert row.rejected == 1
    assert not [one for one in found.resources if "k8s.io" in one.native_type]


def test_record_sets_and_databases_are_asked_for_besides() -> None:
    words = " ".join(known(inventory(read(Google(), days=0))))
    assert "managedZones/shop-example/rrsets/www.shop.example./A" in words
    assert "instances/orders/databases/shop" in words


def test_use_and_volume_come_with_the_resource() -> None:
    by_name = {one.name: one for one in inventory(read(Google())).resources}
    machine = by_name["web"].utilisation
    assert machine is not None
    assert machine.cpu_percent_p95 == 80
    assert machine.memory_percent_p95 is None
    assert by_name["shop-media"].stored_gib == 72
    assert by_name["orders"].stored_gib == 72


def test_what_was_not_measured_is_unknown() -> None:
    by_name = {one.name: one for one in inventory(read(Google(), days=0)).resources}
    assert by_name["web"].utilisation is None
    assert by_name["shop-media"].stored_gib is None


def test_numbers_stay_whole_and_ids_stay_text() -> None:
    found = {one.name: one for one in inventory(read(Google(), days=0)).resources}
    native = msgspec.json.decode(bytes(found["shop"].native))
    assert native["mtu"] == 1460
    assert isinstance(native["mtu"], int)


@pytest.mark.parametrize(
    "answer",
    [
        refused("RATE_LIMIT_EXCEEDED", 429, headers={"Retry-After": "1"}),
        refused("RATE_LIMIT_EXCEEDED"),
        legacy("rateLimitExceeded"),
        Answer({"error": {"code": 503, "message": "try again"}}, 503),
    ],
)
def test_a_limit_that_passes_is_waited_for(answer: Answer) -> None:
    google = Google()
    google.faults[ASSETS] = [answer] * 3
    assert served() <= known(inventory(read(google, days=0)))


def test_a_limit_that_does_not_pass_is_said() -> None:
    google = Google()
    google.always[ASSETS] = refused("RATE_LIMIT_EXCEEDED", 429)
    google.always["/v3/folders"] = refused("RATE_LIMIT_EXCEEDED", 429)
    told = rows(read(google, days=0))
    assert told["cloudasset assets.list"].status == "throttled"
    assert told["compute Instance.list"].status == "ok"


@pytest.mark.parametrize(
    ("answer", "status", "word"),
    [
        (refused("SERVICE_DISABLED"), "api-off", "the API is switched off"),
        (legacy("accessNotConfigured"), "api-off", "the API is switched off"),
        (refused("BILLING_DISABLED"), "api-off", "billing is disabled"),
        (refused("SECURITY_POLICY_VIOLATED"), "denied", "VPC Service Controls"),
        (legacy("forbidden"), "denied", "403 forbidden"),
        (refused("IAM_PERMISSION_DENIED"), "denied", "IAM_PERMISSION_DENIED"),
    ],
)
def test_reasons_of_a_refusal_are_told_apart(answer: Answer, status: str, word: str) -> None:
    google = Google()
    google.always[ASSETS] = answer
    row = rows(read(google, days=0))["cloudasset assets.list"]
    assert (row.status, word in row.detail) == (status, True)


@pytest.mark.parametrize("answer", [refused("SERVICE_DISABLED"), refused("IAM_PERMISSION_DENIED")])
def test_without_the_asset_inventory_each_service_is_asked(answer: Answer) -> None:
    google = Google()
    google.always[ASSETS] = answer
    units = read(google)
    words = known(inventory(units))
    assert {
        "//compute.googleapis.com/projects/shop-prod/zones/europe-west9-a/instances/web",
        "//compute.googleapis.com/projects/shop-prod/global/networks/shop",
        "//cloudsql.googleapis.com/projects/shop-prod/instances/orders",
        "//storage.googleapis.com/shop-media",
        "//cloudkms.googleapis.com/projects/shop-prod/locations/europe-west9/keyRings/ring",
    } <= words
    assert "rrsets/www.shop.example./A" in " ".join(words)
    assert rows(units)["pubsub Topic.list"].status == "ok"
    used = {one.name: one.utilisation for one in inventory(units).resources}
    assert used["web"] is not None


def test_a_service_that_is_off_is_not_asked_and_the_ledger_says_which_are_on() -> None:
    google = Google()
    google.always[ASSETS] = refused("SERVICE_DISABLED")
    google.enabled = ("compute",)
    units = read(google, days=0)
    told = rows(units)
    assert "compute Instance.list" in told
    assert "redis Instance.list" not in told
    assert "redis" in told["serviceusage services.list"].detail


def test_where_nobody_says_what_is_on_everything_is_tried() -> None:
    google = Google()
    google.always[ASSETS] = refused("SERVICE_DISABLED")
    google.always["/serviceusage.googleapis.com/v1/projects/shop-prod/services"] = legacy(
        "forbidden"
    )
    off = "/redis.googleapis.com/v1/projects/shop-prod/locations/-/instances"
    google.always[off] = refused("SERVICE_DISABLED")
    told = rows(read(google, days=0))
    assert told["serviceusage services.list"].status == "denied"
    assert told["redis Instance.list"].status == "api-off"
    assert told["compute Instance.list"].status == "ok"


def test_a_list_that_breaks_off_keeps_what_came_and_says_so() -> None:
    google = Google()
    google.after[4] = refused("INTERNAL", 400)
    units = read(google, days=0)
    row = rows(units)["cloudasset assets.list"]
    assert row.status == "truncated"
    assert row.read == 4


@pytest.mark.parametrize(
    "answer",
    [Answer({}), Answer("<html>welcome</html>"), Answer({"value": []}), Answer([])],
)
def test_an_answer_that_is_none_is_an_error_never_an_empty_list(answer: Answer) -> None:
    google = Google()
    google.always[ASSETS] = answer
    networks = "/compute.googleapis.com/compute/v1/projects/shop-prod/global/networks"
    google.always[networks] = answer
    told = rows(read(google, days=0))
    assert told["cloudasset assets.list"].status == "error"
    assert told["compute Network.list"].status == "error"


def test_a_project_without_assets_is_empty_if_google_says_so() -> None:
    google = Google()
    google.always[ASSETS] = Answer({"readTime": READ})
    told = rows(read(google))
    assert {key: row.status for key, row in told.items()} == {"cloudasset assets.list": "ok"}


@pytest.mark.parametrize(
    "change",
    [
        {"items": {"zones/a": {"warning": {"code": "UNREACHABLE"}}}},
        {"unreachables": ["zones/a"]},
    ],
)
def test_places_that_did_not_answer_leave_a_list_truncated(change: dict[str, Any]) -> None:
    google = Google()
    google.always[ASSETS] = refused("SERVICE_DISABLED")
    path = "/compute.googleapis.com/compute/v1/projects/shop-prod/aggregated/instances"
    google.lists[path] = google.lists[path] | change
    assert rows(read(google, days=0))["compute Instance.list"].status == "truncated"


def test_an_organization_is_read_folder_by_folder() -> None:
    google = Google()
    google.folders = {"organizations/1": ["folders/77"], "folders/77": ["folders/78"]}
    google.below = {"folders/78": ["shop-prod"]}
    units = read(google, organization="1", days=0)
    assert served() <= known(inventory(units))
    lists = [
        (unit.row.account, unit.row.status) for unit in units if "folders" in unit.row.operation
    ]
    assert lists == [("organizations/1", "ok"), ("folders/77", "ok"), ("folders/78", "ok")]


def test_who_may_read_assets_but_not_list_projects_reads_all_the_same() -> None:
    google = Google()
    google.always["/v3/projects"] = legacy("forbidden")
    google.always["/v3/folders"] = legacy("forbidden")
    units = read(google, organization="organizations/1", days=0)
    assert rows(units)["cloudresourcemanager projects.list"].status == "denied"
    assert served() <= known(inventory(units))


def test_a_closed_project_does_not_hide_the_others() -> None:
    google = Google()
    google.projects = ["locked", "shop-prod"]
    google.closed = {"locked"}
    units = read(google, projects=(), days=0)
    statuses = {
        unit.row.account: unit.row.status for unit in units if unit.row.operation == "assets.list"
    }
    assert statuses == {"locked": "denied", "shop-prod": "ok"}
    assert served() <= known(inventory(units))


def test_no_project_at_all_is_no_empty_estate() -> None:
    google = Google()
    google.projects = []
    with pytest.raises(InputError, match="project"):
        read(google, projects=())


def test_credentials_that_do_not_work_stop_the_run() -> None:
    google = Google()
    google.always[ASSETS] = Answer({"error": {"code": 401, "message": "no"}}, 401)
    with pytest.raises(InputError, match="credentials"):
        read(google)


def test_a_list_that_names_its_own_page_again_ends() -> None:
    google = Google()
    google.always[ASSETS] = Answer({"readTime": READ, "assets": [], "nextPageToken": "again"})
    assert rows(read(google, days=0))["cloudasset assets.list"].status == "truncated"


def test_a_line_that_goes_dead_is_unreachable() -> None:
    google = Google()
    google.always[ASSETS] = Answer(code=0)
    assert rows(read(google, days=0))["cloudasset assets.list"].status == "unreachable"


def test_metrics_that_are_refused_leave_the_resources() -> None:
    google = Google()
    path = "/monitoring.googleapis.com/v3/projects/shop-prod/timeSeries"
    google.always[path] = legacy("forbidden")
    units = read(google)
    assert (
        rows(units)["monitoring timeSeries.list storage.googleapis.com/Bucket"].status == "denied"
    )
    assert served() <= known(inventory(units))


def test_what_was_read_before_is_not_given_again() -> None:
    before = {(one.row.service, one.row.operation) for one in read(Google())}
    left = ("sqladmin.googleapis.com", "Database.list")
    before -= {left}
    units = read(Google(), done=lambda row: (row.service, row.operation) in before)
    assert [(unit.row.service, unit.row.operation) for unit in units] == [left]
    assert units[0].row.read == 1


def test_settings_of_an_unknown_type_are_not_kept() -> None:
    assert "not-for-anyone" not in str(inventory(read(Google(), days=0)))


GOOGLES_OWN = {
    "compute.googleapis.com/License",
    "compute.googleapis.com/Project",
    "iam.googleapis.com/ServiceAccountKey",
}


@pytest.mark.skipif(not INPUTS, reason="../shared/inputs is not beside this checkout")
@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name[-40:])
def test_real_assets_arrive_whole(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    found = [json.loads(line) for line in lines if line.startswith("{")]
    assets = [
        {"name": one["name"], "assetType": one["asset_type"], "resource": one["resource"]}
        for one in found
        if one.get("resource") and "k8s.io" not in one["asset_type"]
    ]
    units = read(Google(assets=assets, page=100), days=0)
    row = rows(units)["cloudasset assets.list"]
    assert (row.status, row.rejected) == ("ok", 0)
    places = {record.address for unit in units for record in unit.records}
    assert {one["assetType"] for one in assets if one["name"] not in places} <= GOOGLES_OWN
