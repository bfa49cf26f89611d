"""One row of a list of machines, as a machine of the estate."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw

from planner.inventory.bills.layout import bills
from planner.inventory.machines.columns import gib, number, system
from planner.model.resource import Kind, Origin, Resource, ResourceId, Utilisation
from planner.model.spec import Disk, VirtualMachine

ELSEWHERE = "on-premises"
"""The cloud of what runs in none."""

_TAGS = ("application", "owner", "criticality", "data_class", "environment")
_MIB = 1024
_STOPPED = re.compile(r"(?i)off|stopp|shut|arrêt|éteint|dealloc|termin")
_RUNNING = re.compile(r"(?i)on$|run|marche|active|started|démarr")

Cells = Mapping[str, str]
"""Role -> cell."""


class Machine(NamedTuple):
    """A machine, and what had to be assumed of it."""

    resource: Resource
    total: Resource | None
    """A part that holds the sum of its disks, which gives way to a list of them in another file."""
    unitless: bool
    """Whether its memory was a bare number in a column that names no unit."""


def machine(cells: Cells, disks: list[str], file: str, place: str) -> Machine | None:
    """The machine of a row; None where it has no name."""
    called = (cells.get("name") or cells.get("id") or "").strip()
    if not called:
        return None
    memory, unitless = _memory(cells)
    family = system(cells.get("os", ""), cells.get("os_version", ""))
    vcpus = number(cells.get("vcpus", ""))
    sizes = _disks(cells, disks)
    apart = bool(cells.get("id")) and not disks
    spec = VirtualMachine(
        size=cells.get("size", "").strip(),
        vcpus=int(vcpus) if vcpus else None,
        memory_gib=memory,
        os=family,
        boot_disk=sizes[0] if sizes and not apart else None,
        data_disks=() if apart else tuple(sizes[1:]),
        private_ips=_addresses(cells.get("address", "")),
        state=_state(cells.get("state", "")),
    )
    cloud = _cloud(cells.get("cloud", ""))
    identity = (cells.get("id") or called).strip()
    kept = {key: word for key, word in cells.items() if word} | ({"disks": disks} if disks else {})
    resource = Resource(
        id=machine_id(identity),
        cloud=cloud,
        native_type="machine",
        name=called,
        origin=Origin(file, place, "table"),
        kind=Kind("compute.vm_windows" if family.startswith("windows") else "compute.vm"),
        account=cells.get("account", "").strip()
        or (ELSEWHERE if cloud == ELSEWHERE else "unknown"),
        region=cells.get("region", "").strip().lower() or "global",
        tags={key.replace("_", "-"): word for key in _TAGS if (word := cells.get(key, "").strip())},
        spec=spec,
        aliases=tuple(
            dict.fromkeys(word for word in (called, identity, *spec.private_ips) if word)
        ),
        utilisation=_used(cells),
        stored_gib=_held(sizes),
        native=Raw(msgspec.json.encode(kept)),
    )
    total = _total(resource, sizes) if apart and sizes else None
    return Machine(resource, total, unitless)


def _total(whole: Resource, sizes: list[Disk]) -> Resource:
    spec = VirtualMachine(boot_disk=sizes[0], data_disks=tuple(sizes[1:]))
    return part_of(whole.id, "total", whole.origin, spec=spec, cloud=whole.cloud)


def part_of(whole: ResourceId, name: str, origin: Origin, **more: Any) -> Resource:  # noqa: ANN401
    """What another row or file tells of a machine: it folds into it."""
    more.setdefault("cloud", ELSEWHERE)
    return Resource(
        id=ResourceId(f"{whole}/{name}"), native_type="machine_part", name=name, origin=origin,
        account=ELSEWHERE, part_of=whole, **more,
    )  # fmt: skip


def machine_id(word: str) -> ResourceId:
    """The id of a machine that no cloud gave one."""
    return ResourceId(f"machine/{word.strip().lower()}")


def _memory(cells: Cells) -> tuple[float | None, bool]:
    """GiB of memory, and whether no unit stood anywhere: then from 1,024 on they are MiB."""
    if cells.get("memory_gib"):
        return gib(cells["memory_gib"])[0], False
    if cells.get("memory_mib"):
        value, named = gib(cells["memory_mib"])
        return (value if named or value is None else value / _MIB), False
    value, named = gib(cells.get("memory", ""))
    if value is None or named:
        return value, False
    return (value / _MIB if value >= _MIB else value), True


def _disks(cells: Cells, disks: list[str]) -> list[Disk]:
    """The disks, the first one booted from; a total stands for one disk."""
    words = disks or re.split(r"[;+|]", cells.get("disk", ""))
    sizes = [size for word in words if (size := gib(word)[0])]
    if not sizes and (total := gib(cells.get("disk_mib", ""))[0]):
        sizes = [total / _MIB]
    return [Disk(size_gib=max(1, round(size))) for size in sizes]


def _held(disks: list[Disk]) -> Decimal | None:
    sizes = [one.size_gib for one in disks if one.size_gib]
    return Decimal(sum(sizes)) if sizes else None


def _addresses(word: str) -> tuple[str, ...]:
    found = re.split(r"[\s,;|]+", word)
    return tuple(one for one in found if re.fullmatch(r"[0-9a-fA-F.:]{3,45}", one))


def _state(word: str) -> str:
    if _STOPPED.search(word):
        return "stopped"
    return "running" if _RUNNING.search(word) else ""


def _cloud(word: str) -> str:
    found = bills().cloud(word.strip()) if word.strip() else ""
    return found if found in ("aws", "azure", "gcp") else ELSEWHERE


def _used(cells: Cells) -> Utilisation | None:
    """What the list says of use: of no known window, so it is kept and not relied upon."""
    cpu, memory = (number(cells.get(key, "")) for key in ("cpu_percent", "memory_percent"))
    if cpu is None and memory is None:
        return None
    return Utilisation(window_days=0, cpu_percent_p95=cpu, memory_percent_p95=memory)
