"""Lists of machines as people and tools write them."""

from decimal import Decimal
from pathlib import Path

import pytest

from planner.cli.clouds import sources
from planner.inventory import read
from planner.inventory.machines.columns import gib, number, system
from planner.model.resource import Inventory, Resource
from planner.model.spec import VirtualMachine

RECORDED = Path(__file__).resolve().parents[4] / "tests/recorded/exports/machines"


def inventory(*names: str) -> Inventory:
    return read([RECORDED / name for name in names], sources())


def machine(found: Inventory, name: str) -> tuple[Resource, VirtualMachine]:
    one = next(one for one in found.resources if one.name == name)
    assert isinstance(one.spec, VirtualMachine)
    return one, one.spec


def made(tmp_path: Path, text: str) -> Inventory:
    path = tmp_path / "list.csv"
    path.write_text(text, "utf-8")
    return read([path], sources())


def test_the_template_of_azure_migrate_gives_machines_of_no_cloud() -> None:
    found = inventory("azure-migrate.csv")
    one, spec = machine(found, "srv1")
    assert (one.cloud, one.kind, one.native_type) == ("on-premises", "compute.vm", "machine")
    assert (spec.vcpus, spec.memory_gib, spec.os) == (2, 8.0, "rhel-8.4")
    assert spec.boot_disk is not None
    assert (spec.boot_disk.size_gib, [disk.size_gib for disk in spec.data_disks]) == (60, [200])
    assert spec.private_ips == ("10.0.0.4", "10.0.0.5")
    assert one.stored_gib == Decimal(260)
    assert one.observed_monthly_cost is None
    assert machine(found, "srv2")[0].kind == "compute.vm_windows"


def test_the_files_of_migration_center_join_by_machine() -> None:
    found = inventory("vmInfo.csv", "diskInfo.csv", "tagInfo.csv")
    one, spec = machine(found, "app01")
    assert len(found.resources) == 1
    assert spec.boot_disk is not None
    assert (spec.boot_disk.size_gib, [disk.size_gib for disk in spec.data_disks]) == (60, [40])
    assert one.tags == {"application": "crm"}
    assert spec.state == "running"
    assert [row.read for row in found.ledger] == [2, 1, 1]
    alone, total = machine(inventory("vmInfo.csv"), "app01")
    assert total.boot_disk is not None
    assert total.boot_disk.size_gib == 100
    assert alone.id == one.id


def test_french_columns_semicolons_and_units_in_cells_are_read() -> None:
    found = inventory("machines-fr.csv")
    one, spec = machine(found, "web-1")
    assert (spec.vcpus, spec.memory_gib, spec.os) == (4, 16.0, "ubuntu-22.04")
    assert [disk.size_gib for disk in spec.data_disks] == [100]
    assert one.tags == {"application": "Boutique", "owner": "Équipe A"}
    assert machine(found, "db-1")[1].memory_gib == 32.0
    row = found.ledger[0]
    assert (row.read, row.resources, row.rejected) == (3, 2, 1)
    assert {"machine-nameless", "machine-memory-unit"} <= {one.code for one in found.diagnostics}


def test_a_column_names_the_cloud_and_its_sizes_are_then_known(tmp_path: Path) -> None:
    found = made(
        tmp_path,
        "name,cores,memory (GB),cloud,instance type,region\n"
        "a,2,8,AWS,m5.large,eu-west-3\nb,2,8,VMware,,\n",
    )
    assert [(one.name, one.cloud, one.region) for one in found.resources] == [
        ("a", "aws", "eu-west-3"),
        ("b", "on-premises", "global"),
    ]
    assert machine(found, "a")[1].size == "m5.large"


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("memory_mb", "8192", 8.0),
        ("Memory (In MB)", "1 024", 1.0),
        ("RAM (Go)", "7,5", 7.5),
        ("memory", "16384", 16.0),
        ("memory", "16", 16.0),
        ("memory", "2 TB", 2048.0),
        ("memory", "much", None),
    ],
)
def test_memory_is_read_by_the_unit_of_its_column_or_cell(
    column: str, cell: str, expected: float | None, tmp_path: Path
) -> None:
    found = made(tmp_path, f'name;vcpus;{column}\na;2;"{cell}"\n')
    assert machine(found, "a")[1].memory_gib == expected


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("Microsoft Windows Server 2019 (64-bit)", "", "windows-2019"),
        ("Ubuntu Linux (64-bit)", "", "ubuntu"),
        ("Red Hat Enterprise Linux 8 (64-bit)", "", "rhel-8"),
        ("Debian GNU/Linux", "12", "debian-12"),
        ("Other 3.x Linux (64-bit)", "", "linux"),
        ("HP-UX", "11", ""),
    ],
)
def test_a_system_is_its_family_and_version(name: str, version: str, expected: str) -> None:
    assert system(name, version) == expected


def test_numbers_are_read_as_people_write_them() -> None:
    assert number("1 234") == 1234.0
    assert number("0") is None
    assert number("-3") is None
    assert gib("512 Mo") == (0.5, True)
    assert gib("x") == (None, False)
