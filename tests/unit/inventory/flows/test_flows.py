"""Flow logs: flows from the one that asks to the one that serves, every record accounted for."""

from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow import parquet

from planner.cli.clouds import sources
from planner.inventory import read
from planner.inventory.traffic.seen import INTERNET, Seen
from planner.model.resource import Flow, Inventory

ROOT = Path(__file__).resolve().parents[4]
FLOWS = ROOT / "tests/recorded/exports/flows"
REAL = ROOT.parent / "shared/inputs/flow_logs"


def inventory(*paths: Path) -> Inventory:
    return read(paths, sources())


def ends(flows: Iterable[Flow]) -> list[tuple[str, str, str, int, int]]:
    return [(one.source, one.target, one.protocol, one.port, one.bytes) for one in flows]


def test_both_ends_of_a_flow_count_once_and_both_directions_add_up() -> None:
    found = inventory(FLOWS / "aws-v2.txt")
    assert ends(found.flows) == [
        ("10.0.1.5", "10.0.2.9", "tcp", 5432, 840 + 2000),
        (INTERNET, "10.0.1.5", "tcp", 443, 4249),
    ]
    row = found.ledger[0]
    assert (row.read, row.folded, row.rejected) == (9, 5, 4)
    assert {"flow-skipped", "flow-no-data", "flow-denied", "item-malformed"} <= {
        one.code for one in found.diagnostics
    }


@pytest.mark.parametrize(
    ("name", "expected", "counts"),
    [
        ("aws-v3.txt.gz", [("10.0.1.5", "10.0.2.9", "tcp", 5001, 568)], (2, 1, 1)),
        ("azure-nsg.json", [("10.5.16.7", "10.5.16.4", "tcp", 7433, 500)], (2, 1, 1)),
        (
            "azure-vnet.json",
            [("10.0.0.6", "10.0.0.7", "tcp", 443, 2347), ("10.0.0.6", INTERNET, "tcp", 443, 0)],
            (3, 2, 1),
        ),
        (
            "google-flows.json",
            [(
                "//compute.googleapis.com/projects/p1/zones/europe-west1-b/instances/web",
                "//compute.googleapis.com/projects/p1/zones/europe-west1-b/instances/db",
                "tcp", 3306, 1000,
            )],
            (2, 2, 0),
        ),
        (
            "azure-migrate-dependencies.csv",
            [("srv1", "52.1.2.3", "tcp", 443, 0), ("srv1", "srv2", "tcp", 1433, 0)],
            (3, 3, 0),
        ),
    ],
)  # fmt: skip
def test_each_form_of_log_is_read(
    name: str, expected: list[tuple[str, str, str, int, int]], counts: tuple[int, int, int]
) -> None:
    found = inventory(FLOWS / name)
    assert ends(found.flows) == expected
    row = found.ledger[0]
    assert (row.read, row.folded, row.rejected) == counts


def test_parquet_is_read_as_text_is(tmp_path: Path) -> None:
    lines = (FLOWS / "aws-v2.txt").read_text("utf-8").splitlines()[:8]
    names = [
        "version",
        "account_id",
        "interface_id",
        "srcaddr",
        "dstaddr",
        "srcport",
        "dstport",
        "protocol",
        "packets",
        "bytes",
        "start",
        "end",
        "action",
        "log_status",
    ]
    rows = [line.split() for line in lines]
    columns = {name: [row[at] for row in rows] for at, name in enumerate(names)}
    path = tmp_path / "flows"
    parquet.write_table(pa.table(columns), path)
    assert inventory(path).flows == inventory(FLOWS / "aws-v2.txt").flows


@pytest.mark.skipif(not REAL.exists(), reason="../shared/inputs is not beside this checkout")
def test_a_real_parquet_log_counts_its_records() -> None:
    for path in sorted(REAL.glob("*.parquet")):
        found = inventory(path)
        assert sum(row.read for row in found.ledger) == parquet.read_metadata(path).num_rows


Rows = list[tuple[str, str, int, int, str, int, int, int, str, int]]
RECORD = st.tuples(
    st.sampled_from(["10.0.0.1", "10.0.0.2", "8.8.8.8"]),
    st.sampled_from(["10.0.0.3", "10.0.0.4"]),
    st.sampled_from([443, 5432, 40000, 50000]),
    st.sampled_from([80, 443, 33000, 60000]),
    st.just("6"),
    st.integers(0, 10**6),
    st.just(10),
    st.just(20),
    st.just("eni"),
    st.just(1),
)


@settings(max_examples=40, deadline=None)
@given(rows=st.lists(RECORD, max_size=30), cut=st.integers(0, 30))
def test_bytes_are_kept_whatever_the_batches(rows: Rows, cut: int) -> None:
    whole, parts = Seen("aws"), Seen("aws")
    whole.rows(rows)
    parts.rows(rows[:cut])
    parts.rows(rows[cut:])
    assert whole.traffic() == parts.traffic()
    assert sum(one.bytes for one in whole.traffic().flows) == sum(row[5] for row in rows)
    assert all(one.port < 32768 for one in whole.traffic().flows)
