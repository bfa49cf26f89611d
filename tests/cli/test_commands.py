"""Every command: help, exit codes, where words and data go, languages."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import click
import pytest

from planner.cli.main import COMMANDS, plan
from tests.cases.command_tree import parses
from tests.cases.helps import HELP, helps
from tests.cli.shell import PROGRAM, ROOT, SMALL, Cli, migrate, put, state

HEAVY = ("boto3", "hcl2", "jinja2", "networkx", "numpy", "pyarrow", "scipy", "xlsxwriter", "grpc")


# --- help


@pytest.mark.parametrize("name", sorted(helps()))
def test_help_reads_as_its_golden(name: str) -> None:
    hint = "python tests/cases/rewrite.py rewrites the goldens; read their diff"
    path = HELP / f"{name}.txt"
    assert path.is_file(), hint
    assert helps()[name] == path.read_text(encoding="utf-8"), hint


def test_no_golden_is_left_of_a_command_that_is_gone() -> None:
    assert {path.stem for path in HELP.glob("*.txt")} == set(helps())


@pytest.mark.parametrize("name", sorted(helps()))
def test_every_command_has_an_example_that_parses(name: str) -> None:
    text = helps()[name]
    if name in {"plan-discover", "plan-inventory", "plan-policy"}:
        return  # groups: their commands have them
    examples = [
        line.strip() for line in text.splitlines() if re.match(r" +([A-Z_]+=\S+ )?plan ", line)
    ]
    assert examples
    for line in examples:
        words = re.sub(r"^[A-Z_]+=\S+ ", "", line).split()[1:]
        parses(plan, words)


@pytest.mark.parametrize("words", [["--help"], ["migrate", "--help"], ["-h"], ["--version"]])
def test_help_goes_to_stdout(words: list[str], cli: Cli) -> None:
    run = cli(*words)
    assert (run.code, run.err) == (0, "")
    assert "plan" in run.out


def test_help_needs_nothing_heavy() -> None:
    code = (
        "import sys\nfrom planner.cli.main import plan\n"
        "from click.testing import CliRunner\n"
        "assert CliRunner().invoke(plan, ['--help']).exit_code == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    found = subprocess.run(  # noqa: S603 - our own words
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=ROOT
    )
    assert found.stdout.strip() == "[]"


# --- exit codes


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["--nonsense"],
        ["migrate", "x", "--target", "gcp", "--out", "y"],
        ["migrate", "x", "--target", "ovh"],
        ["migrate", "--target", "ovh", "--out", "y"],
        ["migrate", "x", "--target", "ovh", "--out", "y", "--nonsense"],
        ["prove", "x", "--rung", "9"],
        ["--lang", "de", "targets"],
        ["discover", "oracle"],
    ],
)
def test_wrong_usage_is_exit_code_2(words: list[str], cli: Cli) -> None:
    run = cli(*words) if "--lang" in words else cli("--quiet", *words)
    assert run.code == 2
    assert run.out == ""
    assert "Traceback" not in run.err


def test_a_run_with_gaps_fails_only_where_strict(tmp_path: Path, cli: Cli) -> None:
    assert migrate(cli, SMALL, out=tmp_path / "a").code == 0
    strict = cli("migrate", SMALL, "--target", "scaleway", "--out", tmp_path / "b", "--strict")
    assert strict.code == 1
    assert (tmp_path / "b" / "plan.json").is_file()


def test_a_run_without_gaps_passes_where_strict(tmp_path: Path, cli: Cli) -> None:
    path = put(tmp_path, state())
    run = cli("migrate", path, "--target", "ovh", "--out", tmp_path / "out", "--strict")
    assert run.code == 0


@pytest.mark.parametrize("command", ["explain", "diff", "prove"])
def test_a_folder_without_a_plan_is_refused(command: str, tmp_path: Path, cli: Cli) -> None:
    words = {
        "explain": ["explain", "web", "--plan", tmp_path],
        "diff": ["diff", tmp_path, tmp_path],
        "prove": ["prove", tmp_path],
    }[command]
    run = cli(*words)
    assert run.code in {2, 3}
    assert run.out == ""
    assert "Traceback" not in run.err


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b"\xff", b'{"header": 1}', b"[" * 100_000])
def test_a_plan_that_is_none_of_ours_is_refused(content: bytes, tmp_path: Path, cli: Cli) -> None:
    put(tmp_path, content, "plan.json")
    run = cli("explain", "web", "--plan", tmp_path)
    assert run.code == 3, run.err
    assert "plan.json" in run.err


def test_a_plan_whose_tables_are_gone_is_refused(small: Path, tmp_path: Path, cli: Cli) -> None:
    put(tmp_path, (small / "one" / "plan.json").read_bytes(), "plan.json")
    (tmp_path / "tables").mkdir()
    for damage in (None, b"not parquet"):
        if damage:
            put(tmp_path / "tables", damage, "decisions.parquet")
        for words in (["explain", "web", "--plan", tmp_path], ["diff", tmp_path, small / "one"]):
            run = cli(*words)
            assert run.code == 3, (damage, words, run.err)
            assert "decisions.parquet" in run.err


# --- data and words


def test_data_goes_to_stdout_and_words_to_stderr(tmp_path: Path, cli: Cli) -> None:
    words = migrate(cli, SMALL, out=tmp_path / "a")
    assert words.out == ""
    assert "Report: " in words.err
    assert "Next: plan prove" in words.err
    data = cli("migrate", SMALL, "--target", "ovh", "--out", tmp_path / "b", "--json")
    assert set(json.loads(data.out)) == {"ovh"}


def takes_json(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Every command that has `--json`."""
    if isinstance(command, click.Group):
        context = click.Context(command)
        return [
            found
            for name in command.list_commands(context)
            if (below := command.get_command(context, name)) is not None
            for found in takes_json(below, (*path, name))
        ]
    return [path] if any("--json" in one.opts for one in command.params) else []


ASKED: dict[tuple[str, ...], tuple[str, ...]] = {
    ("classify",): (str(SMALL),),
    ("coverage",): (),
    ("diff",): ("{small}/all/ovh", "{small}/one"),
    ("evidence", "list"): (),
    ("evidence", "show"): ("law-gdpr",),
    ("inventory", "ledger"): ("{inventory}",),
    ("inventory", "show"): ("{inventory}",),
    ("evidence", "stale"): (),
    ("explain",): ("web-1", "--plan", "{small}/one"),
    ("migrate",): (str(SMALL), "--target", "ovh", "--out", "{out}"),
    ("prove",): ("{small}/one", "--rung", "1", "--no-write"),
    ("targets",): (),
}
LIVE = {("discover", "aws"), ("discover", "azure"), ("discover", "gcp")}
"""Tried against servers in tests/live_aws, live_azure and live_gcp."""


def test_every_command_with_json_is_tried() -> None:
    assert set(takes_json(plan)) == set(ASKED) | LIVE


@pytest.mark.parametrize("command", ASKED, ids=" ".join)
def test_json_is_nothing_but_json(
    command: tuple[str, ...], small: Path, tmp_path: Path, cli: Cli
) -> None:
    inventory = tmp_path / "inventory"
    if "{inventory}" in ASKED[command]:
        cli("import", SMALL, "--out", inventory)
    words = [
        word.format(small=small, out=tmp_path / "out", inventory=inventory)
        for word in ASKED[command]
    ]
    run = cli(*command, *words, "--json")
    assert run.code == 0, run.err
    assert json.loads(run.out)


def test_a_reader_that_has_enough_sees_no_traceback() -> None:
    command = f"{shlex.join(PROGRAM)} coverage --json | head -c 10"
    ran = subprocess.run(  # noqa: S603 - our own words
        ["/bin/sh", "-c", command], check=False, capture_output=True, text=True, cwd=ROOT
    )
    assert ran.stderr == ""


# --- language

ENGLISH = re.compile(
    r"\b(read|resources|unread|folded|warnings|priced|proxy|month|then|losses|waves|report|next|"
    r"unpriced|have|equivalent|with)\b",
    re.IGNORECASE,
)


def test_a_run_in_french_ends_in_french(tmp_path: Path, cli: Cli) -> None:
    bad = put(tmp_path, b"{")
    run = cli("--lang", "fr", "migrate", SMALL, bad, "--target", "all", "--out", tmp_path / "o")
    assert run.code == 0
    told = [line for line in run.lines if str(tmp_path) not in line]
    assert len(told) > 10
    for line in told:
        assert not ENGLISH.search(line), line
    assert "Rapport : " in run.err
    assert "Ensuite : plan prove" in run.err


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_in_the_list_can_be_had(command: str) -> None:
    found = plan.get_command(click.Context(plan), command)
    assert found is not None
    assert found.help
