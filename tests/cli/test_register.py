"""`plan policy init --from-cmdb`: a register as an overrides file."""

import os
from pathlib import Path

import yaml

from tests.cli.shell import SMALL, Cli, put, refused

TEXT = (
    "Nom;Propriétaire;Classe de données;Application;Commentaire\n"
    "web-1;Équipe web;personnel;Boutique;vu en comité\n"
    "orders;Équipe données;C3;;\n"
    "perdu;X;;;\n"
)


def test_rows_become_corrections_with_who_when_and_why(tmp_path: Path, cli: Cli) -> None:
    register = put(tmp_path, TEXT, "cmdb.csv")
    os.utime(register, (1_790_000_000, 1_790_000_000))
    out = tmp_path / "out"
    run = cli("policy", "init", "--out", out, "--from-cmdb", register, "--inventory", SMALL)
    assert run.code == 0
    assert "perdu" in run.err
    assert "C3" in run.err
    found = yaml.safe_load((out / "overrides.yaml").read_text("utf-8"))["overrides"]
    assert found[0] == {
        "select": "arn:aws:ec2:eu-west-3:123456789012:instance/i-0a1b2c3d4e5f60001",
        "application": "Boutique", "owner": "Équipe web", "data_class": "personal",
        "who": "CMDB", "when": "2026-09-21", "why": "cmdb.csv, line 2; vu en comité",
    }  # fmt: skip
    assert {one["owner"] for one in found} == {"Équipe web", "Équipe données"}
    again = cli(
        "migrate", SMALL, "--target", "ovh", "--out", tmp_path / "plan",
        "--overrides", out / "overrides.yaml",
    )  # fmt: skip
    assert again.code == 0


def test_without_an_inventory_the_words_are_kept_and_that_is_said(tmp_path: Path, cli: Cli) -> None:
    register = put(tmp_path, TEXT, "cmdb.csv")
    run = cli("policy", "init", "--out", tmp_path / "out", "--from-cmdb", register)
    assert run.code == 0
    assert "--inventory" in run.err
    found = yaml.safe_load((tmp_path / "out/overrides.yaml").read_text("utf-8"))["overrides"]
    assert [one["select"] for one in found] == ["orders", "perdu", "web-1"]


def test_a_file_that_is_no_register_is_refused(tmp_path: Path, cli: Cli) -> None:
    path = put(tmp_path, "a,b\n1,2\n", "cmdb.csv")
    refused(cli("policy", "init", "--out", tmp_path / "out", "--from-cmdb", path), 2, "cmdb.csv")
    missing = tmp_path / "none.csv"
    refused(cli("policy", "init", "--out", tmp_path / "out", "--from-cmdb", missing), 3, "none.csv")
