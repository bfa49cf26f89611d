from pathlib import Path

import pytest

from planner.catalogue.data import data_path, load_yaml, parse_yaml
from planner.errors import DataError, PlanError, UsageError
from planner.model.policy import Overrides, Policy


def refusal(content: bytes, wanted: type = Policy) -> PlanError:
    with pytest.raises(UsageError) as caught:
        parse_yaml(content, wanted, source="policy.yaml", error=UsageError)
    return caught.value


def test_an_unknown_key_is_an_error_with_its_line_and_the_nearest_valid_one() -> None:
    error = refusal(b"regions: {}\nbandwith_mbit: 3\n")
    assert error.place == "line 2"
    assert "bandwidth_mbit" in error.remedy.fr
    nested = refusal(b"overrides:\n- select: a\n- select: b\n  onwer: x\n", Overrides)
    assert (nested.place, "owner" in nested.remedy.en) == ("line 4", True)


@pytest.mark.parametrize(
    "content",
    [
        b"a: [",
        b"[" * 5000,
        b"a: &x 1\nb: *x",
        b"bandwidth_mbit: 1\nbandwidth_mbit: 2",
        b"bandwidth_mbit: many",
        b"assume: 3",
        b"? [a]\n: 1",
        b"a\x00b: 1",
        b"\xe9: 1",
        b"bandwidth_mbit: !!python/object:os.system 1",
        b"bandwidth_mbit: " + b"9" * 9000,
    ],
)
def test_yaml_that_does_not_fit_is_refused(content: bytes) -> None:
    assert refusal(content).remedy.fr


def test_an_empty_file_is_all_defaults_and_dates_stay_text() -> None:
    assert parse_yaml(b"", Policy, source="p") == Policy()
    read = parse_yaml(b"overrides: [{select: a, when: 2026-01-02}]", Overrides, source="o")
    assert read.overrides[0].when == "2026-01-02"


def test_a_missing_file_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        load_yaml(tmp_path / "none.yaml", Policy)


def test_shipped_data_is_found() -> None:
    assert data_path("mappings", "kinds.yaml").is_file()
