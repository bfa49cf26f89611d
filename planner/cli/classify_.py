"""`plan classify`: what must still be told of the data."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from planner.cli.clouds import sources
from planner.cli.files import overrides_of, policy_of
from planner.cli.words import Words, printable
from planner.graph import connect, find_applications
from planner.inventory import read
from planner.model.policy import Overrides, Policy
from planner.sovereignty.classes import Classified, classify
from planner.sovereignty.duties import DutyBook, duty_book
from planner.sovereignty.untold import Untold, untold

_LINES = 10
"""Lines to paste that are printed for one application; `--json` holds all."""


@click.command("classify", no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--policy", type=click.Path(path_type=Path), help="The architect's policy (YAML).")
@click.option("--overrides", type=click.Path(path_type=Path), help="Corrections by people (YAML).")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(
    words: Words,
    files: tuple[Path, ...],
    policy: Path | None,
    overrides: Path | None,
    *,
    as_json: bool,
) -> None:
    """List the applications of FILES whose class of data must be told.

    The most connected come first. Until it is told, data count as of unknown class, and are held to
    what the policy's `unknown_data_class` asks. Below the list stand the lines for the overrides file.

    \b
    Example:
      plan classify terraform.tfstate --policy policy.yaml
    """
    told_by, corrections = policy_of(policy), overrides_of(overrides)
    book = duty_book(told_by)
    classified, found = _of(files, told_by, corrections, book)
    for one in classified.diagnostics:
        words.say(f"{printable(words.of(one.detail))} {printable(words.of(one.remedy))}")
    if as_json:
        rows = [{**row, "select": list(one.selects)} for one, row in _rows(found, words)]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2, default=str))
        return
    words.say(_summary(classified, words))
    words.table((_plain(row) for _, row in _rows(found, words)), as_json=False)
    for line in _lines(found, book, words):
        click.echo(line)


def _of(
    files: tuple[Path, ...], policy: Policy, overrides: Overrides, book: DutyBook
) -> tuple[Classified, tuple[Untold, ...]]:
    graph = connect(read(files, sources()), policy, overrides)
    applications = find_applications(graph, policy, overrides)
    classified = classify(graph, applications, policy, overrides, book)
    return classified, untold(graph, applications, classified, policy)


def _summary(classified: Classified, words: Words) -> str:
    unknown, every = len(classified.unknown), len(classified.of)
    return words.t(
        f"Of {unknown} of {every} resources that handle data the class is not told.",
        f"Pour {unknown} des {every} ressources qui manipulent des données, la classe n'est pas "
        "renseignée.",
    )


def _rows(found: tuple[Untold, ...], words: Words) -> Iterator[tuple[Untold, dict[str, object]]]:
    del words
    for one in found:
        yield (
            one,
            {
                "application": one.application,
                "untold": len(one.resources),
                "links": one.links,
                "gib": one.stored_gib,
                "unknown_stores": one.unknown_stores,
                "told": list(one.told),
                "most_connected": one.resources[0],
            },
        )


def _plain(row: dict[str, object]) -> dict[str, object]:
    """A row for people: a dash for what is not known, no list."""
    told = row["told"]
    shown = ", ".join(told) if isinstance(told, list) else ""
    return {**row, "gib": "–" if row["gib"] is None else row["gib"], "told": shown or "–"}


def _lines(found: tuple[Untold, ...], book: DutyBook, words: Words) -> Iterator[str]:
    """The overrides to paste; the class is left to be filled in."""
    if not found:
        return
    classes = ", ".join(name for name in reversed(book.ranked(book.classes)))
    yield ""
    yield words.t(
        f"# for the overrides file; data_class is one of: {classes}",
        f"# pour le fichier de corrections ; data_class vaut : {classes}",
    )
    yield "overrides:"
    for one in found:
        yield f"  # {printable(one.application)}: {', '.join(one.told) or '–'}"
        for select in one.selects[:_LINES]:
            yield f"  - select: {json.dumps(select, ensure_ascii=False)}"
            yield "    data_class: unknown"
        more = len(one.selects) - _LINES
        if more > 0:
            yield words.t(f"  # and {more} more: --json", f"  # et {more} de plus : --json")
