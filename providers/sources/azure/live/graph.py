"""Resource Graph: every row of a table for up to 1,000 subscriptions, and whether that is all."""

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct, field

from planner.model.resource import LedgerStatus
from providers.live import texts_of
from providers.sources.azure.live.client import Clients, Outcome
from providers.sources.azure.live.patience import LONGEST_WAIT, RESETS, seconds

REMAINING = "x-ms-user-quota-remaining"
LIMIT_HIT = "x-ms-tenant-subscription-limit-hit"

Row = dict[str, Any]
Sleep = Callable[[float], None]


class Answer(Struct):
    """What one query gave so far, while its pages are read."""

    status: LedgerStatus = "ok"
    detail: str = ""
    read: int = 0
    pages: int = 0
    rejected: int = 0
    """Rows that are no objects with an id."""
    tokens: set[str] = field(default_factory=set)

    def fail(self, status: LedgerStatus, detail: str) -> None:
        """Note why the list is not whole; what went wrong first stands."""
        if self.status == "ok":
            self.status, self.detail = status, detail


def rows(
    clients: Clients, query: str, subscriptions: tuple[str, ...], answer: Answer, sleep: Sleep
) -> Iterator[Row]:
    """The rows of a query, page by page; `answer` says at the end whether they are all.

    A page that fails after the first leaves a part of the list, which is `truncated`.
    """
    token: str | None = None
    while True:
        found = clients.graph(query, subscriptions, token)
        data = found.body.get("data")
        if found.status == "ok" and not isinstance(data, list):
            found = Outcome("error", {}, "the answer has no list `data`", found.headers)
        if found.status != "ok" or not isinstance(data, list):
            _broken(answer, found)
            return
        answer.pages += 1
        for one in data:
            answer.read += 1
            if isinstance(one, dict) and texts_of(one, "id"):
                yield one
            else:
                answer.rejected += 1
        token = texts_of(found.body, "$skipToken") or None
        if token is None or not _goes_on(answer, token, len(data)):
            _check(answer, found)
            return
        _wait(found, sleep)


def _broken(answer: Answer, found: Outcome) -> None:
    if answer.pages:
        why = f"{found.detail} after {answer.pages} pages, {answer.read} rows"
        answer.fail("truncated", why)
    else:
        answer.fail(found.status, found.detail)


def _goes_on(answer: Answer, token: str, rows_of_page: int) -> bool:
    if token in answer.tokens or not rows_of_page:
        answer.fail("truncated", f"the graph stopped giving rows after {answer.read}")
        return False
    answer.tokens.add(token)
    return True


def _check(answer: Answer, found: Outcome) -> None:
    """Holds the rows against what the graph says that there are."""
    total = found.body.get("totalRecords")
    if not isinstance(total, int) or isinstance(total, bool):
        answer.fail("truncated", "the graph does not say how many rows there are")
    elif total != answer.read:
        answer.fail("truncated", f"{answer.read} of {total} rows")
    if str(found.body.get("resultTruncated", "false")).lower() != "false":
        answer.fail("truncated", f"the graph cut the list off after {answer.read} rows")
    if found.headers.get(LIMIT_HIT, "").lower() == "true":
        answer.fail("truncated", "the tenant has more subscriptions than the graph looks at")


def _wait(found: Outcome, sleep: Sleep) -> None:
    """Waits where the quota is used up, so that the next page is not refused."""
    if found.headers.get(REMAINING) == "0":
        sleep(min(seconds(found.headers.get(RESETS)) or 1.0, LONGEST_WAIT))
