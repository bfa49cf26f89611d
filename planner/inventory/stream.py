"""An inventory written account by account, so that memory does not grow with their number."""

from collections import Counter
from pathlib import Path

from msgspec import Struct

from planner.inventory.disk import file_of, lines_in, lines_of, write_manifest, write_whole
from planner.inventory.merge import is_listed
from planner.model.resource import Inventory, LedgerRow, LedgerStatus, Resource, ResourceId


class Totals(Struct, frozen=True):
    """What was written."""

    resources: int
    units: dict[LedgerStatus, int]
    """How many rows of the ledger have each status."""


class Stream:
    """Writes the parts of an inventory below a folder; `close` makes it one."""

    def __init__(self, directory: Path, as_of: str) -> None:
        self._directory = directory
        self._as_of = as_of
        self._counts: dict[Path, int] = {}
        self._statuses: Counter[LedgerStatus] = Counter()
        directory.mkdir(parents=True, exist_ok=True)
        self._ledger = directory / "ledger.jsonl"
        self._diagnostics = directory / "diagnostics.jsonl"
        for path in (self._ledger, self._diagnostics):
            _part(path).write_bytes(b"")

    def add(self, inventory: Inventory) -> None:
        """One account. Accounts come in the order of their names."""
        groups: dict[Path, list[Resource]] = {}
        for one in inventory.resources:
            path = self._directory / "resources" / file_of(one)
            groups.setdefault(path, []).append(one)
        for path, resources in groups.items():
            # What an account shares with another stands with its owner, which both tell of.
            known = lines_in(path, self._directory, Resource) if path in self._counts else []
            whole = _once([*known, *resources])
            write_whole(path, lines_of(whole))
            self._counts[path] = len(whole)
        self._append(self._ledger, lines_of(inventory.ledger))
        self._append(self._diagnostics, lines_of(inventory.diagnostics))
        self._statuses.update(row.status for row in inventory.ledger)

    def close(self) -> Totals:
        """Takes away what an earlier inventory left behind, and writes the manifest."""
        for path in sorted((self._directory / "resources").glob("*/*/*.jsonl")):
            if path not in self._counts:
                path.unlink()
        for name in ("spend.jsonl", "flows.jsonl"):
            (self._directory / name).unlink(missing_ok=True)
        for path in (self._ledger, self._diagnostics):
            _part(path).replace(path)
        total = sum(self._counts.values())
        write_manifest(self._directory, self._as_of, (), total)
        return Totals(total, dict(self._statuses))

    def _append(self, path: Path, content: bytes) -> None:
        with _part(path).open("ab") as file:
            file.write(content)


def _part(path: Path) -> Path:
    return path.with_name(path.name + ".part")


def _once(resources: list[Resource]) -> list[Resource]:
    """Each id once: as its own account tells it, which knows more of it than who shares it."""
    found: dict[ResourceId, Resource] = {}
    for one in resources:
        known = found.get(one.id)
        if known is None or (is_listed(known), _is_guest(known)) > (is_listed(one), _is_guest(one)):
            found[one.id] = one
    return [found[key] for key in sorted(found)]


def _is_guest(one: Resource) -> bool:
    return not one.origin.source.endswith(f":{one.account}")


def unread(rows: tuple[LedgerRow, ...]) -> tuple[LedgerRow, ...]:
    """The rows of what was asked and not wholly read."""
    return tuple(row for row in rows if row.status not in {"ok", "region-off"})
