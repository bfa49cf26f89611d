"""Gateways, routes, balancers and names: what LEARNED rules of the provider ask of them."""

from collections.abc import Callable

import pytest

from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Blocks, Design, Ref, Refusal, Variable
from planner.model.resource import Resource
from planner.model.spec import (
    DnsRecord,
    DnsZone,
    FirewallRule,
    Gateway,
    HealthCheck,
    Listener,
    ListenerRule,
    LoadBalancer,
    Network,
    PublicIp,
    Route,
    RouteTable,
    SecurityGroup,
    Subnet,
    TargetGroup,
    VirtualMachine,
)
from providers.targets.scaleway.backend import target_group
from providers.targets.scaleway.balancer import load_balancer
from providers.targets.scaleway.dns import record, split, zone
from providers.targets.scaleway.network import nat, peering, public_ip, subnet
from providers.targets.scaleway.routes import route_table

Around = Callable[..., Neighbourhood]
Make = Callable[..., Resource]


def built(design: Design | Refusal) -> Design:
    assert isinstance(design, Design)
    return design


def said(design: Design | Refusal) -> set[str]:
    return {loss.id for loss in built(design).losses}


def blocks(value: object) -> list[dict[str, object]]:
    assert isinstance(value, Blocks)
    return [dict(item) for item in value.items]


def test_a_subnet_keeps_one_range_without_host_bits_and_says_the_rest(
    around: Around, make: Make
) -> None:
    vpc = make("network.vpc", "main", Network())
    spec = Subnet(network=vpc.id, ranges=("10.0.1.9/24", "10.4.0.0/14", "fd00::/64"))
    one = make("network.subnet", "a", spec, refers=(("in", vpc.id),))
    design = subnet(one, around(vpc, one))
    assert built(design).values["range"] == "10.0.1.0/24"
    assert said(design) == {"second-ranges", "ipv6-ranges"}


def test_a_subnet_without_its_network_asks_for_the_vpc(around: Around, make: Make) -> None:
    one = make("network.subnet", "a", Subnet(ranges=("10.0.1.0/24",)))
    asked = built(subnet(one, around(one))).values["vpc_id"]
    assert isinstance(asked, Variable)


def test_a_gateway_is_attached_to_the_networks_that_went_out_through_it(
    around: Around, make: Make
) -> None:
    vpc = make("network.vpc", "main", Network())
    private = make("network.subnet", "private", Subnet(network=vpc.id, ranges=("10.0.1.0/24",)))
    public = make("network.subnet", "public", Subnet(network=vpc.id, ranges=("10.0.2.0/24",)))
    gateway = make("network.nat", "nat", Gateway(subnets=(public.id,)))
    table = make(
        "network.route_table", "private",
        RouteTable(network=vpc.id, subnets=(private.id,),
                   routes=(Route("0.0.0.0/0", gateway.id, "nat"),)),
        refers=(("routes-to", gateway.id), ("in", vpc.id)),
    )  # fmt: skip
    near = around(vpc, private, public, gateway, table)
    design = built(nat(gateway, near))
    assert design.values["networks"] == {
        "private": Ref(private.id, "scaleway_vpc_private_network", "id", "variable")
    }
    assert design.values["type"] == "VPC-GW-S"
    assert built(route_table(table, near)).without_terraform


def test_a_private_nat_has_no_counterpart(around: Around, make: Make) -> None:
    gateway = make("network.nat", "nat", Gateway(private=True))
    assert isinstance(nat(gateway, around(gateway)), Refusal)


def test_the_address_of_a_gateway_is_made_with_the_gateway(around: Around, make: Make) -> None:
    address = make("network.public_ip", "eip", PublicIp())
    gateway = make("network.nat", "nat", Gateway(), refers=(("uses", address.id),))
    assert built(public_ip(address, around(address, gateway))).without_terraform
    alone = public_ip(address, around(address))
    assert built(alone).values["type"] == "routed_ipv4"
    assert said(alone) == {"address-unattached"}


def test_a_destination_is_routed_once_in_a_vpc(around: Around, make: Make) -> None:
    vpc, hub = make("network.vpc", "main", Network()), make("network.vpc", "hub", Network())
    link = make("network.peering", "pcx", None, refers=(("peers-with", vpc.id), ("peers-with", hub.id)))  # fmt: skip  # noqa: E501
    tables = [
        make("network.route_table", name,
             RouteTable(network=vpc.id, routes=(
                 Route("10.9.0.0/16", link.id, "peering"), Route("172.16.0.1/16", "vgw", "vpn"))),
             refers=(("in", vpc.id), ("routes-to", link.id)))
        for name in ("a", "b")
    ]  # fmt: skip
    near = around(vpc, hub, link, *tables)
    first, second = route_table(tables[0], near), route_table(tables[1], near)
    routes = built(first).values["routes"]
    assert isinstance(routes, dict)
    assert list(routes) == ["10_9_0_0_16"]
    assert built(second).without_terraform
    assert said(first) == {"route-lost"}


def test_a_peering_is_two_connectors_and_its_routes_where_none_are_written(
    around: Around, make: Make
) -> None:
    vpc = make("network.vpc", "a", Network(ranges=("10.0.0.0/16",)))
    hub = make("network.vpc", "b", Network(ranges=("10.9.0.0/16",)))
    sides = [
        make("network.peering", name, None,
             refers=(("peers-with", vpc.id), ("peers-with", hub.id)))
        for name in ("there", "and-back")
    ]  # fmt: skip
    near = around(vpc, hub, *sides)
    designs = [built(peering(side, near)) for side in sorted(sides, key=lambda one: one.id)]
    assert [design.without_terraform for design in designs] == [False, True]
    connectors, routes = designs[0].values["connectors"], designs[0].values["routes"]
    assert isinstance(connectors, dict)
    assert isinstance(routes, dict)
    assert set(connectors) == {"there", "back"}
    assert {"there_10_9_0_0_16", "back_10_0_0_0_16"} == set(routes)


def _behind(make: Make) -> tuple[Resource, Resource]:
    machine = make("compute.vm", "web", VirtualMachine())
    pool = make(
        "network.target_group", "web",
        TargetGroup(port=8080, protocol="http", targets=(machine.id, "10.0.0.9", "lambda"),
                    health=HealthCheck("http", path="/ok", interval_seconds=10, codes="200-299")),
        refers=(("routes-to", machine.id),),
    )  # fmt: skip
    return machine, pool


def test_a_backend_speaks_lower_case_tcp_or_http_and_counts_in_go_durations(
    around: Around, make: Make
) -> None:
    machine, pool = _behind(make)
    balancer = make("network.lb_l7", "lb", LoadBalancer(), refers=(("routes-to", pool.id),))
    design = built(target_group(pool, around(machine, pool, balancer)))
    assert design.values["protocol"] == "http"
    assert design.values["check_delay"] == "10s"
    assert design.values["check_code"] == 200
    assert design.values["servers"] == (
        "10.0.0.9", Ref(machine.id, "scaleway_ipam_ip", "address"),
    )  # fmt: skip
    assert {"backend-target", "health-codes"} <= said(design)


def test_a_backend_without_balancer_is_not_built(around: Around, make: Make) -> None:
    machine, pool = _behind(make)
    design = built(target_group(pool, around(machine, pool)))
    assert design.without_terraform
    assert said(design) == {"backend-unused"}


def test_listeners_become_frontends_with_redirects_routes_and_tls_after_the_switch(
    around: Around, make: Make
) -> None:
    machine, pool = _behind(make)
    rules = (
        ListenerRule(1, ("api.example.org",), (), pool.id),
        ListenerRule(2, ("*.shop.example.org",), ("/x",), pool.id),
        ListenerRule(3, (), ("/img/*", "/a*b"), pool.id),
        ListenerRule(4, action="fixed-response"),
    )
    listeners = (
        Listener(80, "http", redirect_to="https"),
        Listener(443, "https", pool.id, certificate="arn", rules=rules),
        Listener(53, "udp", pool.id),
        Listener(9999, "tcp", "nowhere"),
    )
    balancer = make("network.lb_l7", "lb", LoadBalancer(listeners=listeners),
                    refers=(("routes-to", pool.id),))  # fmt: skip
    design = built(load_balancer(balancer, around(machine, pool, balancer)))
    fronts = {front["port"]: front for front in blocks(design.values["frontends"])}
    assert set(fronts) == {80, 443, 9999}
    assert [acl["action"] for acl in blocks(fronts[80]["acls"])] == ["redirect"]
    routes = blocks(fronts[443]["routes"])
    assert [(route["host"], route["path"], route["subdomains"]) for route in routes] == [
        ("api.example.org", None, None), ("shop.example.org", None, True), (None, "/img/", None),
    ]  # fmt: skip
    assert design.values["host"] == "api.example.org", "no wildcard: Let's Encrypt asks over HTTP"
    switched = design.values["switched"]
    assert isinstance(switched, Variable)
    assert switched.default is False
    assert {
        "udp-listener", "rule-host-and-path", "rule-pattern", "rule-action", "listener-default",
        "certificate-after-switch",
    } <= said(design)  # fmt: skip


def test_a_balancer_lets_in_the_ranges_of_its_group_and_nobody_else(
    around: Around, make: Make
) -> None:
    machine, pool = _behind(make)
    group = make("network.security_group", "front", SecurityGroup(
        rules=(FirewallRule("in", "tcp", 1, 1000, ("192.0.2.0/24",)),)))  # fmt: skip
    spec = LoadBalancer(listeners=(Listener(443, "tcp", pool.id),), security_groups=(group.id,))
    balancer = make("network.lb_l4", "lb", spec, refers=(("routes-to", pool.id),))
    design = built(load_balancer(balancer, around(machine, pool, group, balancer)))
    [front] = blocks(design.values["frontends"])
    acls = blocks(front["acls"])
    assert [(acl["action"], acl["ranges"]) for acl in acls] == [
        ("allow", ("192.0.2.0/24",)), ("deny", ("0.0.0.0/0", "::/0")),
    ]  # fmt: skip


def test_an_internal_balancer_has_no_public_address(around: Around, make: Make) -> None:
    balancer = make("network.lb_l4", "lb", LoadBalancer(layer=4, internal=True))
    design = built(load_balancer(balancer, around(balancer)))
    assert design.values["public"] is False
    assert len(design.quantities) == 1


def test_a_classic_balancer_gets_a_pool_a_port_of_its_machines(around: Around, make: Make) -> None:
    machine = make("compute.vm", "web", VirtualMachine())
    spec = LoadBalancer(layer=4, listeners=(Listener(80, "tcp"), Listener(443, "tcp")),
                        targets=(machine.id,), health=HealthCheck("tcp"))  # fmt: skip
    balancer = make("network.lb_classic", "old", spec)
    design = built(load_balancer(balancer, around(machine, balancer)))
    pools = blocks(design.values["pools"])
    assert [pool["port"] for pool in pools] == [80, 443]
    assert [front["pool"] for front in blocks(design.values["frontends"])] == [1, 2]


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("example.org", ("example.org", "")),
        ("Shop.Example.ORG.", ("example.org", "shop")),
        ("a.b.example.co.uk", ("example.co.uk", "a.b")),
        ("localhost", ("", "")),
    ],
)
def test_a_zone_is_split_into_domain_and_what_stands_before_it(
    around: Around, name: str, wanted: tuple[str, str]
) -> None:
    assert split(name, around()) == wanted


def test_a_private_zone_is_not_made_public(around: Around, make: Make) -> None:
    inner = make("dns.zone", "corp.internal", DnsZone(domain="corp.internal", private=True))
    assert isinstance(zone(inner, around(inner)), Refusal)


@pytest.mark.parametrize(
    ("type_", "value", "data", "priority"),
    [
        ("MX", "10 mail.example.org", "mail.example.org.", 10),
        ("SRV", "0 5 5060 sip.example.org.", "5 5060 sip.example.org.", 0),
        ("TXT", '"v=spf1 " "-all"', "v=spf1 -all", None),
        ("CNAME", "www.example.net", "www.example.net.", None),
        ("A", "203.0.113.7", "203.0.113.7", None),
    ],
)
def test_a_record_is_written_as_the_service_wants_it(
    around: Around, make: Make, type_: str, value: str, data: str, priority: int | None
) -> None:
    root = make("dns.zone", "example.org", DnsZone(domain="example.org"))
    spec = DnsRecord(
        zone=root.id, name="www.example.org", type=type_, ttl_seconds=5, values=(value,)
    )
    one = make("dns.record", "www", spec, refers=(("in", root.id),))
    design = built(record(one, around(root, one)))
    assert design.values["records"] == {"1": {"data": data, "priority": priority}}
    assert design.values["name"] == "www"
    assert design.values["ttl"] == 60


def test_an_alias_of_a_balancer_becomes_its_new_address(around: Around, make: Make) -> None:
    root = make("dns.zone", "example.org", DnsZone(domain="example.org"))
    balancer = make("network.lb_l7", "lb", LoadBalancer())
    spec = DnsRecord(zone=root.id, name="example.org", type="A", alias=balancer.id)
    one = make("dns.record", "apex", spec)
    design = built(record(one, around(root, balancer, one)))
    address = Ref(balancer.id, "scaleway_lb_ip", "ip_address", "variable")
    assert design.values["records"] == {"a": {"data": address, "priority": None}}
    assert design.values["name"] == ""


def test_an_alias_of_what_has_no_equivalent_is_refused_by_name(around: Around, make: Make) -> None:
    root = make("dns.zone", "example.org", DnsZone(domain="example.org"))
    one = make("dns.record", "cdn", DnsRecord(zone=root.id, name="cdn.example.org", type="A",
                                              alias="d1.cloudfront.net"))  # fmt: skip
    refusal = record(one, around(root, one))
    assert isinstance(refusal, Refusal)
    assert "d1.cloudfront.net" in refusal.detail.fr


@pytest.mark.parametrize("type_", ["SOA", "NS"])
def test_what_the_zone_makes_by_itself_is_not_written(
    around: Around, make: Make, type_: str
) -> None:
    root = make("dns.zone", "example.org", DnsZone(domain="example.org"))
    one = make("dns.record", "apex", DnsRecord(zone=root.id, name="example.org", type=type_))
    assert built(record(one, around(root, one))).without_terraform
