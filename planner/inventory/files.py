"""The files of a run: found, opened, unpacked, named and hashed; their text brought to UTF-8."""

import io
import os
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import IO

from planner.errors import InputError
from planner.inventory.encoding import as_utf8, as_utf8_stream
from planner.inventory.problems import input_error
from planner.inventory.unpack import FAILURES, Opener, members

_HEAD = 1 << 20
_PIECE = 1 << 20
_FOLDERS = 4


class InputFile:
    """One file, or one file of an archive, as UTF-8 without byte order mark."""

    def __init__(
        self, name: str, digest: str, opener: Opener, folders: tuple[str, ...] = ()
    ) -> None:
        self.name = name
        """Its last part, with as many folders before it as tell it from the others."""
        self.sha256 = digest
        """Of the bytes, unpacked."""
        self.folders = folders
        """The folders it lies in, the nearest last: people sort exports by account and region."""
        self._opener = opener

    @cached_property
    def content(self) -> bytes:
        """All of it, held.

        Raises:
            InputError: where it cannot be opened, or announces an encoding that it is not in.
        """
        try:
            with self._opener() as stream:
                return as_utf8(stream.read())
        except UnicodeError as failure:
            raise input_error(self.name, "not-json", why="UTF-16 is cut off") from failure
        except FAILURES as failure:
            raise _unopened(self.name, failure) from failure

    @cached_property
    def head(self) -> bytes:
        """Its first mebibyte at most.

        Raises:
            InputError: where it cannot be opened.
        """
        with self.stream() as stream:
            return stream.read(_HEAD)

    def stream(self) -> IO[bytes]:
        """A stream of it; it is not held.

        Raises:
            InputError: where it cannot be opened.
        """
        try:
            with self._opener() as stream:
                mark = stream.read(4)
            return as_utf8_stream(self._opener(), mark)
        except FAILURES as failure:
            raise _unopened(self.name, failure) from failure

    def lines(self) -> Iterator[bytes]:
        """Its lines, one after the other; memory does not grow with the file.

        Raises:
            InputError: where it breaks off.
        """
        try:
            with self.stream() as stream:
                yield from stream
        except FAILURES as failure:
            raise _unopened(self.name, failure) from failure


def below(directory: Path) -> list[Path]:
    """Every file of a folder and its folders, sorted; what begins with a dot is left aside.

    Raises:
        InputError: where there is none.
    """
    found: list[Path] = []
    for folder, folders, names in os.walk(directory):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        paths = (Path(folder, name) for name in names if not name.startswith("."))
        found += [path for path in paths if path.is_file()]
    if not found:
        raise input_error(directory.absolute().name, "directory-empty")
    return sorted(found)


def labels(paths: Iterable[Path]) -> dict[Path, str]:
    """A short name for each path, unique among them, that holds no more of the path than needed."""
    wanted = sorted(set(paths))
    parts = {path: path.absolute().parts for path in wanted}
    length = dict.fromkeys(wanted, 1)
    while True:
        named = {path: "/".join(parts[path][-length[path] :]) for path in wanted}
        counts = Counter(named.values())
        clashing = [
            path for path in wanted if counts[named[path]] > 1 and length[path] < len(parts[path])
        ]
        if not clashing:
            return named
        for path in clashing:
            length[path] += 1


def open_files(path: Path, name: str) -> Iterator[InputFile]:
    """The file at `path`, unpacked; every file of an archive as `<name>/<member>`.

    Raises:
        InputError: where it cannot be opened, or unpacks to far more than it may.
    """
    folders = path.absolute().parts[-_FOLDERS - 1 : -1]
    try:
        for member in members(path):
            inner = [name, *member.name.split("/")] if member.name else [name]
            label = "/".join(inner)
            above = (*folders, *inner[:-1])
            yield InputFile(label, _digest(member.open), member.open, above)
    except FAILURES as failure:
        raise _unopened(name, failure) from failure


def held(content: bytes, name: str) -> InputFile:
    """A file that is in memory already."""
    return InputFile(name, sha256(content).hexdigest(), partial(io.BytesIO, content))


def _digest(opener: Opener) -> str:
    digest = sha256()
    with opener() as stream:
        while piece := stream.read(_PIECE):
            digest.update(piece)
    return digest.hexdigest()


def _unopened(name: str, failure: BaseException) -> InputError:
    strerror = getattr(failure, "strerror", None)
    return input_error(name, "file-missing", why=str(strerror or str(failure) or "error")[:200])
