"""`plan policy init`: files to start from."""

from pathlib import Path

import click

from planner.catalogue.data import data_path
from planner.cli.words import Words
from planner.errors import UsageError
from planner.model.text import Text


@click.group("policy")
def command() -> None:
    """The policy and the overrides file."""


@command.command("init")
@click.option(
    "--out", default=".", type=click.Path(path_type=Path), show_default=True, help="Folder."
)
@click.pass_obj
def init(words: Words, out: Path) -> None:
    """Write `policy.yaml` and `overrides.yaml`.

    Every key is explained in them. A file that is there already stays as it is.

    \b
    Example:
      plan policy init --out .
    """
    out.mkdir(parents=True, exist_ok=True)
    for name in ("policy.yaml", "overrides.yaml"):
        path = out / name
        content = data_path("templates", "policy", f"{name}").read_bytes()
        try:
            with path.open("xb") as file:
                file.write(content)
        except FileExistsError as error:
            raise UsageError(
                Text(en="The file is there already", fr="Le fichier existe déjà"),
                Text(en=f"{path} stays as it is.", fr=f"{path} reste tel quel."),
                Text(
                    en="Give another folder with --out, or edit it.",
                    fr="Donnez un autre dossier avec --out, ou modifiez-le.",
                ),
                source=name,
            ) from error
        words.say(words.t(f"Written: {path}", f"Écrit : {path}"))
