"""A register (CMDB) as an overrides file, for `plan policy init --from-cmdb`."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import yaml
from msgspec import Struct

from planner.errors import UsageError
from planner.inventory.exports import cmdb
from planner.inventory.exports.document import Document
from planner.inventory.exports.opening import documents
from planner.inventory.files import open_files
from planner.inventory.machines.register import Entry, Known, Register
from planner.inventory.terraform import Rejected
from planner.model.policy import Override
from planner.model.resource import Diagnostic, Resource
from planner.model.text import Text
from planner.sovereignty.duties import DutyBook
from planner.sovereignty.duties import plain as plain_class


class Corrections(Struct):
    """What a register gave."""

    overrides: list[Override]
    lost: list[str]
    """Rows that name nothing of the inventory."""
    strange: list[str]
    """Words for classes of data that name none."""
    rejected: list[Diagnostic]


def corrections(path: Path, resources: Sequence[Resource] | None, book: DutyBook) -> Corrections:
    """One override a row, for what `resources` (None: not checked) hold.

    Raises:
        InputError: where the file cannot be opened.
        UsageError: where it is no register.
    """
    made = Corrections([], [], [], [])
    when = (
        datetime.fromtimestamp(path.stat().st_mtime, UTC).date().isoformat()
        if path.is_file()
        else ""
    )
    known = Known(resources) if resources is not None else None
    found = False
    for one in _registers(path):
        if isinstance(one, Rejected):
            made.rejected.append(one.diagnostic)
            continue
        found = True
        for entry in one.entries:
            _add(made, entry, known, book, (one.file, when))
    if not found:
        raise _no_register(path)
    made.overrides.sort(key=lambda one: one.select)
    return made


def _registers(path: Path) -> Iterator[Register | Rejected]:
    for file in open_files(path, path.name):
        for document in documents(file):
            if isinstance(document, Document) and cmdb.matches(document):
                yield from cmdb.items(document)


def _add(
    made: Corrections, entry: Entry, known: Known | None, book: DutyBook, origin: tuple[str, str]
) -> None:
    file, when = origin
    selects = known.find(entry) if known is not None else entry.words[:1]
    if not selects:
        made.lost.append(entry.words[0])
        return
    told = dict(entry.told)
    word = told.get("data_class", "")
    if word:
        told["data_class"] = book.words.get(plain_class(word), "")
        if not told["data_class"]:
            made.strange.append(word)
    why = "; ".join(one for one in (f"{file}, {entry.place}", entry.why) if one)
    if any(told.values()):
        made.overrides += [
            Override(
                select=select,
                application=told.get("application", ""),
                owner=told.get("owner", ""),
                criticality=told.get("criticality", ""),
                data_class=told.get("data_class", ""),
                who="CMDB",
                when=when,
                why=why,
            )
            for select in selects
        ]


def as_yaml(overrides: Iterable[Override], heading: bytes) -> bytes:
    """The file: the comments of the empty one, then the corrections."""
    rows = [
        {key: word for key, word in msgspec.to_builtins(one).items() if word} for one in overrides
    ]
    comments = b"".join(line for line in heading.splitlines(keepends=True) if line.startswith(b"#"))
    body = yaml.safe_dump({"overrides": rows}, allow_unicode=True, sort_keys=False, width=1000)
    return comments + body.encode()


def _no_register(path: Path) -> UsageError:
    return UsageError(
        Text(en="This is no register", fr="Ce n'est pas un registre"),
        Text(
            en=f"{path.name} has no columns for a name or id and for an owner, a criticality, a class "
            "of data or an application.",
            fr=f"{path.name} n'a pas de colonnes pour un nom ou un identifiant et pour un "
            "propriétaire, une criticité, une classe de données ou une application.",
        ),
        Text(
            en="Call them `name`, `owner`, `criticality`, `data_class`, `application`.",
            fr="Appelez-les `nom`, `propriétaire`, `criticité`, `classe de données`, `application`.",
        ),
        source=path.name,
    )
