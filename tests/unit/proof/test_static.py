"""Rung 1 refuses a broken root where it is broken, and takes a good one."""

from pathlib import Path

import pytest

from planner.proof.static import check_root

HEAD = """
terraform {
  required_providers {
    scaleway = { source = "scaleway/scaleway" }
    random   = { source = "hashicorp/random" }
  }
}
variable "name" { type = string }
locals { web = { "a" = { port = 80 }, "b" = { port = 443 } } }
resource "scaleway_vpc" "main" { name = var.name }
"""


def rules(tmp_path: Path, text: str) -> list[tuple[int, str]]:
    (tmp_path / "main.tf").write_text(HEAD + text, encoding="utf-8")
    offset = HEAD.count("\n")  # the text begins on the line where the head ends
    return [(one.line - offset, one.rule) for one in check_root(tmp_path)]


GOOD = """
resource "scaleway_vpc_private_network" "a" {
  vpc_id = scaleway_vpc.main.id
  tags   = ["$${x}", "%%{y}", "${var.name}"]

  ipv4_subnet {
    subnet = "10.0.0.0/24"
  }

  lifecycle { prevent_destroy = true }
}

resource "scaleway_lb_frontend" "f" {
  for_each     = local.web
  lb_id        = "fr-par-1/11111111-1111-1111-1111-111111111111"
  backend_id   = "fr-par-1/11111111-1111-1111-1111-111111111112"
  inbound_port = each.value.port
}
"""


def test_a_good_root_breaks_nothing(tmp_path: Path) -> None:
    assert rules(tmp_path, GOOD) == []


BROKEN = {
    "unknown-argument": """
resource "scaleway_vpc" "b" {
  nmae = "x" # here
}""",
    "unknown-type": """
resource "scaleway_vcp" "b" { # here
}""",
    "missing": """
resource "scaleway_vpc_route" "b" { # here
}""",
    "type": """
resource "scaleway_vpc" "b" {
  tags = "x" # here
}""",
    "allowed": """
resource "scaleway_vpc_acl" "b" {
  vpc_id         = scaleway_vpc.main.id
  default_policy = "block" # here
}""",
    "exactly_one_of": """
resource "scaleway_secret_version" "b" {
  secret_id       = "x"
  data            = "a" # here
  data_wo         = "b"
  data_wo_version = 1
}""",
    "reference to a variable": """
resource "scaleway_vpc" "b" {
  name = "a-${var.nmae}" # here
}""",
    "reference to a resource": """
resource "scaleway_vpc" "b" {
  name = scaleway_vpc.other.name # here
}""",
    "reference to an attribute": """
resource "scaleway_vpc" "b" {
  name = scaleway_vpc.main.nom # here
}""",
    "duplicate argument": """
resource "scaleway_vpc" "b" {
  name = "x"
  name = "y" # here
}""",
    "duplicate block": """
resource "scaleway_vpc" "main" { # here
}""",
    "format": """
resource "scaleway_vpc_private_network" "b" {
  ipv4_subnet {
    subnet = "10.0.0.5/24" # here
  }
}""",
    "unknown-argument of a provider": """
provider "scaleway" {
  regoin = "fr-par" # here
}""",
    "unknown-argument of an ephemeral": """
ephemeral "random_password" "p" {
  length = 12
  lenght = 3 # here
}""",
    "unknown-argument of a look-up": """
data "scaleway_vpc" "b" {
  colour = 1 # here
}""",
}


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_a_broken_root_is_refused_at_its_line(tmp_path: Path, name: str) -> None:
    text = BROKEN[name]
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "# here" in one)
    assert (line, name.split(maxsplit=1)[0]) in rules(tmp_path, text + "\n")


def test_a_value_out_of_a_for_each_is_checked_for_each_entry(tmp_path: Path) -> None:
    text = GOOD.replace("each.value.port", "each.value.port * 1")
    assert rules(tmp_path, text) == []
    wrong = (
        GOOD
        + 'locals { worse = { "a" = { port = 70000 } } }\n'
        + GOOD.replace('"f"', '"g"').replace("local.web", "local.worse").replace('"a" {', '"c" {')
    )
    assert [rule for _, rule in rules(tmp_path, wrong)] == ["range"]


def test_a_file_that_is_not_hcl_is_said_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "a.tf").write_text('resource "x" "y" {\n', encoding="utf-8")
    (tmp_path / "b.tf").write_bytes(b"\xff\xfe")
    found = check_root(tmp_path)
    assert [one.rule for one in found] == ["syntax", "syntax"]
    assert "a.tf:2" in found[0].message


def test_an_override_is_laid_over_its_block(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(HEAD + GOOD, encoding="utf-8")
    path = tmp_path / "x_override.tf"
    path.write_text('resource "scaleway_vpc" "main" {\n  lifecycle { prevent_destroy = true }\n}\n')
    assert check_root(tmp_path) == []
    path.write_text('resource "scaleway_vpc" "main" {\n  tags = "x"\n}\n', encoding="utf-8")
    assert [one.rule for one in check_root(tmp_path)] == ["type"]


def test_a_provider_without_schema_is_a_warning_and_never_a_pass(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('resource "other_thing" "a" {}\n', encoding="utf-8")
    assert [(one.rule, one.severity) for one in check_root(tmp_path)] == [("no-schema", "warning")]


def test_a_secret_is_never_in_a_finding(tmp_path: Path) -> None:
    text = 'resource "scaleway_rdb_instance" "b" {\n  password = "Sw0rdf!"\n}\n'
    (tmp_path / "main.tf").write_text(HEAD + text, encoding="utf-8")
    found = check_root(tmp_path)
    assert "min_length" in {one.rule for one in found}
    assert "Sw0rdf!" not in repr(found)
