from collections.abc import Callable
from typing import Any

from planner.model.choice import Design, Ref, Refusal
from planner.model.resource import Resource
from planner.model.spec import Gateway, Network, PublicIp, Route, RouteTable, Subnet, VirtualMachine

Make = Callable[..., Resource]
Designed = Callable[..., Any]
Around = Callable[..., Any]
Decided = Callable[..., Any]
Net = tuple[Resource, ...]
Values = dict[str, Any]


def losses(design: Design) -> set[str]:
    return {loss.id for loss in design.losses}


def test_a_network_joins_its_subnets_to_one_gateway(designed: Designed, net: Net) -> None:
    design = designed(net[0], *net)
    assert design.values["gateway"] is True
    assert design.values["model"] == "S"
    assert design.values["subnets"] == (
        Ref(net[1].id, "ovh_cloud_network_private_vrack_subnet"),
        Ref(net[2].id, "ovh_cloud_network_private_vrack_subnet"),
    )


def test_fewer_zones_than_before_is_said_and_not_in_a_region_of_three(
    designed: Designed, net: Net
) -> None:
    assert "fewer-zones" in losses(designed(net[0], *net))
    assert "fewer-zones" not in losses(designed(net[0], *net, region="EU-WEST-PAR"))


def test_a_network_whose_routes_lead_nowhere_has_no_way_out(
    designed: Designed, make: Make, net: Net
) -> None:
    table = make(
        "network.route_table",
        "inner-routes",
        RouteTable(network="main-network", routes=(Route("10.0.0.0/16", "local", "local"),)),
        needs=(("in", "main-network"),),
    )
    design = designed(net[0], *net, table)
    assert design.values["outward"] is False
    assert design.values["model"] is None


def test_an_empty_network_buys_no_gateway(designed: Designed, make: Make) -> None:
    design = designed(make("network.vpc", "empty-network", Network()))
    assert design.values["gateway"] is False
    assert design.quantities == ()


def test_a_subnet_keeps_its_range_and_takes_its_first_address_for_the_gateway(
    designed: Designed, net: Net
) -> None:
    design = designed(net[1], *net)
    assert design.values["range"] == "10.0.1.0/24"
    assert design.values["zone"] is None


def test_a_zone_is_an_argument_in_a_region_of_three_alone(designed: Designed, net: Net) -> None:
    design = designed(net[2], *net, region="EU-WEST-PAR")
    assert design.values["zone"] == "eu-west-par-b"


def test_a_subnet_without_ipv4_is_refused(around: Around, decided: Decided, make: Make) -> None:
    subnet = make("network.subnet", "six", Subnet(ranges=("2001:db8::/64",)))
    assert isinstance(decided(around(subnet), subnet), Refusal)


def test_several_nat_gateways_are_paid_once(designed: Designed, make: Make, net: Net) -> None:
    nats = [
        make(
            "network.nat",
            f"nat-{subnet.name}",
            Gateway(subnets=(subnet.name,)),
            needs=(("in", subnet.name),),
        )
        for subnet in net[1:]
    ]
    designs = [designed(nat, *net, *nats) for nat in nats]
    assert sum(len(design.quantities) for design in designs) == 1
    assert all(design.without_terraform for design in designs)
    assert "one-gateway" in losses(designs[0])
    assert designed(net[0], *net, *nats).quantities == ()


def test_a_route_to_a_machine_becomes_a_route_of_the_gateway(
    designed: Designed, make: Make, net: Net
) -> None:
    machine = make("compute.vm", "router-machine", VirtualMachine(subnets=("subnet-aaa",)))
    table = make(
        "network.route_table",
        "table-one",
        RouteTable(
            network="main-network",
            routes=(
                Route("192.168.0.0/16", "router-machine", "machine"),
                Route("172.16.0.0/12", "pcx-1", "peering"),
            ),
        ),
        needs=(("in", "main-network"),),
    )
    design = designed(table, *net, machine)
    assert design.values["routes"] == {
        "192.168.0.0/16": Ref(machine.id, "openstack_compute_instance_v2", "access_ip_v4")
    }
    assert losses(design) == {"lost-routes"}


def test_an_address_hangs_on_the_port_of_its_machine(
    designed: Designed, make: Make, net: Net
) -> None:
    machine = make("compute.vm", "web-machine", VirtualMachine(subnets=("subnet-aaa",)))
    address = make(
        "network.public_ip",
        "address-one",
        PublicIp(attached_to="web-machine"),
        needs=(("attached-to", "web-machine"),),
    )
    design = designed(address, *net, machine)
    assert design.values["port"] == Ref(machine.id, "openstack_networking_port_v2")


def test_the_address_of_a_nat_gateway_needs_no_block(
    designed: Designed, make: Make, net: Net
) -> None:
    address = make("network.public_ip", "nat-address", PublicIp())
    nat = make(
        "network.nat",
        "nat-one",
        Gateway(subnets=("subnet-aaa",), public_ips=("nat-address",)),
        needs=(("in", "subnet-aaa"), ("uses", "nat-address")),
    )
    assert designed(address, *net, nat).without_terraform
