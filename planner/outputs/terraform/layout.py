"""Text laid out as `terraform fmt` would: `=` aligned, no line for what is absent, no stray blank line.

Follows hclwrite's rule: neighbouring lines whose right-hand side is a whole expression on that line share
a column; a line that opens a bracket, a comment or a blank line ends the run.
"""

import re
from collections.abc import Callable

ABSENT = "\x00absent\x00"
"""Printed for None; the line that holds it disappears."""

_ASSIGNMENT = re.compile(
    r'(?P<indent> *)(?P<name>"(?:[^"\\]|\\.)*"|\([^()=]*\)|[^\s"=(){}#]+) *=(?![=>]) *(?P<value>.+)'
)
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"')


def _whole(value: str) -> bool:
    """Whether an expression ends on its line: as many brackets close as open."""
    bare = _STRING.sub("", value)
    return sum(map(bare.count, "([{")) == sum(map(bare.count, ")]}"))


def lay_out(text: str, is_long: Callable[[str], bool]) -> str:
    """The text with lines dropped, blank lines folded and `=` aligned.

    `is_long` says of a line that the value filled into it will run over several lines.
    """
    lines: list[str] = []
    run: list[tuple[str, str, str]] = []

    def close() -> None:
        width = max((len(name) for _, name, _ in run), default=0)
        lines.extend(f"{indent}{name:<{width}} = {value}" for indent, name, value in run)
        run.clear()

    for line in _kept(text):
        found = _ASSIGNMENT.fullmatch(line)
        if found is None or is_long(line) or not _whole(found["value"]):
            close()
            lines.append(
                line if found is None else f"{found['indent']}{found['name']} = {found['value']}"
            )
        else:
            run.append((found["indent"], found["name"], found["value"]))
    close()
    return "\n".join(lines) + "\n" if lines else ""


def _kept(text: str) -> list[str]:
    """Lines without the absent ones, trailing blanks, and blank lines that separate nothing."""
    kept: list[str] = []
    for raw in text.split("\n"):
        if ABSENT in raw:
            continue
        line = raw.rstrip()
        if line.startswith("for_each = local."):
            line = f"  {line}"
        if not line and (not kept or not kept[-1] or kept[-1].endswith(("{", "["))):
            continue
        if line.lstrip().startswith(("}", "]")) and kept and not kept[-1]:
            kept.pop()
        kept.append(line)
    while kept and not kept[-1]:
        kept.pop()
    return kept
