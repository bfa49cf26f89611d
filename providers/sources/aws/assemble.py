"""What only the whole estate tells: a machine's system from its image, a disk held twice."""

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
from msgspec.structs import replace

from planner.model.resource import Resource, ResourceId
from planner.model.spec import Database, Disk, Gateway, Image, Subnet, VirtualMachine, Volume
from providers.sources.aws import machines
from providers.sources.aws.block import Block
from providers.sources.aws.ec2 import disk, extra_disks


def assemble(resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """The same resources, one for one, with what others of them tell filled in."""
    images = _images(resources)
    volumes = _volumes(resources)
    writers = _cluster_sizes(resources)
    places = _places(resources)
    roots = _roots(resources)
    members = _members(resources)
    found: list[Resource] = []
    for resource in resources:
        if isinstance(resource.spec, VirtualMachine | Database):
            found.append(_assembled(resource, images, volumes, writers))
        elif isinstance(resource.spec, Gateway):
            found.append(_located(resource, resource.spec, places))
        elif isinstance(resource.spec, Volume):
            found.append(_held(resource, resource.spec, roots, members))
        else:
            found.append(resource)
    disks = _boot_disks(resources, roots)
    return tuple(_with_disk(resource, disks, images) for resource in found)


def _places(resources: Iterable[Resource]) -> dict[str, Resource]:
    """Subnet id -> subnet: a NAT gateway's own record names no region, its subnet's does."""
    return {
        word: resource
        for resource in resources
        if isinstance(resource.spec, Subnet) and not resource.part_of
        for word in resource.aliases
        if word.startswith("subnet-")
    }


def _located(resource: Resource, spec: Gateway, places: Mapping[str, Resource]) -> Resource:
    place = next((places[word] for word in spec.subnets if word in places), None)
    if place is None:
        return resource
    return replace(
        resource,
        region=place.region,
        zone=resource.zone or place.zone,
        account=place.account if resource.account == "unknown" else resource.account,
        spec=replace(spec, network=spec.network or getattr(place.spec, "network", "")),
    )


def _images(resources: Iterable[Resource]) -> dict[str, Image]:
    """Image id -> image, those of others that were looked up among them."""
    return {
        word: resource.spec
        for resource in resources
        if isinstance(resource.spec, Image)
        for word in resource.aliases
        if word.startswith("ami-")
    }


def _volumes(resources: Iterable[Resource]) -> frozenset[str]:
    """Ids of the volumes that are resources of their own."""
    return frozenset(
        word
        for resource in resources
        if isinstance(resource.spec, Volume) and not resource.part_of
        for word in resource.aliases
        if word.startswith("vol-")
    )


def _cluster_sizes(resources: Iterable[Resource]) -> dict[str, int]:
    """How many instances fold into each database cluster, by the name they give it."""
    counted: dict[str, int] = {}
    for resource in resources:
        if resource.part_of and resource.native_type.endswith("cluster_instance"):
            counted[resource.part_of] = counted.get(resource.part_of, 0) + 1
    return counted


def _assembled(
    resource: Resource,
    images: Mapping[str, Image],
    volumes: frozenset[str],
    writers: Mapping[str, int],
) -> Resource:
    if isinstance(resource.spec, VirtualMachine):
        return _machine(resource, resource.spec, images, volumes)
    if isinstance(resource.spec, Database) and resource.spec.high_availability is None:
        members = next((writers[word] for word in resource.aliases if word in writers), 0)
        if members:  # an Aurora cluster is highly available with a second instance
            spec = replace(resource.spec, high_availability=members > 1, nodes=members)
            return replace(resource, spec=spec)
    return resource


def _machine(
    resource: Resource, spec: VirtualMachine, images: Mapping[str, Image], volumes: frozenset[str]
) -> Resource:
    image = images.get(spec.image)
    system = spec.os or (image.os if image else "")
    disks = _own_disks(resource, volumes) if spec.data_disks else spec.data_disks
    found = replace(spec, os=system, data_disks=disks)
    if image:
        found = replace(
            found,
            architecture=spec.architecture or image.architecture,
            licence=spec.licence or image.licence,
            software=spec.software or image.software,
        )
    if found == spec:
        return resource
    kind = resource.kind
    if resource.native_type in ("aws_instance", "aws_spot_instance_request"):
        kind = machines.kind_of(spec.size, system, spot=spec.spot) or kind
    return replace(resource, spec=found, kind=kind)


def _own_disks(resource: Resource, volumes: frozenset[str]) -> tuple[Disk, ...]:
    """The disks of a machine without those that are volumes of the estate, which count there."""
    native: Any = msgspec.json.decode(resource.native)
    blocks = extra_disks(Block(native if isinstance(native, dict) else {}))
    return tuple(disk(block) for block in blocks if block.text("volume_id") not in volumes)


def _roots(resources: Iterable[Resource]) -> dict[str, Resource]:
    """Volume id -> the machine that starts from it, which names it."""
    return {
        word: resource
        for resource in resources
        if resource.native_type == "aws_instance"
        for word in resource.aliases
        if word.startswith("vol-")
    }


def _root_of(resource: Resource, roots: Mapping[str, Resource]) -> Resource | None:
    return next((roots[word] for word in resource.aliases if word in roots), None)


def _members(resources: Iterable[Resource]) -> dict[str, str]:
    """Instance id -> the scaling group that made it, for instances that are part of one."""
    return {
        word: resource.part_of
        for resource in resources
        if resource.native_type == "aws_instance" and resource.part_of
        for word in resource.aliases
        if word.startswith("i-")
    }


def _held(
    resource: Resource, spec: Volume, roots: Mapping[str, Resource], members: Mapping[str, str]
) -> Resource:
    """A volume that a machine starts from is part of it, and one of a group's machine of the group.

    Others are resources of their own.
    """
    if resource.part_of:
        return resource
    machine = _root_of(resource, roots)
    whole = machine.id if machine else members.get(spec.machine, "")
    return replace(resource, part_of=whole) if whole else resource


def _boot_disks(
    resources: Iterable[Resource], roots: Mapping[str, Resource]
) -> dict[ResourceId, Disk]:
    """Machine -> its first disk, from the volume where that was read."""
    found: dict[ResourceId, Disk] = {}
    for resource in resources:
        spec = resource.spec
        machine = _root_of(resource, roots) if isinstance(spec, Volume) else None
        if machine is not None and isinstance(spec, Volume):
            found[machine.id] = Disk(
                size_gib=spec.size_gib,
                tier=spec.tier,
                iops=spec.iops,
                encrypted=spec.encrypted,
                key=spec.key,
            )
    return found


def _with_disk(
    resource: Resource, disks: Mapping[ResourceId, Disk], images: Mapping[str, Image]
) -> Resource:
    """A machine whose own record does not size its first disk has it from volume or image."""
    spec = resource.spec
    if not isinstance(spec, VirtualMachine) or spec.boot_disk is not None:
        return resource
    image, volume = images.get(spec.image), disks.get(resource.id)
    if volume is None and image is not None and image.size_gib:
        volume = Disk(size_gib=image.size_gib)  # EC2 copies the image's disk where none is asked
    return replace(resource, spec=replace(spec, boot_disk=volume)) if volume else resource
