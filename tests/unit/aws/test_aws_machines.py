import pytest

from providers.sources.aws import arn, machines


@pytest.mark.parametrize(
    ("words", "system"),
    [
        ("ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20240101", "ubuntu-22.04"),
        ("Windows_Server-2019-English-Full-Base-2024.01.10", "windows-2019"),
        ("Windows Server 2022", "windows-2022"),
        ("Windows with SQL Server Standard", "windows"),
        ("al2023-ami-2023.6.20241010.0-kernel-6.1-x86_64", "amazon-linux-2023"),
        ("amzn2-ami-hvm-2.0.20240109.0-x86_64-gp2", "amazon-linux-2"),
        ("RHEL-9.3.0_HVM-20240117-x86_64-49-Hourly2-GP3", "rhel-9"),
        ("Red Hat Enterprise Linux", "rhel"),
        ("suse-sles-15-sp5-v20240129-hvm-ssd-x86_64", "sles-15"),
        ("debian-12-amd64-20240102-1614", "debian-12"),
        ("our golden image of last spring", ""),
        ("", ""),
    ],
)
def test_an_image_name_tells_the_operating_system(words: str, system: str) -> None:
    assert machines.operating_system(words) == system


@pytest.mark.parametrize(
    ("size", "architecture", "gpu"),
    [
        ("m6i.large", "x86_64", False),
        ("m7g.large", "arm64", False),
        ("c7gn.xlarge", "arm64", False),
        ("a1.medium", "arm64", False),
        ("g4dn.xlarge", "x86_64", True),
        ("g5g.xlarge", "arm64", True),
        ("p5en.48xlarge", "x86_64", True),
        ("db.r6g.xlarge", "arm64", False),
        ("u-6tb1.metal", "", False),
        ("nonsense", "", False),
    ],
)
def test_an_instance_type_tells_its_processor(size: str, architecture: str, *, gpu: bool) -> None:
    assert (machines.architecture(size), machines.has_gpu(size)) == (architecture, gpu)


def test_what_is_harder_to_find_elsewhere_decides_the_kind() -> None:
    assert machines.kind_of("g5.xlarge", "windows-2022", spot=True) == "compute.gpu"
    assert machines.kind_of("m6i.large", "windows-2022", spot=True) == "compute.vm_windows"
    assert machines.kind_of("m6i.large", "ubuntu-22.04", spot=True) == "compute.spot"
    assert machines.kind_of("m6i.large", "", spot=False) is None


def test_a_licence_is_known_only_where_the_platform_tells() -> None:
    assert machines.licence("") == ""
    assert machines.licence("Linux/UNIX") == "none"
    assert machines.licence("Windows") == "included"
    assert machines.licence("Windows BYOL") == "byol"
    assert machines.sql_server("Windows with SQL Server Standard") == "sql-server-standard"
    assert machines.sql_server("Windows_Server-2016-English-Full-SQL_2017_Web") == "sql-server-web"
    assert machines.sql_server("Windows") == ""


def test_an_arn_gives_its_region_and_account_and_the_partition_follows_the_region() -> None:
    built = arn.build("ec2", "instance/i-1", "cn-north-1", "123456789012")
    assert built == "arn:aws-cn:ec2:cn-north-1:123456789012:instance/i-1"
    assert (arn.region_of(built), arn.account_of(built)) == ("cn-north-1", "123456789012")
    assert (
        arn.build("ec2", "x", "us-gov-west-1", "unknown") == "arn:aws-us-gov:ec2:us-gov-west-1::x"
    )
    assert arn.region_of("not an arn") == ""


def test_a_name_is_kept_apart_by_what_it_names() -> None:
    assert arn.named("role", "orders") == "role/orders"
    assert arn.named("role", "arn:aws:iam::1:role/orders") == "arn:aws:iam::1:role/orders"
    assert arn.named("role", "") == ""
