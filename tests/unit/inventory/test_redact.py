import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.inventory import read, write_inventory
from planner.inventory.redact import REDACTED, redactor
from planner.model.protocols import Source

Write = Callable[..., Path]

PLANTED = "hunter2-Zx9"
CONTAINERS = json.dumps([{"environment": [{"name": "API_KEY", "value": PLANTED}]}])
SECRETS: dict[str, tuple[str, dict[str, Any]]] = {
    "an argument of the schema": ("aws_db_instance", {"password": PLANTED}),
    "an argument of another cloud": ("azurerm_x", {"administrator_login_password": PLANTED}),
    "a value of a parameter": ("aws_ssm_parameter", {"name": "n", "value": PLANTED}),
    "a whole block": ("azurerm_kubernetes_cluster", {"kube_config": [{"host": PLANTED}]}),
    "user data": ("aws_instance", {"user_data": PLANTED}),
    "an environment variable": ("aws_x", {"environment": [{"variables": {"DB_PASS": PLANTED}}]}),
    "a named value": ("aws_x", {"setting": [{"name": "JWT_SECRET", "value": PLANTED}]}),
    "json within a text": ("aws_ecs_task_definition", {"container_definitions": CONTAINERS}),
    "a private key": ("aws_x", {"body": f"-----BEGIN RSA PRIVATE KEY-----\n{PLANTED}"}),
    "a connection string": ("aws_x", {"dsn": f"Server=db;User=a;Password={PLANTED};"}),
    "an account key": ("aws_x", {"text": f"AccountName=a;AccountKey={PLANTED}=="}),
    "a url": ("aws_x", {"where": f"postgres://app:{PLANTED}@db/app"}),
    "a camel-case name": ("aws_x", {"adminPassword": PLANTED}),
    "a name with dashes": ("google_x", {"metadata": {"startup-script": PLANTED}}),
    "a key with a quote": ("aws_x", {'pass"word_password': PLANTED}),
    "a list of secrets": ("aws_x", {"auth_tokens": [PLANTED]}),
    "a tag": ("aws_x", {"tags": {"db-password": PLANTED}}),
}


@pytest.mark.parametrize("case", SECRETS)
def test_a_planted_secret_is_in_no_byte_of_an_inventory(
    write: Write, tmp_path: Path, sources: Mapping[str, Source], case: str
) -> None:
    native_type, attributes = SECRETS[case]
    inventory = read([write((native_type, {"id": "one", **attributes}))], sources)
    assert PLANTED.encode() not in msgspec.json.encode(inventory)
    write_inventory(inventory, tmp_path / "inventory")
    for path in (tmp_path / "inventory").rglob("*.json*"):
        assert PLANTED.encode() not in path.read_bytes()


def test_what_the_state_marks_as_sensitive_is_not_kept(
    write: Write, sources: Mapping[str, Source]
) -> None:
    path = write(("aws_x", {"id": "one", "a": {"b": ["kept", PLANTED]}, "c": PLANTED}))
    state = json.loads(path.read_text("utf-8"))
    state["resources"][0]["instances"][0]["sensitive_attributes"] = [
        [
            {"type": "get_attr", "value": "a"},
            {"type": "get_attr", "value": "b"},
            {"type": "index", "value": {"value": 1, "type": "number"}},
        ],
        [{"type": "get_attr", "value": "c"}],
    ]
    path.write_text(json.dumps(state), "utf-8")
    (one,) = read([path], sources).resources
    assert json.loads(bytes(one.native)) == {
        "id": "one",
        "a": {"b": ["kept", REDACTED]},
        "c": REDACTED,
    }


def test_a_mark_of_an_unknown_form_hides_rather_than_shows() -> None:
    marked = [[{"type": "get_attr", "value": "a"}, {"type": "new", "value": [1]}]]
    assert redactor().attributes("x", {"a": {"b": "c"}}, marked)[0] == {"a": REDACTED}


@pytest.mark.parametrize(
    "attributes",
    [
        {"kms_key_id": "arn:aws:kms:eu-west-3:123456789012:key/a", "key_name": "k"},
        {"metadata_options": [{"http_tokens": "required"}]},
        {"secret": "projects/p/secrets/s"},
        {"manage_master_user_password": True, "password": None, "user_data": ""},
        {"master_user_secret_arn": "arn:aws:secretsmanager:x"},
        {"policy": '{"Statement": [{"Action": "kms:DescribeKey"}]}'},
        {"creation_token": "efs", "hash_key": "id", "partition_key": "pk"},
        {"endpoint": "https://db.example.org:5432/path"},
    ],
)
def test_what_only_speaks_of_secrets_is_kept(attributes: dict[str, Any]) -> None:
    assert redactor().attributes("aws_x", attributes)[0] == attributes


def test_key_ids_are_hidden_and_stay_apart() -> None:
    first, second = (
        redactor().attributes("x", {"id": f"AKIA{letter * 16}"})[0]["id"] for letter in "AB"
    )
    assert first != second
    assert "AKIA" not in first


def test_a_long_text_is_searched_in_a_moment() -> None:
    long = "a.b-c+" * 50_000
    kept, _ = redactor().attributes("x", {"text": long, "b": "key= ://@"})
    assert kept["text"] == long


@given(
    st.dictionaries(
        st.sampled_from(["a", "name", "value", "password", "tags", "b\\c"]),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(max_size=5),
            lambda below: (
                st.lists(below, max_size=3)
                | st.dictionaries(st.sampled_from(["name", "value", "secret", "x"]), below)
            ),
            max_leaves=10,
        ),
    )
)
def test_redacting_twice_is_redacting_once(attributes: dict[str, Any]) -> None:
    judge = redactor()
    once, encoded = judge.attributes("x", attributes)
    assert judge.attributes("x", once) == (once, encoded)
    assert msgspec.json.decode(encoded) == once
