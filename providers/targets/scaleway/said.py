"""What is said of a choice: losses from the target's data, filled with this resource's words."""

from planner.model.choice import Loss
from planner.model.protocols import Surroundings
from planner.model.text import Text


def loss(around: Surroundings, name: str, /, **words: object) -> Loss:
    """The loss of that name under `settings: losses:` of `mappings/scaleway/target.yaml`."""
    told = around.setting("losses")[name]
    return Loss(
        id=name,
        weight=told["weight"],
        problem=Text(**told["problem"]).filled(**words),
        fallback=Text(**told["fallback"]).filled(**words),
        property=told.get("property", ""),
    )


def text(around: Surroundings, name: str, /, **words: object) -> Text:
    """A sentence under `settings: sentences:`, filled."""
    told = around.setting("sentences")[name]
    return Text(**told).filled(**words)
