"""What bills call things, as the Terraform types that they mean."""

from typing import Any

import pytest

from planner.model.protocols import Item
from providers.sources.aws.billing import engine
from providers.sources.aws.export import adapt

ACCOUNT = "123456789012"


def billed(word: str, service: str = "AmazonEC2", **more: Any) -> tuple[str, dict[str, Any]]:  # noqa: ANN401
    item = Item(
        cloud="aws", form="bill", type=service, body={"id": word, **more}, file="f", place="p",
        account=ACCOUNT, region="eu-west-3",
    )  # fmt: skip
    (record,) = adapt(item)
    return record.type, dict(record.attributes)


@pytest.mark.parametrize(
    ("word", "service", "expected"),
    [
        ("i-0a1b2c3d4e5f60001", "AmazonEC2", "aws_instance"),
        ("vol-0a1b2c3d4e5f60001", "AmazonEC2", "aws_ebs_volume"),
        ("media", "AmazonS3", "aws_s3_bucket"),
        ("arn:aws:s3:::media", "AmazonS3", "aws_s3_bucket"),
        (f"arn:aws:rds:eu-west-3:{ACCOUNT}:db:orders", "AmazonRDS", "aws_db_instance"),
        (f"arn:aws:ec2:eu-west-3:{ACCOUNT}:natgateway/nat-1", "AmazonEC2", "aws_nat_gateway"),
        (f"arn:aws:lambda:eu-west-3:{ACCOUNT}:function:mail", "AWSLambda", "aws_lambda_function"),
        ("web-1", "AmazonLightsail", "AmazonLightsail"),
        (f"arn:aws:madeup:eu-west-3:{ACCOUNT}:thing/x", "Made Up", "madeup:thing"),
    ],
)
def test_ids_and_arns_tell_the_type(word: str, service: str, expected: str) -> None:
    assert billed(word, service)[0] == expected


def test_sizes_engines_and_bytes_go_where_the_type_has_them() -> None:
    assert billed("i-0a1b2c3d4e5f60001", size="m5.large")[1]["instance_type"] == "m5.large"
    volume = billed("vol-0a1b2c3d4e5f60001", held_gib=100, meter="EUW3-EBS:VolumeUsage.gp3")[1]
    assert (volume["size"], volume["type"]) == (100, "gp3")
    base = billed(
        f"arn:aws:rds:eu-west-3:{ACCOUNT}:db:orders", "AmazonRDS", size="db.t3.micro",
        engine="PostgreSQL",
    )[1]  # fmt: skip
    assert (base["instance_class"], base["engine"], base["identifier"]) == (
        "db.t3.micro", "postgres", "orders",
    )  # fmt: skip
    windows = billed("i-0a1b2c3d4e5f60001", os="Windows")[1]
    assert windows["platform_details"] == "Windows"


def test_engines_are_called_as_terraform_calls_them() -> None:
    assert [engine(word) for word in ("Aurora PostgreSQL", "MySQL", "SQL Server", "")] == [
        "aurora-postgresql", "mysql", "sqlserver-se", "",
    ]  # fmt: skip
