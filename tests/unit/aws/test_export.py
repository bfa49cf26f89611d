"""One estate in four exports and a state: what is read of it is the same."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import botocore.session  # type: ignore[import-untyped]
import msgspec
import pytest
import yaml
from botocore import xform_name

from planner.inventory import read
from planner.model.resource import Inventory, Resource
from planner.model.spec import Database, VirtualMachine
from providers.sources.aws import SOURCE
from providers.sources.aws.export_answers import ANSWERS
from providers.sources.aws.operations import each, operations
from providers.sources.aws.own_types import names, type_of_arn, type_of_operation
from providers.sources.aws.shapes import SHAPES

ROOT = Path(__file__).resolve().parents[3]
RECORDED = ROOT / "tests/recorded/exports/aws"
ACCOUNT = "111122223333"
MACHINE = "arn:aws:ec2:eu-west-3:111122223333:instance/i-0a1b2c3d4e5f60718"
DATABASE = "arn:aws:rds:eu-west-3:111122223333:db:orders"
DATA = "arn:aws:ec2:eu-west-3:111122223333:volume/vol-00000000000000bb2"
GROUP = "arn:aws:ec2:eu-west-3:111122223333:security-group/sg-0123456789abcdef0"
FUNCTION = "arn:aws:lambda:eu-west-3:111122223333:function:orders-mail"


def estate(name: str) -> Inventory:
    return read([next(RECORDED.glob(name))], {"aws": SOURCE})


def by_id(inventory: Inventory) -> dict[str, Resource]:
    return {one.id: one for one in inventory.resources}


@pytest.fixture(scope="module")
def state() -> dict[str, Resource]:
    return by_id(estate("orders.tfstate"))


@pytest.mark.parametrize("export", ["111122223333", "*ConfigSnapshot*"])
@pytest.mark.parametrize("identity", [MACHINE, DATABASE, DATA, GROUP, FUNCTION])
def test_an_export_reads_as_the_state_does(
    state: dict[str, Resource], export: str, identity: str
) -> None:
    mine, theirs = state[identity], by_id(estate(export))[identity]
    assert theirs.spec == mine.spec
    assert (theirs.kind, theirs.name, theirs.account, theirs.region, theirs.tags) == (
        mine.kind, mine.name, mine.account, mine.region, mine.tags,
    )  # fmt: skip
    wanted = {(one.relation, one.target) for one in mine.references}
    assert wanted <= {(one.relation, one.target) for one in theirs.references}


def template() -> Mapping[str, Resource]:
    return {one.origin.place: one for one in estate("orders-stack.yaml").resources}


IDS = {
    "Subnet": "subnet-0f0e0d0c0b0a09080",
    "Group": "sg-0123456789abcdef0",
    "Machine": "i-0a1b2c3d4e5f60718",
    "Data": "vol-00000000000000bb2",
}


def as_made(spec: object) -> Any:  # noqa: ANN401 - JSON
    """A spec of a template with the ids that its resources have once they are made."""
    text = msgspec.json.encode(spec).decode()
    return json.loads(
        re.sub(r'arn:aws:cloudformation:[^"]*\.(\w+)"', lambda found: f'{IDS[found[1]]}"', text)
    )


@pytest.mark.parametrize(
    ("logical", "identity", "unknown_there"),
    [
        ("Machine", MACHINE, {"image", "private_ips", "state", "user_data"}),
        ("Data", DATA, set()),
        ("Database", DATABASE, set()),
        ("Group", GROUP, {"network"}),
    ],
)
def test_a_template_reads_as_the_state_does(
    state: dict[str, Resource], logical: str, identity: str, unknown_there: set[str]
) -> None:
    found = as_made(template()[f"Resources.{logical}"].spec)
    wanted = json.loads(msgspec.json.encode(state[identity].spec))
    for key in unknown_there:
        found.pop(key, None)
        wanted.pop(key, None)
    assert found == wanted


def test_a_template_resolves_defaults_and_conditions_and_says_what_it_cannot() -> None:
    inventory = estate("orders-stack.yaml")
    codes = {one.code: one.detail.en for one in inventory.diagnostics}
    assert "Image" in codes["template-unknown"]
    assert "Size" not in codes["template-unknown"].split(":")[-1]
    assert "1 resources" in codes["template-condition-false"]
    (row,) = inventory.ledger
    assert row.read == 7
    machine, database = template()["Resources.Machine"], template()["Resources.Database"]
    assert isinstance(machine.spec, VirtualMachine)
    assert isinstance(database.spec, Database)
    assert (machine.spec.size, machine.spec.image) == ("m5.large", "")
    assert database.spec.storage_gib == 100
    assert machine.name == "orders-app"


def test_a_templates_references_are_edges() -> None:
    found = template()
    machine = found["Resources.Machine"]
    subnet = found["Resources.Subnet"]
    assert ("in", subnet.id) in {(one.relation, one.target) for one in machine.references}


def test_config_counts_what_is_gone_and_keeps_what_nobody_knows() -> None:
    inventory = estate("*ConfigSnapshot*")
    (row,) = inventory.ledger
    assert (row.service, row.read, row.rejected) == ("aws-config", 8, 1)
    (api,) = (one for one in inventory.resources if one.native_type == "AWS::AppSync::GraphQLApi")
    assert (api.id, api.name, api.kind) == (
        "arn:aws:appsync:eu-west-3:111122223333:apis/orders", "orders-api", None,
    )  # fmt: skip
    assert api.tags == {"application": "orders"}


def test_a_relationship_is_kept_for_the_graph_to_find() -> None:
    machine = by_id(estate("*ConfigSnapshot*"))[MACHINE]
    related = json.loads(bytes(machine.native))["relationships"]
    assert related[0]["resource_id"] == "subnet-0f0e0d0c0b0a09080"


@pytest.mark.parametrize("export", ["111122223333", "*ConfigSnapshot*", "orders-stack.yaml"])
def test_no_secret_of_an_export_is_kept(export: str) -> None:
    text = msgspec.json.encode(estate(export)).decode()
    assert "not-a-real-one" not in text
    if export == "111122223333":
        assert "info" in text


def test_account_and_region_come_from_the_folders_where_nothing_else_tells() -> None:
    table = next(
        one for one in estate("111122223333").resources if one.native_type == "aws_dynamodb_table"
    )
    assert (table.account, table.region) == (ACCOUNT, "eu-west-3")
    assert table.id == "arn:aws:dynamodb:eu-west-3:111122223333:table/orders-sessions"


def test_what_tells_no_place_is_said(tmp_path: Path) -> None:
    path = tmp_path / "volumes.json"
    path.write_text('{"Volumes": [{"VolumeId": "vol-1", "VolumeType": "gp3"}]}', "utf-8")
    inventory = read([path], {"aws": SOURCE})
    assert {one.code for one in inventory.diagnostics} == {"account-unknown", "region-unknown"}


def test_a_list_that_goes_on_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "topics.json"
    topic = {"TopicArn": f"arn:aws:sns:eu-west-3:{ACCOUNT}:a"}
    path.write_text(json.dumps({"Topics": [topic], "NextToken": "abc"}), "utf-8")
    inventory = read([path], {"aws": SOURCE})
    (row,) = inventory.ledger
    assert (row.status, row.resources) == ("truncated", 1)


@pytest.mark.parametrize(
    "dump",
    [
        [{"InstanceId": "i-1", "InstanceType": "t3.micro", "ImageId": "ami-1"}],
        [[{"InstanceId": "i-1", "InstanceType": "t3.micro", "ImageId": "ami-1"}]],
        [{"Reservations": [{"Instances": [{"InstanceId": "i-1", "InstanceType": "t3.micro"}]}]}],
        {"status_code": 200, "data": {"Reservations": [{"Instances": [{"InstanceId": "i-1"}]}]}},
    ],
    ids=["query", "query of lists", "slurped", "placebo"],
)
def test_an_instance_is_one_however_it_was_taken_out(tmp_path: Path, dump: object) -> None:
    path = tmp_path / "eu-west-3.json"
    path.write_text(json.dumps(dump), "utf-8")
    (one,) = read([path], {"aws": SOURCE}).resources
    assert (one.native_type, one.region) == ("aws_instance", "eu-west-3")


def test_pages_concatenated_are_one_list(tmp_path: Path) -> None:
    pages = [{"QueueUrls": [f"https://sqs.eu-west-3.amazonaws.com/{ACCOUNT}/q{n}"]} for n in (1, 2)]
    path = tmp_path / "queues.json"
    path.write_text("".join(json.dumps(page, indent=1) for page in pages), "utf-8")
    assert len(read([path], {"aws": SOURCE}).resources) == 2


def test_an_operation_nobody_knows_is_read_by_its_arns(tmp_path: Path) -> None:
    own = f"arn:aws:appsync:eu-west-3:{ACCOUNT}:apis/x"
    known = f"arn:aws:kinesis:eu-west-3:{ACCOUNT}:stream/clicks"
    path = tmp_path / "apis.json"
    dump = {"GraphqlApis": [{"ApiArn": own, "ApiName": "x"}, {"ApiArn": known, "Name": "clicks"}]}
    path.write_text(json.dumps(dump), "utf-8")
    found = by_id(read([path], {"aws": SOURCE}))
    assert (found[own].native_type, found[own].name) == ("appsync:apis", "x")
    assert found[known].native_type == "aws_kinesis_stream"


def test_rows_of_steampipe_read_as_answers_do(tmp_path: Path) -> None:
    row = {
        "instance_id": "i-0a1b2c3d4e5f60718",
        "arn": MACHINE,
        "instance_type": "m5.large",
        "image_id": "ami-0123456789abcdef0",
        "subnet_id": "subnet-0f0e0d0c0b0a09080",
        "security_groups": [{"GroupId": "sg-0123456789abcdef0", "GroupName": "orders-app"}],
        "instance_state": "running",
        "placement_availability_zone": "eu-west-3a",
        "private_ip_address": "10.20.1.10",
        "key_name": "orders",
        "tags": {"Name": "orders-app", "application": "orders"},
        "title": "orders-app",
        "akas": [MACHINE],
        "account_id": ACCOUNT,
        "region": "eu-west-3",
        "partition": "aws",
    }
    path = tmp_path / "rows.json"
    path.write_text(json.dumps({"columns": [], "rows": [row]}), "utf-8")
    (machine,) = read([path], {"aws": SOURCE}).resources
    state = by_id(estate("orders.tfstate"))[MACHINE]
    assert isinstance(machine.spec, VirtualMachine)
    assert isinstance(state.spec, VirtualMachine)
    assert machine.spec == msgspec.structs.replace(state.spec, boot_disk=None)
    assert (machine.id, machine.tags) == (state.id, state.tags)


def test_what_a_list_only_names_is_completed_by_what_tells_its_settings(tmp_path: Path) -> None:
    tagged = {"ResourceTagMappingList": [{"ResourceARN": MACHINE, "Tags": []}]}
    (tmp_path / "a-tags.json").write_text(json.dumps(tagged), "utf-8")
    (alone,) = read([tmp_path], {"aws": SOURCE}).resources
    assert (alone.native_type, alone.kind) == ("aws_instance", "compute.vm")
    state = (RECORDED / "orders.tfstate").read_text("utf-8")
    (tmp_path / "z.tfstate").write_text(state, "utf-8")
    both = by_id(read([tmp_path], {"aws": SOURCE}))
    assert both[MACHINE].spec == by_id(estate("orders.tfstate"))[MACHINE].spec


# The tables


def answers() -> dict[str, dict[str, Any]]:
    path = ROOT / "mappings/aws-answers.yaml"
    found: dict[str, dict[str, Any]] = yaml.safe_load(path.read_text("utf-8"))["answers"]
    return found


def test_every_answer_of_the_table_is_read_by_somebody() -> None:
    lost = [name for name in answers() if name not in ANSWERS and not type_of_operation(name)]
    assert lost == []
    assert set(ANSWERS) <= set(answers())


def test_every_list_that_a_live_collection_asks_for_is_an_answer_of_the_table() -> None:
    listing = [one for one in each(operations()) if one.does == "lists" and not one.read_as]
    strange = [one.title for one in listing if one.title not in answers()]
    assert strange == ["kafka.list_clusters_v2"]
    told = {one.title: (answers()[one.title], one) for one in listing if one.title not in strange}
    differ = [title for title, (answer, one) in told.items() if answer["at"] != (one.result or "@")]
    assert differ == ["kinesis.list_streams"]  # the names alone are always there


def test_every_operation_with_a_type_is_in_the_table() -> None:
    assert set(names().operations) <= set(answers())


def test_every_answer_of_the_table_is_the_sdks_own() -> None:
    session = botocore.session.get_session()
    strange = [name for name, answer in answers().items() if not _is_own(session, name, answer)]
    assert strange == []


def _is_own(session: Any, name: str, answer: dict[str, Any]) -> bool:  # noqa: ANN401 - botocore
    service, _, operation = name.partition("/")[0].partition(".")
    model = session.get_service_model(service)
    known = {xform_name(one): one for one in model.operation_names}
    shape = model.operation_model(known[operation]).output_shape
    for step in () if answer["at"] == "@" else answer["at"].split("."):
        shape = _inner(shape).members[step]
    shape = _inner(shape)
    if "word" in answer:
        return bool(shape.type_name == "string")
    return shape.type_name == "map" or set(answer["has"]) <= set(shape.members)


def _inner(shape: Any) -> Any:  # noqa: ANN401 - botocore
    while shape.type_name == "list":
        shape = shape.member
    return shape


def test_every_shape_and_name_is_of_a_type_with_a_kind_or_rule() -> None:
    kinds = (ROOT / "mappings/source-types.yaml").read_text("utf-8")
    known = set(SOURCE.rules) | set(re.findall(r"^  (aws_\w+):", kinds, re.MULTILINE))
    assert set(SHAPES) <= known
    assert set(names().own.values()) - known <= {
        "aws_eip_association",
    }


@pytest.mark.parametrize(
    ("word", "native_type"),
    [
        ("arn:aws:s3:::b", "aws_s3_bucket"),
        ("arn:aws:s3:::b/key", ""),
        ("arn:aws:elasticloadbalancing:eu-west-3:1:loadbalancer/app/a/1", "aws_lb"),
        ("arn:aws:elasticloadbalancing:eu-west-3:1:loadbalancer/a", "aws_elb"),
        ("arn:aws:wafv2:eu-west-3:1:regional/webacl/a/1", "aws_wafv2_web_acl"),
        ("arn:aws:rds:eu-west-3:1:db:x", "aws_db_instance"),
        ("arn:aws:nothing:eu-west-3:1:x/y", ""),
        ("no arn", ""),
    ],
)
def test_an_arn_tells_the_type(word: str, native_type: str) -> None:
    assert type_of_arn(word) == native_type
