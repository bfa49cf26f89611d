import bz2
import gzip
import json
import lzma
import zipfile
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputError
from planner.inventory.exports import Document, Entry, Page, Rejected
from planner.inventory.exports.opening import documents
from planner.inventory.files import held, open_files

INSTANCES = {"Reservations": [{"OwnerId": "1", "Instances": [{"InstanceId": "é"}]}]}


def opened(content: bytes) -> list[Document | Rejected]:
    return list(documents(held(content, "f.json")))


def only(content: bytes) -> Document:
    (found,) = opened(content)
    assert isinstance(found, Document)
    return found


def values(document: Document) -> list[dict[str, Any]]:
    return [one.value for one in document.objects() if isinstance(one, Entry)]


TEXT = json.dumps(INSTANCES, ensure_ascii=False, indent=2)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        b"\xef\xbb\xbf" + TEXT.encode(),
        TEXT.replace("\n", "\r\n").encode(),
        TEXT.encode("utf-16"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.encode("latin-1"),
        b"# made yesterday\n" + TEXT.encode(),
    ],
    ids=["utf-8", "mark", "crlf", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "comment"],
)
def test_a_file_is_read_in_whatever_encoding_it_is(content: bytes) -> None:
    assert values(only(content)) == [INSTANCES]


@pytest.mark.parametrize(
    "pack", [gzip.compress, bz2.compress, lzma.compress], ids=["gz", "bz2", "xz"]
)
def test_a_packed_file_is_unpacked_by_its_first_bytes(tmp_path: Path, pack: Any) -> None:  # noqa: ANN401
    path = tmp_path / "snapshot.json"
    path.write_bytes(pack(TEXT.encode()))
    (file,) = open_files(path, path.name)
    (document,) = documents(file)
    assert isinstance(document, Document)
    assert values(document) == [INSTANCES]


def test_every_file_of_an_archive_is_read_but_the_hidden_ones(tmp_path: Path) -> None:
    path = tmp_path / "dump.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("111122223333/eu-west-3/b.json", TEXT)
        archive.writestr("a.json.gz", gzip.compress(b"[]"))
        archive.writestr("__MACOSX/._b.json", b"\0")
    found = list(open_files(path, path.name))
    assert [file.name for file in found] == [
        "dump.zip/111122223333/eu-west-3/b.json",
        "dump.zip/a.json.gz",
    ]
    assert found[0].folders[-2:] == ("111122223333", "eu-west-3")
    assert found[1].content == b"[]"


def test_an_archive_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gz"
    path.write_bytes(gzip.compress(b"0" * (100 << 20), 9))
    with pytest.raises(InputError, match="cannot be opened"):
        list(open_files(path, path.name))


@pytest.mark.parametrize("packed", [b"\x1f\x8bnonsense", b"PK\x03\x04nonsense", b"BZhnonsense"])
def test_a_broken_archive_is_refused(tmp_path: Path, packed: bytes) -> None:
    path = tmp_path / "broken"
    path.write_bytes(packed)
    with pytest.raises(InputError):
        list(open_files(path, path.name))


def test_lines_of_json_are_read_one_by_one_and_a_bad_one_is_rejected_alone() -> None:
    document = only(b'# an export\n{"a": 1}\n\n{"a": \n{"a": 3}\r\n[]\n')
    found = list(document.objects())
    assert document.form == "lines"
    assert [one.value for one in found if isinstance(one, Entry)] == [{"a": 1}, {"a": 3}]
    (bad,) = (one for one in found if isinstance(one, Rejected))
    assert (bad.records, bad.diagnostic.place) == (1, "line 4")


def test_a_packed_file_that_breaks_off_is_refused_whole(tmp_path: Path) -> None:
    lines = b"".join(b'{"n": "%d"}\n' % number for number in range(50_000))
    packed = gzip.compress(lines)
    path = tmp_path / "cut.json.gz"
    path.write_bytes(packed[: len(packed) // 2])
    with pytest.raises(InputError):
        list(open_files(path, path.name))


def test_pages_in_a_row_are_pages_of_one_answer() -> None:
    document = only(b'{"Vpcs": [1],\n "NextToken": "x"}{"Vpcs": []}\n\n{"Vpcs": [')
    pages = list(document.pages())
    assert [one.place for one in pages if isinstance(one, Page)] == ["page 1", "page 2"]
    assert sum(isinstance(one, Rejected) for one in pages) == 1


def test_lists_within_a_list_are_one_list() -> None:
    document = only(b'[[{"a": 1}], [{"a": 2}, null], [], 7]')
    found = list(document.objects())
    assert [one.value for one in found if isinstance(one, Entry)] == [{"a": 1}, {"a": 2}]
    assert [one.place for one in found if isinstance(one, Entry)] == ["[0][0]", "[1][0]"]
    assert [one.diagnostic.place for one in found if isinstance(one, Rejected)] == ["[3]"]


def test_a_large_list_is_previewed_by_its_first_elements() -> None:
    items = [{"InstanceId": f"i-{number}", "x": "y" * 100} for number in range(5_000)]
    document = only(json.dumps({"Instances": items}).encode())
    assert len(document.first["Instances"]) == 3
    (page,) = document.pages()
    assert isinstance(page, Page)
    assert sum(1 for _ in page.each("Instances")) == 5_000


def test_recorded_answers_are_taken_out_of_their_wrapping() -> None:
    placebo = only(json.dumps({"status_code": 200, "data": INSTANCES}).encode())
    assert (placebo.place, values(placebo)) == ("data", [INSTANCES])
    flight = only(json.dumps({"headers": {}, "body": json.dumps(INSTANCES)}).encode())
    assert values(flight) == [INSTANCES]
    cassette = {
        "version": 1,
        "interactions": [
            {
                "request": {"uri": "https://x/y"},
                "response": {"status": {"code": 200}, "body": {"string": TEXT}},
            },
            {"request": {}, "response": {"status": {"code": 403}, "body": {"string": "{}"}}},
        ],
    }
    first, second = opened(json.dumps(cassette).encode())
    assert isinstance(first, Document)
    assert (first.uri, values(first)) == ("https://x/y", [INSTANCES])
    assert isinstance(second, Rejected)
    assert second.diagnostic.code == "answer-failed"


def test_a_cassette_in_yaml_is_read_as_one_in_json() -> None:
    text = """
interactions:
- request: {uri: https://x/y, body: null}
  response:
    status: {code: 200, message: OK}
    body: {string: !!python/unicode '{"Vpcs": [{"VpcId": "vpc-1"}]}'}
version: 1
"""
    document = only(text.encode())
    assert (document.uri, values(document)) == ("https://x/y", [{"Vpcs": [{"VpcId": "vpc-1"}]}])


@pytest.mark.parametrize(
    "text",
    [
        "interactions: !!python/object/apply:os.system [echo]",
        "interactions: [" * 3000,
        "interactions: &a [*a]",
        "interactions: {? [1] : 2}",
        'interactions: "open',
    ],
    ids=["python", "deep", "alias", "key", "open"],
)
def test_hostile_yaml_is_refused_or_empty(text: str) -> None:
    try:
        assert [one for one in opened(text.encode()) if isinstance(one, Document)] == []
    except InputError as failure:
        assert failure.remedy.fr  # noqa: PT017 - either may be


def test_a_refused_answer_is_not_an_empty_list() -> None:
    (found,) = opened(json.dumps({"status_code": 403, "data": {"Error": {}}}).encode())
    assert isinstance(found, Rejected)
    assert found.diagnostic.severity == "error"


def test_a_table_is_read_row_by_row_with_cells_over_several_lines() -> None:
    document = only(b'id;name;"a note"\n1;x;"two\nlines"\n\n2;y\n')
    assert (document.form, document.columns) == ("rows", ("id", "name", "a note"))
    assert values(document) == [
        {"id": "1", "name": "x", "a note": "two\nlines"},
        {"id": "2", "name": "y", "a note": ""},
    ]


@pytest.mark.parametrize("content", [b"", b"  \n", b"{", b"[1", b'{"a": 1} garbage', b"{" * 9])
def test_what_is_cut_off_is_refused(content: bytes) -> None:
    with pytest.raises(InputError):
        opened(content)


def test_deep_nesting_is_refused_or_rejected_but_never_fatal() -> None:
    with pytest.raises(InputError):
        opened(b"[" * 200_000 + b"]" * 200_000)
    document = only(b'{"a": 1}\n' + b'{"a":' * 50_000 + b"1" + b"}" * 50_000 + b'\n{"a": 2}')
    assert values(document) == [{"a": 1}, {"a": 2}]
