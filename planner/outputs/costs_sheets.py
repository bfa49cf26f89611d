"""The sheets of the workbook that hold rows: lines, unpriced, prices, assumptions."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from planner.model.money import CostLine
from planner.model.text import Language, Text
from planner.outputs import costs_words as words
from planner.outputs.costs_csv import proxies
from planner.outputs.costs_view import Group, View

if TYPE_CHECKING:
    from xlsxwriter.format import Format  # type: ignore[import-untyped]
    from xlsxwriter.workbook import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

HEAD = 2
"""Row (from 0) of the column names: a note stands above them, an empty row between."""

_WIDTHS = (14, 18, 10, 10, 13, 13, 13, 8, 46, 24, 20, 11, 16, 24, 16, 12, 11, 12, 9, 12, 50)

PRINTED = 14
"""Columns of the lines that fit a page; the others are for the screen."""

_LONGEST = 32_767
"""Characters that a cell holds."""

Style = Literal["text", "eur", "price", "count", "quantity"]


class Book:
    """An open workbook in one language, with its formats."""

    def __init__(self, workbook: "Workbook", language: Language) -> None:
        self.workbook = workbook
        self.language = language
        money = '#,##0.00\\ "€"' if language == "fr" else '"€"#,##0.00'
        self.formats: dict[str, Format] = {
            name: workbook.add_format(look)
            for name, look in {
                "text": {"valign": "top"},
                "wrapped": {"valign": "top", "text_wrap": True},
                "eur": {"num_format": money},
                "least": {"num_format": f'"≥ "{money}'},
                "price": {"num_format": "#,##0.0000######"},
                "count": {"num_format": "#,##0"},
                "quantity": {"num_format": "#,##0.###"},
                "share": {"num_format": "0.0%"},
                "head": {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF",
                         "text_wrap": True, "valign": "vcenter", "border": 1,
                         "border_color": "#8EA9DB"},
                "head_number": {"bold": True, "bg_color": "#1F3864", "font_color": "#FFFFFF",
                                "align": "right", "border": 1, "border_color": "#8EA9DB"},
                "title": {"bold": True, "font_size": 16, "font_color": "#1F3864"},
                "section": {"bold": True, "font_size": 12, "font_color": "#1F3864", "bottom": 2},
                "note": {"italic": True, "font_color": "#595959"},
                "total": {"bold": True, "top": 1, "num_format": money},
                "total_least": {"bold": True, "top": 1, "num_format": f'"≥ "{money}'},
                "total_text": {"bold": True, "top": 1},
                "total_count": {"bold": True, "top": 1, "num_format": "#,##0"},
                "key": {"bold": True, "font_size": 14, "num_format": "0.0%"},
            }.items()
        }  # fmt: skip

    def say(self, text: Text) -> str:
        """A text in the language of the workbook."""
        return text.of(self.language)

    def sheet(self, name: str) -> "Worksheet":
        """A new sheet, set up to be printed on A4 across."""
        sheet = self.workbook.add_worksheet(self.say(words.SHEETS[name]))
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L{self.say(words.SHEETS[name])}&R{self.say(words.PAGE)}")
        return sheet

    def table(
        self, name: str, note: Text, columns: Sequence[Text], widths: Sequence[int]
    ) -> "Worksheet":
        """A sheet with a note, column names that stay in sight, and widths."""
        sheet = self.sheet(name)
        sheet.write_string(0, 0, self.say(note), self.formats["note"])
        for place, (column, width) in enumerate(zip(columns, widths, strict=True)):
            sheet.write_string(HEAD, place, self.say(column), self.formats["head"])
            sheet.set_column(place, place, width)
        sheet.freeze_panes(HEAD + 1, 0)
        sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
        sheet.repeat_rows(HEAD)
        return sheet

    def put(self, sheet: "Worksheet", row: int, cells: Sequence[tuple[object, Style]]) -> None:
        """Writes one row; text is always text, whatever it begins with."""
        formats = self.formats
        for column, (value, style) in enumerate(cells):
            if style == "text":
                if value:
                    sheet.write_string(row, column, str(value)[:_LONGEST], formats["text"])
            else:
                sheet.write_number(row, column, float(str(value)), formats[style])


def group_cells(book: Book, group: Group) -> list[tuple[object, Style]]:
    """The four cells that the formulas of the summary select by."""
    say = book.say
    return [
        (say(words.SIDES[group.side]), "text"),
        (group.application or say(words.NO_APPLICATION), "text"),
        (say(words.PROXY if group.proxy else words.EXACT), "text"),
        (say(words.YES if group.compared else words.NO), "text"),
    ]


def lines_sheet(book: Book, view: View) -> int:
    """The largest lines, then the others added up by group; returns the last row used (from 0)."""
    shown, every = len(view.lines), len(view.plan.costs.lines)
    note = (
        words.LARGEST.filled(shown=shown, all=every) if view.rest else words.EVERY.filled(all=every)
    )
    sheet = book.table("lines", note, words.LINES, _WIDTHS)
    row = HEAD
    for row, line in enumerate(view.lines, start=HEAD + 1):
        book.put(sheet, row, _line(book, view, line))
    for row, rest in enumerate(view.rest, start=row + 1):  # noqa: B020 - goes on below the last
        amounts: list[tuple[object, Style]] = [
            (rest.low, "eur"), (rest.likely, "eur"), (rest.high, "eur"), (rest.lines, "count"),
            (book.say(words.OTHERS), "text"),
        ]  # fmt: skip
        book.put(sheet, row, group_cells(book, rest.group) + amounts)
    sheet.autofilter(HEAD, 0, max(row, HEAD + 1), len(words.LINES) - 1)
    sheet.print_area(0, 0, max(row, HEAD + 1), PRINTED - 1)
    return row


def _line(book: Book, view: View, line: CostLine) -> list[tuple[object, Style]]:
    price = line.price
    return [
        *group_cells(book, view.group(line)),
        (line.low, "eur"), (line.likely, "eur"), (line.high, "eur"), (1, "count"),
        (line.resource, "text"), (view.names.get(line.resource, ""), "text"),
        (book.say(line.component), "text"), (price.provider, "text"), (price.service, "text"),
        (f"{price.sku} {price.variant}".strip(), "text"), (price.region, "text"),
        (line.quantity.likely, "quantity"), (line.unit, "text"), (price.amount, "price"),
        (price.currency, "text"), (book.say(words.BASES[line.basis]), "text"),
        (proxies(price), "text"),
    ]  # fmt: skip


def unpriced_sheet(book: Book, view: View) -> int:
    """What has no price, and the count of what is not shown; returns the last row used (from 0)."""
    widths = (14, 18, 8, 17, 46, 24, 20, 11, 18, 24, 16, 90)
    sheet = book.table("unpriced", words.UNPRICED_NOTE, words.UNPRICED, widths)
    none = book.say(words.NO_APPLICATION)
    row = HEAD
    for row, line in enumerate(view.unpriced, start=HEAD + 1):
        book.put(sheet, row, [
            (book.say(words.SIDES[line.side]), "text"),
            (view.application(line.resource) or none, "text"), (1, "count"),
            (book.say(words.WHY[line.why]), "text"), (line.resource, "text"),
            (view.names.get(line.resource, ""), "text"), (book.say(line.component), "text"),
            (line.provider, "text"), (line.service, "text"), (line.sku, "text"),
            (line.region, "text"), (book.say(line.reason), "text"),
        ])  # fmt: skip
    for row, (side, application, count) in enumerate(view.unpriced_rest, start=row + 1):  # noqa: B020
        others: list[tuple[object, Style]] = [
            (book.say(words.SIDES[side]), "text"), (application or none, "text"), (count, "count"),
            (book.say(words.OTHERS), "text"),
        ]  # fmt: skip
        book.put(sheet, row, others)
    sheet.autofilter(HEAD, 0, max(row, HEAD + 1), len(words.UNPRICED) - 1)
    return row


def prices_sheet(book: Book, view: View) -> None:
    """Every price used, with its source."""
    widths = (11, 18, 26, 12, 18, 12, 14, 9, 12, 12, 8, 16, 60, 90)
    sheet = book.table("prices", words.PRICES_NOTE, words.PRICES, widths)
    row = HEAD
    for row, used in enumerate(view.prices(), start=HEAD + 1):
        price = used.price
        book.put(sheet, row, [
            (price.provider, "text"), (price.service, "text"), (price.sku, "text"),
            (price.variant, "text"), (price.region, "text"), (used.unit, "text"),
            (price.amount, "price"), (price.currency, "text"), (used.rate, "price"),
            (price.date, "text"), (used.lines, "count"), (used.likely, "eur"),
            (proxies(price), "text"), (price.source, "text"),
        ])  # fmt: skip
    sheet.autofilter(HEAD, 0, max(row, HEAD + 1), len(words.PRICES) - 1)


def assumptions_sheet(book: Book, view: View) -> None:
    """What is assumed and what it makes, then the rules of the count."""
    sheet = book.table(
        "assumptions", words.ASSUMPTIONS_NOTE, words.ASSUMPTIONS, (40, 14, 10, 16, 16, 16)
    )
    assumed: dict[tuple[str, str], list[CostLine]] = {}
    for line in view.plan.costs.lines:
        if line.basis == "assumed":
            assumed.setdefault((line.assumption, line.unit), []).append(line)
    row = HEAD
    for row, ((key, unit), lines) in enumerate(sorted(assumed.items()), start=HEAD + 1):
        book.put(sheet, row, [
            (key, "text"), (unit, "text"), (len(lines), "count"),
            (sum((line.low for line in lines), Decimal(0)), "eur"),
            (sum((line.likely for line in lines), Decimal(0)), "eur"),
            (sum((line.high for line in lines), Decimal(0)), "eur"),
        ])  # fmt: skip
    if not assumed:
        row += 1
        sheet.write_string(row, 0, book.say(words.NO_ASSUMPTION), book.formats["text"])
    sheet.write_string(row + 2, 0, book.say(words.CONVENTIONS_TITLE), book.formats["section"])
    for place, rule in enumerate(words.CONVENTIONS, start=row + 3):
        sheet.write_string(place, 0, book.say(rule), book.formats["text"])
