"""What the image of a machine tells of it, and which of its disks it starts from."""

import json
from pathlib import Path
from typing import Any

import pytest

from planner.inventory.read import read
from planner.model.resource import Resource
from planner.model.spec import Disk, VirtualMachine
from providers.sources.aws import SOURCE

_MACHINE = {
    "id": "i-0123456789abcdef0",
    "ami": "ami-0123456789abcdef0",
    "instance_type": "m6i.large",
}
_ROOT = {
    "volume_id": "vol-0123456789abcdef0",
    "device_name": "/dev/sda1",
    "volume_size": 8,
    "volume_type": "gp2",
}
_DATA = {
    "volume_id": "vol-0123456789abcdef1",
    "device_name": "/dev/sdf",
    "volume_size": 50,
    "volume_type": "gp3",
}
_MAPPED = {"device_name": "/dev/sda1", "ebs": {"volume_size": "30", "volume_type": "gp3"}}


def state(folder: Path, *records: tuple[str, str, dict[str, Any]]) -> tuple[Resource, ...]:
    """The resources of a state of (mode, type, attributes)."""
    resources = [
        {"mode": mode, "type": kind, "name": f"n{at}", "instances": [{"attributes": attributes}]}
        for at, (mode, kind, attributes) in enumerate(records)
    ]
    path = folder / "s.tfstate"
    path.write_text(json.dumps({"version": 4, "resources": resources}), encoding="utf-8")
    return read([path], {"aws": SOURCE}).resources


def machine(resources: tuple[Resource, ...]) -> VirtualMachine:
    (found,) = (one.spec for one in resources if isinstance(one.spec, VirtualMachine))
    return found


def image(**more: Any) -> tuple[str, str, dict[str, Any]]:  # noqa: ANN401 - JSON
    arn = "arn:aws:ec2:eu-west-3::image/ami-0123456789abcdef0"
    return "data", "aws_ami", {"id": "ami-0123456789abcdef0", "arn": arn, **more}


@pytest.mark.parametrize(
    ("told", "system", "licence", "software"),
    [
        ({"name": "ubuntu-jammy-22.04-amd64", "platform_details": "Linux/UNIX"},
         "ubuntu-22.04", "none", ""),
        ({"name": "Windows_Server-2022-English-Full-SQL_2022_Standard-2024.05.15",
          "platform": "windows", "platform_details": "Windows with SQL Server Standard"},
         "windows-2022", "included", "sql-server-standard"),
        ({"name": "RHEL-9.4.0_HVM", "platform_details": "Red Hat Enterprise Linux"},
         "rhel-9", "included", ""),
        ({"name": "golden-7", "platform": "windows"}, "windows", "", ""),
        ({"name": "golden-7", "platform_details": "Windows BYOL"}, "windows", "byol", ""),
        ({"name": "golden-7", "platform_details": "Linux/UNIX"}, "linux", "none", ""),
        ({"name": "golden-7", "description": "Debian 12", "platform_details": "Linux/UNIX"},
         "debian-12", "none", ""),
        ({"name": "golden-7"}, "", "", ""),
    ],
)  # fmt: skip
def test_a_machine_is_told_its_system_by_the_image_that_was_looked_up(
    tmp_path: Path, told: dict[str, str], system: str, licence: str, software: str
) -> None:
    found = state(tmp_path, ("managed", "aws_instance", _MACHINE), image(**told))
    assert [one.native_type for one in found] == ["aws_instance"]
    spec = machine(found)
    assert (spec.os, spec.licence, spec.software) == (system, licence, software)
    windows = system.startswith("windows")
    assert found[0].kind == ("compute.vm_windows" if windows else "compute.vm")


def test_what_a_machine_says_of_itself_outweighs_its_image(tmp_path: Path) -> None:
    own = _MACHINE | {"tags": {"os": "debian-12"}}
    found = state(tmp_path, ("managed", "aws_instance", own), image(name="ubuntu-22.04"))
    assert machine(found).os == "debian-12"


def test_a_template_that_asks_for_no_disk_gets_that_of_its_image(tmp_path: Path) -> None:
    template = {
        "id": "lt-0123456789abcdef0",
        "image_id": "ami-0123456789abcdef0",
        "instance_type": "m6i.large",
    }
    told = image(name="ubuntu-22.04", block_device_mappings=[_MAPPED])
    found = state(tmp_path, ("managed", "aws_launch_template", template), told)
    assert machine(found).boot_disk == Disk(size_gib=30)


def test_a_root_disk_that_is_written_among_the_others_is_the_first_disk(tmp_path: Path) -> None:
    own = _MACHINE | {"root_block_device": [], "ebs_block_device": [_DATA, _ROOT]}
    spec = machine(state(tmp_path, ("managed", "aws_instance", own)))
    assert spec.boot_disk == Disk(size_gib=8, tier="gp2")
    assert spec.data_disks == (Disk(size_gib=50, tier="gp3"),)


def test_no_disk_is_counted_with_the_machine_and_as_a_volume(tmp_path: Path) -> None:
    own = _MACHINE | {"root_block_device": [], "ebs_block_device": [_DATA, _ROOT]}
    found = state(
        tmp_path,
        ("managed", "aws_instance", own),
        ("managed", "aws_ebs_volume", {"id": "vol-0123456789abcdef0", "size": 8, "type": "gp2"}),
        ("managed", "aws_ebs_volume", {"id": "vol-0123456789abcdef1", "size": 50, "type": "gp3"}),
    )
    spec = machine(found)
    assert spec.boot_disk == Disk(size_gib=8, tier="gp2")
    assert spec.data_disks == ()
    volumes = [one.aliases for one in found if one.native_type == "aws_ebs_volume"]
    assert ["vol-0123456789abcdef1" in aliases for aliases in volumes] == [True]
