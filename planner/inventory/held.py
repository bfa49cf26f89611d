"""How much a resource holds: what moving it and what exposing it are measured by."""

from decimal import Decimal

from planner.model.resource import Resource
from planner.model.spec import Database, FileShare, VirtualMachine, Volume

_MOST_GIB = Decimal("1E12")
"""Beyond it, as below zero, a size is a mistake of the input: what is there is not known."""


def held_gib(resource: Resource) -> Decimal | None:
    """What it holds, in GiB: as measured, else as configured; None unknown."""
    held = _told_gib(resource)
    return held if held is not None and 0 <= held <= _MOST_GIB else None


def _told_gib(resource: Resource) -> Decimal | None:
    if resource.stored_gib is not None:
        return resource.stored_gib if resource.stored_gib.is_finite() else None
    spec = resource.spec
    size: int | None = None
    if isinstance(spec, Volume | FileShare):
        size = spec.size_gib
    elif isinstance(spec, Database):
        size = spec.storage_gib
    elif isinstance(spec, VirtualMachine) and spec.boot_disk is not None:
        disks = [spec.boot_disk, *spec.data_disks]
        known = [disk.size_gib for disk in disks if disk.size_gib is not None]
        size = sum(known) if known else None
    return Decimal(size) if size is not None else None
