"""Networks: VPC, private networks, gateways, addresses, peering."""

import ipaddress

from planner.model.choice import Design, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Gateway, Network, PublicIp, RouteTable, Subnet
from providers.targets.scaleway.bought import address, hourly
from providers.targets.scaleway.lookup import (
    alone,
    network_ranges,
    ranges_of,
    resolved,
    within,
)
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of, variable_word

_SUBNET = "network.subnet"
_TABLE = "network.route_table"


def network(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A VPC; its ranges are those of its private networks."""
    spec = resource.spec if isinstance(resource.spec, Network) else Network()
    losses = []
    if spec.dns_servers:
        losses.append(loss(around, "own-dns-servers", servers=", ".join(spec.dns_servers)))
    if any(isinstance(block, ipaddress.IPv6Network) for block in ranges_of(spec.ranges)):
        losses.append(loss(around, "ipv6-ranges"))
    return Design(
        values={"name": name_of(resource), "tags": tags_of(resource)}, losses=tuple(losses)
    )


def subnet(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A private network; its IPv4 range is kept, so that addresses can be."""
    spec = resource.spec if isinstance(resource.spec, Subnet) else Subnet()
    blocks = ranges_of(spec.ranges)
    fourth = [block for block in blocks if isinstance(block, ipaddress.IPv4Network)]
    losses = []
    if len(fourth) > 1:
        rest = ", ".join(str(block) for block in fourth[1:])
        losses.append(loss(around, "second-ranges", ranges=rest))
    if len(fourth) < len(blocks):
        losses.append(loss(around, "ipv6-ranges"))
    if not fourth:
        losses.append(loss(around, "range-unknown"))
    vpc = around.resolve(spec.network, resource) if spec.network else None
    return Design(
        values={
            "name": name_of(resource),
            "vpc_id": Ref(vpc.id, "scaleway_vpc", "id", "variable") if vpc else _vpc(around),
            "range": str(fourth[0]) if fourth else None,
            "tags": tags_of(resource),
        },
        losses=tuple(losses),
    )


def _vpc(around: Surroundings) -> Variable:
    return Variable(
        name="vpc_id",
        type="string",
        description=text(around, "vpc-variable"),
        sample=f"{around.region}/11111111-1111-4111-8111-111111111111",
    )


def internet_gateway(resource: Resource, around: Surroundings) -> Design | Refusal:
    """Nothing to build: a machine with a public address goes out by itself."""
    del resource, around
    return Design(values={}, without_terraform=True)


def nat(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A public gateway, attached to the private networks that went out through the source's."""
    spec = resource.spec if isinstance(resource.spec, Gateway) else Gateway()
    if spec.private:
        return Refusal("limit", text(around, "private-nat"), text(around, "private-nat-fallback"))
    served = served_by(resource, around)
    most = around.setting("gateway_networks")
    losses = [loss(around, "nat-bandwidth", size=around.setting("gateway_type"))]
    if not served:
        losses.append(loss(around, "nat-serves-nothing"))
    if len(served) > most:
        left = ", ".join(other.name for other in served[most:])
        losses.append(loss(around, "nat-networks", most=most, left=left))
    if len(spec.public_ips) > 1:
        losses.append(loss(around, "nat-addresses", count=len(spec.public_ips)))
    zone = around.zone(resource)
    size = around.setting("gateway_type")
    return Design(
        values={
            "name": name_of(resource),
            "type": size,
            "zone": zone,
            "networks": {
                served_key(other, served): Ref(
                    other.id, "scaleway_vpc_private_network", "id", "variable"
                )
                for other in served[:most]
            },
            "tags": tags_of(resource),
            **alone(resource),
        },
        size=size,
        quantities=(
            hourly(around, "nat-gateway", ("nat", size, ""), zone),
            address(around, "gateway", zone),
        ),
        losses=tuple(losses),
    )


def served_key(subnet_: Resource, served: tuple[Resource, ...]) -> str:
    """Key of a private network among those that a gateway serves: its name, numbered if shared."""
    name = name_of(subnet_)
    same = [other.id for other in served if name_of(other) == name]
    return name if len(same) == 1 else f"{name}-{same.index(subnet_.id) + 1}"


def served_by(gateway: Resource, around: Surroundings) -> tuple[Resource, ...]:
    """The subnets that go out through a NAT gateway, sorted by id."""
    found: dict[str, Resource] = {}
    for user in around.dependents(gateway):
        if user.kind == _SUBNET and isinstance(user.spec, Subnet):
            found[user.id] = user
        elif user.kind == _TABLE and isinstance(user.spec, RouteTable):
            found.update((one.id, one) for one in routed_by(user, around))
    if not found and isinstance(gateway.spec, Gateway):
        named = resolved(gateway.spec.subnets, gateway, around, _SUBNET)
        found.update((one.id, one) for one in named)
    return tuple(found[id_] for id_ in sorted(found))


def routed_by(table: Resource, around: Surroundings) -> tuple[Resource, ...]:
    """The subnets that a route table serves; the main one serves those that name no other."""
    spec = table.spec
    if not isinstance(spec, RouteTable):
        return ()
    found = {one.id: one for one in resolved(spec.subnets, table, around, _SUBNET)}
    found.update((one.id, one) for one in around.dependents(table, kind=_SUBNET))
    if spec.main and spec.network:
        vpc = around.resolve(spec.network, table)
        for one in within(vpc, _SUBNET, around) if vpc else ():
            named = isinstance(one.spec, Subnet) and one.spec.route_table
            if not named and not _tabled(one, around):
                found[one.id] = one
    return tuple(found[id_] for id_ in sorted(found))


def _tabled(subnet_: Resource, around: Surroundings) -> bool:
    return bool(around.needs(subnet_, kind=_TABLE) or around.dependents(subnet_, kind=_TABLE))


def public_ip(resource: Resource, around: Surroundings) -> Design | Refusal:
    """An address of an instance; those of gateways and balancers are made with them."""
    spec = resource.spec if isinstance(resource.spec, PublicIp) else PublicIp()
    holder = holder_of(resource, around)
    if holder is not None and str(holder.kind).startswith(("network.nat", "network.lb")):
        return Design(values={}, without_terraform=True)
    zone = around.zone(holder or resource)
    sixth = spec.version == 6  # noqa: PLR2004 - the version of the protocol
    losses: tuple[Loss, ...] = () if holder else (loss(around, "address-unattached"),)
    return Design(
        values={
            "type": "routed_ipv6" if sixth else "routed_ipv4",
            "zone": zone,
            "tags": tags_of(resource),
        },
        quantities=() if sixth else (address(around, "instance", zone),),
        losses=losses,
    )


_HOLDERS = ("compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot", "network.nat")


def holder_of(address_: Resource, around: Surroundings) -> Resource | None:
    """What a public address serves: the machine, gateway or balancer."""
    spec = address_.spec
    named = around.resolve(spec.attached_to, address_) if isinstance(spec, PublicIp) else None
    near = [named] if named else []
    near += [*around.dependents(address_), *around.needs(address_)]
    for other in near:
        if other.kind in _HOLDERS or str(other.kind).startswith("network.lb"):
            return other
    for nic in (other for other in near if other.kind == "compute.nic"):
        for other in around.dependents(nic):
            if other.kind in _HOLDERS:
                return other
    return None


def peering(resource: Resource, around: Surroundings) -> Design | Refusal:
    """Two connectors, one from each side; the peering of the other side folds into this one."""
    ends = around.needs(resource, kind="network.vpc")
    if len(ends) != 2:  # noqa: PLR2004 - a peering has two ends
        return Refusal("limit", text(around, "peering-end"), text(around, "peering-end-fallback"))
    for other in within(ends[0], "network.peering", around):
        if other.id < resource.id and around.needs(other, kind="network.vpc") == ends:
            return Design(values={}, without_terraform=True)
    sides = {"there": (ends[0], ends[1]), "back": (ends[1], ends[0])}
    name = name_of(resource, 48)
    return Design(
        values={
            "connectors": {
                side: {"name": f"{name}-{side}", "vpc": _vpc_ref(near), "target": _vpc_ref(far)}
                for side, (near, far) in sides.items()
            },
            "routes": _peering_routes(resource, sides, around),
            "tags": tags_of(resource),
            **alone(resource),
        },
        quantities=(hourly(around, "peering", ("peering", "vpc", ""), around.zones()[0], count=2),),
    )


def _vpc_ref(vpc: Resource) -> Ref:
    return Ref(vpc.id, "scaleway_vpc", "id", "variable")


def _peering_routes(
    resource: Resource, sides: dict[str, tuple[Resource, Resource]], around: Surroundings
) -> Value:
    """Routes to the other side's ranges, where the source writes none in a route table."""
    if around.dependents(resource, kind=_TABLE):
        return None
    routes: dict[str, Value] = {}
    for side, (near, far) in sides.items():
        for block in network_ranges(far.id, resource, around):
            routes[f"{side}_{variable_word(block)}"] = {
                "side": side,
                "vpc": _vpc_ref(near),
                "destination": block,
            }
    return routes or None


def connector_side(peering_: Resource, vpc: Resource, around: Surroundings) -> str:
    """Key of the connector that leaves from a VPC."""
    ends = around.needs(peering_, kind="network.vpc")
    return "there" if not ends or ends[0].id == vpc.id else "back"
