"""What a decision file is made of: headings, paragraphs, lists, tables, one picture, a place to sign."""

from typing import Any, Literal

from msgspec import Struct

from planner.model.resource import ResourceId
from planner.outputs.report.sovereignty_basis import shown
from planner.outputs.report.sovereignty_picture import Headline

Look = Literal["plain", "lead", "small", "verdict"]


class Run(Struct, frozen=True, kw_only=True):
    """Words of one look, with what shows them where they state a fact."""

    text: str
    bold: bool = False
    soft: bool = False
    evidence: tuple[str, ...] = ()
    resources: tuple[ResourceId, ...] = ()


Line = tuple[Run, ...]
"""Runs one after the other."""


class Heading(Struct, frozen=True):
    """A heading of level 1 (the title) or 2."""

    text: str
    level: int = 2
    kind: Literal["heading"] = "heading"


class Paragraph(Struct, frozen=True):
    """One paragraph."""

    runs: Line
    look: Look = "plain"
    kind: Literal["paragraph"] = "paragraph"


class Items(Struct, frozen=True):
    """A list of points."""

    items: tuple[Line, ...]
    kind: Literal["items"] = "items"


class Table(Struct, frozen=True, kw_only=True):
    """A table; a cell is lines, one under the other."""

    name: str
    """Of its own, in letters: documents ask for one."""
    heads: tuple[str, ...]
    widths: tuple[int, ...]
    """Per cent of the width; they add up to 100."""
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    tall: bool = False
    """Whether its rows leave room to write in."""
    kind: Literal["table"] = "table"


class Picture(Struct, frozen=True):
    """The headline picture."""

    headline: Headline
    kind: Literal["picture"] = "picture"


Block = Heading | Paragraph | Items | Table | Picture


class Dossier(Struct, frozen=True, kw_only=True):
    """The whole file."""

    title: str
    as_of: str
    tool: str
    blocks: tuple[Block, ...]

    def contents(self) -> dict[str, Any]:
        """What its templates print."""
        headline = next((one.headline for one in self.blocks if isinstance(one, Picture)), None)
        return {"it": self, "shown": shown, "headline": headline}


def plain(text: str) -> Line:
    """Words that need no basis: a heading of a row, a pointer."""
    return (Run(text=text),)
