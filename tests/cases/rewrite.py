"""Rewrites the golden files of every case; read their diff before you commit it.

python tests/cases/rewrite.py [coverage] [evidence] [help] [plans]
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from planner.cli.clouds import TARGETS
from planner.cli.coverage_page import coverage_page
from tests.cases.evidences import EVIDENCE, shown
from tests.cases.helps import HELP, helps
from tests.cases.plans import CASES, goldens, planned

COVERAGE = CASES.parents[1] / "docs" / "coverage.md"


def main() -> None:
    """Rewrites what is named on the command line, or all."""
    asked = set(sys.argv[1:]) or {"coverage", "evidence", "help", "plans"}
    if "coverage" in asked:
        COVERAGE.write_text(coverage_page(), encoding="utf-8")
    if "evidence" in asked:
        for name, text in shown().items():
            (EVIDENCE / name).write_text(text, encoding="utf-8")
    if "help" in asked:
        rewrite_help()
    if "plans" in asked:
        rewrite_plans()


def rewrite_help() -> None:
    """Writes `help/<command>.txt`."""
    shutil.rmtree(HELP, ignore_errors=True)
    HELP.mkdir()
    for name, text in helps().items():
        (HELP / f"{name}.txt").write_text(text, encoding="utf-8")


def rewrite_plans() -> None:
    """Writes `<case>/expected/<target>/…`, French for Outscale, English for the others."""
    for target in TARGETS:
        folder = CASES / "small" / "expected" / target
        shutil.rmtree(folder, ignore_errors=True)
        plan = planned(
            CASES / "small" / "terraform.tfstate", target,
            language="fr" if target == "outscale" else "en",
        )  # fmt: skip
        for path, content in goldens(plan):
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)


if __name__ == "__main__":
    main()
