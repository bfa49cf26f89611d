"""Which part of a root an emulator can take: what it lacks is left out with all that needs it."""

import re
from fnmatch import fnmatchcase
from pathlib import Path

from msgspec import Struct

from planner.proof.static.hcl import HclBlock, expressions
from planner.proof.static.root import read_root

_GROUPS = {"resource": "", "data": "data.", "ephemeral": "ephemeral."}
_EVERYWHERE = ("terraform_*", "random_*", "tls_*")
"""What needs no cloud."""
_NAME = re.compile(r"(?<![\w.])((?:data\.|ephemeral\.)?\w+\.\w[\w-]*)")


class Part(Struct, frozen=True):
    """A root as an emulator sees it."""

    addresses: tuple[str, ...]
    """Resources that it can take."""
    lacking: tuple[str, ...]
    """Types that it lacks, of those in the root."""
    left_out: int
    """Resources that are left out, for their type or for what they need."""


def emulated_part(folder: Path, serves: tuple[str, ...]) -> Part:
    """What of a root an emulator can take that serves the types of these patterns."""
    needs: dict[str, set[str]] = {}
    lacking: set[str] = set()
    out: set[str] = set()
    for block in read_root(folder).blocks:
        for address, texts in _declared(block):
            needs[address] = {name for text in texts for name in _NAME.findall(text)}
            if block.words[0] in _GROUPS and not _served(block.words[1], serves):
                out.add(address)
                lacking.add(block.words[1])
    while more := {name for name, used in needs.items() if name not in out and used & out}:
        out |= more
    made = [name for name in needs if _is_resource(name)]
    return Part(
        tuple(sorted(name for name in made if name not in out)),
        tuple(sorted(lacking)),
        sum(name in out for name in made),
    )


def _served(kind: str, serves: tuple[str, ...]) -> bool:
    return any(fnmatchcase(kind, one) for one in (*serves, *_EVERYWHERE))


def _is_resource(address: str) -> bool:
    return address.partition(".")[0] not in {"data", "ephemeral", "local"}


def _declared(block: HclBlock) -> list[tuple[str, list[str]]]:
    """(address, texts of code) of what a block declares."""
    if block.words[0] == "locals":
        return [(f"local.{name}", expressions(said)) for name, said in block.arguments.items()]
    if block.words[0] in _GROUPS:
        return [(f"{_GROUPS[block.words[0]]}{block.words[1]}.{block.words[2]}", _texts(block))]
    return []


def _texts(block: HclBlock) -> list[str]:
    found = [text for said in block.arguments.values() for text in expressions(said)]
    return found + [text for inner in block.blocks for text in _texts(inner)]
