"""Which operation of AWS an answer is of, by the key of its result and the keys of its objects."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml

SELF = "@"


class Answer(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one operation answers."""

    at: str
    """Path of the result; `@` for the answer itself."""
    has: tuple[str, ...] = ()
    """Keys that every object has."""
    word: str = ""
    """Key that a plain word of the list is the value of."""
    alone: bool = True
    """Whether these keys are enough to know an object outside of its answer."""
    part: str = ""
    """The key that names whose part the objects are, and that they do not hold."""

    @property
    def key(self) -> str:
        """The first key of the path."""
        return self.at.partition(".")[0]


class _Answers(Struct, frozen=True, forbid_unknown_fields=True):
    source: str
    retrieved: str
    answers: dict[str, Answer]
    more: frozenset[str]


class Known(Struct, frozen=True):
    """An operation and what it answers."""

    operation: str
    answer: Answer


@lru_cache(maxsize=1)
def _table() -> _Answers:
    return load_yaml(data_path("mappings", "aws-answers.yaml"), _Answers)


@lru_cache(maxsize=1)
def _by_key() -> dict[str, tuple[Known, ...]]:
    found: dict[str, list[Known]] = {}
    for operation, answer in _table().answers.items():
        found.setdefault(answer.key, []).append(Known(operation, answer))
    return {key: tuple(some) for key, some in found.items()}


def operation_of(key: str, value: object) -> Known | None:
    """The operation whose result stands under that key; None where none's does.

    An empty list is of the first operation with such a key, if that is a word of AWS's own making.
    """
    known = _by_key().get(key, ())
    if value == [] and known:
        return known[0] if key != key.lower() and key != "Items" else None
    found = next((one for one in known if _fits(one.answer, value)), None)
    if found is None and len(known) == 1 and _fits(known[0].answer, value, enough=1):
        return known[0]  # a query has left some keys out
    return found


def operation_of_object(value: Mapping[str, Any]) -> Known | None:
    """The operation that answers such an object: the one of which it has most keys."""
    known = (
        Known(operation, answer)
        for operation, answer in _table().answers.items()
        if answer.alone and answer.has and answer.at != SELF
    )
    fitting = [one for one in known if _has(value, one.answer.has)]
    return max(fitting, key=lambda one: (len(one.answer.has), one.operation), default=None)


def operation_of_answer(value: Mapping[str, Any]) -> Known | None:
    """The operation whose answer is the object itself."""
    return next((one for one in _by_key()[SELF] if _has(value, one.answer.has)), None)


def goes_on(top: Mapping[str, Any]) -> bool:
    """Whether an answer says that there is a further page."""
    return any(top.get(key) not in (None, "", False, [], {}) for key in _table().more)


def _fits(answer: Answer, value: object, enough: int = 0) -> bool:
    """Whether the first object has all of the keys, or `enough` of them."""
    for step in answer.at.split(".")[1:]:
        value = _first(value)
        value = value.get(step) if isinstance(value, Mapping) else None
    first = _first(value)
    if answer.word:
        return isinstance(first, str)
    if not isinstance(first, Mapping):
        return False
    return sum(key in first for key in answer.has) >= (enough or len(answer.has))


def _first(value: object) -> object:
    while isinstance(value, list):
        value = next((one for one in value if one not in (None, [], {})), None)
    return value


def _has(value: Mapping[str, Any], keys: Iterable[str]) -> bool:
    return all(key in value for key in keys)
