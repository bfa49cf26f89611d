from collections.abc import Mapping

from msgspec import Struct

from planner.inventory.collected import gather
from planner.model.protocols import Record, Source
from planner.model.resource import Inventory, LedgerRow


class Unit(Struct, frozen=True):
    """A unit as a collector gives it."""

    row: LedgerRow
    records: tuple[Record, ...] = ()


def unit(operation: str, *groups: str, rejected: int = 0) -> Unit:
    row = LedgerRow(
        cloud="aws",
        account="123456789012",
        region="eu-west-3",
        service="ec2",
        operation=operation,
        status="ok",
        read=len(groups) + rejected,
        resources=len(groups),
        rejected=rejected,
    )
    records = tuple(
        Record(
            type="aws_security_group",
            address=f"aws_security_group.{group}",
            attributes={"id": group, "name": group},
            file="aws:123456789012",
        )
        for group in groups
    )
    return Unit(row, records)


def counted(inventory: Inventory) -> dict[str, tuple[int, int, int, int]]:
    return {
        row.operation: (row.read, row.resources, row.folded, row.rejected)
        for row in inventory.ledger
    }


def test_an_object_that_a_unit_rejected_is_counted_as_read(sources: Mapping[str, Source]) -> None:
    units = [unit("describe_a", "sg-1", "sg-2", rejected=3), unit("describe_b", rejected=1)]
    assert counted(gather(units, sources, "2026-11-22")) == {
        "describe_a": (5, 2, 0, 3),
        "describe_b": (1, 0, 0, 1),
    }


def test_what_two_units_tell_of_is_a_resource_once(sources: Mapping[str, Source]) -> None:
    units = [unit("describe_a", "sg-1"), unit("describe_b", "sg-1", "sg-2", rejected=1)]
    inventory = gather(units, sources, "2026-11-22")
    assert counted(inventory) == {"describe_a": (1, 1, 0, 0), "describe_b": (3, 1, 1, 1)}
    for row in inventory.ledger:
        assert row.read == row.resources + row.folded + row.rejected
