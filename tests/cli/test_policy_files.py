"""Policy, overrides and options that make no sense."""

from pathlib import Path

import pytest
from pyarrow import parquet

from tests.cli.shell import SMALL, Cli, put, refused

POLICIES = {
    "an unknown key": ("bandwith_mbit: 10\n", "bandwidth_mbit"),
    "an unknown target": ("regions: {scalway: fr-par}\n", "scaleway"),
    "an unknown region": ("regions: {scaleway: mars-1}\n", "mars-1"),
    "an unknown region to map to": (
        "region_map: {scaleway: {eu-west-3: mars-1}}\n", "mars-1",
    ),
    "an unknown assumption": ("assume: {storage.bucket: {low: 1, likely: 2, high: 3}}\n", "storage"),
    "an unknown kind": ("prefer: {compute.vms: stay}\n", "compute.vm"),
    "another type": ("bandwidth_mbit: plenty\n", "line 1"),
    "a negative number": ("bandwidth_mbit: -5\n", "bandwidth_mbit"),
    "a range the wrong way": (
        "assume: {storage.object_bucket.gib: {low: 5, likely: 2, high: 1}}\n", "low <= likely",
    ),
    "not a number": (
        "assume: {storage.object_bucket.gib: {low: .nan, likely: .nan, high: .nan}}\n", "",
    ),
    "infinity": ("bandwidth_share: .inf\n", "bandwidth_share"),
    "no number": ("bandwidth_share: .nan\n", "bandwidth_share"),
    "a mapping that is none": ("prefer: {db.postgres: compute.vm}\n", "db.postgres"),
    "what is not measured": ("rightsize: measured\n", "configured"),
    "a class of data that is none": ('data_classes: {"db*": helth}\n', "health"),
    "an unknown class for what is not told": ("unknown_data_class: persnal\n", "personal"),
    "a duty of a class that is none": (
        'duties: {persona: [{id: a, title: {en: a, fr: a}, clause: "", rule: immunity}]}\n', "personal",
    ),
    "a duty of another's id": (
        'duties: {personal: [{id: gdpr-area, title: {en: a, fr: a}, clause: "", rule: immunity}]}\n',
        "id of its own",
    ),
    "a duty that does not say what it asks": (
        'duties: {personal: [{id: a, title: {en: a, fr: a}, clause: "", rule: keys}]}\n', "held_by",
    ),
    "a duty of no rule": (
        'duties: {personal: [{id: a, title: {en: a, fr: a}, clause: "", rule: magic}]}\n', "magic",
    ),
    "a key twice": ("bandwidth_mbit: 1\nbandwidth_mbit: 2\n", "twice"),
    "not YAML": ("a: [1, 2\n", "line"),
    "a list": ("- 1\n- 2\n", ""),
    "a tab": ("regions:\n\tovh: GRA11\n", "line 2"),
    "an object of Python": ("a: !!python/object/apply:os.system ['true']\n", "line 1"),
    "a bomb of aliases": (
        "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + "".join(
            f"{new}: &{new} [{','.join(['*' + old] * 9)}]\n"
            for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "aliases",
    ),
    "nesting": ("a: " + "[" * 5000 + "]" * 5000 + "\n", ""),
    "NUL": ("a: \x00\n", ""),
}  # fmt: skip


@pytest.mark.parametrize("case", POLICIES)
def test_a_policy_that_makes_no_sense_is_refused(case: str, tmp_path: Path, cli: Cli) -> None:
    content, word = POLICIES[case]
    path = put(tmp_path, content, "policy.yaml")
    run = cli("migrate", SMALL, "--target", "scaleway", "--out", tmp_path / "out", "--policy", path)
    refused(run, 2, "policy.yaml", word)
    assert not (tmp_path / "out").exists()


def test_a_duty_of_a_scheme_that_no_evidence_knows_is_refused(tmp_path: Path, cli: Cli) -> None:
    path = put(
        tmp_path,
        'duties: {personal: [{id: a, title: {en: a, fr: a}, clause: "", rule: qualified, '
        "schemes: [secnumclod]}]}\n",
        "policy.yaml",
    )
    run = cli("migrate", SMALL, "--target", "scaleway", "--out", tmp_path / "out", "--policy", path)
    refused(run, 2, "secnumclod", "secnumcloud")
    assert not (tmp_path / "out").exists()


def test_a_missing_policy_is_refused(tmp_path: Path, cli: Cli) -> None:
    path = tmp_path / "policy.yaml"
    run = cli("migrate", SMALL, "--target", "ovh", "--out", tmp_path / "out", "--policy", path)
    refused(run, 2, "policy.yaml")


@pytest.mark.parametrize(
    ("content", "word"),
    [
        ("overrides:\n  - select: '*'\n    aplication: shop\n", "application"),
        ("overrides:\n  - application: shop\n", "select"),
        ("overrides:\n  - {select: '*', method: burn}\n", "line 2"),
        ("override: []\n", "overrides"),
        ("overrides: 7\n", "line 1"),
    ],
)
def test_overrides_that_make_no_sense_are_refused(
    content: str, word: str, tmp_path: Path, cli: Cli
) -> None:
    path = put(tmp_path, content, "overrides.yaml")
    run = cli("migrate", SMALL, "--target", "ovh", "--out", tmp_path / "out", "--overrides", path)
    refused(run, 2, "overrides.yaml", word)


@pytest.mark.parametrize("day", ["soon", "2026-13-45", "2026-02-30", "22/11/2026", "20261122"])
def test_a_day_that_is_none_is_refused(day: str, tmp_path: Path, cli: Cli) -> None:
    run = cli("migrate", SMALL, "--target", "ovh", "--out", tmp_path / "out", "--as-of", day)
    refused(run, 2, day)


def test_a_correction_without_effect_is_said(tmp_path: Path, cli: Cli) -> None:
    content = (
        "overrides:\n"
        "  - {select: 'nobody-*', application: shop}\n"
        "  - {select: web-1, size: NOT-A-SIZE}\n"
        "  - {select: 'aws_instance.web[0]', owner: someone}\n"
    )
    path, out = put(tmp_path, content, "overrides.yaml"), tmp_path / "out"
    run = cli("migrate", SMALL, "--target", "scaleway", "--out", out, "--overrides", path)
    assert run.code == 0, run.err
    rows = parquet.read_table(out / "tables" / "diagnostics.parquet").to_pylist()
    told = {row["code"]: row["detail"] for row in rows if row["severity"] == "warning"}
    assert set(told) == {"override-selects-nothing", "override-size-unknown"}
    assert "nobody-*" in told["override-selects-nothing"]
    assert "NOT-A-SIZE" in told["override-size-unknown"]
