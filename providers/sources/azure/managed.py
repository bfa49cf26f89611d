"""What Azure runs for a service in a group of its own: machines, balancers, networks of a cluster.

Terraform never sees it, an export lists it; it is a part of the service, which is what moves. So is
the disk that a machine starts from a part of the machine.
"""

import re
from collections.abc import Callable

from msgspec.structs import replace

from planner.model.resource import Resource
from planner.model.spec import Cluster, Disk, ScalingGroup, VirtualMachine, Volume

GROUP = re.compile(r"^/subscriptions/[^/]+/resourcegroups/[^/]+")

OWNERS = frozenset({"azurerm_kubernetes_cluster", "azurerm_databricks_workspace"})
"""Types that name the group they keep, as an alias."""

MACHINERY = frozenset(
    {
        "azurerm_availability_set",
        "azurerm_lb",
        "azurerm_lb_backend_address_pool",
        "azurerm_linux_virtual_machine",
        "azurerm_linux_virtual_machine_scale_set",
        "azurerm_nat_gateway",
        "azurerm_network_interface",
        "azurerm_network_security_group",
        "azurerm_orchestrated_virtual_machine_scale_set",
        "azurerm_private_dns_zone",
        "azurerm_private_endpoint",
        "azurerm_public_ip",
        "azurerm_resource_group",
        "azurerm_route_table",
        "azurerm_subnet",
        "azurerm_user_assigned_identity",
        "azurerm_virtual_machine",
        "azurerm_virtual_network",
        "azurerm_windows_virtual_machine",
        "azurerm_windows_virtual_machine_scale_set",
    }
)
"""What a service makes there and would make anew; disks and accounts stay, since they hold data."""

IN_SET = "virtual_machine_scale_set_id"
"""Argument of a machine that names the flexible scale set it is in."""

Give = Callable[[Resource], Resource]


def _boot_disks(resources: tuple[Resource, ...]) -> dict[str, str]:
    """Disk -> the machine that starts from it: a machine is known by that disk as well."""
    return {
        alias: str(one.id)
        for one in sorted(resources, key=lambda one: one.id, reverse=True)
        if isinstance(one.spec, VirtualMachine)
        for alias in one.aliases
        if "/microsoft.compute/disks/" in alias
    }


def _set_of(resource: Resource, sets: set[str]) -> str:
    """The scale set that counts the machine among those it starts."""
    if not isinstance(resource.spec, VirtualMachine):
        return ""
    found = (one.target for one in resource.references if one.path == IN_SET)
    return next((one for one in found if one in sets), "")


def _as_boot_disk(resource: Resource, machine: str) -> Resource:
    """A disk that tells nothing of its machine, as the part of it that its machine says it is."""
    spec = resource.spec
    if not isinstance(spec, Volume):
        return resource
    disk = Disk(size_gib=spec.size_gib, tier=spec.tier, encrypted=spec.encrypted, key=spec.key)
    return replace(resource, part_of=machine, spec=VirtualMachine(boot_disk=disk))


def kept(resources: tuple[Resource, ...]) -> Give:
    """A function that gives what lies in such a group to the service that keeps it."""
    groups = {
        alias: str(one.id)
        for one in sorted(resources, key=lambda one: one.id, reverse=True)
        if one.native_type in OWNERS
        for alias in one.aliases
        if (found := GROUP.match(alias)) and found.group() == alias
    }
    boots = _boot_disks(resources)
    pools = {
        f"{one.id}/agentpools/{pool.name}".lower(): str(one.id)
        for one in resources
        if isinstance(one.spec, Cluster)
        for pool in one.spec.pools
    }

    sets = {
        str(one.id)
        for one in resources
        if isinstance(one.spec, ScalingGroup) and one.spec.machine is not None
        if one.spec.machine.size
    }

    def give(resource: Resource) -> Resource:
        if resource.part_of:
            return resource
        if (machine := boots.get(str(resource.id))) is not None:
            return _as_boot_disk(resource, machine)
        if resource.native_type == "azurerm_kubernetes_cluster_node_pool":
            # the first pool is written in its cluster, and listed beside it
            owner = pools.get(str(resource.id), "")
        elif resource.native_type in MACHINERY:
            found = GROUP.match(str(resource.id))
            owner = groups.get(found.group(), "") if found else ""
            owner = owner or _set_of(resource, sets)
        else:
            return resource
        # its tags and what it refers to are the service's own doing, and would be made anew
        return replace(resource, part_of=owner, tags={}, references=()) if owner else resource

    return give
