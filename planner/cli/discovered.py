"""A live collection into an inventory folder, and what to tell of it."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click
import msgspec
from msgspec import Struct

from planner.cli.clouds import sources
from planner.cli.words import Words
from planner.inventory.collected import assemble
from planner.inventory.interpret import Interpreter
from planner.inventory.stream import Stream, Totals, unread
from planner.inventory.units import Unit, Units, begin, end
from planner.model.resource import LedgerRow, LedgerStatus, Resource

_SHOWN = 20
"""Lines that a summary shows of a kind; the ledger has them all."""

_LONG_HOURS = 1

Done = Callable[[LedgerRow], bool]
"""Whether an earlier run has read the unit of that row."""

Kept = Callable[[str], Iterable[Resource]]
"""What is kept of an account."""


class Asked(Struct, frozen=True, kw_only=True):
    """What was asked of a collection, whatever the cloud."""

    out: Path
    arguments: tuple[str, ...]
    """What the units depend on: a run with others is another run."""
    resume: bool = False
    retry_denied: bool = False
    strict: bool = False
    as_json: bool = False
    grants: Mapping[tuple[str, str], tuple[str, ...]] = {}
    """(service, operation) of the ledger -> what must be granted for it."""


class _Unread(Struct):
    """What could not be read, over all accounts."""

    rows: list[LedgerRow] = []
    statuses: Counter[LedgerStatus] = msgspec.field(default_factory=Counter)
    grants: dict[str, set[tuple[str, str]]] = {}
    """What is to be granted -> the accounts and regions that it was missing in."""


def now() -> datetime:
    """The clock of a collection."""
    return datetime.now(UTC)


OUT = click.option(
    "--out", required=True, type=click.Path(path_type=Path), help="Inventory folder."
)
"""The first option of every cloud."""

Decorator = Callable[[Callable[..., None]], Callable[..., None]]


def shared_options(
    *,
    days: int,
    texts: tuple[str, str, str],
    permissions: Callable[[], Mapping[str, Any]],
    more: Callable[[Words], None] | None = None,
) -> Decorator:
    """The options that every cloud has after its own: what is measured, how a run goes on, what it says.

    `days` is the longest window. `texts` is the cloud's own words: what is measured, an example of another
    endpoint, what the permissions are called. `more` is said after them.
    """
    measured, endpoint, prints = texts

    def shown(context: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's own form
        if asked and not context.resilient_parsing:
            print_permissions(permissions())
            words = context.find_object(Words)
            if more is not None and words is not None:
                more(words)
            context.exit()

    options = (
        click.option(
            "--utilisation-days", type=click.IntRange(0, days), default=14, show_default=True,
            help=f"{measured} is asked for; 0 asks for none.",
        ),
        click.option("--endpoint-url", default="", help=f"Another endpoint, such as {endpoint}."),
        click.option("--resume", is_flag=True, help="Read only what a finished run left unread."),
        click.option("--retry-denied", is_flag=True, help="With what was denied as well."),
        click.option("--strict", is_flag=True, help="Exit 1 when anything was unread."),
        click.option("--json", "as_json", is_flag=True, help="The counts as JSON on stdout."),
        click.option(
            "--print-permissions", is_flag=True, is_eager=True, expose_value=False, callback=shown,
            help=f"{prints} that this needs, as JSON on stdout; nothing is collected.",
        ),
    )  # fmt: skip

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


def print_permissions(found: Mapping[str, Any]) -> None:
    """A policy or role as JSON on stdout."""
    click.echo(json.dumps(found, indent=2))


def several(given: Iterable[str]) -> tuple[str, ...]:
    """The values of an option that may be given several times, or with commas; sorted, each once."""
    return tuple(sorted({word for one in given for word in one.split(",") if word}))


def run_options(given: dict[str, Any]) -> dict[str, Any]:
    """What says how to run, as fields of `Asked`; taken out of what was given."""
    found = {
        name: given.pop(name) for name in ("out", "resume", "retry_denied", "strict", "as_json")
    }
    return found | {"resume": found["resume"] or found["retry_denied"]}


def discover(asked: Asked, collect: Callable[[Done, Kept], Iterable[Unit]], words: Words) -> None:
    """Collects, writes the inventory and says what came of it.

    `collect` is given what is kept of an earlier run. Exits 1 where something was unread and `strict`.
    """
    folder, goes_on = begin(asked.out, asked.arguments, now(), resume=asked.resume)
    units = Units(folder, retry_denied=asked.retry_denied)
    if goes_on:
        words.say(
            words.t(
                f"Going on from the run in {asked.out}: {len(units)} units are known",
                f"Reprise de la collecte dans {asked.out} : {len(units)} unités connues",
            )
        )
    interpreter = Interpreter(sources())
    for number, unit in enumerate(collect(units.done, units.resources), 1):
        units.keep(unit, interpreter)
        if number % 500 == 0:
            words.progress(words.t(f"{number} units", f"{number} unités"))
    began = end(asked.out).began
    totals, missing = _written(asked, units, began[:10])
    _tell(asked, totals, missing, words)
    if now().timestamp() - datetime.fromisoformat(began).timestamp() > _LONG_HOURS * 3600:
        words.say(
            words.t(
                "The collection took over an hour: what was moved meanwhile may be there twice.",
                "La collecte a duré plus d'une heure : ce qui a bougé entre-temps peut être en double.",
            )
        )
    if asked.strict and missing.statuses:
        raise SystemExit(1)


def _written(asked: Asked, units: Units, as_of: str) -> tuple[Totals, _Unread]:
    stream = Stream(asked.out, as_of)
    missing = _Unread()
    for kept in units.accounts():
        inventory = assemble(kept, sources(), as_of)
        stream.add(inventory)
        for row in unread(inventory.ledger):
            _count(row, missing, asked)
    return stream.close(), missing


def _count(row: LedgerRow, missing: _Unread, asked: Asked) -> None:
    missing.statuses[row.status] += 1
    if row.detail.startswith("not asked"):
        return  # the list that it waits for is told of
    if len(missing.rows) < _SHOWN:
        missing.rows.append(row)
    if row.status == "denied":
        for grant in asked.grants.get((row.service, row.operation), ()):
            missing.grants.setdefault(grant, set()).add((row.account, row.region))


def _tell(asked: Asked, totals: Totals, missing: _Unread, words: Words) -> None:
    count = sum(totals.units.values())
    gaps = sum(missing.statuses.values())
    if asked.as_json:
        counts: dict[str, object] = {"resources": totals.resources, "units": count, "unread": gaps}
        words.table([counts | {str(key): one for key, one in totals.units.items()}], as_json=True)
    for row in missing.rows:
        place = " ".join(word for word in (row.account, row.region) if word)
        words.say(f"  {row.status:<12} {place:<28} {row.service}:{row.operation}  {row.detail}")
    if gaps > len(missing.rows):
        words.say(words.t(f"  … {gaps} in all: ledger.jsonl", f"  … {gaps} en tout : ledger.jsonl"))
    for grant, places in sorted(missing.grants.items()):
        words.say(_to_grant(grant, places, words))
    words.say(
        words.t(
            f"{totals.resources} resources in {asked.out}; {count - gaps} of {count} units read",
            f"{totals.resources} ressources dans {asked.out} ; {count - gaps} unités lues sur {count}",
        )
    )
    words.say(
        words.t("Next", "Ensuite") + f": plan migrate {asked.out} --target all --out migration"
    )


def _to_grant(grant: str, places: set[tuple[str, str]], words: Words) -> str:
    accounts = len({account for account, _ in places})
    regions = ", ".join(sorted({region for _, region in places})[:_SHOWN])
    return words.t(
        f"  grant {grant} ({accounts} accounts; {regions})",
        f"  accordez {grant} ({accounts} comptes ; {regions})",
    )
