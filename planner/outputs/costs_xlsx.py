"""`costs/costs.xlsx`: the workbook that a finance team checks, with formulas it can follow."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from io import BytesIO

from planner.model.plan import MigrationPlan, OutputFile
from planner.outputs import costs_words as words
from planner.outputs.costs_sheets import (
    Book,
    assumptions_sheet,
    lines_sheet,
    prices_sheet,
    unpriced_sheet,
)
from planner.outputs.costs_summary import Columns, Summary
from planner.outputs.costs_view import MOST, View

NAME = "costs-xlsx"

PATH = "costs/costs.xlsx"

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(plan: MigrationPlan) -> Iterator[OutputFile]:
    """One workbook: summary, lines, unpriced, prices, assumptions."""
    yield OutputFile(path=PATH, content=workbook(plan))


def workbook(plan: MigrationPlan, most: int = MOST) -> bytes:
    """The workbook with at most so many single lines a sheet; same plan, same bytes."""
    from xlsxwriter import Workbook  # type: ignore[import-untyped] # noqa: PLC0415 - 65 ms

    content = BytesIO()
    opened = Workbook(content, _OPTIONS)
    book = Book(opened, plan.header.language)
    view = View(plan, most)
    opened.set_properties(
        {
            "title": book.say(words.TITLE.filled(target=view.target, region=plan.header.region)),
            "created": _created(plan.header.as_of),
        }
    )
    opened.set_calc_mode("auto")
    summary = book.sheet("summary")
    columns = Columns(book, lines_sheet(book, view), unpriced_sheet(book, view))
    prices_sheet(book, view)
    assumptions_sheet(book, view)
    Summary(book, view, summary, columns).write()
    summary.activate()
    opened.close()
    return content.getvalue()


def _created(as_of: str) -> datetime:
    """The date of the plan; the workbook's own clock would make its bytes differ."""
    try:
        day = date.fromisoformat(as_of)
    except ValueError:
        day = date(2000, 1, 1)
    return datetime.combine(day, time(), tzinfo=UTC).replace(tzinfo=None)
