"""The live collector against a moto server, over real HTTP and with the real SDK."""

import json
import os
from collections.abc import Iterator
from typing import Any

import pytest

from planner.errors import InputError
from planner.inventory.collected import gather
from planner.model.resource import Inventory
from planner.model.spec import Bucket, LoadBalancer, Subnet, TargetGroup, VirtualMachine
from providers.live import Unit
from providers.sources.aws import SOURCE
from providers.sources.aws.clients import Manner
from providers.sources.aws.collect import Request, collect
from providers.sources.aws.operations import operations

boto3 = pytest.importorskip("boto3")
moto_server = pytest.importorskip("moto.server")

REGION = "eu-west-3"

ASKED = tuple(
    one
    for one in operations()
    if one.service in {"autoscaling", "ec2", "elbv2", "iam", "rds", "route53", "s3"}
    # moto does not know these
    and not one.name.endswith(("_instance_connect_endpoints", "_client_vpn_endpoints"))
    and one.name not in {"describe_placement_groups", "describe_option_groups"}
)


def read(endpoint: str, **given: Any) -> Iterator[Unit]:  # noqa: ANN401 - fields of Request
    given = {"regions": (REGION,), "operations": ASKED, **given}
    make = given.pop("session", session)
    manner = Manner(attempts=1)
    return collect(Request(endpoint_url=endpoint, manner=manner, **given), make)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"
    server = moto_server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    yield address
    server.stop()


def session() -> Any:  # noqa: ANN401 - boto3 is untyped
    return boto3.Session(
        aws_access_key_id="testing",
        aws_secret_access_key="testing",  # noqa: S106 - moto takes any
        region_name=REGION,
    )


@pytest.fixture(scope="module")
def made(endpoint: str) -> dict[str, str]:
    """A small estate, and the ids that its making returned."""
    ids: dict[str, str] = {}
    ec2 = session().client("ec2", endpoint_url=endpoint)
    ids["vpc"] = ec2.create_vpc(CidrBlock="10.1.0.0/16")["Vpc"]["VpcId"]
    for zone, number in (("a", 0), ("b", 1)):
        ids[f"subnet-{zone}"] = ec2.create_subnet(
            VpcId=ids["vpc"], CidrBlock=f"10.1.{number}.0/24", AvailabilityZone=REGION + zone
        )["Subnet"]["SubnetId"]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=ids["vpc"])
    table = ec2.create_route_table(VpcId=ids["vpc"])["RouteTable"]["RouteTableId"]
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    ec2.associate_route_table(RouteTableId=table, SubnetId=ids["subnet-a"])
    ids |= {"gateway": gateway, "table": table}
    ids["group"] = ec2.create_security_group(GroupName="web", Description="web", VpcId=ids["vpc"])[
        "GroupId"
    ]
    ec2.create_key_pair(KeyName="ops", KeyType="ed25519")
    image = ec2.register_image(Name="golden-ubuntu-22.04", RootDeviceName="/dev/sda1")["ImageId"]
    ids["instance"] = ec2.run_instances(
        ImageId=image, InstanceType="m6i.large", MinCount=1, MaxCount=1, KeyName="ops",
        SubnetId=ids["subnet-a"], SecurityGroupIds=[ids["group"]],
        TagSpecifications=[
            {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": "web-1"}]}
        ],
    )["Instances"][0]["InstanceId"]  # fmt: skip
    ids["image"] = image
    _balancing(endpoint, ids)
    _global(endpoint)
    return ids


def _balancing(endpoint: str, ids: dict[str, str]) -> None:
    client = session().client("elbv2", endpoint_url=endpoint)
    balancer = client.create_load_balancer(
        Name="shop", Subnets=[ids["subnet-a"], ids["subnet-b"]], Type="application"
    )["LoadBalancers"][0]["LoadBalancerArn"]
    group = client.create_target_group(
        Name="web", Protocol="HTTP", Port=8080, VpcId=ids["vpc"], HealthCheckPath="/healthz"
    )["TargetGroups"][0]["TargetGroupArn"]
    client.register_targets(TargetGroupArn=group, Targets=[{"Id": ids["instance"]}])
    forward = [{"Type": "forward", "TargetGroupArn": group}]
    listener = client.create_listener(
        LoadBalancerArn=balancer, Protocol="HTTP", Port=80, DefaultActions=forward
    )["Listeners"][0]["ListenerArn"]
    client.create_rule(
        ListenerArn=listener,
        Priority=7,
        Conditions=[{"Field": "path-pattern", "Values": ["/api/*"]}],
        Actions=forward,
    )
    ids |= {"balancer": balancer, "targets": group}


def _global(endpoint: str) -> None:
    s3 = session().client("s3", endpoint_url=endpoint)
    for name in ("media", "plain"):
        s3.create_bucket(Bucket=name, CreateBucketConfiguration={"LocationConstraint": REGION})
    s3.put_bucket_versioning(Bucket="media", VersioningConfiguration={"Status": "Enabled"})
    s3.put_bucket_tagging(
        Bucket="media", Tagging={"TagSet": [{"Key": "application", "Value": "shop"}]}
    )
    iam = session().client("iam", endpoint_url=endpoint)
    iam.create_role(RoleName="web", AssumeRolePolicyDocument='{"Statement": []}')
    iam.put_role_policy(
        RoleName="web",
        PolicyName="media",
        PolicyDocument=json.dumps(
            {
                "Version": "2012-10-17",
                "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"},
            }
        ),
    )
    route53 = session().client("route53", endpoint_url=endpoint)
    zone = route53.create_hosted_zone(Name="shop.example", CallerReference="1")["HostedZone"]["Id"]
    record = {"Name": "www.shop.example", "Type": "A", "TTL": 60,
              "ResourceRecords": [{"Value": "192.0.2.1"}]}  # fmt: skip
    route53.change_resource_record_sets(
        HostedZoneId=zone,
        ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]},
    )


@pytest.fixture(scope="module")
def inventory(endpoint: str, made: dict[str, str]) -> Inventory:
    assert made
    units = read(endpoint)
    return gather(units, {"aws": SOURCE}, "2026-11-22")


def by_alias(inventory: Inventory, word: str) -> Any:  # noqa: ANN401 - any spec
    return next(one for one in inventory.resources if word in (one.id, *one.aliases)).spec


def test_every_unit_is_read_and_counted(inventory: Inventory) -> None:
    assert {row.status for row in inventory.ledger} == {"ok"}
    assert all(row.read == row.resources + row.folded for row in inventory.ledger)
    asked = {(row.service, row.operation) for row in inventory.ledger}
    assert {(one.service, one.name) for one in ASKED} <= asked
    assert {one.code for one in inventory.diagnostics} == set()


def test_what_was_made_is_what_is_read(inventory: Inventory, made: dict[str, str]) -> None:
    words = {word for one in inventory.resources for word in (one.id, *one.aliases)}
    assert set(made.values()) <= words


def test_a_machine_comes_with_its_disk_from_the_volume(
    inventory: Inventory, made: dict[str, str]
) -> None:
    machine = by_alias(inventory, made["instance"])
    assert isinstance(machine, VirtualMachine)
    assert (machine.size, machine.os, machine.key_pair) == (
        "m6i.large",
        "ubuntu-22.04",
        "key-pair/ops",
    )
    assert machine.boot_disk is not None
    assert machine.boot_disk.size_gib == 8
    assert machine.subnets == (made["subnet-a"],)


def test_a_subnet_knows_its_table_and_a_balancer_its_listeners(
    inventory: Inventory, made: dict[str, str]
) -> None:
    subnet = by_alias(inventory, made["subnet-a"])
    assert isinstance(subnet, Subnet)
    assert subnet.route_table == made["table"]
    balancer = by_alias(inventory, made["balancer"])
    assert isinstance(balancer, LoadBalancer)
    (listener,) = balancer.listeners
    assert (listener.port, [rule.paths for rule in listener.rules]) == (80, [("/api/*",)])
    group = by_alias(inventory, made["targets"])
    assert isinstance(group, TargetGroup)
    assert group.targets == (made["instance"],)


def test_a_bucket_has_its_settings_and_one_without_any_is_read_too(inventory: Inventory) -> None:
    media = next(one for one in inventory.resources if one.id == "arn:aws:s3:::media")
    assert isinstance(media.spec, Bucket)
    assert (media.spec.versioning, media.tags, media.region) == (
        True,
        {"application": "shop"},
        REGION,
    )
    plain = by_alias(inventory, "arn:aws:s3:::plain")
    assert isinstance(plain, Bucket)
    assert (plain.versioning, plain.lifecycle) == (False, ())


def test_two_collections_of_the_same_account_are_alike(endpoint: str, inventory: Inventory) -> None:
    units = read(endpoint)
    again = gather(units, {"aws": SOURCE}, "2026-11-22")
    assert again.resources == inventory.resources
    assert again.ledger == inventory.ledger


def test_without_a_region_all_that_are_on_are_read_and_those_that_are_off_are_said(
    endpoint: str,
) -> None:
    one = ASKED[:1]
    rows = [unit.row for unit in read(endpoint, regions=(), operations=one)]
    listed = next(row for row in rows if row.operation == "describe_regions")
    assert (listed.status, listed.region) == ("ok", "global")
    off = {row.region for row in rows if row.status == "region-off"}
    assert off == {row.region for row in rows if row.operation == "*"}
    assert REGION not in off


def test_an_endpoint_that_nobody_answers_is_an_error_and_not_an_empty_account() -> None:
    with pytest.raises(InputError) as failure:
        list(read("http://127.0.0.1:9"))
    assert "EndpointConnectionError" in failure.value.detail.en


def test_a_refused_operation_is_a_row_and_the_others_go_on(endpoint: str) -> None:
    refused = Refusing(session(), "describe_vpcs", "UnauthorizedOperation")
    units = list(read(endpoint, session=lambda: refused))
    rows = {unit.row.operation: unit for unit in units}
    assert rows["describe_vpcs"].row.status == "denied"
    assert rows["describe_vpcs"].row.detail == "UnauthorizedOperation"
    assert rows["describe_vpcs"].records == ()
    assert rows["describe_subnets"].row.status == "ok"


class Refusing:
    """A session whose clients refuse one operation, as AWS would."""

    def __init__(self, real: Any, operation: str, code: str) -> None:  # noqa: ANN401
        self._real = real
        self._operation = operation
        self._code = code

    def client(self, service: str, **arguments: Any) -> Any:  # noqa: ANN401
        client = self._real.client(service, **arguments)
        client.meta.events.register("before-send", self._before_send)
        return client

    def get_available_regions(self, service: str) -> list[str]:
        found: list[str] = self._real.get_available_regions(service)
        return found

    def _before_send(self, request: Any, **_named: Any) -> Any:  # noqa: ANN401
        from botocore.awsrequest import (  # type: ignore[import-untyped] # noqa: PLC0415
            AWSResponse,
        )

        word = "".join(part.title() for part in self._operation.split("_"))
        if f"Action={word}&" not in str(request.body or ""):
            return None
        body = f"<Response><Errors><Error><Code>{self._code}</Code></Error></Errors></Response>"

        class Raw:
            def stream(self) -> Iterator[bytes]:
                yield body.encode()

        return AWSResponse(request.url, 403, {}, Raw())
