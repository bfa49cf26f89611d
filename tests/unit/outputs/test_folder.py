"""The output folder never loses what a person wrote."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from planner.errors import UsageError
from planner.model.plan import OutputFile
from planner.outputs.folder import deliver


def files(**contents: str) -> list[OutputFile]:
    return [
        OutputFile(name.replace("_", "/") + ".tf", text.encode()) for name, text in contents.items()
    ]


def test_a_second_run_writes_nothing_new(tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = deliver(files(a="1", b_c="2"), out)
    second = deliver(files(a="1", b_c="2"), out)
    assert first.written == ("a.tf", "b/c.tf")
    assert second.written == ()
    assert second.unchanged == ("a.tf", "b/c.tf")


def test_an_edited_file_stays_and_the_new_text_goes_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(files(a="1"), out)
    (out / "a.tf").write_text("mine")
    delivery = deliver(files(a="2"), out)
    assert delivery.kept == ("a.tf",)
    assert (out / "a.tf").read_text() == "mine"
    assert (out / "a.tf.new").read_text() == "2"
    assert deliver(files(a="3"), out).kept == ("a.tf",)
    assert (out / "a.tf.new").read_text() == "3"


def test_an_edited_file_that_takes_the_new_text_is_ours_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(files(a="1"), out)
    (out / "a.tf").write_text("2")
    deliver(files(a="2"), out)
    assert not (out / "a.tf.new").exists()
    assert deliver(files(a="3"), out).written == ("a.tf",)


def test_what_we_did_not_write_is_never_touched(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(files(a="1"), out)
    (out / "terraform.tfstate").write_text("state")
    (out / "b.tf").write_text("theirs")
    delivery = deliver(files(b="ours"), out)
    assert (out / "terraform.tfstate").read_text() == "state"
    assert (out / "b.tf").read_text() == "theirs"
    assert (out / "b.tf.new").read_text() == "ours"
    assert delivery.removed == ("a.tf",)


def test_an_edited_file_that_is_no_longer_written_stays(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(files(a="1", b="1"), out)
    (out / "a.tf").write_text("mine")
    assert deliver(files(b="1"), out).removed == ()
    assert (out / "a.tf").read_text() == "mine"


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "a\\b", "a\0b"])
def test_no_file_leaves_the_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(ValueError, match="leaves its folder"):
        deliver([OutputFile(path, b"")], tmp_path / "out")
    assert not (tmp_path / "x").exists()


def test_a_damaged_manifest_is_an_error_with_its_remedy(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(UsageError) as error:
        deliver(files(a="1"), tmp_path)
    assert "Restore" in error.value.remedy.en


def test_nothing_is_left_half_written_when_a_writer_fails(tmp_path: Path) -> None:
    out = tmp_path / "out"
    deliver(files(a="1"), out)

    def failing() -> Iterator[OutputFile]:
        yield OutputFile("a.tf", b"2")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        deliver(failing(), out)
    assert (out / "a.tf").read_text() == "1"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out"]
