"""The ladder climbs as far as the machine can, and says why where it cannot."""

import json
import os
import sys
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.model.text import Text
from planner.proof import Climb, Proof, Result, prove
from planner.proof.drive import Drive
from planner.proof.emulated import emulated_part
from planner.proof.emulator_rung import is_loopback
from planner.proof.estate import copy_roots, find_estates, variable_arguments
from planner.proof.programs import KILLED, Cli, run, seen
from planner.proof.report import files_of, page
from planner.proof.settings import proof_settings

VERSIONS = (
    'terraform {\n  required_providers {\n    scaleway = { source = "scaleway/scaleway" }\n  }\n}\n'
)
GOOD = VERSIONS + 'resource "scaleway_vpc" "main" {\n  name = "main"\n}\n'
OFFLINE = 'secret = "made"\nfoundation = {\n  vpc = { "a" = "b" }\n}\n'


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    estate = tmp_path / "terraform" / "scaleway-fr-par"
    for root in ("shop", "foundation"):
        (estate / root).mkdir(parents=True)
        (estate / root / "main.tf").write_text(GOOD, encoding="utf-8")
    (estate / "shop" / "offline.tfvars").write_text(OFFLINE, encoding="utf-8")
    (tmp_path / "plan.json").write_text('{"header": {"as_of": "2026-11-22"}}', encoding="utf-8")
    return tmp_path


def test_the_foundation_comes_first(plan: Path) -> None:
    (estate,) = find_estates(plan)
    assert estate.name == "terraform/scaleway-fr-par"
    assert estate.target == "scaleway"
    assert estate.roots == ("foundation", "shop")


def test_a_comparison_holds_an_estate_a_target(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "all").mkdir()
    (plan / "terraform").rename(tmp_path / "all" / "terraform")
    assert [one.name for one in find_estates(tmp_path)] == ["all/terraform/scaleway-fr-par"]


def test_one_root_alone_can_be_proven(plan: Path) -> None:
    proof = prove(plan / "terraform" / "scaleway-fr-par" / "shop", Climb(rungs=(1,)))
    assert [(one.root, one.status) for one in proof.results] == [("shop", "passed")]


def test_a_folder_without_terraform_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        find_estates(tmp_path)
    assert "plan migrate" in caught.value.remedy.en


def test_without_a_tool_the_rungs_say_how_to_get_one(plan: Path, tmp_path: Path) -> None:
    nothing = {"PATH": str(tmp_path), "HOME": str(tmp_path)}
    proof = prove(plan, Climb(environment=nothing))
    assert {one.status for one in proof.results if one.rung == 1} == {"passed"}
    rest = [one for one in proof.results if one.rung > 1]
    assert [one.rung for one in rest] == [2, 3, 4, 5]
    assert all(one.status == "not run" and "make tools" in one.detail.fr for one in rest)
    assert not proof.failed
    assert proof.as_of == "2026-11-22"


def test_a_copy_leaves_state_protection_and_a_backend_behind(plan: Path, tmp_path: Path) -> None:
    (estate,) = find_estates(plan)
    root = estate.folder / "foundation"
    for name in ("terraform.tfstate", "protect_override.tf", ".terraform.lock.hcl"):
        (root / name).write_text("", encoding="utf-8")
    (root / "backend.tf").write_text('terraform {\n  backend "s3" {}\n}\n', encoding="utf-8")
    copy_roots(estate, tmp_path / "copy")
    found = {path.name for path in (tmp_path / "copy" / "foundation").iterdir()}
    assert found == {"main.tf", "backend.tf", "zz_proof_override.tf"}


def test_beside_its_foundation_a_root_does_not_get_a_made_up_one(plan: Path) -> None:
    folder = plan / "terraform" / "scaleway-fr-par" / "shop"
    assert variable_arguments(folder, alone=True) == ["-var-file=offline.tfvars"]
    assert variable_arguments(folder, alone=False) == ["-var-file=proof.tfvars.json"]
    assert json.loads((folder / "proof.tfvars.json").read_bytes()) == {"secret": "made"}
    assert variable_arguments(plan, alone=True) == []


def test_a_program_sees_no_credential_and_no_variable_of_terraform() -> None:
    outer = {
        "PATH": "p", "HOME": "h", "TF_VAR_x": "1", "SCW_SECRET_KEY": "s", "HTTPS_PROXY": "x",
        "AWS_PROFILE": "me", "TF_CLI_CONFIG_FILE": "gone",
    }  # fmt: skip
    assert set(seen(outer)) == {"PATH", "LC_ALL", "CHECKPOINT_DISABLE"}
    assert "HTTPS_PROXY" in seen(outer, online=True)


def test_a_program_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    assert run(command, tmp_path, dict(os.environ), 0.2).code == KILLED
    assert run([str(tmp_path / "no")], tmp_path, {}, 1).code != 0


def test_a_failed_step_keeps_what_the_tool_said(tmp_path: Path) -> None:
    program = tmp_path / "cli"
    program.write_text('#!/bin/sh\necho "noise"; echo "Error: it broke" >&2; exit 1\n')
    program.chmod(0o755)
    drive = Drive(tmp_path, Cli("tofu", str(program), "1"), dict(os.environ))
    assert not drive.go("init", "validate")
    assert drive.wrong == "init: Error: it broke"
    assert drive.done == []


@pytest.mark.parametrize(
    ("endpoint", "stays"),
    [("http://127.0.0.1:4599", True), ("http://[::1]:1", True), ("http://localhost:1", True),
     ("https://api.example.com", False), ("http://127.0.0.1.example.com", False), ("", False)],
)  # fmt: skip
def test_an_emulator_elsewhere_is_refused(endpoint: str, stays: bool) -> None:  # noqa: FBT001
    assert is_loopback(endpoint) is stays


def test_what_an_emulator_lacks_is_left_out_with_all_that_needs_it(tmp_path: Path) -> None:
    text = (
        'resource "scaleway_vpc" "a" {\n}\n'
        'resource "scaleway_domain_zone" "z" {\n}\n'
        'locals {\n  zone = scaleway_domain_zone.z.id\n}\n'
        'resource "scaleway_vpc_private_network" "p" {\n  name = local.zone\n}\n'
        'resource "scaleway_vpc_private_network" "q" {\n  vpc_id = scaleway_vpc.a.id\n}\n'
    )  # fmt: skip
    (tmp_path / "main.tf").write_text(text, encoding="utf-8")
    part = emulated_part(tmp_path, ("scaleway_vpc*",))
    assert part.addresses == ("scaleway_vpc.a", "scaleway_vpc_private_network.q")
    assert part.lacking == ("scaleway_domain_zone",)
    assert part.left_out == 2


@pytest.mark.parametrize("target", ["ovh", "scaleway", "outscale"])
def test_without_an_account_every_call_stays_on_this_machine(target: str) -> None:
    settings = proof_settings(target)
    assert settings is not None
    urls = [value for value in settings.offline.values() if "://" in value]
    assert urls
    assert all(map(is_loopback, urls))


RESULTS = (
    Result(estate="t/a", root="foundation", rung=1, status="passed", detail=Text("ok", "bon"),
           seconds=1.5),
    Result(estate="t/a", root="x|y", rung=2, cli="tofu", status="failed",
           detail=Text("<script> | `a`\nb", "<script> | `a`\nb"), seconds=2.5),
)  # fmt: skip
PROOF = Proof(as_of="2026-11-22", versions=(("tofu", "1.12.6"),), results=RESULTS)


def test_the_page_says_what_each_rung_shows_and_cannot_show() -> None:
    english, french = page(PROOF, "en"), page(PROOF, "fr")
    assert "Cannot show:" in english
    assert "Ne peut pas montrer :" in french
    assert "**failed**" in english
    assert "**échec**" in french
    assert english.count("\n## ") == 5
    assert "2026-11-22" in english
    assert "tofu 1.12.6" in french


def test_the_page_holds_no_markup_of_others_and_no_time() -> None:
    text = page(PROOF, "en")
    assert "<script>" not in text
    row = next(line for line in text.splitlines() if "failed" in line)
    assert row.count(" | ") == 3
    assert "2.5" not in text


def test_the_files_lie_beside_the_roots() -> None:
    files = {file.path: file.content for file in files_of(PROOF, "en")}
    assert set(files) == {"t/a/PROOF.md", "t/a/proof.json"}
    assert json.loads(files["t/a/proof.json"])["results"][1]["status"] == "failed"
    assert PROOF.failed
