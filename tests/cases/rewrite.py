"""Rewrites the golden files of every case; read their diff before you commit it.

python tests/cases/rewrite.py
"""

import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from planner.cli.clouds import TARGETS
from tests.cases.plans import CASES, goldens, planned


def main() -> None:
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
