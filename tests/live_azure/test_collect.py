"""A live Azure through its real SDK, served by a replay server."""

from collections.abc import Iterable

from planner.cli.clouds import sources
from planner.inventory.collected import gather
from planner.model.resource import Inventory, LedgerRow
from providers.live import Unit
from providers.sources.azure.live.collect import collect
from tests.live_azure.estate import NOW, Azure, recorded
from tests.replay import serve


def read(azure: Azure, days: int = 14, **more: object) -> tuple[list[Unit], list[float]]:
    waits: list[float] = []
    with serve(azure) as server:
        units = collect(
            now=NOW,
            endpoint_url=server.url,
            days=days,
            sleep=waits.append,
            **more,  # type: ignore[arg-type]
        )
        return list(units), waits


def inventory(units: Iterable[Unit]) -> Inventory:
    return gather(units, sources(), "2026-11-20")


def rows(units: Iterable[Unit]) -> dict[tuple[str, str], LedgerRow]:
    return {(unit.row.account, unit.row.operation): unit.row for unit in units}


def test_every_resource_that_is_served_is_in_the_inventory() -> None:
    found = inventory(read(Azure())[0])
    known = {one.id for one in found.resources}
    known |= {alias.lower() for one in found.resources for alias in one.aliases}
    for one in (*recorded("resources"), *recorded("containers")):
        assert one["id"].lower() in known
    assert all(row.status == "ok" for row in found.ledger)
    for row in found.ledger:
        assert row.read == row.resources + row.folded + row.rejected
