"""What the tests with Terraform and OpenTofu share."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.proof.double import Doubles
from planner.proof.double_rung import double_environment
from planner.proof.drive import Drive
from planner.proof.programs import Cli


@pytest.fixture(scope="session")
def reattach() -> Iterator[str]:
    """The double's address, for TF_REATTACH_PROVIDERS."""
    with Doubles() as doubles:
        yield doubles.reattach


@pytest.fixture(params=["tofu", "terraform"])
def cli(request: pytest.FixtureRequest, tool: Callable[[str], str]) -> Cli:
    """Each tool in turn."""
    return Cli(request.param, tool(request.param), "")


@pytest.fixture
def driven(cli: Cli, reattach: str, tmp_path: Path) -> Callable[[str], Drive]:
    """Text of a root -> a drive of it, attached to the double."""

    def drive(text: str) -> Drive:
        folder = tmp_path / "root"
        folder.mkdir()
        (folder / "main.tf").write_text(text, encoding="utf-8")
        return Drive(folder, cli, double_environment(tmp_path, reattach, os.environ))

    return drive
