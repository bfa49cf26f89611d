from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Raw

from planner.errors import InputError
from planner.inventory import read_inventory, write_inventory
from planner.inventory.disk import slug
from planner.model.resource import (
    Diagnostic,
    Inventory,
    Kind,
    LedgerRow,
    Origin,
    Reference,
    Resource,
    ResourceId,
)
from planner.model.spec import Bucket, Database, Other, VirtualMachine
from planner.model.text import same

WORD = st.text(st.characters(codec="utf-8"), max_size=12)
SPEC = st.one_of(
    st.none(),
    st.builds(Bucket, versioning=st.none() | st.booleans()),
    st.builds(VirtualMachine, size=WORD, memory_gib=st.none() | st.floats(0, 1e6)),
    st.builds(Database, engine=WORD),
    st.builds(Other, units=st.none() | st.integers(0, 9)),
)
RESOURCE = st.builds(
    Resource,
    id=WORD.map(ResourceId),
    cloud=st.sampled_from(["aws", "azure", "gcp", "random"]),
    native_type=WORD,
    name=WORD,
    origin=st.builds(Origin, source=WORD, place=WORD),
    kind=st.none() | st.just(Kind("compute.vm")),
    account=WORD,
    region=st.sampled_from(["global", "eu-west-3", "../x", "Ü", ""]),
    tags=st.dictionaries(WORD, WORD, max_size=2),
    spec=SPEC,
    references=st.lists(
        st.builds(Reference, relation=st.just("uses"), target=WORD, path=WORD), max_size=2
    ).map(tuple),
    stored_gib=st.none() | st.decimals(0, 10**9, places=3).map(Decimal),
    native=st.just(Raw(b'{"a":1}')),
)
INVENTORY = st.builds(
    Inventory,
    resources=st.lists(RESOURCE, max_size=5, unique_by=lambda one: one.id).map(
        lambda found: tuple(sorted(found, key=lambda one: one.id))
    ),
    as_of=st.sampled_from(["", "2026-01-02"]),
    inputs=st.just((("f", "00"),)),
)


@given(inventory=INVENTORY)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_what_was_written_is_read_back(tmp_path: Path, inventory: Inventory) -> None:
    write_inventory(inventory, tmp_path / "inventory")
    assert read_inventory(tmp_path / "inventory") == inventory
    assert not list(tmp_path.rglob("*.part"))


def test_the_ledger_and_the_diagnostics_are_kept(tmp_path: Path) -> None:
    row = LedgerRow(cloud="aws", account="1", region="r", service="s", operation="o", status="ok")
    problem = Diagnostic(
        severity="info", code="c", summary=same("s"), detail=same("d"), remedy=same("r")
    )
    inventory = Inventory(ledger=(row,), diagnostics=(problem,))
    write_inventory(inventory, tmp_path)
    assert read_inventory(tmp_path) == inventory


def one(identity: str, **more: Any) -> Resource:  # noqa: ANN401 - fields of Resource
    return Resource(
        id=ResourceId(identity),
        cloud="aws",
        native_type="t",
        name="n",
        origin=Origin("f", "p"),
        **more,
    )


def test_resources_lie_by_cloud_account_and_region(tmp_path: Path) -> None:
    write_inventory(Inventory(resources=(one("a", region="eu-west-3"), one("b"))), tmp_path)
    lines = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.jsonl")}
    assert lines == {
        "diagnostics.jsonl",
        "ledger.jsonl",
        "resources/aws/unknown/eu-west-3.jsonl",
        "resources/aws/unknown/global.jsonl",
    }


def test_writing_again_leaves_no_line_of_before(tmp_path: Path) -> None:
    write_inventory(Inventory(resources=(one("a", region="old"),)), tmp_path)
    write_inventory(Inventory(resources=(one("a", region="new"),)), tmp_path)
    assert [found.region for found in read_inventory(tmp_path).resources] == ["new"]


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("manifest.json", b"{"),
        ("manifest.json", b'{"schema": "transhumance-inventory", "schema_version": 9}'),
        ("ledger.jsonl", b'{"cloud": 1}\n'),
        ("resources/aws/unknown/global.jsonl", b""),
        ("resources/aws/unknown/global.jsonl", b"[[[[\n"),
    ],
)
def test_a_broken_inventory_is_an_error_with_its_place(
    tmp_path: Path, path: str, content: bytes
) -> None:
    write_inventory(Inventory(resources=(one("a"),)), tmp_path)
    (tmp_path / path).write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_inventory(tmp_path)
    assert caught.value.place.split("/")[0] == path.split("/", maxsplit=1)[0]


@given(st.text(), st.text())
def test_a_slug_is_one_plain_word_and_tells_words_apart(first: str, second: str) -> None:
    for word in (first, second):
        assert slug(word).replace("-", "").replace("_", "").isalnum()
        assert slug(word).isascii()
    assert (slug(first) == slug(second)) == (first == second)
