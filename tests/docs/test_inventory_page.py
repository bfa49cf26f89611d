"""The page on inventories names every format that is read and every check that is made."""

from pathlib import Path

from planner.inventory.checks import CODES
from planner.inventory.drift import MOST
from planner.inventory.exports import formats

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "inventory.md").read_text(encoding="utf-8")


def test_every_format_stands_in_the_page_with_the_way_to_make_such_a_file() -> None:
    for one in formats():
        assert f"| `{one.NAME}` |" in PAGE, one.NAME
        assert one.MAKE.replace("|", "\\|") in PAGE, one.NAME
    assert PAGE.count("\n| `") == len(formats()) + 4  # and the checks


def test_every_check_stands_in_the_page() -> None:
    for code in CODES:
        if not code.endswith("-more"):
            assert f"`{code}`" in PAGE, code
    assert f"From {MOST} resources on" in PAGE
