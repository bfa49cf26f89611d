"""Registers of a CMDB: what they say of resources, and of which."""

from pathlib import Path

from planner.cli.clouds import sources
from planner.inventory import read
from planner.model.resource import Inventory

ROOT = Path(__file__).resolve().parents[4]
RECORDED = ROOT / "tests/recorded/exports/machines"
SMALL = ROOT / "tests/cases/small/terraform.tfstate"
MACHINES = (RECORDED / "azure-migrate.csv", RECORDED / "vmInfo.csv")


def inventory(*paths: Path) -> Inventory:
    return read(paths, sources())


def tags(found: Inventory, name: str) -> dict[str, str]:
    return next(one.tags for one in found.resources if one.name == name)


def test_a_register_tags_what_it_names_and_says_what_it_does_not() -> None:
    found = inventory(*MACHINES, RECORDED / "cmdb-fr.csv")
    assert tags(found, "srv1") == {
        "owner": "Équipe A", "criticality": "moyenne", "data-class": "C3",
    }  # fmt: skip
    assert tags(found, "app01")["application"] == "Paie"  # named by its host name with a domain
    row = next(row for row in found.ledger if row.service == "cmdb")
    assert (row.read, row.folded, row.rejected) == (3, 2, 1)
    lost = next(one for one in found.diagnostics if one.code == "register-of-nothing")
    assert "inconnu-7" in lost.detail.en


def test_a_tag_stays_and_the_register_that_says_otherwise_is_told() -> None:
    found = inventory(*MACHINES, RECORDED / "tagInfo.csv", RECORDED / "cmdb-fr.csv")
    assert tags(found, "app01")["application"] == "crm"
    said = next(one for one in found.diagnostics if one.code == "register-disagrees")
    assert "application: crm ≠ Paie" in said.detail.en


def test_encodings_and_separators_of_office_tools_are_read(tmp_path: Path) -> None:
    text = (RECORDED / "cmdb-fr.csv").read_text("utf-8")
    wanted = inventory(*MACHINES, RECORDED / "cmdb-fr.csv").resources
    for content in (text.encode("latin-1"), text.encode("utf-16"), text.replace(";", ",").encode()):
        path = tmp_path / "cmdb-fr.csv"
        path.write_bytes(content)
        assert inventory(*MACHINES, path).resources == wanted


def test_ids_and_arns_name_resources_whatever_their_case(tmp_path: Path) -> None:
    path = tmp_path / "cmdb.csv"
    path.write_text(
        "Resource ID,Classification\nI-0A1B2C3D4E5F60001,web\narn:aws:s3:::shop-media-2026,media\n",
        "utf-8",
    )
    found = inventory(SMALL, path)
    assert [
        one.tags.get("data-class") for one in found.resources if one.native_type == "aws_s3_bucket"
    ] == ["media"]
    assert "web" in {one.tags.get("data-class") for one in found.resources}
