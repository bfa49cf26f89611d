"""`plan diff`: two plans compared."""

from pathlib import Path

import click

from planner.cli.files import plan_document
from planner.cli.words import Words
from planner.outputs.difference import difference


@click.command("diff", no_args_is_help=True)
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(words: Words, old: Path, new: Path, *, as_json: bool) -> None:
    """Compare the plans in folders OLD and NEW: estate, choices, cost, verdict, Terraform.

    Exit code 0 whether or not they differ; the table is empty where they do not.

    \b
    Example:
      plan diff migration-june migration --json
    """
    plan_document(old)
    plan_document(new)
    words.table(
        [
            {
                "what": one.what,
                "change": one.change,
                "subject": one.subject,
                "old": one.old,
                "new": one.new,
            }
            for one in difference(old, new)
        ],
        as_json=as_json,
    )
