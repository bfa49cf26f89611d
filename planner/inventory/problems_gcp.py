"""What reading says of exports of Google Cloud; `{name}`, `{place}`, `{why}` are filled in."""

from planner.inventory.problem import Problem
from planner.model.text import Text

_NOTHING = Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire.")

GCP_PROBLEMS: dict[str, Problem] = {
    "kubernetes-objects": Problem(
        "info",
        Text(
            en="Objects within Kubernetes clusters are left aside",
            fr="Les objets internes aux clusters Kubernetes sont laissés de côté",
        ),
        Text(
            en="{name}: {why} assets are objects of Kubernetes (pods, roles …). They move with their "
            "cluster, by its own manifests, and are not planned one by one.",
            fr="{name} : {why} éléments sont des objets Kubernetes (pods, rôles…). Ils migrent avec "
            "leur cluster, par ses propres manifestes, et ne sont pas planifiés un à un.",
        ),
        _NOTHING,
    ),
    "asset-content": Problem(
        "info",
        Text(
            en="Some assets are policies or relations, not resources",
            fr="Certains éléments sont des politiques ou des relations, pas des ressources",
        ),
        Text(
            en="{name}: {why} content. It tells who may do what, or what belongs to what; it is no "
            "resource and is not planned.",
            fr="{name} : contenu {why}. Il dit qui peut quoi, ou quoi va avec quoi ; ce n'est pas une "
            "ressource et il n'est pas planifié.",
        ),
        Text(
            en="Export the resources as well: `gcloud asset list --content-type=resource`.",
            fr="Exportez aussi les ressources : `gcloud asset list --content-type=resource`.",
        ),
    ),
    "asset-without-type": Problem(
        "error",
        Text(en="Some assets have no type", fr="Certains éléments n'ont pas de type"),
        Text(
            en="{name}: {why} records have no asset type. They are not part of the plan.",
            fr="{name} : {why} enregistrements n'ont pas de type. Ils ne font pas partie du plan.",
        ),
        Text(
            en="Export the assets anew with `gcloud asset export`.",
            fr="Refaites l'export avec `gcloud asset export`.",
        ),
    ),
    "gcp-search-thin": Problem(
        "warning",
        Text(
            en="Some resources are listed without their settings",
            fr="Certaines ressources sont listées sans leur configuration",
        ),
        Text(
            en="{name}: {why} resources have a name and a place and nothing more; their sizes are "
            "unknown, and so is what they need.",
            fr="{name} : {why} ressources ont un nom et un lieu, sans plus ; leur taille est inconnue, "
            "tout comme ce dont elles ont besoin.",
        ),
        Text(
            en="Ask for the settings: `gcloud asset list --content-type=resource`, or "
            "`gcloud asset search-all-resources --read-mask='*'`.",
            fr="Demandez la configuration : `gcloud asset list --content-type=resource`, ou "
            "`gcloud asset search-all-resources --read-mask='*'`.",
        ),
    ),
    "scope-unread": Problem(
        "warning",
        Text(
            en="A zone or region could not be read", fr="Une zone ou une région n'a pas pu être lue"
        ),
        Text(
            en="{name}, {place}: the cloud did not answer for this place ({why}). What it holds is "
            "unread, which is not the same as empty.",
            fr="{name}, {place} : le cloud n'a pas répondu pour ce lieu ({why}). Ce qu'il contient "
            "n'est pas lu, ce qui n'est pas la même chose que vide.",
        ),
        Text(en="List it again later.", fr="Refaites la liste plus tard."),
    ),
}
