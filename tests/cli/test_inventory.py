"""`plan inventory`, and what `plan import` says of several inputs."""

import json
from pathlib import Path

from tests.cli.shell import SMALL, Cli, put, refused

EXPORTS = Path(__file__).resolve().parents[1] / "recorded" / "exports"
KEY = b"0123456789abcdef0123456789abcdef\n"


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_one_key_gives_one_copy_and_no_key_gives_another_each_time(
    tmp_path: Path, cli: Cli
) -> None:
    cli("import", SMALL, "--out", tmp_path / "inventory")
    key = put(tmp_path, KEY, "key")
    for name in ("a", "b"):
        run = cli(
            "inventory", "mask", tmp_path / "inventory", "--out", tmp_path / name, "--key-file", key
        )
        assert run.code == 0
    assert contents(tmp_path / "a") == contents(tmp_path / "b")
    cli("inventory", "mask", tmp_path / "inventory", "--out", tmp_path / "c")
    assert contents(tmp_path / "c") != contents(tmp_path / "a")
    assert not any(KEY.strip() in one for one in contents(tmp_path / "a").values())


def test_a_masked_inventory_can_be_planned(tmp_path: Path, cli: Cli) -> None:
    cli("import", SMALL, "--out", tmp_path / "inventory")
    cli("inventory", "mask", tmp_path / "inventory", "--out", tmp_path / "masked")
    facts = []
    for name in ("inventory", "masked"):
        run = cli(
            "migrate", tmp_path / name, "--target", "scaleway", "--out", tmp_path / f"plan-{name}",
            "--as-of", "2026-11-22", "--json",
        )  # fmt: skip
        assert run.code == 0
        facts.append(json.loads(run.out))
    assert facts[0] == facts[1]


def test_a_copy_does_not_take_the_place_of_its_original(tmp_path: Path, cli: Cli) -> None:
    folder = tmp_path / "inventory"
    cli("import", SMALL, "--out", folder)
    before = contents(folder)
    refused(cli("inventory", "mask", folder, "--out", folder), 2)
    assert contents(folder) == before


def test_a_short_key_and_a_folder_that_is_no_inventory_are_refused(
    tmp_path: Path, cli: Cli
) -> None:
    cli("import", SMALL, "--out", tmp_path / "inventory")
    short = put(tmp_path, b"short", "key")
    run = cli(
        "inventory", "mask", tmp_path / "inventory", "--out", tmp_path / "a", "--key-file", short
    )
    refused(run, 2)
    refused(cli("inventory", "mask", tmp_path, "--out", tmp_path / "a"), 3)
    assert not (tmp_path / "a").exists()


def test_what_a_folder_holds_adds_up(tmp_path: Path, cli: Cli) -> None:
    cli("import", SMALL, "--out", tmp_path / "inventory")
    rows = json.loads(cli("inventory", "show", tmp_path / "inventory", "--json").out)
    ledger = json.loads(cli("inventory", "ledger", tmp_path / "inventory", "--json").out)
    assert sum(row["resources"] for row in rows) == sum(row["resources"] for row in ledger)
    unread = cli("inventory", "ledger", tmp_path / "inventory", "--unread", "--json")
    assert json.loads(unread.out) == []


def test_an_import_says_what_inputs_do_not_agree_on(tmp_path: Path, cli: Cli) -> None:
    machine = (EXPORTS / "aws" / "orders.tfstate").read_text(encoding="utf-8")
    other = put(tmp_path, machine.replace("m5.large", "m5.xlarge").encode(), "old.tfstate")
    run = cli("import", EXPORTS / "aws", other, "--out", tmp_path / "inventory")
    assert run.code == 0
    assert "size: m5.large [ec2-describe-instances.json" in run.err
    assert "m5.xlarge [old.tfstate" in run.err
    assert "Something runs that is in no state: 1" in run.err


def test_explain_names_every_place_that_a_resource_was_read_in(tmp_path: Path, cli: Cli) -> None:
    out = tmp_path / "migration"
    cli("migrate", EXPORTS / "aws", "--target", "scaleway", "--out", out)
    run = cli("explain", "arn:aws:rds:eu-west-3:111122223333:db:orders", "--plan", out)
    for form in ("api", "config", "state", "template"):
        assert f"({form})" in run.out
