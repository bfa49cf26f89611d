"""`plan inventory`: what an inventory folder holds, and a copy of it that may circulate."""

from collections import Counter
from pathlib import Path
from secrets import token_bytes

import click

from planner.cli.words import Words
from planner.errors import UsageError
from planner.inventory import read_inventory, write_inventory
from planner.model.text import Text

_LEAST_KEY = 16


@click.group("inventory")
def command() -> None:
    """Look into an inventory folder, or make a copy that may circulate."""


@command.command("show", no_args_is_help=True)
@click.argument("inventory_dir", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def show(words: Words, inventory_dir: Path, *, as_json: bool) -> None:
    """Count what is in INVENTORY_DIR, by cloud, account, region and kind.

    \b
    Example:
      plan inventory show inventory
    """
    counts = Counter(
        (one.cloud, one.account, one.region, one.kind or f"? {one.native_type}")
        for one in read_inventory(inventory_dir).resources
    )
    rows = [
        {"cloud": cloud, "account": account, "region": region, "kind": kind, "resources": count}
        for (cloud, account, region, kind), count in sorted(counts.items())
    ]
    words.table(rows, as_json=as_json)


@command.command("ledger", no_args_is_help=True)
@click.argument("inventory_dir", type=click.Path(path_type=Path))
@click.option("--unread", is_flag=True, help="Only what was not wholly read.")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.pass_obj
def ledger(words: Words, inventory_dir: Path, *, unread: bool, as_json: bool) -> None:
    """What was read for INVENTORY_DIR, and what could not be.

    \b
    Example:
      plan inventory ledger inventory --unread
    """
    rows = [
        {name: getattr(row, name) for name in row.__struct_fields__}
        for row in read_inventory(inventory_dir).ledger
        if not unread or row.status not in {"ok", "region-off"}
    ]
    words.table(rows, as_json=as_json)


@command.command("mask", no_args_is_help=True)
@click.argument("inventory_dir", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="Folder of the copy.")
@click.option(
    "--key-file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Secret that decides the names; default: a new one that is kept nowhere.",
)
@click.pass_obj
def mask(words: Words, inventory_dir: Path, out: Path, key_file: Path | None) -> None:
    """Copy INVENTORY_DIR with other names, ids, accounts, addresses, tags and texts.

    The plan made from the copy has the same figures. With the same key file the same names come
    again, so that two copies can be compared; nobody gets the first names back without it.

    \b
    Example:
      plan inventory mask inventory --out masked
    """
    from planner.cli.kept import kept  # noqa: PLC0415 - what follows is not needed for the help
    from planner.inventory.mask import mask as masked  # noqa: PLC0415

    if out.resolve() == inventory_dir.resolve():
        raise UsageError(
            Text(en="The copy needs a folder of its own", fr="La copie demande son propre dossier"),
            Text(
                en=f"{out} is the inventory itself.", fr=f"{out} est l'inventaire lui-même."
            ),
            Text(en="Give another folder with --out.", fr="Donnez un autre dossier avec --out."),
        )  # fmt: skip
    key = _key(key_file) if key_file is not None else token_bytes(32)
    copy = masked(read_inventory(inventory_dir), key, kept())
    write_inventory(copy, out)
    words.say(
        words.t(
            f"{len(copy.resources)} resources in {out}, masked; look into it before you give it away",
            f"{len(copy.resources)} ressources dans {out}, masquées ; regardez-les avant de les donner",
        )
    )


def _key(path: Path) -> bytes:
    key = path.read_bytes().strip()
    if len(key) < _LEAST_KEY:
        raise UsageError(
            Text(en="The key is too short", fr="La clé est trop courte"),
            Text(
                en=f"{path.name} holds {len(key)} bytes; {_LEAST_KEY} are the least.",
                fr=f"{path.name} contient {len(key)} octets ; il en faut au moins {_LEAST_KEY}.",
            ),
            Text(
                en="Make one with `openssl rand -hex 32 > key`.",
                fr="Créez-en une avec `openssl rand -hex 32 > key`.",
            ),
            source=path.name,
        )
    return key
