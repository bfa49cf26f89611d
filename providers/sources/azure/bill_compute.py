"""What machines, scale sets, disks and clusters buy."""

from collections.abc import Callable, Iterator, Mapping

from planner.model.resource import Resource
from planner.model.spec import (
    Cluster,
    Disk,
    Image,
    NodePool,
    Other,
    Registry,
    ScalingGroup,
    VirtualMachine,
    Volume,
)
from providers.till import (
    BASE,
    BOOT_DISK,
    CONTROL_PLANE,
    DISK,
    INSTANCE,
    LICENCE,
    NO_SIZE,
    STORAGE,
    Line,
    Till,
    Ware,
)

STEPS = (
    (4, "1"), (8, "2"), (16, "3"), (32, "4"), (64, "6"), (128, "10"), (256, "15"), (512, "20"),
    (1024, "30"), (2048, "40"), (4096, "50"), (8192, "60"), (16384, "70"), (32767, "80"),
)  # fmt: skip
"""GiB -> number of the size that a managed disk is billed as: the next step up (docs/prices.md)."""

LETTERS = {"premium": "P", "standardssd": "E", "standard": "S"}
SMALLEST_HDD = 32
BY_GIB = {"premiumv2": "PremiumV2", "ultrassd": "UltraSSD"}


def variant(machine: VirtualMachine) -> str:
    """Variant of the price book: whose licence is in the price."""
    if machine.spot:
        return "spot"
    if machine.licence != "included":
        return "linux"
    return machine.os.partition("-")[0] or "linux"


def disk(till: Till, one: Disk | Volume, ware: Ware, count: int = 1) -> Line:
    """A managed disk: by its step in size, or by GiB where its tier is sold so."""
    tier, _, redundancy = one.tier.lower().partition("_")
    copies = redundancy or "lrs"
    if tier in BY_GIB:
        return till.sized(Ware(ware.component, "block", BY_GIB[tier], copies), one.size_gib, count)
    letter = LETTERS.get(tier, "")
    asked = Ware(ware.component, "block", letter or one.tier or "unknown", copies)
    if one.size_gib is None or not letter:
        return till.unknown(asked, "month", NO_SIZE)
    floor = SMALLEST_HDD if letter == "S" else 0
    step = next((n for size, n in STEPS if size >= max(one.size_gib, floor)), STEPS[-1][1])
    return till.monthly(Ware(ware.component, "block", f"{letter}{step}", copies), count)


def machines(till: Till, machine: VirtualMachine, count: int) -> Iterator[Line]:
    """`count` machines with their disks."""
    ware = Ware(INSTANCE, "vm", machine.size, variant(machine))
    yield till.hours(ware, count) if machine.size else till.unknown(ware, "hour", NO_SIZE)
    if machine.software and machine.licence != "byol":
        yield till.hours(Ware(LICENCE, "licence", machine.software), count)
    if machine.boot_disk is not None and machine.boot_disk.tier:
        yield disk(till, machine.boot_disk, Ware(BOOT_DISK, "block", ""), count)
    for one in machine.data_disks:
        yield disk(till, one, Ware(DISK, "block", ""), count)


def _machine(resource: Resource, till: Till) -> Iterator[Line]:
    if isinstance(resource.spec, VirtualMachine) and resource.spec.state != "stopped":
        yield from machines(till, resource.spec, 1)


def _group(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if not isinstance(spec, ScalingGroup) or spec.machine is None:
        return
    count = spec.desired if spec.desired is not None else spec.minimum
    if count is None:
        ware = Ware(INSTANCE, "vm", spec.machine.size, variant(spec.machine))
        yield till.usage(ware, "hour", "compute.autoscaling_group.hours")
        return
    yield from machines(till, spec.machine, count)


def _volume(resource: Resource, till: Till) -> Iterator[Line]:
    if isinstance(resource.spec, Volume):
        yield disk(till, resource.spec, Ware(DISK, "block", ""))


def _snapshot(resource: Resource, till: Till) -> Iterator[Line]:
    size = resource.spec.storage_gib if isinstance(resource.spec, Other) else None
    if isinstance(resource.spec, Image):
        size = resource.spec.size_gib
    ware = Ware(STORAGE, "snapshot", "standard-hdd", "lrs")
    # A snapshot is billed by what it holds, at most the size of its disk.
    yield (
        till.held(ware, resource.stored_gib, "GiB-month", f"{resource.kind}.gib")
        if (size is None)
        else till.sized(ware, size)
    )


def nodes(till: Till, pool: NodePool) -> Iterator[Line]:
    """The machines of a node pool, with their disks; an ephemeral disk is part of its machine."""
    machine = pool.machine
    if machine is None:
        return
    ware = Ware(INSTANCE, "vm", machine.size, variant(machine))
    count = pool.desired if pool.desired is not None else pool.minimum
    if count is None:
        yield till.usage(ware, "hour", "k8s.node_pool.hours")
        return
    yield till.hours(ware, count)
    boot = machine.boot_disk
    if boot is not None and boot.tier != "Ephemeral" and boot.size_gib is not None:
        premium = Disk(size_gib=boot.size_gib, tier="Premium_LRS")  # what AKS makes for such nodes
        yield disk(till, premium, Ware(BOOT_DISK, "block", ""), count)


def _cluster(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if not isinstance(spec, Cluster):
        return
    if spec.tier not in {"", "Free"}:
        sku = "aks-long-term" if spec.tier == "Premium" else "aks-standard"
        yield till.hours(Ware(CONTROL_PLANE, "kubernetes", sku))
    for pool in spec.pools:
        yield from nodes(till, pool)


def _pool(resource: Resource, till: Till) -> Iterator[Line]:
    if isinstance(resource.spec, NodePool):
        yield from nodes(till, resource.spec)


def _registry(resource: Resource, till: Till) -> Iterator[Line]:
    if isinstance(resource.spec, Registry):
        yield till.hours(Ware(BASE, "registry", resource.spec.tier))


BILLS: Mapping[str, Callable[[Resource, Till], Iterator[Line]]] = {
    **dict.fromkeys(("compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot"), _machine),
    "compute.autoscaling_group": _group,
    "compute.image": _snapshot,
    "storage.block_volume": _volume,
    "storage.snapshot": _snapshot,
    "k8s.cluster": _cluster,
    "k8s.node_pool": _pool,
    "container.registry": _registry,
}
