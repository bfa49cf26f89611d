"""The rules of `constraints.json` over the value of one resource."""

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from planner.catalogue.schemas import Block
from planner.proof.check import rules_of_many, rules_of_one
from planner.proof.check.breach import Breach, Path
from planner.proof.check.rules_of_many import Seat, plain
from planner.proof.check.values import UNKNOWN, Value, instances, is_given, is_unknown

Rules = dict[str, dict[str, Any]]

SILENT = frozenset({"force_new", "checked", "nested"})
"""What says something else than which value is right."""


class _Place(Struct, frozen=True):
    """One block (or object) on the way down, and the way to it."""

    root: dict[str, Value]
    here: dict[str, Value]
    path: Path
    block: Block | None
    """Schema of `here`; None within an object that has none of its own."""

    def look(self, name: str) -> Value:
        """Another value: a neighbour, else by its dotted path from the resource down."""
        steps = plain(name).split(".")
        if len(steps) == 1 and self._is_neighbour(steps[0]):
            return self.here.get(steps[0])
        above = [step for step in self.path if isinstance(step, str)]
        if steps[:-1] == above:
            return self.here.get(steps[-1])
        return _descend(self.root, steps)

    def _is_neighbour(self, name: str) -> bool:
        if self.block is None:
            return name in self.here or name not in self.root
        return name in self.block.attributes or name in self.block.blocks


def constraint_breaches(
    rules: Rules, block: Block | None, value: dict[str, Value]
) -> Iterator[Breach]:
    """What the value of a resource breaks, in the order of the rules.

    `block` is the resource's schema; without it, every empty list counts as one that was given.
    """
    yield from _walk(rules, _Place(root=value, here=value, path=(), block=block))


def _walk(rules: Rules, place: _Place) -> Iterator[Breach]:
    block = place.block
    for name, rule in rules.items():
        whole = name in {"_resource", "_block"}
        value = None if whole else place.here.get(name)
        path = place.path if whole else (*place.path, name)
        full = ".".join(step for step in path if isinstance(step, str))
        seat = Seat("" if whole else name, full, value, place.look)
        is_block = block is not None and name in block.blocks
        yield from _of_one(rule, None if is_block and value == [] else value, path)
        yield from _of_many(rule, seat, path)
        if "nested" in rule:
            yield from _inside(rule["nested"], place, name)


def _inside(rules: Rules, place: _Place, name: str) -> Iterator[Breach]:
    below = _below(place.block, name)
    value = place.here.get(name)
    many = isinstance(value, list)
    for number, one in enumerate(instances(value)):
        path: Path = (*place.path, name, number) if many else (*place.path, name)
        yield from _walk(rules, _Place(root=place.root, here=one, path=path, block=below))


def _below(block: Block | None, name: str) -> Block | None:
    """Schema of what stands under a name, block or nested attribute."""
    if block is None:
        return None
    if name in block.blocks:
        return block.blocks[name].block
    attribute = block.attributes.get(name)
    return Block(attribute.nested.attributes) if attribute and attribute.nested else None


def _of_one(rule: dict[str, Any], value: Value, path: Path) -> Iterator[Breach]:
    for name, wanted in rule.items():
        if name in rules_of_one.NAMES:
            wrong = rules_of_one.complaint(name, value, wanted)
            if wrong:
                yield Breach(path, name, wrong)


def _of_many(rule: dict[str, Any], seat: Seat, path: Path) -> Iterator[Breach]:
    for name, wanted in rule.items():
        if name in rules_of_many.NAMES:
            wrong = rules_of_many.complaint_of(name, seat, wanted)
            if wrong:
                yield Breach(path, name, wrong)
    if rule.get("deprecated") and (not seat.name or (seat.given and seat.value is not False)):
        instead = rule["deprecated"]
        hint = f"; use {instead}" if isinstance(instead, str) and instead != "remove" else ""
        yield Breach(path, "deprecated", f"deprecated{hint}", "warning")


def _descend(value: Value, steps: list[str]) -> Value:
    """The value that the steps lead to, through the first object of each; unknown stays so."""
    for step in steps:
        if is_unknown(value):
            return UNKNOWN
        found = instances(value) if is_given(value) else []
        if not found:
            return None
        value = found[0].get(step)
    return value
