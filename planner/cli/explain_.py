"""`plan explain`: everything known of one resource."""

from pathlib import Path
from typing import Any

import click
import msgspec

from planner.cli.files import plan_document
from planner.cli.words import Words, printable
from planner.errors import UsageError
from planner.model.text import Text
from planner.outputs.explanation import explanations, nearest

_LINES = 4


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
def command(_words: Words, resource: str, folder: Path, *, as_json: bool) -> None:
    """Say everything known of RESOURCE: its id, name, or Terraform address (old or new).

    Where it was read, its needs, the choice and why not the others, its cost lines, wave and address.

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
                else "List them: tables/decisions.parquet.",
                fr=f"Les plus proches : {', '.join(near)}"
                if near
                else "La liste est dans tables/decisions.parquet.",
            ),
        )
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
        return
    for one in found:
        _print(one, 0)


def _print(value: dict[str, Any], depth: int) -> None:
    indent = "  " * depth
    for name, item in value.items():
        if isinstance(item, dict):
            click.echo(f"{indent}{name}:")
            _print(item, depth + 1)
        elif isinstance(item, list):
            click.echo(f"{indent}{name}:{'' if item else ' –'}")
            for row in item:
                text = (
                    "; ".join(
                        f"{key}: {cell}" for key, cell in row.items() if cell not in ("", None)
                    )
                    if isinstance(row, dict)
                    else str(row)
                )
                click.echo(f"{indent}  - {printable(text)}")
        elif item not in ("", None):
            click.echo(f"{indent}{name}: {printable(str(item))}")
