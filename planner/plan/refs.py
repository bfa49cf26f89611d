"""Which resources a design's values refer to."""

from collections.abc import Iterable, Mapping

from planner.model.choice import Blocks, Choice, Data, Design, Expression, Ref, Unmapped, Value
from planner.model.resource import ResourceId

_PLAIN = (str, int, bool, float, type(None))


def refs_in(value: Value) -> list[Ref]:
    """Every Ref within a value, in no order."""
    found: list[Ref] = []
    waiting: list[Value] = [value]
    while waiting:  # a loop, not a recursion: this runs over every value of every design
        one = waiting.pop()
        if type(one) in _PLAIN:
            continue
        if isinstance(one, Ref):
            found.append(one)
        else:
            waiting.extend(_within(one))
    return found


def _within(value: Value) -> Iterable[Value]:
    if isinstance(value, dict):
        return value.values()
    if isinstance(value, tuple | list):
        return value
    if isinstance(value, Blocks):
        return value.items
    if isinstance(value, Expression | Data):
        return [item for _, item in value.values]
    return ()


def referred(design: Design) -> tuple[ResourceId, ...]:
    """The resources that a design refers to, sorted, each once."""
    return tuple(sorted({ref.resource for ref in refs_in(design.values)}))


Links = dict[ResourceId, tuple[ResourceId, ...]]
"""Resource that writes Terraform -> the others that do and that its blocks refer to, sorted."""


def link(choices: Mapping[ResourceId, Choice | Unmapped]) -> Links:
    """Who refers to whom, in order of id; references to what the plan does not build are left out."""
    built = {
        id_: one for id_, one in choices.items() if isinstance(one, Choice) and has_blocks(one)
    }
    return {
        id_: tuple(other for other in referred(one.design) if other in built and other != id_)
        for id_, one in sorted(built.items())
    }


def has_blocks(choice: Choice | Unmapped | None) -> bool:
    """Whether a choice writes Terraform of its own."""
    return isinstance(choice, Choice) and not choice.design.without_terraform
