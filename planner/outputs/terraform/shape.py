"""Blocks from templates, fast: a template is rendered once a shape, then filled a thousand times.

Most blocks of a kind differ only in their scalars. So values are first written as HCL; what decides the
text around them (which are missing, which are long, how many nested blocks) is their *shape*. For
each shape the template runs once with placeholders, the result is laid out as `terraform fmt` would,
and cut at the placeholders. Every further resource of that shape is a join of strings.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import jinja2

from planner.model.choice import Blocks, Value
from planner.outputs.terraform.encode import Code, encode
from planner.outputs.terraform.layout import ABSENT, lay_out

_MARK = re.compile("\x02(\\d+)\x03")

Written = str | bool | None | tuple["Fields", ...]
"""A value on its way into a template: HCL text; a boolean or None that it may test; nested blocks."""
Fields = dict[str, Written]


def write_fields(values: dict[str, Value], code: Code) -> Fields:
    """All values of a design as HCL text, nested blocks and booleans kept apart."""
    return {name: _written(value, code) for name, value in values.items()}


def _written(value: Value, code: Code) -> Written:
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, Blocks):
        return tuple(write_fields(item, code) for item in value.items)
    return encode(value, code)


class _Leaf:
    """Stands for a text that is filled in later; a template can print it and nothing else."""

    __slots__ = ("mark",)

    def __init__(self, index: int) -> None:
        self.mark = f"\x02{index}\x03"

    def __str__(self) -> str:
        return self.mark

    def _refuse(self, *_: object) -> NoReturn:
        message = "a template tests None, booleans and blocks only: decide in the design function"
        raise TypeError(message)

    __eq__ = __ne__ = __lt__ = __gt__ = __add__ = __contains__ = __len__ = _refuse
    __hash__ = None  # type: ignore[assignment]


def _shape(fields: Fields, texts: list[str]) -> tuple[object, ...]:
    """The shape of fields, hashable; their texts are appended in the order of the placeholders."""
    parts: list[object] = []
    for name, value in fields.items():
        parts.append(name)
        if isinstance(value, str):
            texts.append(value)
            parts.append("long" if "\n" in value else "text")
        elif isinstance(value, tuple):
            parts.append(tuple(_shape(item, texts) for item in value))
        else:
            parts.append(value)
    return tuple(parts)


class _Namespace(dict[str, Any]):
    """Fields as a template reads them: `v.name`; a field that no design gives is an error."""

    __getattr__ = dict.__getitem__


def _placeholders(fields: Fields, indexes: Iterator[int]) -> _Namespace:
    marked = _Namespace()
    for name, value in fields.items():
        if isinstance(value, str):
            marked[name] = _Leaf(next(indexes))
        elif isinstance(value, tuple):
            marked[name] = [_placeholders(item, indexes) for item in value]
        else:
            marked[name] = value
    return marked


def _finalize(value: object) -> object:
    if value is None:
        return ABSENT
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


def environment(loader: jinja2.BaseLoader) -> jinja2.Environment:
    """Jinja for Terraform: nothing undefined, no HTML escaping, None leaves its line out."""
    return jinja2.Environment(
        loader=loader,
        undefined=jinja2.StrictUndefined,
        finalize=_finalize,
        autoescape=False,  # noqa: S701 - HCL; values enter through `encode` alone
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class Shapes:
    """Templates of one target with the shapes they have been seen in."""

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        self._environment = environment(loader)
        self._cuts: dict[object, tuple[list[str], list[tuple[int, int]]]] = {}

    def block(self, template: str, fields: Fields, *, name: str, table: str = "") -> str:
        """One resource's blocks.

        `name` is the Terraform name; `table` the local of a `for_each`, empty for a block of its own.
        """
        texts = [name, table]
        shape = _shape(fields, texts)
        cut = self._cuts.get((template, bool(table), shape))
        if cut is None:
            cut = self._cut(template, fields, grouped=bool(table), texts=texts)
            self._cuts[template, bool(table), shape] = cut
        parts, holes = cut
        pieces = [parts[0]]
        for (index, indent), part in zip(holes, parts[1:], strict=True):
            text = texts[index]
            if "\n" in text:
                text = text.replace("\n", "\n" + " " * indent)
            pieces.append(text)
            pieces.append(part)
        return "".join(pieces)

    def once(self, template: str, **values: object) -> str:
        """A template that stands once in a root, laid out."""
        text = self._environment.get_template(template).render(**values)
        return lay_out(text, is_long=lambda _line: False)

    def _cut(
        self, template: str, fields: Fields, *, grouped: bool, texts: list[str]
    ) -> tuple[list[str], list[tuple[int, int]]]:
        name, table = _Leaf(0), _Leaf(1)
        own_key = "[each.key]" if grouped else ""

        def of_itself(type_: str, attribute: str) -> str:
            return f"{type_}.{name}{own_key}.{attribute}"

        text = self._environment.get_template(template).render(
            v=_placeholders(fields, iter(range(2, len(texts)))),
            name=name,
            each=own_key,
            grouped=grouped,
            for_each=f"for_each = local.{table}\n" if grouped else ABSENT,
            own=of_itself,
        )
        long = {f"\x02{index}\x03" for index, value in enumerate(texts) if "\n" in value}
        return _split(lay_out(text, is_long=lambda line: any(mark in line for mark in long)))


def _split(text: str) -> tuple[list[str], list[tuple[int, int]]]:
    pieces = _MARK.split(text)
    holes = []
    for number, piece in enumerate(pieces[1::2]):
        line = pieces[2 * number].rpartition("\n")[2]
        start = line if "\n" in pieces[2 * number] or number == 0 else ""
        holes.append((int(piece), len(start) - len(start.lstrip(" "))))
    return pieces[::2], holes
