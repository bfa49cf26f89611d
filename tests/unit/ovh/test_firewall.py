from collections.abc import Callable
from typing import Any

import pytest

from planner.model.choice import Blocks, Design, Ref
from planner.model.resource import Resource
from planner.model.spec import FirewallRule, LoadBalancer, SecurityGroup
from providers.targets.ovh.firewall import PEERED, PLAIN, group_type

Make = Callable[..., Resource]
Designed = Callable[..., Any]
Around = Callable[..., Any]
Decided = Callable[..., Any]
Net = tuple[Resource, ...]
Values = dict[str, Any]

ALL_OUT = FirewallRule("out", "all", ranges=("0.0.0.0/0",))
HTTPS = FirewallRule("in", "tcp", 443, 443, ranges=("0.0.0.0/0",))


def losses(design: Design) -> set[str]:
    return {loss.id for loss in design.losses}


def test_a_group_of_addresses_is_written_in_upper_case(designed: Designed, make: Make) -> None:
    group = make("network.security_group", "web-group", SecurityGroup(rules=(HTTPS, ALL_OUT)))
    design = designed(group)
    assert group_type(group) == PLAIN
    assert design.values["rules"] == (
        {
            "direction": "INGRESS",
            "ethernet_type": "IPV4",
            "protocol": "TCP",
            "port_range_min": 443,
            "port_range_max": 443,
            "remote_ip_prefix": "0.0.0.0/0",
            "description": None,
        },
        {
            "direction": "EGRESS",
            "ethernet_type": "IPV4",
            "protocol": None,
            "port_range_min": None,
            "port_range_max": None,
            "remote_ip_prefix": "0.0.0.0/0",
            "description": None,
        },
    )


def test_groups_that_name_each_other_are_written_one_resource_a_rule(
    designed: Designed, make: Make
) -> None:
    one = make(
        "network.security_group",
        "group-one",
        SecurityGroup(
            rules=(FirewallRule("in", "tcp", 80, 80, groups=("group-two", "group-one")),)
        ),
    )
    two = make(
        "network.security_group",
        "group-two",
        SecurityGroup(rules=(FirewallRule("in", "tcp", 81, 81, groups=("group-one",)),)),
    )
    design = designed(one, two)
    assert {group_type(one), group_type(two)} == {PEERED}
    assert isinstance(design.values["own"], Blocks)
    assert design.values["rules"] == {
        "in-tcp-80 group-one": {
            "direction": "ingress",
            "ethertype": "IPv4",
            "protocol": "tcp",
            "first_port": 80,
            "last_port": 80,
            "range": None,
            "group": Ref(one.id, PEERED),
            "description": None,
        },
        "in-tcp-80 group-two": {
            "direction": "ingress",
            "ethertype": "IPv4",
            "protocol": "tcp",
            "first_port": 80,
            "last_port": 80,
            "range": None,
            "group": Ref(two.id, PEERED),
            "description": None,
        },
    }


def test_a_group_that_restricts_what_goes_out_drops_the_default_rules(make: Make) -> None:
    narrow = FirewallRule("out", "tcp", 443, 443, ranges=("0.0.0.0/0",))
    assert group_type(make("network.security_group", "n", SecurityGroup(rules=(narrow,)))) == PEERED


def test_the_group_of_a_balancer_is_admitted_by_the_range_of_its_subnet(
    designed: Designed, make: Make, net: Net
) -> None:
    front = make("network.security_group", "front-group", SecurityGroup(rules=(HTTPS, ALL_OUT)))
    balancer = make(
        "network.lb_l7",
        "front-balancer",
        LoadBalancer(subnets=("subnet-aaa",), security_groups=("front-group",)),
        needs=(("guarded-by", "front-group"), ("in", "subnet-aaa")),
    )
    web = make(
        "network.security_group",
        "web-group",
        SecurityGroup(rules=(FirewallRule("in", "tcp", 80, 80, groups=("front-group",)),)),
    )
    rules = designed(web, front, balancer, *net).values["rules"]
    assert isinstance(rules, dict)
    assert "in-tcp-80 10.0.1.0/24" in rules


def test_a_rule_that_stands_twice_is_written_once(designed: Designed, make: Make) -> None:
    group = make("network.security_group", "g", SecurityGroup(rules=(HTTPS, HTTPS, ALL_OUT)))
    assert len(designed(group).values["rules"]) == 2


@pytest.mark.parametrize(
    ("rule", "loss"),
    [
        (FirewallRule("in", "tcp", 22, 22, ranges=("10.0.0.0/8",), allow=False), "deny-rules"),
        (FirewallRule("in", "tcp", 22, 22, groups=("unheard-of-group",)), "unknown-peer"),
        (FirewallRule("in", "tcp", 22, 22, ranges=("VirtualNetwork",)), "unknown-peer"),
        (FirewallRule("in", "icmp", 8, 0, ranges=("0.0.0.0/0",)), "icmp-type"),
    ],
)
def test_a_rule_that_cannot_be_said_is_a_loss(
    designed: Designed, make: Make, rule: FirewallRule, loss: str
) -> None:
    group = make("network.security_group", "g", SecurityGroup(rules=(rule, ALL_OUT)))
    assert loss in losses(designed(group))


def test_a_closing_rule_that_denies_all_is_no_loss(designed: Designed, make: Make) -> None:
    closing = FirewallRule("in", "all", ranges=("0.0.0.0/0",), allow=False, priority=4096)
    group = make("network.security_group", "g", SecurityGroup(rules=(HTTPS, closing, ALL_OUT)))
    assert losses(designed(group)) == set()


def test_every_port_names_none(designed: Designed, make: Make) -> None:
    rule = FirewallRule("in", "tcp", 0, 65535, ranges=("10.0.0.0/8",))
    group = make("network.security_group", "g", SecurityGroup(rules=(rule, ALL_OUT)))
    first = designed(group).values["rules"][0]
    assert (first["port_range_min"], first["port_range_max"]) == (None, None)
