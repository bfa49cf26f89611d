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
    "not-yaml": Problem(
        "error",
        Text(en="A template cannot be read", fr="Un modèle ne peut pas être lu"),
        Text(
            en="{name} is not the YAML of a template, or is cut off: {why}.",
            fr="{name} n'est pas le YAML d'un modèle, ou est tronqué : {why}.",
        ),
        Text(
            en="Write it anew: `aws cloudformation get-template --stack-name NAME --query "
            "TemplateBody > template.json`.",
            fr="Réécrivez-le : `aws cloudformation get-template --stack-name NOM --query "
            "TemplateBody > template.json`.",
        ),
    ),
    "template-condition-false": Problem(
        "info",
        Text(
            en="Conditions of a template leave resources out",
            fr="Les conditions d'un modèle écartent des ressources",
        ),
        Text(
            en="{name}: {why} resources have a condition that is false with the default parameters; "
            "they are not part of the plan.",
            fr="{name} : {why} ressources ont une condition fausse avec les paramètres par défaut ; "
            "elles ne font pas partie du plan.",
        ),
        Text(
            en="Where the stack runs with other parameters, give an export of the account instead.",
            fr="Si la pile tourne avec d'autres paramètres, donnez plutôt un export du compte.",
        ),
    ),
    "template-unknown": Problem(
        "warning",
        Text(
            en="Parameters of a template have no default",
            fr="Des paramètres d'un modèle n'ont pas de valeur par défaut",
        ),
        Text(
            en="{name}: what these parameters decide is unknown: {why}.",
            fr="{name} : ce que décident ces paramètres est inconnu : {why}.",
        ),
        Text(
            en="Give the parameters defaults, or give an export of the account instead.",
            fr="Donnez des valeurs par défaut aux paramètres, ou donnez plutôt un export du compte.",
        ),
    ),
    "item-deleted": Problem(
        "info",
        Text(
            en="Some records are of deleted resources", fr="Des ressources supprimées sont listées"
        ),
        Text(
            en="{name}: {why} records are of resources that were deleted or are not recorded; they "
            "are not part of the plan.",
            fr="{name} : {why} enregistrements concernent des ressources supprimées ou non suivies ; "
            "ils ne font pas partie du plan.",
        ),
        Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire."),
    ),
    "item-older": Problem(
        "info",
        Text(
            en="Some records are older states of a resource",
            fr="Des enregistrements sont des états antérieurs d'une ressource",
        ),
        Text(
            en="{name}: {why} records are older than another of the same resource; the newest is kept.",
            fr="{name} : {why} enregistrements sont plus anciens qu'un autre de la même ressource ; "
            "le plus récent est gardé.",
        ),
        Text(en="Nothing needs to be done.", fr="Il n'y a rien à faire."),
    ),
    "answer-goes-on": Problem(
        "warning",
        Text(en="A list goes on elsewhere", fr="Une liste continue ailleurs"),
        Text(
            en="{name}, {place}: the answer says that there is a further page, which is not in this "
            "file. What it lists is unread unless another file holds it.",
            fr="{name}, {place} : la réponse dit qu'il y a une page de plus, qui n'est pas dans ce "
            "fichier. Ce qu'elle liste n'est pas lu, sauf si un autre fichier la contient.",
        ),
        Text(
            en="Export it again without a limit (`--max-items`, `--no-paginate`), or add the pages.",
            fr="Refaites l'export sans limite (`--max-items`, `--no-paginate`), ou ajoutez les pages.",
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
    "account-unknown": Problem(
        "info",
        Text(
            en="A file does not tell the account of its resources",
            fr="Un fichier ne dit pas le compte de ses ressources",
        ),
        Text(
            en="{name}: neither the records nor the path of the file tell the account of {why} "
            "resources.",
            fr="{name} : ni les enregistrements ni le chemin du fichier ne disent le compte de {why} "
            "ressources.",
        ),
        Text(
            en="Keep exports in folders named by account and region: `<account>/<region>/…`.",
            fr="Rangez les exports dans des dossiers nommés par compte et région : "
            "`<compte>/<région>/…`.",
        ),
    ),
    "region-unknown": Problem(
        "warning",
        Text(
            en="A file does not tell the region of its resources",
            fr="Un fichier ne dit pas la région de ses ressources",
        ),
        Text(
            en="{name}: neither the records nor the path of the file tell the region of {why} "
            "resources.",
            fr="{name} : ni les enregistrements ni le chemin du fichier ne disent la région de {why} "
            "ressources.",
        ),
        Text(
            en="Keep exports in folders named by account and region: `<account>/<region>/…`.",
            fr="Rangez les exports dans des dossiers nommés par compte et région : "
            "`<compte>/<région>/…`.",
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
    "azure-list-thin": Problem(
        "warning",
        Text(
            en="A list names resources without their settings",
            fr="Une liste nomme des ressources sans leurs réglages",
        ),
        Text(
            en="{name}: {why} resources are listed without settings, as `az resource list` does. "
            "Their sizes and what they refer to are unknown, and so is what they cost, unless "
            "another file tells.",
            fr="{name} : {why} ressources sont listées sans leurs réglages, comme le fait "
            "`az resource list`. Leurs tailles et ce à quoi elles se réfèrent sont inconnus, leur "
            "coût aussi, sauf si un autre fichier le dit.",
        ),
        Text(
            en='Add the settings: `az graph query -q "Resources | order by id asc" --first 1000 '
            "-o json > resources.json`.",
            fr='Ajoutez les réglages : `az graph query -q "Resources | order by id asc" --first '
            "1000 -o json > resources.json`.",
        ),
    ),
    "azure-parameters": Problem(
        "info",
        Text(
            en="A file holds parameters of a template",
            fr="Un fichier contient les paramètres d'un modèle",
        ),
        Text(
            en="{name} holds values for a template and no resource; values that a template has as "
            "defaults are read there.",
            fr="{name} contient des valeurs pour un modèle et aucune ressource ; les valeurs par "
            "défaut d'un modèle sont lues dans celui-ci.",
        ),
        Text(
            en="Export with the values in the template: `az group export --name GROUP "
            "--include-parameter-default-value > template.json`.",
            fr="Exportez avec les valeurs dans le modèle : `az group export --name GROUPE "
            "--include-parameter-default-value > template.json`.",
        ),
    ),
    "azure-template-large": Problem(
        "error",
        Text(
            en="A template describes more resources than are read",
            fr="Un modèle décrit plus de ressources qu'il n'en est lu",
        ),
        Text(
            en="{name}: the loops of the template describe more than {why} resources; the others are "
            "not part of the plan.",
            fr="{name} : les boucles du modèle décrivent plus de {why} ressources ; les autres ne "
            "font pas partie du plan.",
        ),
        Text(
            en="Give an export of what runs instead of the template.",
            fr="Donnez un export de ce qui tourne au lieu du modèle.",
        ),
    ),
    "azure-template-elsewhere": Problem(
        "warning",
        Text(
            en="A template deploys another one",
            fr="Un modèle en déploie un autre",
        ),
        Text(
            en="{name}, {place}: what the template at another address deploys is not in this file.",
            fr="{name}, {place} : ce que déploie le modèle situé à une autre adresse n'est pas dans "
            "ce fichier.",
        ),
        Text(
            en="Give that template as well, or an export of the group.",
            fr="Donnez aussi ce modèle, ou un export du groupe.",
        ),
    ),
}
