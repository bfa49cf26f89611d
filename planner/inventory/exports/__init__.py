"""Exports that are no Terraform: one module a format, found by itself.

A format is a module here with these names:

    NAME = "azure-resource-graph"      # the ledger's service
    CLOUD = "azure"                    # of a file that holds nothing; '' where any cloud writes it
    TITLE = Text(en=…, fr=…)           # what people call it
    MAKE = "az graph query -q Resources -o json > resources.json"      # how such a file is made
    SIGNS = ("data", "totalRecords", "skip_token")     # keys or columns, to name the nearest format

    def matches(document: Document) -> bool:
        # by its content: `document.form`, `document.first` (a preview of the first object, of large
        # lists only three elements), `document.columns`, `document.head`, `document.uri`. Hostile:
        # check types. No two formats may match one document.

    def items(document: Document) -> Iterator[Item | Rejected]:
        # each object as an Item: cloud, form, type, body, file=document.file, place, and account and
        # region where the object (not the file) tells them. Never decodes the whole: use
        #   document.objects()      each object (of an array, of lines, of rows) as Entry(place, value)
        #   document.pages()        each object as Page(place, top): keys decoded, values raw; then
        #     page.each("data")       the objects of a list below a key as Entry(place, value)
        #     page.value("columns")   one small value
        # All of these give `Rejected` for what cannot be decoded: yield it on. What is known not to be
        # a resource (deleted, a warning) is `Rejected(type, diagnostic(code, …), records)` as well, its
        # sentence in `problems_exports.py`; so that read = resources + folded + rejected.

Compression, encodings, byte order marks, recorders' wrappings, pages in a row and cut-off files are
seen to before a format sees a document (`opening`). What an item means is its cloud's to say:
`Source.adapt` turns it into records of Terraform types, which the cloud's rules read; an item of a
source without `adapt`, or of a type it does not know, becomes one unmapped resource.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, TypeAlias, cast

from planner.inventory.bills.charge import Bill
from planner.inventory.exports.document import Document, Entry, Page
from planner.inventory.interpret import Interpreted
from planner.inventory.machines.register import Register
from planner.inventory.terraform import Rejected
from planner.inventory.traffic.seen import Traffic
from planner.model.protocols import Item
from planner.model.text import Text

__all__ = ["Document", "Entry", "Format", "Item", "Page", "Rejected", "formats"]


Found: TypeAlias = Item | Interpreted | Rejected | Bill | Register | Traffic
"""`Interpreted` is a resource whose meaning no cloud is asked for."""


class Format(Protocol):
    """A module that reads one format."""

    NAME: str
    CLOUD: str
    TITLE: Text
    MAKE: str
    SIGNS: tuple[str, ...]

    def matches(self, document: Document) -> bool:
        """Whether the document is of this format."""

    def items(self, document: Document) -> Iterator[Found]:
        """Its objects; a bill, a register, the traffic of a file are one each."""


@lru_cache(maxsize=1)
def formats() -> tuple[Format, ...]:
    """Every format, by name of its module."""
    found = []
    for one in sorted(iter_modules(__path__), key=lambda module: module.name):
        module = import_module(f"{__name__}.{one.name}")
        if hasattr(module, "NAME") and hasattr(module, "items"):
            found.append(cast("Format", module))
    return tuple(found)
