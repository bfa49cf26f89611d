"""Which resources a design's values refer to."""

from collections.abc import Iterator

from planner.model.choice import Blocks, Choice, Data, Design, Expression, Ref, Unmapped, Value
from planner.model.resource import ResourceId


def refs_in(value: Value) -> Iterator[Ref]:
    """Every Ref within a value."""
    if isinstance(value, Ref):
        yield value
    elif isinstance(value, tuple | list):
        for item in value:
            yield from refs_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from refs_in(item)
    elif isinstance(value, Blocks):
        for block in value.items:
            yield from refs_in(block)
    elif isinstance(value, Expression | Data):
        for _, item in value.values:
            yield from refs_in(item)


def referred(design: Design) -> tuple[ResourceId, ...]:
    """The resources that a design refers to, sorted, each once."""
    return tuple(sorted({ref.resource for ref in refs_in(design.values)}))


def has_blocks(choice: Choice | Unmapped | None) -> bool:
    """Whether a choice writes Terraform of its own."""
    return isinstance(choice, Choice) and not choice.design.without_terraform
