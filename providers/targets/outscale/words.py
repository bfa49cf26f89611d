"""What a design says: losses written once in the target's data, and filled in for a resource."""

from planner.model.choice import Loss, Refusal
from planner.model.protocols import Surroundings
from planner.model.text import Text


def said(surroundings: Surroundings, loss: str, **values: object) -> Loss:
    """The loss of that id from `settings.losses`, its `{names}` replaced by values."""
    entry = surroundings.setting("losses")[loss]
    return Loss(
        id=loss,
        weight=entry["weight"],
        problem=Text(**entry["problem"]).filled(**values),
        fallback=Text(**entry["fallback"]).filled(**values),
        property=entry.get("property", ""),
    )


def refused(surroundings: Surroundings, loss: str, **values: object) -> Refusal:
    """The refusal of that id from `settings.refusals`."""
    entry = surroundings.setting("refusals")[loss]
    return Refusal(
        reason=entry["reason"],
        detail=Text(**entry["problem"]).filled(**values),
        fallback=Text(**entry["fallback"]).filled(**values),
    )
