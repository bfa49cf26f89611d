"""The first sheet of the workbook: how far the costs are known, then totals, all as formulas.

Each formula selects rows of the sheets beside it, so that finance can follow it; its value as the
plan has it is stored with it, for readers that do not calculate.
"""

from decimal import Decimal
from typing import TYPE_CHECKING

from planner.model.money import Side, Total
from planner.model.text import Text
from planner.outputs import costs_words as words
from planner.outputs.costs_sheets import HEAD, Book
from planner.outputs.costs_view import View

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

SIDES: tuple[Side, ...] = ("now", "then", "once")
NOTHING = Decimal(0)


class Columns:
    """Ranges of the other sheets, as formulas quote them."""

    def __init__(self, book: Book, last_line: int, last_unpriced: int) -> None:
        self._lines = (book.say(words.SHEETS["lines"]), max(last_line, HEAD + 1))
        self._unpriced = (book.say(words.SHEETS["unpriced"]), max(last_unpriced, HEAD + 1))

    def lines(self, column: str) -> str:
        """A column of lines: A side, B application, C priced, D compared, E-G euros, H count."""
        return _range(*self._lines, column)

    def unpriced(self, column: str) -> str:
        """A column of the sheet of gaps: A side, B application, C count."""
        return _range(*self._unpriced, column)

    def sum(self, column: str, **criteria: str) -> str:
        """SUMIFS over lines; criteria by the letter of their column, each a text or a cell."""
        chosen = "".join(f",{self.lines(letter)},{value}" for letter, value in criteria.items())
        return f"SUMIFS({self.lines(column)}{chosen})"

    def gaps(self, **criteria: str) -> str:
        """SUMIFS over the count of gaps."""
        chosen = "".join(f",{self.unpriced(letter)},{value}" for letter, value in criteria.items())
        return f"SUMIFS({self.unpriced('C')}{chosen})"


def _range(sheet: str, last: int, column: str) -> str:
    return f"'{sheet}'!${column}${HEAD + 2}:${column}${last + 1}"


def text(value: str) -> str:
    """A text within a formula."""
    return '"' + value.replace('"', '""') + '"'


def _at_least(total: Total) -> str:
    """The look of an amount that leaves something out, or of one that does not."""
    return "least" if total.unpriced else "eur"


class Summary:
    """Writes the sheet from the top down."""

    def __init__(self, book: Book, view: View, sheet: "Worksheet", columns: Columns) -> None:
        self.book = book
        self.view = view
        self.sheet = sheet
        self.columns = columns
        self.row = 0

    def write(self) -> None:
        """Title, shares, totals, comparison, applications."""
        self.sheet.set_column(0, 0, 52)
        self.sheet.set_column(1, 7, 16)
        self._title()
        self._shares()
        self._totals()
        self._comparison()
        self._applications()

    def _say(self, text_: Text, style: str, *, column: int = 0) -> None:
        self.sheet.write_string(self.row, column, self.book.say(text_), self.book.formats[style])

    def _formula(self, column: int, formula: str, value: object, style: str) -> None:
        known = isinstance(value, Decimal | int)
        cached = float(str(value)) if known else self.book.say(words.UNKNOWN)
        self.sheet.write_formula(self.row, column, f"={formula}", self.book.formats[style], cached)

    def _share(self, column: int, part: str, whole: str, value: Decimal | None, style: str) -> None:
        """A part of a whole; of nothing it is unknown, not zero."""
        unknown = text(self.book.say(words.UNKNOWN))
        self._formula(column, f"IF({whole}=0,{unknown},{part}/{whole})", value, style)

    def _section(self, title: Text, *columns: Text) -> None:
        self.row += 2
        self._say(title, "section")
        if columns:
            self.row += 1
            for place, column in enumerate(columns):
                self._say(column, "head_number" if place else "head", column=place)

    def _title(self) -> None:
        header = self.view.plan.header
        self._say(words.TITLE.filled(target=self.view.target, region=header.region), "title")
        self.row += 1
        self._say(words.AS_OF.filled(date=header.as_of), "note")

    def _side(self, side: Side) -> str:
        return text(self.book.say(words.SIDES[side]))

    def _shares(self) -> None:
        costs = self.view.plan.costs
        self._section(words.SHARE_TITLE)
        now = self._side("now")
        spend = self.columns.sum("F", A=now)
        for label, kind, value in (
            (words.SHARE_EXACT, words.EXACT, costs.exact_share),
            (words.SHARE_PROXY, words.PROXY, costs.proxy_share),
        ):
            self.row += 1
            self._say(label, "text")
            part = self.columns.sum("F", A=now, C=text(self.book.say(kind)))
            self._share(1, part, spend, value, "key")
        self.row += 1
        self._say(words.SHARE_UNPRICED, "text")
        gaps, lines = self.columns.gaps(A=now), self.columns.sum("H", A=now)
        every = f"({gaps}+{lines})"
        self._share(1, gaps, every, costs.unpriced_share, "key")

    def _totals(self) -> None:
        self._section(words.TOTALS_TITLE, *words.TOTALS)
        costs = self.view.plan.costs
        totals: tuple[Total, ...] = (costs.now, costs.then, costs.once)
        for side, total in zip(SIDES, totals, strict=True):
            self.row += 1
            self._say(words.SIDES[side], "text")
            chosen = f"$A{self.row + 1}"
            proxy = text(self.book.say(words.PROXY))
            sums = self.columns
            style = _at_least(total)
            self._formula(1, sums.sum("E", A=chosen), total.low, style)
            self._formula(2, sums.sum("F", A=chosen), total.likely, style)
            self._formula(3, sums.sum("G", A=chosen), total.high, style)
            self._formula(4, sums.sum("H", A=chosen), total.lines, "count")
            self._formula(5, sums.sum("H", A=chosen, C=proxy), total.proxies, "count")
            self._formula(6, sums.sum("F", A=chosen, C=proxy), total.proxy_likely, "eur")
            self._formula(7, sums.gaps(A=chosen), total.unpriced, "count")
        self.row += 1
        self._say(words.TOTALS_NOTE, "note")

    def _comparison(self) -> None:
        compared = self.view.plan.costs.comparable
        self._section(words.COMPARED_TITLE)
        yes = text(self.book.say(words.YES))
        now = self.columns.sum("F", A=self._side("now"), D=yes)
        then = self.columns.sum("F", A=self._side("then"), D=yes)
        spend = self.columns.sum("F", A=self._side("now"))
        self.row += 1
        self._say(words.COMPARED_RESOURCES, "text")
        self.sheet.write_number(
            self.row, 1, self.view.compared_resources(), self.book.formats["count"]
        )
        self.row += 1
        self._say(words.COMPARED_SHARE, "text")
        self._share(1, now, spend, compared.share_of_spend, "share")
        change = compared.then.likely - compared.now.likely
        for label, formula, value, style in (
            (words.COMPARED_NOW, now, compared.now.likely, "eur"),
            (words.COMPARED_THEN, then, compared.then.likely, "eur"),
            (words.COMPARED_CHANGE, f"{then}-{now}", change, "total"),
        ):
            self.row += 1
            self._say(label, "total_text" if style == "total" else "text")
            self._formula(1, formula, value, style)

    def _applications(self) -> None:
        self._section(words.APPLICATIONS_TITLE, *words.APPLICATIONS)
        costs = self.view.plan.costs
        first = self.row + 1
        known = costs.by_application
        for name in self.view.applications():
            self.row += 1
            label = name or self.book.say(words.NO_APPLICATION)
            self.sheet.write_string(self.row, 0, label, self.book.formats["text"])
            chosen = f"$A{self.row + 1}"
            totals = known.get(name) or self._homeless()
            for place, (side, total) in enumerate(zip(SIDES, totals, strict=True), start=1):
                formula = self.columns.sum("F", A=self._side(side), B=chosen)
                self._formula(place, formula, total.likely, _at_least(total))
            count = sum(total.unpriced for total in totals)
            self._formula(4, self.columns.gaps(B=chosen), count, "count")
        if self.row >= first:
            self._sum_of_applications(first)

    def _homeless(self) -> tuple[Total, ...]:
        """What no application holds: the totals less those of the applications."""
        costs = self.view.plan.costs
        found = []
        for place, whole in enumerate((costs.now, costs.then, costs.once)):
            held = [totals[place] for totals in costs.by_application.values()]
            likely = whole.likely - sum((total.likely for total in held), NOTHING)
            unpriced = whole.unpriced - sum(total.unpriced for total in held)
            found.append(Total(low=NOTHING, likely=likely, high=NOTHING, unpriced=unpriced))
        return tuple(found)

    def _sum_of_applications(self, first: int) -> None:
        last = self.row
        self.row += 1
        costs = self.view.plan.costs
        totals = (costs.now, costs.then, costs.once)
        self._say(words.TOTALS_TITLE, "total_text")
        for place, total in enumerate(totals, start=1):
            letter = "ABCDE"[place]
            style = f"total_{_at_least(total)}".removesuffix("_eur")
            formula = f"SUM({letter}{first + 1}:{letter}{last + 1})"
            self._formula(place, formula, total.likely, style)
        gaps = sum(total.unpriced for total in totals)
        self._formula(4, f"SUM(E{first + 1}:E{last + 1})", gaps, "total_count")
