"""A value has the shape that its schema asks for, or the breach says where it has not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalogue.schemas import Attribute, Block, Nested, NestedBlock
from planner.proof.check import UNKNOWN, shape_breaches
from planner.proof.check.shape import misfit

BLOCK = Block(
    {
        "name": Attribute("r", "string"),
        "id": Attribute("c", "string"),
        "size": Attribute("o", "number"),
        "on": Attribute("o", "bool"),
        "tags": Attribute("o", ["map", "string"]),
        "zone": Attribute("o", None, Nested("single", {"name": Attribute("r", "string")})),
    },
    {"rule": NestedBlock("list", Block({"port": Attribute("r", "number")}), 1, 2)},
)
GOOD: dict[str, object] = {"name": "n", "rule": [{"port": 80}]}


def rules(value: dict[str, object]) -> list[tuple[str, str]]:
    return [(one.place, one.rule) for one in shape_breaches(BLOCK, value)]


def test_a_good_value_breaks_nothing() -> None:
    assert rules(GOOD) == []


@pytest.mark.parametrize(
    ("change", "breach"),
    [
        ({"name": None}, ("name", "missing")),
        ({"nmae": "n"}, ("nmae", "unknown-argument")),
        ({"id": "mine"}, ("id", "read-only")),
        ({"size": "large"}, ("size", "type")),
        ({"size": True}, ("size", "type")),
        ({"on": "yes"}, ("on", "type")),
        ({"name": ["n"]}, ("name", "type")),
        ({"tags": ["a"]}, ("tags", "type")),
        ({"zone": {}}, ("zone.name", "missing")),
        ({"zone": [{"name": "a"}]}, ("zone[0]", "type")),
        ({"rule": []}, ("rule", "missing")),
        ({"rule": "80"}, ("rule", "type")),
        ({"rule": [{"port": 1}, {"port": 2}, {"port": 3}]}, ("rule", "max_items")),
        ({"rule": [{"port": 1}, {"prot": 2}]}, ("rule[1].prot", "unknown-argument")),
    ],
)
def test_a_broken_value_is_refused_where_it_is_broken(
    change: dict[str, object], breach: tuple[str, str]
) -> None:
    wanted = breach if breach[0] != "zone[0]" else ("zone", "type")
    found = [(place.replace("zone[0]", "zone"), rule) for place, rule in rules({**GOOD, **change})]
    assert wanted in found


def test_a_breach_names_the_nearest_argument() -> None:
    (breach,) = (one for one in shape_breaches(BLOCK, {**GOOD, "sise": 1}) if "sise" in one.place)
    assert "size" in breach.message


def test_dynamic_blocks_are_not_counted() -> None:
    found = list(shape_breaches(BLOCK, {"name": "n"}, open_blocks=frozenset({("rule",)})))
    assert found == []


@pytest.mark.parametrize(
    ("wanted", "value"),
    [("number", "12.5"), ("bool", "true"), ("string", 3), ("dynamic", [1]),
     (["list", "number"], ["1", 2]), (["object", {"a": "bool"}], {"a": True, "b": 1})],
)  # fmt: skip
def test_conversions_that_terraform_makes_are_no_breach(wanted: object, value: object) -> None:
    assert misfit(wanted, value) is None


def test_an_object_needs_all_its_attributes() -> None:
    assert misfit(["list", ["object", {"a": "string"}]], [{}]) == "the object lacks a"


TYPES = st.recursive(
    st.sampled_from(["string", "number", "bool", "dynamic"]),
    lambda inner: st.tuples(st.sampled_from(["list", "set", "map"]), inner).map(list),
    max_leaves=4,
)


@given(TYPES)
def test_what_is_not_known_fits_every_type(wanted: object) -> None:
    assert misfit(wanted, UNKNOWN) is None
    assert misfit(wanted, None) is None
