"""Evidence files: from bytes to entries, each remembering the line that it stands on."""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from msgspec import Struct
from msgspec.structs import replace

from planner.catalogue.data import data_path, parse_yaml
from planner.catalogue.strict_yaml import StrictLoader, line_of
from planner.errors import DataError, PlanError, UsageError
from planner.model.evidence import About, Evidence
from planner.model.text import Text
from planner.sovereignty.faults import check_entry, check_value
from planner.sovereignty.values import Fault, typed

MAX_BYTES = 1 << 20
MAX_ENTRIES = 1000
"""Of one user, in all files: each is held against each."""
MAX_DEPTH = 20


class Written(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An entry as its file has it: `Evidence` without what the loader sets, words not looked at."""

    id: str
    about: About
    fact: str
    value: Any
    claim: Text
    kind: str
    url: str
    retrieved: str
    published: str = ""
    expires: str = ""
    quote: str = ""
    contested_by: tuple[str, ...] = ()
    based_on: tuple[str, ...] = ()


class File(NamedTuple):
    """One file of entries, and whose it is."""

    name: str
    content: bytes
    yours: bool

    @property
    def error(self) -> type[PlanError]:
        """What a fault in it is."""
        return UsageError if self.yours else DataError


class Entry(NamedTuple):
    """An entry with the place that it was read from."""

    evidence: Evidence
    file: File
    place: int
    """Place in the list of its file, from 0."""

    def line(self, path: tuple[str, ...] = ()) -> int:
        """Line of what `path` leads to; that of the entry where the file has no such key."""
        for steps in (path, path[:1], ()):
            above = [str(self.place), *steps[:-1]]
            line = line_of(self.file.content, above, steps[-1] if steps else None)
            if line:
                return line
        return 0

    def wrong(self, fault: Fault) -> PlanError:
        """The error that names file, line, what is wrong and what to do."""
        return refusal(self.file, fault, self.line(fault.path))


class Given(NamedTuple):
    """The entries of some files; (name, SHA-256) of each file."""

    entries: tuple[Entry, ...]
    inputs: tuple[tuple[str, str], ...]


def refusal(file: File, fault: Fault, line: int = 0) -> PlanError:
    """An error about a file of evidence."""
    where = f"{file.name}, line {line}" if line else file.name
    ou = f"{file.name}, ligne {line}" if line else file.name
    return file.error(
        Text(en="An evidence file does not fit", fr="Un fichier de preuves n'est pas conforme"),
        Text(en=f"{where}: {fault.why.en}.", fr=f"{ou} : {fault.why.fr}."),
        fault.remedy,
        source=file.name,
        place=f"line {line}" if line else "",
    )


@lru_cache(maxsize=1)
def shipped() -> Given:
    """The entries that ship with the tool.

    Raises:
        DataError: a file is wrong.
    """
    return _read(sorted(data_path("mappings", "evidence").glob("*.yaml")), yours=False)


def given(paths: Iterable[Path]) -> Given:
    """The entries of users' files, and of every YAML file of their folders.

    Raises:
        UsageError: a file cannot be read or is wrong.
    """
    files: list[Path] = []
    for path in paths:
        files += (
            sorted(one for one in path.iterdir() if one.suffix in (".yaml", ".yml"))
            if path.is_dir()
            else [path]
        )
    return _read(files, yours=True)


def _read(paths: Iterable[Path], *, yours: bool) -> Given:
    files = [File(path.name, _content(path, yours=yours), yours) for path in paths]
    entries: list[Entry] = []
    for file in files:
        entries += entries_of(file)
        if yours and len(entries) > MAX_ENTRIES:
            raise refusal(file, _TOO_MANY)
    return Given(
        entries=tuple(entries),
        inputs=tuple(sorted((one.name, hashlib.sha256(one.content).hexdigest()) for one in files)),
    )


def _content(path: Path, *, yours: bool) -> bytes:
    nothing = File(path.name, b"", yours)
    try:
        with path.open("rb") as stream:
            content = stream.read(MAX_BYTES + 1)
    except OSError as failure:
        why = failure.strerror or type(failure).__name__
        fault = Fault(
            (),
            Text(en="it cannot be opened: {why}", fr="il ne peut pas être ouvert : {why}").filled(
                why=why
            ),
            Text(
                en="Check the path and the rights on the file.",
                fr="Vérifiez le chemin et les droits sur le fichier.",
            ),
        )
        raise refusal(nothing, fault) from failure
    if len(content) > MAX_BYTES:
        raise refusal(nothing, _TOO_LARGE)
    return content


def entries_of(file: File) -> Iterator[Entry]:
    """Every entry of a file, checked by itself.

    Raises:
        PlanError: the file is not a list of entries, or one of them is wrong.
    """
    line = _too_deep(file.content) if file.yours else 0
    if line:
        raise refusal(file, _TOO_DEEP, line)
    listed = parse_yaml(file.content, list[Written], source=file.name, error=file.error)
    for place, one in enumerate(listed):
        yield _entry(one, file, place)


def _entry(one: Written, file: File, place: int) -> Entry:
    fields: dict[str, Any] = {name: getattr(one, name) for name in one.__struct_fields__}
    entry = Entry(Evidence(**fields, file=file.name, yours=file.yours), file, place)
    for fault in check_entry(entry.evidence):
        raise entry.wrong(fault)
    value = typed(entry.evidence.fact, one.value)
    if isinstance(value, Fault):
        raise entry.wrong(value)
    entry = entry._replace(evidence=replace(entry.evidence, value=value))
    for fault in check_value(entry.evidence):
        raise entry.wrong(fault)
    return entry


def _too_deep(content: bytes) -> int:
    """Line at which nesting goes beyond what an entry needs; 0 where it never does.

    Looked at before anything is built, since a file of brackets alone exhausts a parser.
    """
    depth = 0
    try:
        for event in yaml.parse(content, Loader=StrictLoader):
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                return event.start_mark.line + 1 if event.start_mark else 0
    except (yaml.YAMLError, UnicodeDecodeError, ValueError):
        return 0  # `parse_yaml` says where
    return 0


_TOO_LARGE = Fault(
    (),
    Text(en=f"it is larger than {MAX_BYTES} bytes", fr=f"il est plus grand que {MAX_BYTES} octets"),
    Text(en="Split it into several files.", fr="Partagez-le en plusieurs fichiers."),
)
_TOO_MANY = Fault(
    (),
    Text(
        en=f"with it there are more than {MAX_ENTRIES} entries",
        fr=f"avec lui, il y a plus de {MAX_ENTRIES} entrées",
    ),
    Text(
        en="Leave out what this plan does not need.",
        fr="Omettez ce dont ce plan n'a pas besoin.",
    ),
)
_TOO_DEEP = Fault(
    (),
    Text(en="it is nested too deeply", fr="son imbrication est trop profonde"),
    Text(
        en="An evidence file is a list of entries; see docs/evidence.md.",
        fr="Un fichier de preuves est une liste d'entrées ; voir docs/evidence.md.",
    ),
)
