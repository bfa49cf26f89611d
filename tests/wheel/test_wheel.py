"""The wheel: what is in it, and that it works where there is no checkout."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_BYTES = 4_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built with the tools that are here."""
    pytest.importorskip("hatchling", reason="hatchling builds the wheel; `make test` installs it")
    out = tmp_path_factory.mktemp("dist")
    run(
        sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index",
        "--quiet", "--wheel-dir", str(out), str(ROOT),
    )  # fmt: skip
    (found,) = out.glob("*.whl")
    return found


def run(*words: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {name: word for name, word in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(  # noqa: S603 - our own words
        words, check=False, capture_output=True, text=True, cwd=cwd, env=environment
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def names(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        return archive.namelist()


def test_it_holds_the_code_and_its_data(names: list[str]) -> None:
    for part in ("mappings", "templates"):
        here = {
            path.relative_to(ROOT).as_posix() for path in (ROOT / part).rglob("*") if path.is_file()
        }
        there = {name.removeprefix("planner/_data/") for name in names if f"_data/{part}/" in name}
        assert there == {name for name in here if not re.search(r"/\.|__pycache__", name)}
    for package in ("planner", "providers"):
        for path in (ROOT / package).rglob("*.py"):
            assert path.relative_to(ROOT).as_posix() in names


def test_it_holds_nothing_else(names: list[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {
        "planner", "providers", "transhumance",
    }  # fmt: skip
    assert not [name for name in names if re.search(r"test|\.pyc|\.swp|~$|\.orig", name)]


def test_it_is_small_enough_to_send(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_BYTES


def contents(wheel: Path) -> Iterator[tuple[str, bytes]]:
    with ZipFile(wheel) as archive:
        for name in archive.namelist():
            yield name, archive.read(name)


def test_nothing_in_it_names_a_machine(wheel: Path) -> None:
    told = [str(ROOT).encode(), str(Path.home()).encode() + b"/", os.uname().nodename.encode()]
    told = [word for word in told if len(word) > 6]
    for name, content in contents(wheel):
        assert not [word for word in told if word in content], name
        assert not re.search(rb"[^\w.](?:/work/|/tmp/pytest)", content), name


def test_its_data_says_under_which_licence_it_is(wheel: Path) -> None:
    (metadata,) = [content for name, content in contents(wheel) if name.endswith("/METADATA")]
    assert b"License-Expression: Apache-2.0 AND CC-BY-SA-4.0" in metadata


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`plan` of the wheel, in an environment that sees the libraries of this one but no checkout."""
    home = tmp_path_factory.mktemp("fresh") / "venv"
    venv.create(home, with_pip=False)
    python = home / "bin" / "python"
    site = Path(
        run(
            str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"
        ).stdout.strip()
    )
    run(
        sys.executable, "-m", "pip", f"--python={python}", "install", "--no-deps", "--no-index",
        "--quiet", "--disable-pip-version-check", str(wheel),
    )  # fmt: skip
    # A path, not a `.pth` of that site: its own files (the editable checkout) must not be run.
    (site / "libraries.pth").write_text(f"{sysconfig.get_path('purelib')}\n")
    return home / "bin" / "plan"


def test_the_demo_runs_from_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    where = run(
        str(installed.with_name("python")), "-c", "import planner; print(planner.__file__)",
        cwd=tmp_path,
    )  # fmt: skip
    assert str(installed.parents[1]) in where.stdout, "the checkout was imported, not the wheel"
    assert not list(tmp_path.iterdir())
    told = run(str(installed), "demo", "--out", "demo", cwd=tmp_path)
    assert told.stderr.count("Next: plan prove") == 3
    for estate in ("aws-retailer", "azure-public-body", "gcp-health"):
        folder = tmp_path / "demo" / estate
        assert (folder / "comparison" / "comparison.json").is_file()
        for target in ("outscale", "ovh", "scaleway"):
            for name in ("plan.json", "plan.lock.json", "report/index.html", "costs/costs.xlsx"):
                assert (folder / target / name).stat().st_size > 0
            assert list((folder / target / "terraform").rglob("*.tf"))


def test_its_rung_one_and_its_explanations_work(installed: Path, tmp_path: Path) -> None:
    run(str(installed), "policy", "init", cwd=tmp_path)
    assert {one.name for one in tmp_path.iterdir()} == {"policy.yaml", "overrides.yaml"}
    assert "fr-par" in run(str(installed), "targets", cwd=tmp_path).stdout
