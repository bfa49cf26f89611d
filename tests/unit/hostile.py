"""Attributes that hold anything under every name, and what no rule of any source may do with them."""

import zlib
from typing import Any

import msgspec
from hypothesis import strategies as st

from planner.model.protocols import Record, Source
from planner.model.resource import Origin, Resource, ResourceId

NESTED = "<nested>"


def pools(*words: str) -> st.SearchStrategy[list[Any]]:
    """Values to hold; `words` are spellings that this cloud's rules take apart."""
    values = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-(10**30), 10**30),
        st.floats(),
        st.text(max_size=12),
        st.sampled_from(words),
        st.lists(st.one_of(st.none(), st.text(max_size=4), st.integers()), max_size=3),
        st.dictionaries(st.text(max_size=4), st.one_of(st.none(), st.text(max_size=4)), max_size=2),
        st.just(NESTED),
    )
    return st.lists(values, min_size=1, max_size=12)


class Anything(dict[str, Any]):
    """Attributes that hold something under every name."""

    def __init__(self, pool: list[Any], depth: int = 0) -> None:
        super().__init__({"name": "x"})
        self._pool = pool
        self._depth = depth

    def get(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 - JSON
        found = self._pool[(zlib.crc32(key.encode()) + self._depth) % len(self._pool)]
        if found != NESTED:
            return found
        return [Anything(self._pool, self._depth + 1)] if self._depth < 4 else default


def hold(source: Source, pool: list[Any]) -> None:
    """Every rule reads every pool, what it read survives a round trip, and all of it assembles."""
    resources = []
    for native_type, rule in source.rules.items():
        record = Record(type=native_type, address="a.b", attributes=Anything(pool), file="f")
        reading = rule(record)
        assert msgspec.json.decode(msgspec.json.encode(reading), type=type(reading)) == reading
        resources.append(
            Resource(
                id=ResourceId(reading.id or native_type),
                cloud=source.name,
                native_type=native_type,
                name=reading.name,
                origin=Origin(source="f", place="a.b"),
                spec=reading.spec,
                kind=reading.kind,
                references=reading.references,
                part_of=reading.part_of,
            )
        )
    assert source.assemble is not None
    assembled = source.assemble(tuple(resources))
    assert [one.id for one in assembled] == [one.id for one in resources]
