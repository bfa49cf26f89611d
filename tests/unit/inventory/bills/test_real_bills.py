"""Bills that real tools wrote, beside the checkout: lines and sums counted here by other means."""

import csv
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from planner.cli.clouds import sources
from planner.inventory import read

ROOT = Path(__file__).resolve().parents[4]
BILLING = ROOT.parent / "shared" / "inputs" / "billing"
COLUMNS = {
    "focus_sample": ("ChargeCategory", "EffectiveCost", "ResourceId"),
    "EA_ActualCost": ("ChargeType", "Cost", "ResourceId"),
    "EA_AmortizedCost": ("ChargeType", "Cost", "ResourceId"),
    "sample-anonymous-aws": ("lineItem/LineItemType", "lineItem/UnblendedCost", ""),
}
FILES = {
    word: path
    for word in COLUMNS
    for path in (BILLING.glob(f"*{word}*") if BILLING.exists() else ())
}

needs_inputs = pytest.mark.skipif(
    not FILES, reason="../shared/inputs is not beside this checkout; it cannot be fetched"
)


@needs_inputs
@pytest.mark.parametrize("word", COLUMNS)
def test_lines_and_sums_are_those_of_the_file(word: str) -> None:
    path, (kind, cost, resource) = FILES[word], COLUMNS[word]
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    usage = [row for row in rows if row[kind] == "Usage"]
    named = {
        row[resource].lower() for row in usage if resource and row[resource] not in ("", "NULL")
    }
    found = read([path], sources())
    assert sum(row.read for row in found.ledger) == len(rows)
    for row in found.ledger:
        assert row.read == row.resources + row.folded + row.rejected
        assert row.status == "ok"
    usages = ("known", "alone", "gone", "no-resource", "clouds-own")
    lines = Counter(one.reason in usages for one in found.spend for _ in range(one.lines))
    assert (lines[True], lines[False]) == (len(usage), len(rows) - len(usage))
    things = sum(one.things for one in found.spend if one.reason in usages)
    assert things == len(named)
    monthly = sum((one.monthly for one in found.spend if one.reason in usages), Decimal(0))
    plain = sum((Decimal(row[cost]) for row in usage), Decimal(0))
    assert (monthly > 0) == (plain > 0)


@needs_inputs
def test_tables_about_bills_are_not_taken_for_bills() -> None:
    from planner.errors import InputError  # noqa: PLC0415 - this one test

    rules = sorted(BILLING.glob("*conversion_rules*"))
    assert rules
    for path in rules:
        with pytest.raises(InputError) as caught:
            read([path], sources())
        assert caught.value.place == "not-recognised"
