"""Rewrites the words that the report is expected to say; read their diff before you commit it.

python tests/unit/report/rewrite.py
"""

import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2]))

from planner.model.text import LANGUAGES  # noqa: E402 - the checkout is on the path from here on
from tests.unit.report.assessed import assessed  # noqa: E402
from tests.unit.report.made import made  # noqa: E402
from tests.unit.report.reading import lines  # noqa: E402

if __name__ == "__main__":
    (HERE / "expected").mkdir(exist_ok=True)
    for language in LANGUAGES:
        said = {
            language: lines(made(language)),
            f"sovereignty.{language}": lines(assessed(language), "sovereignty"),
        }
        for name, found in said.items():
            path = HERE / "expected" / f"{name}.txt"
            path.write_text("\n".join(found) + "\n", encoding="utf-8")
