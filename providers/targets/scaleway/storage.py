"""Volumes, snapshots and shared file systems."""

from decimal import Decimal

from planner.model.choice import Design, Loss, Refusal, Value, Variable
from planner.model.money import exactly
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import FileShare, Volume
from providers.targets.scaleway import bought
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of, variable_word


def volume(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A block volume in the zone of its machine, of one of two IOPS classes."""
    spec = resource.spec if isinstance(resource.spec, Volume) else Volume()
    machine = holder_of(resource, spec, around)
    zone = around.zone(machine or resource)
    low, high = around.setting("block_iops")
    iops = high if (spec.iops or 0) > low else low
    size, quantity = _size(resource, spec, iops, zone, around)
    return Design(
        values={
            "name": name_of(resource),
            "size_gb": size,
            "iops": iops,
            "zone": zone,
            "tags": tags_of(resource),
        },
        size=f"sbs_{iops // 1000}k",
        quantities=(quantity,),
        losses=tuple(_volume_losses(spec, around)),
    )


def holder_of(resource: Resource, spec: Volume, around: Surroundings) -> Resource | None:
    """The machine that a volume hangs on."""
    named = around.resolve(spec.machine, resource) if spec.machine else None
    if named is not None:
        return named
    near = (*around.needs(resource, "attached-to"), *around.dependents(resource, "attached-to"))
    return near[0] if near else None


def _size(
    resource: Resource, spec: Volume, iops: int, zone: str, around: Surroundings
) -> tuple[Value, bought.Bought]:
    if spec.size_gib is not None:
        size = bought.gigabytes(spec.size_gib, least=around.setting("smallest_volume_gb"))
        return size, bought.volume(around, size, iops, zone)
    asked = Variable(
        name=f"{variable_word(name_of(resource))}_size_gb",
        type="number",
        description=text(around, "size-gb-variable", name=resource.name),
        sample=20,
    )
    keys = ("block", "sbs_15k" if iops > around.setting("block_iops")[0] else "sbs_5k", "GB-hour")
    reason = text(around, "size-gb-unknown", name=resource.name)
    return asked, bought.held(around, "volume", keys, zone, ("volume_gib", reason))


def _volume_losses(spec: Volume, around: Surroundings) -> list[Loss]:
    losses = []
    most = around.setting("block_iops")[-1]
    if spec.iops is not None and spec.iops > most:
        losses.append(loss(around, "volume-iops", iops=spec.iops, most=most))
    fast = around.setting("block_throughput_mib")
    if spec.throughput_mib is not None and spec.throughput_mib > fast:
        losses.append(loss(around, "volume-throughput", throughput=spec.throughput_mib, most=fast))
    if spec.key:
        losses.append(loss(around, "volume-key", key=spec.key))
    return losses


def file_share(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A file system of a fixed size, attached to instances rather than mounted by NFS."""
    spec = resource.spec if isinstance(resource.spec, FileShare) else FileShare()
    losses = []
    if spec.protocol not in {"nfs", ""}:
        losses.append(loss(around, "share-protocol", protocol=spec.protocol))
    if spec.key:
        losses.append(loss(around, "share-key", key=spec.key))
    least, most = around.setting("file_system_gb")
    gib = Decimal(spec.size_gib) if spec.size_gib is not None else resource.stored_gib
    if gib is not None and bought.gigabytes(float(gib)) > most:
        return Refusal(
            "limit",
            text(around, "share-too-large", size=gib, most=most),
            text(around, "share-too-large-fallback"),
        )
    keys = ("file", "filesystem", "GB-hour")
    if gib is not None:
        size: Value = bought.gigabytes(float(gib), least=least)
        quantity: bought.Bought = bought.stored(
            around, "file-system", keys, around.region, exactly(int(str(size)))
        )
    else:
        size = Variable(
            name=f"{variable_word(name_of(resource))}_size_gb",
            type="number",
            description=text(around, "size-gb-variable", name=resource.name),
            sample=least,
        )
        losses.append(loss(around, "share-size-fixed"))
        reason = text(around, "size-gb-unknown", name=resource.name)
        quantity = bought.held(around, "file-system", keys, around.region, ("share_gib", reason))
    return Design(
        values={"name": name_of(resource), "size_gb": size, "tags": tags_of(resource)},
        quantities=(quantity,),
        losses=tuple(losses),
    )
