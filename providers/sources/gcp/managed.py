"""What Google makes for a machine, a group or a cluster, given to it.

Terraform rarely sees these, an export lists them all: the boot disk of a machine, the machines of a
managed group, the groups, templates, firewalls and routes of a cluster, the subnetworks that an
automatic network has in every region. They are parts of what they were made for, which is what moves.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from planner.model.resource import Reference, Resource
from planner.model.spec import (
    Cluster,
    Disk,
    NodePool,
    RouteTable,
    SecurityGroup,
    Subnet,
    VirtualMachine,
    Volume,
)

BOOT = "boot_disk.source"
KEY = "boot_disk.kms_key_self_link"
MAKER = "metadata.created-by"
MANAGERS = {
    "google_compute_instance_group_manager",
    "google_compute_region_instance_group_manager",
}
GROUP = "google_compute_instance_group"
AUTOMATIC = tuple(f"10.{number}." for number in range(128, 256))
"""Where the subnetworks of an automatic network lie: 10.128.0.0/9 (source: VPC, auto mode IP ranges)."""

Known = dict[str, Resource]
Changed = dict[str, Resource]


def made_by_google(known: Known) -> Changed:
    """The resources that belong to another, and the machines that learn of their boot disk."""
    changed = _boot_disks(known)
    makers = _makers(known)
    for identity in sorted(known):
        resource = changed.get(identity, known[identity])
        found = _owned(resource, makers)
        if found is not known[identity]:
            changed[identity] = found
    changed.update(_of_managers(known, makers))
    changed.update(_of_clusters(known))
    changed.update(_unused(known))
    return changed


def _boot_disks(known: Known) -> Changed:
    """Each machine with what its boot disk is, and that disk as a part of it."""
    changed: Changed = {}
    for identity in sorted(known):
        machine = known[identity]
        spec = machine.spec
        if not isinstance(spec, VirtualMachine):
            continue
        word = next((one.target for one in machine.references if one.path == BOOT), "")
        disk = known.get(word)
        if disk is None or not isinstance(disk.spec, Volume) or word in changed:
            continue
        boot = _filled(spec.boot_disk or Disk(), disk.spec)
        key = Reference(relation="encrypted-with", target=boot.key, path=KEY)
        kept = [one for one in machine.references if one.path != BOOT]
        if boot.key and all(one.target != boot.key for one in kept):
            kept.append(key)
        changed[identity] = replace(
            machine, spec=replace(spec, boot_disk=boot), references=tuple(kept)
        )
        changed[word] = _given(disk, identity)
    return changed


def _given(part: Resource, owner: str) -> Resource:
    """The part of an owner, which has nothing to add to what its owner says of itself."""
    return replace(part, part_of=owner, references=(), spec=None)


def _filled(disk: Disk, volume: Volume) -> Disk:
    return replace(
        disk,
        size_gib=disk.size_gib if disk.size_gib is not None else volume.size_gib,
        tier=disk.tier or volume.tier,
        iops=disk.iops if disk.iops is not None else volume.iops,
        encrypted=disk.encrypted if disk.encrypted is not None else volume.encrypted,
        key=disk.key or volume.key,
    )


def _place(word: str) -> str:
    """What of a link is the same whether it has the project's id or its number."""
    return word.partition("/projects/")[2].partition("/")[2]


def _makers(known: Known) -> dict[tuple[str, str], str]:
    """(project, place of a group's manager) -> the manager, or the pool of a cluster it works for."""
    found: dict[tuple[str, str], str] = {}
    for identity in sorted(known):
        resource = known[identity]
        if resource.native_type in MANAGERS:
            found.setdefault((resource.account, _place(identity)), identity)
        elif isinstance(resource.spec, NodePool):
            for alias in resource.aliases:
                if "/instanceGroupManagers/" in alias:
                    found[resource.account, _place(alias)] = identity
    return found


def _owned(resource: Resource, makers: dict[tuple[str, str], str]) -> Resource:
    """A machine or manager given to what made it; a machine without its mention of a maker."""
    if resource.native_type in MANAGERS:
        owner = makers.get((resource.account, _place(str(resource.id))), "")
        if owner and owner != str(resource.id) and not resource.part_of:
            return _given(resource, owner)
        return resource
    if not isinstance(resource.spec, VirtualMachine):
        return resource
    word = next((one.target for one in resource.references if one.path == MAKER), "")
    if not word:
        return resource
    owner = makers.get((resource.account, _place(word)), "")
    if owner and not resource.part_of:
        return _given(resource, owner)
    references = tuple(one for one in resource.references if one.path != MAKER)
    return replace(resource, references=references)


def _of_managers(known: Known, makers: dict[tuple[str, str], str]) -> Changed:
    """The group that a manager keeps is its own; a cluster's templates are its pool's."""
    changed: Changed = {}
    for identity in sorted(known):
        manager = known[identity]
        if manager.native_type not in MANAGERS:
            continue
        for alias in manager.aliases:
            group = known.get(alias)
            if group is not None and group.native_type == GROUP and not group.part_of:
                changed.setdefault(alias, _given(group, identity))
        pool = makers.get((manager.account, _place(identity)), identity)
        for one in manager.references if pool != identity else ():
            template = known.get(one.target)
            if template is not None and template.kind == "compute.launch_template":
                changed.setdefault(one.target, _given(template, pool))
    return changed


def _of_clusters(known: Known) -> Changed:
    """Firewalls and routes that a cluster makes for itself: `gke-<cluster>-…` in its network."""
    names = {
        (one.spec.network, f"gke-{one.name}-"): identity
        for identity, one in sorted(known.items())
        if isinstance(one.spec, Cluster)
    }
    changed: Changed = {}
    for identity, one in known.items() if names else ():
        spec = one.spec
        if not isinstance(spec, SecurityGroup | RouteTable) or not one.name.startswith("gke-"):
            continue
        fitting = [
            (len(start), owner)
            for (network, start), owner in names.items()
            if one.name.startswith(start) and spec.network == network
        ]
        if fitting and not one.part_of:
            changed[identity] = _given(one, max(fitting)[1])
    return changed


def _unused(known: Known) -> Changed:
    """Subnetworks that an automatic network has in every region and nobody uses."""
    automatic = {
        identity: one
        for identity, one in known.items()
        if isinstance(one.spec, Subnet) and not one.part_of and _is_automatic(one, one.spec)
    }
    if not automatic:
        return {}
    used = {reference.target for reference in _references(known)}
    return {
        identity: _given(one, one.spec.network)
        for identity, one in automatic.items()
        if isinstance(one.spec, Subnet)
        and one.spec.network in known
        and not used & {identity, *one.aliases}
    }


def _is_automatic(one: Resource, spec: Subnet) -> bool:
    same = spec.network.endswith(f"/networks/{one.name}")
    return same and len(spec.ranges) == 1 and spec.ranges[0].startswith(AUTOMATIC)


def _references(known: Known) -> Iterator[Reference]:
    for one in known.values():
        yield from one.references
