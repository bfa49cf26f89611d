"""Names that Scaleway accepts, whatever the source calls things."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.model.resource import Origin, Resource, ResourceId
from providers.targets.scaleway.words import (
    LONGEST_BUCKET,
    LONGEST_NAME,
    bucket_name,
    name_of,
    queue_name,
    secret_path,
    tags_of,
    variable_word,
)


def _named(name: str, tags: dict[str, str] | None = None) -> Resource:
    return Resource(
        id=ResourceId("arn:aws:ec2:eu-west-3:1:instance/i-0abc"),
        cloud="aws",
        native_type="aws_instance",
        name=name,
        origin=Origin("test", "test"),
        tags=tags or {},
    )


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("web-1", "web-1"),
        ('we"b\n${var.x}', "we-b-var.x"),
        ("Boutique été", "Boutique-ete"),
        ("", "i-0abc"),
        ("日本", "i-0abc"),
        ("../../etc/passwd", "etc-passwd"),
    ],
)
def test_a_name_keeps_what_it_can(name: str, wanted: str) -> None:
    assert name_of(_named(name)) == wanted


@given(st.text(max_size=300))
def test_a_name_is_never_empty_too_long_or_of_other_signs(name: str) -> None:
    assert re.fullmatch(
        rf"[A-Za-z0-9][A-Za-z0-9._-]{{0,{LONGEST_NAME - 1}}}", name_of(_named(name))
    )


def test_two_long_names_that_differ_at_the_end_stay_apart() -> None:
    first, second = name_of(_named("x" * 300 + "a")), name_of(_named("x" * 300 + "b"))
    assert first != second
    assert len(first) == len(second) <= LONGEST_NAME


@given(st.text(max_size=300))
def test_a_bucket_has_no_dot_no_capital_and_room_for_a_suffix(name: str) -> None:
    found = bucket_name(name)
    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*[a-z0-9]", found)
    assert 3 <= len(found) <= LONGEST_BUCKET


@given(st.text(max_size=200), st.booleans())
def test_a_queue_ends_in_fifo_exactly_where_it_is_one(name: str, fifo: bool) -> None:  # noqa: FBT001
    found = queue_name(name, fifo=fifo)
    pattern = r"[a-zA-Z0-9_-]{1,75}\.fifo" if fifo else r"[a-zA-Z0-9_-]{1,80}"
    assert re.fullmatch(pattern, found)


@given(st.text(max_size=200))
def test_a_secret_has_a_path_from_the_root_and_a_name(name: str) -> None:
    path, last = secret_path(name)
    assert path.startswith("/")
    assert "//" not in path
    assert last
    assert "/" not in last


@given(st.text(max_size=200))
def test_a_variable_word_is_an_identifier(word: str) -> None:
    assert re.fullmatch(r"[a-z0-9_]{1,40}", variable_word(word))


def test_tags_are_sorted_and_leave_the_clouds_own_behind() -> None:
    tags = {"b": "2", "aws:cloudformation:stack": "x", "a": "", "c": "line\nbreak"}
    assert tags_of(_named("x", tags)) == ("a", "b=2", "c=line break")
    assert tags_of(_named("x")) is None
