"""Tables of commercial sizes: what a source's size holds, what a target's sizes offer."""

import csv
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from planner.catalogue.data import data_path
from planner.model.choice import Offer


class SourceSize(Struct, frozen=True, gc=False):
    """What one size of a source holds; None where the table does not know."""

    vcpus: int | None
    memory_gib: float | None
    architecture: str
    gpus: int
    local_disk_gib: int | None


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV whose leading `#` lines hold source and licence."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _whole(text: str | None) -> int | None:
    return int(float(text)) if text else None


@lru_cache(maxsize=8)
def source_sizes(cloud: str) -> dict[str, SourceSize]:
    """Every known size of a source cloud by its commercial name, machines and databases."""
    found: dict[str, SourceSize] = {}
    for name in (f"{cloud}.csv", f"{cloud}-db.csv"):
        path = data_path("mappings", "sizes", name)
        if not path.exists():
            continue
        for row in rows(path):
            found[row["name"]] = SourceSize(
                vcpus=_whole(row.get("vcpus")),
                memory_gib=float(row["memory_gib"]) if row.get("memory_gib") else None,
                architecture=row.get("architecture") or "",
                gpus=_whole(row.get("gpus")) or 0,
                local_disk_gib=_whole(row.get("local_disk_gib")),
            )
    return found


class Listed(Struct, frozen=True, gc=False):
    """One row of a target's catalogue: the offer, where it is sold, and the price to ask for."""

    offer: Offer
    zones: frozenset[str]
    """Zones or regions that sell it; empty: all."""
    service: str
    sku: str
    variant: str


@lru_cache(maxsize=64)
def target_sizes(target: str, catalogue: str) -> tuple[Listed, ...]:
    """Offers of `mappings/<target>/sizes/<catalogue>.csv`.

    The price is asked for as (service: the catalogue's name, sku: the offer's name, variant: linux for
    machines, else none) unless columns of those names say otherwise.
    """
    path = data_path("mappings", target, "sizes", f"{catalogue}.csv")
    if not path.exists():
        return ()
    return tuple(_listed(row, catalogue) for row in rows(path))


def _listed(row: dict[str, str], catalogue: str) -> Listed:
    offer = Offer(
        name=row["name"],
        vcpus=int(float(row["vcpus"] or 0)),
        memory_gib=float(row["memory_gib"] or 0),
        architecture=row.get("architecture") or "x86_64",
        gpus=_whole(row.get("gpus")) or 0,
        gpu_model=row.get("gpu_model") or "",
        local_disk_gib=_whole(row.get("local_disk_gib")) or 0,
        family=row.get("family") or "",
        notes=row.get("notes") or "",
    )
    return Listed(
        offer=offer,
        zones=frozenset((row.get("zones") or "").split()),
        service=row.get("service") or catalogue,
        sku=row.get("sku") or offer.name,
        variant=row.get("variant") or ("linux" if catalogue == "vm" else ""),
    )
