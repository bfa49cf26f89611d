"""A live Azure through its real SDK, served by a replay server."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from planner.cli.clouds import sources
from planner.errors import InputError
from planner.inventory.collected import gather
from planner.model.resource import Inventory, LedgerRow
from providers.live import Unit
from providers.sources.azure.live.collect import collect
from tests.live_azure.estate import FIRST, NOW, SECOND, Azure, recorded
from tests.replay import Answer, serve

ROOT = Path(__file__).resolve().parents[2]
INPUTS = sorted((ROOT.parent / "shared/inputs/azure_arm").glob("*.json"))


def read(azure: Azure, **more: Any) -> list[Unit]:  # noqa: ANN401 - options
    with serve(azure) as server:
        return list(collect(now=NOW, endpoint_url=server.url, sleep=azure.waits.append, **more))


def inventory(units: Iterable[Unit]) -> Inventory:
    return gather(units, sources(), "2026-11-20")


def known(found: Inventory) -> set[str]:
    ids = {str(one.id) for one in found.resources}
    return ids | {alias.lower() for one in found.resources for alias in one.aliases}


def rows(units: Iterable[Unit]) -> dict[tuple[str, str], LedgerRow]:
    return {(unit.row.account, unit.row.operation): unit.row for unit in units}


def ids_of(subscription: str) -> set[str]:
    return {
        one["id"].lower() for one in recorded("resources") if one["subscriptionId"] == subscription
    }


def test_every_resource_that_is_served_is_in_the_inventory() -> None:
    found = inventory(read(Azure()))
    served = {one["id"].lower() for one in (*recorded("resources"), *recorded("containers"))}
    assert served <= known(found)
    assert all(row.status == "ok" for row in found.ledger)
    for row in found.ledger:
        assert row.read == row.resources + row.folded + row.rejected


def test_what_the_graph_leaves_out_is_asked_for() -> None:
    names = {word.rpartition("/")[2] for word in known(inventory(read(Azure(), days=0)))}
    assert {"images", "team", "orders", "nodes"} <= names


def test_use_and_volume_come_with_the_resource() -> None:
    by_name = {one.name: one for one in inventory(read(Azure())).resources}
    machine, files = by_name["shop-web"].utilisation, by_name["shopfiles"]
    assert machine is not None
    assert (machine.cpu_percent_p95, machine.memory_percent_p95) == (80.0, 90.0)
    assert machine.iops_p95 == 40.0
    assert files.stored_gib == 72
    assert by_name["shop-db"].stored_gib == 72
    assert files.utilisation is not None
    assert files.utilisation.requests_month == 7300.0


def test_what_was_not_measured_is_unknown() -> None:
    found = {one.name: one for one in inventory(read(Azure(), days=0)).resources}
    assert found["shop-web"].utilisation is None
    assert found["shopfiles"].stored_gib is None


def test_a_server_that_asks_to_wait_is_obeyed() -> None:
    azure = Azure()
    wait = {"Retry-After": "0.4"}
    azure.faults["Resources"] = [Answer({"error": {"code": "RateLimiting"}}, 429, wait)] * 2
    assert ids_of(FIRST) <= known(inventory(read(azure, days=0)))
    first, second, third = azure.times[:3]
    assert second - first >= 0.4
    assert third - second >= 0.4


def test_a_graph_that_throttles_for_good_is_said_and_its_list_is_read_elsewhere() -> None:
    azure = Azure()
    wait = {"x-ms-user-quota-resets-after": "00:10:00"}
    azure.always["Resources"] = Answer({"error": {"code": "RateLimiting"}}, 429, wait)
    units = read(azure, days=0)
    assert rows(units)[FIRST, "Resources"].status == "throttled"
    assert rows(units)[FIRST, "resources.list"].status == "ok"
    assert rows(units)[FIRST, "ResourceContainers"].status == "ok"
    assert ids_of(FIRST) | ids_of(SECOND) <= known(inventory(units))


def test_a_used_up_quota_is_waited_for() -> None:
    azure = Azure()
    azure.quota = {"x-ms-user-quota-remaining": "0", "x-ms-user-quota-resets-after": "00:00:04"}
    read(azure, days=0)
    assert set(azure.waits) == {4.0}


def test_a_subscription_that_is_closed_does_not_hide_the_others() -> None:
    azure = Azure()
    azure.subscriptions.append("33333333-0000-0000-0000-000000000003")
    azure.denied = {SECOND}
    units = read(azure, days=0)
    told = rows(units)
    assert told[SECOND, "Resources"].status == "denied"
    assert "AuthorizationFailed" in told[SECOND, "Resources"].detail
    assert told[FIRST, "Resources"].status == "ok"
    assert told["33333333-0000-0000-0000-000000000003", "Resources"].status == "ok"
    assert ids_of(FIRST) <= known(inventory(units))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"totalRecords": 99}, "of 99 rows"),
        ({"resultTruncated": "true"}, "cut the list off"),
        ({"totalRecords": None}, "does not say how many"),
    ],
)
def test_a_list_that_is_not_whole_is_never_ok(change: dict[str, Any], why: str) -> None:
    azure = Azure()
    azure.change = change
    units = read(azure, days=0)
    cut = [unit.row for unit in units if unit.row.status == "truncated"]
    assert cut
    assert all(why in row.detail for row in cut)


def test_a_tenant_with_more_subscriptions_than_the_graph_looks_at_is_said() -> None:
    azure = Azure()
    azure.quota = {"x-ms-tenant-subscription-limit-hit": "true"}
    told = {unit.row.status for unit in read(azure, days=0) if unit.row.operation == "Resources"}
    assert "truncated" in told


def test_a_list_that_breaks_off_keeps_what_came_and_says_so() -> None:
    azure = Azure()
    azure.after[2] = Answer({"error": {"code": "InternalError"}}, 400)
    units = read(azure, days=0)
    told = rows(units)
    assert told[FIRST, "Resources"].status == "truncated"
    assert told[SECOND, "Resources"].status == "truncated"
    assert told[FIRST, "Resources"].read > 0


@pytest.mark.parametrize(
    "answer", [Answer({}), Answer("<html>welcome</html>"), Answer([]), Answer({"value": []})]
)
def test_an_answer_that_is_none_is_an_error_never_an_empty_list(answer: Answer) -> None:
    azure = Azure()
    azure.always["Resources"] = answer
    azure.always["resources"] = answer if answer.body != {"value": []} else Answer({})
    units = read(azure, days=0)
    for operation in ("Resources", "resources.list"):
        assert rows(units)[FIRST, operation].status == "error"


def test_credentials_that_do_not_work_stop_the_run() -> None:
    azure = Azure()
    azure.always["subscriptions"] = Answer({"error": {"code": "InvalidAuthenticationToken"}}, 401)
    with pytest.raises(InputError, match="credentials"):
        read(azure)


def test_no_subscription_at_all_is_no_empty_estate() -> None:
    azure = Azure()
    azure.subscriptions = []
    with pytest.raises(InputError, match="subscription"):
        read(azure)


def test_a_tenant_limits_what_is_read() -> None:
    with pytest.raises(InputError, match="subscription"):
        read(Azure(), tenant="another")
    assert rows(read(Azure(), tenant="T", days=0))[FIRST, "Resources"].status == "ok"


def test_a_subscription_may_be_named_in_any_case_and_need_not_be_listed() -> None:
    azure = Azure()
    azure.subscriptions = []
    units = read(azure, days=0, subscriptions=(FIRST.upper(),))
    assert ids_of(FIRST) <= known(inventory(units))


def test_one_parent_that_is_closed_is_counted_and_the_others_are_read() -> None:
    azure = Azure(rows=[*recorded("resources"), _second_account()])
    path = f"{_second_account()['id']}/blobServices/default/containers".lower()
    azure.always[path] = Answer({"error": {"code": "AuthorizationFailed"}}, 403)
    units = read(azure, days=0)
    row = rows(units)[FIRST, "storageaccounts/blobservices/containers"]
    assert (row.status, row.read) == ("denied", 1)
    assert row.detail == "403 AuthorizationFailed: 1 of 2"


def _second_account() -> dict[str, Any]:
    account: dict[str, Any] = json.loads(json.dumps(recorded("resources")[2]))
    return account | {"id": account["id"] + "2", "name": "shopfiles2"}


def test_a_provider_that_is_not_registered_stays_so() -> None:
    azure = Azure()
    off = Answer({"error": {"code": "MissingSubscriptionRegistration"}}, 409)
    azure.always["databases"] = off
    with serve(azure) as server:
        units = list(collect(now=NOW, endpoint_url=server.url, days=0))
    assert rows(units)[FIRST, "flexibleservers/databases"].status == "api-off"
    posts = {one.path for one in server.asked if one.method != "GET"}
    assert posts == {"/providers/Microsoft.ResourceGraph/resources"}


def test_the_next_page_is_never_asked_of_another_host() -> None:
    azure = Azure()
    value = [{"id": f"/subscriptions/{FIRST}/x", "name": "x"}]
    azure.always["containers"] = Answer({"value": value, "nextLink": "https://evil.example/next"})
    row = rows(read(azure, days=0))[FIRST, "storageaccounts/blobservices/containers"]
    assert row.status == "truncated"
    assert "another host" in row.detail


def test_a_list_that_names_its_own_page_again_ends() -> None:
    azure = Azure()
    with serve(azure) as server:
        link = f"{server.url}/again/containers"
        azure.always["containers"] = Answer({"value": [], "nextLink": link})
        units = list(collect(now=NOW, endpoint_url=server.url, days=0))
    row = rows(units)[FIRST, "storageaccounts/blobservices/containers"]
    assert row.status == "truncated"


def test_a_redirect_is_no_answer() -> None:
    azure = Azure()
    azure.always["databases"] = Answer({}, 302, {"Location": "https://evil.example/"})
    assert rows(read(azure, days=0))[FIRST, "flexibleservers/databases"].status == "error"


def test_metrics_that_one_type_refuses_leave_the_others() -> None:
    azure = Azure()
    azure.unmeasured = {"microsoft.compute/virtualmachines"}
    found = inventory(read(azure))
    by_name = {one.name: one for one in found.resources}
    told = {row.operation: row.status for row in found.ledger if row.account == FIRST}
    assert told["microsoft.compute/virtualmachines"] == "denied"
    assert by_name["shop-web"].utilisation is None
    assert by_name["shopfiles"].stored_gib == 72


def test_a_metric_that_is_unknown_leaves_the_others() -> None:
    azure = Azure()
    azure.unknown = {"Available Memory Percentage"}
    found = inventory(read(azure))
    machine = {one.name: one for one in found.resources}["shop-web"].utilisation
    assert machine is not None
    assert (machine.cpu_percent_p95, machine.memory_percent_p95) == (80.0, None)
    row = next(row for row in found.ledger if row.operation == "microsoft.compute/virtualmachines")
    assert (row.status, row.detail) == ("error", "400 BadRequest: 1 of 7")


def test_a_row_without_an_id_is_counted_not_dropped() -> None:
    azure = Azure(rows=[*recorded("resources"), {"id": f"/subscriptions/{FIRST}/z"}])
    azure.change = {}
    azure.blank = f"/subscriptions/{FIRST}/z"
    row = rows(read(azure, days=0))["tenant", "Resources, rows without an id"]
    assert (row.status, row.read, row.rejected) == ("error", 1, 1)


def test_what_was_read_before_is_not_asked_again() -> None:
    first = read(Azure())
    before = {
        (one.row.account, one.row.service, one.row.operation)
        for one in first
        if one.row.operation != "flexibleservers/databases"
    }
    azure = Azure()
    units = read(azure, done=lambda row: (row.account, row.service, row.operation) in before)
    asked = {unit.row.operation for unit in units}
    assert asked == {"subscriptions.list", "flexibleservers/databases"}


def test_settings_of_an_unknown_type_are_not_kept() -> None:
    odd = recorded("resources")[5]
    odd["properties"]["connectionString"] = "Endpoint=sb://x;SharedAccessKey=abc123abc123"
    units = read(Azure(rows=[odd]), days=0)
    assert "abc123" not in str(units)


@pytest.mark.skipif(not INPUTS, reason="../shared/inputs is not beside this checkout")
@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.name[-40:])
def test_real_bodies_arrive_whole(path: Path) -> None:
    answers = [
        one["response"]["body"]["data"] for one in json.loads(path.read_text())["interactions"]
    ]
    bodies = [one for answer in answers for one in answer.get("value", [answer])]
    real = {
        one["id"].lower(): one for one in bodies if "/" in one["id"].partition("/providers/")[2]
    }
    azure = Azure(rows=list(real.values()), page=2)
    azure.subscriptions = sorted({word.split("/")[2] for word in real})
    found = inventory(read(azure))
    assert set(real) <= known(found)
