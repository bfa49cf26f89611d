"""Pools of nodes: type, counts by zone, labels and taints."""

import re

from msgspec.structs import replace

from planner.model.choice import Blocks, Loss, Need, Refusal, Sized, Value, Variable
from planner.model.money import Range
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Disk, NodePool, VirtualMachine
from providers.targets.scaleway import bought
from providers.targets.scaleway.lookup import resolved
from providers.targets.scaleway.machine import iops_class
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, variable_word

_EFFECTS = {
    "no_schedule": "NoSchedule", "noschedule": "NoSchedule",
    "prefer_no_schedule": "PreferNoSchedule", "prefernoschedule": "PreferNoSchedule",
    "no_execute": "NoExecute", "noexecute": "NoExecute",
}  # fmt: skip
_NAME = re.compile(r"[^a-z0-9-]+")


PoolParts = tuple[dict[str, Value], list[bought.Bought], list[Loss]]


def pool_values(resource: Resource, spec: NodePool, around: Surroundings) -> PoolParts | Refusal:
    """Arguments of a pool over all zones, what its nodes cost, what is lost."""
    unit = spec.machine or VirtualMachine()
    need = _node_need(around.need(resource, unit), around)
    size = around.size(resource, need)
    losses: list[Loss] = []
    if size is None and (need.vcpus is not None or need.memory_gib is not None):
        words = {"vcpus": need.vcpus or "?", "memory": f"{need.memory_gib or 0:g}",
                 "gpus": need.gpus, "architecture": need.architecture or "x86_64",
                 "zone": around.zone(resource)}  # fmt: skip
        return Refusal("limit", text(around, "no-size", **words), text(around, "no-size-fallback"))
    if size is None:
        losses.append(loss(around, "size-unknown"))
    disk = unit.boot_disk or Disk()
    root_gb = bought.gigabytes(disk.size_gib or around.setting("node_volume_gb"))
    iops = iops_class(disk.iops, around)
    low, likely, high = _counts(spec)
    labels: dict[str, Value] = dict(sorted(spec.labels))
    taints, told = _taints(spec, around)
    losses += [*told, *_pool_told(unit, around)]
    values: dict[str, Value] = {
        "name": _pool_name(spec.name or resource.name),
        "node_type": size.offer.name if size else _node_type(resource, around),
        "zones": _zones(resource, spec, around),
        "minimum": low,
        "size": likely,
        "maximum": high,
        "autoscaling": high > low,
        "root_type": f"sbs_{iops // 1000}k",
        "root_gb": root_gb,
        "labels": labels or None,
        "taints": Blocks(tuple(taints)),
    }
    quantities = _nodes(size, resource, (low, likely, high), (root_gb, iops), around)
    return values, quantities, losses


def _node_need(need: Need, around: Surroundings) -> Need:
    """Kapsule refuses the smallest types: nodes have two vCPUs and four GiB at least."""
    if need.vcpus is None and need.memory_gib is None:
        return need
    least: dict[str, int] = around.setting("smallest_node")
    return replace(
        need,
        vcpus=max(need.vcpus or 0, least["vcpus"]),
        memory_gib=max(need.memory_gib or 0.0, float(least["memory_gib"])),
        local_disk_gib=0,
    )


def _node_type(resource: Resource, around: Surroundings) -> Variable:
    return Variable(
        name=f"{variable_word(name_of(resource))}_node_type",
        type="string",
        description=text(around, "size-variable", name=resource.name),
        sample="PRO2-XXS",
    )


def _counts(spec: NodePool) -> tuple[int, int, int]:
    """(least, likely, most) nodes; a shared control plane refuses a first pool without nodes."""
    known = [one for one in (spec.desired, spec.minimum, spec.maximum) if one is not None]
    likely = max(known[0] if known else 1, 1)
    low = spec.minimum if spec.minimum is not None else likely
    high = max(spec.maximum if spec.maximum is not None else likely, low, likely, 1)
    return low, likely, high


def _zones(resource: Resource, spec: NodePool, around: Surroundings) -> tuple[str, ...]:
    """Zones of the target for the zones of the source, each once, in the region's order."""
    if spec.zones:
        near = [replace(resource, zone=zone) for zone in spec.zones]
    else:
        near = list(resolved(spec.subnets, resource, around, "network.subnet")) or [resource]
    used = {around.zone(one) for one in near}
    return tuple(zone for zone in around.zones() if zone in used)


def spread(zones: Value) -> list[tuple[str, int]]:
    """(zone, number of zones) for every zone."""
    names = [str(zone) for zone in zones] if isinstance(zones, tuple) else []
    return [(zone, len(names)) for zone in names]


def share(values: dict[str, Value], zones: int) -> dict[str, Value]:
    """A zone's part of the counts, rounded up, so that no zone runs short."""
    low, likely, high = (int(str(values[key])) for key in ("minimum", "size", "maximum"))
    return {
        "minimum": -(-low // zones),
        "size": max(-(-likely // zones), 1),
        "maximum": max(-(-high // zones), 1),
    }


def _taints(spec: NodePool, around: Surroundings) -> tuple[list[dict[str, Value]], list[Loss]]:
    taints: list[dict[str, Value]] = []
    losses = []
    for key, value, effect in sorted(spec.taints):
        known = _EFFECTS.get(effect.lower().replace("-", "_"))
        if known is None:
            losses.append(loss(around, "taint-effect", key=key, effect=effect))
        else:
            taints.append({"key": key, "value": value, "effect": known})
    return taints, losses


def _pool_told(unit: VirtualMachine, around: Surroundings) -> list[Loss]:
    told = (
        (unit.spot, "spot"),
        (bool(unit.role), "node-role"),
        (unit.os.startswith("windows"), "windows-nodes"),
        (bool(unit.image), "node-image"),
    )
    return [loss(around, name) for holds, name in told if holds]


def _pool_name(name: str) -> str:
    """Kapsule takes letters, digits and dashes in the name of a pool."""
    return _NAME.sub("-", name.lower()).strip("-")[:48] or "pool"


def _nodes(
    size: Sized | None,
    resource: Resource,
    nodes: tuple[int, int, int],
    disk: tuple[int, int],
    around: Surroundings,
) -> list[bought.Bought]:
    zone = around.zone(resource)
    if size is None:
        reason = text(around, "size-unknown-reason", name=resource.name)
        return [bought.unknown(around, "nodes", ("vm", "", "hour"), zone, reason)]
    each = (
        bought.machine(around, size.offer.name, zone),
        bought.volume(around, disk[0], disk[1], zone),
    )
    low, likely, high = nodes
    return [
        replace(
            one,
            amount=Range(one.amount.low * low, one.amount.likely * likely, one.amount.high * high),
        )
        for one in each
    ]
