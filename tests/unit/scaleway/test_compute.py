"""Machines, volumes, firewalls: what the provider refuses, or accepts and the cloud does not."""

import ipaddress
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Blocks, Design, Ref, Refusal, Variable
from planner.model.money import Quantity, UnknownQuantity
from planner.model.resource import Resource
from planner.model.spec import (
    Disk,
    FirewallRule,
    Image,
    Network,
    PublicIp,
    ScalingGroup,
    ScalingRule,
    SecurityGroup,
    Subnet,
    TargetGroup,
    VirtualMachine,
    Volume,
)
from providers.targets.scaleway.bought import gigabytes
from providers.targets.scaleway.firewall import security_group
from providers.targets.scaleway.group import autoscaling_group
from providers.targets.scaleway.machine import virtual_machine
from providers.targets.scaleway.storage import volume

Around = Callable[..., Neighbourhood]
Make = Callable[..., Resource]

VPC = Network(ranges=("10.0.0.0/16",))


def said(design: Design | Refusal) -> set[str]:
    assert isinstance(design, Design)
    return {loss.id for loss in design.losses}


def test_a_machine_gets_the_cheapest_type_in_capitals_that_is_never_smaller(
    around: Around, make: Make
) -> None:
    web = make("compute.vm", "web-1", VirtualMachine(vcpus=2, memory_gib=8, os="ubuntu-24.04"))
    design = virtual_machine(web, around(web))
    assert isinstance(design, Design)
    assert design.size == "DEV1-L"
    assert design.size.isupper()
    assert design.values["image"] == "ubuntu_noble"
    [machine, disk] = design.quantities
    assert isinstance(machine, Quantity)
    assert (machine.service, machine.sku, machine.region) == ("vm", "DEV1-L", "fr-par-1")
    assert isinstance(disk, Quantity)
    assert disk.sku == "sbs_5k"


def test_a_windows_machine_takes_a_type_with_its_licence_and_asks_for_a_bare_key_id(
    around: Around, make: Make
) -> None:
    erp = make(
        "compute.vm_windows", "erp", VirtualMachine(vcpus=4, memory_gib=16, os="windows-2022")
    )
    design = virtual_machine(erp, around(erp))
    assert isinstance(design, Design)
    assert design.size == "POP2-4C-16G-WIN"
    key = design.values["ssh_key"]
    assert isinstance(key, Variable)
    assert isinstance(key.sample, str)
    assert "/" not in key.sample


def test_a_machine_of_unknown_size_asks_for_its_type_and_has_no_price(
    around: Around, make: Make
) -> None:
    odd = make("compute.vm", "odd", VirtualMachine(size="nobody.knows"))
    design = virtual_machine(odd, around(odd))
    assert isinstance(design, Design)
    assert isinstance(design.values["type"], Variable)
    assert isinstance(design.quantities[0], UnknownQuantity)
    assert "size-unknown" in said(design)


def test_a_machine_larger_than_any_type_is_refused_with_what_was_asked(
    around: Around, make: Make
) -> None:
    giant = make("compute.vm", "giant", VirtualMachine(vcpus=448, memory_gib=12288))
    design = virtual_machine(giant, around(giant))
    assert isinstance(design, Refusal)
    assert "448" in design.detail.en
    assert "12288" in design.detail.fr


def test_an_arm_machine_lands_on_an_arm_type(around: Around, make: Make) -> None:
    arm = make("compute.vm", "arm", VirtualMachine(vcpus=2, memory_gib=4, architecture="arm64"))
    design = virtual_machine(arm, around(arm))
    assert isinstance(design, Design)
    assert design.size == "BASIC2-A2C-4G"


def test_a_machine_names_every_property_that_it_loses(around: Around, make: Make) -> None:
    spec = VirtualMachine(
        vcpus=1, memory_gib=1, spot=True, role="r", user_data=True, confidential=True,
        licence="byol", software="sql-server-standard", key_pair="k", local_disk_gib=75,
        boot_disk=Disk(size_gib=8, key="kms", iops=64000), os="sles-15", image="ami-1",
    )  # fmt: skip
    machine = make("compute.spot", "batch", spec)
    assert said(virtual_machine(machine, around(machine))) >= {
        "spot", "instance-role", "user-data", "confidential", "own-licence", "licensed-software",
        "key-pair", "local-disk", "volume-key", "volume-iops", "image-unknown",
        "no-private-network", "no-firewall",
    }  # fmt: skip


def test_a_private_address_is_kept_only_within_its_subnet(around: Around, make: Make) -> None:
    vpc = make("network.vpc", "main", VPC)
    subnet = make("network.subnet", "a", Subnet(network=vpc.id, ranges=("10.0.1.0/24",)))
    inside = make(
        "compute.vm", "in", VirtualMachine(vcpus=1, subnets=(subnet.id,), private_ips=("10.0.1.7",))
    )
    outside = make(
        "compute.vm",
        "out",
        VirtualMachine(vcpus=1, subnets=(subnet.id,), private_ips=("10.9.9.9",)),
    )
    near = around(vpc, subnet, inside, outside)
    kept, moved = virtual_machine(inside, near), virtual_machine(outside, near)
    assert isinstance(kept, Design)
    assert isinstance(moved, Design)
    assert kept.values["address"] == "10.0.1.7"
    assert moved.values["address"] is None
    assert "private-address" in said(moved)


def test_a_subnet_that_was_not_read_becomes_a_variable(around: Around, make: Make) -> None:
    vm = make("compute.vm", "vm", VirtualMachine(vcpus=1, subnets=("subnet-0gone",)))
    design = virtual_machine(vm, around(vm))
    assert isinstance(design, Design)
    asked = design.values["network"]
    assert isinstance(asked, Variable)
    assert asked.name == "private_network_subnet_0gone"
    assert asked.default is None


def test_an_instance_lists_nine_extra_volumes_at_most(around: Around, make: Make) -> None:
    vm = make("compute.vm", "vm", VirtualMachine(vcpus=1))
    volumes = [
        make("storage.block_volume", f"v{n:02}", Volume(size_gib=10, machine=vm.id),
             refers=(("attached-to", vm.id),))
        for n in range(12)
    ]  # fmt: skip
    design = virtual_machine(vm, around(vm, *volumes))
    assert isinstance(design, Design)
    attached = design.values["volumes"]
    assert isinstance(attached, tuple)
    assert len(attached) == 9
    assert "too-many-volumes" in said(design)


def test_a_volume_follows_its_machine_and_has_one_of_two_classes(
    around: Around, make: Make
) -> None:
    vm = make("compute.vm", "vm", VirtualMachine(vcpus=1), zone="eu-west-3b")
    disk = make(
        "storage.block_volume", "d", Volume(size_gib=100, iops=6000, machine=vm.id, key="kms"),
        refers=(("attached-to", vm.id),),
    )  # fmt: skip
    design = volume(disk, around(vm, disk))
    assert isinstance(design, Design)
    assert design.values["zone"] == "fr-par-2"
    assert design.values["iops"] == 15000
    assert design.values["size_gb"] == 108
    assert "volume-key" in said(design)


@given(st.floats(min_value=0.1, max_value=65536))
def test_decimal_gigabytes_are_never_smaller_than_what_was_asked(size: float) -> None:
    found = gigabytes(size, step=5)
    assert found * 10**9 >= size * 2**30 * (1 - 1e-12)
    assert found % 5 == 0


def test_a_public_address_of_its_own_is_used_instead_of_a_new_one(
    around: Around, make: Make
) -> None:
    vm = make("compute.vm", "vm", VirtualMachine(vcpus=1, public_ip=True))
    address = make("network.public_ip", "eip", PublicIp(attached_to=vm.id),
                   refers=(("attached-to", vm.id),))  # fmt: skip
    with_own = virtual_machine(vm, around(vm))
    with_other = virtual_machine(vm, around(vm, address))
    assert isinstance(with_own, Design)
    assert isinstance(with_other, Design)
    assert with_own.values["own_address"] is True
    assert with_other.values["own_address"] is False
    assert with_other.values["addresses"] == (Ref(address.id, "scaleway_instance_ip", "id"),)


def _rules(design: Design | Refusal, side: str = "inbound") -> list[dict[str, object]]:
    assert isinstance(design, Design)
    blocks = design.values[side]
    assert isinstance(blocks, Blocks)
    return [dict(item) for item in blocks.items]


def test_a_rule_is_upper_case_has_one_port_form_and_no_host_bits(
    around: Around, make: Make
) -> None:
    group = make(
        "network.security_group",
        "web",
        SecurityGroup(
            rules=(
                FirewallRule("in", "tcp", 443, 443, ("0.0.0.0/0", "::/0")),
                FirewallRule("in", "udp", 8000, 8010, ("10.0.0.5/24",)),
                FirewallRule("in", "all", None, None, ("192.168.1.7",)),
                FirewallRule("in", "esp", None, None, ("0.0.0.0/0",)),
                FirewallRule("in", "tcp", 0, 65535, ("not a range",)),
                FirewallRule("out", "all", None, None, ("0.0.0.0/0",)),
            )
        ),
    )
    design = security_group(group, around(group))
    rules = _rules(design)
    assert [rule["protocol"] for rule in rules] == ["TCP", "TCP", "UDP", "ANY"]
    assert all(rule["port"] is None or rule["port_range"] is None for rule in rules)
    for rule in rules:
        ipaddress.ip_network(str(rule["ip_range"]), strict=True)
    assert rules[2]["port_range"] == "8000-8010"
    assert said(design) == {"protocol-not-filtered", "range-not-understood"}
    assert isinstance(design, Design)
    assert design.values["outbound_default"] == "accept"


@pytest.mark.parametrize(
    ("rules", "wanted"),
    [
        ((), "accept"),
        ((FirewallRule("out", "tcp", 443, 443, ("0.0.0.0/0",)),), "drop"),
        ((FirewallRule("out", "tcp", 25, 25, ("0.0.0.0/0",), allow=False),), "accept"),
    ],
)
def test_outgoing_traffic_is_closed_where_the_source_lists_what_may_leave(
    around: Around, make: Make, rules: tuple[FirewallRule, ...], wanted: str
) -> None:
    group = make("network.security_group", "g", SecurityGroup(rules=rules))
    design = security_group(group, around(group))
    assert isinstance(design, Design)
    assert design.values["outbound_default"] == wanted


def test_a_group_as_peer_becomes_the_ranges_of_its_members_and_is_said(
    around: Around, make: Make
) -> None:
    vpc = make("network.vpc", "main", VPC)
    subnet = make("network.subnet", "a", Subnet(network=vpc.id, ranges=("10.0.1.0/24",)))
    front = make("network.security_group", "front", SecurityGroup(network=vpc.id))
    member = make(
        "compute.vm", "m", VirtualMachine(subnets=(subnet.id,), security_groups=(front.id,)),
        refers=(("guarded-by", front.id),),
    )  # fmt: skip
    back = make(
        "network.security_group", "back",
        SecurityGroup(rules=(
            FirewallRule("in", "tcp", 5432, 5432, groups=(front.id,)),
            FirewallRule("in", "tcp", 22, 22, groups=("sg-gone",)),
        )),
    )  # fmt: skip
    design = security_group(back, around(vpc, subnet, front, member, back))
    assert [rule["ip_range"] for rule in _rules(design)] == ["10.0.1.0/24"]
    assert {"group-as-peer", "group-unresolved"} <= said(design)


def test_a_group_is_made_in_every_zone_where_it_guards_a_machine(
    around: Around, make: Make
) -> None:
    group = make("network.security_group", "g", SecurityGroup())
    machines = [
        make("compute.vm", f"m-{zone}", VirtualMachine(vcpus=1, security_groups=(group.id,)),
             zone=f"eu-west-3{zone}", refers=(("guarded-by", group.id),))
        for zone in "ca"
    ]  # fmt: skip
    near = around(group, *machines)
    design = security_group(group, near)
    assert isinstance(design, Design)
    assert design.values["zones"] == ("fr-par-1", "fr-par-3")
    server = virtual_machine(machines[0], near)
    assert isinstance(server, Design)
    reference = server.values["security_group"]
    assert isinstance(reference, Ref)
    assert reference.index == "fr-par-3"


def test_several_groups_of_a_machine_are_merged_into_one(around: Around, make: Make) -> None:
    first = make("network.security_group", "a", SecurityGroup(
        rules=(FirewallRule("in", "tcp", 80, 80, ("0.0.0.0/0",)),)))  # fmt: skip
    second = make("network.security_group", "b", SecurityGroup(
        rules=(FirewallRule("in", "tcp", 22, 22, ("10.0.0.0/8",)),)))  # fmt: skip
    vm = make("compute.vm", "vm", VirtualMachine(vcpus=1, security_groups=(first.id, second.id)))
    design = virtual_machine(vm, around(first, second, vm))
    assert isinstance(design, Design)
    rules = design.values["rules"]
    assert isinstance(rules, Blocks)
    inbound = rules.items[0]["inbound"]
    assert isinstance(inbound, Blocks)
    assert [item["port"] for item in inbound.items] == [80, 22]
    assert "several-groups" in said(design)


def test_a_group_that_feeds_no_balancer_becomes_a_fixed_number_of_servers(
    around: Around, make: Make
) -> None:
    unit = VirtualMachine(vcpus=2, memory_gib=4)
    workers = ScalingGroup(minimum=2, maximum=6, desired=3, machine=unit)
    group = make("compute.autoscaling_group", "workers", workers)
    design = autoscaling_group(group, around(group))
    assert isinstance(design, Design)
    assert design.values["scaling"] is False
    assert design.values["count"] == 3
    assert design.fit == "partial"
    assert "group-fixed" in said(design)
    machine = design.quantities[0]
    assert isinstance(machine, Quantity)
    assert machine.amount.low < machine.amount.likely < machine.amount.high


def test_a_scaling_group_behind_a_balancer_has_all_three_ids_and_known_operators(
    around: Around, make: Make
) -> None:
    subnet = make("network.subnet", "a", Subnet(ranges=("10.0.1.0/24",)))
    image = make("compute.image", "golden", Image(os="ubuntu-24.04"))
    pool = make("network.target_group", "web", TargetGroup(port=80, protocol="http"))
    balancer = make("network.lb_l7", "lb", None, refers=(("routes-to", pool.id),))
    group = make("compute.autoscaling_group", "web", ScalingGroup(
        minimum=1, maximum=4, subnets=(subnet.id,), target_groups=(pool.id,),
        machine=VirtualMachine(vcpus=2, memory_gib=4, image=image.id),
        rules=(ScalingRule("target", "ASGAverageCPUUtilization", 61.7), ScalingRule("schedule")),
    ))  # fmt: skip
    design = autoscaling_group(group, around(subnet, image, pool, balancer, group))
    assert isinstance(design, Design)
    assert design.values["scaling"] is True
    assert design.values["balancer"] == Ref(balancer.id, "scaleway_lb", "id", "variable")
    assert design.values["network"] is not None
    assert design.values["snapshot"] == Ref(image.id, "scaleway_block_snapshot", "id", "variable")
    policies = design.values["policies"]
    assert isinstance(policies, Blocks)
    assert {item["operator"] for item in policies.items} == {
        "operator_greater_than", "operator_less_than",
    }  # fmt: skip
    assert all(isinstance(item["threshold"], int) for item in policies.items)
    assert "scaling-rule" in said(design)
