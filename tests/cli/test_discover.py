"""`plan discover` before it speaks to any cloud."""

import json
from pathlib import Path

from providers.sources.aws.permissions import policy_document
from tests.cli.shell import Cli


def test_the_policy_that_a_collection_needs_is_printed_without_collecting(cli: Cli) -> None:
    run = cli("discover", "aws", "--print-permissions")
    assert run.code == 0
    assert "SecurityAudit, ViewOnlyAccess" in run.err
    assert json.loads(run.out) == policy_document()


def test_printing_the_policy_writes_no_folder(tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "inventory"
    assert cli("discover", "aws", "--print-permissions", "--out", out).code == 0
    assert not out.exists()


def test_a_collection_needs_a_folder(cli: Cli) -> None:
    run = cli("discover", "aws")
    assert run.code == 2
    assert run.out == ""
    assert "--out" in run.err


def test_the_permissions_of_a_cloud_are_printed_by_the_group_too(cli: Cli) -> None:
    run = cli("discover", "--print-permissions", "aws")
    assert (run.code, run.err) == (0, "")
    assert json.loads(run.out) == policy_document()


def test_a_cloud_that_is_none_is_not_collected(cli: Cli) -> None:
    assert cli("discover", "oracle").code == 2
