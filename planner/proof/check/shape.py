"""Whether values have the shape that a schema asks for: names, types, block counts."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import Any

from planner.catalogue.schemas import Attribute, Block, NestedBlock
from planner.proof.check.breach import Breach, Path
from planner.proof.check.values import Value, is_unknown

_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][-+]?\d+)?\Z")
_WORDS_OF_BOOL = {"true", "false", "0", "1"}


def shape_breaches(
    block: Block,
    value: dict[str, Value],
    path: Path = (),
    *,
    open_blocks: frozenset[Path] = frozenset(),
) -> Iterator[Breach]:
    """What the value of a block breaks of its schema.

    `open_blocks` holds the paths (without indices) of blocks that stand there by `dynamic`: how
    many there will be is not known.
    """  # fmt: skip
    known = {*block.attributes, *block.blocks}
    for name in value:
        if name not in known:
            yield Breach((*path, name), "unknown-argument", _unknown(name, sorted(known)))
    for name, attribute in block.attributes.items():
        yield from _attribute(attribute, value.get(name), (*path, name))
    for name, nested in block.blocks.items():
        yield from _blocks(nested, value.get(name), (*path, name), open_blocks)


def _unknown(name: str, known: list[str]) -> str:
    near = get_close_matches(name, known, n=1)
    return f"not an argument here{f'; did you mean {near[0]}?' if near else ''}"


def _attribute(attribute: Attribute, value: Value, path: Path) -> Iterator[Breach]:
    if value is None:
        if attribute.required:
            yield Breach(path, "missing", "required")
        return
    if not attribute.settable:
        yield Breach(path, "read-only", "the provider answers it; it cannot be set")
        return
    if is_unknown(value):
        return
    if attribute.nested is None:
        wrong = misfit(attribute.type, value)
        if wrong:
            yield Breach(path, "type", wrong)
        return
    yield from _nested(attribute, value, path)


def _nested(attribute: Attribute, value: Value, path: Path) -> Iterator[Breach]:
    assert attribute.nested is not None  # noqa: S101 - the caller's case
    inner = Block(attribute.nested.attributes)
    nesting = attribute.nested.nesting
    if nesting == "single":
        found: list[tuple[Path, Value]] = [(path, value)]
    elif nesting == "map" and isinstance(value, dict):
        found = [((*path, key), one) for key, one in value.items()]
    elif nesting in {"list", "set"} and isinstance(value, list):
        found = [((*path, number), one) for number, one in enumerate(value)]
    else:
        yield Breach(path, "type", f"expected a {nesting} of objects")
        return
    for place, one in found:
        if is_unknown(one) or one is None:
            continue
        if isinstance(one, dict):
            yield from shape_breaches(inner, one, place)
        else:
            yield Breach(place, "type", "expected an object")


def _blocks(
    nested: NestedBlock, value: Value, path: Path, open_blocks: frozenset[Path]
) -> Iterator[Breach]:
    if is_unknown(value):
        return
    found = [value] if isinstance(value, dict) else value or []
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        yield Breach(path, "type", "expected a block, not an argument")
        return
    counted = tuple(step for step in path if isinstance(step, str)) not in open_blocks
    if counted and len(found) < nested.min_items:
        yield Breach(path, "missing", f"at least {nested.min_items} block needed")
    if nested.max_items and len(found) > nested.max_items:
        yield Breach(path, "max_items", f"at most {nested.max_items} block possible")
    for number, one in enumerate(found):
        place = path if nested.nesting == "single" else (*path, number)
        yield from shape_breaches(nested.block, one, place, open_blocks=open_blocks)


def misfit(wanted: Any, value: Value) -> str | None:  # noqa: ANN401 - a type as Terraform's JSON has it
    """What is wrong with a literal for a type, after the conversions that Terraform makes."""
    if value is None or is_unknown(value) or wanted == "dynamic":
        return None
    if isinstance(wanted, str):
        return _primitive(wanted, value)
    outer, inner = wanted
    if outer in {"list", "set"}:
        return _all(inner, value) if isinstance(value, list) else f"expected a {outer}"
    if not isinstance(value, dict):
        return f"expected {'a map' if outer == 'map' else 'an object'}"
    return _all(inner, list(value.values())) if outer == "map" else _object(inner, value)


def _all(inner: Any, values: list[Value]) -> str | None:  # noqa: ANN401 - a type
    return next((wrong for one in values if (wrong := misfit(inner, one))), None)


def _object(inner: dict[str, Any], value: dict[str, Value]) -> str | None:
    missing = sorted(set(inner) - set(value))
    if missing:
        return f"the object lacks {', '.join(missing)}"
    return next((wrong for key, kind in inner.items() if (wrong := misfit(kind, value[key]))), None)


def _primitive(wanted: str, value: Value) -> str | None:
    if isinstance(value, list | dict):
        return f"expected a {wanted}"
    good = wanted == "string"
    if wanted == "number":
        good = not isinstance(value, bool) and bool(_NUMBER.match(str(value)))
    elif wanted == "bool":
        good = isinstance(value, bool) or str(value) in _WORDS_OF_BOOL
    return None if good else f"expected a {wanted}"
