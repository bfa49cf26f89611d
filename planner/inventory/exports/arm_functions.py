"""Functions of ARM templates whose value does not depend on what runs: text, lists, numbers, ids.

All others (`reference`, `listKeys`, `utcNow` …) are known only to Azure: unresolved. Functions take
values and give one; what they are not made for raises what Python raises.

A text that is unknown but the same wherever it stands (a parameter without a default, `uniqueString`)
is a name between two marks: names and ids made of it still fit each other.
"""

import math
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

import msgspec

LARGEST = 100_000
"""Characters or elements that a value may have: a template could double them at each step."""

FAILURES = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


MARK = "\0"


class UnresolvedError(Exception):
    """A value that only Azure knows."""


def marked(name: str) -> str:
    """What stands for an unknown text of that name."""
    return f"{MARK}{name.replace(MARK, '')}{MARK}"


def is_marked(value: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether an unknown text is in a value."""
    if isinstance(value, str):
        return MARK in value
    if isinstance(value, list):
        return any(is_marked(one) for one in value)
    return isinstance(value, Mapping) and any(is_marked(one) for one in value.values())


def shown(text: str) -> str:
    """A text with what is unknown in braces."""
    pieces = text.split(MARK)
    return "".join(f"{{{one}}}" if at % 2 else one for at, one in enumerate(pieces))


Function = Callable[..., Any]


def _concat(*parts: Any) -> Any:  # noqa: ANN401 - JSON
    if parts and isinstance(parts[0], list):
        return [one for part in parts for one in part]
    return "".join(word(part) for part in parts)


def word(value: Any) -> str:  # noqa: ANN401 - JSON
    """A value as a text holds it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "True" if value else "False"
    if isinstance(value, int | float):
        return str(value)
    return msgspec.json.encode(value).decode()


def _format(form: str, *parts: Any) -> str:  # noqa: ANN401 - JSON
    found = form
    for number, part in enumerate(parts):
        found = found.replace("{" + str(number) + "}", word(part))
    return found


def _union(*parts: Any) -> Any:  # noqa: ANN401 - JSON
    if isinstance(parts[0], Mapping):
        return {key: value for part in parts for key, value in part.items()}
    found: list[Any] = []
    for part in parts:
        found += [one for one in part if one not in found]
    return found


def _split(text: str, by: str | list[str]) -> list[str]:
    marks = [by] if isinstance(by, str) else by
    for mark in marks[1:]:
        text = text.replace(mark, marks[0])
    return text.split(marks[0])


def _create_object(*parts: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON
    return dict(zip(parts[::2], parts[1::2], strict=True))


def _contains(within: Any, one: Any) -> bool:  # noqa: ANN401 - JSON
    if isinstance(within, str):
        return str(one).lower() in within.lower()
    return one in within


def _equals(one: Any, other: Any) -> bool:  # noqa: ANN401 - JSON
    return bool(one == other)


def _substring(text: str, start: int, length: int | None = None) -> str:
    return text[start:] if length is None else text[start : start + length]


def _bool(value: Any) -> bool:  # noqa: ANN401 - JSON
    return value.lower() in ("true", "1") if isinstance(value, str) else bool(value)


def _range(start: int, count: int) -> list[int]:
    if count > LARGEST:
        raise UnresolvedError
    return list(range(start, start + count))


def _pad(text: Any, width: int, fill: str = " ") -> str:  # noqa: ANN401 - JSON
    if width > LARGEST:
        raise UnresolvedError
    return word(text).rjust(width, fill)


def _coalesce(*parts: Any) -> Any:  # noqa: ANN401 - JSON
    return next((one for one in parts if one is not None), None)


def _json(text: str) -> Any:  # noqa: ANN401 - JSON
    return msgspec.json.decode(text)


FUNCTIONS: dict[str, Function] = {
    "add": lambda one, other: one + other,
    "array": lambda one: one if isinstance(one, list) else [one],
    "bool": _bool,
    "coalesce": _coalesce,
    "concat": _concat,
    "contains": _contains,
    "createarray": lambda *parts: list(parts),
    "createobject": _create_object,
    "div": lambda one, other: int(one / other),
    "empty": lambda one: not one,
    "endswith": lambda text, end: text.lower().endswith(end.lower()),
    "equals": _equals,
    "false": lambda: False,
    "first": lambda one: one[0],
    "format": _format,
    "greater": lambda one, other: one > other,
    "greaterorequals": lambda one, other: one >= other,
    "indexof": lambda text, part: text.lower().find(part.lower()),
    "int": int,
    "join": lambda parts, mark: mark.join(word(one) for one in parts),
    "json": _json,
    "last": lambda one: one[-1],
    "length": len,
    "less": lambda one, other: one < other,
    "lessorequals": lambda one, other: one <= other,
    "max": lambda *parts: max(parts[0] if isinstance(parts[0], list) else parts),
    "min": lambda *parts: min(parts[0] if isinstance(parts[0], list) else parts),
    "mod": lambda one, other: one % other,
    "mul": lambda one, other: one * other,
    "not": lambda one: not one,
    "null": lambda: None,
    "padleft": _pad,
    "range": _range,
    "replace": lambda text, old, new: text.replace(old, new),
    "skip": lambda one, count: one[count:],
    "split": _split,
    "startswith": lambda text, start: text.lower().startswith(start.lower()),
    "string": word,
    "sub": lambda one, other: one - other,
    "substring": _substring,
    "take": lambda one, count: one[:count],
    "tolower": lambda text: text.lower(),
    "toupper": lambda text: text.upper(),
    "trim": lambda text: text.strip(),
    "true": lambda: True,
    "union": _union,
}
"""Name in lower case -> the function; those that ask the template are in `arm_values`."""

JOINING = frozenset(
    {"array", "coalesce", "concat", "createarray", "createobject", "first", "format", "json", "last",
     "string", "tolower", "toupper", "trim", "union"}
)  # fmt: skip
"""Functions that leave a text whole, so that marks in it stay as they are."""

HASHING = frozenset({"guid", "padleft", "replace", "substring", "take", "uniquestring"})
"""Functions of which the result is unknown, and the same for the same texts."""

MULTIPLYING = frozenset({"format", "join", "replace", "union"})
"""Functions whose work or result grows with the product of what they are given."""


def call(name: str, arguments: list[Any]) -> Any:  # noqa: ANN401 - JSON
    """The value of a function.

    Raises:
        UnresolvedError: where it is unknown, or was given what it is not made for.
    """
    function = FUNCTIONS.get(name)
    unknown = is_marked(arguments)
    if name in HASHING and (unknown or function is None):
        told = sha256(msgspec.json.encode([name, *arguments])).hexdigest()[:8]
        return marked(f"{name}-{told}")
    if function is None or (unknown and name not in JOINING):
        raise UnresolvedError
    sizes = sorted(len(one) for one in arguments if isinstance(one, str | list | dict))
    if sum(sizes) > LARGEST or (name in MULTIPLYING and math.prod(sizes[-2:]) > LARGEST * 10):
        raise UnresolvedError
    if name == "mul" and any(not isinstance(one, int | float) for one in arguments):
        raise UnresolvedError
    try:
        found = function(*arguments)
    except (*FAILURES, msgspec.DecodeError, RecursionError) as failure:
        raise UnresolvedError from failure
    size = len(found) if isinstance(found, str | list | dict) else 0
    if size > LARGEST:
        raise UnresolvedError
    return found


def resource_id(scope: str, arguments: list[Any]) -> str:
    """`resourceId`: `[subscription], [group], type, names…` as an id; `scope` is where it stands.

    Raises:
        UnresolvedError: where the names do not fit the type.
    """
    words = [one for one in arguments if isinstance(one, str)]
    if len(words) != len(arguments):
        raise UnresolvedError
    kind = next((at for at, one in enumerate(words) if "/" in one and "." in one), -1)
    if kind < 0:
        raise UnresolvedError
    before, type_name, names = words[:kind], words[kind], words[kind + 1 :]
    namespace, *types = type_name.split("/")
    names = [piece for one in names for piece in one.split("/")]
    if len(types) != len(names):
        raise UnresolvedError
    pieces = scope.split("/")
    if len(before) == 2:  # noqa: PLR2004 - subscription and group
        pieces[2], pieces[4] = before
    elif before and len(pieces) > 4:  # noqa: PLR2004 - `/subscriptions/S/resourceGroups/G`
        pieces[4] = before[0]
    path = "/".join(f"{one}/{name}" for one, name in zip(types, names, strict=True))
    return f"{'/'.join(pieces)}/providers/{namespace}/{path}"


def other_id(name: str, scope: str, arguments: list[Any]) -> str:
    """`subscriptionResourceId`, `tenantResourceId` and `extensionResourceId`, as an id."""
    if name == "extensionresourceid":
        return resource_id(word(arguments[0]) if arguments else "", arguments[1:])
    if name == "tenantresourceid":
        return resource_id("", arguments)
    own = [one for one in arguments[:1] if isinstance(one, str) and "/" not in one]
    above = f"/subscriptions/{own[0]}" if own else "/".join(scope.split("/")[:3])
    return resource_id(above, arguments[len(own) :])


def surroundings(name: str, scope: str) -> dict[str, str]:
    """What a template may ask of where it stands; its place and its tenant are unknown."""
    pieces = scope.split("/")
    if name == "subscription":
        return {"id": "/".join(pieces[:3]), "subscriptionId": pieces[2] if len(pieces) > 2 else ""}  # noqa: PLR2004
    return {"id": scope, "name": pieces[-1]}
