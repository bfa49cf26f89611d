import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from planner.inventory import read
from planner.model.protocols import Source

Write = Callable[..., Path]
Sources = Mapping[str, Source]

V3 = {
    "version": 3,
    "lineage": "l",
    "modules": [
        {
            "path": ["root", "web"],
            "resources": {
                "aws_instance.app.1": {
                    "type": "aws_instance",
                    "primary": {
                        "id": "i-1",
                        "attributes": {
                            "id": "i-1",
                            "tags.%": "1",
                            "tags.kubernetes.io/name": "x",
                            "vpc_security_group_ids.#": "1",
                            "vpc_security_group_ids.4029": "sg-1",
                        },
                    },
                    "deposed": [],
                },
                "data.aws_ami.a": {"type": "aws_ami", "primary": {"id": "ami-1"}},
            },
        }
    ],
}

PLAN = {
    "format_version": "1.2",
    "timestamp": "2026-03-04T05:06:07Z",
    "planned_values": {
        "root_module": {
            "resources": [
                {
                    "address": "aws_instance.kept",
                    "mode": "managed",
                    "type": "aws_instance",
                    "name": "kept",
                    "values": {"instance_type": "m6i.large", "arn": None},
                    "sensitive_values": {"note": True},
                }
            ],
            "child_modules": [
                {
                    "address": "module.new",
                    "resources": [
                        {
                            "address": "module.new.aws_instance.n",
                            "type": "aws_instance",
                            "name": "n",
                            "values": {"instance_type": "t3.micro"},
                        }
                    ],
                }
            ],
        }
    },
    "prior_state": {
        "format_version": "1.0",
        "values": {
            "root_module": {
                "resources": [
                    {
                        "address": "aws_instance.kept",
                        "mode": "managed",
                        "type": "aws_instance",
                        "name": "kept",
                        "values": {"instance_type": "m5.large", "arn": "arn:kept", "note": "n0te"},
                    },
                    {
                        "address": "aws_instance.gone",
                        "mode": "managed",
                        "type": "aws_instance",
                        "name": "gone",
                        "values": {"arn": "arn:gone"},
                    },
                ]
            }
        },
    },
    "configuration": {
        "provider_config": {
            "aws": {"name": "aws", "expressions": {"region": {"constant_value": "eu-west-3"}}}
        }
    },
}


def put(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


def test_an_old_state_is_read_with_its_flat_attributes_made_nested(
    tmp_path: Path, sources: Sources
) -> None:
    inventory = read([put(tmp_path / "old.json", V3)], sources)
    (one,) = inventory.resources
    assert one.origin.place == "module.web.aws_instance.app[1]"
    assert one.tags == {"kubernetes.io/name": "x"}
    assert json.loads(bytes(one.native))["vpc_security_group_ids"] == ["sg-1"]
    assert inventory.ledger[0].detail.startswith("1 data")


def test_a_plan_is_read_as_it_will_be_and_completed_by_what_is_there(
    tmp_path: Path, sources: Sources
) -> None:
    inventory = read([put(tmp_path / "plan.json", PLAN)], sources)
    kept = next(one for one in inventory.resources if one.id == "arn:kept")
    assert json.loads(bytes(kept.native)) == {
        "instance_type": "m6i.large",
        "arn": "arn:kept",
        "note": "[redacted]",
    }
    assert kept.region == "eu-west-3"
    assert inventory.as_of == "2026-03-04"


def test_what_a_plan_removes_is_said_and_not_moved(tmp_path: Path, sources: Sources) -> None:
    inventory = read([put(tmp_path / "plan.json", PLAN)], sources)
    assert [one.code for one in inventory.diagnostics] == ["planned-for-removal"]
    assert (inventory.ledger[0].read, inventory.ledger[0].rejected) == (3, 1)


def test_a_shown_state_is_read_from_all_its_modules(tmp_path: Path, sources: Sources) -> None:
    shown = {"format_version": "1.0", "values": PLAN["planned_values"]}
    inventory = read([put(tmp_path / "shown.json", shown)], sources)
    places = {one.origin.place for one in inventory.resources}
    assert places == {"aws_instance.kept", "module.new.aws_instance.n"}


def test_an_empty_shown_state_is_an_empty_estate(tmp_path: Path, sources: Sources) -> None:
    inventory = read([put(tmp_path / "shown.json", {"format_version": "1.0"})], sources)
    assert inventory.resources == ()
    assert inventory.ledger[0].status == "ok"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_is_read_in_the_encodings_that_shells_write(
    tmp_path: Path, sources: Sources, encoding: str
) -> None:
    path = tmp_path / "plan.json"
    path.write_bytes(json.dumps(PLAN).encode(encoding))
    assert len(read([path], sources).resources) == 2


def test_the_index_of_a_for_each_is_quoted_in_the_address(write: Write, sources: Sources) -> None:
    instances = [
        {"index_key": 'a"b.c', "attributes": {"id": "1"}},
        {"index_key": 2, "attributes": {"id": "2"}},
    ]
    resources = [
        {"mode": "managed", "type": "aws_instance", "name": "w", "module": "module.m",
         "instances": instances}
    ]  # fmt: skip
    inventory = read([write(resources=resources)], sources)
    assert [one.origin.place for one in inventory.resources] == [
        'module.m.aws_instance.w["a\\"b.c"]',
        "module.m.aws_instance.w[2]",
    ]


def test_a_type_that_no_rule_knows_is_kept_with_its_attributes(
    write: Write, sources: Sources
) -> None:
    path = write(
        ("aws_sqs_queue", {"arn": "arn:q", "name": "q", "tags": {"a": "b"}}),
        ("aws_never_seen", {"arn": "arn:n", "x": 1}),
        ("random_pet", {"id": "p"}),
    )
    queue, unseen, pet = sorted(
        read([path], sources).resources, key=lambda one: ["q", "n1", "n2"].index(one.name)
    )
    assert (queue.kind, queue.spec, queue.tags) == ("msg.queue", None, {"a": "b"})
    assert (unseen.kind, unseen.native_type) == (None, "aws_never_seen")
    assert (pet.cloud, pet.kind) == ("random", None)
    assert json.loads(bytes(unseen.native))["x"] == 1


def test_the_account_of_the_file_is_a_hint_for_every_record(write: Write, sources: Sources) -> None:
    path = write(("aws_x", {"arn": "arn:aws:sqs:eu-west-3:123456789012:q"}), ("aws_y", {"id": "1"}))
    assert {one.account for one in read([path], sources).resources} == {"123456789012"}


def test_two_states_of_one_name_stay_apart(write: Write, sources: Sources) -> None:
    paths = [write(("aws_y", {"id": "1"}), name=f"{name}/terraform.tfstate") for name in "ab"]
    inventory = read(paths, sources)
    assert len(inventory.resources) == 2
    assert [name for name, _ in inventory.inputs] == ["a/terraform.tfstate", "b/terraform.tfstate"]


def test_the_order_of_the_files_changes_nothing(write: Write, sources: Sources) -> None:
    paths = [
        write(("aws_s3_bucket", {"bucket": bucket, "x": bucket}), name=f"{bucket}{number}.tfstate")
        for number, bucket in enumerate(("one", "two", "one"))
    ]
    assert read(paths, sources) == read(paths[::-1], sources)


def test_a_resource_in_two_files_is_one_and_that_is_said(write: Write, sources: Sources) -> None:
    paths = [
        write(("aws_s3_bucket", {"bucket": "b", "x": number}), name=f"{number}.tfstate")
        for number in range(2)
    ]
    inventory = read(paths, sources)
    assert len(inventory.resources) == 1
    assert [one.code for one in inventory.diagnostics] == ["seen-twice"]
    assert {(row.resources, row.folded) for row in inventory.ledger} == {(1, 0), (0, 1)}
