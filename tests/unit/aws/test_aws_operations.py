from collections.abc import Mapping

import pytest

from planner.model.protocols import Record
from providers.sources.aws import SOURCE, enrich
from providers.sources.aws.api import Native, Place
from providers.sources.aws.failures import code_of, status_of, stops
from providers.sources.aws.operation import Operation
from providers.sources.aws.operations import each, listing, operations
from providers.sources.aws.permissions import actions, policy_document
from providers.sources.aws.readers import reads

HERE = Place(account="123456789012", region="eu-west-3")


def asked(title: str) -> Operation:
    return next(one for one in each(operations()) if one.title == title)


def test_the_policy_only_reads_and_never_a_secret_or_an_object() -> None:
    everywhere, of_tables = policy_document()["Statement"]
    granted = everywhere["Action"]
    assert granted == sorted(set(granted))
    # apigateway:GET is what reading is called there, budgets:ViewBudget likewise
    verbs = ("Describe", "Get", "List", "BatchGet", "GET", "View")
    assert all(action.split(":")[1].startswith(verbs) for action in granted)
    secret = ("s3:GetObject", "secretsmanager:GetSecret", "ssm:GetParameter", "lambda:GetFunction")
    assert not [action for action in granted if action.startswith(secret)]
    assert {"sts:GetCallerIdentity", "ec2:DescribeRegions"} <= set(granted)
    # Keyspaces lists through its system tables, and no other table may be read.
    assert of_tables["Action"] == ["cassandra:Select"]
    assert of_tables["Resource"] == ["arn:aws:cassandra:*:*:/keyspace/system*"]


def test_over_a_hundred_types_of_over_45_services_are_asked_for() -> None:
    assert len(listing()) > 180
    assert len({one.service for one in each(operations())}) > 85


def test_every_operation_of_the_ledger_has_its_action() -> None:
    rows = [(root.service, root.name) for root in operations()]
    rows += [
        (one.service, f"{root.name}/{one.call}")
        for root in operations()
        for one in each(root.details)
    ]
    assert len(rows) == len(set(rows))
    assert set(rows) <= set(actions())


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
    def read(name: str, answer: Mapping[str, object]) -> list[Native]:
        return list(reads(asked(name))(answer, {}, HERE))

    interface = {"NetworkInterfaceId": "eni-1", "RequesterManaged": True}
    role = {"RoleName": "AWSServiceRoleForRDS", "Path": "/aws-service-role/rds.amazonaws.com/"}
    gateway = {"NatGatewayId": "nat-1", "State": "deleted"}
    assert read("ec2.describe_network_interfaces", interface) == []
    assert read("iam.get_account_authorization_details/RoleDetailList", role) == []
    assert read("ec2.describe_nat_gateways", gateway) == []


def test_clusters_of_one_operation_are_told_apart_by_engine() -> None:
    read = reads(asked("rds.describe_db_clusters"))
    types = [
        native.type
        for engine in ("aurora-postgresql", "docdb", "neptune")
        for native in read({"DBClusterIdentifier": "c", "Engine": engine}, {}, HERE)
    ]
    assert types == ["aws_rds_cluster", "aws_docdb_cluster", "aws_neptune_cluster"]


def test_a_bucket_of_the_oldest_region_answers_no_place() -> None:
    assert enrich.bucket_region({"LocationConstraint": None}) == {"region": "us-east-1"}
    assert enrich.bucket_region({"LocationConstraint": "EU"}) == {"region": "eu-west-1"}
    assert enrich.bucket_region({"LocationConstraint": "eu-west-3"}) == {"region": "eu-west-3"}


def test_an_instance_of_the_api_reads_as_one_of_a_state() -> None:
    read = reads(asked("ec2.describe_instances"))
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
    (native,) = read(answer, {}, HERE)
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
