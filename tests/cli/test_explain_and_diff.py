"""What `plan explain` and `plan diff` say of plans that were written."""

import gc
import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.cli.shell import ROOT, Cli, Ran, ran

HEALTH = ROOT / "mappings" / "samples" / "gcp-health" / "terraform.tfstate"


def explained(run: Ran) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run.out)
    return found


@pytest.mark.parametrize(
    "word",
    [
        "web-1", "aws_instance.web[0]", "i-0a1b2c3d4e5f60001",
        "arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60001",
    ],
)  # fmt: skip
def test_a_resource_answers_to_each_of_its_names(word: str, small: Path, cli: Cli) -> None:
    (found,) = explained(cli("explain", word, "--plan", small / "one", "--json"))
    assert found["read"]["name"] == "web-1"
    assert found["machine"] == {
        "vcpus": 2, "memory_gib": 8.0, "architecture": "x86_64", "gpus": 0, "os": "",
        "licence": "", "software": "", "managed": False,
    }  # fmt: skip


def test_a_resource_answers_to_its_new_address(small: Path, cli: Cli) -> None:
    (found,) = explained(cli("explain", "orders", "--plan", small / "one", "--json"))
    address = found["terraform"]["address"]
    assert address
    (again,) = explained(cli("explain", address, "--plan", small / "one", "--json"))
    assert again == found


def test_a_machine_is_explained_in_words(small: Path, cli: Cli) -> None:
    run = cli("explain", "web-1", "--plan", small / "one")
    assert "2 vCPU, 8 GiB, x86_64, system unknown" in run.out
    assert '{"' not in run.out
    assert "wave" in run.out


def test_what_has_no_equivalent_says_why_and_what_instead(small: Path, cli: Cli) -> None:
    run = cli("explain", "mail", "--plan", small / "one")
    assert re.search(r"choice +none", run.out)
    assert re.search(r"instead +\S", run.out)


def test_a_name_that_is_none_gets_the_nearest(small: Path, cli: Cli) -> None:
    run = cli("explain", "orders-db", "--plan", small / "one")
    assert run.code == 2
    assert "Nearest: " in run.err
    assert "orders" in run.err


def test_the_folder_of_all_targets_says_where_the_plans_are(small: Path, cli: Cli) -> None:
    run = cli("explain", "web-1", "--plan", small / "all")
    assert run.code == 3
    assert "--target all" in run.err


def test_a_plan_does_not_differ_from_itself(small: Path, cli: Cli) -> None:
    run = cli("diff", small / "one", small / "one")
    assert (run.code, run.out, run.err) == (0, "", "No difference.\n")


def test_differences_stand_a_line_each(small: Path, cli: Cli) -> None:
    run = cli("diff", small / "all" / "ovh", small / "one")
    assert run.code == 0
    assert all(line[:2] in {"+ ", "- ", "~ "} for line in run.out.splitlines())
    assert run.err.startswith("Differences: ")


@pytest.fixture(scope="module")
def health(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The health sample at a target that a duty keeps part of it from."""
    out = tmp_path_factory.mktemp("health") / "plan"
    assert (
        ran(["--lang", "en", "migrate", str(HEALTH), "--target", "scaleway", "--out", str(out)])
        == 0
    )
    gc.unfreeze()
    gc.enable()
    return out


def test_a_refusal_names_class_duty_clause_and_the_nearest_place(health: Path, cli: Cli) -> None:
    (found,) = explained(cli("explain", "pg-dossiers", "--plan", health, "--json"))
    assert found["classes"] == ["health (told: data-class=health)"]
    unmet = found["duties"][0]
    assert unmet["state"] in {"broken", "to-be-verified"}
    assert unmet["clause"]
    assert unmet["clause_source"].startswith("http")
    assert unmet["evidence"]
    assert found["other places"]
    words = cli("explain", "pg-dossiers", "--plan", health).out
    assert re.search(r"data +health \(told: data-class=health\)", words)
    assert "; clause: " in words
    french = cli("--lang=fr", "explain", "pg-dossiers", "--plan", health).out
    assert "Exigences de ses données" in french


def test_what_handles_no_data_has_no_duty(small: Path, cli: Cli) -> None:
    rows = explained(cli("explain", "orders", "--plan", small / "one", "--json"))
    for row in rows:
        assert bool(row["classes"]) == bool(row["duties"])
