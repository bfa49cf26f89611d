"""What a live collection gave, unit by unit, as one inventory with its ledger."""

from collections.abc import Iterable, Mapping
from typing import Protocol

import msgspec

from planner.inventory.interpret import Interpreter
from planner.inventory.part import Part
from planner.inventory.read import join
from planner.model.protocols import Record, Source
from planner.model.resource import Inventory, LedgerRow, ResourceId


class Unit(Protocol):
    """One operation in one region of one account."""

    @property
    def row(self) -> LedgerRow:
        """What was asked where, and what came of it."""

    @property
    def records(self) -> tuple[Record, ...]:
        """What it found."""


def gather(units: Iterable[Unit], sources: Mapping[str, Source], as_of: str) -> Inventory:
    """The inventory of all units; `as_of` is the day of the collection.

    Each row of the ledger counts what became of its own records: a resource that two operations
    tell of counts as a resource once and as folded the other time. What a unit rejected before it
    became a record stays counted as such.
    """
    interpreter = Interpreter(sources)
    part = Part(name="live", as_of=as_of)
    rows: list[tuple[LedgerRow, tuple[ResourceId, ...]]] = []
    for unit in units:
        ids: list[ResourceId] = []
        for record in unit.records:
            found = interpreter.record(record, record.file)
            part.resources.append(found.resource)
            ids.append(found.resource.id)
            if found.diagnostic is not None:
                part.diagnostics.append(found.diagnostic)
        rows.append((unit.row, tuple(ids)))
    part.rows = tuple(row for row, _ in rows)
    inventory = join([part], sources)
    left = {resource.id for resource in inventory.resources}
    counted = []
    for row, found_ids in rows:
        own = left.intersection(found_ids)
        left -= own
        counted.append(
            msgspec.structs.replace(
                row,
                read=len(found_ids) + row.rejected,
                resources=len(own),
                folded=len(found_ids) - len(own),
            )
        )
    return msgspec.structs.replace(inventory, ledger=tuple(sorted(counted)))
