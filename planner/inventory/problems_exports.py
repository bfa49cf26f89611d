"""What reading says of exports that are no Terraform; `{name}`, `{place}`, `{why}` are filled in."""

from planner.inventory.problem import Problem
from planner.model.text import Text

EXPORT_PROBLEMS: dict[str, Problem] = {
    "item-malformed": Problem(
        "error",
        Text(en="A record cannot be read", fr="Un enregistrement ne peut pas être lu"),
        Text(
            en="{name}, {place}: not of the form that its format has ({why}). It is not part of the "
            "plan.",
            fr="{name}, {place} : n'a pas la forme que veut son format ({why}). Il ne fait pas "
            "partie du plan.",
        ),
        Text(
            en="Look at that place in the file, or export it anew.",
            fr="Regardez cet endroit du fichier, ou refaites l'export.",
        ),
    ),
    "answer-failed": Problem(
        "error",
        Text(en="A recorded answer is an error", fr="Une réponse enregistrée est une erreur"),
        Text(
            en="{name}, {place}: the cloud refused this call ({why}); what it would have listed is "
            "unread, which is not the same as empty.",
            fr="{name}, {place} : le cloud a refusé cet appel ({why}) ; ce qu'il aurait listé n'est "
            "pas lu, ce qui n'est pas la même chose que vide.",
        ),
        Text(
            en="Grant the permission that the call needs and export it anew.",
            fr="Accordez la permission que demande l'appel, puis refaites l'export.",
        ),
    ),
    "answer-not-recognised": Problem(
        "warning",
        Text(
            en="A recorded answer is of an unknown format",
            fr="Une réponse enregistrée est d'un format inconnu",
        ),
        Text(
            en="{name}, {place}: this answer ({why}) is of no format that is read.",
            fr="{name}, {place} : cette réponse ({why}) n'est d'aucun format lu.",
        ),
        Text(
            en="Nothing needs to be done where it lists no resource.",
            fr="Il n'y a rien à faire si elle ne liste aucune ressource.",
        ),
    ),
    "clouds-own": Problem(
        "info",
        Text(
            en="The cloud keeps some objects for itself",
            fr="Le cloud garde certains objets pour lui-même",
        ),
        Text(
            en="{name}: {why} were made by the cloud for its own services; they move with nothing "
            "and are not planned.",
            fr="{name} : {why} ont été créés par le cloud pour ses propres services ; ils ne migrent "
            "avec rien et ne sont pas planifiés.",
        ),
        Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire."),
    ),
}
