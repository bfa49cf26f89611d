"""What one input gave, before it is joined with the others."""

from collections import Counter
from typing import Protocol

import msgspec
from msgspec import Struct

from planner.errors import InputError
from planner.inventory.bills.charge import Bill
from planner.inventory.machines.register import Register
from planner.inventory.terraform import Rejected
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

    def reject(self, one: Rejected, cloud: str) -> None:
        """Count records that are none, and say why."""
        if one.records:
            self.rejected[cloud] += one.records
        self.diagnostics.append(one.diagnostic)
