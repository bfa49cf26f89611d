"""Ways in and out of a Net: internet service, NAT service, public address, peering."""

import ipaddress

from planner.model.choice import Design, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource, ResourceId
from planner.model.spec import Gateway, PublicIp, Subnet
from providers.targets.outscale import bought
from providers.targets.outscale.disks import MACHINES
from providers.targets.outscale.machines import alone
from providers.targets.outscale.names import tags
from providers.targets.outscale.network import net_range, net_ref, v4_ranges
from providers.targets.outscale.peerings import peer_routes
from providers.targets.outscale.place import network_of, resolved, subnet_ref
from providers.targets.outscale.routes import link_to, way_out
from providers.targets.outscale.words import refused, said

_NAT_SUBNET = 28


def internet_gateway(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """An internet service and its link to the Net."""
    spec = resource.spec
    networks = (
        resolved((spec.network,), resource, surroundings, "network.vpc")
        if isinstance(spec, Gateway)
        else ()
    )
    networks = networks or surroundings.needs(resource, kind="network.vpc")
    if not networks:
        return refused(surroundings, "gateway-without-network")
    values: dict[str, Value] = {"net_id": net_ref(networks[0]), "tags": dict(tags(resource))}
    return Design(values=values)


def nat(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A NAT service with its address, in a subnet that routes to the internet."""
    spec = resource.spec
    if not isinstance(spec, Gateway):
        return refused(surroundings, "not-read")
    if spec.private:
        return refused(surroundings, "private-nat")
    named = resolved(spec.subnets, resource, surroundings, "network.subnet")
    # At Azure it is the subnet that names its gateway.
    subnets = named or surroundings.dependents(resource, kind="network.subnet")
    addresses = resolved(spec.public_ips, resource, surroundings, "network.public_ip")
    values: dict[str, Value] = {
        "public_ip_id": Ref(addresses[0].id, "outscale_public_ip", "public_ip_id")
        if addresses
        else None,
        "own_address": not addresses,
        "tags": dict(tags(resource)),
        "alone": alone(resource),
    }
    if resource.cloud in surroundings.setting("implicit_internet"):
        more = _with_subnet(resource, spec, subnets, surroundings)
    elif subnets:
        more = {**_WITHOUT, "subnet_id": link_to(subnets[0], resource, surroundings)}
    else:
        more = refused(surroundings, "nat-without-subnet")
    if isinstance(more, Refusal):
        return more
    lost = (said(surroundings, "one-nat-address"),) if len(spec.public_ips) > 1 else ()
    quantities: bought.Bought = (bought.hours(surroundings, "nat"),)
    if not addresses:
        quantities += (bought.hours(surroundings, "public-ip"),)
    return Design(values={**values, **more}, quantities=quantities, losses=lost)


_WITHOUT: dict[str, Value] = dict.fromkeys(
    ("net_id", "gateway_id", "range", "zone", "links", "peers")
)


def _with_subnet(
    resource: Resource, spec: Gateway, subnets: tuple[Resource, ...], surroundings: Surroundings
) -> dict[str, Value] | Refusal:
    """Where the source routes out by itself: a public subnet, and a table for those it serves."""
    network = _network(resource, spec, subnets, surroundings)
    if network is None:
        return refused(surroundings, "nat-without-subnet")
    members = {one.id: one for one in surroundings.dependents(network, kind="network.subnet")}
    free = _free_range(network, tuple(members.values()), surroundings)
    if free is None:
        return refused(surroundings, "no-room-for-nat")
    served = subnets or tuple(members.values())
    links: dict[str, Value] = {
        f"{number + 1}-{one.name}": subnet_ref(one)
        for number, one in enumerate(served)
        if not surroundings.needs(one, kind="network.route_table")
    }
    return {
        "subnet_id": None,
        "net_id": net_ref(network),
        "gateway_id": way_out(network),
        "range": free,
        "zone": surroundings.zone(served[0]) if served else surroundings.zones()[0],
        "links": links or None,
        "peers": peer_routes(network, surroundings) or None,
    }


def _network(
    resource: Resource, spec: Gateway, subnets: tuple[Resource, ...], surroundings: Surroundings
) -> Resource | None:
    named = resolved((spec.network,), resource, surroundings, "network.vpc")
    if named:
        return named[0]
    return network_of(subnets, surroundings)


def _free_range(
    network: Resource, members: tuple[Resource, ...], surroundings: Surroundings
) -> str | None:
    """The last /28 of the Net that no subnet holds."""
    whole = net_range(network, surroundings)
    if whole is None or whole.prefixlen > _NAT_SUBNET:
        return None
    taken = [
        one
        for member in members
        if isinstance(member.spec, Subnet)
        for one in v4_ranges(member.spec.ranges)
    ]
    last = int(whole.broadcast_address) + 1
    for start in range(last - 16, int(whole.network_address) - 1, -16):
        candidate = ipaddress.IPv4Network((start, _NAT_SUBNET))
        if not any(candidate.overlaps(one) for one in taken):
            return str(candidate)
    return None


def public_ip(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A reserved address, linked to the machine it was attached to."""
    spec = resource.spec
    if not isinstance(spec, PublicIp):
        return refused(surroundings, "not-read")
    if spec.version != 4:  # noqa: PLR2004 - the version of the protocol
        return refused(surroundings, "ipv6-address")
    holder = _holder(resource, spec, surroundings)
    if holder is not None and (holder.kind or "").startswith("network.lb_"):
        return Design(
            values={},
            without_terraform=True,
            losses=(said(surroundings, "balancer-brings-address"),),
        )
    machine = holder if holder is not None and holder.kind in MACHINES else None
    values: dict[str, Value] = {
        "vm_id": Ref(machine.id, "outscale_vm", "vm_id") if machine else None,
        "linked": machine is not None,
        "tags": dict(tags(resource)),
    }
    item = "public-ip" if holder else "public-ip-idle"
    return Design(values=values, quantities=(bought.hours(surroundings, item),))


def _holder(
    resource: Resource, spec: PublicIp, surroundings: Surroundings, depth: int = 2
) -> Resource | None:
    """The machine, gateway or balancer that has the address, through its interface if need be."""
    around = resolved((spec.attached_to,), resource, surroundings)
    around += surroundings.needs(resource, "attached-to") + surroundings.dependents(resource)
    seen: set[ResourceId] = {resource.id}
    while around and depth >= 0:
        for other in around:
            kind = other.kind or ""
            if kind in MACHINES or kind == "network.nat" or kind.startswith("network.lb_"):
                return other
        seen.update(other.id for other in around)
        nics = [other for other in around if other.kind == "compute.nic"]
        around = tuple(
            other
            for nic in nics
            for other in surroundings.dependents(nic) + surroundings.needs(nic)
            if other.id not in seen
        )
        depth -= 1
    return None
