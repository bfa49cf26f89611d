"""`plan diff`: two plans compared."""

from collections import Counter
from pathlib import Path

import click
from msgspec.structs import asdict

from planner.cli.files import plan_document
from planner.cli.words import Words, printable
from planner.model.text import Text
from planner.outputs.difference import Change, difference


@click.command("diff", no_args_is_help=True)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(words: Words, old: Path, new: Path, *, as_json: bool) -> None:
    """Compare the plans in folders OLD and NEW: estate, choices, cost, verdict, Terraform.

    Exit code 0 whether or not they differ.

    \b
    Example:
      plan diff migration-june migration --json
    """
    plan_document(old)
    plan_document(new)
    changes = list(difference(old, new))
    if as_json:
        words.table([asdict(one) for one in changes], as_json=True)
        return
    for one in changes:
        click.echo(printable(_line(one)))
    if not changes:
        words.say(words.t("No difference.", "Aucune différence."))
        return
    counts = Counter(one.what for one in changes)
    told = ", ".join(f"{words.of(_WHAT[what])} {number}" for what, number in counts.items())
    words.say(words.t("Differences: ", "Différences : ") + told)


def _line(one: Change) -> str:
    """`+` and `-` for what came and went; old and new for what changed."""
    if one.change != "changed":
        sign, said = ("+", one.new) if one.change == "added" else ("-", one.old)
        return f"{sign} {one.what} {one.subject}{f' ({said})' if said else ''}"
    values = f": {one.old or '–'} → {one.new or '–'}" if one.old or one.new else ""
    return f"~ {one.what} {one.subject}{values}"


_WHAT = {
    "estate": Text(en="estate", fr="parc"),
    "choice": Text(en="choices", fr="choix"),
    "cost": Text(en="costs", fr="coûts"),
    "verdict": Text(en="verdict", fr="verdict"),
    "terraform": Text(en="Terraform blocks", fr="blocs Terraform"),
}
