import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.model.protocols import Record
from providers.sources.aws import SOURCE
from providers.sources.aws.block import Block

_KEYS = (
    "arn", "id", "name", "tags", "tags_all", "size", "instance_type", "subnet_id", "ingress", "egress",
    "route", "root_block_device", "ebs_block_device", "rule", "default_action", "scaling_config", "vpc",
    "policy", "redrive_policy", "assume_role_policy", "vpc_config", "listener", "health_check", "records",
    "allocated_storage", "engine", "multi_az", "listener_arn", "launch_template", "bucket", "public_key",
)  # fmt: skip

_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(
        ["arn:aws:x", "arn:::::", "-1", "1e999", '{"Statement": [1]}', "${x}", "../"]
    ),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3)
    ),
    max_leaves=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(attributes=st.dictionaries(st.sampled_from(_KEYS), _VALUES, max_size=8))
def test_no_rule_stumbles_over_attributes_of_the_wrong_form(attributes: dict[str, object]) -> None:
    for native_type, rule in SOURCE.rules.items():
        record = Record(
            type=native_type, address=f"{native_type}.x", attributes=attributes, file="f"
        )
        reading = rule(record)
        assert reading.name
        assert all(reading.aliases)
        assert all(reference.target for reference in reading.references)
        msgspec.json.encode(reading)


@pytest.mark.parametrize("native_type", sorted(SOURCE.rules))
def test_every_rule_reads_a_record_without_attributes(native_type: str) -> None:
    reading = SOURCE.rules[native_type](
        Record(type=native_type, address=f"module.a.{native_type}.b[0]", attributes={}, file="f")
    )
    assert reading.name
    assert reading.references == ()


def test_a_negative_size_is_unknown_and_not_zero() -> None:
    block = Block({"size": -5, "count": -1, "zero": 0, "huge": "1e999", "true": True})
    assert block.size("size") is None
    assert block.count("count") is None
    assert block.size("zero") is None
    assert block.count("zero") == 0
    assert block.number("huge") is None
    assert block.number("true") is None


def test_old_flat_states_write_numbers_and_flags_as_text() -> None:
    block = Block({"size": "20", "on": "true", "off": "false", "odd": "perhaps"})
    assert block.size("size") == 20
    assert (block.flag("on"), block.flag("off"), block.flag("odd")) == (True, False, None)


def test_a_deeply_nested_policy_is_no_policy() -> None:
    record = Record(
        type="aws_iam_role",
        address="aws_iam_role.x",
        attributes={"assume_role_policy": "[" * 100_000, "name": "x"},
        file="f",
    )
    assert SOURCE.rules["aws_iam_role"](record).name == "x"
