"""Words that time the stages of a run, in processor seconds: a shared machine stretches the others."""

import time

from planner.cli.words import Words
from planner.model.text import Language


class Clock(Words):
    """Notes when each stage began instead of printing it."""

    def __init__(self, language: Language) -> None:
        super().__init__(language, quiet=True)
        self._began: list[tuple[str, float]] = []

    def progress(self, stage: str) -> None:
        """Notes a stage."""
        self._began.append((stage, time.process_time()))

    def stages(self) -> dict[str, float]:
        """Processor seconds by stage, the last one up to now."""
        ends = [moment for _, moment in self._began[1:]] + [time.process_time()]
        found: dict[str, float] = {}
        for (name, moment), end in zip(self._began, ends, strict=True):
            found[name] = found.get(name, 0.0) + end - moment
        return found
