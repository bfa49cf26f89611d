"""Virtual machines: with their disks, address, groups and graphics processors."""

from msgspec import Struct

from planner.model.choice import (
    Blocks,
    Data,
    Design,
    Expression,
    Loss,
    Ref,
    Refusal,
    Value,
    Variable,
)
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Disk as SourceDisk
from planner.model.spec import VirtualMachine
from planner.model.text import Text
from providers.targets.outscale import bought
from providers.targets.outscale.disks import Disk, Wish, device, disk
from providers.targets.outscale.gpus import graphics
from providers.targets.outscale.names import slug, tags
from providers.targets.outscale.place import (
    groups_of,
    resolved,
    spans_more_zones,
    subnet_ref,
    subnets_of,
    subregion,
)
from providers.targets.outscale.sizing import SizedMachine, sized
from providers.targets.outscale.words import refused, said


class Image(Struct, frozen=True):
    """What a machine starts from, and what that loses."""

    value: Value
    losses: tuple[Loss, ...] = ()


def virtual_machine(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A VM in its subnet, with its volumes; a public address of its own where it had one."""
    spec = resource.spec
    if not isinstance(spec, VirtualMachine):
        return refused(surroundings, "not-read")
    size = sized(resource, spec, surroundings)
    image = image_of(resource, spec, surroundings)
    subnets = subnets_of(spec.subnets, resource, surroundings)
    root, extra = root_disk(spec, surroundings), _data_disks(spec, size, surroundings)
    gpu = graphics(resource, spec, size, surroundings)
    if isinstance(gpu, Refusal):
        return gpu
    address = _own_address(resource, spec, surroundings)
    values: dict[str, Value] = {
        **machine_values(resource, spec, image, size, surroundings),
        **placed(resource, spec, subnets, surroundings),
        **gpu.values,
        "root_type": root.type,
        "root_gib": root.size_gib,
        "root_iops": root.iops,
        "disks": _disk_table(resource, extra),
        "zone": subregion(resource, subnets, surroundings),
        "public": address,
        "alone": alone(resource) if extra else None,
    }
    quantities = size.quantities + root.quantities + gpu.quantities
    for volume in extra:
        quantities += volume.quantities
    if address:
        quantities += (bought.hours(surroundings, "public-ip"),)
    return Design(
        values=values,
        size=size.size,
        quantities=quantities,
        losses=_once(
            *image.losses,
            *size.losses,
            *root.losses,
            *(loss for volume in extra for loss in volume.losses),
            *gpu.losses,
            *machine_losses(resource, spec, subnets, surroundings),
        ),
        surplus=size.surplus,
        runner_ups=size.runner_ups,
        fit="partial" if spec.spot else None,
    )


def alone(resource: Resource) -> Blocks:
    """Differs for each resource: its blocks have a for_each of their own and stand alone."""
    return Blocks(({"id": str(resource.id)},))


def _once(*losses: Loss) -> tuple[Loss, ...]:
    return tuple(dict.fromkeys(losses))


def machine_values(
    resource: Resource,
    spec: VirtualMachine,
    image: Image,
    size: SizedMachine,
    surroundings: Surroundings,
) -> dict[str, Value]:
    """What every VM has: image, type, key, first-boot text and tags."""
    keys = resolved((spec.key_pair,), resource, surroundings, "compute.keypair")
    key: Value = Ref(keys[0].id, "outscale_keypair", "keypair_name") if keys else None
    return {
        "image_id": image.value,
        "vm_type": size.vm_type,
        "keypair_name": key,
        "user_data": _first_boot(resource) if spec.user_data else None,
        "windows": spec.os.startswith("windows"),
        "state": "stopped" if spec.state == "stopped" else None,
        "tags": dict(tags(resource)),
    }


def _first_boot(resource: Resource) -> Expression:
    asked = Variable(
        name=f"{slug(resource.name)}_user_data",
        type="string",
        description=Text(
            en=f"First-boot text of {resource.name} (cloud-init), in clear; not in the plan.",
            fr=f"Texte de premier démarrage de {resource.name} (cloud-init), en clair ; le plan ne"
            " le conserve pas.",
        ),
        sensitive=True,
        required=False,
    )
    text = "{text} == null ? null : base64encode({text})"
    return Expression(text, (("text", asked),))


def placed(
    resource: Resource,
    spec: VirtualMachine,
    subnets: tuple[Resource, ...],
    surroundings: Surroundings,
) -> dict[str, Value]:
    """Subnet and groups; the Subregion only where no subnet decides it."""
    zone = subregion(resource, subnets, surroundings)
    groups = groups_of(spec.security_groups, resource, subnets, surroundings)
    return {
        "subnet_id": subnet_ref(subnets[0]) if subnets else None,
        "placement_subregion_name": None if subnets else zone,
        "security_group_ids": groups or None,
    }


def machine_losses(
    resource: Resource,
    spec: VirtualMachine,
    subnets: tuple[Resource, ...],
    surroundings: Surroundings,
) -> list[Loss]:
    """What this very machine loses, whatever its size and disks."""
    conditions: tuple[tuple[str, object], ...] = (
        ("no-instance-role", spec.role),
        ("user-data-not-kept", spec.user_data),
        ("private-address-changes", spec.private_ips),
        ("no-placement-group", spec.placement_group),
        ("no-spot", spec.spot),
        ("no-confidential-computing", spec.confidential),
        ("one-interface", len(subnets) > 1),
        ("fewer-zones", spans_more_zones(resource, surroundings)),
        ("windows-password", spec.os.startswith("windows")),
        ("zone-of-subnet", bool(resource.zone and subnets and not subnets[0].zone)),
    )
    return [said(surroundings, word) for word, present in conditions if present]


def root_disk(spec: VirtualMachine, surroundings: Surroundings) -> Disk:
    """The boot volume; where its size is unknown, what an image of that family needs."""
    family = "windows" if spec.os.startswith("windows") else "linux"
    default = surroundings.setting("root_gib")[family]
    return disk(wish(spec.boot_disk or SourceDisk()), surroundings, default)


def wish(source: SourceDisk) -> Wish:
    """A disk described within a machine, as a wish."""
    return Wish(source.size_gib, source.tier, source.iops, source.encrypted, source.key)


def _data_disks(
    spec: VirtualMachine, size: SizedMachine, surroundings: Surroundings
) -> tuple[Disk, ...]:
    default = surroundings.setting("volumes")["default_gib"]
    found = [disk(wish(source), surroundings, default) for source in spec.data_disks]
    if size.scratch_gib:
        found.append(disk(Wish(size.scratch_gib), surroundings, default))
    return tuple(found)


def _disk_table(resource: Resource, disks: tuple[Disk, ...]) -> Value:
    if not disks:
        return None
    name = tags(resource)["Name"][:200]
    return {
        device(number): {
            "size": volume.size_gib,
            "type": volume.type,
            "iops": volume.iops,
            "name": f"{name} {device(number)}",
        }
        for number, volume in enumerate(disks)
    }


def _own_address(resource: Resource, spec: VirtualMachine, surroundings: Surroundings) -> bool:
    """Whether the VM needs an address of its own: not where a reserved one is attached to it."""
    if not spec.public_ip:
        return False
    return not surroundings.dependents(resource, "attached-to", "network.public_ip")


def official_image(system: str, surroundings: Surroundings) -> Data:
    """The newest official OMI of a system, by the name pattern that a variable holds."""
    patterns = {rule["name"]: rule["pattern"] for rule in surroundings.setting("images")}
    names = Variable(
        name="image_names",
        type="map(string)",
        description=Text(
            en="Name patterns of official OMIs by system; give a full name to pin one.",
            fr="Motifs de noms des OMI officielles par système ; un nom complet en fixe une.",
        ),
        default=dict(sorted(patterns.items())),
        sample=dict.fromkeys(sorted(patterns), surroundings.setting("image_sample")),
    )
    alias = Variable(
        name="image_account_alias",
        type="string",
        description=Text(
            en="Owner of the official OMIs; empty looks at every OMI that the account may use.",
            fr="Propriétaire des OMI officielles ; vide regarde toutes celles du compte.",
        ),
        default="Outscale",
        sample="",
    )
    pattern = Expression("{names}[{system}]", (("names", names), ("system", system)))
    return Data(
        type="outscale_image",
        name=system,
        attribute="image_id",
        values=(("image_names", pattern), ("account_alias", alias)),
    )


def image_of(resource: Resource, spec: VirtualMachine, surroundings: Surroundings) -> Image:
    """The OMI: a custom image of the plan, the official one of the family, or a variable."""
    custom = resolved((spec.image,), resource, surroundings, "compute.image")
    if custom:
        return Image(Ref(custom[0].id, "outscale_image", "image_id", missing="variable"))
    for rule in surroundings.setting("images"):
        if spec.os.startswith(rule["os"]):
            value = official_image(rule["name"], surroundings)
            losses = (
                ()
                if spec.os == rule["os"]
                else (said(surroundings, "near-image", os=spec.os, image=rule["pattern"]),)
            )
            return Image(value, losses)
    asked = Variable(
        name=f"{slug(resource.name)}_image_id",
        type="string",
        description=Text(
            en=f"OMI of {resource.name}: the system at the source ({spec.os or 'unknown'}) has no"
            " official OMI that we know.",
            fr=f"OMI de {resource.name} : le système à la source ({spec.os or 'inconnu'}) n'a pas"
            " d'OMI officielle connue.",
        ),
        sample="ami-00000001",
    )
    return Image(asked, (said(surroundings, "no-official-image", os=spec.os or "?"),))
