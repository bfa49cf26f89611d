"""Values of a configuration: plain Python, None for null, and one object for "not known yet"."""

from typing import Any, Final, final


@final
class Unknown:
    """A value that only the apply will tell."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNKNOWN"


UNKNOWN: Final = Unknown()

Value = Any
"""str, int, float, bool, list, dict, None or `UNKNOWN`; lists and dicts hold the same."""


def is_unknown(value: Value) -> bool:
    """Whether nothing at all is known of the value."""
    return isinstance(value, Unknown)


def is_given(value: Value) -> bool:
    """Whether a configuration gives it: null and no block at all are not given."""
    return value is not None and not (isinstance(value, list | dict) and not value)


def elements(value: Value) -> list[Value]:
    """Members of a list, values of a map, or the value itself; without null and unknown."""
    found = value if isinstance(value, list) else [value]
    if isinstance(value, dict):
        found = list(value.values())
    return [one for one in found if one is not None and not is_unknown(one)]


def instances(value: Value) -> list[dict[str, Value]]:
    """The objects in the value of a block or a nested attribute, however it nests."""
    if isinstance(value, dict):
        return [value]
    return [one for one in elements(value) if isinstance(one, dict)] if value else []
