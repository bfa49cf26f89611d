"""Virtual machines: size, image, system volume, networks, firewall, what is attached."""

from msgspec.structs import replace

from planner.model.choice import (
    Blocks,
    Design,
    Loss,
    Need,
    Ref,
    Refusal,
    Sized,
    Value,
    Variable,
)
from planner.model.money import UnknownQuantity
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Disk, SecurityGroup, VirtualMachine
from providers.targets.scaleway import attached, bought, image
from providers.targets.scaleway.compute import placement_zones
from providers.targets.scaleway.firewall import outbound_default, rules_of, zones_guarded
from providers.targets.scaleway.lookup import groups_of
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of, variable_word

_KEY = "11111111-1111-4111-8111-111111111111"


def virtual_machine(resource: Resource, around: Surroundings) -> Design | Refusal:
    """An instance with its interfaces, booked addresses, firewall and volumes."""
    spec = resource.spec if isinstance(resource.spec, VirtualMachine) else VirtualMachine()
    windows = is_windows(resource, spec)
    need = around.need(resource, spec)
    size, losses = sized(resource, need, around, "windows" if windows else "vm")
    if isinstance(size, Refusal):
        return size
    zone = around.zone(resource)
    root_gb, root_iops, said = system_volume(spec, around)
    label, image_losses = image.image_of(resource, spec, around)
    disks = attached.disks_of(resource, spec, zone, around)
    wires = attached.wires_of(resource, spec, zone, around)
    guard, guard_losses = firewall_of(resource, zone, around)
    losses += [*said, *image_losses, *disks.losses, *wires.losses, *guard_losses]
    losses += of_the_machine(spec, around)
    values: dict[str, Value] = {
        "name": name_of(resource),
        "type": size.offer.name if size else size_variable(resource, need, around),
        "image": label,
        "zone": zone,
        "root_gb": root_gb,
        "root_iops": root_iops,
        "state": "stopped" if spec.state == "stopped" else None,
        "ssh_key": _windows_key(around) if windows else None,
        "placement_group": placement_of(resource, spec, around),
        "tags": tags_of(resource),
        **guard,
        **wires.values,
        **disks.values,
    }
    quantities = [
        _machine(size, zone, resource, around),
        bought.volume(around, root_gb, root_iops, zone),
        *disks.quantities,
        *wires.quantities,
    ]
    return Design(
        values=values,
        size=size.offer.name if size else "",
        quantities=tuple(quantities),
        losses=tuple(losses),
        surplus=size.surplus if size else None,
        runner_ups=size.runner_ups if size else (),
    )


def is_windows(resource: Resource, spec: VirtualMachine) -> bool:
    """Whether a machine needs one of the sizes that include the licence."""
    return resource.kind == "compute.vm_windows" or spec.os.startswith("windows")


def sized(
    resource: Resource, need: Need, around: Surroundings, catalogue: str
) -> tuple[Sized | Refusal | None, list[Loss]]:
    """The size; None where the need is not known; a refusal where nothing is large enough."""
    losses = []
    if need.local_disk_gib:
        losses.append(loss(around, "local-disk", size=need.local_disk_gib))
        need = replace(need, local_disk_gib=0)
    size = around.size(resource, need, catalogue)
    if size is not None:
        return size, losses
    if need.vcpus is None and need.memory_gib is None:
        return None, [*losses, loss(around, "size-unknown")]
    words = {
        "vcpus": need.vcpus or "?",
        "memory": f"{need.memory_gib or 0:g}",
        "gpus": need.gpus,
        "architecture": need.architecture or "x86_64",
        "zone": around.zone(resource),
    }
    refusal = Refusal("limit", text(around, "no-size", **words), text(around, "no-size-fallback"))
    return refusal, losses


def size_variable(resource: Resource, need: Need, around: Surroundings) -> Variable:
    """Asks for a commercial type where the source tells neither size nor vCPU and memory."""
    sample = "POP2-2C-8G-WIN" if need.os.startswith("windows") else "PRO2-XXS"
    return Variable(
        name=f"{variable_word(name_of(resource))}_type",
        type="string",
        description=text(around, "size-variable", name=resource.name),
        sample=sample,
    )


def _machine(
    size: Sized | None, zone: str, resource: Resource, around: Surroundings
) -> bought.Bought:
    if size is not None:
        return bought.machine(around, size.offer.name, zone)
    return UnknownQuantity(
        component=text(around, "instance"),
        provider=around.target,
        service="vm",
        sku="",
        region=zone,
        unit="hour",
        reason=text(around, "size-unknown-reason", name=resource.name),
    )


def system_volume(spec: VirtualMachine, around: Surroundings) -> tuple[int, int, list[Loss]]:
    """(gigabytes, IOPS class, losses) of the system volume."""
    disk = spec.boot_disk or Disk()
    losses = attached.disk_losses(disk, around)
    if disk.size_gib is None:
        losses.append(loss(around, "boot-size-unknown", size=around.setting("boot_volume_gb")))
        return around.setting("boot_volume_gb"), iops_class(disk.iops, around), losses
    size = bought.gigabytes(disk.size_gib, least=around.setting("smallest_boot_gb"))
    return size, iops_class(disk.iops, around), losses


def iops_class(iops: int | None, around: Surroundings) -> int:
    """The smaller of the two classes of block volumes that gives so many IOPS."""
    low, high = around.setting("block_iops")
    return int(high if (iops or 0) > low else low)


def _windows_key(around: Surroundings) -> Variable:
    return Variable(
        name="windows_admin_ssh_key_id",
        type="string",
        description=text(around, "windows-key"),
        sample=_KEY,
    )


def placement_of(resource: Resource, spec: VirtualMachine, around: Surroundings) -> Ref | None:
    """The placement group, where it lands in the machine's zone."""
    found = around.resolve(spec.placement_group, resource) if spec.placement_group else None
    zone = around.zone(resource)
    if found is None or found.kind != "compute.placement_group":
        return None
    if zone not in placement_zones(found, around):
        return None
    return Ref(found.id, "scaleway_instance_placement_group", "id", index=zone)


def firewall_of(
    resource: Resource, zone: str, around: Surroundings
) -> tuple[dict[str, Value], list[Loss]]:
    """The one group a server takes: the source's, or a group of its own that holds several."""
    groups = groups_of(resource, around)
    nothing: dict[str, Value] = {"security_group": None, "rules": None, "outbound_default": None}
    if not groups:
        return nothing, [loss(around, "no-firewall")]
    if len(groups) == 1 and zone in zones_guarded(groups[0], around):
        ref = Ref(groups[0].id, "scaleway_instance_security_group", "id", index=zone)
        return {**nothing, "security_group": ref}, []
    inbound, outbound, _ = rules_of(groups, around)
    together = tuple(
        rule for one in groups if isinstance(one.spec, SecurityGroup) for rule in one.spec.rules
    )
    merged = Blocks(({"inbound": inbound, "outbound": outbound},))
    names = ", ".join(sorted(group.name for group in groups))
    return (
        {**nothing, "rules": merged, "outbound_default": outbound_default(together)},
        [loss(around, "several-groups", groups=names)] if len(groups) > 1 else [],
    )


def of_the_machine(spec: VirtualMachine, around: Surroundings) -> list[Loss]:
    """Losses that depend on what this machine asks for."""
    told: tuple[tuple[bool, str, dict[str, object]], ...] = (
        (bool(spec.role), "instance-role", {"role": spec.role}),
        (spec.user_data, "user-data", {}),
        (spec.spot, "spot", {}),
        (spec.confidential, "confidential", {}),
        (spec.licence == "byol", "own-licence", {}),
        (bool(spec.software), "licensed-software", {"software": spec.software}),
        (bool(spec.key_pair), "key-pair", {"key": spec.key_pair}),
    )
    return [loss(around, name, **words) for holds, name, words in told if holds]
