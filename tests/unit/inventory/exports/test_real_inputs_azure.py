"""Exports of Azure as real tools wrote them, beside the checkout; and copies of ours, broken."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputError
from planner.inventory import read
from planner.model.resource import Inventory
from providers.sources.azure import SOURCE

ROOT = Path(__file__).resolve().parents[4]
INPUTS = ROOT.parent / "shared" / "inputs"
RECORDED = ROOT / "tests/recorded/exports/azure"
SAMPLES = sorted(path for path in RECORDED.rglob("*") if path.suffix in (".json", ".csv"))
FILES = sorted(
    path for folder in ("azure_resource_graph", "azure_arm") for path in (INPUTS / folder).glob("*")
)
NONE = [Path("none")]

needs_inputs = pytest.mark.skipif(
    not FILES, reason="../shared/inputs is not beside this checkout; it cannot be fetched"
)


def listed(path: Path) -> list[str]:
    """Ids in lower case, each as often as it is listed, found in a way of their own."""
    top = json.loads(path.read_text("utf-8"))
    if "interactions" in top:
        answers = [one["response"]["body"]["data"] for one in top["interactions"]]
        return [
            str(one["id"]).lower() for answer in answers for one in answer.get("value", [answer])
        ]
    data = top.get("response", top)["data"]
    at = [one["name"] for one in data["columns"]].index("id")
    return [str(row[at]).lower() for row in data["rows"]]


def is_resource(identity: str) -> bool:
    """Not the registration of a service: `/subscriptions/S/providers/NAMESPACE`."""
    return "/" in identity.rpartition("/providers/")[2]


def whole(path: Path) -> Inventory:
    return read([path], {"azure": SOURCE})


@needs_inputs
@pytest.mark.parametrize("path", FILES or NONE, ids=lambda path: path.name[-50:])
def test_every_resource_of_a_real_file_is_in_the_inventory(path: Path) -> None:
    inventory = whole(path)
    known = {str(one.id) for one in inventory.resources}
    known |= {alias for one in inventory.resources for alias in one.aliases}
    resources = {one for one in listed(path) if is_resource(one)}
    assert resources
    assert resources <= known
    (row,) = inventory.ledger
    assert row.read == row.resources + row.folded + row.rejected
    assert row.rejected == sum(not is_resource(one) for one in listed(path))
    alone = {one.resource for one in inventory.diagnostics if one.code == "part-without-whole"}
    attached = sum(len(one.origins) or 1 for one in inventory.resources if one.id in alone)
    assert row.read == len(listed(path)) + attached  # and what machines tell of disks not listed
    assert not [one for one in inventory.diagnostics if one.severity == "error"]
    assert all(one.kind for one in inventory.resources)


@needs_inputs
def test_an_answer_that_holds_fewer_rows_than_it_counts_is_truncated() -> None:
    for path in FILES:
        if path.parent.name == "azure_resource_graph":
            assert whole(path).ledger[0].status == "truncated"


@needs_inputs
def test_all_real_files_of_azure_are_one_inventory() -> None:
    inventory = read([INPUTS / "azure_arm", INPUTS / "azure_resource_graph"], {"azure": SOURCE})
    everything = {one for path in FILES for one in listed(path) if is_resource(one)}
    known = {str(one.id) for one in inventory.resources}
    known |= {alias for one in inventory.resources for alias in one.aliases}
    assert everything <= known
    assert len(inventory.resources) == len({one.id for one in inventory.resources})


def broken(value: Any, data: st.DataObject, depth: int = 0) -> Any:  # noqa: ANN401 - JSON
    """The value with one place of it made something else."""
    if depth < 12 and isinstance(value, dict) and value and data.draw(st.integers(0, 8)):
        key = data.draw(st.sampled_from(sorted(value)))
        return {**value, key: broken(value[key], data, depth + 1)}
    if depth < 12 and isinstance(value, list) and value and data.draw(st.integers(0, 8)):
        at = data.draw(st.integers(0, len(value) - 1))
        return [*value[:at], broken(value[at], data, depth + 1), *value[at + 1 :]]
    odd: list[Any] = [[], {}, [[{"id": 1}]], {"properties": [1], "id": []}]
    other = st.none() | st.integers() | st.text(max_size=3) | st.sampled_from(odd)
    return data.draw(other)


def survives(path: Path) -> None:
    """It is read with every record counted, or refused with what to do."""
    try:
        rows = whole(path).ledger
    except InputError:
        rows = ()
    assert all(row.read == row.resources + row.folded + row.rejected for row in rows)


@pytest.mark.parametrize(
    "path", [one for one in SAMPLES if one.suffix == ".json"], ids=lambda path: path.name
)
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_broken_value_anywhere_breaks_nothing_else(
    path: Path, tmp_path: Path, data: st.DataObject
) -> None:
    file = tmp_path / path.name
    file.write_text(json.dumps(broken(json.loads(path.read_text("utf-8")), data)), "utf-8")
    survives(file)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("way", ["cut", "utf-16", "crlf", "bom", "latin", "deep"])
def test_a_file_written_otherwise_is_read_or_refused(path: Path, way: str, tmp_path: Path) -> None:
    content = path.read_bytes()
    text = content.decode("utf-8-sig")
    ways = {
        "cut": lambda: content[: len(content) * 2 // 3],
        "utf-16": lambda: text.encode("utf-16"),
        "crlf": lambda: text.replace("\n", "\r\n").encode(),
        "bom": lambda: text.encode("utf-8-sig"),
        "latin": lambda: text.replace("shop", "caf\u00e9").encode("latin-1"),
        "deep": lambda: b'{"a":' * 5000 + content + b"}" * 5000,
    }
    file = tmp_path / path.name
    file.write_bytes(ways[way]())
    survives(file)
    if way in ("utf-16", "crlf", "bom"):
        before, after = whole(path), whole(file)
        ids = [[one.id.partition("/providers/")[2] for one in i.resources] for i in (before, after)]
        assert ids[0] == ids[1]


def test_order_of_a_list_does_not_matter(tmp_path: Path) -> None:
    rows = json.loads((RECORDED / "graph.json").read_text("utf-8"))["data"]
    file = tmp_path / "graph.json"
    file.write_text(json.dumps({"count": len(rows), "data": rows[::-1]}), "utf-8")
    forth = {one.id: (one.spec, one.references) for one in whole(RECORDED / "graph.json").resources}
    back = {one.id: (one.spec, one.references) for one in whole(file).resources}
    assert forth == back
