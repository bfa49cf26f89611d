import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputError
from planner.inventory import read
from planner.model.protocols import Source

Write = Callable[..., Path]
Sources = Mapping[str, Source]

REFUSED = {
    "empty": (b"", "not-json"),
    "text": (b"terraform {}", "not-recognised"),
    "truncated": (b'{"version": 4, "resources": [{"mode"', "not-json"),
    "nul": (b'{"version": 4}\x00', "not-json"),
    "cut utf-16": (b'\xff\xfe{\x00"', "not-json"),
    "a list": (b"[1]", "not-recognised"),
    "another format": (b'{"Resources": {}}', "not-recognised"),
    "version 2": (b'{"version": 2, "modules": []}', "state-version"),
    "version 5": (b'{"version": 5, "resources": []}', "state-version"),
    "a huge version": (b'{"version": ' + b"9" * 5000 + b"}", "state-version"),
    "show 2.0": (b'{"format_version": "2.0", "values": {}}', "state-version"),
    "encrypted": (b'{"encrypted_data": "x", "encryption_version": "v0"}', "state-encrypted"),
    "resources not a list": (b'{"version": 4, "resources": {}}', "not-terraform"),
    "deep": (b'{"version": 4, "resources": ' + b"[" * 100_000, "not-json too-deep"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_state_is_refused_with_a_remedy(
    tmp_path: Path, sources: Sources, name: str
) -> None:
    content, code = REFUSED[name]
    path = tmp_path / "bad.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read([path], sources)
    assert caught.value.place in code.split()
    assert "bad.json" in caught.value.detail.fr
    assert caught.value.remedy.en
    assert caught.value.exit_code == 3


def test_a_missing_file_is_an_error_with_its_name(tmp_path: Path, sources: Sources) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read([tmp_path / "none.tfstate"], sources)


def test_a_folder_without_files_is_an_error(tmp_path: Path, sources: Sources) -> None:
    with pytest.raises(InputError, match="no file"):
        read([tmp_path], sources)


def test_no_file_at_all_is_an_error(sources: Sources) -> None:
    with pytest.raises(InputError):
        read([], sources)


def test_the_run_goes_on_while_one_file_is_readable(
    write: Write, tmp_path: Path, sources: Sources
) -> None:
    write(("aws_s3_bucket", {"bucket": "b"}))
    (tmp_path / "notes.txt").write_text("remember", encoding="utf-8")
    inventory = read([tmp_path], sources)
    assert len(inventory.resources) == 1
    assert {row.operation: row.status for row in inventory.ledger} == {
        "estate.tfstate": "ok",
        "notes.txt": "error",
    }
    assert [one.code for one in inventory.diagnostics] == ["file-unread"]


@pytest.mark.parametrize(
    "resource",
    [
        "x",
        {"mode": "managed", "type": 5, "name": "a", "instances": [{}]},
        {"mode": "managed", "type": "aws_x", "name": 7, "instances": [{}]},
        {"mode": "managed", "type": "aws_x", "name": "a", "instances": {"a": 1}},
        {"mode": "managed", "type": "aws_x", "name": "a", "instances": [{"attributes": [1]}]},
        {"mode": "managed", "type": "aws_x", "name": "a", "instances": [{"index_key": {}}]},
        {"mode": "managed", "type": "aws_x", "name": "a", "instances": [None]},
        {"mode": "managed", "type": "aws_x", "name": "a", "instances": [{"attributes": None}]},
    ],
)
def test_a_malformed_record_is_a_diagnostic_and_counted(
    write: Write, sources: Sources, resource: object
) -> None:
    inventory = read([write(resources=[resource])], sources)
    assert [one.code for one in inventory.diagnostics] == ["record-malformed"]
    (row,) = inventory.ledger
    assert (row.read, row.resources, row.rejected) == (1, 0, 1)


def test_every_record_of_a_malformed_resource_is_counted(write: Write, sources: Sources) -> None:
    resource = {"mode": "managed", "type": "aws_x", "name": 7, "instances": [{}, {}, {}]}
    (row,) = read([write(resources=[resource])], sources).ledger
    assert (row.read, row.rejected) == (3, 3)


def test_a_deposed_object_is_said_and_not_moved(write: Write, sources: Sources) -> None:
    instance = {"attributes": {"id": "1"}, "deposed": "ab12"}
    resource = {"mode": "managed", "type": "aws_x", "name": "a", "instances": [instance]}
    inventory = read([write(resources=[resource])], sources)
    assert inventory.resources == ()
    assert [one.code for one in inventory.diagnostics] == ["object-deposed"]


def test_a_rule_that_cannot_understand_a_record_loses_nothing(
    write: Write, sources: Sources
) -> None:
    inventory = read([write(("aws_security_group_rule", {"port": "many"}))], sources)
    (one,) = inventory.resources
    assert (one.kind, one.spec) == ("network.security_group", None)
    assert [problem.code for problem in inventory.diagnostics] == ["rule-failed"]
    assert inventory.diagnostics[0].resource == one.id


def test_attributes_nested_too_deeply_are_a_diagnostic(write: Write, sources: Sources) -> None:
    deep = "[" * 900 + "]" * 900
    path = write(("aws_x", {"id": "1", "deep": "HERE"}))
    path.write_text(path.read_text("utf-8").replace('"HERE"', deep), "utf-8")
    inventory = read([path], sources)
    (row,) = inventory.ledger
    assert row.read == row.resources + row.rejected == 1


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.text(max_size=8), below),
    max_leaves=12,
)
TOP = st.fixed_dictionaries(
    {},
    optional={
        "version": st.sampled_from([3, 4, 5, "4", None]),
        "format_version": st.sampled_from(["1.0", 1, None]),
        "resources": JSON,
        "modules": JSON,
        "values": JSON,
        "planned_values": JSON,
        "prior_state": JSON,
        "configuration": JSON,
    },
)


@given(value=TOP | JSON)
@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
def test_whatever_json_is_given_there_is_an_inventory_or_a_clear_error(
    tmp_path: Path, sources: Sources, value: object
) -> None:
    path = tmp_path / "any.json"
    path.write_text(json.dumps(value), encoding="utf-8")
    try:
        said = str(read([path], sources).ledger[0].status)
    except InputError as error:
        said = error.remedy.fr
    assert said
