"""What one input gave, before it is joined with the others."""

from collections import Counter
from typing import Protocol

import msgspec
from msgspec import Struct

from planner.errors import InputError
from planner.inventory.bills.charge import Bill
from planner.inventory.interpret import Interpreted
from planner.inventory.machines.register import Register
from planner.inventory.problems import diagnostic
from planner.inventory.terraform import Rejected
from planner.inventory.traffic.seen import Traffic
from planner.model.resource import Diagnostic, Flow, LedgerRow, LedgerStatus, Resource, Spend


class Made(Protocol):
    """A resource, with what was noticed while it was read."""

    @property
    def resource(self) -> Resource:
        """What was made."""

    @property
    def diagnostic(self) -> Diagnostic | None:
        """What was noticed."""


class Part(Struct):
    """What one input gave."""

    name: str
    resources: list[Resource] = []
    context: list[Resource] = []
    """What it looked up that tells of its resources, and is none."""
    rejected: Counter[str] = msgspec.field(default_factory=Counter)
    """Cloud -> records that became a diagnostic."""
    diagnostics: list[Diagnostic] = []
    rows: tuple[LedgerRow, ...] = ()
    """Ledger of an inventory folder or of a file that was refused; else counted at the end."""
    inputs: tuple[tuple[str, str], ...] = ()
    as_of: str = ""
    cloud: str = ""
    """Of a file without a record."""
    service: str = "terraform"
    """The format, in the ledger."""
    status: LedgerStatus = "ok"
    detail: str = ""
    failure: InputError | None = None
    bills: list[Bill] = []
    registers: list[Register] = []
    flows: list[Flow] = []
    spend: list[Spend] = []
    """Of an inventory folder."""
    folded: Counter[str] = msgspec.field(default_factory=Counter)
    """Cloud -> lines that tell of resources and are none themselves: of bills and flow logs."""

    def add(self, one: Made) -> None:
        """Keep a resource."""
        self.resources.append(one.resource)
        if one.diagnostic is not None:
            self.diagnostics.append(one.diagnostic)

    def keep(self, one: Interpreted | Bill | Register | Traffic) -> None:
        """What a format gave that is no item of a cloud."""
        if isinstance(one, Interpreted):
            self.add(one)
            self.folded[one.resource.cloud] -= one.again
        elif isinstance(one, Bill):
            self.bills.append(one)
            self.detail = f"{one.version}, {one.lines} lines"
        elif isinstance(one, Register):
            self.registers.append(one)
        else:
            self._see(one)

    def _see(self, traffic: Traffic) -> None:
        """Flows, with what of the records tells of none."""
        self.flows += traffic.flows
        self.folded[traffic.cloud] += traffic.records
        for why, count in sorted(traffic.apart.items()):
            problem = diagnostic(f"flow-{why}", self.name, why=str(count))
            self.reject(Rejected("", problem, count), traffic.cloud)
        self.detail = f"{traffic.records} records, {len(traffic.flows)} flows"

    def reject(self, one: Rejected, cloud: str) -> None:
        """Count records that are none, and say why."""
        if one.records:
            self.rejected[cloud] += one.records
        self.diagnostics.append(one.diagnostic)
