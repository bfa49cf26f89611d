"""`plan evidence` and `--evidence`: what is known, where from, since when."""

import json
from pathlib import Path

import pytest

from tests.cases.evidences import EVIDENCE, shown
from tests.cli.shell import SMALL, Cli, put, refused

MINE = (EVIDENCE / "mine.yaml").read_text(encoding="utf-8")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return put(tmp_path, MINE, "mine.yaml")


# --- goldens


@pytest.mark.parametrize("name", sorted(shown()))
def test_what_is_shown_reads_as_its_golden(name: str) -> None:
    hint = "python tests/cases/rewrite.py evidence rewrites the goldens; read their diff"
    assert shown()[name] == (EVIDENCE / name).read_text(encoding="utf-8"), hint


# --- list


def test_the_list_can_be_narrowed(mine: Path, cli: Cli) -> None:
    def ids(*words: str) -> list[str]:
        run = cli("evidence", "list", "--evidence", mine, "--yours", "--json", *words)
        return [one["id"] for one in json.loads(run.out)]

    assert ids("--fact", "owner") == ["acme-doubt", "acme-other"]
    assert ids("--about", "SecNum") == ids("--about", "cloudgouv") == ["acme-audit"]
    assert ids("--about", "outscale", "--fact", "qualification") == ["acme-audit"]
    assert ids("--about", "nobody") == []
    assert len(json.loads(cli("evidence", "list", "--json").out)) > 40


def test_a_list_without_entries_says_so(cli: Cli) -> None:
    run = cli("evidence", "list", "--about", "nobody")
    assert (run.code, run.out, run.err) == (0, "", "No entry fits.\n")


def test_a_program_reads_all_of_an_entry(mine: Path, cli: Cli) -> None:
    run = cli("evidence", "show", "acme-audit", "--evidence", mine, "--json")
    found = json.loads(run.out)
    assert found["value"]["until"] == "2028-01"
    assert (found["file"], found["yours"], found["named_by"]) == ("mine.yaml", True, ["acme-doubt"])


# --- show


def test_every_entry_that_ships_can_be_shown(cli: Cli) -> None:
    for one in json.loads(cli("evidence", "list", "--json").out)[::7]:
        for language in ("en", "fr"):
            run = cli(f"--lang={language}", "evidence", "show", one["id"])
            assert run.code == 0
            assert one["claim"][language] in run.out
            assert one["url"] in run.out


def test_an_id_that_is_none_names_the_nearest(mine: Path, cli: Cli) -> None:
    refused(cli("evidence", "show", "acme-adit", "--evidence", mine), 2, "acme-adit", "acme-audit")
    refused(cli("evidence", "show", "§", "--evidence", mine), 2, "plan evidence list")


# --- stale


def test_what_is_stale_is_listed_and_fails_a_strict_run(mine: Path, cli: Cli) -> None:
    words = ("evidence", "stale", "--evidence", mine, "--json", "--as-of", "2026-05-10")
    run = cli(*words)
    assert run.code == 0
    assert [one["id"] for one in json.loads(run.out)] == ["acme-other"]
    assert cli(*words, "--strict").code == 1
    assert json.loads(cli(*words, "--days", "3660", "--strict").out) == []
    over = cli("evidence", "stale", "--evidence", mine, "--as-of", "2028-02-01", "--days", "9999")
    listed = {line.split()[0] for line in over.out.splitlines()[1:]}
    assert listed & {"acme-audit", "acme-doubt", "acme-other"} == {"acme-audit"}


def test_nothing_stale_is_said(cli: Cli) -> None:
    run = cli("evidence", "stale", "--as-of", "2020-01-01", "--strict")
    assert (run.code, run.out, run.err) == (0, "", "Nothing is stale.\n")


@pytest.mark.parametrize("day", ["soon", "2026-02-30", "20261122"])
def test_a_day_that_is_none_is_refused(day: str, cli: Cli) -> None:
    refused(cli("evidence", "stale", "--as-of", day), 2, day)


# --- files


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  retrieved: 2026-11-03\n  published", "  published", ("line 1", "retrieved")),
        ("secnumcloud, mil", "secnumclod, mil", ("line 4", "secnumclod", "`secnumcloud`")),
        ("  contested_by: [acme-other]\n", "", ("line 31", "in return", "acme-doubt")),
        ("  based_on: [acme-audit]\n", "", ("line 19", "based on")),
        ("expires: 2027", "expire: 2027", ("line 12", "`expires`")),
    ],
)
def test_a_bad_file_is_refused_with_its_line(
    old: str, new: str, words: tuple[str, ...], mine: Path, cli: Cli
) -> None:
    assert old in MINE
    mine.write_text(MINE.replace(old, new))
    refused(cli("evidence", "list", "--evidence", mine), 2, "mine.yaml", *words)
    out = mine.parent / "out"
    run = cli("migrate", SMALL, "--target", "outscale", "--out", out, "--evidence", mine)
    refused(run, 2, "mine.yaml", *words)
    assert not out.exists()


def test_entries_that_contradict_are_refused_with_both_lines(mine: Path, cli: Cli) -> None:
    text = MINE.replace("  contested_by: [acme-doubt]\n", "")
    mine.write_text(text.replace("  contested_by: [acme-other]\n", ""))
    run = cli("evidence", "list", "--evidence", mine)
    refused(run, 2, "contradictory", "mine.yaml, line 23", "mine.yaml, line 14")
    assert "contradictoire" in cli("--lang=fr", "evidence", "list", "--evidence", mine).err


def test_a_plan_names_the_evidence_that_it_was_given(mine: Path, cli: Cli, tmp_path: Path) -> None:
    plain, given = tmp_path / "plain", tmp_path / "given"
    for out, more in ((plain, ()), (given, ("--evidence", mine))):
        run = cli("migrate", SMALL, "--target", "outscale", "--out", out, *more)
        assert run.code == 0, run.err
    inputs = [
        [name for name, _ in json.loads((out / "plan.json").read_bytes())["header"]["inputs"]]
        for out in (plain, given)
    ]
    assert inputs == [["terraform.tfstate"], ["mine.yaml", "terraform.tfstate"]]
    assert str(tmp_path) not in (given / "plan.json").read_text()
