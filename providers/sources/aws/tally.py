"""What came of one operation over all the objects that it was asked for."""

from collections.abc import Callable, Iterable

from msgspec import field

from providers.live import MALFORMED, Answers
from providers.sources.aws.api import Answer, Native, Place
from providers.sources.aws.clients import Outcome
from providers.sources.aws.operation import Operation
from providers.sources.aws.readers import complete

NOT_ASKED = "not asked"


class Tally(Answers):
    """Answers and records of one operation."""

    natives: list[Native] = field(default_factory=list)
    rejected: int = 0

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
    def detail(self) -> str:
        """How many answers failed, and why; of one alone there is nothing to count."""
        return super().detail if self.asked > 1 else "; ".join(sorted(self.failed))
