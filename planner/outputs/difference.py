"""What changed between two plans."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct

from planner.outputs.document import PlanDocument, read
from planner.outputs.stored import rows

_COMPARED = (
    "application",
    "outcome",
    "service",
    "size",
    "fit",
    "method",
    "reason",
    "address",
    "wave",
)


class Change(Struct, frozen=True):
    """One difference."""

    what: Literal["estate", "choice", "cost", "verdict", "terraform"]
    change: Literal["added", "removed", "changed"]
    subject: str
    old: str = ""
    new: str = ""


def difference(old: Path, new: Path) -> Iterator[Change]:
    """Every change from one plan's folder to another's, sorted by what and subject."""
    before = {row["resource"]: row for row in rows(old, "decisions")}
    after = {row["resource"]: row for row in rows(new, "decisions")}
    yield from _estate(before, after)
    yield from _choices(before, after)
    documents = (_document(old), _document(new))
    yield from _costs(*documents)
    yield from _verdict(*documents)
    yield from _terraform(old, new)


def _document(folder: Path) -> PlanDocument:
    return read((folder / "plan.json").read_bytes())


def _estate(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for id_ in sorted(after.keys() - before.keys()):
        yield Change("estate", "added", id_, new=after[id_]["kind"] or after[id_]["native_type"])
    for id_ in sorted(before.keys() - after.keys()):
        yield Change(
            "estate", "removed", id_, old=before[id_]["kind"] or before[id_]["native_type"]
        )


def _choices(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Change]:
    for id_ in sorted(before.keys() & after.keys()):
        for column in _COMPARED:
            one, other = before[id_][column], after[id_][column]
            if one != other:
                yield Change(
                    "choice", "changed", f"{id_} {column}", str(one or ""), str(other or "")
                )


def _costs(before: PlanDocument, after: PlanDocument) -> Iterator[Change]:
    for side in ("now", "then", "once"):
        one, other = getattr(before.costs, side), getattr(after.costs, side)
        for name in ("likely", "low", "high", "unpriced", "proxies"):
            if getattr(one, name) != getattr(other, name):
                yield Change(
                    "cost", "changed", f"{side} {name}", str(getattr(one, name)),
                    str(getattr(other, name)),
                )  # fmt: skip


def _verdict(before: PlanDocument, after: PlanDocument) -> Iterator[Change]:
    if before.verdict.grade != after.verdict.grade:
        yield Change("verdict", "changed", "grade", before.verdict.grade, after.verdict.grade)
    counts = sorted(before.verdict.counts.keys() | after.verdict.counts.keys())
    for name in counts:
        one, other = before.verdict.counts.get(name, 0), after.verdict.counts.get(name, 0)
        if one != other:
            yield Change("verdict", "changed", name, str(one), str(other))


_BLOCK = re.compile(r'^(resource|data|output|variable) ("[^"]+"(?: "[^"]+")?) \{$', re.MULTILINE)


def _blocks(folder: Path) -> dict[str, str]:
    """Block address -> its text, over all roots."""
    found = {}
    base = folder / "terraform"
    for path in sorted(base.rglob("*.tf")):
        if path.name == "protect_override.tf":
            continue
        text = path.read_text(encoding="utf-8")
        starts = list(_BLOCK.finditer(text))
        for start in starts:
            end = text.find("\n}\n", start.start())
            root = path.parent.relative_to(base).as_posix()
            address = f"{root}: {start[1]} {start[2]}".replace('"', "")
            found[address] = text[start.start() : end]
    return found


def _terraform(old: Path, new: Path) -> Iterator[Change]:
    before, after = _blocks(old), _blocks(new)
    for address in sorted(before.keys() | after.keys()):
        if address not in before:
            yield Change("terraform", "added", address)
        elif address not in after:
            yield Change("terraform", "removed", address)
        elif before[address] != after[address]:
            yield Change("terraform", "changed", address)
