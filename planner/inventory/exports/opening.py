"""A file taken apart into its values: JSON, lines of JSON, pages in a row, a table, a text."""

import csv
import re
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Raw

from planner.errors import InputError
from planner.inventory.batches import PARQUET, parquet_columns
from planner.inventory.exports.document import Document, Part, malformed
from planner.inventory.exports.preview import ERRORS, preview
from planner.inventory.exports.recorded import Answer, answers
from planner.inventory.exports.template_yaml import CASSETTE, load_yaml_text
from planner.inventory.files import InputFile
from planner.inventory.problems import input_error
from planner.inventory.terraform import Rejected, words

_TRAILING = re.compile(r"trailing characters \(byte (\d+)\)")
_YAML = re.compile(r"---|[\"']?[\w:-]+[\"']?\s*:(?:\s|$)")
"""How a document of YAML begins."""
_CASSETTE = re.compile(rb"^interactions\s*:", re.MULTILINE)
_DELIMITERS = ",;\t|"
_CELL = 1 << 24
"""Bytes that a cell may hold: the portals write whole JSON documents into one."""

Source = Callable[[], Iterator[Part | Rejected]]


def documents(file: InputFile) -> Iterator[Document | Rejected]:
    """The values of a file, recorded answers unwrapped.

    Raises:
        InputError: where it cannot be opened, is empty, or is JSON that is cut off.
    """
    head = file.head
    if head.startswith(PARQUET):
        yield _document(file, lambda: iter(()), form="parquet", columns=_columns_of(file))
        return
    first = _first_line(head)
    if not first:
        raise input_error(file.name, "not-json", why="empty")
    if first[:1] not in (b"{", b"["):
        if _CASSETTE.search(head):
            yield from _cassette(file)
        else:
            yield _table(file, head) or _text(file, head)
        return
    if _is_object(first) and _follows(head, first):
        yield _lines(file, first)
        return
    yield from _json(file)


def _columns_of(file: InputFile) -> tuple[str, ...]:
    """The columns of a Parquet file.

    Raises:
        InputError: where it is cut off, or not what it says it is.
    """
    try:
        return parquet_columns(file.stream)
    except ValueError as failure:
        raise input_error(file.name, "file-missing", why=str(failure)[:200]) from failure


def _cassette(file: InputFile) -> Iterator[Document | Rejected]:
    """Recorded answers in YAML."""
    found = load_yaml_text(file.content, CASSETTE)
    if isinstance(found, str):
        raise input_error(file.name, "not-yaml", why=found)
    for answer in answers(msgspec.json.encode(found), file.name):
        if isinstance(answer, Rejected):
            yield answer
        else:
            yield _one(file, answer)


def _first_line(head: bytes) -> bytes:
    """The first line that is neither empty nor a comment."""
    for line in head.split(b"\n"):
        word = line.strip()
        if word and not word.startswith(b"#"):
            return word
    return head.strip()


def _is_object(line: bytes) -> bool:
    try:
        return isinstance(preview(line), dict)
    except ERRORS:
        return False


def _follows(head: bytes, first: bytes) -> bool:
    rest = head[head.index(first) + len(first) :].split(b"\n")
    return any(line.strip() and not line.strip().startswith(b"#") for line in rest)


def _lines(file: InputFile, first: bytes) -> Document:
    def source() -> Iterator[Part | Rejected]:
        number = 0
        try:
            for number, line in enumerate(file.lines(), start=1):
                word = line.strip()
                if word and not word.startswith(b"#"):
                    yield Part(f"line {number}", word)
        except InputError as failure:
            yield malformed(file.name, f"line {number + 1}", failure.detail.en)

    return _document(file, source, form="lines", first=_known(first))


def _json(file: InputFile) -> Iterator[Document | Rejected]:
    content = file.content
    if content.lstrip()[:1] == b"#":
        content = b"\n".join(
            line for line in content.split(b"\n") if not line.lstrip().startswith(b"#")
        )
    values = _values(content, file.name)
    if len(values) > 1:
        yield _pages(file, values)
        return
    for answer in answers(values[0], file.name):
        if isinstance(answer, Rejected):
            yield answer
        else:
            yield _one(file, answer)


def _values(content: bytes, name: str) -> list[bytes]:
    """The JSON values that stand in a row; all but the last are whole.

    Raises:
        InputError: where the first is not.
    """
    found: list[bytes] = []
    rest = memoryview(content)
    while True:
        try:
            msgspec.json.decode(rest, type=Raw)
        except ERRORS as failure:
            end = _TRAILING.search(str(failure))
            after = int(end.group(1)) - 1 if end else 0  # the byte that was read is counted
            if end and bytes(rest[after : after + 1]) in (b"{", b"["):
                found.append(bytes(rest[:after]))
                rest = rest[after:]
                continue
            if not found:
                code = "too-deep" if isinstance(failure, RecursionError) else "not-json"
                raise input_error(name, code, why=words(failure)) from failure
        return [*found, bytes(rest)] if found else [content]


def _pages(file: InputFile, values: list[bytes]) -> Document:
    def source() -> Iterator[Part | Rejected]:
        for number, value in enumerate(values, start=1):
            for answer in answers(value.strip(), file.name):
                if isinstance(answer, Rejected):
                    yield answer
                else:
                    yield Part(f"page {number}", answer.content)

    return _document(file, source, form="lines", first=_known(values[0]))


def _one(file: InputFile, answer: Answer) -> Document | Rejected:
    content = answer.content.strip()
    if content[:1] == b"{":
        return _document(
            file,
            lambda: iter((Part(answer.place, content),)),
            form="object",
            first=_known(content),
            place=answer.place,
            uri=answer.uri,
        )
    try:  # a recorder may hold an answer as a text, and that be cut off
        parts = msgspec.json.decode(content, type=list[Raw]) if content[:1] == b"[" else []
    except ERRORS as failure:
        return malformed(file.name, answer.place, words(failure))

    def source() -> Iterator[Part | Rejected]:
        for number, one in enumerate(parts):
            yield Part(f"{answer.place}[{number}]", bytes(one))

    first = bytes(next((one for one in parts if bytes(one) not in (b"[]", b"{}")), b"{}"))
    return _document(
        file, source, form="array", first=_known(first), place=answer.place, uri=answer.uri
    )


def _known(content: bytes) -> dict[str, Any]:
    """The beginning of an object, or of the first one of a list; {} where there is none."""
    try:
        found = preview(content)
    except ERRORS:
        return {}
    while isinstance(found, list) and found:
        found = found[0]
    return found if isinstance(found, dict) else {}


def _table(file: InputFile, head: bytes) -> Document | None:
    line = _first_line(head).decode("utf-8", "planner-windows")
    if _YAML.match(line):
        return None
    delimiter = max(_DELIMITERS, key=line.count)
    try:
        columns = next(iter(csv.reader([line], delimiter=delimiter)), [])
    except csv.Error:  # a stray carriage return: no line that a tool writes
        return None
    words_of = [word.strip() for word in columns]
    if len(columns) < 2 or not _are_names(words_of):  # noqa: PLR2004 - one column is no table
        return None

    def source() -> Iterator[Part | Rejected]:
        return _rows(file, words_of, delimiter)

    some = next((one for one in source() if isinstance(one, Part)), None)
    first = some.value if some is not None and isinstance(some.value, dict) else {}
    return _document(
        file, source, form="rows", first=first, columns=tuple(words_of), delimiter=delimiter
    )


def _are_names(columns: list[str]) -> bool:
    """Whether a line can be the names of a table's columns: most are there, none a sentence."""
    longest = 120
    filled = [word for word in columns if word]
    return len(filled) * 2 > len(columns) and all(len(word) <= longest for word in filled)


def _rows(file: InputFile, columns: list[str], delimiter: str) -> Iterator[Part | Rejected]:
    csv.field_size_limit(_CELL)
    text = (line.decode("utf-8", "planner-windows").replace("\0", "") for line in file.lines())
    reader = csv.reader(text, delimiter=delimiter)
    header = False
    try:
        for row in reader:
            if not any(row) or row[0].startswith("#"):
                continue
            if not header:
                header = True
                continue
            padded = [*row, *[""] * (len(columns) - len(row))]
            yield Part(f"line {reader.line_num}", dict(zip(columns, padded, strict=False)))
    except csv.Error as failure:
        yield malformed(file.name, f"line {reader.line_num}", str(failure))
    except InputError as failure:
        yield malformed(file.name, f"line {reader.line_num + 1}", failure.detail.en)


def _text(file: InputFile, head: bytes) -> Document:
    return _document(file, lambda: iter(()), form="text", head=head.decode("utf-8", "replace"))


def _document(file: InputFile, source: Source, **more: Any) -> Document:  # noqa: ANN401
    return Document(
        file=file.name,
        folders=file.folders,
        source=source,
        whole=lambda: file.content,
        stream=file.stream,
        **more,
    )
