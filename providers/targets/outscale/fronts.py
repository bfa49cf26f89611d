"""Where a load balancer stands, and what lets clients reach it."""

from planner.model.choice import Ref, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Gateway, LoadBalancer, ScalingGroup, Subnet, VirtualMachine
from providers.targets.outscale.backends import Backend
from providers.targets.outscale.groups import template_of
from providers.targets.outscale.names import balancer_name
from providers.targets.outscale.network import net_range, net_ref
from providers.targets.outscale.place import (
    groups_of,
    network_of,
    resolved,
    subnet_ref,
    subnets_of,
    subregion,
)


def front_subnets(
    resource: Resource, spec: LoadBalancer, everything: list[Backend], surroundings: Surroundings
) -> tuple[Resource, ...]:
    """The balancer's subnets; where it names none (a global one), those of what stands behind it.

    A balancer outside every Net cannot have machines of a Net behind it.
    """
    own = subnets_of(spec.subnets, resource, surroundings)
    if own:
        return own
    for behind in everything:
        for ref in behind.machines:
            machine = surroundings.by_id(ref.resource)
            if machine is None:
                continue
            theirs = _subnets_of_machine(machine, surroundings)
            if theirs:
                return theirs
    return ()


def _subnets_of_machine(machine: Resource, surroundings: Surroundings) -> tuple[Resource, ...]:
    """The subnets of a VM, or of a group: its own, else its template's."""
    spec = machine.spec
    if isinstance(spec, VirtualMachine):
        return subnets_of(spec.subnets, machine, surroundings)
    if not isinstance(spec, ScalingGroup):
        return ()
    described = template_of(machine, spec, surroundings)
    theirs = subnets_of(described[1].subnets, described[0], surroundings) if described else ()
    return subnets_of(spec.subnets, machine, surroundings) or theirs


def front_values(
    resource: Resource,
    spec: LoadBalancer,
    subnets: tuple[Resource, ...],
    ports: tuple[int, ...],
    surroundings: Surroundings,
) -> dict[str, Value]:
    """Subnet and groups, with a group of its own where the source's balancer had none."""
    groups = groups_of(spec.security_groups, resource, (), surroundings)
    network = network_of(subnets, surroundings)
    values: dict[str, Value] = {
        "subnets": (_subnet(spec, subnets, network, surroundings),) if subnets else None,
        "subregion_names": None if subnets else (subregion(resource, subnets, surroundings),),
        "security_groups": groups or None,
        **dict.fromkeys(("own_group", "net_id", "ports", "clients")),
    }
    if groups or network is None:
        return values
    whole = net_range(network, surroundings) if spec.internal else None
    return {
        **values,
        "security_groups": (Ref(resource.id, "outscale_security_group", "security_group_id"),),
        "own_group": f"{balancer_name(resource)}-lb",
        "net_id": net_ref(network),
        "ports": tuple(str(port) for port in sorted(set(ports))),
        "clients": (str(whole) if whole else "0.0.0.0/0",),
    }


def _subnet(
    spec: LoadBalancer,
    subnets: tuple[Resource, ...],
    network: Resource | None,
    surroundings: Surroundings,
) -> Ref:
    """The first subnet; facing the internet, never one that goes out through a NAT of ours.

    Such a NAT brings a public subnet of its own, where the balancer then stands.
    """
    first = subnets[0]
    open_by_itself = first.cloud in surroundings.setting("implicit_internet")
    if spec.internal or network is None or not open_by_itself:
        return subnet_ref(first)
    around = surroundings.dependents(network, kind="network.nat")
    for word in (first.spec.nat,) if isinstance(first.spec, Subnet) else ():
        around += resolved((word,), first, surroundings, "network.nat")
    for gateway in around:
        served = gateway.spec.subnets if isinstance(gateway.spec, Gateway) else ()
        theirs = resolved(served, gateway, surroundings, "network.subnet")
        theirs = theirs or surroundings.dependents(gateway, kind="network.subnet")
        if not theirs or any(one.id == first.id for one in theirs):
            return Ref(gateway.id, "outscale_subnet", "subnet_id")
    return subnet_ref(first)
