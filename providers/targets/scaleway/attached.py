"""What hangs on a machine: volumes, private interfaces with booked addresses, public addresses."""

import ipaddress
from dataclasses import dataclass, field

from planner.model.choice import Blocks, Loss, Ref, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Disk, Subnet, VirtualMachine, Volume
from providers.targets.scaleway import bought
from providers.targets.scaleway.lookup import private_network, ranges_of
from providers.targets.scaleway.said import loss
from providers.targets.scaleway.words import name_of


@dataclass(slots=True)
class Attached:
    """Arguments, what is bought and what is lost."""

    values: dict[str, Value]
    quantities: list[bought.Bought] = field(default_factory=list)
    losses: list[Loss] = field(default_factory=list)


def disk_losses(disk: Disk, around: Surroundings) -> list[Loss]:
    """Losses of a disk: a customer's key, more IOPS than the larger class gives."""
    losses = []
    if disk.key:
        losses.append(loss(around, "volume-key", key=disk.key))
    most = around.setting("block_iops")[-1]
    if disk.iops is not None and disk.iops > most:
        losses.append(loss(around, "volume-iops", iops=disk.iops, most=most))
    return losses


def disks_of(resource: Resource, spec: VirtualMachine, zone: str, around: Surroundings) -> Attached:
    """Volumes declared within the machine, and those of their own that hang on it."""
    low, high = around.setting("block_iops")
    inner: list[dict[str, Value]] = []
    found = Attached(values={})
    for number, disk in enumerate(spec.data_disks, 1):
        size = bought.gigabytes(disk.size_gib or 0, least=around.setting("smallest_volume_gb"))
        iops = high if (disk.iops or 0) > low else low
        if disk.size_gib is None:
            found.losses.append(loss(around, "data-size-unknown", number=number, size=size))
        inner.append({"number": str(number), "size_gb": size, "iops": iops})
        found.losses += disk_losses(disk, around)
        found.quantities.append(bought.volume(around, size, iops, zone))
    outer = volumes_on(resource, around)
    most = around.setting("extra_volumes")
    room = max(most - len(inner), 0)
    if len(inner) + len(outer) > most:
        left = ", ".join(volume.name for volume in outer[room:])
        found.losses.append(loss(around, "too-many-volumes", most=most, left=left))
    refs = tuple(Ref(volume.id, "scaleway_block_volume", "id") for volume in outer[:room])
    names: dict[str, Value] = {
        # Apart from the blocks, so that machines which differ by name alone share one block.
        f"disk_{number}": f"{name_of(resource, 50)}-data-{number}"
        for number in range(1, len(inner) + 1)
    }
    found.values = {"disks": Blocks(tuple(inner)), "volumes": refs or None, **names}
    return found


def volumes_on(resource: Resource, around: Surroundings) -> tuple[Resource, ...]:
    """Volumes of their own that are attached to a machine, sorted by id."""
    both = {
        volume.id: volume
        for volume in (
            *around.dependents(resource, kind="storage.block_volume"),
            *around.needs(resource, kind="storage.block_volume"),
        )
        if isinstance(volume.spec, Volume)
    }
    return tuple(both[id_] for id_ in sorted(both))


def wires_of(resource: Resource, spec: VirtualMachine, zone: str, around: Surroundings) -> Attached:
    """Private interfaces with their booked addresses, and the public address."""
    found = Attached(values={})
    subnets = spec.subnets or _of_its_interfaces(resource, around)
    most = around.setting("private_networks")
    if len(subnets) > most:
        found.losses.append(loss(around, "too-many-networks", most=most, count=len(subnets)))
    wires: list[dict[str, Value]] = []
    for number, word in enumerate(subnets[:most], 1):
        wires.append(
            {
                "suffix": "" if number == 1 else f"_{number}",
                "network": private_network(word, resource, around),
                "address": _kept_address(word, spec.private_ips, resource, around),
            }
        )
    if not subnets:
        found.losses.append(loss(around, "no-private-network"))
    if spec.private_ips and not any(wire["address"] for wire in wires):
        found.losses.append(loss(around, "private-address", addresses=", ".join(spec.private_ips)))
    addresses = _public(resource, around)
    own = spec.public_ip and not addresses
    if own:
        found.quantities.append(bought.address(around, "instance", zone))
    first = wires[0] if wires else {"suffix": "", "network": None, "address": None}
    found.values = {
        "network": first["network"],
        "address": first["address"],
        "wires": Blocks(tuple(wires[1:])),
        "own_address": own,
        "addresses": addresses or None,
    }
    return found


def _of_its_interfaces(resource: Resource, around: Surroundings) -> tuple[str, ...]:
    words = [
        subnet
        for nic in around.needs(resource, kind="compute.nic")
        if isinstance(nic.spec, VirtualMachine)
        for subnet in nic.spec.subnets
    ]
    return tuple(dict.fromkeys(words))


def _kept_address(
    word: str, addresses: tuple[str, ...], resource: Resource, around: Surroundings
) -> str | None:
    """The machine's own address in a subnet, where it lies within the subnet's range."""
    subnet = around.resolve(word, resource)
    if subnet is None or not isinstance(subnet.spec, Subnet):
        return None
    for text in addresses:
        try:
            address = ipaddress.IPv4Address(text)
        except ValueError:
            continue
        if any(address in block for block in ranges_of(subnet.spec.ranges) if block.version == 4):  # noqa: PLR2004
            return str(address)
    return None


def _public(resource: Resource, around: Surroundings) -> tuple[Ref, ...]:
    """Addresses of their own that serve this machine, directly or through its interfaces."""
    near = [resource, *around.needs(resource, kind="compute.nic")]
    found = {
        address.id: Ref(address.id, "scaleway_instance_ip", "id")
        for one in near
        for address in (
            *around.dependents(one, kind="network.public_ip"),
            *around.needs(one, kind="network.public_ip"),
        )
    }
    return tuple(found[id_] for id_ in sorted(found))
