"""The same input gives the same bytes, wherever and whoever runs."""

import json
import os
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path

from tests.cli.shell import PROGRAM, ROOT, SMALL


def digests(folder: Path) -> dict[str, str]:
    """Path below the folder -> hash of the file."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def migrate(state: Path, out: Path, target: str, **environment: str) -> None:
    subprocess.run(  # noqa: S603 - our own words
        [*PROGRAM, "--lang", "en", "migrate", str(state), "--target", target, "--out", str(out)],
        check=True, capture_output=True, cwd=ROOT, env={**os.environ, **environment},
    )  # fmt: skip


def test_two_runs_elsewhere_write_the_same_bytes(tmp_path: Path) -> None:
    elsewhere = tmp_path / "a folder" / "of other depth" / "terraform.tfstate"
    elsewhere.parent.mkdir(parents=True)
    shutil.copy(SMALL, elsewhere)
    migrate(SMALL, tmp_path / "one", "all", HOME=str(tmp_path), TZ="UTC", PYTHONHASHSEED="1")
    migrate(
        elsewhere, tmp_path / "nested" / "two", "all",
        HOME="/", TZ="Asia/Kathmandu", PYTHONHASHSEED="2", USER="someone", LC_ALL="C",
    )  # fmt: skip
    one, two = digests(tmp_path / "one"), digests(tmp_path / "nested" / "two")
    assert len(one) > 50
    assert one == two


def test_one_target_of_all_is_as_that_target_alone(tmp_path: Path) -> None:
    migrate(SMALL, tmp_path / "all", "all", PYTHONHASHSEED="3")
    migrate(SMALL, tmp_path / "alone", "ovh", PYTHONHASHSEED="4")
    assert digests(tmp_path / "all" / "ovh") == digests(tmp_path / "alone")


def test_a_second_run_into_the_same_folder_changes_nothing(tmp_path: Path) -> None:
    migrate(SMALL, tmp_path, "scaleway")
    before = digests(tmp_path)
    migrate(SMALL, tmp_path, "scaleway")
    assert digests(tmp_path) == before


def test_no_output_names_this_machine(tmp_path: Path) -> None:
    migrate(SMALL, tmp_path / "out", "all")
    told = (str(tmp_path), str(ROOT), str(Path.home()), os.uname().nodename)
    for path in sorted((tmp_path / "out").rglob("*")):
        if path.suffix in {".json", ".tf", ".md", ".html", ".csv"}:
            text = path.read_text(encoding="utf-8", errors="replace")
            assert not [word for word in told if len(word) > 4 and word in text], path.name
    assert json.loads((tmp_path / "out" / "ovh" / "plan.json").read_bytes())["header"]["inputs"]
