"""`plan import`: exports into an inventory folder."""

from pathlib import Path

import click

from planner.cli.checked import checked
from planner.cli.clouds import sources
from planner.cli.words import Words
from planner.inventory import read, write_inventory


@click.command("import", no_args_is_help=True)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Inventory folder.")
@click.pass_obj
def command(words: Words, files: tuple[Path, ...], out: Path) -> None:
    """Read exports (FILES) into an inventory folder that `plan migrate` takes.

    \b
    Example:
      plan import terraform.tfstate --out inventory
    """
    inventory = read(files, sources())
    write_inventory(inventory, out)
    for line in checked(inventory, words):
        words.say(line)
    words.say(
        words.t(
            f"{len(inventory.resources)} resources, {len(inventory.diagnostics)} messages in {out}",
            f"{len(inventory.resources)} ressources, {len(inventory.diagnostics)} messages dans {out}",
        )
    )
