"""The provider double, asked by the real tools."""

from collections.abc import Callable

import pytest

from planner.proof.drive import Drive

HEAD = """terraform {
  required_providers {
    scaleway = {
      source = "scaleway/scaleway"
    }
    random = {
      source = "hashicorp/random"
    }
  }
}

variable "policy" {
  type    = string
  default = "drop"
}

resource "scaleway_vpc" "main" {
  name = "main"
}
"""

GOOD = """
resource "scaleway_vpc_private_network" "main" {
  for_each = { "a" = "10.0.0.0/24", "b" = "10.0.1.0/24" }
  name     = each.key
  vpc_id   = scaleway_vpc.main.id

  ipv4_subnet {
    subnet = each.value
  }
}

resource "scaleway_vpc_acl" "main" {
  vpc_id         = scaleway_vpc.main.id
  default_policy = var.policy
}

ephemeral "random_password" "secret" {
  length = 24
}

resource "scaleway_secret" "main" {
  name = "main"
}

resource "scaleway_secret_version" "main" {
  secret_id       = scaleway_secret.main.id
  data_wo         = "once-${ephemeral.random_password.secret.result}"
  data_wo_version = 1
}

output "networks" {
  value = { for name, one in scaleway_vpc_private_network.main : name => one.id }
}
"""

MISSPELT = """
resource "scaleway_vpc" "b" {
  nmae = "x"
}
"""
EMPTY = """
resource "scaleway_secret_version" "b" {
}
"""
TEXT_FOR_A_LIST = """
resource "scaleway_vpc" "b" {
  tags = "x"
}
"""
FORBIDDEN = """
resource "scaleway_vpc_acl" "b" {
  vpc_id         = "x"
  default_policy = "block"
}
"""
TWO_SECRETS = """
resource "scaleway_secret_version" "b" {
  secret_id       = "x"
  data            = "a"
  data_wo         = "b"
  data_wo_version = 1
}
"""
NEITHER = """
resource "scaleway_secret_version" "b" {
  secret_id = "x"
}
"""
HOST_BITS = """
resource "scaleway_vpc_private_network" "b" {
  ipv4_subnet {
    subnet = "10.0.0.5/24"
  }
}
"""
BROKEN = {
    "an unknown argument": (MISSPELT, "nmae"),
    "a missing argument": (EMPTY, "secret_id"),
    "a wrong type": (TEXT_FOR_A_LIST, "list"),
    "a forbidden value": (FORBIDDEN, "expected one of"),
    "two arguments in conflict": (TWO_SECRETS, "only one possible"),
    "none of those of which one is needed": (NEITHER, "one needed of"),
    "a network with host bits": (HOST_BITS, "cidr_network"),
}


def test_a_good_root_applies_changes_nothing_afterwards_and_goes(
    driven: Callable[[str], Drive],
) -> None:
    drive = driven(HEAD + GOOD)
    assert drive.go("fmt", "init", "validate", "apply", "second plan"), drive.wrong
    assert drive.made == 6
    state = (drive.folder / "terraform.tfstate").read_text("utf-8")
    assert "fr-par/" in state
    assert "once-" not in state, "a write-only value is never stored"
    assert "Made-Pa55word" not in state, "an ephemeral value is never stored"
    assert drive.go("destroy"), drive.wrong


@pytest.mark.parametrize("name", sorted(BROKEN))
def test_the_tool_refuses(driven: Callable[[str], Drive], name: str) -> None:
    text, said = BROKEN[name]
    drive = driven(HEAD + text)
    assert drive.go("init"), drive.wrong
    assert not drive.go("validate")
    assert said in drive.wrong


def test_a_value_that_only_the_plan_knows_is_refused_then(driven: Callable[[str], Drive]) -> None:
    drive = driven(HEAD + GOOD)
    drive.variables = ["-var=policy=block"]
    assert drive.go("init", "validate"), drive.wrong
    assert not drive.go("plan")
    assert "expected one of" in drive.wrong


def test_a_provider_without_double_is_refused_and_not_downloaded(
    driven: Callable[[str], Drive],
) -> None:
    text = 'terraform {\n  required_providers {\n    x = { source = "made/up" }\n  }\n}\n'
    drive = driven(f'{text}resource "x_y" "z" {{\n}}\n')
    assert not drive.go("init")
    assert "made/up" in drive.wrong
