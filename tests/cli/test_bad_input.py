"""What a hostile or broken file meets: file, place and remedy, or a diagnostic and the run goes on."""

import csv
import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet

from tests.cli.shell import HOSTILE, SMALL, Cli, managed, migrate, put, refused, state

ARN = "arn:aws:ec2:eu-west-3:123456789012"

UNREADABLE = {
    "not JSON": (b"resource aws_instance {}", "neither JSON nor a table"),
    "empty": (b"", "not JSON"),
    "truncated": (SMALL.read_bytes()[:2000], "cut off"),
    "not an object": (b"[1, 2, 3]", "format"),
    "another JSON": (b'{"hello": "world"}', "format"),
    "a newer version": (state(version=5), "version 5"),
    "an old version": (state(version=1), "version 1"),
    "a version in words": (b'{"version": "four", "resources": []}', ""),
    "encrypted": (
        (
            b'{"serial": 1, "lineage": "x", "meta": {"key_provider.pbkdf2.x": "e30="}, '
            b'"encrypted_data": "AAAA", "encryption_version": "v0"}'
        ),
        "encrypted",
    ),
    "nested deeply": (
        b'{"version": 4, "resources": [{"mode": "managed", "type": "aws_vpc", "name": "a", '
        b'"instances": [{"attributes": {"a": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}]}]}",
        "nest",
    ),
    "binary": (bytes(range(256)) * 20, "neither JSON nor a table"),
    "half of UTF-16": (b"\xff\xfe{", "neither JSON nor a table"),
}


@pytest.mark.parametrize("case", UNREADABLE)
def test_a_file_that_cannot_be_read_is_refused_by_name(case: str, tmp_path: Path, cli: Cli) -> None:
    content, word = UNREADABLE[case]
    run = migrate(cli, put(tmp_path, content), out=tmp_path / "out")
    refused(run, 3, "bad.tfstate", word)
    assert not (tmp_path / "out").exists()


def test_a_missing_file_is_refused_by_name(tmp_path: Path, cli: Cli) -> None:
    run = migrate(cli, tmp_path / "nowhere.tfstate", out=tmp_path / "out")
    refused(run, 3, "nowhere.tfstate", "Check the path")


def test_an_empty_folder_is_refused(tmp_path: Path, cli: Cli) -> None:
    (tmp_path / "states").mkdir()
    refused(migrate(cli, tmp_path / "states", out=tmp_path / "out"), 3, "states", "no file")


def test_errors_speak_the_language_asked_for(tmp_path: Path, cli: Cli) -> None:
    run = cli(
        "--lang", "fr", "migrate", tmp_path / "rien", "--target", "ovh", "--out", tmp_path / "o"
    )
    assert run.code == 3
    assert run.lines[0].startswith("Erreur : Un fichier ne peut pas être ouvert")
    assert "Vérifiez le chemin" in run.err


@pytest.mark.parametrize("case", ["truncated", "a newer version", "encrypted", "nested deeply"])
def test_one_bad_file_beside_a_good_one_is_a_diagnostic(
    case: str, tmp_path: Path, cli: Cli
) -> None:
    bad = put(tmp_path, UNREADABLE[case][0])
    run = migrate(cli, SMALL, bad, out=tmp_path / "out")
    assert run.code == 0, run.err
    assert "Unread: 1; " in run.err
    assert "errors: 1; " in run.err
    assert "bad.tfstate" in run.err, "which file it was"
    table = parquet.read_table(tmp_path / "out" / "tables" / "diagnostics.parquet").to_pylist()
    assert [row["file"] for row in table if row["code"] == "file-unread"] == ["bad.tfstate"]
    counts = json.loads((tmp_path / "out" / "plan.json").read_bytes())["verdict"]["counts"]
    assert counts["unread"] == 1


def test_one_bad_file_fails_a_strict_run(tmp_path: Path, cli: Cli) -> None:
    bad = put(tmp_path, b"{")
    run = cli("migrate", SMALL, bad, "--target", "ovh", "--out", tmp_path / "out", "--strict")
    assert run.code == 1
    assert (tmp_path / "out" / "plan.json").is_file()


@pytest.mark.parametrize("target", ["ovh", "all"])
def test_an_empty_estate_makes_an_empty_plan(target: str, tmp_path: Path, cli: Cli) -> None:
    run = migrate(cli, put(tmp_path, state(), "empty.tfstate"), out=tmp_path / "out", target=target)
    assert run.code == 0, run.err
    assert "0 resources" in run.err
    assert "NaN" not in run.err
    for path in (tmp_path / "out").rglob("plan.json"):
        assert json.loads(path.read_bytes())["verdict"]["counts"]["resources"] == 0


ODD = {
    "an id twice": (
        managed("aws_vpc", "a", id="vpc-0a1b2c3d4e5f60001", cidr_block="10.0.0.0/16"),
        managed("aws_vpc", "b", id="vpc-0a1b2c3d4e5f60001", cidr_block="10.1.0.0/16"),
    ),
    "a reference to nowhere": (
        managed("aws_subnet", "a", id="subnet-0a1b2c3d4e5f60001", vpc_id="vpc-0fffffffffffffff1"),
        managed("aws_volume_attachment", "a", id="x", volume_id="vol-0", instance_id="i-0"),
    ),
    "groups that name each other": tuple(
        managed(
            "aws_security_group", mine, id=f"sg-0a1b2c3d4e5f6000{mine}", name=mine,
            arn=f"{ARN}:security-group/sg-0a1b2c3d4e5f6000{mine}",
            ingress=[{"protocol": "tcp", "from_port": 1, "to_port": 2,
                      "security_groups": [f"sg-0a1b2c3d4e5f6000{other}"]}],
        )
        for mine, other in (("1", "2"), ("2", "1"))
    ),
    "one that names itself": (
        managed("aws_db_instance", "a", id="a", identifier="a", engine="postgres",
                instance_class="db.t3.micro", allocated_storage=20, replicate_source_db="a"),
    ),
    "negative sizes": (
        managed("aws_ebs_volume", "a", id="vol-0a1b2c3d4e5f60001", size=-5, iops=-1, type="gp3"),
        managed("aws_db_instance", "b", id="b", identifier="b", engine="mysql",
                instance_class="db.m5.large", allocated_storage=-100, multi_az=True),
        managed("aws_autoscaling_group", "c", id="c", name="c", min_size=-1, max_size=-3,
                desired_capacity=-2),
        managed("aws_eks_node_group", "d", id="d:d", cluster_name="d", node_group_name="d",
                scaling_config=[{"min_size": -1, "max_size": -1, "desired_size": -1}]),
        managed("google_compute_disk", "e", id="e", name="e", size=-1),
        managed("azurerm_managed_disk", "f", id="/subscriptions/x/f", name="f", disk_size_gb=-1),
    ),
    "sizes out of this world": (
        managed("aws_ebs_volume", "a", id="vol-0a1b2c3d4e5f60001", size=10**30, type="gp3"),
        managed("aws_ebs_volume", "b", id="vol-0a1b2c3d4e5f60002", size=1e308, type="gp3"),
        managed("aws_sqs_queue", "c", id="c", name="c", visibility_timeout_seconds=10**40),
    ),
    "attributes of other types": (
        managed("aws_instance", "a", id=7, instance_type=[], tags="x", root_block_device={}),
        managed("aws_vpc", "b", id=None, cidr_block={"a": 1}),
        managed("aws_s3_bucket", "c", id=["x"], bucket=True, tags=[1, 2]),
        managed("aws_security_group", "d", id="sg-1", ingress="all", egress=[1, "x", None, {}]),
        managed("aws_lb", "e", id="lb", subnets={"a": 1}, security_groups=7),
        managed("aws_route53_record", "f", id="f", name=7, type=[], records="x", ttl="soon"),
        managed("aws_iam_role", "g", id="g", assume_role_policy="{not json", name=0),
    ),
    "ranges that are none": (
        managed("aws_vpc", "a", id="vpc-0a1b2c3d4e5f60001", cidr_block="10.0.0.0/99"),
        managed("aws_subnet", "b", id="subnet-0a1b2c3d4e5f60001", vpc_id="vpc-0a1b2c3d4e5f60001",
                cidr_block="not a range"),
        managed("aws_route_table", "c", id="rtb-0a1b2c3d4e5f60001", vpc_id="vpc-0a1b2c3d4e5f60001",
                route=[{"cidr_block": "::/999", "gateway_id": "igw-0"}]),
    ),
    "a kind that nobody knows": (managed("aws_made_up_thing", "a", id="a"),),
    "nothing but a type": (managed("aws_instance", "a"), managed("azurerm_linux_virtual_machine", "b"),
                           managed("google_compute_instance", "c"), managed("aws_lb_listener", "d")),
}  # fmt: skip


@pytest.mark.parametrize("case", ODD)
def test_an_odd_estate_is_planned_all_the_same(case: str, tmp_path: Path, cli: Cli) -> None:
    path = put(tmp_path, state(*ODD[case]), "odd.tfstate")
    run = migrate(cli, path, out=tmp_path / "out", target="all")
    assert run.code == 0, run.err
    for target in ("outscale", "ovh", "scaleway"):
        plan = json.loads((tmp_path / "out" / target / "plan.json").read_bytes())
        assert plan["verdict"]["counts"]["read"] == len(ODD[case])


HOSTILE_NAMES = (
    'quote " and \\ back', "new\nline", '${file("/etc/passwd")}', "%{ for x in y }",
    "<script>alert(1)</script>", "=cmd|'/c calc'!A1", "../../../escape", "/etc/passwd", "nul\x00l",
    "\x1b[2Jcleared", "-", "", "é" * 300, "CON", "a" * 5000, "\u202egnp.exe", "{{ 7*7 }}",
)  # fmt: skip


def named(name: str, number: int) -> list[dict[str, Any]]:
    """Resources of three kinds that bear a name wherever a name may stand."""
    return [
        managed("aws_s3_bucket", name, id=name, bucket=name, tags={"Name": name, "app": name}),
        managed("aws_vpc", name, id=f"vpc-0a1b2c3d4e5f6{number:04}", cidr_block="10.0.0.0/16",
                tags={"Name": name, name: name}),
        managed("aws_db_instance", name, id=name, identifier=name, engine="postgres",
                instance_class="db.t3.medium", allocated_storage=20, username=name),
    ]  # fmt: skip


def test_hostile_names_leave_neither_their_folder_nor_their_cell(tmp_path: Path, cli: Cli) -> None:
    names = enumerate(HOSTILE_NAMES)
    path = put(tmp_path, state(*(one for number, name in names for one in named(name, number))))
    inside = tmp_path / "deep" / "out"
    run = migrate(cli, path, out=inside, target="all")
    assert run.code == 0, run.err
    assert {one.name for one in tmp_path.iterdir()} == {"bad.tfstate", "deep"}
    assert [one.name for one in (tmp_path / "deep").iterdir()] == ["out"]
    assert "\x1b" not in run.err
    for table in sorted(inside.rglob("*.csv")):
        for row in csv.reader(StringIO(table.read_bytes().decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))]


def test_a_hostile_estate_is_planned_for_all_targets(tmp_path: Path, cli: Cli) -> None:
    run = migrate(cli, HOSTILE, out=tmp_path / "out", target="all")
    assert run.code == 0, run.err
