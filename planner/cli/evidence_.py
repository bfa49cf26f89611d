"""`plan evidence`: what the tool knows of providers, laws and labels, and what says it."""

from collections.abc import Callable
from datetime import UTC, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click
import msgspec

from planner.cli.evidence_page import cropped, named_by, page, subject_of, value_of
from planner.cli.words import Words
from planner.errors import UsageError
from planner.model.evidence import Evidence
from planner.model.text import Text
from planner.sovereignty.faults import is_day
from planner.sovereignty.store import STALE_DAYS, Store, is_over, load_store
from planner.sovereignty.values import FACTS

_AND_YOURS: Callable[[Any], Any] = click.option(
    "--evidence", "files", multiple=True, type=click.Path(path_type=Path),
    help="Your own evidence (YAML, or a folder of it); may be given again.",
)  # fmt: skip
_JSON: Callable[[Any], Any] = click.option("--json", "as_json", is_flag=True, help="As JSON.")


@click.group("evidence")
def command() -> None:
    """What is known of providers, laws and labels, with its sources.

    \b
    Examples:
      plan evidence list --about scaleway
      plan evidence list --evidence attestations.yaml --yours
      plan evidence stale --strict
    """


@command.command("list")
@click.option("--about", "word", default="", help="Only of this provider, region, service, law …")
@click.option("--fact", type=click.Choice(FACTS), metavar="FACT", help="Only of this fact.")
@click.option("--yours", is_flag=True, help="Only what your own files say.")
@_AND_YOURS
@_JSON
@click.pass_obj
def listed(
    words: Words,
    word: str,
    fact: str | None,
    files: tuple[Path, ...],
    *,
    yours: bool,
    as_json: bool,
) -> None:
    """List the entries of the store.

    \b
    Examples:
      plan evidence list --about outscale --fact qualification
      plan evidence list --json
    """
    entries = [
        entry
        for entry in load_store(files).entries
        if _is_about(entry, word)
        if fact in (None, entry.fact)
        if entry.yours or not yours
    ]
    if as_json:
        _print(entries)
        return
    words.table([_row(words, entry) for entry in entries], as_json=False)
    words.say(
        words.t(f"Entries: {len(entries)}", f"Entrées : {len(entries)}")
        if entries
        else words.t("No entry fits.", "Aucune entrée ne correspond.")
    )


@command.command("show")
@click.argument("id_", metavar="ID")
@_AND_YOURS
@_JSON
@click.pass_obj
def show(words: Words, id_: str, files: tuple[Path, ...], *, as_json: bool) -> None:
    """Show all of one entry: its source and quote, what contests it, what is based on it.

    \b
    Example:
      plan evidence show label-secnumcloud
    """
    store = load_store(files)
    entry = store.by_id(id_)
    if entry is None:
        raise _no_such(id_, store)
    if as_json:
        _print({**msgspec.to_builtins(entry), "named_by": named_by(entry, store)})
        return
    click.echo(page(entry, store, words))


@command.command("stale")
@click.option("--as-of", default="", help="Day to look from; default: today.")
@click.option(
    "--days", default=STALE_DAYS, show_default=True, type=click.IntRange(0, 100_000),
    help="Older than this many days is stale.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Exit 1 when any entry is stale.")
@_AND_YOURS
@_JSON
@click.pass_obj
def stale(
    words: Words,
    as_of: str,
    days: int,
    files: tuple[Path, ...],
    *,
    strict: bool,
    as_json: bool,
) -> None:
    """List what nobody looked at for long, and what is past its last day.

    \b
    Examples:
      plan evidence stale
      plan evidence stale --as-of 2027-06-01 --days 90 --strict
    """
    today = as_of or datetime.now(tz=UTC).date().isoformat()
    if not is_day(today):
        raise _no_day(today)
    found = load_store(files).stale(today, days)
    rows: list[dict[str, object]] = [
        {
            "id": entry.id,
            "why": words.t("over", "échue")
            if is_over(entry, today)
            else words.t("old", "ancienne"),
            "retrieved": entry.retrieved,
            "expires": entry.expires or getattr(entry.value, "until", ""),
            "url": entry.url,
        }
        for entry in found
    ]
    words.table(rows, as_json=as_json)
    if not found:
        words.say(words.t("Nothing is stale.", "Rien n'est périmé."))
    if strict and found:
        raise SystemExit(1)


def _row(words: Words, entry: Evidence) -> dict[str, object]:
    marks = [
        words.t("yours", "la vôtre") if entry.yours else "",
        words.t("contested", "contestée") if entry.contested_by else "",
    ]
    return {
        "id": entry.id,
        "fact": entry.fact,
        "about": cropped(subject_of(entry.about)),
        "value": cropped(value_of(entry.value, words)),
        "kind": entry.kind,
        "retrieved": entry.retrieved,
        "marks": ", ".join(mark for mark in marks if mark),
    }


def _is_about(entry: Evidence, word: str) -> bool:
    about = entry.about
    value = entry.value
    texts = (
        about.provider, about.law, about.scheme, *about.regions, *about.services,
        getattr(value, "scheme", ""),
    )  # fmt: skip
    return not word or any(word.lower() in text.lower() for text in texts)


def _print(value: object) -> None:
    click.echo(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def _no_such(name: str, store: Store) -> UsageError:
    ids = [entry.id for entry in store.entries]
    near = ", ".join(get_close_matches(name, ids, n=3, cutoff=0.4))
    return UsageError(
        Text(en="No such entry", fr="Entrée absente"),
        Text(
            en=f"{name!r} is the id of no entry of the store.",
            fr=f"{name!r} n'est l'id d'aucune entrée.",
        ),
        Text(en=f"Nearest: {near}.", fr=f"Les plus proches : {near}.")
        if near
        else Text(
            en="`plan evidence list` lists them.", fr="`plan evidence list` en donne la liste."
        ),
    )


def _no_day(word: str) -> UsageError:
    return UsageError(
        Text(en="Not a date", fr="Pas une date"),
        Text(en=f"--as-of {word!r} is not a day.", fr=f"--as-of {word!r} n'est pas un jour."),
        Text(en="Write it as 2026-11-22.", fr="Écrivez-la comme 2026-11-22."),
    )
