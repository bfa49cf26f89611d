"""Roots that the real providers took hold on rung 1, and a dozen of them on rung 2.

They are facts beside the project, not in it: where they are not, this is skipped. The place is
taken from PLAN_VALIDATED_ROOTS, else from a folder `shared` beside the checkout.
"""

import os
import shutil
from pathlib import Path

import pytest

from planner.proof.double_rung import double_environment
from planner.proof.drive import Drive
from planner.proof.programs import Cli
from planner.proof.static import check_root

BESIDE = Path(__file__).parents[3] / "shared" / "facts" / "terraform" / "validated"
FOLDER = Path(os.environ.get("PLAN_VALIDATED_ROOTS", BESIDE))
ROOTS = sorted(path.parent for path in FOLDER.glob("*/*/main.tf"))
DOZEN = ROOTS[::5]

pytestmark = pytest.mark.skipif(not ROOTS, reason="no validated roots; set PLAN_VALIDATED_ROOTS")


def name_of(root: Path) -> str:
    return f"{root.parent.name}-{root.name}"


@pytest.mark.parametrize("root", ROOTS, ids=name_of)
def test_a_root_that_the_real_provider_took_breaks_nothing(root: Path) -> None:
    assert [one for one in check_root(root) if one.severity == "error"] == []


@pytest.mark.parametrize("root", DOZEN, ids=name_of)
def test_a_root_that_the_real_provider_took_applies_with_the_double(
    root: Path, cli: Cli, reattach: str, tmp_path: Path
) -> None:
    shutil.copytree(root, tmp_path / "root")
    drive = Drive(tmp_path / "root", cli, double_environment(tmp_path, reattach, os.environ))
    if (root / "offline.tfvars").is_file():
        drive.variables = ["-var-file=offline.tfvars"]
    assert drive.go("init", "validate", "apply", "second plan", "destroy"), drive.wrong


def test_a_broken_root_is_refused_too(tmp_path: Path) -> None:
    """The same roots with one argument misspelt: none passes."""
    for root in ROOTS[::7]:
        copy = tmp_path / name_of(root)
        shutil.copytree(root, copy)
        main = copy / "main.tf"
        text = main.read_text("utf-8")
        main.write_text(
            text.replace("  name ", "  nmae ", 1).replace("\n  region", "\n  regoin", 1)
        )
        if main.read_text("utf-8") != text:
            assert [one for one in check_root(copy) if one.severity == "error"], root
