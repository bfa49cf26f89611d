"""What a live collection gave, unit by unit, as one inventory with its ledger."""

from collections.abc import Iterable, Mapping

import msgspec
from msgspec import Struct

from planner.inventory.interpret import Interpreter
from planner.inventory.merge import is_listed
from planner.inventory.part import Part
from planner.inventory.problems import diagnostic
from planner.inventory.read import join
from planner.inventory.units import Kept, Unit, interpreted
from planner.model.protocols import Source
from planner.model.resource import Diagnostic, Inventory, LedgerRow, Resource, ResourceId


class _Listed(Struct, frozen=True):
    """What a sweep says of a resource: which list of its own would name it."""

    listed_by: str = ""


def gather(units: Iterable[Unit], sources: Mapping[str, Source], as_of: str) -> Inventory:
    """The inventory of all units; `as_of` is the day of the collection."""
    interpreter = Interpreter(sources)
    return assemble((interpreted(unit, interpreter) for unit in units), sources, as_of)


def assemble(units: Iterable[Kept], sources: Mapping[str, Source], as_of: str) -> Inventory:
    """The inventory of units that were kept.

    Each row of the ledger counts what became of its own records: a resource that two operations
    tell of counts as a resource once and as folded the other time. What a unit rejected before it
    became a record stays counted as such.
    """
    kept = list(units)
    sweep = _Sweep(kept)
    part = Part(name="live", as_of=as_of, rows=tuple(one.row for one in kept))
    rows = [sweep.row(one, part) for one in kept]
    part.resources = [sweep.tagged(one) for one in part.resources]
    inventory = join([part], sources)
    left = {resource.id for resource in inventory.resources}
    counted = []
    for row, ids in rows:
        own = left.intersection(ids)
        left -= own
        counted.append(
            msgspec.structs.replace(
                row,
                read=len(ids) + row.folded + row.rejected,
                resources=len(own),
                folded=len(ids) - len(own) + row.folded,
            )
        )
    return msgspec.structs.replace(inventory, ledger=tuple(sorted(counted)))


class _Sweep:
    """What sweeps list, held against what lists of its own tell."""

    def __init__(self, kept: list[Kept]) -> None:
        self._names: dict[str, ResourceId] = {}
        self._tags: dict[ResourceId, dict[str, str]] = {}
        self._read = {
            (one.row.account, one.row.region, f"{one.row.service}.{one.row.operation}")
            for one in kept
            if one.row.status == "ok"
        }
        for unit in kept:
            for one in unit.resources:
                if not is_listed(one):
                    for name in (one.id, *one.aliases):
                        if ":" in name:  # what is written without is a name within its kind
                            self._names.setdefault(name, one.id)

    def row(self, unit: Kept, part: Part) -> tuple[LedgerRow, list[ResourceId]]:
        """The row of a unit and the ids of what it gave `part`, without what others tell better."""
        ids: list[ResourceId] = []
        folded = rejected = 0
        for one in unit.resources:
            if not is_listed(one):
                ids.append(one.id)
                part.resources.append(one)
            elif one.id in self._names:
                self._tags.setdefault(self._names[one.id], {}).update(one.tags)
                folded += 1
            elif problem := self._gone(one):
                part.diagnostics.append(problem)
                rejected += 1
            else:
                self._names[one.id] = one.id
                ids.append(one.id)
                part.resources.append(one)
        part.diagnostics += unit.diagnostics
        more = msgspec.structs.replace(
            unit.row, folded=folded, rejected=unit.row.rejected + rejected
        )
        return more, ids

    def tagged(self, one: Resource) -> Resource:
        """A resource with the tags that sweeps know of it."""
        known = self._tags.get(one.id)
        return msgspec.structs.replace(one, tags=known | one.tags) if known else one

    def _gone(self, one: Resource) -> Diagnostic | None:
        """What a sweep names and its own list, wholly read, does not: it was deleted since."""
        told = msgspec.json.decode(bytes(one.native), type=_Listed).listed_by
        places = ((one.account, place, told) for place in (one.region, "global"))
        if not told or not any(place in self._read for place in places):
            return None
        return diagnostic(
            "listed-and-gone", one.origin.source, place=one.origin.place, why=told, resource=one.id
        )
