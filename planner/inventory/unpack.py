"""Compressed files and archives, opened by their first bytes, never by their name.

What is small and unpacks to something huge is refused: an archive is hostile input.
"""

import bz2
import gzip
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from importlib import import_module, util
from pathlib import Path
from typing import IO, cast

from msgspec import Struct

MOST = 1 << 34
"""Bytes that a file may unpack to: 16 GiB, more than the bill of a large organisation for a month."""

FREE = 1 << 26
"""Bytes that may be unpacked however small the packed file is."""

STEEPEST = 250
"""How many times its packed size a file may unpack to; JSON full of repeats comes to a hundred."""

FAILURES = (OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, RuntimeError)
"""What opening a broken archive raises; `RuntimeError` is zipfile's word for a password."""

Opener = Callable[[], IO[bytes]]

_ZIP = b"PK\x03\x04"
_ZST = b"\x28\xb5\x2f\xfd"


class BombError(OSError):
    """An archive that unpacks to far more than it may."""

    def __init__(self) -> None:
        super().__init__("it unpacks to far more than a file of its size should")


class Member(Struct, frozen=True):
    """One file within a file, or the file itself."""

    name: str
    """Within the archive; '' for the file itself."""
    open: Opener


def members(path: Path) -> Iterator[Member]:
    """The file unpacked: itself, or every file of an archive, by name.

    Raises:
        OSError: where it cannot be opened, or is packed by what this machine cannot unpack.
    """
    if path.exists() and not path.is_file():  # a pipe, which can be read once
        whole = path.read_bytes()
        yield Member("", lambda: _unpacked(io.BytesIO(whole), whole[:8], len(whole)))
        return
    with path.open("rb") as stream:
        head = stream.read(8)
    size = path.stat().st_size
    if head.startswith(_ZIP):
        yield from _of_zip(path)
        return
    yield Member("", lambda: _unpacked(path.open("rb"), head, size))


def _of_zip(path: Path) -> Iterator[Member]:
    with zipfile.ZipFile(path) as archive:
        found = sorted(
            (one for one in archive.infolist() if not one.is_dir()), key=lambda one: one.filename
        )
        if sum(one.file_size for one in found) > max(FREE, path.stat().st_size * STEEPEST):
            raise BombError
    for one in found:
        if not _is_hidden(one.filename):
            yield Member(one.filename, _opener(path, one))


def _opener(path: Path, one: zipfile.ZipInfo) -> Opener:
    def opened() -> IO[bytes]:
        archive = zipfile.ZipFile(path)  # closed with its member
        stream = archive.open(one)
        head = stream.read(8)
        stream.seek(0)
        return _unpacked(stream, head, one.file_size)

    return opened


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX")) for part in name.split("/"))


def _unpacked(stream: IO[bytes], head: bytes, size: int) -> IO[bytes]:
    unpack = _unpacker(head)
    if unpack is None:
        return stream
    return io.BufferedReader(_Capped(unpack(stream), stream, size), 1 << 16)


def _unpacker(head: bytes) -> Callable[[IO[bytes]], IO[bytes]] | None:
    if head.startswith(b"\x1f\x8b"):
        return lambda stream: cast("IO[bytes]", gzip.GzipFile(fileobj=stream))
    if head.startswith(b"BZh"):
        return lambda stream: cast("IO[bytes]", bz2.BZ2File(stream))
    if head.startswith(b"\xfd7zXZ\x00"):
        return lambda stream: cast("IO[bytes]", lzma.LZMAFile(stream))
    return _of_zst() if head.startswith(_ZST) else None


def _of_zst() -> Callable[[IO[bytes]], IO[bytes]]:
    """By the library that is there: in Python from 3.14 on, else `zstandard`."""
    if util.find_spec("compression") is not None:
        opened = import_module("compression.zstd").open
        return cast("Callable[[IO[bytes]], IO[bytes]]", opened)
    if util.find_spec("zstandard") is not None:
        opened = import_module("zstandard").open
        return cast("Callable[[IO[bytes]], IO[bytes]]", opened)
    message = "it is packed by zstd, which needs the Python package `zstandard`; or unpack it first"
    raise OSError(message)


class _Capped(io.RawIOBase):
    """A stream that stops where it grows beyond all measure."""

    def __init__(self, stream: IO[bytes], below: IO[bytes], packed: int) -> None:
        super().__init__()
        self._stream = stream
        self._below = below
        self._left = min(MOST, max(FREE, packed * STEEPEST))

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill the buffer with what comes next.

        Raises:
            BombError: where more was unpacked than may be.
        """
        piece = self._stream.read(len(buffer))
        self._left -= len(piece)
        if self._left < 0:
            raise BombError
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Close what it reads from as well: no unpacker closes the file that it was given."""
        self._stream.close()
        self._below.close()
        super().close()
