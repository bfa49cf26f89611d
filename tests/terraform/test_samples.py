"""Every root of every sample estate holds on rungs 1 and 2, for every target, with both tools."""

import os
from functools import lru_cache
from pathlib import Path

import pytest

from planner.catalogue.data import data_path
from planner.cli.clouds import TARGETS
from planner.cli.run import Job, run
from planner.cli.words import Words
from planner.model.policy import Overrides, Policy
from planner.proof import double_rung, static_rung
from planner.proof.estate import Estate, find_estates
from planner.proof.programs import Cli

SAMPLES = sorted(path.name for path in data_path("mappings", "samples").iterdir() if path.is_dir())


@pytest.fixture(scope="session")
def planned(tmp_path_factory: pytest.TempPathFactory) -> "Planned":
    return Planned(tmp_path_factory.mktemp("samples"))


class Planned:
    """The output for each sample and target, made when first asked for."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.estate = lru_cache(self._estate)

    def _estate(self, sample: str, target: str) -> Estate:
        out = self._folder / sample / target
        state = data_path("mappings", "samples", sample, "terraform.tfstate")
        job = Job(
            files=(state,), targets=(target,), compare=False, out=out,
            policy=Policy(), overrides=Overrides(),
        )  # fmt: skip
        run(job, Words("en", quiet=True))
        (estate,) = find_estates(out)
        return estate


EACH = pytest.mark.parametrize(
    ("sample", "target"), [(sample, target) for sample in SAMPLES for target in TARGETS]
)


@EACH
def test_every_root_holds_against_schemas_and_rules(
    planned: Planned, sample: str, target: str
) -> None:
    results = static_rung.climb(planned.estate(sample, target))
    assert len(results) > 1
    assert [(one.root, one.detail.en) for one in results if one.status != "passed"] == []


@EACH
def test_every_root_applies_stays_and_goes(
    planned: Planned, cli: Cli, reattach: str, sample: str, target: str
) -> None:
    estate = planned.estate(sample, target)
    results = double_rung.climb(estate, cli, reattach, os.environ)
    assert [one.root for one in results] == list(estate.roots)
    assert [(one.root, one.detail.en) for one in results if one.status != "passed"] == []
