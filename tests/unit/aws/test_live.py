"""What a live collection asks, how fast, in what order, and what it makes of answers."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.errors import UsageError
from planner.model.resource import LedgerRow
from providers.sources.aws.api import Native, Place
from providers.sources.aws.failures import BY_ORGANISATION, hint_of, status_of
from providers.sources.aws.measures import (
    Metric,
    Query,
    Subject,
    groups_of,
    measures,
    queries,
    told,
)
from providers.sources.aws.measuring import Window, places
from providers.sources.aws.operation import Operation
from providers.sources.aws.operations import each, listing, operations
from providers.sources.aws.order import ordered
from providers.sources.aws.organization import asked
from providers.sources.aws.pace import Bucket, Budget, limits
from providers.sources.aws.permissions import actions, policy_document
from providers.sources.aws.readers import LISTED_BY, UNKNOWN_SETTINGS, complete, reads
from providers.use import Point

HERE = Place(account="123456789012", region="eu-west-3")
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)


def operation(title: str) -> Operation:
    return next(one for one in each(operations()) if one.title == title)


class Clock:
    def __init__(self) -> None:
        self.now = 0.0
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


def test_a_bucket_lets_through_what_was_saved_up_and_then_so_many_a_second() -> None:
    clock = Clock()
    bucket = Bucket(5, 2, clock, clock.sleep)
    for _ in range(5):
        bucket.take()
    assert clock.slept == [0.2, 0.2, 0.2]
    clock.now += 60
    bucket.take()
    bucket.take()
    assert len(clock.slept) == 3


@given(st.lists(st.floats(min_value=0, max_value=2), min_size=1, max_size=50))
def test_no_window_of_a_bucket_sees_more_than_its_rate(pauses: list[float]) -> None:
    clock = Clock()
    bucket = Bucket(4, 3, clock, clock.sleep)
    times = []
    for pause in pauses:
        clock.now += pause
        bucket.take()
        times.append(clock.now)
    for number, begin in enumerate(times):
        for later in range(number, len(times)):
            assert later - number + 1 <= 3 + 1 + (times[later] - begin) * 4 + 1e-6


def test_a_unit_loses_time_by_calls_that_come_to_nothing_alone() -> None:
    clock = Clock()
    budget = Budget(120, clock)
    clock.now = 500
    assert budget.deadline() == 620
    budget.lost(since=430)
    assert (budget.deadline(), budget.spent) == (550, False)
    budget.lost(since=440)
    assert budget.spent


def test_every_limit_is_of_a_service_that_is_asked() -> None:
    calls = {(one.service, one.call) for one in each(operations())}
    services = {service for service, _ in calls} | {"organizations"}
    for service, name in limits():
        assert service in services
        assert not name or (service, name) in calls


def test_units_are_shuffled_alike_each_time_and_none_is_left_out() -> None:
    regions = tuple(f"eu-{number}" for number in range(9))
    groups = [(some, [job.key for job in jobs]) for some, jobs in ordered(operations(), regions)]
    assert groups == [
        (some, [job.key for job in jobs]) for some, jobs in ordered(operations(), regions)
    ]
    keys = [key for _, jobs in groups for key in jobs]
    regional = [one for one in operations() if one.scope == "regional"]
    alone = len(operations()) - len(regional)
    assert len(keys) == len(set(keys)) == len(regional) * 9 + alone
    first = [key.partition("/")[2].partition(".")[0] for key in groups[0][1][:16]]
    assert len(set(first)) > 8  # no service is met by a burst
    assert [len(some) for some, _ in groups] == [4, 4, 1]


def test_arguments_come_from_the_object_that_is_asked_for() -> None:
    services = operation("ecs.describe_services")
    some = [{"cluster": "c", "serviceArn": f"s{number}"} for number in range(2)]
    asked_for = services.arguments(some, "1")
    assert asked_for == {"cluster": "c", "services": ["s0", "s1"], "include": ["TAGS"]}
    assert services.group(some[0]) == ("c",)
    tags = operation("route53.list_tags_for_resource")
    assert tags.arguments([{"Id": "/hostedzone/Z1"}], "1")["ResourceId"] == "Z1"
    assert operation("budgets.describe_budgets").arguments([], "1") == {"AccountId": "1"}
    with pytest.raises(KeyError):
        services.arguments([{}], "1")


def test_what_a_list_only_names_is_of_unknown_settings_until_they_are_told() -> None:
    (native,) = reads(operation("dynamodb.list_tables"))({"TableName": "t"}, {}, HERE)
    assert native.attributes[UNKNOWN_SETTINGS] is True
    answer = {"TableName": "t", "TableSizeBytes": 7, "TableArn": "arn:aws:dynamodb:x:1:table/t"}
    assert complete(operation("dynamodb.describe_table"), native, answer, HERE)
    assert UNKNOWN_SETTINGS not in native.attributes
    assert native.attributes["table_size_bytes"] == 7


def test_a_key_of_awss_own_is_none_of_the_estate() -> None:
    key = operation("kms.describe_key")
    native = Native("aws_kms_key", "k", {})
    assert not complete(key, native, {"KeyId": "k", "KeyManager": "AWS"}, HERE)
    assert complete(key, native, {"KeyId": "k", "KeyManager": "CUSTOMER"}, HERE)


def test_what_a_sweep_names_says_which_list_would_name_it() -> None:
    read = reads(operation("resourcegroupstaggingapi.get_resources"))
    word = "arn:aws:ec2:eu-west-3:123456789012:instance/i-1"
    (known,) = read({"ResourceARN": word, "Tags": []}, {}, HERE)
    assert (known.type, known.attributes[LISTED_BY]) == ("aws_instance", "ec2.describe_instances")
    (strange,) = read({"ResourceARN": "arn:aws:braket:eu-west-3:1:job/7", "Tags": []}, {}, HERE)
    assert (strange.type, strange.attributes[LISTED_BY]) == ("braket:job", None)


def test_every_type_is_listed_by_an_operation_of_the_ledger() -> None:
    known = {f"{service}.{name}" for service, name in actions()}
    assert set(listing().values()) <= known


def test_the_policy_holds_no_more_than_what_is_asked() -> None:
    granted = {action for one in policy_document()["Statement"] for action in one["Action"]}
    asked_for = {action for some in actions().values() for action in some}
    assert granted == asked_for - {"organizations:ListAccounts", "sts:AssumeRole"}


def test_the_policy_fits_a_roles_inline_policy() -> None:
    # IAM quotas: 10,240 characters without white space for all inline policies of a role.
    assert len(json.dumps(policy_document(), separators=(",", ":"))) < 10_240


class Refusal(Exception):  # noqa: N818 - a stand-in for the SDK's
    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.response = {"Error": {"Code": "AccessDenied", "Message": message}}


def test_a_denial_by_the_organisation_says_so() -> None:
    denied = Refusal("… is not authorized … with an explicit deny in a service control policy")
    assert hint_of(denied) == BY_ORGANISATION
    assert status_of("AccessDenied", BY_ORGANISATION) == "denied"
    assert hint_of(Refusal("no identity-based policy allows it")) == ""
    assert status_of("UnknownOperationException", "not in this region") == "region-off"
    assert status_of("UnknownOperationException") == "error"


# Use


def machine(**more: object) -> Subject:
    attributes = {"id": "i-1", "arn": "arn:aws:ec2:eu-west-3:1:instance/i-1", **more}
    return Subject("i-1", "aws_instance", "1", "eu-west-3", attributes)


def asked_of(subject: Subject, **listed: object) -> Iterator[Query]:
    for group in groups_of(subject):
        yield from queries(subject, group, listed)  # type: ignore[arg-type]


def test_every_measured_type_is_one_that_is_listed() -> None:
    assert set(measures()) <= set(listing())


def test_a_machine_is_asked_by_its_id_and_its_memory_by_what_the_agent_named() -> None:
    found = {(query.metric.name, query.dimensions) for query in asked_of(machine())}
    assert ("CPUUtilization", (("InstanceId", "i-1"),)) in found
    assert not [name for name, _ in found if name == "mem_used_percent"]
    agents = (("ImageId", "ami-1"), ("InstanceId", "i-1"))
    (memory,) = [
        query
        for group in groups_of(machine())
        for query in queries(machine(), group, {("CWAgent", "mem_used_percent", "i-1"): (agents,)})
        if query.namespace == "CWAgent"
    ]
    assert memory.dimensions == agents


def test_only_balancers_of_a_kind_are_asked_in_its_words() -> None:
    own = "arn:aws:elasticloadbalancing:eu-west-3:1:loadbalancer/net/shop/7"
    subject = Subject(
        own, "aws_lb", "1", "eu-west-3", {"arn": own, "load_balancer_type": "network"}
    )
    assert {(query.namespace, query.dimensions) for query in asked_of(subject)} == {
        ("AWS/NetworkELB", (("LoadBalancer", "net/shop/7"),))
    }


def test_free_space_is_taken_from_the_size() -> None:
    subject = Subject(
        "d", "aws_db_instance", "1", "r", {"identifier": "d", "allocated_storage": 100}
    )
    (free,) = [query for query in asked_of(subject) if query.metric.name == "FreeStorageSpace"]
    points = [Point(hour, 60 * 2**30) for hour in (0.0, 24.0)]
    assert told([(free, points)], 48.0) == {"stored_gib": 40.0}
    unknown = Subject("d", "aws_db_instance", "1", "r", {"identifier": "d"})
    assert "FreeStorageSpace" not in {query.metric.name for query in asked_of(unknown)}


def test_reads_and_writes_are_added_and_nothing_measured_is_nothing_told() -> None:
    def query(name: str) -> Query:
        metric = Metric(name=name, gives="iops_p95", by="Sum", period=3600, times=0.5)
        return Query("v", metric, "AWS/EBS", (("VolumeId", "v"),))

    hours = [Point(float(hour), 10.0) for hour in range(48)]
    assert told([(query("r"), hours), (query("w"), hours)], 48.0) == {"iops_p95": 10.0}
    assert told([(query("r"), [])], 48.0) == {}


def test_a_distribution_is_measured_where_all_of_them_are() -> None:
    subject = Subject("d", "aws_cloudfront_distribution", "1", "global", {"id": "D"})
    assert places([subject, machine()]) == {"eu-west-3": [machine()], "us-east-1": [subject]}


def test_a_window_ends_where_the_run_begins() -> None:
    window = Window(NOW, 14)
    assert window.times["StartTime"] == datetime(2026, 11, 8, 8, tzinfo=UTC)


# Accounts


def options(**given: object) -> dict[str, object]:
    return {
        "regions": (), "endpoint_url": "", "utilisation_days": 0, "profile": "", "role_arn": "",
        "org": False, "accounts": None, "role_name": "Reader", "external_id": "", **given,
    }  # fmt: skip


def test_a_file_of_accounts_holds_numbers_one_a_line(tmp_path: Path) -> None:
    path = tmp_path / "accounts.txt"
    path.write_text("# ours\n210987654321 shop\n123456789012,pay\n\n210987654321\n", "utf-8")
    found = asked(NOW, **options(accounts=path, regions=("eu-west-3,eu-west-1", "eu-west-3")))
    assert found.accounts == ("123456789012", "210987654321")
    assert found.request.regions == ("eu-west-1", "eu-west-3")
    assert found.request.window is None
    path.write_text("shop\n", "utf-8")
    with pytest.raises(UsageError):
        asked(NOW, **options(accounts=path))
    with pytest.raises(UsageError):
        asked(NOW, **options(accounts=tmp_path / "none"))


def test_a_role_is_named_in_each_account_or_as_it_is() -> None:
    role = asked(NOW, **options()).role
    assert role.arn("123456789012", "aws-cn") == "arn:aws-cn:iam::123456789012:role/Reader"
    whole = asked(NOW, **options(role_name="arn:aws:iam::1:role/X")).role
    assert whole.arn("123456789012", "aws") == "arn:aws:iam::1:role/X"


def test_rows_of_the_ledger_are_of_this_cloud() -> None:
    from providers.sources.aws.collect import row_of  # noqa: PLC0415

    expected = LedgerRow(
        cloud="aws", account="1", region="r", service="s", operation="o", status="ok"
    )
    assert row_of("1", "r", "s", "o") == expected
