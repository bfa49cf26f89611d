"""Bills read whole: what each thing cost, what is of none, and every line accounted for."""

import csv
import gzip
import io
from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from planner.cli.clouds import sources
from planner.inventory import read
from planner.inventory.exports.opening import documents
from planner.inventory.exports.recognise import recognise
from planner.inventory.files import held
from planner.model.resource import Inventory, Resource
from planner.model.spec import VirtualMachine

ROOT = Path(__file__).resolve().parents[4]
BILLS = ROOT / "tests/recorded/exports/bills"
SMALL = ROOT / "tests/cases/small/terraform.tfstate"
INSTANCE = "arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60001"
MONTH = Decimal(730)


def inventory(*paths: Path) -> Inventory:
    return read(paths, sources())


def put(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


def by_id(found: Inventory) -> dict[str, Resource]:
    return {one.id: one for one in found.resources}


def cost(one: Resource) -> Decimal:
    assert one.observed_monthly_cost is not None
    return one.observed_monthly_cost


def codes(found: Inventory) -> set[str]:
    return {one.code for one in found.diagnostics}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("focus-1.0.csv", "FOCUS 1.0"),
        ("focus-1.1.csv", "FOCUS 1.1"),
        ("focus-1.2.csv", "FOCUS 1.2"),
        ("cur.csv", "CUR,"),
        ("cur-2.0.csv", "CUR 2.0"),
        ("azure-ea.csv", "Azure EA"),
        ("azure-mca.csv", "Azure MCA"),
        ("google.csv", "Google detailed"),
        ("google.json", "Google detailed"),
    ],
)
def test_a_bill_is_told_by_its_columns_and_every_line_is_counted(
    name: str, title: str, tmp_path: Path
) -> None:
    content = (BILLS / name).read_bytes()
    lines = len(content.decode("utf-8-sig").splitlines()) - (0 if name.endswith("json") else 1)
    found = inventory(put(tmp_path, "whatever", content))
    assert title in found.ledger[0].detail
    assert sum(row.read for row in found.ledger) == lines
    for row in found.ledger:
        assert row.read == row.resources + row.folded + row.rejected


@pytest.mark.parametrize("packed", [False, True])
def test_the_same_bill_in_parquet_gives_the_same_costs(packed: bool, tmp_path: Path) -> None:  # noqa: FBT001 - a case
    rows = list(csv.DictReader(io.StringIO((BILLS / "cur-2.0.csv").read_text("utf-8"))))
    columns: dict[str, Any] = {key: [row[key] for row in rows] for key in rows[0]}
    columns["line_item_unblended_cost"] = pa.array(
        [float(word) for word in columns["line_item_unblended_cost"]]
    )
    pairs = [
        [("instance_type", "m5.large")] if "m5.large" in word else [("instance_type", "c6i.large")]
        for word in columns["product"]
    ]
    columns["product"] = pa.array(pairs, pa.map_(pa.string(), pa.string()))
    columns["resource_tags"] = pa.array(
        [[("user_application", "shop")]] * len(rows), pa.map_(pa.string(), pa.string())
    )
    sink = io.BytesIO()
    parquet.write_table(pa.table(columns), sink)
    content = gzip.compress(sink.getvalue()) if packed else sink.getvalue()
    ours = by_id(inventory(put(tmp_path, "bill", content)))
    theirs = by_id(inventory(BILLS / "cur-2.0.csv"))
    assert {key: cost(one) for key, one in ours.items()} == {
        key: cost(one) for key, one in theirs.items()
    }
    machine = ours[INSTANCE]
    assert isinstance(machine.spec, VirtualMachine)
    assert machine.spec.size == "m5.large"
    assert machine.tags == {"user_application": "shop"}


def test_a_bill_packed_or_in_other_encodings_is_the_same_bill(tmp_path: Path) -> None:
    plain = (BILLS / "focus-1.2.csv").read_bytes()
    text = plain.decode()
    wanted = by_id(inventory(put(tmp_path, "bill", plain)))
    for content in (
        gzip.compress(plain),
        b"\xef\xbb\xbf" + plain,
        text.encode("utf-16"),
        text.replace("\n", "\r\n").encode(),
    ):
        assert by_id(inventory(put(tmp_path, "bill", content))) == wanted


def test_observed_cost_is_effective_cost_for_a_month_of_730_hours() -> None:
    found = by_id(inventory(BILLS / "cur.csv"))
    assert cost(found[INSTANCE]) == Decimal("0.112") * 48 * MONTH / 48
    reserved = found[INSTANCE.replace("i-0a1b2c3d4e5f60001", "i-0ffffffffffff0003")]
    planned = found[INSTANCE.replace("i-0a1b2c3d4e5f60001", "i-0ffffffffffff0004")]
    assert cost(reserved) == Decimal("0.05") * MONTH
    assert cost(planned) == Decimal("0.03") * MONTH
    google = by_id(inventory(BILLS / "google.json"))
    machine = google[
        "//compute.googleapis.com/projects/shop-prod/zones/europe-west1-b/instances/web1"
    ]
    assert (
        cost(machine) == Decimal("0.06") * MONTH
    )  # the discount is the price, the promotion a gift
    assert machine.observed_currency == "EUR"


def test_the_sum_of_a_bill_is_the_sum_of_its_spend() -> None:
    found = inventory(BILLS / "focus-1.2.csv")
    lines = csv.DictReader(io.StringIO((BILLS / "focus-1.2.csv").read_text("utf-8")))
    sums: Counter[str] = Counter()
    for row in lines:
        if row["ProviderName"] == "AWS":
            sums[row["ChargeCategory"]] += Decimal(row["EffectiveCost"])  # type: ignore[assignment]
    shown: Counter[str] = Counter()
    for one in found.spend:
        if one.cloud == "aws":
            kind = one.reason.capitalize()
            shown[kind if kind in sums else "Usage"] += one.monthly  # type: ignore[assignment]
    assert {key: round(Decimal(word) * MONTH / 720, 3) for key, word in sums.items()} == {
        key: round(Decimal(word), 3) for key, word in shown.items()
    }


def test_a_charge_finds_the_resource_that_a_state_tells_of() -> None:
    state, both = inventory(SMALL), inventory(SMALL, BILLS / "cur.csv")
    ours, theirs = by_id(both), by_id(state)
    assert set(theirs) <= set(ours)
    machine = ours[INSTANCE]
    assert machine.spec == theirs[INSTANCE].spec
    assert cost(machine) == Decimal("0.112") * MONTH
    assert cost(ours["arn:aws:s3:::shop-media-2026"]) == round(Decimal("4.6") * MONTH / 48, 6)
    volume = ours["arn:aws:ec2:eu-west-3:123456789012:volume/vol-0a1b2c3d4e5f60001"]
    assert cost(volume) == Decimal("0.01") * MONTH
    row = next(row for row in both.ledger if row.operation == "cur.csv")
    assert (row.read, row.resources) == (244, 2)


def test_ids_of_azure_are_compared_without_case() -> None:
    found = by_id(inventory(BILLS / "azure-ea.csv"))
    stores = [one for key, one in found.items() if "storageaccounts" in key]
    assert [cost(one) for one in stores] == [round(Decimal("4.8") * MONTH / 720, 6)]
    assert stores[0].stored_gib is not None
    assert abs(stores[0].stored_gib - 253) < 5


def test_what_only_a_bill_tells_of_becomes_a_resource_with_what_the_bill_says() -> None:
    found = by_id(inventory(BILLS / "focus-1.2.csv"))
    fresh = found[INSTANCE.replace("i-0a1b2c3d4e5f60001", "i-0ffffffffffff0001")]
    assert fresh.kind == "compute.vm"
    assert isinstance(fresh.spec, VirtualMachine)
    assert fresh.spec.size == "c6i.xlarge"
    assert b'"settings_unknown":true' in bytes(fresh.native)
    strange = next(one for one in found.values() if one.cloud == "oracle")
    assert (strange.kind, strange.native_type, strange.account) == (None, "COMPUTE", "ten")
    assert strange.id == "oracle/ten/COMPUTE/ocid1.instance.oc1..x"
    azure = inventory(BILLS / "azure-mca.csv").resources
    sizes = {one.name: one.spec.size for one in azure if isinstance(one.spec, VirtualMachine)}
    assert sizes == {"web1": "Standard_D2s_v5", "web2": "Standard_D4s_v5"}


def test_a_machine_last_charged_days_before_the_end_is_gone_unless_known_otherwise() -> None:
    found = inventory(BILLS / "focus-1.2.csv")
    assert not [one for one in found.resources if one.id.endswith("i-0ffffffffffff0002")]
    gone = [one for one in found.spend if one.reason == "gone"]
    assert [(one.things, one.lines) for one in gone] == [(1, 1)]
    assert "bill-gone" in codes(found)


def test_spend_without_a_resource_is_told_with_figures_and_is_in_no_resource() -> None:
    found = inventory(BILLS / "focus-1.2.csv")
    said = next(one for one in found.diagnostics if one.code == "bill-no-resource")
    assert "Amazon ElastiCache 121.67 USD" in said.detail.en
    assert "Amazon ElastiCache 121,67 USD" in said.detail.fr
    apart = next(one for one in found.diagnostics if one.code == "bill-apart")
    assert "credits -50.69 USD" in apart.detail.en


def test_a_service_that_costs_money_and_was_not_inventoried_is_named_with_the_amount() -> None:
    found = inventory(SMALL, BILLS / "focus-1.2.csv")
    unseen = [one for one in found.diagnostics if one.code == "bill-service-unseen"]
    assert len(unseen) == 1
    assert "Amazon ElastiCache costs 121.67 USD a month, and 0 resources" in unseen[0].detail.en
    alone = inventory(BILLS / "focus-1.2.csv")
    assert "bill-service-unseen" not in codes(alone)


def test_committed_usage_without_its_cost_is_not_taken_for_free() -> None:
    found = inventory(BILLS / "azure-ea.csv")
    machine = next(one for one in found.resources if one.name == "web2")
    assert machine.observed_monthly_cost is None
    assert "bill-covered" in codes(found)


def test_one_bill_given_twice_counts_once(tmp_path: Path) -> None:
    again = put(tmp_path, "again.csv", (BILLS / "cur.csv").read_bytes() + b"\n")
    found = inventory(BILLS / "cur.csv", again, BILLS / "focus-1.2.csv")
    once = by_id(inventory(BILLS / "focus-1.2.csv"))
    assert cost(by_id(found)[INSTANCE]) == cost(once[INSTANCE])
    assert len([one for one in found.diagnostics if one.code == "bill-twice"]) == 2
    for row in found.ledger:
        assert row.read == row.resources + row.folded + row.rejected


def test_files_of_one_bill_are_added_up_over_the_days_of_all(tmp_path: Path) -> None:
    lines = (BILLS / "cur.csv").read_text("utf-8").splitlines()
    first = put(tmp_path, "1.csv", "\n".join([lines[0], *lines[1::2]]).encode())
    second = put(tmp_path, "2.csv", "\n".join([lines[0], *lines[2::2]]).encode())
    split, whole = by_id(inventory(first, second)), by_id(inventory(BILLS / "cur.csv"))
    assert {key: cost(one) for key, one in split.items()} == {
        key: cost(one) for key, one in whole.items()
    }


def test_two_currencies_are_not_added_up(tmp_path: Path) -> None:
    text = (BILLS / "cur.csv").read_text("utf-8")
    changed = text.replace(",USD,0.112,", ",EUR,0.112,", 5)
    found = inventory(put(tmp_path, "bill.csv", changed.encode()))
    assert by_id(found)[INSTANCE].observed_monthly_cost is None
    assert "bill-currency" in codes(found)


def test_a_line_without_a_readable_cost_is_refused_not_taken_for_zero(tmp_path: Path) -> None:
    text = (BILLS / "cur.csv").read_text("utf-8").replace(",USD,0.112,", ",USD,soon,", 3)
    found = inventory(put(tmp_path, "bill.csv", text.encode()))
    assert sum(row.read for row in found.ledger) == len(text.splitlines()) - 1
    assert "item-malformed" in codes(found)
    assert cost(by_id(found)[INSTANCE]) == Decimal("0.112") * 45 * MONTH / 48


def test_an_inventory_keeps_costs_and_spend(tmp_path: Path) -> None:
    from planner.inventory import read_inventory, write_inventory  # noqa: PLC0415 - the pair under test

    found = inventory(SMALL, BILLS / "focus-1.2.csv")
    write_inventory(found, tmp_path / "inventory")
    assert read_inventory(tmp_path / "inventory") == found
    again = inventory(tmp_path / "inventory")
    assert again.spend == found.spend
    assert by_id(again)[INSTANCE].observed_monthly_cost == cost(by_id(found)[INSTANCE])


def test_the_order_of_files_and_lines_changes_nothing(tmp_path: Path) -> None:
    lines = (BILLS / "focus-1.2.csv").read_text("utf-8").splitlines()
    turned = put(tmp_path, "focus-1.2.csv", "\n".join([lines[0], *lines[:0:-1]]).encode())
    assert inventory(turned, SMALL).resources == inventory(SMALL, BILLS / "focus-1.2.csv").resources


def test_every_column_that_a_bill_needs_is_needed() -> None:
    content = (BILLS / "cur.csv").read_bytes()
    for column in (b"lineItem/LineItemType", b"lineItem/UnblendedCost"):
        changed = content.replace(column, b"other", 1)
        for document in documents(held(changed, "bill")):
            assert recognise(document) is None  # type: ignore[arg-type]


def test_amounts_stand_in_text_as_each_language_writes_them() -> None:
    from planner.inventory.bills.words import amount  # noqa: PLC0415 - one function

    assert amount(Decimal(4100), "USD").en == "4,100.00 USD"
    assert amount(Decimal(4100), "USD").fr == "4\u202f100,00 USD"


TAGS: Mapping[str, dict[str, str]] = {
    '"env": "prod","org": "trey"': {"env": "prod", "org": "trey"},
    '{"a": "b", "n": 1, "none": null}': {"a": "b", "n": "1"},
    '[{"key": "application", "value": "shop"}]': {"application": "shop"},
    "application=shop\nteam=web\n": {"application": "shop", "team": "web"},
    "{broken": {},
    "": {},
}


@pytest.mark.parametrize("word", TAGS)
def test_tags_are_read_in_every_way_that_bills_write_them(word: str) -> None:
    from planner.inventory.bills.tags import tags_of  # noqa: PLC0415 - one function

    assert tags_of(word) == TAGS[word]
