"""What is measured, put to a server and read back; and the command as a whole."""

import json
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from planner.inventory.collected import gather
from planner.inventory.disk import read_inventory
from providers.sources.aws import SOURCE
from providers.sources.aws.collect import Request, collect
from providers.sources.aws.measuring import Window
from tests.cli.shell import ran
from tests.live_aws.served import ACCOUNT, ONCE, REGION, clients, of, session

NOW = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
"""moto knows no time but its own."""


@pytest.fixture
def machines(endpoint: str) -> list[str]:
    """Two machines; of the first, two days of use, the last hours busy."""
    client = clients(endpoint, session())
    ec2 = client("ec2", REGION)
    image = ec2.register_image(Name="golden", RootDeviceName="/dev/sda1")["ImageId"]
    made = ec2.run_instances(ImageId=image, InstanceType="m6i.large", MinCount=2, MaxCount=2)
    ids = [one["InstanceId"] for one in made["Instances"]]
    series = [
        ("AWS/EC2", "CPUUtilization", [10.0] * 40 + [80.0] * 8, []),
        ("AWS/EC2", "NetworkOut", [float(2**30)] * 48, []),
        ("AWS/EC2", "EBSReadOps", [3600.0] * 48, []),
        ("AWS/EC2", "EBSWriteOps", [7200.0] * 48, []),
        ("CWAgent", "mem_used_percent", [60.0] * 48, [{"Name": "ImageId", "Value": image}]),
    ]
    for namespace, name, values, more in series:
        client("cloudwatch", REGION).put_metric_data(
            Namespace=namespace,
            MetricData=[
                {
                    "MetricName": name,
                    "Dimensions": [{"Name": "InstanceId", "Value": ids[0]}, *more],
                    "Timestamp": NOW - timedelta(hours=48 - hour),
                    "Value": value,
                }
                for hour, value in enumerate(values)
            ],
        )
    return ids


def test_use_is_measured_where_it_is_known_and_unknown_elsewhere(
    endpoint: str, machines: list[str]
) -> None:
    request = Request(
        regions=(REGION,),
        endpoint_url=endpoint,
        operations=of("ec2.describe_instances", "s3.list_buckets"),
        manner=ONCE,
        window=Window(NOW, 14),
    )
    inventory = gather(collect(request, session), {"aws": SOURCE}, "2026-11-22")
    found: dict[str, Any] = {one.id.rsplit("/", 1)[-1]: one for one in inventory.resources}
    use = found[machines[0]].utilisation
    assert (use.window_days, use.cpu_percent_p95, use.memory_percent_p95) == (14, 80.0, 60.0)
    assert use.iops_p95 == pytest.approx(3.0)
    assert use.egress_gib_month == pytest.approx(730, rel=0.6)
    assert use.requests_month is None
    assert found[machines[1]].utilisation is None
    row = next(one for one in inventory.ledger if one.operation == "get_metric_data")
    assert (row.status, row.region, row.resources) == ("ok", REGION, 0)
    assert row.read == row.folded > 0


def test_a_bucket_holds_what_it_is_measured_to_hold(endpoint: str) -> None:
    client = clients(endpoint, session())
    place = {"LocationConstraint": REGION}
    client("s3", REGION).create_bucket(Bucket="films", CreateBucketConfiguration=place)
    for kind, gib in (("StandardStorage", 3), ("GlacierStorage", 5)):
        client("cloudwatch", REGION).put_metric_data(
            Namespace="AWS/S3",
            MetricData=[
                {
                    "MetricName": "BucketSizeBytes",
                    "Dimensions": [
                        {"Name": "BucketName", "Value": "films"},
                        {"Name": "StorageType", "Value": kind},
                    ],
                    "Timestamp": NOW - timedelta(days=1),
                    "Value": float(gib * 2**30),
                }
            ],
        )
    request = Request(
        regions=(REGION,),
        endpoint_url=endpoint,
        operations=of("s3.list_buckets"),
        manner=ONCE,
        window=Window(NOW, 14),
    )
    inventory = gather(collect(request, session), {"aws": SOURCE}, "2026-11-22")
    films = next(one for one in inventory.resources if one.name == "films")
    assert (films.region, films.stored_gib) == (REGION, Decimal("8.0"))


def test_the_command_collects_says_what_is_unread_and_goes_on(
    endpoint: str,
    machines: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    out = tmp_path / "inventory"
    given = ["--lang", "en", "discover", "aws", "--out", str(out), "--regions", REGION]
    given += ["--endpoint-url", endpoint]
    assert ran([*given, "--json", "--strict"]) == 1  # what moto does not know is unread
    out_words = capsys.readouterr().out
    # moto's server, in the same process, says on stdout what it does not know.
    (counts,) = json.loads(out_words[out_words.index("[\n") :])
    inventory = read_inventory(out)
    assert counts["resources"] == len(inventory.resources)
    assert counts["unread"] == counts["units"] - counts["ok"] - counts.get("region-off", 0)
    names = {one.id.rsplit("/", 1)[-1] for one in inventory.resources}
    assert set(machines) <= names
    assert {one.account for one in inventory.resources} == {ACCOUNT}
    assert ran([*given, "--resume"]) == 0
    assert "Going on from the run" in capsys.readouterr().err
    assert len(read_inventory(out).resources) == len(inventory.resources)
