"""HCL literals: the only way a value enters Terraform code.

Whatever is in a string stays text: quotes, newlines, `${` and `%{` are escaped, so that no name, tag or
description can inject.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache

from planner.model.choice import Data, Expression, Ref, Value, Variable

ONE_LINE = 88
"""A list or map longer than this is printed over several lines."""

_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*\Z")
_UNSAFE = re.compile(r'[\\"\x00-\x1f\x7f\u2028\u2029\ud800-\udfff\ufeff]|\$+(?=\{)|%+(?=\{)')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "$": "$$", "%": "%%"}

Code = Callable[[Ref | Variable | Data], str | None]
"""Writes what is code rather than text; None leaves the argument out."""


def _escape(match: re.Match[str]) -> str:
    character = match.group()
    if len(character) > 1:  # `$${` would be read as an escape of its own: spell each sign out
        return "".join(f"\\u{ord(sign):04x}" for sign in character)
    if "\ud800" <= character <= "\udfff":
        return "\\ufffd"
    return _ESCAPES.get(character) or f"\\u{ord(character):04x}"


@lru_cache(maxsize=65536)
def quoted(text: str) -> str:
    r"""Text as an HCL string literal.

    >>> quoted('a "b" ${c}')
    '"a \\"b\\\\" $${c}"'
    """
    return f'"{_UNSAFE.sub(_escape, text)}"'


def key(text: str) -> str:
    """A key of an HCL object: bare where it is an identifier."""
    reserved = text in {"null", "true", "false", "for"}
    return text if _IDENTIFIER.match(text) and not reserved else quoted(text)


def number(value: float | Decimal) -> str:
    """A number without exponent."""
    text = format(value if isinstance(value, Decimal) else Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def encode(value: Value, code: Code) -> str | None:  # noqa: PLR0911 - one a type
    """A value as HCL, over several lines where it is long; None where the argument is left out."""
    if value is None:
        return None
    if isinstance(value, str):
        return quoted(value)
    if isinstance(value, bool | int | float | Decimal):
        return _scalar(value)
    if isinstance(value, tuple | list):
        return _list(tuple(value), code)
    if isinstance(value, dict):
        return _object(value, code)
    if isinstance(value, Expression):
        return _expression(value, code)
    return _code(value, code)


def _scalar(value: bool | float | Decimal) -> str:  # noqa: FBT001 - a value, not a switch
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else number(value)


def _code(value: object, code: Code) -> str | None:
    if isinstance(value, Ref | Variable | Data):
        return code(value)
    message = f"not a value that a template prints: {type(value).__name__}"
    raise TypeError(message)


def _expression(value: Expression, code: Code) -> str | None:
    filled = {}
    for name, item in value.values:
        text = encode(item, code)
        if text is None:
            return None
        filled[name] = text
    return value.text.format(**filled)


def indented(text: str, spaces: int = 2) -> str:
    """Every line but the first moved to the right."""
    return text.replace("\n", "\n" + " " * spaces) if "\n" in text else text


def _list(items: tuple[Value, ...], code: Code) -> str:
    parts = [text for item in items if (text := encode(item, code)) is not None]
    line = f"[{', '.join(parts)}]"
    if len(line) <= ONE_LINE and "\n" not in line:
        return line
    return "[\n" + "".join(f"  {indented(part)},\n" for part in parts) + "]"


def _object(items: dict[str, Value], code: Code) -> str:
    parts = [(key(name), encode(item, code)) for name, item in items.items()]
    if not parts:
        return "{}"
    lines = aligned([(name, "null" if text is None else text) for name, text in parts])
    return "{\n" + "".join(f"  {indented(line)}\n" for line in lines) + "}"


def aligned(parts: list[tuple[str, str]]) -> list[str]:
    """`name = value` lines with the `=` of neighbouring one-line values under each other."""
    lines: list[str] = []
    chain: list[tuple[str, str]] = []

    def close() -> None:
        width = max((len(name) for name, _ in chain), default=0)
        lines.extend(f"{name:<{width}} = {text}" for name, text in chain)
        chain.clear()

    for name, text in parts:
        if "\n" in text:
            close()
            lines.append(f"{name} = {text}")
        else:
            chain.append((name, text))
    close()
    return lines
