"""Instances, what they start with, and the groups they stand in.

Instances are OpenStack's type throughout: it alone takes cloud-init and security groups together,
and a flavour by its name; a start-up script added later does not replace the machine.
"""

from msgspec.structs import replace

from planner.model.choice import Blocks, Design, Need, Offer, Ref, Refusal, Sized, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Disk, SecurityGroup, VirtualMachine
from planner.model.text import Text
from providers.targets.ovh import bought, firewall, images, place, regions, volumes
from providers.targets.ovh.machine_losses import NO_KEY, UNKNOWN_GROUP, machine_losses
from providers.targets.ovh.names import dns_label, label
from providers.targets.ovh.refusals import too_large, unreadable

INSTANCE_TYPE = "openstack_compute_instance_v2"
PORT_TYPE = "openstack_networking_port_v2"
KEY_TYPE = "openstack_compute_keypair_v2"

CLOUD_INIT = """#cloud-config
# What the machine does at its first start. The script of the source is not copied: it may hold
# secrets and call services that are not here. Write its steps below.
hostname: ${hostname}
manage_etc_hosts: true
package_update: true
"""


def virtual_machine(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A Linux instance on the cheapest flavour that holds it."""
    return _machine(resource, surroundings, "vm")


def windows_machine(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """An instance on a `win-` flavour, whose price holds the licence."""
    return _machine(resource, surroundings, "windows")


def sized(
    resource: Resource, spec: VirtualMachine, surroundings: Surroundings, catalogue: str
) -> tuple[Need, Sized | None]:
    """What a machine needs, and the flavour for it; Arm is sized as x86-64, which is a loss."""
    need = surroundings.need(resource, spec)
    return need, surroundings.size(resource, replace(need, architecture="x86_64"), catalogue)


def _machine(resource: Resource, surroundings: Surroundings, catalogue: str) -> Design | Refusal:
    spec = resource.spec
    if not isinstance(spec, VirtualMachine):
        return unreadable(resource)
    need, size = sized(resource, spec, surroundings, catalogue)
    if size is None:
        return too_large(need_words(spec, need))
    os_family, exact = images.family(spec.os, surroundings)
    keys = place.of_kind((spec.key_pair,), resource, surroundings, "compute.keypair")
    groups = security_groups(spec, resource, surroundings)
    unread = len([word for word in spec.security_groups if word]) > len(groups)
    losses = (
        *machine_losses(resource, spec, need, surroundings),
        *images.image_loss(spec.os, os_family, spec.image, exact=exact),
        *((NO_KEY,) if spec.key_pair and not keys else ()),
        *((UNKNOWN_GROUP,) if unread else ()),
    )
    host = dns_label(resource.name, "machine")
    return Design(
        values={
            **_values(resource, spec, size.offer, surroundings),
            "image": images.image_id(os_family, surroundings),
            "key_pair": Ref(keys[0].id, KEY_TYPE, "name") if keys else None,
            "groups": firewall.group_refs(groups) or None,
            "user_data": spec.user_data,
            "host": host,
            "cloud_init": f"cloud-init-{host}.yaml.tftpl" if spec.user_data else None,
        },
        size=size.offer.name,
        quantities=_bought(resource, spec, size.offer, surroundings),
        losses=losses,
        surplus=size.surplus,
        runner_ups=size.runner_ups,
        files=((f"cloud-init-{host}.yaml.tftpl", CLOUD_INIT),) if spec.user_data else (),
    )


def need_words(spec: VirtualMachine, need: Need) -> Text:
    """A need in words, for those who must decide by hand."""
    cpus = "?" if need.vcpus is None else need.vcpus
    memory = "?" if need.memory_gib is None else f"{need.memory_gib:g}"
    return Text(
        en=f"{spec.size or 'unknown size'}, {cpus} vCPU, {memory} GiB, {need.gpus} GPU",
        fr=f"{spec.size or 'taille inconnue'}, {cpus} vCPU, {memory} Gio, {need.gpus} GPU",
    )


def security_groups(
    spec: VirtualMachine, resource: Resource, surroundings: Surroundings
) -> tuple[Resource, ...]:
    """The groups of a machine: those it names, and those that name it or its subnets."""
    named = place.of_kind(spec.security_groups, resource, surroundings, "network.security_group")
    naming = surroundings.needs(resource, "guarded-by", "network.security_group")
    found = {group.id: group for group in (*named, *naming)}
    return tuple(found[id_] for id_ in sorted(found) if isinstance(found[id_].spec, SecurityGroup))


def _values(
    resource: Resource, spec: VirtualMachine, offer: Offer, surroundings: Surroundings
) -> dict[str, Value]:
    subnets = place.subnets_of(spec.subnets, resource, surroundings)
    first = subnets[0] if subnets else None
    home = place.network_of(first, surroundings) if first else None
    peers = place.of_kind(
        (spec.placement_group,), resource, surroundings, "compute.placement_group"
    )
    disk = boot_disk(spec, offer)
    return {
        "name": label(resource.name),
        "flavor": offer.name,
        "network": place.network_ref(home),
        "subnet": place.subnet_ref(first),
        "address": place.address_within(spec.private_ips, first) if first else None,
        "gateway": place.gateway_ref(home),
        "interfaces": Blocks(
            tuple(
                {
                    "network": place.network_ref(place.network_of(subnet, surroundings)),
                    "subnet": place.subnet_ref(subnet),
                    "address": place.address_within(spec.private_ips, subnet),
                }
                for subnet in subnets[1:]
            )
        ),
        "public": spec.public_ip and not _has_address(resource, surroundings),
        "pool": str(surroundings.setting("external_network")),
        "placement": Ref(peers[0].id, "openstack_compute_servergroup_v2") if peers else None,
        "zone": regions.availability_zone(surroundings, surroundings.zone(resource)),
        "boot_size": disk.size_gib if disk else None,
        "boot_type": _disk_type(disk, surroundings) if disk else None,
        "disks": Blocks(
            tuple(
                {
                    "size": data.size_gib,
                    "type": volumes.volume_type(data.tier, surroundings),
                    "encrypted": bool(data.encrypted),
                }
                for data in spec.data_disks
                if data.size_gib
            )
        ),
    }


def _has_address(resource: Resource, surroundings: Surroundings) -> bool:
    """Whether a public address of its own is attached to the machine."""
    return bool(
        surroundings.dependents(resource, None, "network.public_ip")
        or surroundings.needs(resource, None, "network.public_ip")
    )


def boot_disk(spec: VirtualMachine, offer: Offer) -> Disk | None:
    """The volume to start from; None where the flavour's own disk does.

    The own disk is neither encrypted nor larger than the flavour says.
    """
    disk = spec.boot_disk
    if disk is None or disk.size_gib is None:
        return None
    return disk if disk.encrypted or disk.size_gib > offer.local_disk_gib else None


def _disk_type(disk: Disk, surroundings: Surroundings) -> str:
    return volumes.openstack_type(
        volumes.volume_type(disk.tier, surroundings), encrypted=bool(disk.encrypted)
    )


def _bought(
    resource: Resource, spec: VirtualMachine, offer: Offer, surroundings: Surroundings
) -> bought.Bought:
    disk = boot_disk(spec, offer)
    disks = (*((disk,) if disk else ()), *(data for data in spec.data_disks if data.size_gib))
    address = spec.public_ip and not _has_address(resource, surroundings)
    return (
        bought.machine(surroundings, offer),
        *(
            bought.volume(
                surroundings, volumes.volume_type(item.tier, surroundings), item.size_gib or 0
            )
            for item in disks
        ),
        *(
            (bought.hours(surroundings, bought.PUBLIC_ADDRESS, "public-ip", "floating"),)
            if address
            else ()
        ),
    )
