"""`plan explain`: everything known of one resource."""

from pathlib import Path

import click
import msgspec

from planner.cli.explained import page
from planner.cli.files import plan_document
from planner.cli.words import Words
from planner.errors import UsageError
from planner.model.text import Text
from planner.outputs.explanation import explanations, nearest


@click.command("explain", no_args_is_help=True)
@click.argument("resource")
@click.option(
    "--plan",
    "folder",
    default="migration",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Folder of a plan.",
)
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def command(words: Words, resource: str, folder: Path, *, as_json: bool) -> None:
    """Say everything known of RESOURCE.

    RESOURCE is an id or the last part of one, a name, or a Terraform address, old or new. Said are
    where it was read, its needs, the choice and why not the others, its cost lines, wave and address.

    \b
    Example:
      plan explain arn:aws:rds:eu-west-3:123456789012:db:orders --plan migration
    """
    plan_document(folder)
    found = explanations(folder, resource)
    if not found:
        near = nearest(folder, resource)
        raise UsageError(
            Text(en="No such resource in the plan", fr="Ressource absente du plan"),
            Text(
                en=f"{resource!r} is no id, name or address in it.",
                fr=f"{resource!r} n'y est ni un identifiant, ni un nom, ni une adresse.",
            ),
            Text(
                en=f"Nearest: {', '.join(near)}"
                if near
                else "The report lists what there is; programs read tables/decisions.parquet.",
                fr=f"Les plus proches : {', '.join(near)}"
                if near
                else "Le rapport en donne la liste ; les programmes lisent tables/decisions.parquet.",
            ),
        )
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    for one in found:
        for line in page(one, words):
            click.echo(line)
