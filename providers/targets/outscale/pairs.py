"""Software that OUTSCALE does not manage, on VMs: a primary, and a standby that follows it."""

from msgspec import Struct

from planner.model.choice import Loss, Ref, RunnerUp, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import VirtualMachine
from planner.model.text import Text
from providers.targets.outscale import bought
from providers.targets.outscale.disks import Disk, Wish, disk
from providers.targets.outscale.machines import alone, official_image
from providers.targets.outscale.names import security_group_name, slug, tags
from providers.targets.outscale.network import net_range, net_ref
from providers.targets.outscale.place import groups_of, home_of, network_of, subnet_ref, subregion
from providers.targets.outscale.sizing import SizedMachine, sized
from providers.targets.outscale.words import said


class Wanted(Struct, frozen=True, kw_only=True):
    """What a service needs of its machines."""

    machine: VirtualMachine
    """Size, vCPU and memory as the source states them."""
    memory_times: int = 1
    """How many of the source's nodes one machine stands for."""
    storage: Wish
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
    port: int
    standby: bool
    image: str
    """System (of `settings.images`) whose OMI packages the version."""
    primary: Resource | None = None
    """Where it is itself the replica of another one of this plan."""


class Pair(Struct, frozen=True, kw_only=True):
    """Values of the template, with what they buy and lose."""

    values: dict[str, Value]
    machine: SizedMachine
    quantities: bought.Bought
    losses: tuple[Loss, ...]

    @property
    def size(self) -> str:
        """The VM type; empty where a variable asks for it."""
        return self.machine.size

    @property
    def runner_ups(self) -> tuple[RunnerUp, ...]:
        """Other VM types."""
        return self.machine.runner_ups


def pair(resource: Resource, wanted: Wanted, surroundings: Surroundings) -> Pair:
    """One VM or two, each with a volume for its data, and a group for them to talk."""
    count = 2 if wanted.standby else 1
    machine = _machine(resource, wanted, count, surroundings)
    subnets = home_of(wanted.subnets, resource, surroundings)
    volume = disk(wanted.storage, surroundings, surroundings.setting("volumes")["default_gib"])
    root = disk(Wish(surroundings.setting("root_gib")["linux"]), surroundings, 1)
    losses = [*machine.losses, *volume.losses]
    placed = _placed(resource, subnets, surroundings)
    if wanted.standby and placed["zone"] == placed["standby_zone"]:
        losses.append(said(surroundings, "pair-in-one-subregion"))
    values: dict[str, Value] = {
        "image_id": official_image(wanted.image, surroundings),
        "vm_type": machine.vm_type,
        "port": wanted.port,
        "standby": wanted.standby,
        "replica": wanted.primary is not None,
        "primary_ip": Ref(wanted.primary.id, "outscale_vm", "private_ip", "variable")
        if wanted.primary
        else None,
        "password": _password(wanted.primary or resource),
        "root_gib": root.size_gib,
        **_volume(volume),
        **placed,
        **_group(resource, wanted, subnets, surroundings),
        "tags": dict(tags(resource)),
        "alone": alone(resource),
    }
    quantities = machine.quantities + (volume.quantities + root.quantities) * count
    return Pair(values=values, machine=machine, quantities=quantities, losses=tuple(losses))


def _machine(
    resource: Resource, wanted: Wanted, count: int, surroundings: Surroundings
) -> SizedMachine:
    """Sized from what the source's node holds; its processor does not matter to the software."""
    need = surroundings.need(resource, wanted.machine)
    memory = need.memory_gib * wanted.memory_times if need.memory_gib is not None else None
    asked = VirtualMachine(
        size=wanted.machine.size,
        vcpus=need.vcpus,
        memory_gib=memory,
        gpus=0,
        architecture="x86_64",
        local_disk_gib=0,
        os="linux",
    )
    return sized(resource, asked, surroundings, count)


def _volume(volume: Disk) -> dict[str, Value]:
    return {"disk_gib": volume.size_gib, "disk_type": volume.type, "disk_iops": volume.iops}


def _password(resource: Resource) -> Variable:
    return Variable(
        name=f"{slug(resource.name)}_password",
        type="string",
        description=Text(
            en=f"Password of {resource.name}, for its applications and its standby.",
            fr=f"Mot de passe de {resource.name}, pour ses applications et son réplica.",
        ),
        sensitive=True,
        sample="made-up-for-planning-only",
    )


def _placed(
    resource: Resource, subnets: tuple[Resource, ...], surroundings: Surroundings
) -> dict[str, Value]:
    """The subnet of each node, in two Subregions where there are two."""
    if not subnets:
        asked = Variable(
            name=f"{slug(resource.name)}_subnet_id",
            type="string",
            description=Text(
                en=f"Subnet for the VMs of {resource.name}: nothing read says which one.",
                fr=f"Sous-réseau des VM de {resource.name} : rien de lu ne dit lequel.",
            ),
            sample="subnet-12345678",
        )
        zone = surroundings.zones()[0]
        return {"subnet_id": asked, "standby_subnet_id": asked, "zone": zone, "standby_zone": zone}
    first = subnets[0]
    home = subregion(resource, (first,), surroundings)
    other = next(
        (one for one in subnets[1:] if subregion(resource, (one,), surroundings) != home), first
    )
    return {
        "subnet_id": subnet_ref(first),
        "standby_subnet_id": subnet_ref(other),
        "zone": home,
        "standby_zone": subregion(resource, (other,), surroundings),
    }


def _group(
    resource: Resource, wanted: Wanted, subnets: tuple[Resource, ...], surroundings: Surroundings
) -> dict[str, Value]:
    """Groups of the source, and one for the nodes among themselves, with clients if it had none."""
    network = network_of(subnets, surroundings)
    groups = groups_of(wanted.security_groups, resource, (), surroundings)
    whole = net_range(network, surroundings) if network else None
    return {
        "groups": (Ref(resource.id, "outscale_security_group", "security_group_id"), *groups),
        "net_id": net_ref(network) if network else None,
        "group_name": f"{security_group_name(resource)[:240]}-nodes",
        "clients": (str(whole),) if whole and not groups else None,
        "range": str(whole) if whole else "samenet",
    }
