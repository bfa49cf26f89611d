"""The output folder: written without ever losing what a person edited.

`manifest.json` holds the hash of each file as it was written. A file that is still so is replaced; an edited
one stays, and the new text goes beside it as `NAME.new`. What was not written by us is never touched.
"""

import hashlib
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from planner.errors import UsageError
from planner.model.plan import OutputFile
from planner.model.text import Text

MANIFEST = "manifest.json"
_LAST = "plan.json"
_PREPARED = ".prepared"
"""Where files are written before they take their places: within the folder, as what is around it may
be closed, and as `.` has no name to put anything beside."""


class Delivery(Struct, frozen=True):
    """What became of each file."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    kept: tuple[str, ...]
    """Edited by a person: left as they are, the new text beside them as NAME.new."""
    removed: tuple[str, ...]


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def deliver(files: Iterable[OutputFile], folder: Path) -> Delivery:
    """Writes files below a folder, `plan.json` last.

    Raises:
        UsageError: the folder cannot be written, or its manifest cannot be read.
    """
    before = _manifest(folder)
    beside = folder / _PREPARED
    try:
        prepared = _prepare(files, beside, folder)
        with _writing():
            delivery = _move(prepared, before, beside, folder)
            hashes = {
                path: before[path] if path in delivery.kept and path in before else hash_
                for path, hash_ in prepared.items()
            }
            _write_manifest(hashes, folder)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return delivery


def _prepare(files: Iterable[OutputFile], beside: Path, folder: Path) -> dict[str, str]:
    """Every file written beside the folder; path -> hash."""
    prepared: dict[str, str] = {}
    made: set[str] = set()
    with _writing():
        folder.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(beside, ignore_errors=True)
    for file in files:  # a writer's own errors are not the folder's
        _inside(file.path)
        with _writing():
            _make_room(beside, file.path, made)
            (beside / file.path).write_bytes(file.content)
        prepared[file.path] = _hash(file.content)
    return prepared


@contextmanager
def _writing() -> Iterator[None]:
    """Turns what the disk refuses into words."""
    try:
        yield
    except OSError as error:
        if error.errno is None:  # not the disk's: a template that is not there, for one
            raise
        raise UsageError(
            Text(en="Cannot write the output", fr="Impossible d'écrire la sortie"),
            Text(
                en=f"{error.strerror}: {error.filename}", fr=f"{error.strerror} : {error.filename}"
            ),
            Text(en="Give another folder with --out.", fr="Donnez un autre dossier avec --out."),
        ) from error


def _hash_of(path: Path) -> str | None:
    """Hash of a file; None where there is none."""
    try:
        return _hash(path.read_bytes())
    except FileNotFoundError:
        return None


def _make_room(folder: Path, path: str, made: set[str]) -> None:
    """The folder of a file, asked for once: a plan writes thousands of files in hundreds of them."""
    parent = path.rpartition("/")[0]
    if parent not in made:
        (folder / parent).mkdir(parents=True, exist_ok=True)
        made.add(parent)


def _inside(path: str) -> None:
    parts = PurePosixPath(path)
    if parts.is_absolute() or ".." in parts.parts or "\\" in path or "\0" in path:
        message = f"an output path leaves its folder: {path!r}"
        raise ValueError(message)


def _manifest(folder: Path) -> dict[str, str]:
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        written = msgspec.json.decode(path.read_bytes(), type=dict[str, str])
        for one in written:
            _inside(one)  # what it names may be removed
        return written  # noqa: TRY300 - the loop may raise as well
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise UsageError(
            Text(en="Damaged manifest", fr="Manifeste abîmé"),
            Text(
                en=f"{MANIFEST} in {folder.name} cannot be read, so nobody knows what was edited there.",
                fr=f"{MANIFEST} dans {folder.name} est illisible : nul ne sait ce qui y a été modifié.",
            ),
            Text(
                en="Restore it, or write to another folder.",
                fr="Restaurez-le, ou écrivez dans un autre dossier.",
            ),
        ) from error


def _write_manifest(hashes: dict[str, str], folder: Path) -> None:
    part = folder / f"{MANIFEST}.part"
    encoded = msgspec.json.encode(hashes, order="sorted")
    part.write_bytes(msgspec.json.format(encoded, indent=1) + b"\n")
    part.replace(folder / MANIFEST)


def _move(prepared: dict[str, str], before: dict[str, str], beside: Path, folder: Path) -> Delivery:
    written, unchanged, kept = [], [], []
    made: set[str] = set()
    for path in sorted(prepared, key=lambda name: (name == _LAST, name)):
        place = folder / path
        new = place.with_name(f"{place.name}.new")
        now = _hash_of(place)
        if now == prepared[path]:
            unchanged.append(path)
            new.unlink(missing_ok=True)
        elif now is None or now == before.get(path):
            _make_room(folder, path, made)
            (beside / path).replace(place)
            if path in before:
                new.unlink(missing_ok=True)
            written.append(path)
        else:
            (beside / path).replace(new)
            kept.append(path)
    removed = []
    for path in sorted(before.keys() - prepared.keys()):
        place = folder / path
        if place.is_file() and _hash(place.read_bytes()) == before[path]:
            place.unlink()
            removed.append(path)
    return Delivery(tuple(written), tuple(unchanged), tuple(kept), tuple(removed))
