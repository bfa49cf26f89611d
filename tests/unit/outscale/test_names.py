"""Whatever a name holds, what OUTSCALE gets is within its rules."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.resource import Kind, Origin, Resource, ResourceId
from providers.targets.outscale import names

HOSTILE = [
    "",
    '"; drop',
    "a\nb",
    "${var.x}",
    "%{ if }",
    "é" * 300,
    "日本",
    "sg-web",
    "-web-",
    "0",
    "x" * 300,
]
RULES: list[tuple[Callable[[Resource], str], str]] = [
    (names.balancer_name, r"[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?"),
    (names.bucket_name, r"[a-z0-9][a-z0-9-]{1,61}[a-z0-9]"),
    (names.image_name, r"[A-Za-z0-9_ ()/.\-]{3,128}"),
    (names.oks_name, r"(?=.{2,40}\Z)[a-z][a-z0-9-]*[a-z0-9]"),
    (names.user_name, r"[A-Za-z0-9+=,.@_-]{1,64}"),
    (names.keypair_name, r"[\x20-\x7e]{1,255}"),
    (names.security_group_name, r"(?!sg-)[A-Za-z0-9 _.\-:/()#,@\[\]+=&;{}!$*]{1,255}"),
]


def _named(name: str, number: int = 1) -> Resource:
    return Resource(
        id=ResourceId(f"id-{number}-{name}"), cloud="aws", native_type="t", name=name,
        origin=Origin("f", "p"), kind=Kind("compute.vm"),
    )  # fmt: skip


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule[0].__name__)
@settings(max_examples=40)
@given(name=st.one_of(st.text(max_size=300), st.sampled_from(HOSTILE)))
def test_any_name_becomes_one_within_the_rules(
    rule: tuple[Callable[[Resource], str], str], name: str
) -> None:
    make, pattern = rule
    made = make(_named(name))
    assert re.fullmatch(pattern, made), made
    assert made == make(_named(name))


def test_a_good_name_stays_as_it_is() -> None:
    assert names.balancer_name(_named("storefront")) == "storefront"
    assert names.bucket_name(_named("belmont-access-logs")) == "belmont-access-logs"
    assert names.security_group_name(_named("web (front)")) == "web (front)"


def test_names_that_were_cut_stay_apart() -> None:
    first, second = (names.balancer_name(_named("x" * 40, number)) for number in (1, 2))
    assert first != second


@given(st.text(max_size=400))
def test_a_description_is_never_empty_nor_too_long(text: str) -> None:
    made = names.security_group_description(text, "web")
    assert 0 < len(made) <= 255
    assert not set(made) & set("<>'\"?%|\n")


@given(st.text(max_size=80))
def test_a_variable_name_is_an_identifier(text: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]*", names.slug(text))


def test_tags_of_a_cloud_are_left_out_and_long_ones_cut() -> None:
    tagged = Resource(
        id=ResourceId("i"), cloud="aws", native_type="t", name="web", origin=Origin("f", "p"),
        tags={"aws:cloudformation:stack": "x", "osc.fcu.repulse": "y", "": "z", "k" * 300: "v" * 300},
    )  # fmt: skip
    assert names.tags(tagged) == {"Name": "web", "k" * 255: "v" * 255}
