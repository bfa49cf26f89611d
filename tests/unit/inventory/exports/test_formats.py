"""The registry of formats: what it must hold of every format, and what it says of an unknown file."""

import json
from pathlib import Path

import pytest

from planner.errors import InputError
from planner.inventory import read
from planner.inventory.exports import Document, formats
from planner.inventory.exports.opening import documents
from planner.inventory.files import held
from providers.sources.aws import SOURCE

RECORDED = Path(__file__).resolve().parents[3] / "recorded" / "exports"


def test_every_format_says_what_it_is_and_how_its_files_are_made() -> None:
    names = [one.NAME for one in formats()]
    assert len(names) == len(set(names))
    assert {"aws-cli", "aws-config", "cloudformation", "steampipe"} <= set(names)
    for one in formats():
        assert one.TITLE.en
        assert one.TITLE.fr
        assert one.MAKE
        assert one.SIGNS


@pytest.mark.parametrize(
    "path", sorted(path for path in RECORDED.rglob("*") if path.is_file()), ids=lambda p: p.name
)
def test_no_two_formats_take_one_recorded_example(path: Path) -> None:
    if path.suffix in (".tfstate", ".py", ".md"):
        pytest.skip("no export")
    for document in documents(held(path.read_bytes(), path.name)):
        if isinstance(document, Document):
            assert len([one.NAME for one in formats() if one.matches(document)]) <= 1


def refusal(tmp_path: Path, content: bytes) -> InputError:
    path = tmp_path / "what.json"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read([path], {"aws": SOURCE})
    return caught.value


def test_an_unknown_file_is_refused_with_the_formats_known_and_the_nearest(tmp_path: Path) -> None:
    item = {"resourceTypes": "x", "configuration": {}, "supplementaryConfiguration": {}}
    error = refusal(tmp_path, json.dumps({"configurationItem": item, "QueryInfo": 1}).encode())
    assert error.place == "not-recognised"
    for one in formats():
        assert one.TITLE.en in error.detail.en
        assert one.TITLE.fr in error.detail.fr
    assert "AWS Config" in error.remedy.en
    assert "aws configservice" in error.remedy.fr


def test_a_file_like_nothing_known_is_refused_all_the_same(tmp_path: Path) -> None:
    assert refusal(tmp_path, b'{"zzz": 1}').place == "not-recognised"
    assert refusal(tmp_path, b"just words").place == "not-recognised"
    assert refusal(tmp_path, b"a,b,c\n1,2,3\n").place == "not-recognised"


def test_the_service_of_a_row_is_the_format(tmp_path: Path) -> None:
    path = tmp_path / "eu-west-3" / "list.json"
    path.parent.mkdir()
    path.write_text('{"QueueUrls": []}', "utf-8")
    (row,) = read([path], {"aws": SOURCE}).ledger
    assert (row.service, row.cloud, row.status, row.read) == ("aws-cli", "aws", "ok", 0)
