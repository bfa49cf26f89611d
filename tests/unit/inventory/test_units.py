"""Units of a live collection on disk, and what becomes of them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from planner.inventory.collected import assemble, gather
from planner.inventory.disk import read_inventory
from planner.inventory.interpret import Interpreter
from planner.inventory.stream import Stream
from planner.inventory.units import Units, begin, end
from planner.model.protocols import Record, Source
from planner.model.resource import Inventory, LedgerRow, LedgerStatus
from providers.sources.aws import SOURCE

NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)
ACCOUNT = "123456789012"


@pytest.fixture
def sources() -> Mapping[str, Source]:
    return {"aws": SOURCE}


class Unit(Struct, frozen=True):
    row: LedgerRow
    records: tuple[Record, ...] = ()


def row(
    operation: str, status: LedgerStatus = "ok", *, account: str = ACCOUNT, found: int = 0
) -> LedgerRow:
    return LedgerRow(
        cloud="aws",
        account=account,
        region="eu-west-3",
        service="ec2",
        operation=operation,
        status=status,
        read=found,
        resources=found,
    )


def group(name: str, *, account: str = ACCOUNT, **more: Any) -> Record:  # noqa: ANN401 - JSON
    own = f"arn:aws:ec2:eu-west-3:{account}:security-group/{name}"
    return Record(
        type="aws_security_group",
        address=f"aws_security_group.{name}",
        attributes={"id": name, "arn": own, "name": name, **more},
        file=f"aws:{account}",
        account=account,
        region="eu-west-3",
        cloud="aws",
    )


def listed(name: str, **more: Any) -> Record:  # noqa: ANN401 - JSON
    return group(name, settings_unknown=True, **more)


def unit(operation: str, *records: Record, account: str = ACCOUNT) -> Unit:
    return Unit(row(operation, found=len(records), account=account), records)


def together(inventory: Inventory) -> dict[str, tuple[int, int, int]]:
    return {one.operation: (one.resources, one.folded, one.rejected) for one in inventory.ledger}


def test_what_was_kept_is_read_back_and_a_unit_that_was_cut_off_is_not_there(
    tmp_path: Path, sources: Mapping[str, Source]
) -> None:
    units = Units(tmp_path)
    interpreter = Interpreter(sources)
    units.keep(unit("describe_a", group("sg-1"), group("sg-2")), interpreter)
    units.keep(unit("describe_b", group("sg-3")), interpreter)
    (path,) = tmp_path.glob("aws/*.jsonl")
    path.write_bytes(path.read_bytes()[:-20])
    again = Units(tmp_path)
    assert again.done(row("describe_a"))
    assert not again.done(row("describe_b"))
    again.keep(unit("describe_b", group("sg-3")), interpreter)
    assert [one.name for one in Units(tmp_path).resources(ACCOUNT)] == ["sg-1", "sg-2", "sg-3"]


@given(st.integers(min_value=0, max_value=4000))
def test_wherever_a_run_is_cut_off_what_is_whole_stays_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, length: int
) -> None:
    folder = tmp_path_factory.mktemp("units")
    units = Units(folder)
    interpreter = Interpreter({})
    for number in range(4):
        units.keep(unit(f"describe_{number}", group(f"sg-{number}")), interpreter)
    (path,) = folder.glob("aws/*.jsonl")
    path.write_bytes(path.read_bytes()[:length])
    left = Units(folder)
    kept = [one.name for one in left.resources(ACCOUNT)]
    assert kept == [f"sg-{number}" for number in range(len(left))]
    assert all(left.done(row(f"describe_{number}")) for number in range(len(left)))


def test_a_unit_that_was_read_again_counts_as_it_was_read_last(
    tmp_path: Path, sources: Mapping[str, Source]
) -> None:
    units = Units(tmp_path)
    interpreter = Interpreter(sources)
    units.keep(Unit(row("describe_a", "throttled")), interpreter)
    units.keep(unit("describe_a", group("sg-1")), interpreter)
    (kept,) = Units(tmp_path).accounts()
    assert [(one.row.status, len(one.resources)) for one in kept] == [("ok", 1)]


def test_what_is_denied_is_asked_again_only_where_that_is_wanted(
    tmp_path: Path, sources: Mapping[str, Source]
) -> None:
    units = Units(tmp_path)
    statuses: tuple[LedgerStatus, ...] = (
        "ok", "denied", "region-off", "api-off", "throttled", "unreachable", "truncated", "error",
    )  # fmt: skip
    for status in statuses:
        units.keep(Unit(row(status, status)), Interpreter(sources))
    done = {status for status in statuses if Units(tmp_path).done(row(status))}
    assert done == {"ok", "denied", "region-off", "api-off"}
    again = Units(tmp_path, retry_denied=True)
    assert {status for status in statuses if again.done(row(status))} == done - {"denied"}


def test_a_run_goes_on_where_it_was_cut_off_and_no_other_does(tmp_path: Path) -> None:
    folder, goes_on = begin(tmp_path, ("aws", "eu-west-3"), NOW, resume=False)
    (folder / "aws").mkdir()
    (folder / "aws" / "1.jsonl").write_text("", "utf-8")
    assert not goes_on
    later = NOW + timedelta(hours=3)
    assert begin(tmp_path, ("aws", "eu-west-3"), later, resume=False) == (folder, True)
    end(tmp_path)
    assert begin(tmp_path, ("aws", "eu-west-3"), later, resume=True) == (folder, True)
    assert (folder / "aws" / "1.jsonl").exists()
    # Another region is another run, as is one of the day before yesterday, or one that is done.
    assert begin(tmp_path, ("aws", "eu-west-1"), later, resume=True) == (folder, False)
    assert not (folder / "aws").exists()
    assert not begin(tmp_path, ("aws", "eu-west-1"), NOW + timedelta(days=2), resume=True)[1]
    end(tmp_path)
    assert not begin(tmp_path, ("aws", "eu-west-1"), later, resume=False)[1]


def test_a_run_file_that_is_broken_is_a_run_that_begins(tmp_path: Path) -> None:
    (tmp_path / "units").mkdir()
    for text in ("", "[]", '{"began": "yesterday"}'):
        (tmp_path / "units" / "run.json").write_text(text, "utf-8")
        assert begin(tmp_path, ("aws",), NOW, resume=True)[1] is False


def test_a_secret_in_an_answer_is_not_written(
    tmp_path: Path, sources: Mapping[str, Source]
) -> None:
    units = Units(tmp_path)
    environment = {"variables": {"DB_PASSWORD": "not-to-be-kept"}}
    function = Record(
        type="aws_lambda_function",
        address="aws_lambda_function.f",
        attributes={"id": "f", "function_name": "f", "environment": environment},
        file=f"aws:{ACCOUNT}",
    )
    units.keep(unit("list_functions", function), Interpreter(sources))
    (path,) = tmp_path.glob("aws/*.jsonl")
    assert b"aws_lambda_function" in path.read_bytes()
    assert b"not-to-be-kept" not in path.read_bytes()


def test_what_a_sweep_names_gives_its_tags_to_what_a_list_tells(
    sources: Mapping[str, Source],
) -> None:
    units = [
        unit("get_resources", listed("sg-1", tags={"owner": "ann"}), listed("sg-2")),
        unit("describe_security_groups", group("sg-1", tags={"Name": "web"})),
    ]
    inventory = gather(units, sources, "2026-11-22")
    found = {one.id.rsplit("/", 1)[-1]: one for one in inventory.resources}
    assert found["sg-1"].tags == {"owner": "ann", "Name": "web"}
    assert set(found) == {"sg-1", "sg-2"}
    assert together(inventory) == {
        "describe_security_groups": (1, 0, 0),
        "get_resources": (1, 1, 0),
    }
    assert inventory.diagnostics == ()


def test_what_its_own_list_does_not_name_is_gone_unless_that_list_was_not_read(
    sources: Mapping[str, Source],
) -> None:
    swept = unit("get_resources", listed("sg-9", listed_by="ec2.describe_security_groups"))
    whole = gather([swept, unit("describe_security_groups")], sources, "2026-11-22")
    assert whole.resources == ()
    assert [one.code for one in whole.diagnostics] == ["listed-and-gone"]
    assert together(whole)["get_resources"] == (0, 0, 1)
    unread = Unit(row("describe_security_groups", "denied"))
    partly = gather([swept, unread], sources, "2026-11-22")
    assert [one.name for one in partly.resources] == ["sg-9"]


def test_accounts_are_written_one_by_one_and_what_they_share_stands_with_its_owner(
    tmp_path: Path, sources: Mapping[str, Source]
) -> None:
    other = "210987654321"
    stream = Stream(tmp_path, "2026-11-22")
    units = Units(tmp_path / "units")
    interpreter = Interpreter(sources)
    shared = group("sg-1", account=ACCOUNT)
    units.keep(unit("describe_a", shared), interpreter)
    guest = Record(
        type=shared.type,
        address=shared.address,
        attributes=shared.attributes,
        file=f"aws:{other}",
        account=other,
        region="eu-west-3",
        cloud="aws",
    )
    own = group("sg-2", account=other)
    units.keep(unit("describe_a", guest, own, account=other), interpreter)
    for kept in units.accounts():
        stream.add(assemble(kept, sources, "2026-11-22"))
    totals = stream.close()
    inventory = read_inventory(tmp_path)
    assert totals.resources == len(inventory.resources) == 2
    assert totals.units == {"ok": 2}
    assert [(one.account, one.origin.source) for one in inventory.resources] == [
        (ACCOUNT, f"aws:{ACCOUNT}"),
        (other, f"aws:{other}"),
    ]
    assert [one.account for one in inventory.ledger] == [ACCOUNT, other]


def test_a_further_collection_leaves_nothing_of_an_earlier_one(
    tmp_path: Path, sources: Mapping[str, Source]
) -> None:
    for name, region in (("sg-1", "eu-west-3"), ("sg-2", "eu-west-1")):
        stream = Stream(tmp_path, "2026-11-22")
        record = group(name)
        moved = Record(
            type=record.type,
            address=record.address,
            attributes={"id": name, "arn": record.attributes["arn"].replace("eu-west-3", region)},
            file=record.file,
            account=ACCOUNT,
            region=region,
            cloud="aws",
        )
        stream.add(gather([unit("describe_a", moved)], sources, "2026-11-22"))
        stream.close()
    assert [one.region for one in read_inventory(tmp_path).resources] == ["eu-west-1"]
    assert len(read_inventory(tmp_path).ledger) == 1
