"""Rules over one value: each takes the value and the rule's own figures and says what is wrong."""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from planner.proof.check.formats import has_format
from planner.proof.check.values import Value, elements, is_unknown

Complaint = str | None


def _equal(value: Value, allowed: Value) -> bool:
    """As Terraform compares after conversion: 3 is "3", true is "true"."""
    return value == allowed or _text(value) == _text(allowed)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _number(value: Value) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        return float(value)
    except ValueError:
        return None


def _each(test: Callable[[Value, Any], bool], message: str) -> Callable[[Value, Any], Complaint]:
    """A rule that every element must pass; of a lone value, the value itself."""

    def rule(value: Value, wanted: Any) -> Complaint:  # noqa: ANN401 - a rule's own figures
        good = all(test(one, wanted) for one in elements(value) if not isinstance(one, dict))
        return None if good else message.format(wanted=wanted)

    return rule


@lru_cache(maxsize=512)
def _compiled(pattern: str) -> re.Pattern[str]:
    # Go's `$` is the end of the text; Python's also stands before a last newline
    return re.compile(re.sub(r"(?<!\\)\$(?=$|\|)", r"\\Z", pattern), re.ASCII)


def _allowed(value: Value, wanted: list[Value]) -> bool:
    return any(_equal(value, one) for one in wanted)


def _in_ranges(value: Value, wanted: list[list[float | None]]) -> bool:
    number = _number(value)
    return number is None or any(
        (low is None or number >= low) and (high is None or number <= high) for low, high in wanted
    )


def _no_longer_subnet(value: Value, most: int) -> bool:
    mask = str(value).partition("/")[2]
    return not mask.isdigit() or int(mask) <= most


def _keys(value: Value, most: int) -> Complaint:
    keys = value if isinstance(value, dict) else {}
    return f"a key is longer than {most}" if any(len(key) > most for key in keys) else None


def _count(value: Value, wanted: tuple[int, float]) -> Complaint:
    if not isinstance(value, list | dict):
        return None
    least, most = wanted
    if len(value) < least:
        return f"at least {least} needed"
    return f"at most {most:g} possible" if len(value) > most else None


def _multiple(value: Value, of: int) -> bool:
    number = _number(value)
    return number is None or number % of == 0


_RULES: dict[str, Callable[[Value, Any], Complaint]] = {
    "allowed": _each(_allowed, "expected one of {wanted}"),
    "allowed_elements": _each(_allowed, "each expected to be one of {wanted}"),
    "not_allowed": _each(lambda value, wanted: not _allowed(value, wanted), "none of {wanted}"),
    "range": _each(lambda value, wanted: _in_ranges(value, [wanted]), "expected within {wanted}"),
    "ranges": _each(_in_ranges, "expected within one of {wanted}"),
    "min": _each(
        lambda value, wanted: _in_ranges(value, [[wanted, None]]), "expected {wanted} or more"
    ),
    "multiple_of": _each(_multiple, "expected a multiple of {wanted}"),
    "pattern": _each(
        lambda value, wanted: bool(_compiled(wanted).search(_text(value))), "expected {wanted}"
    ),
    "element_pattern": _each(
        lambda value, wanted: bool(_compiled(wanted).search(_text(value))), "each like {wanted}"
    ),
    "format": _each(
        lambda value, wanted: has_format(wanted, _text(value)), "expected the format {wanted}"
    ),
    "min_length": _each(
        lambda value, wanted: len(_text(value)) >= wanted, "expected {wanted} characters or more"
    ),
    "max_length": _each(
        lambda value, wanted: len(_text(value)) <= wanted, "expected {wanted} characters or less"
    ),
    "item_length": _each(
        lambda value, wanted: len(_text(value)) == wanted, "each expected {wanted} characters long"
    ),
    "max_bytes": _each(
        lambda value, wanted: len(_text(value).encode()) <= wanted,
        "expected {wanted} bytes or less",
    ),
    "max_nonspace_chars": _each(
        lambda value, wanted: len(re.sub(r"\s", "", _text(value))) <= wanted,
        "expected {wanted} characters or less, spaces aside",
    ),
    "max_wildcards": _each(
        lambda value, wanted: sum(map(_text(value).count, "*?")) <= wanted,
        "expected {wanted} wildcards or less",
    ),
    "max_prefix": _each(_no_longer_subnet, "expected /{wanted} or larger"),
    "value_max_length": _each(
        lambda value, wanted: len(_text(value)) <= wanted, "a value is longer than {wanted}"
    ),
    "key_max_length": _keys,
    "min_items": lambda value, least: _count(value, (least, float("inf"))),
    "max_items": lambda value, most: _count(value, (0, most)),
}

NAMES = frozenset(_RULES)


def complaint(name: str, value: Value, wanted: Any) -> Complaint:  # noqa: ANN401 - a rule's figures
    """What is wrong with a value by the rule `name`, one of `NAMES`; None where nothing is."""
    return None if value is None or is_unknown(value) else _RULES[name](value, wanted)
