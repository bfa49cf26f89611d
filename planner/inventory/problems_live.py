"""What reading live accounts says, in both languages."""

from planner.inventory.problem import Problem
from planner.model.text import Text

LIVE_PROBLEMS: dict[str, Problem] = {
    "listed-and-gone": Problem(
        "info",
        Text(
            en="A resource is named by an index alone",
            fr="Une ressource n'est nommée que par un index",
        ),
        Text(
            en="{name}, {place}: {why} was read whole and does not list it. It was deleted lately, or "
            "the cloud made it for itself; it is not counted.",
            fr="{name}, {place} : {why} a été lu en entier et ne la cite pas. Elle a été supprimée "
            "récemment, ou le cloud l'a créée pour lui-même ; elle n'est pas comptée.",
        ),
        Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire."),
    ),
}
"""Code -> severity and sentences."""
