"""Machines, groups and volumes: never smaller than asked, and every loss of this one said."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.catalogue.mappings import load_target
from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Design, Expression, Variable
from planner.model.money import Quantity
from planner.model.resource import Resource
from planner.model.spec import (
    Disk,
    Image,
    KeyPair,
    Network,
    ScalingGroup,
    Subnet,
    VirtualMachine,
    Volume,
)
from providers.targets.outscale.disks import Wish, device, disk

Make = Callable[..., Resource]
Build = Callable[..., Design]
MACHINE = VirtualMachine(vcpus=2, memory_gib=8, os="ubuntu-24.04", boot_disk=Disk(size_gib=30))


def _losses(design: Design) -> set[str]:
    return {loss.id for loss in design.losses}


def test_a_vm_takes_the_size_that_fits_and_pays_for_it(make: Make, built: Build) -> None:
    design = built(make("compute.vm", "web", MACHINE))
    assert design.size == "tinav6.c2r8p2"
    assert [(one.service, one.sku) for one in design.quantities] == [
        ("vm-vcore", "tinav6.p2"), ("vm-ram", "tina"), ("block", "gp2"),
    ]  # fmt: skip
    assert not design.losses


@pytest.mark.parametrize("vcpus", [1, 3, 4, 7, 16, 33, 64])
@pytest.mark.parametrize("gib_each", [0.5, 1, 3.75, 8, 15.25])
def test_a_size_is_never_smaller_than_asked(
    make: Make, built: Build, vcpus: int, gib_each: float
) -> None:
    machine = VirtualMachine(vcpus=vcpus, memory_gib=vcpus * gib_each)
    said = re.fullmatch(r"tinav6\.c(\d+)r(\d+)p2", built(make("compute.vm", "web", machine)).size)
    assert said is not None
    assert int(said[1]) >= vcpus
    assert int(said[2]) >= vcpus * gib_each


@pytest.mark.parametrize(
    ("spec", "loss"),
    [
        (VirtualMachine(vcpus=2, memory_gib=8, architecture="arm64"), "no-arm"),
        (VirtualMachine(vcpus=2, memory_gib=8, local_disk_gib=75), "no-local-disk"),
        (VirtualMachine(vcpus=2, memory_gib=8, spot=True), "no-spot"),
        (VirtualMachine(vcpus=2, memory_gib=8, role="reader"), "no-instance-role"),
        (VirtualMachine(vcpus=2, memory_gib=8, user_data=True), "user-data-not-kept"),
        (VirtualMachine(vcpus=2, memory_gib=8, licence="byol"), "bring-your-own-licence"),
        (VirtualMachine(vcpus=2, memory_gib=8, os="windows-2022"), "windows-password"),
        (VirtualMachine(vcpus=2, memory_gib=8, os="plan9"), "no-official-image"),
        (VirtualMachine(vcpus=2, memory_gib=8, os="amazon-linux-2023"), "near-image"),
        (VirtualMachine(vcpus=2, memory_gib=8, confidential=True), "no-confidential-computing"),
        (VirtualMachine(size="unheard.of"), "size-unknown"),
    ],
)
def test_a_property_that_does_not_come_along_is_said(
    make: Make, built: Build, spec: VirtualMachine, loss: str
) -> None:
    assert loss in _losses(built(make("compute.vm", "web", spec)))


def test_a_local_disk_becomes_a_volume_of_its_size(make: Make, built: Build) -> None:
    design = built(
        make("compute.vm", "db", VirtualMachine(vcpus=2, memory_gib=8, local_disk_gib=75))
    )
    disks = design.values["disks"]
    assert isinstance(disks, dict)
    assert disks["/dev/xvdb"]["size"] == 75  # type: ignore[index,call-overload]


def test_an_unknown_size_is_asked_for_and_never_free(make: Make, built: Build) -> None:
    design = built(make("compute.vm", "web", VirtualMachine(size="unheard.of")))
    assert isinstance(design.values["vm_type"], Variable)
    assert design.quantities[0].component.en == "memory"
    assert not hasattr(design.quantities[0], "amount")


def test_windows_is_licensed_by_pairs_of_cores(make: Make, built: Build) -> None:
    machine = VirtualMachine(
        vcpus=4, memory_gib=16, os="windows-2022", software="sql-server-standard"
    )
    quantities = built(make("compute.vm_windows", "w", machine)).quantities
    hours = {one.sku: one.amount.likely for one in quantities if isinstance(one, Quantity)}
    assert hours["windows-server-2cores"] == 2 * 730
    assert hours["sql-standard-2cores"] == 2 * 730


def test_first_boot_text_is_a_secret_that_nobody_has_to_give(make: Make, built: Build) -> None:
    design = built(make("compute.vm", "web", VirtualMachine(vcpus=1, memory_gib=1, user_data=True)))
    text = design.values["user_data"]
    assert isinstance(text, Expression)
    asked = text.values[0][1]
    assert isinstance(asked, Variable)
    assert asked.sensitive
    assert not asked.required


def test_a_gpu_asks_for_the_generation_of_its_vm(make: Make, built: Build) -> None:
    machine = VirtualMachine(size="g5.xlarge", vcpus=4, memory_gib=16, gpus=1)
    design = built(make("compute.gpu", "train", machine))
    assert design.values["gpu_model"] == "nvidia-a10"
    assert isinstance(design.values["vm_type"], Expression)
    assert "gpu-generation" in _losses(design)


def test_a_group_stands_at_its_number_over_its_subnets(make: Make, built: Build) -> None:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)))
    subnets = [
        make("network.subnet", zone, Subnet(network=network.id), zone=f"eu-west-3{zone}")
        for zone in "ab"
    ]
    template = make("compute.launch_template", "web", MACHINE)
    group = make(
        "compute.autoscaling_group", "web",
        ScalingGroup(2, 6, 3, template=template.id, subnets=tuple(one.id for one in subnets)),
    )  # fmt: skip
    design = built(group, template, network, *subnets)
    members = design.values["members"]
    assert isinstance(members, dict)
    assert [members[key]["subnet_id"].resource for key in members] == [  # type: ignore[index,union-attr,call-overload]
        subnets[0].id, subnets[1].id, subnets[0].id,
    ]  # fmt: skip
    assert {"no-autoscaling", "maximum-not-reached"} <= _losses(design)
    assert built(template, group).without_terraform


@settings(max_examples=60)
@given(
    size=st.none() | st.integers(-5, 70_000), iops=st.none() | st.integers(0, 100_000),
    tier=st.sampled_from(["gp3", "st1", "Premium_LRS", ""]),
)  # fmt: skip
def test_a_volume_is_always_within_what_the_api_takes(
    size: int | None, iops: int | None, tier: str
) -> None:
    class Data:
        region = "eu-west-2"

        def setting(self, name: str) -> object:
            return load_target("outscale").settings.settings[name]

    made = disk(Wish(size, tier, iops), Data(), 100)  # type: ignore[arg-type]
    assert 1 <= made.size_gib <= 14901
    assert made.type in ("standard", "gp2", "io1")
    assert (made.iops is not None) == (made.type == "io1")
    if made.iops is not None:
        assert 100 <= made.iops <= 13000
    if size is not None and size > 14901:
        assert "disk-too-large" in {loss.id for loss in made.losses}


def test_device_names_are_those_the_api_takes_and_never_twice() -> None:
    singles = [device(number) for number in range(200)]
    pairs = [device(number, pair=True) for number in range(200)]
    assert singles[0] == "/dev/xvdb"
    assert pairs[0] == "/dev/xvdba"
    assert len(set(singles)) == len(set(pairs)) == 200
    assert all("b" <= name[8] <= "z" for name in singles + pairs)


def test_a_volume_stands_where_its_machine_stands(make: Make, built: Build) -> None:
    network = make("network.vpc", "main", Network(ranges=("10.0.0.0/16",)))
    subnet = make("network.subnet", "b", Subnet(network=network.id), zone="eu-west-3b")
    machine = make("compute.vm", "db", VirtualMachine(subnets=(subnet.id,)), zone="eu-west-3b")
    volume = make(
        "storage.block_volume", "data",
        Volume(100, "gp3", machine=machine.id, device="/dev/sdf", key="cmk"), zone="eu-west-3a",
    )  # fmt: skip
    design = built(volume, machine, subnet, network)
    assert design.values["subregion_name"] == "eu-west-2b"
    assert design.values["device_name"] == "/dev/xvdf"
    assert _losses(design) == {"no-customer-key"}


def test_a_key_is_the_plain_openssh_line_or_asked_for(make: Make, built: Build) -> None:
    line = "ssh-ed25519 AAAA me"
    assert built(make("compute.keypair", "k", KeyPair(line))).values["public_key"] == line
    asked = built(make("compute.keypair", "k", KeyPair("-----BEGIN")))
    assert isinstance(asked.values["public_key"], Variable)
    assert _losses(asked) == {"public-key-unknown"}


def test_an_image_import_is_counted_in_bytes(make: Make, built: Build) -> None:
    design = built(make("compute.image", "golden", Image(size_gib=10)))
    assert design.values["snapshot_size"] == 10 * 1024**3


def test_surroundings_of_nothing_still_give_a_zone(around: Callable[..., Neighbourhood]) -> None:
    assert around().zones() == ("eu-west-2a", "eu-west-2b")
