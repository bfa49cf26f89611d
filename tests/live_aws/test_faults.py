"""Regions that refuse, throttle, hang, break off and cut short; and going on once they answer again."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputError
from planner.inventory.interpret import Interpreter
from planner.inventory.units import Units, begin, end
from planner.model.resource import LedgerRow
from providers.sources.aws import SOURCE
from providers.sources.aws.clients import Manner
from providers.sources.aws.collect import Request, collect
from providers.sources.aws.organization import Accounts, collect_all
from providers.sources.aws.sessions import Role
from tests.live_aws.conftest import Breaker
from tests.live_aws.served import clients, of, session

WELL = "eu-west-3"
REFUSED, SCP, THROTTLED = "eu-west-1", "eu-west-2", "eu-central-1"
HUNG, RESET, CUT, OFF = "eu-north-1", "us-west-2", "sa-east-1", "eu-south-1"
REGIONS = (WELL, REFUSED, SCP, THROTTLED, HUNG, RESET, CUT, OFF)

ASKED = of("dynamodb.list_tables", "ec2.describe_vpcs", "lambda.list_functions", "sqs.list_queues")
NOW = datetime(2026, 11, 22, 8, tzinfo=UTC)

RULES: tuple[dict[str, Any], ...] = (
    {"service": "ec2", "region": REFUSED, "error": {"code": "UnauthorizedOperation"}},
    {"service": "*", "region": REFUSED, "error": {"code": "AccessDeniedException"}},
    {
        "service": "*",
        "region": SCP,
        "error": {
            "code": "AccessDeniedException",
            "message": "… with an explicit deny in a service control policy",
        },
    },
    {"service": "*", "region": THROTTLED, "error": {"code": "ThrottlingException"}},
    {"service": "*", "region": HUNG, "timeout_ms": 1500},
    {"service": "*", "region": RESET, "reset": True},
    {"service": "*", "region": CUT, "response": {"truncate_frac": 0.7}},
    {"service": "*", "region": OFF, "error": {"code": "OptInRequired"}},
)

OUTCOMES = {
    WELL: "ok",
    REFUSED: "denied",
    SCP: "denied",
    THROTTLED: "throttled",
    HUNG: "unreachable",
    RESET: "unreachable",
    CUT: "truncated",
    OFF: "region-off",
}


@pytest.fixture
def made(endpoint: str) -> None:
    client = clients(endpoint, session())
    # The server loads a service when it is first asked for, which takes longer than units may wait.
    client("sts", WELL).get_caller_identity()
    client("ec2", WELL).describe_vpcs()
    client("lambda", WELL).list_functions()
    for region in REGIONS:
        if client("dynamodb", region).list_tables()["TableNames"]:
            return
        client("sqs", region).create_queue(QueueName="orders")
        client("dynamodb", region).create_table(
            TableName="sessions",
            BillingMode="PAY_PER_REQUEST",
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        )


def read(breaker: Breaker, units: Units) -> Iterator[LedgerRow]:
    manner = Manner(attempts=2, read_seconds=1, unit_seconds=20)
    request = Request(
        regions=REGIONS,
        endpoint_url=breaker.address,
        operations=ASKED,
        manner=manner,
        done=units.done,
    )
    interpreter = Interpreter({"aws": SOURCE})
    for unit in collect(request, session):
        units.keep(unit, interpreter)
        yield unit.row


def test_each_fault_is_told_apart_nothing_else_is_lost_and_going_on_reads_what_is_missing(
    breaker: Breaker, made: None, tmp_path: Path
) -> None:
    assert made is None
    folder, _ = begin(tmp_path, ("aws",), NOW, resume=False)
    breaker.rules(*RULES)
    broken = Units(folder)
    last = {(row.region, row.operation): row for row in read(breaker, broken)}
    of_regions = {key: row for key, row in last.items() if key[0] in OUTCOMES}
    assert {region: {row.status for (place, _), row in of_regions.items() if place == region}
            for region in REGIONS} == {region: {word} for region, word in OUTCOMES.items()}  # fmt: skip
    hint = "AccessDeniedException: a service control policy forbids it"
    assert last[SCP, "list_functions"].detail == hint
    assert last[OFF, "list_queues"].detail == "AWS.SimpleQueueService.OptInRequired"
    names = {(one.region, one.name) for one in broken.resources("123456789012")}
    assert {(WELL, "orders"), (WELL, "sessions")} <= names
    assert {region for region, _ in names} == {WELL}
    end(tmp_path)

    breaker.rules()
    folder, goes_on = begin(tmp_path, ("aws",), NOW, resume=True)
    assert goes_on
    units = Units(folder)
    asked = [row for row in read(breaker, units) if row.region in OUTCOMES]
    assert {row.region for row in asked} == {THROTTLED, HUNG, RESET, CUT}
    assert {row.status for row in asked} == {"ok"}

    units = Units(folder, retry_denied=True)
    asked = [row for row in read(breaker, units) if row.region in OUTCOMES]
    assert {row.region for row in asked} == {REFUSED, SCP}
    names = {(one.region, one.name) for one in units.resources("123456789012")}
    assert {region for region, name in names if name == "sessions"} == set(REGIONS) - {OFF}


def test_a_unit_that_is_throttled_is_asked_once_more_at_the_end(
    breaker: Breaker, made: None, tmp_path: Path
) -> None:
    assert made is None
    # Two attempts are throttled, which is a unit's first turn; the third finds the server well.
    slow = {"service": "dynamodb", "region": WELL, "operation": "ListTables"}
    breaker.rules({**slow, "error": {"code": "ThrottlingException"}, "times": 2})
    rows = [row for row in read(breaker, Units(tmp_path)) if row.region == WELL]
    statuses = [row.status for row in rows if row.operation == "list_tables"]
    assert statuses == ["throttled", "ok"]
    assert rows[-1].operation.startswith("list_tables")


def test_credentials_that_end_stop_the_run_and_keep_what_was_read(
    breaker: Breaker, made: None, tmp_path: Path
) -> None:
    assert made is None
    breaker.rules({"service": "ec2", "region": WELL, "error": {"code": "ExpiredToken"}})
    units = Units(tmp_path)
    with pytest.raises(InputError) as failure:
        list(read(breaker, units))
    assert "ExpiredToken" in failure.value.detail.en
    breaker.rules()
    assert {row.region for row in read(breaker, Units(tmp_path))} >= {WELL}


def test_an_account_that_cannot_be_assumed_is_one_unit_that_was_denied(
    breaker: Breaker, made: None
) -> None:
    assert made is None
    refused, taken = "111111111111", "222222222222"
    body = f"contains(RoleArn, '{refused}')"
    breaker.rules(
        {
            "service": "sts",
            "operation": "AssumeRole",
            "body": body,
            "error": {"code": "AccessDenied"},
        }
    )
    request = Request(
        regions=(WELL,), endpoint_url=breaker.address, operations=ASKED, manner=Manner(attempts=1)
    )
    accounts = Accounts(
        request=request,
        session=session,
        accounts=(refused, taken),
        role=Role(name="Reader", external_id="7f3"),
    )
    rows = [unit.row for unit in collect_all(accounts)]
    (first, *others) = rows
    assert (first.account, first.operation, first.status) == (refused, "assume_role", "denied")
    assert first.detail == f"AccessDenied, arn:aws:iam::{refused}:role/Reader"
    assert {(row.account, row.status) for row in others} == {(taken, "ok")}
    assert {row.operation for row in others} > {"assume_role", "list_queues"}
