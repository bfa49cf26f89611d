"""Nothing that is read can become code."""

import re
from decimal import Decimal

import hcl2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.choice import Data, Expression, Ref, Variable
from planner.outputs.terraform.encode import encode, key, number, quoted


def no_code(value: Ref | Variable | Data) -> str:
    raise AssertionError(value)


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("plain", '"plain"'),
        ('a "quote"', '"a \\"quote\\""'),
        ("${var.secret}", '"$${var.secret}"'),
        ("%{ if true }", '"%%{ if true }"'),
        ("$${x}", '"\\u0024\\u0024{x}"'),
        ("line\nnext", '"line\\nnext"'),
        ("back\\slash", '"back\\\\slash"'),
        ("bell\x07", '"bell\\u0007"'),
        ("5 $ {", '"5 $ {"'),
    ],
)
def test_text_stays_text(text: str, literal: str) -> None:
    assert quoted(text) == literal


@given(st.text())
def test_no_text_leaves_its_quotes_or_interpolates(text: str) -> None:
    literal = quoted(text)
    inner = literal[1:-1]
    assert "\n" not in literal
    assert not re.search(r'(?<!\\)(?:\\\\)*"', inner)
    # what HCL would read as the start of a template: a sign and a brace not doubled before
    assert not re.search(r"(?<![$])[$]\{|(?<![%])%\{", inner)
    assert "$$$" + "{" not in inner


@settings(deadline=None)  # the first parse builds the grammar: 2 s
@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=40))
def test_another_parser_reads_the_same_text(text: str) -> None:
    parsed = hcl2.loads(f"x = {quoted(text)}\n")
    value = parsed["x"]
    unquoted = value[1:-1] if isinstance(value, str) and value.startswith('"') else value
    assert isinstance(unquoted, str)


def test_numbers_have_no_exponent() -> None:
    assert number(1e-7) == "0.0000001"
    assert number(Decimal("1E+3")) == "1000"
    assert number(2.50) == "2.5"


def test_none_is_left_out_of_an_argument_and_null_in_a_map() -> None:
    assert encode(None, no_code) is None
    assert encode({"a": None, "bb": 1}, no_code) == "{\n  a  = null\n  bb = 1\n}"


def test_keys_are_quoted_unless_they_are_identifiers() -> None:
    assert key("web-1") == "web-1"
    assert key("1web") == '"1web"'
    assert key('a" = {') == '"a\\" = {"'
    assert key("null") == '"null"'


def test_an_expression_holds_only_encoded_values() -> None:
    value = Expression("cidrhost({range}, {number})", (("range", '1" ${x}'), ("number", 3)))
    assert encode(value, no_code) == 'cidrhost("1\\" $${x}", 3)'


def test_a_long_list_runs_over_several_lines() -> None:
    text = encode(tuple("abcdefghij" * 3 for _ in range(4)), no_code)
    assert text is not None
    assert text.startswith("[\n  ")
    assert text.endswith(",\n]")
