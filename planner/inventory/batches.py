"""Tables of many gibibytes, some rows at a time and only the columns asked for (Arrow).

Memory holds one piece of the file, whatever its size. Every column of a batch is text (or, from
Parquet, of the type that the file gives it), named by the role that it was asked for.
"""

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import IO, TYPE_CHECKING, Any, cast

import msgspec

from planner.inventory.columns import Roles, chosen, plain
from planner.inventory.exports.document import Document, Entry, malformed
from planner.inventory.terraform import Rejected

if TYPE_CHECKING:
    import pyarrow as pa

PARQUET = b"PAR1"
"""How a Parquet file begins."""

_PIECE = 1 << 22
"""Bytes of a CSV that are held at a time."""
_ROWS = 1 << 16

Stream = Callable[[], IO[bytes]]


def parquet_columns(stream: Stream) -> tuple[str, ...]:
    """The columns of a Parquet file.

    Raises:
        ValueError: where it is none, or cut off.
    """
    from pyarrow import parquet  # noqa: PLC0415 - 0.2 s, only where there is one

    with _seekable(stream) as opened, parquet.ParquetFile(opened) as file:
        return tuple(file.schema_arrow.names)


def batches(
    document: Document, roles: Roles, *, header: bool = True
) -> Iterator["pa.Table | Rejected"]:
    """The rows of a document some at a time, and what cannot be read of it.

    `header` says whether the first line of a table names its columns.

    Raises:
        InputError: where the file breaks off while it is unpacked.
    """
    if document.form == "rows":
        wanted = chosen(document.columns, roles)
        yield from _csv(document, wanted, _above(document) + 1 if header else 0)
    elif document.form == "parquet":
        yield from _parquet(document, chosen(document.columns, roles))
    else:
        yield from _objects(document, roles)


def _csv(
    document: Document, wanted: Mapping[str, str], above: int
) -> Iterator["pa.Table | Rejected"]:
    import pyarrow as pa  # noqa: PLC0415 - 0.2 s, only where there is a table

    bad: list[int] = []
    read = 0
    try:
        with cast("Any", _opened(document, wanted, above, bad)) as reader:
            for batch in reader:
                read += batch.num_rows
                yield _renamed(pa.Table.from_batches([batch]), document, wanted)
    except pa.ArrowInvalid:
        # A quote that never ends; the slow reader finds what is whole before it.
        yield from _slowly(document, wanted, above, read)
        return
    if bad:
        yield _short(document, len(bad), bad[0])


def _opened(document: Document, wanted: Mapping[str, str], above: int, bad: list[int]) -> Any:  # noqa: ANN401 - Arrow
    import pyarrow as pa  # noqa: PLC0415
    from pyarrow import csv as tables  # noqa: PLC0415

    def skip(row: Any) -> str:  # noqa: ANN401 - Arrow has no types
        bad.append(row.number or 0)
        return "skip"

    names = [str(number) for number in range(len(document.columns))]
    include = [str(document.columns.index(name)) for name in wanted.values()]
    return tables.open_csv(
        _Clean(document.stream()),
        tables.ReadOptions(
            use_threads=False, block_size=_PIECE, column_names=names, skip_rows=above
        ),
        tables.ParseOptions(
            delimiter=document.delimiter, newlines_in_values=True, invalid_row_handler=skip
        ),
        tables.ConvertOptions(
            check_utf8=False,
            column_types=dict.fromkeys(names, pa.string()),
            include_columns=list(dict.fromkeys(include)),
            strings_can_be_null=False,
        ),
    )


def _above(document: Document) -> int:
    """How many lines of comments stand above the names of the columns."""
    count = 0
    with document.stream() as stream:
        for line in stream:
            if line.strip() and not line.strip().startswith(b"#"):
                return count
            count += 1
    return count


def _renamed(table: Any, document: Document, wanted: Mapping[str, str]) -> Any:  # noqa: ANN401 - Arrow
    import pyarrow as pa  # noqa: PLC0415

    at = {role: str(document.columns.index(name)) for role, name in wanted.items()}
    return pa.table({role: table.column(number) for role, number in at.items()})


def _slowly(
    document: Document, wanted: Mapping[str, str], above: int, done: int
) -> Iterator["pa.Table | Rejected"]:
    """The rows after the first `done`, row by row; what has not as many cells as names is counted."""
    count = len(document.columns)
    at = {role: document.columns.index(name) for role, name in wanted.items()}
    bad: list[int] = []

    def rows() -> Iterator[list[str]]:
        with document.stream() as stream:
            text = io.TextIOWrapper(stream, "utf-8", errors="planner-windows", newline="")
            reader = csv.reader(
                (line.replace("\0", "") for line in text), delimiter=document.delimiter
            )
            for row in islice(reader, above, None):
                if len(row) == count:
                    yield row
                elif any(row):
                    bad.append(reader.line_num)

    found = islice(rows(), done, None)
    try:
        while some := list(islice(found, _ROWS)):
            yield _table({role: [row[number] for row in some] for role, number in at.items()})
    except csv.Error as failure:
        yield malformed(document.file, "", str(failure))
    if bad:
        yield _short(document, len(bad), bad[0])


def _short(document: Document, count: int, first: int) -> Rejected:
    found = malformed(
        document.file,
        f"line {first}" if first else "",
        f"{count} × not {len(document.columns)} cells",
    )
    return Rejected(found.type, found.diagnostic, count)


def _parquet(document: Document, wanted: Mapping[str, str]) -> Iterator["pa.Table | Rejected"]:
    import pyarrow as pa  # noqa: PLC0415 - 0.2 s, only where there is a table
    from pyarrow import parquet  # noqa: PLC0415

    columns = list(dict.fromkeys(wanted.values()))
    try:
        with (
            _seekable(document.stream) as opened,
            parquet.ParquetFile(opened) as file,
        ):
            for batch in file.iter_batches(_ROWS, columns=columns, use_threads=False):
                yield pa.table({role: batch.column(name) for role, name in wanted.items()})
    except (pa.ArrowException, OSError) as failure:
        yield malformed(document.file, "", str(failure)[:200])


def _seekable(stream: Stream) -> IO[bytes]:
    """A stream that can be read from its end; one that was packed is held as a whole."""
    opened = stream()
    if opened.seekable():
        return opened
    with opened:
        return io.BytesIO(opened.read())


def _objects(document: Document, roles: Roles) -> Iterator["pa.Table | Rejected"]:
    """Objects of JSON: those within are reached by their path, `service.description`."""
    names = {role: tuple(plain(name) for name in one) for role, one in roles.items()}
    found: list[dict[str, str]] = []
    for one in document.objects():
        if isinstance(one, Rejected):
            yield one
            continue
        found.append(_flat(one))
        if len(found) == _ROWS:
            yield _of_rows(found, names)
            found = []
    if found:
        yield _of_rows(found, names)


def _flat(entry: Entry) -> dict[str, str]:
    found: dict[str, str] = {}
    stack: list[tuple[str, Any]] = [("", entry.value)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict) and value:
            stack += [(path + plain(str(key)), one) for key, one in value.items()]
        elif isinstance(value, str):
            found[path] = value
        elif value is not None:
            found[path] = msgspec.json.encode(value).decode()
    return found


def _of_rows(rows: list[dict[str, str]], names: Roles) -> "pa.Table":
    return _table(
        {
            role: [next((row[name] for name in some if row.get(name)), "") for row in rows]
            for role, some in names.items()
        }
    )


def _table(columns: Mapping[str, list[str]]) -> "pa.Table":
    import pyarrow as pa  # noqa: PLC0415

    return pa.table({name: pa.array(values, pa.string()) for name, values in columns.items()})


class _Clean(io.RawIOBase):
    """A stream without the zeros and the foreign bytes that make text unreadable."""

    def __init__(self, stream: IO[bytes]) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("planner-windows")
        self._waiting = False

    def readable(self) -> bool:
        """It is."""
        return True

    def read(self, size: int = -1) -> bytes:
        """What comes next, in UTF-8; b'' at the end."""
        while True:
            piece = self._stream.read(size)
            if not self._waiting and piece.isascii():
                return piece.replace(b"\0", b"") if b"\0" in piece else piece
            text = self._decoder.decode(piece, final=not piece)
            self._waiting = bool(self._decoder.getstate()[0])
            if text or not piece:
                return text.encode().replace(b"\0", b"")

    def close(self) -> None:
        """Close what it reads from as well."""
        self._stream.close()
        super().close()
