"""States and plans written by real tools, which lie beside the checkout and are not part of it."""

from pathlib import Path

import pytest
from pyarrow import parquet

from planner.cli.clouds import sources
from planner.inventory import read
from tests.cli.shell import ROOT, Cli

INPUTS = ROOT.parent / "shared" / "inputs"
FILES = sorted(
    path
    for folder in ("tfstate", "terraform_show_json")
    for path in (INPUTS / folder).glob("*")
    if path.is_file()
)

needs_inputs = pytest.mark.skipif(
    not FILES, reason="../shared/inputs is not beside this checkout; it cannot be fetched"
)


@needs_inputs
@pytest.mark.parametrize("path", FILES or [Path("none")], ids=lambda path: path.name)
def test_a_real_file_is_planned_for_every_target(path: Path, tmp_path: Path, cli: Cli) -> None:
    run = cli("migrate", path, "--target", "all", "--out", tmp_path / "out")
    assert run.code == 0, run.err
    ids = [one.id for one in read((path,), sources()).resources]
    for target in ("outscale", "ovh", "scaleway"):
        table = parquet.read_table(tmp_path / "out" / target / "tables" / "decisions.parquet")
        assert table.column("resource").to_pylist() == ids


@needs_inputs
def test_all_real_files_are_planned_together(tmp_path: Path, cli: Cli) -> None:
    run = cli("migrate", *FILES, "--target", "all", "--out", tmp_path / "out")
    assert run.code == 0, run.err
