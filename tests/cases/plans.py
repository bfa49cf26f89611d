"""How a case becomes files: the whole way from its state to everything a person reads."""

from collections.abc import Iterator
from pathlib import Path

from planner.catalogue.mappings import load_target
from planner.cli.clouds import TARGETS, sources, target
from planner.inventory import read
from planner.model.plan import MigrationPlan
from planner.model.policy import Lock, Overrides, Policy
from planner.model.text import Language
from planner.pipeline import Request, files_of, join, plan_for

CASES = Path(__file__).parent
AS_OF = "2026-11-22"
READ_BY_PEOPLE = (".tf", ".md", ".tfvars", ".csv", ".json")
"""Golden files; workbooks, tables and pages are compared by value elsewhere."""


def quiet(_stage: str) -> None:
    """No progress in tests."""


def planned(
    state: Path, name: str, *, language: Language = "en", lock: Lock | None = None,
    overrides: Overrides | None = None,
) -> MigrationPlan:  # fmt: skip
    """The plan of one state for one target."""
    request = Request(
        policy=Policy(), overrides=overrides or Overrides(), lock=lock or Lock(), as_of=AS_OF,
        language=language,
    )  # fmt: skip
    connected = join(read((state,), sources()), sources(), TARGETS, request, quiet)
    return plan_for(target(name), connected, request, quiet)


def written(plan: MigrationPlan) -> dict[str, bytes]:
    """Every output file of a plan by its path."""
    name = plan.header.target
    return {
        file.path: file.content for file in files_of(plan, target(name), load_target(name), quiet)
    }


def goldens(plan: MigrationPlan) -> Iterator[tuple[str, bytes]]:
    """The files that are kept as goldens: text that people read."""
    for path, content in sorted(written(plan).items()):
        if path.endswith(READ_BY_PEOPLE) and not path.startswith("tables/"):
            yield path, content
