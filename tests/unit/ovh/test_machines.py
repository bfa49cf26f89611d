from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from planner.model.choice import Blocks, Design, Ref, Refusal
from planner.model.resource import Resource
from planner.model.spec import (
    Disk,
    Image,
    KeyPair,
    PublicIp,
    ScalingGroup,
    ScalingRule,
    SecurityGroup,
    TargetGroup,
    VirtualMachine,
    Volume,
)

Make = Callable[..., Resource]
Designed = Callable[..., Any]
Around = Callable[..., Any]
Decided = Callable[..., Any]
Net = tuple[Resource, ...]
Values = dict[str, Any]

BASE = VirtualMachine(vcpus=2, memory_gib=8, subnets=("subnet-aaa",), os="debian-12")


def losses(design: Design) -> set[str]:
    return {loss.id for loss in design.losses}


def changed(**values: object) -> VirtualMachine:
    return replace(BASE, **values)


def test_a_machine_gets_the_cheapest_flavour_that_holds_it(
    designed: Designed, make: Make, net: Net
) -> None:
    design = designed(make("compute.vm", "web-1", BASE), *net)
    assert design.size == "b3-8"
    assert design.values["flavor"] == "b3-8"
    assert losses(design) == set()


def test_the_port_carries_group_and_address_and_the_gateway_is_named(
    designed: Designed, make: Make, net: Net
) -> None:
    group = make("network.security_group", "web-group", SecurityGroup())
    machine = make(
        "compute.vm",
        "web-1",
        changed(security_groups=("web-group",), private_ips=("10.0.1.20",)),
        needs=(("guarded-by", "web-group"),),
    )
    values = designed(machine, group, *net).values
    assert values["groups"] == (Ref(group.id, "ovh_cloud_security_group"),)
    assert values["address"] == "10.0.1.20"
    assert values["gateway"] == Ref(net[0].id, "ovh_cloud_gateway")


@pytest.mark.parametrize("address", ["10.0.1.1", "10.0.1.0", "10.9.9.9", "nonsense"])
def test_an_address_that_the_subnet_cannot_give_is_left_to_it(
    designed: Designed, make: Make, net: Net, address: str
) -> None:
    machine = make("compute.vm", "web-1", changed(private_ips=(address,)))
    assert designed(machine, *net).values["address"] is None


@pytest.mark.parametrize(
    ("values", "loss"),
    [
        ({"role": "some-role"}, "no-instance-role"),
        ({"user_data": True}, "user-data"),
        ({"architecture": "arm64"}, "no-arm"),
        ({"spot": True}, "no-spot"),
        ({"confidential": True}, "no-confidential"),
        ({"state": "stopped"}, "stopped"),
        ({"licence": "byol"}, "own-licence"),
        ({"software": "sql-server-standard"}, "licensed-software"),
        ({"key_pair": "unheard-of"}, "no-key-pair"),
        ({"security_groups": ("unheard-of",)}, "unknown-group"),
        ({"os": "rhel-9"}, "other-system"),
        ({"os": ""}, "unknown-system"),
        ({"boot_disk": Disk(size_gib=20, encrypted=True, key="k")}, "customer-key"),
        ({"boot_disk": Disk(size_gib=20, tier="io2", iops=9000)}, "iops"),
        ({"gpus": 1, "vcpus": 4, "memory_gib": 16}, "gpu-quota"),
    ],
)
def test_what_a_machine_loses_is_said(
    designed: Designed, make: Make, net: Net, values: Values, loss: str
) -> None:
    assert loss in losses(designed(make("compute.vm", "web-1", changed(**values)), *net))


def test_an_encrypted_or_large_boot_disk_is_a_volume(
    designed: Designed, make: Make, net: Net
) -> None:
    encrypted = changed(boot_disk=Disk(size_gib=30, tier="gp3", encrypted=True))
    design = designed(make("compute.vm", "web-1", encrypted), *net)
    assert design.values["boot_type"] == "high-speed-gen2-luks"
    assert len(design.quantities) == 2
    large = changed(boot_disk=Disk(size_gib=500, tier="gp3"))
    assert designed(make("compute.vm", "w", large), *net).values["boot_type"] == "high-speed-gen2"
    small = changed(boot_disk=Disk(size_gib=20, tier="gp3"))
    assert designed(make("compute.vm", "w", small), *net).values["boot_size"] is None


def test_a_machine_that_nothing_holds_is_refused_with_its_need(
    around: Around, decided: Decided, make: Make
) -> None:
    machine = make("compute.vm", "giant", VirtualMachine(vcpus=4000, memory_gib=1))
    refusal = decided(around(machine), machine)
    assert isinstance(refusal, Refusal)
    assert "4000" in refusal.detail.en


def test_a_machine_without_a_subnet_asks_for_one_by_variable(
    designed: Designed, make: Make
) -> None:
    values = designed(make("compute.vm", "lone", changed(subnets=()))).values
    assert values["subnet"].name == "private_subnet_id"


def test_the_start_script_is_a_file_to_complete(designed: Designed, make: Make, net: Net) -> None:
    design = designed(make("compute.vm", "web_1", changed(user_data=True)), *net)
    ((name, text),) = design.files
    assert name == design.values["cloud_init"]
    assert text.startswith("#cloud-config\n")


def test_windows_takes_a_flavour_that_holds_the_licence(
    designed: Designed, make: Make, net: Net
) -> None:
    machine = make("compute.vm_windows", "erp", changed(os="windows-2022", memory_gib=7.0))
    design = designed(machine, *net)
    assert design.size == "win-b2-7"
    assert (design.quantities[0].sku, design.quantities[0].variant) == ("b2-7", "windows")


def test_a_public_machine_buys_an_address_unless_one_is_attached(
    designed: Designed, make: Make, net: Net
) -> None:
    machine = make("compute.vm", "web-1", changed(public_ip=True))
    assert designed(machine, *net).values["public"] is True
    address = make(
        "network.public_ip",
        "the-address",
        PublicIp(attached_to="web-1"),
        needs=(("attached-to", "web-1"),),
    )
    assert designed(machine, address, *net).values["public"] is False


def test_a_group_is_a_fixed_number_of_machines_behind_its_pools(
    designed: Designed, make: Make, net: Net
) -> None:
    pool = make("network.target_group", "the-pool", TargetGroup(port=8080, protocol="http"))
    group = make(
        "compute.autoscaling_group",
        "web-group",
        ScalingGroup(
            minimum=2,
            maximum=6,
            desired=3,
            machine=BASE,
            subnets=("subnet-aaa", "subnet-bbb"),
            target_groups=("the-pool",),
            rules=(ScalingRule("target"),),
            health_check="ELB",
        ),
    )
    design = designed(group, pool, *net)
    assert design.values["count"].default == 3
    assert design.quantities[0].amount.likely == 3 * 730
    assert design.values["pools"] == Blocks(
        ({"id": Ref(pool.id, "openstack_lb_pool_v2"), "port": 8080},)
    )
    assert losses(design) >= {"fixed-count", "no-scaling-rules", "one-subnet", "no-repair"}


def test_a_volume_is_spelt_as_the_v2_api_wants_it(designed: Designed, make: Make, net: Net) -> None:
    machine = make("compute.vm", "web-1", BASE)
    volume = make(
        "storage.block_volume",
        "data",
        Volume(size_gib=100, tier="gp3", encrypted=True, machine="web-1"),
    )
    values = designed(volume, machine, *net).values
    assert (values["type"], values["encrypted"]) == ("HIGH_SPEED_GEN2", True)
    assert values["machine"] == Ref(machine.id, "openstack_compute_instance_v2")
    cold = make("storage.block_volume", "cold", Volume(size_gib=500, tier="st1"))
    assert designed(cold).values["type"] == "CLASSIC"


@pytest.mark.parametrize(
    ("spec", "loss"),
    [
        (Volume(size_gib=10, tier="gp3", iops=3000), "iops"),
        (Volume(size_gib=10, throughput_mib=500), "throughput"),
        (Volume(size_gib=10, key="k"), "customer-key"),
        (Volume(), "unknown-size"),
    ],
)
def test_what_a_volume_loses_is_said(
    designed: Designed, make: Make, spec: Volume, loss: str
) -> None:
    assert loss in losses(designed(make("storage.block_volume", "v", spec)))


def test_a_volume_that_is_too_large_is_refused(
    around: Around, decided: Decided, make: Make
) -> None:
    volume = make("storage.block_volume", "v", Volume(size_gib=16000))
    assert isinstance(decided(around(volume), volume), Refusal)


def test_a_public_key_that_was_not_read_is_asked_for(designed: Designed, make: Make) -> None:
    assert designed(make("compute.keypair", "k", KeyPair(public_key="ssh-ed25519 A"))).losses == ()
    design = designed(make("compute.keypair", "k", KeyPair()))
    assert design.values["public_key"].name == "k_public_key"
    assert losses(design) == {"unread-public-key"}


def test_an_arm_image_blocks(designed: Designed, make: Make) -> None:
    design = designed(make("compute.image", "i", Image(architecture="arm64", size_gib=8)))
    assert [loss.weight for loss in design.losses] == ["blocking"]
