"""A live Google Cloud through its real SDK, served by a replay server."""

from collections.abc import Iterable
from typing import Any

from planner.cli.clouds import sources
from planner.inventory.collected import gather
from planner.model.resource import Inventory, LedgerRow
from providers.live import Unit
from providers.sources.gcp.live.client import Patience
from providers.sources.gcp.live.collect import collect
from tests.live_gcp.estate import NOW, Google, recorded
from tests.replay import serve

QUICK = Patience(first=0.01, longest=0.02, whole=1.0)


def read(google: Google, days: int = 14, **more: Any) -> list[Unit]:
    with serve(google) as server:
        chosen = more or {"projects": ("shop-prod",)}
        return list(collect(now=NOW, endpoint_url=server.url, days=days, patience=QUICK, **chosen))


def inventory(units: Iterable[Unit]) -> Inventory:
    return gather(units, sources(), "2026-11-20")


def rows(units: Iterable[Unit]) -> dict[str, LedgerRow]:
    return {f"{unit.row.service} {unit.row.operation}": unit.row for unit in units}


def names(found: Inventory) -> set[str]:
    return {one.id for one in found.resources} | {a for one in found.resources for a in one.aliases}


def test_every_asset_that_is_served_is_in_the_inventory() -> None:
    found = inventory(read(Google()))
    served = {one["name"] for one in recorded("assets") if "k8s.io" not in one["assetType"]}
    assert served <= names(found)
    assert all(row.status == "ok" for row in found.ledger)
    for row in found.ledger:
        assert row.read == row.resources + row.folded + row.rejected
