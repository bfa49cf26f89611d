"""The bills of a run among its other inputs: what they add to resources, ledger and diagnostics."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from planner.inventory.bills.charge import Bill
from planner.inventory.bills.check import unseen
from planner.inventory.bills.once import distinct
from planner.inventory.bills.settle import Settled, settle
from planner.inventory.bills.words import about, said
from planner.inventory.interpret import Interpreter
from planner.inventory.part import Part
from planner.model.protocols import Source
from planner.model.resource import Diagnostic, Resource, ResourceId, Spend


class Charged(Struct, frozen=True):
    """The resources of a run with what bills say of them."""

    resources: Sequence[Resource]
    spend: tuple[Spend, ...]
    alone: frozenset[ResourceId]
    """Those known from a bill alone."""
    settled: Settled | None = None
    twice: tuple[tuple[Bill, Bill], ...] = ()

    def diagnostics(self, resources: Iterable[Resource]) -> list[Diagnostic]:
        """What is to be said of the bills, given all resources as they are in the end."""
        if self.settled is None:
            return []
        found = [*said(self.settled.spend), *unseen(self.settled.spend, resources, self.alone)]
        counts = self.settled.counts
        found += [about(f"bill-{code}", count=counts[code]) for code in sorted(counts)]
        found += [
            about("bill-twice", source=one.file, name=one.file, service=other.file)
            for one, other in self.twice
        ]
        return found


def charge(
    parts: Iterable[Part], resources: Sequence[Resource], sources: Mapping[str, Source]
) -> Charged:
    """The resources with what they cost; the lines of each bill counted in its part."""
    parts = list(parts)
    earlier = tuple(sorted({one for part in parts for one in part.spend}))
    given = [one for part in parts for one in part.bills]
    if not given:
        return Charged(resources, earlier, frozenset())
    kept, twice = distinct(given)
    settled = settle(kept, resources, Interpreter(sources))
    known = {one.id for one in resources}
    by_file = {part.name: part for part in parts}
    for (file, cloud), lines in sorted(settled.folded.items()):
        by_file[file].folded[cloud] += lines
    for (file, cloud), lines in sorted(settled.apart.items()):
        by_file[file].rejected[cloud] += lines
    for bill, _ in twice:
        for one in bill.charges:
            by_file[bill.file].rejected[one.cloud] += one.lines
    alone = frozenset(one.id for one in settled.resources if one.id not in known)
    spend = tuple(sorted({*earlier, *settled.spend}))
    return Charged(settled.resources, spend, alone, settled, tuple(twice))
