"""HCL files as blocks with their lines; expressions stay what they are until someone asks."""

import re
from pathlib import Path
from typing import Any

from msgspec import Struct

from planner.proof.check.values import UNKNOWN, Value

# python-hcl2 8 trips over these two escapes at the end of a string; the marks stand for them
_DOLLAR, _PERCENT = "\ue000", "\ue001"
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", re.DOTALL)
_LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
_REFERENCE = re.compile(r"^\$\{\s*((?:each|local)(?:\.\w+)+)\s*\}$")

Scope = dict[str, Value]
"""Values of references that are known: `local.web`, `each.value.name`."""


class HclError(Exception):
    """A file that is not HCL; the message is `file:line: why`."""


class HclBlock(Struct):
    """One block: `words` are its type and labels."""

    words: tuple[str, ...]
    file: str
    line: int
    arguments: dict[str, Any]
    """Name -> expression as python-hcl2 serialises it."""
    lines: dict[str, int]
    blocks: list["HclBlock"]
    twice: list[str]
    """Arguments that are given more than once."""


def read_body(path: Path) -> HclBlock:
    """A file as one block without words, which holds what stands at its top.

    Raises:
        HclError: where the text is not HCL.
    """
    import hcl2  # noqa: PLC0415 - 0.2 s that only this rung pays
    from lark.exceptions import LarkError  # noqa: PLC0415 - comes with hcl2

    try:
        text = path.read_text(encoding="utf-8")
        marked = text.replace("$${", _DOLLAR).replace("%%{", _PERCENT)
        tree = hcl2.parses(marked if marked.endswith("\n") else f"{marked}\n")
    except LarkError as error:
        line = getattr(error, "line", 0)
        message = f"{path.name}:{line}: {str(error).splitlines()[0]}"
        raise HclError(message) from error
    except (UnicodeDecodeError, RecursionError) as error:
        message = f"{path.name}: {type(error).__name__}"
        raise HclError(message) from error
    return _body(tree.body, (), path.name, 0)


def _body(body: Any, words: tuple[str, ...], file: str, line: int) -> HclBlock:  # noqa: ANN401 - hcl2 is untyped
    block = HclBlock(words, file, line, {}, {}, [], [])
    for child in body.children:
        kind = getattr(child, "lark_name", lambda: "")()
        if kind == "attribute":
            name = str(child.identifier.serialize())
            if name in block.arguments:
                block.twice.append(name)
            block.arguments[name] = child.expression.serialize()
            block.lines[name] = _line(child)
        elif kind == "block":
            labels = tuple(str(label.serialize()).strip('"') for label in child.labels)
            block.blocks.append(_body(child.body, labels, file, _line(child)))
    return block


def _line(rule: Any) -> int:  # noqa: ANN401 - hcl2 is untyped
    return int(getattr(rule._meta, "line", 0))  # noqa: SLF001 - the only place that knows


def literal(expression: Any, scope: Scope) -> Value:  # noqa: ANN401 - what hcl2 serialises
    """The value of an expression that says it outright, or by a reference in `scope`."""
    if isinstance(expression, list):
        return [literal(one, scope) for one in expression]
    if isinstance(expression, dict):
        return _object(expression, scope)
    if not isinstance(expression, str):
        return expression
    if expression.startswith('"') and expression.endswith('"'):
        return _text(expression[1:-1])
    reference = _REFERENCE.match(expression)
    return scope.get(reference[1], UNKNOWN) if reference else UNKNOWN


def _object(expression: dict[str, Any], scope: Scope) -> Value:
    found: dict[str, Value] = {}
    for key, value in expression.items():
        name = _text(key[1:-1]) if key.startswith('"') else key
        if not isinstance(name, str) or name.startswith("${"):
            return UNKNOWN  # a computed key: nothing is known of the whole
        found[name] = literal(value, scope)
    return found


def _text(inner: str) -> Value:
    if "${" in inner or "%{" in inner:
        return UNKNOWN
    if inner.startswith("<<") and "\n" in inner:
        lines = inner.splitlines()[1:-1]
        margin = min((len(one) - len(one.lstrip()) for one in lines if one.strip()), default=0)
        indented = inner.startswith("<<-")
        inner = "".join(f"{one[margin:] if indented else one}\n" for one in lines)
    else:
        inner = _ESCAPE.sub(_unescaped, inner)
    return inner.replace(_DOLLAR, "${").replace(_PERCENT, "%{")


def _unescaped(match: re.Match[str]) -> str:
    code = match[1]
    if len(code) > 1:
        return chr(int(code[1:], 16))
    return _LETTERS.get(code, code)


def expressions(value: Any) -> list[str]:  # noqa: ANN401 - what hcl2 serialises
    """Every text within an argument that holds code, for whoever looks for references."""
    if isinstance(value, str):
        return [value] if "${" in value or not value.startswith('"') else []
    if isinstance(value, list):
        return [found for one in value for found in expressions(one)]
    if isinstance(value, dict):
        return [found for pair in value.items() for one in pair for found in expressions(one)]
    return []
