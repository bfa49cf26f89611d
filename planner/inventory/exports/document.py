"""One value of a file as a format sees it: what it begins with, and its objects one after another."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import IO, Any, Literal, TypeAlias

import msgspec
from msgspec import Raw, Struct

from planner.inventory.exports.preview import ERRORS
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import Rejected, words

_SMALL = 4096

Form = Literal["object", "array", "lines", "rows", "text", "parquet"]


class Entry(Struct, frozen=True):
    """One object of a file, decoded."""

    place: str
    """Where in the file: `[3]`, `line 17`, `page 2`, `Reservations[0].Instances[4]`."""
    value: dict[str, Any]


class Page(Struct, frozen=True):
    """One object of a file, its keys decoded and nothing below them yet: an answer of an API."""

    place: str
    """'' for the only one."""
    top: dict[str, Raw]
    file: str

    def each(self, key: str) -> Iterator[Entry | Rejected]:
        """The objects of the list below `key`; lists within it are followed."""
        raw = self.top.get(key)
        if raw is not None:
            yield from elements(bytes(raw), f"{self.at}{key}", self.file)

    def value(self, key: str) -> Any:  # noqa: ANN401 - JSON
        """What is below `key`, decoded; None where it is absent or cannot be decoded."""
        raw = self.top.get(key)
        try:
            return None if raw is None else msgspec.json.decode(raw)
        except ERRORS:
            return None

    def small(self) -> dict[str, Any]:
        """Its words, numbers and small objects, decoded: what tells of the answer itself."""
        return {key: self.value(key) for key, raw in self.top.items() if len(bytes(raw)) < _SMALL}

    @property
    def at(self) -> str:
        """What the place of something in it begins with."""
        return f"{self.place}." if self.place else ""


class Document(Struct, frozen=True, kw_only=True):
    """One value of a file: most files hold one, a cassette of recorded answers many."""

    file: str
    form: Form
    """`object` and `array` of JSON; `lines` of one object each, or several objects in a row; `rows`
    of a table; `text` that is none of these; `parquet`, of which only `stream` reads."""
    first: Mapping[str, Any] = {}
    """The object itself, else the first one in it; of large lists only the first elements. A row by
    the names of its columns. Use it to tell the format, never to read."""
    columns: tuple[str, ...] = ()
    """Of a table."""
    head: str = ""
    """The beginning of a text."""
    place: str = ""
    """Of the value in its file, where that holds several."""
    uri: str = ""
    """What was asked, where the file tells: recorded answers do."""
    folders: tuple[str, ...] = ()
    """The folders that the file lies in, the nearest last."""
    source: Callable[[], Iterable["Part | Rejected"]]
    """Its objects, not decoded (rows: decoded); called anew for each pass."""
    whole: Callable[[], bytes]
    """All of it in memory, as UTF-8: for a text."""
    stream: Callable[[], IO[bytes]]
    """The whole file anew, unpacked, not held: for what reads tables by the column."""
    delimiter: str = ""
    """Of a table."""

    def objects(self) -> Iterator[Entry | Rejected]:
        """Its objects, each decoded when it is its turn; what is no object is rejected."""
        for part in self.source():
            if isinstance(part, Rejected):
                yield part
            elif isinstance(part.value, dict):
                yield Entry(part.place, part.value)
            else:
                yield from elements(part.value, part.place, self.file)

    def pages(self) -> Iterator[Page | Rejected]:
        """Its objects with their keys alone decoded, so that a large list is read one by one."""
        for part in self.source():
            if isinstance(part, Rejected):
                yield part
                continue
            if isinstance(part.value, dict):
                continue
            try:
                yield Page(
                    part.place, msgspec.json.decode(part.value, type=dict[str, Raw]), self.file
                )
            except ERRORS as failure:
                yield malformed(self.file, part.place, words(failure))


class Part(Struct, frozen=True):
    """An object of a document before it is looked at."""

    place: str
    value: bytes | dict[str, Any]


Found: TypeAlias = Entry | Rejected


def elements(content: bytes, place: str, file: str) -> Iterator[Found]:
    """The object, or those of the list and of the lists in it; null is nothing."""
    kind = content[:1]
    try:
        if kind == b"{":
            yield Entry(place, msgspec.json.decode(content, type=dict[str, Any]))
            return
        if kind != b"[":
            if content != b"null":
                yield malformed(file, place, "Expected `object`")
            return
        found = msgspec.json.decode(content, type=list[Raw])
    except ERRORS as failure:
        yield malformed(file, place, words(failure))
        return
    for number, one in enumerate(found):
        yield from elements(bytes(one), f"{place}[{number}]", file)


def malformed(file: str, place: str, why: str) -> Rejected:
    """A record that cannot be read; the others are."""
    return Rejected("", diagnostic("item-malformed", file, place=place, why=why))
