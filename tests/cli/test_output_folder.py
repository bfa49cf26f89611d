"""The folder of `--out`: whose it is, and what is damaged in it."""

import json
import os
import subprocess
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.shell import HOSTILE, PROGRAM, ROOT, SMALL, Cli, migrate, put, refused


def test_an_output_folder_that_is_a_file_is_refused(tmp_path: Path, cli: Cli) -> None:
    path = put(tmp_path, b"mine", "out")
    run = migrate(cli, SMALL, out=path)
    assert run.code == 2
    assert "out" in run.err
    assert path.read_bytes() == b"mine"


def test_an_output_folder_below_a_file_is_refused(tmp_path: Path, cli: Cli) -> None:
    put(tmp_path, b"mine", "file")
    refused(migrate(cli, SMALL, out=tmp_path / "file" / "out"), 2, "--out")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere; run as another user")
def test_an_output_folder_that_may_not_be_written_is_refused(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    refused(migrate(cli, SMALL, out=tmp_path / "closed" / "out"), 2, "--out")


def test_a_plan_for_another_target_is_not_written_over(tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    assert migrate(cli, SMALL, out=out, target="ovh").code == 0
    before = (out / "plan.json").read_bytes()
    refused(migrate(cli, SMALL, out=out, target="scaleway"), 2, "ovh", "scaleway", "--out")
    assert (out / "plan.json").read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"resources": [{"id": 7}]}', b"\x00\xff", b"[" * 100_000]
)
def test_a_damaged_lock_is_refused_and_kept(content: bytes, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    assert migrate(cli, SMALL, out=out).code == 0
    put(out, content, "plan.lock.json")
    refused(migrate(cli, SMALL, out=out), 3, "plan.lock.json", "Restore")
    assert (out / "plan.lock.json").read_bytes() == content


def test_a_lock_of_a_later_version_is_refused(tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    out.mkdir()
    put(
        out,
        b'{"version": 99, "target": "scaleway", "region": "", "resources": []}',
        "plan.lock.json",
    )
    refused(migrate(cli, SMALL, out=out), 3, "plan.lock.json", "99")


@pytest.mark.parametrize("content", [b"", b"[]", b'{"a": 1}', b"\xff", b"[" * 100_000])
def test_a_damaged_manifest_is_refused(content: bytes, tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    assert migrate(cli, SMALL, out=out).code == 0
    put(out, content, "manifest.json")
    refused(migrate(cli, SMALL, out=out), 2, "manifest.json")


@pytest.mark.parametrize("escape", ["../victim", "/victim", "a/../../victim", "nul\u0000"])
def test_a_manifest_that_points_outside_removes_nothing_there(
    escape: str, tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "out"
    victim = put(tmp_path, b"precious", "victim")
    out.mkdir()
    # the hash is that of the file outside, as if we had written it
    escape = escape.replace("/victim", str(victim)) if escape == "/victim" else escape
    put(out, json.dumps({escape: sha256(b"precious").hexdigest()}), "manifest.json")
    refused(migrate(cli, SMALL, out=out), 2, "manifest.json")
    assert victim.read_bytes() == b"precious"


def test_files_of_other_people_stay_as_they_are(tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    out.mkdir()
    mine = put(out, b"mine", "plan.json")
    notes = put(out, b"notes", "notes.txt")
    assert migrate(cli, SMALL, out=out).code == 0
    assert mine.read_bytes() == b"mine"
    assert notes.read_bytes() == b"notes"


def test_the_folder_of_the_shell_may_be_the_output(tmp_path: Path) -> None:
    done = subprocess.run(  # noqa: S603 - our own words
        [*PROGRAM, "migrate", str(SMALL), "--target", "ovh", "--out", "."],
        check=False, capture_output=True, text=True, cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "plan.json").is_file()
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    assert [path.name for path in tmp_path.parent.iterdir()].count(tmp_path.name) == 1


def test_a_link_that_leads_out_of_the_folder_is_not_followed_to_remove(
    tmp_path: Path, cli: Cli
) -> None:
    out = tmp_path / "out"
    assert migrate(cli, SMALL, out=out).code == 0
    outside = put(tmp_path, (out / "costs" / "costs.csv").read_bytes(), "costs.csv")
    (out / "costs" / "costs.csv").unlink()
    (out / "costs" / "costs.csv").symlink_to(outside)
    before = outside.read_bytes()
    assert migrate(cli, HOSTILE, out=out).code == 0
    assert outside.read_bytes() == before


def test_what_replan_lets_go_of_in_vain_is_said(tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "out"
    assert migrate(cli, SMALL, out=out).code == 0
    words = ["migrate", SMALL, "--target", "scaleway", "--out", out, "--replan"]
    assert "--replan shop" not in cli(*words, "shop").err
    assert "--replan no-such*: the lock pins nothing" in cli(*words, "no-such*").err
