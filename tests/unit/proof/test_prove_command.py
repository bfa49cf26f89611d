"""`plan prove` says what it found, writes it beside the roots, and ends with 1 where it failed."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from planner.cli.prove_ import command
from planner.cli.words import Words

GOOD = 'resource "scaleway_vpc" "main" {\n  name = "main"\n}\n'
HEAD = (
    'terraform {\n  required_providers {\n    scaleway = { source = "scaleway/scaleway" }\n  }\n}\n'
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "terraform" / "scaleway-fr-par" / "foundation"
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(HEAD + GOOD, encoding="utf-8")
    return folder


def asked(*arguments: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, list(arguments), obj=Words("fr", quiet=True))
    return result.exit_code, result.stdout, result.stderr


def test_a_good_plan_passes_and_the_page_is_written(root: Path, tmp_path: Path) -> None:
    code, out, words = asked(str(tmp_path), "--rung", "1")
    assert code == 0
    assert "réussi" in out
    assert "non montré :" in words
    page = (root.parent / "PROOF.md").read_text("utf-8")
    assert "Ce qui a été prouvé" in page
    assert not list(root.parent.glob("*.part"))


def test_a_broken_plan_ends_with_1_and_says_where(root: Path, tmp_path: Path) -> None:
    (root / "main.tf").write_text(HEAD + GOOD.replace("name", "nmae"), encoding="utf-8")
    code, out, words = asked(str(tmp_path), "--rung", "1", "--no-write")
    assert code == 1
    assert "échec" in out
    assert "main.tf:7" in words
    assert not (root.parent / "PROOF.md").exists()


def test_json_holds_every_result(root: Path, tmp_path: Path) -> None:
    code, out, _ = asked(str(tmp_path), "--rung", "1", "--json")
    assert code == 0
    (result,) = json.loads(out)
    assert (result["root"], result["rung"], result["status"]) == (root.name, 1, "passed")
