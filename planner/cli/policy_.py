"""`plan policy init`: files to start from."""

from pathlib import Path

import click

from planner.catalogue.data import data_path
from planner.cli.clouds import sources
from planner.cli.corrections import Corrections, as_yaml, corrections
from planner.cli.words import Words
from planner.errors import UsageError
from planner.inventory import read
from planner.model.policy import Policy
from planner.model.text import Text
from planner.sovereignty.duties import duty_book


@click.group("policy")
def command() -> None:
    """The policy and the overrides file."""


@command.command("init")
@click.option(
    "--out", default=".", type=click.Path(path_type=Path), show_default=True, help="Folder."
)
@click.option(
    "--from-cmdb",
    type=click.Path(path_type=Path),
    help="CSV of a CMDB that the overrides are made of.",
)
@click.option(
    "--inventory",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Inventory folder or exports, to tell which rows name nothing.",
)
@click.pass_obj
def init(words: Words, out: Path, from_cmdb: Path | None, files: tuple[Path, ...]) -> None:
    """Write `policy.yaml` and `overrides.yaml`.

    Every key is explained in them. A file that is there already stays as it is. With `--from-cmdb`,
    the overrides hold owner, criticality, class of data and application of each row.

    \b
    Examples:
      plan policy init --out .
      plan policy init --from-cmdb servers.csv --inventory inventory
    """
    contents = {
        name: data_path("templates", "policy", name).read_bytes()
        for name in ("policy.yaml", "overrides.yaml")
    }
    if from_cmdb is not None:
        resources = read(files, sources()).resources if files else None
        made = corrections(from_cmdb, resources, duty_book(Policy()))
        contents["overrides.yaml"] = as_yaml(made.overrides, contents["overrides.yaml"])
        _tell(made, words, checked=resources is not None)
    out.mkdir(parents=True, exist_ok=True)
    for name, content in contents.items():
        _write(out / name, content, words)


def _tell(made: Corrections, words: Words, *, checked: bool) -> None:
    words.say(
        words.t(
            f"{len(made.overrides)} corrections from the register",
            f"{len(made.overrides)} corrections tirées du registre",
        )
    )
    for one in made.rejected:
        words.say(words.of(one.detail))
    if not checked:
        words.say(
            words.t(
                "Not checked against an inventory; give it with --inventory.",
                "Non vérifié avec un inventaire ; donnez-le avec --inventory.",
            )
        )
    if made.lost:
        named = ", ".join(sorted(made.lost))
        words.say(
            words.t(
                f"Rows that name nothing of the inventory ({len(made.lost)}): {named}",
                f"Lignes qui ne désignent rien de l'inventaire ({len(made.lost)}) : {named}",
            )
        )
    if made.strange:
        named = ", ".join(sorted(set(made.strange)))
        words.say(
            words.t(
                f"Words for classes of data that name none of ours, left out: {named}",
                f"Mots de classe de données qui ne nomment aucune des nôtres, écartés : {named}",
            )
        )


def _write(path: Path, content: bytes, words: Words) -> None:
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
            source=path.name,
        ) from error
    words.say(words.t(f"Written: {path}", f"Écrit : {path}"))
