"""Bills, lists and flow logs that are cut off, mixed up or hostile: read or refused, never a crash."""

import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.cli.clouds import sources
from planner.errors import InputError
from planner.inventory import read
from planner.model.resource import Inventory

ROOT = Path(__file__).resolve().parents[4]
RECORDED = ROOT / "tests/recorded/exports"
SAMPLES = sorted(
    path for folder in ("bills", "flows", "machines") for path in (RECORDED / folder).iterdir()
)


def tried(tmp_path: Path, content: bytes) -> Inventory | None:
    path = tmp_path / "mutated"
    path.write_bytes(content)
    try:
        found = read([path], sources())
    except InputError:
        return None
    for row in found.ledger:
        assert row.read == row.resources + row.folded + row.rejected
    return found


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    sample=st.sampled_from(SAMPLES),
    at=st.floats(0, 1),
    cut=st.booleans(),
    junk=st.sampled_from(
        [
            b"",
            b'"',
            b"\xff\xfe",
            b"\0",
            b"\n\n",
            b";",
            b"{",
            b"9" * 60,
            b"1e9999",
            b"-",
            b"\xe9",
            b"NaN",
        ]
    ),
)
def test_a_mutated_copy_never_crashes(
    sample: Path,
    at: float,
    cut: bool,  # noqa: FBT001 - a strategy
    junk: bytes,
    tmp_path: Path,
) -> None:
    content = sample.read_bytes()
    place = int(len(content) * at)
    tried(tmp_path, content[:place] + junk + (b"" if cut else content[place:]))


def test_a_bill_cut_off_within_a_quote_keeps_what_is_whole(tmp_path: Path) -> None:
    content = (RECORDED / "bills/focus-1.2.csv").read_bytes()
    end = content.rindex(b'"{""')
    found = tried(tmp_path, content[: end + 3])
    assert found is not None
    whole = content[:end].count(b"\n") - 1
    assert sum(row.read - row.rejected for row in found.ledger) >= whole - 10
    assert "item-malformed" in {one.code for one in found.diagnostics}


def test_rows_with_too_few_cells_are_counted(tmp_path: Path) -> None:
    content = (RECORDED / "bills/cur.csv").read_bytes() + b"one,two\nthree\n"
    found = tried(tmp_path, content)
    assert found is not None
    said = next(one for one in found.diagnostics if one.code == "item-malformed")
    assert "2 × not" in said.detail.en
    assert sum(row.read for row in found.ledger) == content.count(b"\n") - 1


@pytest.mark.parametrize("length", [3, 8, 40, 400])
def test_a_parquet_file_that_is_cut_off_is_refused(length: int, tmp_path: Path) -> None:
    assert tried(tmp_path, b"PAR1" + b"\x15" * length) is None


def test_memory_holds_a_piece_of_the_table_and_not_all_of_it() -> None:
    """The reader asks for pieces; what it has had does not come again."""
    from planner.inventory.batches import _Clean  # noqa: PLC0415 - the reader alone

    stream = _Clean(io.BytesIO("é\0abc\xa0".encode("latin-1") * 3))
    assert stream.read(4) + stream.read(100) == ("éabc\xa0" * 3).encode()
    assert stream.read(4) == b""
