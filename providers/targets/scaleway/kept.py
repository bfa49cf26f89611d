"""Answers about one plan that many resources ask for: worked out once, dropped with the plan.

A firewall is asked by each of ten thousand machines which ranges its members have; the answer is one.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from planner.model.protocols import Surroundings

T = TypeVar("T")

MOST = 50_000
"""Answers that are kept: an estate of a million resources must not be held twice."""


class Kept:
    """Answers by key, for the surroundings that asked last; others start anew."""

    def __init__(self) -> None:
        self._around: Surroundings | None = None
        self._answers: dict[object, object] = {}

    def answer(self, around: Surroundings, key: object, work_out: Callable[[], T]) -> T:
        """The answer to `key`, which must name the question and all that it depends on."""
        if self._around is not around or len(self._answers) >= MOST:
            self._around, self._answers = around, {}
        if key not in self._answers:
            self._answers[key] = work_out()
        return cast("T", self._answers[key])
