"""Words for what cannot be built."""

from planner.model.choice import Refusal
from planner.model.resource import Resource
from planner.model.text import Text


def unreadable(resource: Resource) -> Refusal:
    """The resource was read without what its kind needs."""
    return Refusal(
        "limit",
        Text(
            en=f"{resource.native_type} was read without the properties that a design needs.",
            fr=f"{resource.native_type} a été lu sans les propriétés dont une conception a besoin.",
        ),
        Text(
            en="Read it again with its attributes, or build it by hand.",
            fr="Relisez-le avec ses attributs, ou construisez-le à la main.",
        ),
    )


def too_large(what: Text) -> Refusal:
    """Nothing that is sold is large enough, or its need is unknown."""
    return Refusal(
        "limit",
        Text(
            en=f"No size that OVHcloud sells here is known to hold it: {what.en}.",
            fr=f"Aucune taille vendue ici par OVHcloud n'est connue pour le contenir : {what.fr}.",
        ),
        Text(
            en="Give the size by the overrides file, or split the load over several machines.",
            fr="Donnez la taille par le fichier de corrections, ou répartissez la charge.",
        ),
    )
