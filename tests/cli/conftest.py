"""The command line run in this process, errors and exit codes as a shell sees them."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.cli.shell import Ran, ran


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
    gc.enable()  # a run switches the collector off for the time of its process
