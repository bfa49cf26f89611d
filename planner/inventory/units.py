"""Units of a live collection on disk, as they come, so that memory holds one account at a time.

units/run.json                         what was asked, when it began, whether it came to its end
units/<cloud>/<account>.jsonl          units, one after another: its row, then its resources

A unit that was being written when the run was cut off is not there; one that was read again comes a
second time, and the later counts. A run that is begun again with the same arguments goes on.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Protocol

import msgspec
from msgspec import Struct

from planner.inventory.disk import slug
from planner.inventory.interpret import Interpreter
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import JSON_ERRORS, words
from planner.model.protocols import Record
from planner.model.resource import Diagnostic, LedgerRow, LedgerStatus, Resource

FRESH_HOURS = 24
"""An older run is begun anew: what runs in an account changes from day to day."""

_FOR_GOOD: frozenset[LedgerStatus] = frozenset({"ok", "region-off", "api-off"})

Key = tuple[str, str, str, str, str]


class Unit(Protocol):
    """One unit of work: what was asked where, what came of it, what it found."""

    @property
    def row(self) -> LedgerRow:
        """What was asked where, and what came of it."""

    @property
    def records(self) -> tuple[Record, ...]:
        """What it found."""


class Run(Struct, frozen=True, kw_only=True):
    """`run.json`."""

    arguments: tuple[str, ...] = ()
    began: str = ""
    finished: bool = False


class _Head(Struct, frozen=True):
    """The first line of a unit."""

    row: LedgerRow
    lines: int


class _Line(Struct, frozen=True, omit_defaults=True):
    """A line of a unit: a resource, or what was noticed of one."""

    resource: Resource | None = None
    diagnostic: Diagnostic | None = None


class Kept(Struct, frozen=True):
    """A unit with what its records mean, without any secret."""

    row: LedgerRow
    resources: tuple[Resource, ...]
    diagnostics: tuple[Diagnostic, ...]


_HEADS = msgspec.json.Decoder(_Head)
_LINES = msgspec.json.Decoder(_Line)
_ENCODER = msgspec.json.Encoder(decimal_format="string")


def key_of(row: LedgerRow) -> Key:
    """What makes a unit one and the same in two runs."""
    return row.cloud, row.account, row.region, row.service, row.operation


def _short(row: LedgerRow) -> int:
    words = "\0".join(key_of(row)).encode()
    return int.from_bytes(blake2b(words, digest_size=8).digest())


class Units:
    """The units of one run, in a folder."""

    def __init__(self, directory: Path, *, retry_denied: bool = False) -> None:
        self._directory = directory
        # Only what an earlier run has read is remembered, in few bytes each: this run asks but once.
        self._done: set[int] = set()
        self._known: set[int] = set()
        for_good = _FOR_GOOD if retry_denied else _FOR_GOOD | {"denied"}
        for path in self._paths():
            for row in _whole(path):
                self._known.add(_short(row))
                change = self._done.add if row.status in for_good else self._done.discard
                change(_short(row))

    def __len__(self) -> int:
        return len(self._known)

    def done(self, row: LedgerRow) -> bool:
        """Whether an earlier run has read that unit, or knows that it cannot be read."""
        return _short(row) in self._done

    def keep(self, unit: Unit, interpreter: Interpreter) -> None:
        """Write a unit: what its records mean, without any secret."""
        kept = interpreted(unit, interpreter)
        row = kept.row
        lines = [_Line(resource=one) for one in kept.resources]
        lines += [_Line(diagnostic=one) for one in kept.diagnostics]
        head = _Head(row, len(lines))
        path = self._directory / row.cloud / f"{slug(row.account)}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            file.write(_ENCODER.encode_lines([head, *lines]))

    def resources(self, account: str) -> Iterator[Resource]:
        """All that is kept of an account, by now."""
        for path in self._directory.glob(f"*/{slug(account)}.jsonl"):
            for unit in _latest(path):
                yield from unit.resources

    def accounts(self) -> Iterator[tuple[Kept, ...]]:
        """The units of one account after another, each as it was read last."""
        for path in self._paths():
            yield tuple(_latest(path))

    def _paths(self) -> list[Path]:
        return sorted(self._directory.glob("*/*.jsonl"))


def begin(
    directory: Path, arguments: tuple[str, ...], now: datetime, *, resume: bool
) -> tuple[Path, bool]:
    """The folder of a run's units, and whether it goes on from an earlier one.

    A run that did not come to its end goes on by itself; one that did, where `resume` says so.
    """
    folder = directory / "units"
    run = _run(folder)
    fresh = run.began and now - datetime.fromisoformat(run.began) < timedelta(hours=FRESH_HOURS)
    if run.arguments == arguments and fresh and (resume or not run.finished):
        _note(folder, msgspec.structs.replace(run, finished=False))
        return folder, True
    shutil.rmtree(folder, ignore_errors=True)
    _note(folder, Run(arguments=arguments, began=now.isoformat()))
    return folder, False


def end(directory: Path) -> Run:
    """Note that a run has come to its end."""
    folder = directory / "units"
    run = msgspec.structs.replace(_run(folder), finished=True)
    _note(folder, run)
    return run


def _run(folder: Path) -> Run:
    try:
        run = msgspec.json.decode((folder / "run.json").read_bytes(), type=Run)
        datetime.fromisoformat(run.began)
    except (OSError, ValueError, msgspec.DecodeError):
        return Run()
    return run


def _note(folder: Path, run: Run) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    part = folder / "run.json.part"
    part.write_bytes(msgspec.json.encode(run) + b"\n")
    part.replace(folder / "run.json")


def interpreted(unit: Unit, interpreter: Interpreter) -> Kept:
    """What the records of a unit mean; one that cannot be read is counted as rejected."""
    resources: list[Resource] = []
    problems: list[Diagnostic] = []
    rejected = unit.row.rejected
    for record in unit.records:
        try:
            found = interpreter.record(record, record.file)
        except JSON_ERRORS as failure:
            place = record.address
            problem = diagnostic("record-malformed", record.file, place=place, why=words(failure))
            problems.append(problem)
            rejected += 1
            continue
        resources.append(found.resource)
        if found.diagnostic is not None:
            problems.append(found.diagnostic)
    row = msgspec.structs.replace(unit.row, resources=len(resources), rejected=rejected)
    return Kept(row, tuple(resources), tuple(problems))


def _whole(path: Path) -> Iterator[LedgerRow]:
    """The rows of all whole units; what was cut off at the end of the file is taken away."""
    end = 0
    with path.open("rb") as file:
        for head, _ in _blocks(file):
            end = file.tell()
            yield head.row
    if end < path.stat().st_size:
        os.truncate(path, end)


def _blocks(file: Iterable[bytes]) -> Iterator[tuple[_Head, list[bytes]]]:
    lines = iter(file)
    for line in lines:
        try:
            head = _HEADS.decode(line)
        except msgspec.DecodeError:
            return
        found = [text for _, text in zip(range(head.lines), lines, strict=False)]
        if len(found) < head.lines or not (found or [line])[-1].endswith(b"\n"):
            return
        yield head, found


def _latest(path: Path) -> Iterator[Kept]:
    last: dict[Key, int] = {}
    with path.open("rb") as file:
        for number, (head, _) in enumerate(_blocks(file)):
            last[key_of(head.row)] = number
    with path.open("rb") as file:
        for number, (head, lines) in enumerate(_blocks(file)):
            if last[key_of(head.row)] == number:
                found = [_LINES.decode(line) for line in lines]
                yield Kept(
                    head.row,
                    tuple(one.resource for one in found if one.resource is not None),
                    tuple(one.diagnostic for one in found if one.diagnostic is not None),
                )
