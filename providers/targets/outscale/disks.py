"""Volumes: which type, how large, how fast, and what is lost of a disk."""

import re
from typing import Any

from msgspec import Struct

from planner.model.choice import Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import VirtualMachine, Volume
from providers.targets.outscale import bought
from providers.targets.outscale.names import tags
from providers.targets.outscale.place import resolved, subnets_of, subregion
from providers.targets.outscale.words import refused, said

_LETTERS = 26
_LETTER = re.compile(r"/dev/(?:sd|xvd|nvme)(?P<letter>[b-z])\d*")

MACHINES = ("compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot")


class Disk(Struct, frozen=True):
    """A volume as OUTSCALE takes it."""

    size_gib: int
    type: str
    iops: int | None
    losses: tuple[Loss, ...] = ()
    quantities: bought.Bought = ()


class Wish(Struct, frozen=True):
    """What the source had, in its own words."""

    size_gib: int | None
    tier: str = ""
    iops: int | None = None
    encrypted: bool | None = None
    key: str = ""
    throughput_mib: int | None = None


def disk(wish: Wish, surroundings: Surroundings, default_gib: int) -> Disk:
    """The volume that serves a wish: gp2, or io1 where more IOPS are asked than gp2 gives.

    IOPS: 100 to 13000 and at most 300 for each GiB; sizes 1 to 14901 GiB (API text).
    """
    limits = surroundings.setting("volumes")
    asked = wish.size_gib if wish.size_gib is not None else default_gib
    size = min(max(asked, 1), limits["max_gib"])
    losses = []
    if wish.size_gib is None:
        losses.append(said(surroundings, "disk-size-unknown", gib=default_gib))
    if asked > size:
        losses.append(said(surroundings, "disk-too-large", asked=asked, gib=size))
    kind, iops = _speed(wish, size, limits)
    if iops is not None and wish.iops is not None and iops < wish.iops:
        losses.append(said(surroundings, "iops-above-offer", asked=wish.iops, iops=iops))
    if wish.throughput_mib is not None:
        losses.append(said(surroundings, "no-throughput", throughput=wish.throughput_mib))
    if wish.key:
        losses.append(said(surroundings, "no-customer-key"))
    elif wish.encrypted:
        losses.append(said(surroundings, "encryption-not-an-argument"))
    return Disk(size, kind, iops, tuple(losses), bought.volume(surroundings, kind, size, iops))


def _speed(wish: Wish, size: int, limits: dict[str, Any]) -> tuple[str, int | None]:
    if wish.tier in limits["magnetic_tiers"]:
        return "standard", None
    if wish.iops is None or wish.iops <= limits["gp2_iops"]:
        return "gp2", None
    highest = min(limits["max_iops"], limits["iops_per_gib"] * size)
    return "io1", max(limits["min_iops"], min(wish.iops, highest))


def device(number: int, *, pair: bool = False) -> str:
    """The n-th data device: /dev/xvdb, c, … then two letters; only two letters with `pair`.

    OUTSCALE takes a first letter from b to z and a second from a to z.
    """
    if not pair and number < _LETTERS - 1:
        return f"/dev/xvd{chr(ord('b') + number)}"
    place = number if pair else number - (_LETTERS - 1)
    return f"/dev/xvd{chr(ord('b') + place // _LETTERS)}{chr(ord('a') + place % _LETTERS)}"


def block_volume(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A volume, and its link to the machine it is attached to."""
    spec = resource.spec
    if not isinstance(spec, Volume):
        return refused(surroundings, "not-read")
    machine = _machine(resource, spec, surroundings)
    chosen = disk(
        Wish(spec.size_gib, spec.tier, spec.iops, spec.encrypted, spec.key, spec.throughput_mib),
        surroundings,
        surroundings.setting("volumes")["default_gib"],
    )
    losses = list(chosen.losses)
    subnets: tuple[Resource, ...] = ()
    if machine is not None and isinstance(machine.spec, VirtualMachine):
        subnets = subnets_of(machine.spec.subnets, machine, surroundings)
    elif spec.machine:
        losses.append(said(surroundings, "machine-not-here", machine=spec.machine))
    values: dict[str, Value] = {
        "subregion_name": subregion(machine or resource, subnets, surroundings),
        "size": chosen.size_gib,
        "volume_type": chosen.type,
        "iops": chosen.iops,
        "tags": dict(tags(resource)),
        "attached": machine is not None,
        "vm_id": Ref(machine.id, "outscale_vm", "vm_id") if machine else None,
        "device_name": _device_name(resource, spec, machine, surroundings),
    }
    return Design(values=values, losses=tuple(losses), quantities=chosen.quantities)


def _machine(resource: Resource, spec: Volume, surroundings: Surroundings) -> Resource | None:
    named = resolved((spec.machine,), resource, surroundings, *MACHINES)
    if named:
        return named[0]
    known = (
        other for other in surroundings.needs(resource, "attached-to") if other.kind in MACHINES
    )
    return next(known, None)


def _device_name(
    resource: Resource, spec: Volume, machine: Resource | None, surroundings: Surroundings
) -> str | None:
    """The source's device letter where it is free, else two letters that no sibling uses."""
    if machine is None:
        return None
    letter = _LETTER.fullmatch(spec.device)
    inline = isinstance(machine.spec, VirtualMachine) and machine.spec.data_disks
    if letter is not None and not inline:
        return f"/dev/xvd{letter['letter']}"
    if spec.device.isdecimal() and len(spec.device) < 3:  # noqa: PLR2004 - an Azure LUN, 0 to 63
        return device(int(spec.device), pair=True)
    siblings = surroundings.dependents(machine, "attached-to", "storage.block_volume")
    place = next((n for n, other in enumerate(siblings) if other.id == resource.id), 0)
    return device(2 * _LETTERS + _LETTERS // 2 + place, pair=True)
