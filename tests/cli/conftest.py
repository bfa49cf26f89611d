"""The command line run in this process, errors and exit codes as a shell sees them."""

import gc
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.shell import PROGRAM, ROOT, SMALL, Ran, ran


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str]) -> Iterator[Callable[..., Ran]]:
    """`cli("migrate", path, "--target", "ovh")`: English unless `--lang` comes first."""

    def call(*words: str | Path) -> Ran:
        given = [str(word) for word in words]
        if not given or not given[0].startswith("--lang"):
            given = ["--lang", "en", *given]
        capsys.readouterr()
        code = ran(given)
        out, err = capsys.readouterr()
        return Ran(code, out, err)

    yield call
    gc.unfreeze()  # a run treats the collector as one that has its process for itself
    gc.enable()


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plans of the small estate: `one` for Scaleway, `all` for every target."""
    folder = tmp_path_factory.mktemp("plans")
    for name, target in (("one", "scaleway"), ("all", "all")):
        subprocess.run(  # noqa: S603 - our own words
            [*PROGRAM, "migrate", str(SMALL), "--target", target, "--out", str(folder / name)],
            check=True, capture_output=True, cwd=ROOT,
        )  # fmt: skip
    return folder
