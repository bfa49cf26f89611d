"""What reading says when something is not as it should be, in both languages.

Summaries hold nothing of the input; details name the file and the place.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from planner.errors import InputError
from planner.inventory.problem import Problem
from planner.inventory.problems_exports import EXPORT_PROBLEMS
from planner.inventory.problems_gcp import GCP_PROBLEMS
from planner.inventory.problems_live import LIVE_PROBLEMS
from planner.inventory.problems_merge import MERGE_PROBLEMS
from planner.inventory.problems_tables import TABLE_PROBLEMS
from planner.model.resource import Diagnostic
from planner.model.text import Text

_LOOK = Text(
    en="Look at that place in the file; write the file anew with `terraform show -json`.",
    fr="Regardez cet endroit du fichier ; réécrivez-le avec `terraform show -json`.",
)
_PULL = Text(
    en="Export it anew, whole; a state with `terraform state pull > estate.tfstate`.",
    fr="Refaites l'export, en entier ; un état avec `terraform state pull > estate.tfstate`.",
)

PROBLEMS: dict[str, Problem] = {
    **EXPORT_PROBLEMS,
    **TABLE_PROBLEMS,
    **GCP_PROBLEMS,
    **LIVE_PROBLEMS,
    **MERGE_PROBLEMS,
    "file-missing": Problem(
        "error",
        Text(en="A file cannot be opened", fr="Un fichier ne peut pas être ouvert"),
        Text(en="{name} cannot be opened: {why}.", fr="{name} ne peut pas être ouvert : {why}."),
        Text(
            en="Check the path and the rights on the file.",
            fr="Vérifiez le chemin et les droits sur le fichier.",
        ),
    ),
    "directory-empty": Problem(
        "error",
        Text(en="A folder holds no file", fr="Un dossier ne contient aucun fichier"),
        Text(
            en="{name} holds no file that could be read.",
            fr="{name} ne contient aucun fichier à lire.",
        ),
        Text(
            en="Give a state, the output of `terraform show -json`, or an inventory folder.",
            fr="Donnez un état, la sortie de `terraform show -json` ou un dossier d'inventaire.",
        ),
    ),
    "not-json": Problem(
        "error",
        Text(en="A file is not JSON", fr="Un fichier n'est pas du JSON"),
        Text(
            en="{name} is not JSON, or is cut off: {why}.",
            fr="{name} n'est pas du JSON, ou est tronqué : {why}.",
        ),
        _PULL,
    ),
    "too-deep": Problem(
        "error",
        Text(en="A file is nested too deeply", fr="Un fichier est imbriqué trop profondément"),
        Text(
            en="{name} nests values more deeply than any state or export does.",
            fr="{name} imbrique des valeurs plus profondément qu'aucun état ni export.",
        ),
        _PULL,
    ),
    "not-terraform": Problem(
        "error",
        Text(en="A file is of an unknown format", fr="Un fichier est d'un format inconnu"),
        Text(
            en="{name} is JSON, but neither a Terraform state nor the output of "
            "`terraform show -json`: {why}.",
            fr="{name} est du JSON, mais ni un état Terraform ni la sortie de "
            "`terraform show -json` : {why}.",
        ),
        _PULL,
    ),
    "state-version": Problem(
        "error",
        Text(
            en="A state is of a version that is not read",
            fr="Un état est d'une version qui n'est pas lue",
        ),
        Text(
            en="{name} is a state of version {why}; versions 3 and 4 are read.",
            fr="{name} est un état de version {why} ; les versions 3 et 4 sont lues.",
        ),
        Text(
            en="Write it with a Terraform or OpenTofu of today: "
            "`terraform show -json > estate.json`.",
            fr="Réécrivez-le avec un Terraform ou OpenTofu actuel : "
            "`terraform show -json > estate.json`.",
        ),
    ),
    "state-encrypted": Problem(
        "error",
        Text(en="A state is encrypted", fr="Un état est chiffré"),
        Text(
            en="{name} is a state that OpenTofu has encrypted; its content cannot be read.",
            fr="{name} est un état chiffré par OpenTofu ; son contenu ne peut pas être lu.",
        ),
        Text(
            en="Where its key is at hand: `tofu show -json > estate.json`.",
            fr="Là où se trouve la clé : `tofu show -json > estate.json`.",
        ),
    ),
    "record-malformed": Problem(
        "error",
        Text(en="A record cannot be read", fr="Un enregistrement ne peut pas être lu"),
        Text(
            en="{name}, {place}: not of the form that a state has ({why}). It is not part of "
            "the plan.",
            fr="{name}, {place} : n'a pas la forme d'un état ({why}). Il ne fait pas partie "
            "du plan.",
        ),
        _LOOK,
    ),
    "object-deposed": Problem(
        "warning",
        Text(
            en="An object waits for its destruction",
            fr="Un objet attend sa destruction",
        ),
        Text(
            en="{name}, {place}: Terraform has replaced this object and will destroy it. It is not "
            "part of the plan, though the cloud may still bill it.",
            fr="{name}, {place} : Terraform a remplacé cet objet et va le détruire. Il ne fait pas "
            "partie du plan, bien que le cloud puisse encore le facturer.",
        ),
        Text(en="Run `terraform apply` at the source.", fr="Lancez `terraform apply` à la source."),
    ),
    "planned-for-removal": Problem(
        "info",
        Text(en="A plan removes a resource", fr="Un plan supprime une ressource"),
        Text(
            en="{name}, {place}: it exists, and the plan that was read destroys it. "
            "It is not moved.",
            fr="{name}, {place} : elle existe, et le plan lu la détruit. Elle n'est pas migrée.",
        ),
        Text(
            en="Give the state instead of the plan if it is to be moved.",
            fr="Donnez l'état plutôt que le plan si elle doit être migrée.",
        ),
    ),
    "rule-failed": Problem(
        "error",
        Text(
            en="A record holds values that its rule does not expect",
            fr="Un enregistrement contient des valeurs inattendues",
        ),
        Text(
            en="{name}, {place}: its attributes could not be understood ({why}). It is kept with "
            "its native attributes.",
            fr="{name}, {place} : ses attributs n'ont pas pu être compris ({why}). Il est conservé "
            "avec ses attributs natifs.",
        ),
        _LOOK,
    ),
    "part-without-whole": Problem(
        "warning",
        Text(
            en="A part whose whole was not read",
            fr="Une partie dont le tout n'a pas été lu",
        ),
        Text(
            en="{name}, {place}: it is part of {why}, which was not read, so that it stands alone.",
            fr="{name}, {place} : elle fait partie de {why}, qui n'a pas été lu ; elle "
            "reste seule.",
        ),
        Text(
            en="Give the file that holds the whole as well.",
            fr="Donnez aussi le fichier qui contient le tout.",
        ),
    ),
    "inventory-broken": Problem(
        "error",
        Text(
            en="An inventory folder cannot be read",
            fr="Un dossier d'inventaire ne peut pas être lu",
        ),
        Text(en="{name}, {place}: {why}.", fr="{name}, {place} : {why}."),
        Text(
            en="Write it anew with `plan import` or `plan discover`.",
            fr="Réécrivez-le avec `plan import` ou `plan discover`.",
        ),
    ),
}


def input_error(name: str, code: str, *, place: str = "", why: str = "") -> InputError:
    """The error of that code about a file."""
    problem = PROBLEMS[code]
    return InputError(
        problem.summary,
        _filled(problem.detail, name, place, why),
        problem.remedy,
        source=name,
        place=place or code,
    )


def diagnostic(
    code: str, name: str, *, place: str = "", why: str = "", resource: str = ""
) -> Diagnostic:
    """The diagnostic of that code about a place in a file, or a resource."""
    problem = PROBLEMS[code]
    return Diagnostic(
        severity=problem.severity,
        code=code,
        summary=problem.summary,
        detail=_filled(problem.detail, name, place, why),
        remedy=problem.remedy,
        source=name,
        place=place,
        resource=resource,
    )


def refilled(found: Diagnostic, text: Callable[[str], str]) -> Text | None:
    """The detail of a diagnostic with what was filled in changed; None where it is not one of ours."""
    problem = PROBLEMS.get(found.code)
    told = _pattern(problem.detail.en).fullmatch(found.detail.en) if problem is not None else None
    if problem is None or told is None:
        return None
    words = {"name": "", "place": "", "why": "", **told.groupdict()}
    return problem.detail.filled(**{name: text(word) for name, word in words.items()})


@lru_cache(maxsize=256)
def _pattern(template: str) -> re.Pattern[str]:
    """What a filled template looks like; a word that it holds twice is taken where it stands first."""
    seen: set[str] = set()
    made = ""
    for piece in re.split(r"(\{\w+\})", template):
        name = piece[1:-1]
        if not piece.startswith("{"):
            made += re.escape(piece)
        elif name in seen:
            made += f"(?P={name})"
        else:
            seen.add(name)
            made += f"(?P<{name}>.*?)"
    return re.compile(made, re.DOTALL)


def unread(error: InputError) -> Diagnostic:
    """The diagnostic of a file that was refused while the run goes on."""
    return Diagnostic(
        severity="error",
        code="file-unread",
        summary=error.summary,
        detail=error.detail,
        remedy=error.remedy,
        source=error.source,
        place=error.place,
    )


def _filled(text: Text, name: str, place: str, why: str) -> Text:
    # Not str.format on user data: a name may itself hold braces, which format leaves as they are.
    return text.filled(name=name, place=place, why=why)
