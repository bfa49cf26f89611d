"""The expressions of ARM templates, taken apart: `[concat(parameters('a'), '-vm')]`."""

import re
from typing import TypeAlias

from msgspec import Struct

LONGEST = 24_576
"""Characters that Azure allows an expression."""

DEEPEST = 40

_TOKEN = re.compile(
    r"\s*(?:(?P<text>'(?:[^']|'')*')|(?P<number>-?\d+(?:\.\d+)?)|(?P<name>[A-Za-z_][\w]*)"
    r"|(?P<sign>[()\[\].,]))"
)


class Literal(Struct, frozen=True):
    """A text or a number."""

    value: str | int | float


class Call(Struct, frozen=True):
    """A function with what it is given."""

    name: str
    """In lower case: Azure does not tell them apart by case."""
    arguments: tuple["Node", ...]


class Step(Struct, frozen=True):
    """A property or an element of a value."""

    of: "Node"
    key: "Node"


Node: TypeAlias = Literal | Call | Step


class SyntaxProblemError(ValueError):
    """A text in brackets that is no expression."""


def is_expression(text: str) -> bool:
    """Whether a text is one: `[[` begins a text that only looks like it."""
    return text.startswith("[") and text.endswith("]") and not text.startswith("[[")


def parse(text: str) -> Node:
    """The expression within the brackets of `text`.

    Raises:
        SyntaxProblemError: where it is none, or too long, or nested too deeply.
    """
    if len(text) > LONGEST:
        raise SyntaxProblemError
    reader = _Reader(_tokens(text[1:-1]))
    node = reader.node(0)
    if reader.left():
        raise SyntaxProblemError
    return node


def _tokens(text: str) -> list[tuple[str, str]]:
    found, at = [], 0
    end = len(text.rstrip())
    while at < end:
        match = _TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise SyntaxProblemError
        found.append((match.lastgroup, match.group(match.lastgroup)))
        at = match.end()
    return found


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[tuple[str, str]]) -> None:
        self._tokens = tokens
        self._at = 0

    def left(self) -> bool:
        return self._at < len(self._tokens)

    def _next(self) -> tuple[str, str]:
        if not self.left():
            raise SyntaxProblemError
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, sign: str) -> bool:
        if self.left() and self._tokens[self._at] == ("sign", sign):
            self._at += 1
            return True
        return False

    def node(self, depth: int) -> Node:
        """One value, with the steps into it that follow."""
        if depth > DEEPEST:
            raise SyntaxProblemError
        node = self._value(depth)
        while True:
            if self._take("."):
                kind, word = self._next()
                if kind != "name":
                    raise SyntaxProblemError
                node = Step(node, Literal(word))
            elif self._take("["):
                node = Step(node, self.node(depth + 1))
                if not self._take("]"):
                    raise SyntaxProblemError
            else:
                return node

    def _value(self, depth: int) -> Node:
        kind, word = self._next()
        if kind == "text":
            return Literal(word[1:-1].replace("''", "'"))
        if kind == "number":
            return Literal(float(word) if "." in word else int(word[:18]))
        if kind != "name" or not self._take("("):
            raise SyntaxProblemError
        return Call(word.lower(), self._arguments(depth))

    def _arguments(self, depth: int) -> tuple[Node, ...]:
        found: list[Node] = []
        while not self._take(")"):
            if found and not self._take(","):
                raise SyntaxProblemError
            found.append(self.node(depth + 1))
        return tuple(found)
