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

BROKEN = {
    "an unknown argument": ('resource "scaleway_vpc" "b" {\n  nmae = "x"\n}', "nmae"),
    "a missing argument": ('resource "scaleway_secret_version" "b" {\n}', "secret_id"),
    "a wrong type": ('resource "scaleway_vpc" "b" {\n  tags = "x"\n}', "list"),
    "a forbidden value": (
        'resource "scaleway_vpc_acl" "b" {\n  vpc_id         = "x"\n  default_policy = "block"\n}',
        "expected one of",
    ),
    "two arguments in conflict": (
        'resource "scaleway_secret_version" "b" {\n  secret_id       = "x"\n'
        '  data            = "a"\n  data_wo         = "b"\n  data_wo_version = 1\n}',
        "only one possible",
    ),
    "none of those of which one is needed": (
        'resource "scaleway_secret_version" "b" {\n  secret_id = "x"\n}',
        "one needed of",
    ),
    "a network with host bits": (
        'resource "scaleway_vpc_private_network" "b" {\n  ipv4_subnet {\n'
        '    subnet = "10.0.0.5/24"\n  }\n}',
        "cidr_network",
    ),
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
    drive = driven(f"{HEAD}\n{text}\n")
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
