"""What a plan is: what the configuration leaves to the provider is not known before the apply."""

from collections.abc import Callable, Iterator
from typing import Any

from planner.catalogue.schemas import Attribute, Block, Nested
from planner.proof.check.breach import Path
from planner.proof.check.values import UNKNOWN, Value, instances, is_unknown

Fill = Callable[[str, Attribute, Path], Value]
"""Gives the value of a computed attribute that has none: by name, schema and path."""


def not_known(_name: str, _attribute: Attribute, _path: Path) -> Value:
    """The value of everything computed, while only planning."""
    return UNKNOWN


def completed(
    block: Block, value: dict[str, Value], fill: Fill, path: Path = ()
) -> dict[str, Value]:
    """The value with what is computed and has no value (null or unknown) filled in.

    Write-only attributes are taken out: they are never stored.
    """
    made = _attributes(block.attributes, value, fill, path)
    for name, nested in block.blocks.items():
        found = value.get(name)
        if isinstance(found, dict):
            made[name] = completed(nested.block, found, fill, (*path, name))
        elif isinstance(found, list):
            made[name] = [
                completed(nested.block, one, fill, (*path, name, number))
                if isinstance(one, dict)
                else one
                for number, one in enumerate(found)
            ]
        else:
            made[name] = found
    return made


def _attributes(
    attributes: dict[str, Attribute], value: dict[str, Value], fill: Fill, path: Path
) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for name, attribute in attributes.items():
        found = value.get(name)
        place = (*path, name)
        if attribute.write_only:
            made[name] = None
        elif attribute.computed and (found is None or is_unknown(found)):
            made[name] = fill(name, attribute, place)
        elif attribute.nested is not None:
            made[name] = _objects(attribute.nested, found, fill, place)
        else:
            made[name] = found
    return made


def _objects(nested: Nested, value: Value, fill: Fill, path: Path) -> Value:
    if isinstance(value, list):
        return [
            _attributes(nested.attributes, one, fill, (*path, number))
            if isinstance(one, dict)
            else one
            for number, one in enumerate(value)
        ]
    if not isinstance(value, dict):
        return value
    if nested.nesting == "map":
        return {
            key: _attributes(nested.attributes, one, fill, (*path, key))
            if isinstance(one, dict)
            else one
            for key, one in value.items()
        }
    return _attributes(nested.attributes, value, fill, path)


def replacing(
    rules: dict[str, dict[str, Any]], prior: dict[str, Value], planned: dict[str, Value]
) -> Iterator[str]:
    """Top-level arguments that cannot change in place and do change."""
    for name, rule in rules.items():
        if name.startswith("_") or name not in planned:
            continue
        if _forces(rule, prior.get(name), planned[name]):
            yield name


def _forces(rule: dict[str, Any], before: Value, after: Value) -> bool:
    """Whether what changed is what cannot change in place: the whole, or a part of it."""
    if before == after:
        return False
    return bool(rule.get("force_new")) or any(
        _forces(below, _column(before, name), _column(after, name))
        for name, below in rule.get("nested", {}).items()
    )


def _column(value: Value, name: str) -> list[Value]:
    """The values of one argument in every object that stands there."""
    return [one.get(name) for one in instances(value)]
