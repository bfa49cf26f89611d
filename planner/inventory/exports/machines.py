"""Lists of machines as a table: Azure Migrate, Migration Center, RVTools, or columns of one's own.

A row becomes a machine of the cloud that a column names, else of none (`on-premises`): then nothing
is known of what it costs today. Files of disks and tags (Migration Center) join it by its id.
"""

import re
from collections.abc import Iterator, Mapping

from planner.inventory.columns import chosen, plain
from planner.inventory.exports import Document, Rejected
from planner.inventory.interpret import Interpreted
from planner.inventory.machines.columns import gib, words
from planner.inventory.machines.row import ELSEWHERE, machine, machine_id, part_of
from planner.inventory.problems import diagnostic
from planner.model.resource import Origin, ResourceId
from planner.model.spec import Disk, VirtualMachine
from planner.model.text import Text

NAME = "machines"
CLOUD = ELSEWHERE
TITLE = Text(
    en="lists of machines (CSV: Azure Migrate, Migration Center, RVTools, or name, vcpus, memory, disk)",
    fr="listes de machines (CSV : Azure Migrate, Migration Center, RVTools, ou nom, vcpu, mémoire, disque)",
)
MAKE = "Azure Migrate: Discover > Import using CSV > template"
SIGNS = ("name", "vcpus", "memory", "disk", "os")

_DISK = re.compile(r"disk(\d+)size(?:in)?g?i?b?")
"""`Disk 1 size (In GB)`, without case and signs."""

_FILES = ("disks", "tags")


def matches(document: Document) -> bool:
    """By columns for a name, cores and memory; or those of the files beside them."""
    return document.form == "rows" and bool(_form(document.columns))


def _form(columns: tuple[str, ...]) -> str:
    found = chosen(columns, words().machines)
    memory = {"memory", "memory_mib", "memory_gib"} & found.keys()
    if "vcpus" in found and memory and {"name", "id"} & found.keys():
        return "machines"
    tables = {"disks": words().disks, "tags": words().tags}
    for name in _FILES:
        if len(chosen(columns, tables[name])) == len(tables[name]):
            return name
    return ""


def items(document: Document) -> Iterator[Interpreted | Rejected]:
    """A machine a row."""
    form = _form(document.columns)
    if form == "machines":
        yield from _machines(document)
    elif form == "disks":
        yield from _parts(document, words().disks)
    else:
        yield from _parts(document, words().tags)


def _machines(document: Document) -> Iterator[Interpreted | Rejected]:
    roles = chosen(document.columns, words().machines)
    sizes = sorted(
        (int(number.group(1)), name)
        for name in document.columns
        if (number := _DISK.fullmatch(plain(name)))
    )
    unitless = 0
    for one in document.objects():
        if isinstance(one, Rejected):
            yield one
            continue
        cells = {role: one.value.get(name, "").strip() for role, name in roles.items()}
        disks = [word for _, name in sizes if (word := one.value.get(name, "").strip())]
        found = machine(cells, disks, document.file, one.place)
        if found is None:
            problem = diagnostic("machine-nameless", document.file, place=one.place)
            yield Rejected("machine", problem)
            continue
        unitless += found.unitless
        yield Interpreted(found.resource)
        if found.total is not None:
            yield Interpreted(found.total, again=True)
    if unitless:
        problem = diagnostic("machine-memory-unit", document.file, why=str(unitless))
        yield Rejected("machine", problem, 0)


def _parts(
    document: Document, names: Mapping[str, tuple[str, ...]]
) -> Iterator[Interpreted | Rejected]:
    """Disks or tags of machines, each a part that folds into its machine."""
    roles = chosen(document.columns, names)
    seen: set[ResourceId] = set()
    for one in document.objects():
        if isinstance(one, Rejected):
            yield one
            continue
        cells = {role: one.value.get(name, "").strip() for role, name in roles.items()}
        if not cells["machine"]:
            problem = diagnostic("machine-nameless", document.file, place=one.place)
            yield Rejected("machine", problem)
            continue
        whole = machine_id(cells["machine"])
        name = cells.get("label") or cells.get("key") or one.place
        origin = Origin(document.file, one.place, "table")
        if "size" not in cells:
            tags = {cells["key"]: cells["value"]} if cells["key"] else {}
            yield Interpreted(part_of(whole, f"tag/{name}", origin, tags=tags))
            continue
        disk = _disk(cells, first=whole not in seen)
        seen.add(whole)
        yield Interpreted(part_of(whole, f"disk/{name}", origin, spec=disk))


def _disk(cells: Mapping[str, str], *, first: bool) -> VirtualMachine | None:
    """A machine of which no more is told than one disk; the first is what it boots from."""
    size = gib(cells["size"])[0]
    if not size:
        return None
    disk = Disk(size_gib=max(1, round(size)), tier=cells["tier"])
    return VirtualMachine(boot_disk=disk) if first else VirtualMachine(data_disks=(disk,))
