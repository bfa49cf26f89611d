"""Exports of AWS as real tools wrote them, beside the checkout; each record is counted by hand."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planner.errors import InputError
from planner.inventory import read
from planner.inventory.exports import Document, Item
from planner.inventory.exports.opening import documents
from planner.inventory.exports.recognise import recognise
from planner.inventory.files import held
from planner.model.resource import Inventory
from providers.sources.aws import SOURCE

ROOT = Path(__file__).resolve().parents[4]
INPUTS = ROOT.parent / "shared" / "inputs"
FOLDERS = {"aws_cli": "aws-cli", "aws_config": "aws-config", "cloudformation": "cloudformation"}
FILES = sorted(path for folder in FOLDERS for path in (INPUTS / folder).glob("*.json"))
RECORDED = ROOT / "tests/recorded/exports/aws"
SAMPLES = sorted(path for path in RECORDED.rglob("*") if path.suffix in (".json", ".yaml"))

needs_inputs = pytest.mark.skipif(
    not FILES, reason="../shared/inputs is not beside this checkout; it cannot be fetched"
)
NONE = [Path("none")]


def count(path: Path) -> int:
    """Records of a file, by the shape of its own that each folder has."""
    top = json.loads(path.read_text("utf-8"))
    top = top.get("data", top)
    if path.parent.name == "cloudformation":
        return len(top["Resources"])
    if "Reservations" in top:
        return sum(len(one["Instances"]) for one in top["Reservations"])
    found = [value for value in top.values() if isinstance(value, list)]
    assert len(found) == 1
    return len(found[0])


def items(content: bytes, name: str) -> list[object]:
    found: list[object] = []
    for document in documents(held(content, name)):
        assert isinstance(document, Document)
        form = recognise(document)
        assert form is not None
        found += form.items(document)
    return found


@needs_inputs
@pytest.mark.parametrize("path", FILES or NONE, ids=lambda path: path.name[-60:])
def test_every_record_of_a_real_file_is_an_item(path: Path) -> None:
    found = items(path.read_bytes(), path.name)
    assert sum(isinstance(one, Item) for one in found) == count(path)


@needs_inputs
@pytest.mark.parametrize("path", FILES or NONE, ids=lambda path: path.name[-60:])
def test_every_record_of_a_real_file_is_in_the_ledger(path: Path) -> None:
    inventory = read([path], {"aws": SOURCE})
    (row,) = inventory.ledger
    assert (row.service, row.cloud) == (FOLDERS[path.parent.name], "aws")
    assert row.read == row.resources + row.folded + row.rejected
    # A resource of a template may be several records: a bucket and what closes it.
    assert row.read >= count(path) if row.service == "cloudformation" else row.read == count(path)
    assert not [one for one in inventory.diagnostics if one.severity == "error"]
    assert all(one.native_type.startswith(("aws_", "AWS::")) for one in inventory.resources)


@needs_inputs
@pytest.mark.parametrize("folder", FOLDERS)
def test_a_whole_folder_reads_as_its_files_do(folder: str) -> None:
    inventory = read([INPUTS / folder], {"aws": SOURCE})
    assert sum(row.read for row in inventory.ledger) >= sum(
        count(path) for path in FILES if path.parent.name == folder
    )
    assert len(inventory.inputs) == sum(path.parent.name == folder for path in FILES)


# What happens to files on their way


def spec_of(inventory: Inventory) -> list[tuple[str, str]]:
    return [(one.native_type, one.name) for one in inventory.resources]


RECODED: dict[str, Callable[[str], bytes]] = {
    "mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "crlf": lambda text: text.replace("\n", "\r\n").encode(),
    "utf-16": lambda text: text.encode("utf-16"),
    "gz": lambda text: gzip.compress(text.encode(), mtime=0),
    "placebo": lambda text: json.dumps({"status_code": 200, "data": json.loads(text)}).encode(),
    "compact": lambda text: json.dumps(json.loads(text), separators=(",", ":")).encode(),
    "sorted": lambda text: json.dumps(json.loads(text), sort_keys=True).encode(),
}


@pytest.mark.parametrize("how", RECODED)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_a_file_written_otherwise_reads_the_same(path: Path, how: str, tmp_path: Path) -> None:
    text = path.read_text("utf-8")
    if path.suffix != ".json" and how in ("placebo", "compact", "sorted"):
        pytest.skip("a way of JSON")
    other = tmp_path / "111122223333" / "eu-west-3" / path.name
    other.parent.mkdir(parents=True)
    other.write_bytes(RECODED[how](text))
    wanted = tmp_path / "wanted" / "111122223333" / "eu-west-3" / path.name
    wanted.parent.mkdir(parents=True)
    wanted.write_text(text, "utf-8")
    assert spec_of(read([other], {"aws": SOURCE})) == spec_of(read([wanted], {"aws": SOURCE}))


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 10**20),
    st.text(max_size=6),
    st.just([[[[{}]]]]),
    st.just({"Ref": "Machine"}),
    st.just({"a": {"b": {"c": []}}}),
    st.just([None, 7, "x"]),
)


def mutated(value: Any, draw: Any, depth: int = 0) -> Any:  # noqa: ANN401 - JSON
    """The value with its keys in another order and some of what it holds replaced."""
    if depth and draw(st.integers(0, 12)) == 0:
        return draw(ODD)
    if isinstance(value, dict):
        keys = draw(st.permutations(sorted(value)))
        return {key: mutated(value[key], draw, depth + 1) for key in keys}
    if isinstance(value, list):
        return [mutated(one, draw, depth + 1) for one in value]
    return value


@pytest.mark.parametrize(
    "path", [one for one in SAMPLES if one.suffix == ".json"], ids=lambda path: path.name
)
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_mutated_file_is_read_or_refused_and_every_record_counted(
    path: Path, tmp_path: Path, data: st.DataObject
) -> None:
    top = mutated(json.loads(path.read_text("utf-8")), data.draw)
    hold(json.dumps(top).encode(), tmp_path)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_file_cut_or_broken_anywhere_is_read_or_refused(
    path: Path, tmp_path: Path, data: st.DataObject
) -> None:
    content = path.read_bytes()
    place = data.draw(st.integers(0, len(content) - 1))
    hold(content[:place], tmp_path)
    garbage = data.draw(st.binary(max_size=5))
    hold(content[:place] + garbage + content[place + 1 :], tmp_path)


def hold(content: bytes, folder: Path) -> None:
    path = folder / "export.json"
    path.write_bytes(content)
    try:
        inventory = read([path], {"aws": SOURCE})
    except InputError as failure:
        assert failure.remedy.fr  # noqa: PT017 - either may be
        return
    for row in inventory.ledger:
        assert row.read == row.resources + row.folded + row.rejected
