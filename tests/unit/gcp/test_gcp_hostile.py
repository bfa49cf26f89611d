import zlib
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.model.protocols import Record
from planner.model.resource import Origin, Resource, ResourceId
from providers.sources.gcp import SOURCE

NESTED = "<nested>"
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**30), 10**30),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["projects/p/zones/z/instances/i", "9s", "*", "../x", "1-2"]),
    st.lists(st.one_of(st.none(), st.text(max_size=4), st.integers()), max_size=3),
    st.dictionaries(st.text(max_size=4), st.one_of(st.none(), st.text(max_size=4)), max_size=2),
    st.just(NESTED),
)


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


@settings(max_examples=25, deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=12))
def test_no_rule_fails_whatever_the_attributes_hold(pool: list[Any]) -> None:
    resources = []
    for native_type, rule in SOURCE.rules.items():
        record = Record(type=native_type, address="a.b", attributes=Anything(pool), file="f")
        reading = rule(record)
        assert msgspec.json.decode(msgspec.json.encode(reading), type=type(reading)) == reading
        resources.append(
            Resource(
                id=ResourceId(reading.id or native_type),
                cloud="gcp",
                native_type=native_type,
                name=reading.name,
                origin=Origin(source="f", place="a.b"),
                spec=reading.spec,
                kind=reading.kind,
                references=reading.references,
                part_of=reading.part_of,
            )
        )
    assert SOURCE.assemble is not None
    assembled = SOURCE.assemble(tuple(resources))
    assert [one.id for one in assembled] == [one.id for one in resources]
