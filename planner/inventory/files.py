"""The files of a run: found, opened, named and hashed; their text brought to UTF-8."""

import os
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from planner.inventory.problems import input_error


class InputFile(Struct, frozen=True):
    """One file with its content as UTF-8."""

    name: str
    """Its last part, with as many folders before it as tell it from the others."""
    sha256: str
    """Of the bytes as they are on disk."""
    content: bytes


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


def open_file(path: Path, name: str) -> InputFile:
    """The file at `path`.

    Raises:
        InputError: where it cannot be opened.
    """
    try:
        content = path.read_bytes()
    except OSError as failure:
        raise input_error(name, "file-missing", why=failure.strerror or "error") from failure
    return InputFile(name=name, sha256=sha256(content).hexdigest(), content=as_utf8(content, name))


def as_utf8(content: bytes, name: str) -> bytes:
    """The text in UTF-8 without byte order mark: PowerShell writes redirected output in UTF-16.

    Raises:
        InputError: where it announces UTF-16 and is not.
    """
    if content.startswith(b"\xef\xbb\xbf"):
        return content[3:]
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16").encode()
        except UnicodeError as failure:
            raise input_error(name, "not-json", why="UTF-16 is cut off") from failure
    return content
