import pytest

from planner.model.protocols import Record
from providers.sources.aws import SOURCE, enrich
from providers.sources.aws.api import Place
from providers.sources.aws.failures import code_of, status_of, stops
from providers.sources.aws.operations import OPERATIONS, policy_document

HERE = Place(account="123456789012", region="eu-west-3")


def test_the_policy_only_reads_and_never_a_secret_or_an_object() -> None:
    (statement,) = policy_document()["Statement"]
    actions = statement["Action"]
    assert actions == sorted(set(actions))
    assert all(action.split(":")[1].startswith(("Describe", "Get", "List")) for action in actions)
    assert not {"s3:GetObject", "secretsmanager:GetSecretValue", "ssm:GetParameter"} & set(actions)
    assert {"sts:GetCallerIdentity", "ec2:DescribeRegions"} <= set(actions)


def test_every_operation_is_asked_once() -> None:
    names = [(one.service, one.name) for one in OPERATIONS]
    assert names == sorted(set(names))


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("AccessDenied", "denied"),
        ("UnauthorizedOperation", "denied"),
        ("AWS.SimpleQueueService.OptInRequired", "region-off"),
        ("RequestLimitExceeded", "throttled"),
        ("EndpointConnectionError", "unreachable"),
        ("InternalError", "error"),
        ("", "error"),
    ],
)
def test_a_code_is_known_by_its_last_part_too(code: str, status: str) -> None:
    assert status_of(code) == status


def test_credentials_that_ended_stop_the_run() -> None:
    assert stops("ExpiredToken")
    assert stops("some.service.ExpiredTokenException")
    assert not stops("AccessDenied")


def test_a_failure_without_an_answer_is_known_by_its_name() -> None:
    assert code_of(TimeoutError()) == "TimeoutError"


def test_what_aws_makes_for_its_services_is_theirs() -> None:
    found = {one.name: one for one in OPERATIONS}
    interface = {"NetworkInterfaceId": "eni-1", "RequesterManaged": True}
    role = {"RoleName": "AWSServiceRoleForRDS", "Path": "/aws-service-role/rds.amazonaws.com/"}
    gateway = {"NatGatewayId": "nat-1", "State": "deleted"}
    assert list(found["describe_network_interfaces"].adapt(interface, HERE)) == []
    assert list(found["list_roles"].adapt(role, HERE)) == []
    assert list(found["describe_nat_gateways"].adapt(gateway, HERE)) == []


def test_clusters_of_one_operation_are_told_apart_by_engine() -> None:
    adapt = next(one.adapt for one in OPERATIONS if one.name == "describe_db_clusters")
    types = [
        native.type
        for engine in ("aurora-postgresql", "docdb", "neptune")
        for native in adapt({"DBClusterIdentifier": "c", "Engine": engine}, HERE)
    ]
    assert types == ["aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"]


def test_a_bucket_of_the_oldest_region_answers_no_place() -> None:
    assert enrich.bucket_region({"LocationConstraint": None}) == {"region": "us-east-1"}
    assert enrich.bucket_region({"LocationConstraint": "EU"}) == {"region": "eu-west-1"}
    assert enrich.bucket_region({"LocationConstraint": "eu-west-3"}) == {"region": "eu-west-3"}


def test_an_instance_of_the_api_reads_as_one_of_a_state() -> None:
    adapt = next(one.adapt for one in OPERATIONS if one.name == "describe_instances")
    answer = {
        "InstanceId": "i-0123456789abcdef0",
        "InstanceType": "m6i.large",
        "SubnetId": "subnet-1",
        "SecurityGroups": [{"GroupId": "sg-1"}],
        "KeyName": "ops",
        "PlatformDetails": "Windows",
        "State": {"Name": "running"},
        "Tags": [{"Key": "Name", "Value": "web"}],
    }
    (native,) = adapt(answer, HERE)
    live = SOURCE.rules[native.type](
        Record(type=native.type, address="a.b", attributes=native.attributes, file="aws:1")
    )
    state = SOURCE.rules["aws_instance"](
        Record(
            type="aws_instance",
            address="a.b",
            attributes={
                "id": "i-0123456789abcdef0",
                "arn": "arn:aws:ec2:eu-west-3:123456789012:instance/i-0123456789abcdef0",
                "instance_type": "m6i.large",
                "subnet_id": "subnet-1",
                "vpc_security_group_ids": ["sg-1"],
                "key_name": "ops",
                "tags": {"Name": "web"},
            },
            file="f",
        )
    )
    assert (live.id, live.name, live.references) == (state.id, state.name, state.references)
    assert live.kind == "compute.vm_windows"
