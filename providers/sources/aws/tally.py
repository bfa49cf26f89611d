"""What came of one operation over all the objects that it was asked for."""

from collections.abc import Callable, Iterable

from msgspec import Struct, field

from planner.model.resource import LedgerStatus
from providers.live import MALFORMED, worst
from providers.sources.aws.api import Answer, Native, Place
from providers.sources.aws.clients import Outcome
from providers.sources.aws.operation import Operation
from providers.sources.aws.readers import complete

NOT_ASKED = "not asked"


class Tally(Struct):
    """Answers and records of one operation."""

    asked: int = 0
    failed: dict[str, tuple[LedgerStatus, int]] = field(default_factory=dict)
    """Reason -> status, and how often."""
    natives: list[Native] = field(default_factory=list)
    rejected: int = 0

    def note(self, outcome: Outcome) -> None:
        """Count one answer."""
        self.asked += 1
        if outcome.status != "ok":
            known = self.failed.get(outcome.detail, (outcome.status, 0))
            self.failed[outcome.detail] = (outcome.status, known[1] + 1)

    def unasked(self, above: "Tally") -> None:
        """There was nothing to ask for: because nothing is there, or because a list was not read."""
        if above.failed:
            why = above.detail.removeprefix(f"{NOT_ASKED}: ")
            self.failed[f"{NOT_ASKED}: {why}"] = (above.status, 1)

    def keep(self, make: Callable[[], Iterable[Native]]) -> list[Native]:
        """Records of one object; one that is malformed is counted as rejected."""
        try:
            found = list(make())
        except MALFORMED:
            self.rejected += 1
            return []
        self.natives += found
        return found

    def add(self, detail: Operation, native: Native, answer: Answer, place: Place) -> bool:
        """Completes a record; False where the answer says that it is AWS's own."""
        try:
            return complete(detail, native, answer, place)
        except MALFORMED:
            self.note(Outcome("error", {}, "malformed answer"))
            return True

    @property
    def status(self) -> LedgerStatus:
        """The worst of all answers: what is not wholly read is not `ok`."""
        return worst(status for status, _ in self.failed.values())

    @property
    def detail(self) -> str:
        """How many answers failed, and why."""
        return "; ".join(
            f"{reason}: {count} of {self.asked}" if self.asked > 1 else reason
            for reason, (_, count) in sorted(self.failed.items())
        )
