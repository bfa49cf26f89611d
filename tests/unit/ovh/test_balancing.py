from collections.abc import Callable
from typing import Any

import pytest

from planner.model.choice import Design, Ref, Refusal, Variable
from planner.model.resource import Resource
from planner.model.spec import (
    DnsRecord,
    DnsZone,
    HealthCheck,
    Listener,
    ListenerRule,
    LoadBalancer,
    PublicIp,
    TargetGroup,
    VirtualMachine,
)
from providers.targets.ovh.pools import monitor

Make = Callable[..., Resource]
Designed = Callable[..., Any]
Around = Callable[..., Any]
Decided = Callable[..., Any]
Net = tuple[Resource, ...]
Values = dict[str, Any]

MACHINE = VirtualMachine(vcpus=2, memory_gib=8, subnets=("subnet-aaa",))


def losses(design: Design) -> set[str]:
    return {loss.id for loss in design.losses}


def balancer(make: Make, **values: object) -> Resource:
    given: Values = {
        "subnets": ("subnet-aaa",),
        "listeners": (Listener(80, "http", "the-pool"),),
        **values,
    }
    spec = LoadBalancer(**given)
    return make("network.lb_l7", "front", spec, needs=(("routes-to", "the-pool"),))


@pytest.fixture(scope="module")
def pool(make: Make) -> Resource:
    return make(
        "network.target_group",
        "the-pool",
        TargetGroup(
            port=8080, protocol="http", targets=("web-1", "10.0.1.99"), health=HealthCheck("http")
        ),
    )


def test_listeners_are_resources_of_their_own(
    designed: Designed, make: Make, net: Net, pool: Resource
) -> None:
    design = designed(balancer(make), pool, *net)
    assert design.values["listeners"] == {
        "http-80": {
            "protocol": "HTTP",
            "port": 80,
            "pool": Ref(pool.id, "openstack_lb_pool_v2"),
            "certificate": None,
            "forwarded": True,
        }
    }
    assert design.values["gateway"] == Ref(net[0].id, "ovh_cloud_gateway")
    assert design.values["public"] is True


def test_an_internal_balancer_has_neither_gateway_nor_address(
    designed: Designed, make: Make, net: Net, pool: Resource
) -> None:
    design = designed(balancer(make, internal=True), pool, *net)
    assert design.values["gateway"] is None
    assert design.values["public"] is False
    assert len(design.quantities) == 1


def test_a_balancer_takes_the_address_it_had(
    designed: Designed, make: Make, net: Net, pool: Resource
) -> None:
    address = make("network.public_ip", "the-address", PublicIp())
    values = designed(balancer(make, public_ips=("the-address",)), address, pool, *net).values
    assert values["address"] == Ref(address.id, "openstack_networking_floatingip_v2")
    assert values["public"] is False


def test_a_redirection_names_each_host_that_leads_here(
    designed: Designed, make: Make, net: Net, pool: Resource
) -> None:
    zone = make("dns.zone", "example.org", DnsZone(domain="example.org"))
    record = make(
        "dns.record",
        "www",
        DnsRecord(zone="example.org", name="www.example.org", type="A", alias="front"),
        needs=(("routes-to", "front"),),
    )
    front = balancer(make, listeners=(Listener(80, "http", redirect_to="https"),))
    values = designed(front, pool, zone, record, *net).values
    (policy,) = values["policies"].values()
    assert policy["action"] == "REDIRECT_PREFIX"
    assert policy["prefix"] == "https://www.example.org"
    alone = designed(front, pool, *net).values
    (policy,) = alone["policies"].values()
    assert isinstance(policy["prefix"], Variable)


def test_each_alternative_of_a_rule_is_a_policy(
    designed: Designed, make: Make, net: Net, pool: Resource
) -> None:
    rule = ListenerRule(1, ("a.example.org", "*.b.example.org"), ("/api/*", "/v?/x"), "the-pool")
    front = balancer(make, listeners=(Listener(80, "http", "the-pool", rules=(rule,)),))
    values = designed(front, pool, *net).values
    assert len(values["policies"]) == 4
    compared = {(rule["type"], rule["compare"], rule["value"]) for rule in values["rules"].values()}
    assert compared == {
        ("HOST_NAME", "EQUAL_TO", "a.example.org"),
        ("HOST_NAME", "ENDS_WITH", ".b.example.org"),
        ("PATH", "STARTS_WITH", "/api/"),
        ("PATH", "REGEX", "^/v./x$"),
    }


@pytest.mark.parametrize(
    ("values", "loss"),
    [
        ({"listeners": (Listener(443, "https", "the-pool", "c"),)}, "new-certificate"),
        ({"listeners": (Listener(443, "tls", "the-pool"),)}, "tls-passed-through"),
        ({"security_groups": ("g",)}, "no-balancer-group"),
        ({"access_logs": "b"}, "access-logs"),
        ({"web_firewall": True}, "web-firewall"),
        ({"subnets": ("subnet-aaa", "subnet-bbb")}, "fewer-zones"),
        ({"listeners": (Listener(0, "http"),)}, "unread-listener"),
        (
            {"listeners": (Listener(80, "http", rules=(ListenerRule(action="fixed-response"),)),)},
            "lost-rules",
        ),
    ],
)
def test_what_a_balancer_loses_is_said(
    designed: Designed, make: Make, net: Net, pool: Resource, values: Values, loss: str
) -> None:
    assert loss in losses(designed(balancer(make, **values), pool, *net))


def test_a_classic_balancer_holds_its_own_pool(designed: Designed, make: Make, net: Net) -> None:
    machine = make("compute.vm", "web-1", MACHINE)
    front = make(
        "network.lb_classic",
        "classic",
        LoadBalancer(
            subnets=("subnet-aaa",),
            listeners=(Listener(80, "http"),),
            targets=("web-1",),
            health=HealthCheck("http", path="/ok"),
        ),
    )
    values = designed(front, machine, *net).values
    assert values["listeners"]["http-80"]["pool"] == Ref(
        front.id, "openstack_lb_pool_v2", index="default"
    )
    assert list(values["members"]) == ["default web-1"]
    assert values["monitors"]["default"]["path"] == "/ok"


def test_members_are_machines_and_addresses(
    designed: Designed, make: Make, net: Net, pool: Resource
) -> None:
    machine = make("compute.vm", "web-1", MACHINE)
    values = designed(pool, balancer(make), machine, *net).values
    assert values["members"] == {
        "10.0.1.99": {"address": "10.0.1.99", "port": 8080},
        "web-1": {
            "address": Ref(machine.id, "openstack_compute_instance_v2", "access_ip_v4"),
            "port": 8080,
        },
    }


def test_a_pool_that_no_balancer_uses_is_refused(
    around: Around, decided: Decided, pool: Resource
) -> None:
    assert isinstance(decided(around(pool), pool), Refusal)


@pytest.mark.parametrize(
    "health",
    [
        HealthCheck(),
        HealthCheck("http", interval_seconds=5, timeout_seconds=60, healthy=99, unhealthy=0),
        HealthCheck("https", path="no-slash", codes="200-399"),
        HealthCheck("http", codes="nonsense"),
    ],
)
def test_a_monitor_is_one_that_octavia_accepts(health: HealthCheck) -> None:
    found: Values = dict(monitor(health))
    assert found["timeout"] < found["delay"]
    assert 1 <= found["retries"] <= 10
    assert 1 <= found["failures"] <= 10
    assert found["path"] is None or found["path"].startswith("/")


@pytest.mark.parametrize(
    ("type_", "value", "target"),
    [
        ("CNAME", "www.example.org", "www.example.org."),
        ("CNAME", "www.example.org.", "www.example.org."),
        ("MX", "10 mx.example.org", "10 mx.example.org."),
        ("TXT", "v=spf1 -all", '"v=spf1 -all"'),
        ("TXT", '"kept"', '"kept"'),
        ("AAAA", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_a_record_is_spelt_as_the_zone_wants_it(
    designed: Designed, make: Make, type_: str, value: str, target: str
) -> None:
    zone = make("dns.zone", "example.org", DnsZone(domain="example.org"))
    spec = DnsRecord(
        zone="example.org", name="a.example.org", type=type_, values=(value,), ttl_seconds=30
    )
    values = designed(make("dns.record", "r", spec), zone).values
    assert list(values["targets"].values()) == [target]
    assert values["ttl"] == 60
    assert values["subdomain"] == "a"


def test_the_apex_is_the_empty_subdomain_and_no_ttl_is_the_zones(
    designed: Designed, make: Make
) -> None:
    zone = make("dns.zone", "example.org", DnsZone(domain="example.org."))
    spec = DnsRecord(zone="example.org", name="example.org", type="MX", values=("10 mx.test.",))
    values = designed(make("dns.record", "r", spec), zone).values
    assert (values["subdomain"], values["ttl"]) == ("", 0)


def test_an_alias_becomes_the_address_of_its_balancer(
    designed: Designed, make: Make, net: Net, pool: Resource
) -> None:
    zone = make("dns.zone", "example.org", DnsZone(domain="example.org"))
    front = balancer(make)
    spec = DnsRecord(
        zone="example.org", name="www.example.org", type="A", alias="front", policy="weighted"
    )
    design = designed(make("dns.record", "r", spec), zone, front, pool, *net)
    assert design.values["targets"] == {
        "alias": Ref(front.id, "ovh_cloud_project_loadbalancer", "floating_ip.ip")
    }
    assert losses(design) == {"alias", "routing-policy"}


def test_a_private_zone_and_its_records_are_refused(
    around: Around, decided: Decided, make: Make
) -> None:
    zone = make("dns.zone", "inner.example.org", DnsZone(domain="inner.example.org", private=True))
    record = make(
        "dns.record",
        "db",
        DnsRecord(
            zone="inner.example.org", name="db.inner.example.org", type="A", values=("10.0.0.1",)
        ),
    )
    surroundings = around(zone, record)
    assert isinstance(decided(surroundings, zone), Refusal)
    assert isinstance(decided(surroundings, record), Refusal)


def test_a_zone_is_ordered_only_where_a_variable_says_so(designed: Designed, make: Make) -> None:
    values = designed(make("dns.zone", "z", DnsZone(domain="example.org"))).values
    assert values["ordered"].default is False


def test_listeners_that_share_a_port_become_one_with_all_rules(
    designed: Designed, make: Make, net: Net, pool: Resource
) -> None:
    rules = [ListenerRule(number, (f"{number}.example.org",), (), "the-pool") for number in (1, 2)]
    listeners = tuple(Listener(443, "https", rules=(rule,), certificate="c") for rule in rules)
    design = designed(balancer(make, listeners=listeners), pool, *net)
    assert list(design.values["listeners"]) == ["https-443"]
    assert len(design.values["policies"]) == 2
    assert "shared-port" in losses(design)
