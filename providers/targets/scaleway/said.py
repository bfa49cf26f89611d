"""What is said of a choice: losses from the target's data, filled with this resource's words."""

from planner.model.choice import Loss
from planner.model.protocols import Surroundings
from planner.model.text import Text
from providers.targets.scaleway.kept import Kept

_KEPT = Kept()


def loss(around: Surroundings, name: str, /, **words: object) -> Loss:
    """The loss of that name under `settings: losses:` of `mappings/scaleway/target.yaml`."""
    key = ("loss", name, *words.values())
    return _KEPT.answer(around, key, lambda: _loss(around, name, words))


def _loss(around: Surroundings, name: str, words: dict[str, object]) -> Loss:
    told = around.setting("losses")[name]
    return Loss(
        id=name,
        weight=told["weight"],
        problem=_filled(told["problem"], words),
        fallback=_filled(told["fallback"], words),
        property=told.get("property", ""),
    )


def text(around: Surroundings, name: str, /, **words: object) -> Text:
    """A sentence under `settings: sentences:`, filled."""
    key = ("text", name, *words.values())
    return _KEPT.answer(around, key, lambda: _filled(around.setting("sentences")[name], words))


def _filled(told: dict[str, str], words: dict[str, object]) -> Text:
    sentence = Text(**told)
    return sentence.filled(**words) if words else sentence
