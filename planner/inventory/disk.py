"""An inventory on disk: lines of JSON that can be compared, searched and read by other tools.

manifest.json                                     schema version, inputs with hash, newest date
ledger.jsonl  diagnostics.jsonl
spend.jsonl  flows.jsonl                          where bills and flow logs were read
resources/<cloud>/<account>/<region>.jsonl        one resource a line, sorted by id
"""

import re
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from planner.inventory.problems import input_error
from planner.model.resource import Diagnostic, Flow, Inventory, LedgerRow, Resource, Spend

SCHEMA = "transhumance-inventory"
SCHEMA_VERSION = 1
_LONGEST = 60

T = TypeVar("T")


class Manifest(Struct, frozen=True, kw_only=True):
    """`manifest.json`: what the folder is, and how many lines belong to it."""

    schema: str = ""
    schema_version: int = 0
    as_of: str = ""
    inputs: tuple[tuple[str, str], ...] = ()
    resources: int = 0


def is_inventory(directory: Path) -> bool:
    """Whether the folder holds an inventory, by its manifest."""
    try:
        found = msgspec.json.decode((directory / "manifest.json").read_bytes(), type=Manifest)
    except (OSError, msgspec.DecodeError, RecursionError):
        return False
    return found.schema == SCHEMA


def write_inventory(inventory: Inventory, directory: Path) -> None:
    """Writes the inventory below `directory`, each file whole or not at all, the manifest last.

    Lines of an earlier inventory in the same folder that are no longer part of it are removed.
    """
    groups: dict[str, list[Resource]] = {}
    for one in inventory.resources:
        groups.setdefault(file_of(one), []).append(one)
    wanted = set()
    for relative, resources in groups.items():
        path = directory / "resources" / relative
        ordered: list[Resource] = sorted(resources, key=_id)
        write_whole(path, lines_of(ordered))
        wanted.add(path)
    for path in sorted((directory / "resources").glob("*/*/*.jsonl")):
        if path not in wanted:
            path.unlink()
    write_whole(directory / "ledger.jsonl", lines_of(inventory.ledger))
    write_whole(directory / "diagnostics.jsonl", lines_of(inventory.diagnostics))
    _write_some(directory / "spend.jsonl", inventory.spend)
    _write_some(directory / "flows.jsonl", inventory.flows)
    write_manifest(directory, inventory.as_of, inventory.inputs, len(inventory.resources))


def write_manifest(
    directory: Path, as_of: str, inputs: tuple[tuple[str, str], ...], resources: int
) -> None:
    """Writes `manifest.json`, which makes the folder an inventory: the last of its files."""
    manifest = Manifest(
        schema=SCHEMA,
        schema_version=SCHEMA_VERSION,
        as_of=as_of,
        inputs=inputs,
        resources=resources,
    )
    encoded = msgspec.json.format(msgspec.json.encode(manifest), indent=2)
    write_whole(directory / "manifest.json", encoded + b"\n")


def lines_in(path: Path, directory: Path, wanted: type[T]) -> list[T]:
    """The structs of a file of lines; an inventory's, so that what is broken is an error."""
    return _read_lines(path, directory, wanted)


def read_inventory(directory: Path) -> Inventory:
    """The inventory that was written below `directory`.

    Raises:
        InputError: where a file is missing, broken, or of another version.
    """
    manifest = _manifest(directory)
    found: list[Resource] = []
    for path in sorted((directory / "resources").glob("*/*/*.jsonl")):
        found += _read_lines(path, directory, Resource)
    if len(found) != manifest.resources:
        why = f"{len(found)} resources where the manifest says {manifest.resources}"
        raise input_error(directory.name, "inventory-broken", place="resources", why=why)
    return Inventory(
        resources=tuple(sorted(found, key=_id)),
        ledger=tuple(_read_lines(directory / "ledger.jsonl", directory, LedgerRow)),
        diagnostics=tuple(_read_lines(directory / "diagnostics.jsonl", directory, Diagnostic)),
        as_of=manifest.as_of,
        inputs=manifest.inputs,
        spend=tuple(_read_some(directory / "spend.jsonl", directory, Spend)),
        flows=tuple(_read_some(directory / "flows.jsonl", directory, Flow)),
    )


def _manifest(directory: Path) -> Manifest:
    name = directory.name
    try:
        found = msgspec.json.decode((directory / "manifest.json").read_bytes(), type=Manifest)
    except OSError as failure:
        why = failure.strerror or "cannot be opened"
        raise input_error(name, "inventory-broken", place="manifest.json", why=why) from failure
    except (msgspec.DecodeError, RecursionError) as failure:
        why = str(failure)
        raise input_error(name, "inventory-broken", place="manifest.json", why=why) from failure
    if found.schema != SCHEMA or found.schema_version != SCHEMA_VERSION:
        why = f"schema version {found.schema_version}, and {SCHEMA_VERSION} is read"
        raise input_error(name, "inventory-broken", place="manifest.json", why=why)
    return found


def _read_some(path: Path, directory: Path, wanted: type[T]) -> list[T]:
    """The lines of a file that most inventories do not have."""
    return _read_lines(path, directory, wanted) if path.exists() else []


def _read_lines(path: Path, directory: Path, wanted: type[T]) -> list[T]:
    place = path.relative_to(directory).as_posix()
    try:
        return msgspec.json.Decoder(wanted).decode_lines(path.read_bytes())
    except OSError as failure:
        why = failure.strerror or "cannot be opened"
        raise input_error(directory.name, "inventory-broken", place=place, why=why) from failure
    except (msgspec.DecodeError, RecursionError) as failure:
        why = str(failure)
        raise input_error(directory.name, "inventory-broken", place=place, why=why) from failure


def _id(resource: Resource) -> str:
    return resource.id


def lines_of(items: Iterable[Struct]) -> bytes:
    """Structs as lines of JSON."""
    return msgspec.json.Encoder(decimal_format="string").encode_lines(items)


def write_whole(path: Path, content: bytes) -> None:
    """A file that is there whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_bytes(content)
    part.replace(path)


def _write_some(path: Path, items: Sequence[Struct]) -> None:
    """The lines, or no file where there are none."""
    if items:
        write_whole(path, lines_of(items))
    else:
        path.unlink(missing_ok=True)


def file_of(resource: Resource) -> str:
    """Where below `resources` a resource stands."""
    place = (resource.cloud, resource.account, resource.region)
    return "/".join(slug(word) for word in place) + ".jsonl"


def slug(word: str) -> str:
    """The word as a file name: what had to be changed is told apart by a short digest."""
    plain = re.sub(r"[^a-z0-9_-]+", "-", word.lower()).strip("-")[:_LONGEST]
    if plain.strip("_-") and plain == word:
        return plain
    return f"{plain or 'x'}-{sha256(word.encode()).hexdigest()[:6]}"
