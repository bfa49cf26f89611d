"""How much paper a row of a table takes, and which rows fit: four pages whatever the estate.

No font is at hand to measure with: widths are those of `fitting`, which are wider than most fonts.
"""

from collections.abc import Sequence
from math import ceil

from planner.outputs.decision.blocks import Line
from planner.outputs.report.fitting import width_of

ACROSS = 730
"""Pixels of a page's width, for letters of the size that `width_of` measures."""

PADDING = 6
LINE_MM = 3.7
ROW_MM = 1.8
"""Space above and below the lines of a row."""

Row = tuple[tuple[Line, ...], ...]
"""A row: cells, each of lines."""


def height_of(row: Row, widths: Sequence[int]) -> float:
    """Millimetres that a row takes at most: its tallest cell."""
    lines = [
        sum(_lines(line, ACROSS * width / 100 - PADDING) for line in cell)
        for cell, width in zip(row, widths, strict=True)
    ]
    return max(lines, default=1) * LINE_MM + ROW_MM


def _lines(line: Line, room: float) -> int:
    """Lines that the runs break into; a word that does not fit ends its line early."""
    wide = sum(width_of(run.text) * (1.08 if run.bold else 1.0) for run in line)
    return max(1, ceil(wide * 1.06 / room))


def fitted(
    rows: Sequence[Row], widths: Sequence[int], room: float
) -> tuple[tuple[Row, ...], float]:
    """The first rows that fit in `room` millimetres, at least one, and what they leave of it."""
    kept: list[Row] = []
    for row in rows:
        height = height_of(row, widths)
        if kept and height > room:
            break
        kept.append(row)
        room -= height
    return tuple(kept), max(0.0, room)
