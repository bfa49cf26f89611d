from collections.abc import Mapping
from typing import Any

import pytest
from msgspec import structs

from planner.cli.clouds import sources
from planner.inventory.checks import MOST, cross_check
from planner.model.protocols import Source
from planner.model.resource import LedgerRow, Resource, ResourceId
from tests.unit.inventory.told import ACCOUNT, machine_id, told

Sources = Mapping[str, Source]


@pytest.fixture
def listing(sources: Sources) -> Sources:
    def lists(resource: Resource, operation: str) -> bool:
        return (resource.native_type, operation) == ("aws_instance", "ec2.describe_instances")

    return {"aws": structs.replace(sources["aws"], lists=lists)}


def row(**more: Any) -> LedgerRow:  # noqa: ANN401
    given: dict[str, Any] = {
        "cloud": "aws", "account": ACCOUNT, "region": "eu-west-3", "service": "ec2",
        "operation": "describe_instances", "status": "ok",
    }  # fmt: skip
    return LedgerRow(**(given | more))


def codes(resources: list[Resource], rows: list[LedgerRow], listing: Sources) -> list[str]:
    return [one.code for one in cross_check(resources, rows, listing)]


GOOGLE = "cloudasset.googleapis.com.assets.list"
RUNS = told("live", id=machine_id("i-9"), native_type="aws_eip")
LOST = told("state")


def test_a_resource_of_a_state_that_its_list_does_not_name_is_missed(listing: Sources) -> None:
    (gone, unmanaged) = cross_check([LOST, RUNS], [row()], listing)
    assert (gone.code, gone.resource) == ("state-without-live", LOST.id)
    assert "aws_instance" in gone.detail.en
    assert unmanaged.code == "live-without-state"
    assert "1 aws_eip" in unmanaged.detail.en


@pytest.mark.parametrize(
    "other",
    [
        {"status": "denied"},
        {"status": "truncated"},
        {"region": "eu-west-1"},
        {"account": "999999999999"},
        {"operation": "describe_volumes"},
    ],
)
def test_what_was_not_asked_there_or_not_answered_misses_nothing(
    other: dict[str, str], listing: Sources
) -> None:
    assert "state-without-live" not in codes([LOST, RUNS], [row(**other)], listing)


def test_a_file_that_tells_of_the_type_in_that_place_lists_it(listing: Sources) -> None:
    other = told("api", id=machine_id("i-2"), source="instances.json")
    file = row(service="aws-cli", operation="instances.json", account="", region="")
    assert "state-without-live" in codes([LOST, other], [file], listing)
    cut = structs.replace(file, status="truncated")
    assert "state-without-live" not in codes([LOST, other], [cut], listing)


def test_a_resource_that_both_tell_of_is_neither(listing: Sources) -> None:
    live, state = told("live"), told("state")
    both = structs.replace(live, origins=(live.origin, state.origin))
    assert codes([both], [row()], listing) == []


def test_a_resource_that_is_not_made_yet_is_not_missed(listing: Sources) -> None:
    planned = told("state", id=ResourceId(f"estate.json/{LOST.origin.place}"))
    assert "state-without-live" not in codes([planned, RUNS], [row()], listing)


def test_states_alone_and_what_runs_alone_are_held_against_nothing(listing: Sources) -> None:
    assert codes([LOST], [row()], listing) == []
    assert codes([RUNS], [row()], listing) == []


def test_beyond_hundreds_what_is_missed_is_counted(listing: Sources) -> None:
    lost = [told("state", id=machine_id(f"i-{number}")) for number in range(MOST + 5)]
    found = cross_check([*lost, RUNS], [row()], listing)
    assert sum(one.code == "state-without-live" for one in found) == MOST
    (more,) = (one for one in found if one.code == "state-without-live-more")
    assert "5 aws_instance" in more.detail.en


def test_each_cloud_says_what_its_operations_list() -> None:
    machine = told()
    network = "/subscriptions/s/resourcegroups/g/providers/microsoft.network/virtualnetworks/n"
    expected = [
        ("aws", machine_id("i-1"), "ec2.describe_instances", True),
        ("aws", machine_id("i-1"), "rds.describe_db_instances", False),
        ("azure", network, "resourcegraph.Resources", True),
        ("azure", f"{network}/subnets/a", "resourcegraph.Resources", False),
        ("gcp", "//compute.googleapis.com/projects/p/global/networks/n", GOOGLE, True),
    ]
    for cloud, identity, operation, listed in expected:
        lists = sources()[cloud].lists
        assert lists is not None
        assert lists(structs.replace(machine, id=ResourceId(identity)), operation) is listed
