"""What only the whole estate tells, because Azure writes it at the other end.

- A machine names its network interfaces; an interface names its machine only after a refresh.
- A balancing rule names a pool and a probe; the pool knows of neither.
- A role assignment names its principal by a GUID, which is an identity's or a person's.
- A child (subnet, database, node pool) writes neither region nor tags: its parent's are its own.
- A gateway names the addresses of machines, not the machines.
- A cluster names the group in which Azure runs its machines, and these are its parts.
"""

from msgspec.structs import replace

from planner.model.resource import Resource
from planner.model.spec import LoadBalancer, Role, TargetGroup, VirtualMachine
from providers.sources.azure.arm import parent
from providers.sources.azure.managed import kept

EVERYWHERE = "global"
"""Region of a resource that writes none."""

MACHINES = {
    "azurerm_linux_virtual_machine",
    "azurerm_windows_virtual_machine",
    "azurerm_virtual_machine",
}


def assemble(resources: tuple[Resource, ...]) -> tuple[Resource, ...]:
    """The same resources, with interfaces, probes and assignments given to what they serve."""
    machines = _machines_by_interface(resources)
    identities = _identities(resources)
    probes = _probes_by_pool(resources)
    known = {str(one.id): one for one in resources}
    addresses = _machines_by_address(resources)
    give = kept(resources)
    joined = (give(_joined(one, machines, identities, probes)) for one in resources)
    return tuple(_reaching(_placed(one, known), addresses) for one in joined)


def _placed(resource: Resource, known: dict[str, Resource]) -> Resource:
    """The resource with region and tags of its nearest parent, where it cannot have its own."""
    above = str(resource.id)
    if resource.region != EVERYWHERE and resource.tags:
        return resource
    while "/providers/" in (above := parent(above)):
        if above in known:
            owner = known[above]
            region = resource.region if resource.region != EVERYWHERE else owner.region
            return replace(resource, region=region, tags=resource.tags or owner.tags)
    return resource


def _machines_by_address(resources: tuple[Resource, ...]) -> dict[str, str]:
    """Private address -> the one machine that has it; networks may repeat each other's ranges."""
    found: dict[str, str] = {}
    for resource in resources:
        if resource.native_type in MACHINES and isinstance(resource.spec, VirtualMachine):
            for address in resource.spec.private_ips:
                found[address] = "" if address in found else str(resource.id)
    return found


def _reaching(resource: Resource, addresses: dict[str, str]) -> Resource:
    """A gateway's backends, given as addresses, as the machines that have them."""
    spec = resource.spec
    if resource.native_type != "azurerm_application_gateway" or not isinstance(spec, LoadBalancer):
        return resource
    pools = tuple(
        replace(pool, targets=tuple(addresses.get(word) or word for word in pool.targets))
        for pool in spec.pools
    )
    references = tuple(
        replace(one, target=addresses.get(one.target) or one.target) for one in resource.references
    )
    return replace(resource, references=references, spec=replace(spec, pools=pools))


def _machines_by_interface(resources: tuple[Resource, ...]) -> dict[str, str]:
    """Interface id -> machine id; the first machine in order of id, should two claim one."""
    found: dict[str, str] = {}
    for resource in resources:
        if resource.native_type in MACHINES:
            for reference in resource.references:
                if reference.path == "network_interface_ids":
                    found[reference.target] = min(
                        found.get(reference.target, resource.id), resource.id
                    )
    return found


def _identities(resources: tuple[Resource, ...]) -> dict[str, str]:
    """Principal id (an alias) -> id of the user-assigned identity."""
    return {
        alias: resource.id
        for resource in resources
        if resource.native_type == "azurerm_user_assigned_identity"
        for alias in resource.aliases
    }


def _probes_by_pool(resources: tuple[Resource, ...]) -> dict[str, LoadBalancer]:
    """Pool id -> spec of the probe that its first rule (in order of id) names."""
    probes = {
        resource.id: resource.spec
        for resource in resources
        if resource.native_type == "azurerm_lb_probe" and isinstance(resource.spec, LoadBalancer)
    }
    found: dict[str, LoadBalancer] = {}
    rules = (one for one in resources if one.native_type == "azurerm_lb_rule")
    for rule in sorted(rules, key=lambda one: one.id, reverse=True):
        targets = {reference.path: reference.target for reference in rule.references}
        probe = probes.get(targets.get("probe_id", ""))  # type: ignore[call-overload]
        if probe is not None:
            found[targets.get("backend_address_pool_ids", "")] = probe
    return found


def _joined(
    resource: Resource,
    machines: dict[str, str],
    identities: dict[str, str],
    probes: dict[str, LoadBalancer],
) -> Resource:
    spec = resource.spec
    if resource.native_type == "azurerm_network_interface" and isinstance(spec, VirtualMachine):
        owner = machines.get(resource.id)
        return replace(resource, part_of=owner) if owner and not resource.part_of else resource
    if resource.native_type == "azurerm_role_assignment" and isinstance(spec, Role):
        owner = next((identities[word] for word in spec.members if word in identities), None)
        return (
            replace(resource, part_of=owner, spec=replace(spec, members=())) if owner else resource
        )
    if isinstance(spec, TargetGroup) and resource.id in probes and spec.health is None:
        return replace(resource, spec=replace(spec, health=probes[resource.id].health))
    return resource
