"""What is said of a file that is of no known format."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planner.errors import InputError
from planner.model.text import Text

if TYPE_CHECKING:
    from planner.inventory.exports import Format

_TERRAFORM = Text(en="Terraform states and plans", fr="états et plans Terraform")
_PULL = "terraform show -json > estate.json"
_SHOWN = 6
_LONGEST = 40


def not_recognised(
    file: str, keys: tuple[str, ...], known: Sequence["Format"], near: "Format | None"
) -> InputError:
    """The error about a file, which names what it begins with, the formats known, the nearest."""
    shown = ", ".join(f"`{key[:_LONGEST]}`" for key in keys[:_SHOWN])
    begins = Text(
        en=f"it begins with {shown}" if shown else "it is neither JSON nor a table",
        fr=f"il commence par {shown}" if shown else "il n'est ni du JSON ni un tableau",
    )
    titles = [_TERRAFORM, *(one.TITLE for one in known)]
    return InputError(
        Text(en="A file is of an unknown format", fr="Un fichier est d'un format inconnu"),
        Text(
            en=f"{file} is of no format that is read: {begins.en}. Read are: "
            f"{'; '.join(one.en for one in titles)}.",
            fr=f"{file} n'est d'aucun format lu : {begins.fr}. Sont lus : "
            f"{' ; '.join(one.fr for one in titles)}.",
        ),
        _remedy(near),
        source=file,
        place="not-recognised",
    )


def _remedy(near: "Format | None") -> Text:
    if near is None:
        return Text(
            en=f"For Terraform, write it with `{_PULL}`.",
            fr=f"Pour Terraform, écrivez-le avec `{_PULL}`.",
        )
    return Text(
        en=f"It is nearest to {near.TITLE.en}, which is written with `{near.MAKE}`.",
        fr=f"Le format le plus proche est : {near.TITLE.fr}, qui s'écrit avec `{near.MAKE}`.",
    )
