"""Pages of Resource Graph: whole or said not to be, whatever their size and whatever is lost."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from providers.sources.azure.live.client import Clients, Outcome
from providers.sources.azure.live.graph import Answer, rows
from providers.sources.azure.live.patience import seconds


class Pages(Clients):
    """A graph in memory: rows in pages of a size, less those that it loses."""

    def __init__(self, ids: list[str], size: int, lost: frozenset[int] = frozenset()) -> None:
        self._ids = ids
        self._size = size
        self._lost = lost

    def graph(self, query: str, subscriptions: tuple[str, ...], token: str | None) -> Outcome:
        del query, subscriptions
        start = int(token or 0)
        numbers = range(start, min(start + self._size, len(self._ids)))
        data = [{"id": self._ids[one]} for one in numbers if one not in self._lost]
        body: dict[str, Any] = {
            "data": data, "totalRecords": len(self._ids), "resultTruncated": "false",
        }  # fmt: skip
        if start + self._size < len(self._ids):
            body["$skipToken"] = str(start + self._size)
        return Outcome("ok", body)


def read(pages: Pages) -> tuple[list[str], Answer]:
    answer = Answer()
    found = [one["id"] for one in rows(pages, "Resources", ("s",), answer, lambda _: None)]
    return found, answer


ids = st.integers(0, 40).map(lambda count: [f"/subscriptions/s/{one}" for one in range(count)])


@given(ids, st.integers(1, 9))
def test_pages_of_any_size_give_every_row_once(words: list[str], size: int) -> None:
    found, answer = read(Pages(words, size))
    assert found == words
    assert (answer.status, answer.read) == ("ok", len(words))


@given(ids.filter(bool), st.integers(1, 9), st.data())
def test_a_row_that_is_lost_is_noticed(words: list[str], size: int, data: st.DataObject) -> None:
    lost = data.draw(st.frozensets(st.integers(0, len(words) - 1), min_size=1))
    found, answer = read(Pages(words, size, lost))
    assert answer.status == "truncated"
    assert set(found) <= set(words)


@given(st.text(max_size=12))
def test_a_clock_is_read_or_is_none(word: str) -> None:
    told = seconds(word)
    assert told is None or told >= 0


def test_a_clock_is_hours_minutes_seconds() -> None:
    assert seconds("01:00:05") == 3605
    assert seconds("00:00:04.5") == 4
    assert seconds(None) is None
