"""Nets, subnets, routes, gateways: what a provider only refuses at apply is decided before."""

from collections.abc import Callable

import pytest

from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Design, Ref, Refusal
from planner.model.resource import Resource
from planner.model.spec import (
    FirewallRule,
    Gateway,
    Network,
    PublicIp,
    Route,
    RouteTable,
    SecurityGroup,
    Subnet,
    VirtualMachine,
)
from providers.targets.outscale import TARGET

Make = Callable[..., Resource]
Build = Callable[..., Design]


def _losses(design: Design) -> set[str]:
    return {loss.id for loss in design.losses}


def test_a_net_has_one_range_and_says_which_are_left_out(make: Make, built: Build) -> None:
    design = built(make("network.vpc", "main", Network(ranges=("10.0.0.0/16", "172.16.0.0/16"))))
    assert design.values["ip_range"] == "10.0.0.0/16"
    assert _losses(design) == {"single-range"}


def test_two_ranges_that_fit_one_net_become_it(make: Make, built: Build) -> None:
    design = built(make("network.vpc", "main", Network(ranges=("10.0.0.0/17", "10.0.128.0/17"))))
    assert design.values["ip_range"] == "10.0.0.0/16"
    assert not design.losses


def test_only_a_cloud_that_routes_out_by_itself_gets_an_internet_service(
    make: Make, built: Build
) -> None:
    network = Network(ranges=("10.0.0.0/16",))
    assert built(make("network.vpc", "a", network)).values["internet"] is False
    assert built(make("network.vpc", "b", network, cloud="azure")).values["internet"] is True


def test_a_subnet_too_small_is_refused_and_a_third_zone_is_said(
    make: Make, built: Build, around: Callable[..., Neighbourhood]
) -> None:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)))
    third = make(
        "network.subnet",
        "c",
        Subnet(network=network.id, ranges=("10.0.2.0/24",)),
        zone="eu-west-3c",
    )
    design = built(third, network)
    assert design.values["subregion_name"] in ("eu-west-2a", "eu-west-2b")
    assert "fewer-zones" in _losses(design)
    tiny = make("network.subnet", "t", Subnet(network=network.id, ranges=("10.0.3.0/30",)))
    assert isinstance(TARGET.designs["subnet"](tiny, around(tiny, network)), Refusal)


def _public_estate(make: Make) -> tuple[Resource, ...]:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)))
    gateway = make("network.internet_gateway", "out", Gateway(network=network.id))
    subnet = make("network.subnet", "public", Subnet(network=network.id, ranges=("10.0.0.0/24",)))
    table = make(
        "network.route_table", "public",
        RouteTable(
            network=network.id,
            routes=(
                Route("0.0.0.0/0", gateway.id, "internet"),
                Route("::/0", gateway.id, "internet"),
                Route("10.9.0.0/16", "tgw-1", "transit"),
                Route("10.0.0.0/16", "local", "local"),
            ),
            subnets=(subnet.id,),
        ),
        refers=(("in", subnet.id),),
    )  # fmt: skip
    return table, network, gateway, subnet


def test_a_route_goes_through_the_link_so_that_it_waits_for_it(make: Make, built: Build) -> None:
    table, *others = _public_estate(make)
    design = built(table, *others)
    way = design.values["gateway_routes"]
    assert way == {
        "0.0.0.0/0": Ref(others[1].id, "outscale_internet_service_link", "internet_service_id")
    }
    assert design.values["nat_routes"] is None
    assert _losses(design) == {"no-ipv6", "route-left-out"}


def test_a_nat_waits_for_the_routes_of_its_subnet(make: Make, built: Build) -> None:
    table, network, gateway, subnet = _public_estate(make)
    nat = make("network.nat", "nat", Gateway(subnets=(subnet.id,)))
    design = built(nat, table, network, gateway, subnet)
    assert design.values["subnet_id"] == Ref(
        table.id, "outscale_route_table_link", "subnet_id", index="public"
    )
    assert design.values["own_address"] is True


def test_a_nat_without_subnet_of_its_own_gets_a_free_one(make: Make, built: Build) -> None:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/24",)), cloud="azure")
    nat = make("network.nat", "nat", Gateway(), cloud="azure")
    subnet = make(
        "network.subnet", "app",
        Subnet(network=network.id, ranges=("10.0.0.128/25",), nat=nat.id),
        cloud="azure", refers=(("in", network.id), ("routes-to", nat.id)),
    )  # fmt: skip
    design = built(nat, network, subnet)
    assert design.values["range"] == "10.0.0.112/28"
    assert list(design.values["links"]) == ["1-app"]  # type: ignore[arg-type]


def test_an_address_of_a_balancer_is_the_balancers_own(make: Make, built: Build) -> None:
    balancer = make("network.lb_l4", "front")
    address = make(
        "network.public_ip", "front", PublicIp(attached_to=balancer.id),
        refers=(("attached-to", balancer.id),),
    )  # fmt: skip
    assert built(address, balancer).without_terraform
    alone = built(make("network.public_ip", "idle", PublicIp()))
    assert not alone.without_terraform
    assert alone.quantities[0].sku == "idle"


@pytest.mark.parametrize("direction", ["ab", "ba"])
def test_a_peering_written_in_both_directions_is_built_once(
    make: Make, built: Build, direction: str
) -> None:
    nets = [make("network.vpc", name, Network(ranges=("10.0.0.0/16",))) for name in "ab"]
    pair = [
        make(
            "network.peering", name, refers=(("peers-with", nets[0].id), ("peers-with", nets[1].id))
        )
        for name in ("ab", "ba")
    ]
    chosen = next(one for one in pair if one.name == direction)
    others = [one for one in pair if one is not chosen]
    assert built(chosen, *others, *nets).without_terraform == (direction == "ba")


def _group(make: Make, built: Build, *rules: FirewallRule) -> Design:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)))
    group = make("network.security_group", "web", SecurityGroup(network=network.id, rules=rules))
    return built(group, network)


def test_every_protocol_leaves_the_ports_out_and_icmp_means_every_type(
    make: Make, built: Build
) -> None:
    design = _group(
        make, built,
        FirewallRule("in", "all", ranges=("10.0.0.0/8",)),
        FirewallRule("in", "icmp", ranges=("10.0.0.0/8",)),
        FirewallRule("in", "tcp", 443, 443, ranges=("0.0.0.0/0", "::/0")),
    )  # fmt: skip
    rules = design.values["rules"]
    assert isinstance(rules, dict)
    icmp, web = (rules[key] for key in ("in-icmp", "in-tcp-443"))
    assert design.values["every"] == {
        "in-all 10.0.0.0/8": {"flow": "Inbound", "range": "10.0.0.0/8"}
    }
    assert (icmp["from_port"], icmp["to_port"]) == (-1, -1)  # type: ignore[index,call-overload]
    assert web["ranges"] == ("0.0.0.0/0",)  # type: ignore[index,call-overload]
    assert "no-ipv6" in _losses(design)


def test_a_refusal_is_never_turned_into_an_allowance(make: Make, built: Build) -> None:
    design = _group(
        make, built, FirewallRule("in", "tcp", 22, 22, ranges=("0.0.0.0/0",), allow=False)
    )
    assert design.values["rules"] is None
    assert "no-refusal" in _losses(design)


def test_outbound_is_closed_only_where_the_source_limits_it(make: Make, built: Build) -> None:
    everything = FirewallRule("out", "all", ranges=("0.0.0.0/0",))
    some = FirewallRule("out", "tcp", 443, 443, ranges=("10.0.0.0/8",))
    opened = _group(make, built, everything)
    assert opened.values["remove_default_outbound_rule"] is None
    assert opened.values["rules"] is None, "the same rule twice is refused"
    assert _group(make, built, some).values["remove_default_outbound_rule"] is not None
    assert "outbound-open" in _losses(_group(make, built))


def test_ranges_and_groups_stand_in_rules_of_their_own(make: Make, built: Build) -> None:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)))
    front = make("network.security_group", "front", SecurityGroup(network=network.id))
    rule = FirewallRule("in", "tcp", 80, 80, ranges=("10.0.0.0/8",), groups=(front.id, "who?"))
    group = make("network.security_group", "web", SecurityGroup(network=network.id, rules=(rule,)))
    design = built(group, front, network)
    rules = design.values["rules"]
    assert isinstance(rules, dict)
    assert list(rules) == ["in-tcp-80", "in-tcp-80-2"]
    assert rules["in-tcp-80-2"]["groups"] == (  # type: ignore[index,call-overload]
        Ref(front.id, "outscale_security_group", "security_group_id"),
    )
    assert "peer-unknown" in _losses(design)


def test_a_group_that_names_no_network_takes_that_of_what_it_guards(
    make: Make, built: Build
) -> None:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)), cloud="azure")
    group = make("network.security_group", "nsg", SecurityGroup(), cloud="azure")
    subnet = make(
        "network.subnet", "app", Subnet(network=network.id, security_group=group.id),
        refers=(("in", network.id), ("guarded-by", group.id)), cloud="azure",
    )  # fmt: skip
    machine = make(
        "compute.vm", "web", VirtualMachine(subnets=(subnet.id,)),
        refers=(("in", subnet.id),), cloud="azure",
    )  # fmt: skip
    assert built(group, subnet, network).values["net_id"] == Ref(
        network.id, "outscale_net", "net_id", "variable"
    )
    assert built(machine, subnet, network, group).values["security_group_ids"] == (
        Ref(group.id, "outscale_security_group", "security_group_id"),
    )


def test_peers_are_routed_to_where_the_source_did_so_by_itself(make: Make, built: Build) -> None:
    nets = [
        make("network.vpc", name, Network(ranges=(f"10.{n}.0.0/16",)), cloud="azure")
        for n, name in enumerate("ab")
    ]
    pair = make(
        "network.peering",
        "ab",
        refers=(("peers-with", nets[0].id), ("peers-with", nets[1].id)),
        cloud="azure",
    )
    through = Ref(pair.id, "outscale_net_peering_acceptation", "net_peering_id", "variable")
    assert built(nets[0], nets[1], pair).values["peers"] == {"10.1.0.0/16": through}
    assert built(nets[1], nets[0], pair).values["peers"] == {"10.0.0.0/16": through}


def test_a_last_word_that_refuses_everything_is_what_a_group_does_anyway(
    make: Make, built: Build
) -> None:
    inward = FirewallRule("in", "all", ranges=("0.0.0.0/0",), allow=False)
    outward = FirewallRule("out", "all", groups=("*",), allow=False)
    design = _group(make, built, inward, outward)
    assert not design.losses
    assert design.values["remove_default_outbound_rule"] is not None


def test_a_peering_asks_for_the_net_that_the_plan_does_not_make(make: Make, built: Build) -> None:
    one = make("network.vpc", "one", Network(ranges=("10.0.0.0/16",)))
    two = make("network.vpc", "two", Network())  # no range was read: it is not built
    peering = make(
        "network.peering", "both", None, refers=(("peers-with", one.id), ("peers-with", two.id))
    )
    values = built(peering, one, two).values
    assert {values["source_net_id"], values["accepter_net_id"]} == {
        Ref(one.id, "outscale_net", "net_id", "variable"),
        Ref(two.id, "outscale_net", "net_id", "variable"),
    }
