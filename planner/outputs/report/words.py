"""The words for the values of the model, in both languages."""

from planner.model.text import Text
from planner.outputs.costs_words import BASES, SIDES, WHY

__all__ = [
    "ACTIONS", "BASES", "COUNTED", "EVIDENCES", "FITS", "FIT_MEANINGS", "FOUND_BY", "GRADES",
    "GRANTS", "METHODS", "METHOD_MEANINGS", "PROXIES", "REASONS", "RELATIONS", "SEVERITIES",
    "SIDES", "STATUSES", "WHY",
]  # fmt: skip

GRADES = {
    "ready": Text(en="Ready to move", fr="Prêt à migrer"),
    "ready-with-losses": Text(
        en="Ready, with losses to accept", fr="Prêt, avec des pertes à accepter"
    ),
    "work-needed": Text(en="Possible, with work to do first", fr="Possible, après des travaux"),
    "blocked": Text(en="Blocked as it stands", fr="Bloqué en l'état"),
}

FITS = {
    "exact": Text(en="exact", fr="exacte"),
    "close": Text(en="close", fr="proche"),
    "partial": Text(en="partial", fr="partielle"),
    "self-hosted": Text(en="self-hosted", fr="auto-hébergée"),
    "none": Text(en="none", fr="aucune"),
}

FIT_MEANINGS = {
    "exact": Text(
        en="Does all that the source does; only names and addresses change.",
        fr="Fait tout ce que fait la source ; seuls les noms et les adresses changent.",
    ),
    "close": Text(
        en="The same service with differences that are said as losses; no redesign.",
        fr="Le même service, avec des différences énoncées comme pertes ; sans refonte.",
    ),
    "partial": Text(
        en="Does part of the work; the rest is done another way, which the losses say.",
        fr="Fait une partie du travail ; le reste se fait autrement, les pertes disent comment.",
    ),
    "self-hosted": Text(
        en="No managed service: software on machines that somebody must run.",
        fr="Pas de service managé : un logiciel sur des machines que quelqu'un doit exploiter.",
    ),
    "none": Text(
        en="No equivalent in this plan; it stands among the gaps.",
        fr="Pas d'équivalent dans ce plan ; la ressource figure parmi les lacunes.",
    ),
}

METHODS = {
    "rehost": Text(en="rehost", fr="réhébergement"),
    "replatform": Text(en="replatform", fr="replateformage"),
    "repurchase": Text(en="repurchase", fr="rachat"),
    "refactor": Text(en="refactor", fr="refonte"),
    "retire": Text(en="retire", fr="retrait"),
    "retain": Text(en="retain", fr="maintien"),
}

METHOD_MEANINGS = {
    "rehost": Text(en="Moved as it is.", fr="Déplacé tel quel."),
    "replatform": Text(
        en="Moved to the target's own service, the application unchanged or nearly.",
        fr="Déplacé vers le service de la cible, sans changer l'application ou presque.",
    ),
    "repurchase": Text(
        en="Replaced by another product, bought.", fr="Remplacé par un autre produit, acheté."
    ),
    "refactor": Text(
        en="The application changes before it moves.",
        fr="L'application est modifiée avant de partir.",
    ),
    "retire": Text(
        en="Not moved: nothing needs it at the target.",
        fr="Non déplacé : rien n'en a besoin chez la cible.",
    ),
    "retain": Text(en="Stays at the source.", fr="Reste à la source."),
}

COUNTED = {
    "blocking": Text(en="{n} blocking|{n} blocking", fr="{n} bloquante|{n} bloquantes"),
    "major": Text(en="{n} major|{n} major", fr="{n} majeure|{n} majeures"),
    "minor": Text(en="{n} minor|{n} minor", fr="{n} mineure|{n} mineures"),
    "exact": Text(en="{n} exact|{n} exact", fr="{n} exacte|{n} exactes"),
    "close": Text(en="{n} close|{n} close", fr="{n} proche|{n} proches"),
    "partial": Text(en="{n} partial|{n} partial", fr="{n} partielle|{n} partielles"),
    "self-hosted": Text(
        en="{n} self-hosted|{n} self-hosted", fr="{n} auto-hébergée|{n} auto-hébergées"
    ),
    "none": Text(en="{n} none|{n} none", fr="{n} sans|{n} sans"),
    "rehost": Text(en="{n} rehost|{n} rehost", fr="{n} réhébergement|{n} réhébergements"),
    "replatform": Text(
        en="{n} replatform|{n} replatform", fr="{n} replateformage|{n} replateformages"
    ),
    "repurchase": Text(en="{n} repurchase|{n} repurchase", fr="{n} rachat|{n} rachats"),
    "refactor": Text(en="{n} refactor|{n} refactor", fr="{n} refonte|{n} refontes"),
    "retire": Text(en="{n} retire|{n} retire", fr="{n} retrait|{n} retraits"),
    "retain": Text(en="{n} retain|{n} retain", fr="{n} maintien|{n} maintiens"),
    "ok": Text(en="{n} read|{n} read", fr="{n} lu|{n} lus"),
    "denied": Text(en="{n} denied|{n} denied", fr="{n} refusé|{n} refusés"),
    "region-off": Text(
        en="{n} in a region that is off|{n} in regions that are off",
        fr="{n} dans une région désactivée|{n} dans des régions désactivées",
    ),
    "api-off": Text(
        en="{n} with its API off|{n} with their API off",
        fr="{n} à l'API désactivée|{n} à l'API désactivée",
    ),
    "throttled": Text(en="{n} throttled|{n} throttled", fr="{n} limité|{n} limités"),
    "unreachable": Text(
        en="{n} unreachable|{n} unreachable", fr="{n} injoignable|{n} injoignables"
    ),
    "truncated": Text(en="{n} cut short|{n} cut short", fr="{n} tronqué|{n} tronqués"),
    "error": Text(en="{n} in error|{n} in error", fr="{n} en erreur|{n} en erreur"),
}
"""Words of the model with their number: `one|many`."""

REASONS = {
    "type-unknown": Text(en="Type not known to us", fr="Type que nous ne connaissons pas"),
    "no-mapping-yet": Text(
        en="An equivalent exists, not built by this tool yet",
        fr="Un équivalent existe, que cet outil ne construit pas encore",
    ),
    "verdict-none": Text(en="No equivalent at the target", fr="Pas d'équivalent chez la cible"),
    "limit": Text(en="Beyond a limit of the target", fr="Au-delà d'une limite de la cible"),
    "stays": Text(en="Stays, by decision", fr="Reste, par décision"),
    "refused": Text(
        en="Refused: a duty of its data is not met here",
        fr="Refusée : une exigence de ses données n'est pas satisfaite ici",
    ),
}

STATUSES = {
    "ok": Text(en="read", fr="lu"),
    "denied": Text(en="access denied", fr="accès refusé"),
    "region-off": Text(en="region not enabled", fr="région non activée"),
    "api-off": Text(en="API not enabled", fr="API non activée"),
    "throttled": Text(en="throttled", fr="limité en débit"),
    "unreachable": Text(en="unreachable", fr="injoignable"),
    "truncated": Text(en="cut short", fr="tronqué"),
    "error": Text(en="error", fr="erreur"),
}

GRANTS = {
    "denied": Text(
        en="Grant the reader this operation, then collect again.",
        fr="Accordez cette opération au lecteur, puis relancez la collecte.",
    ),
    "region-off": Text(
        en="Nothing can run in a region that is off; enable it if that surprises you.",
        fr="Rien ne peut tourner dans une région désactivée ; activez-la si cela vous surprend.",
    ),
    "api-off": Text(
        en="Enable the API for the reading project, then collect again.",
        fr="Activez l'API pour le projet lecteur, puis relancez la collecte.",
    ),
    "throttled": Text(
        en="Collect again: it resumes where it stopped.",
        fr="Relancez la collecte : elle reprend où elle s'est arrêtée.",
    ),
    "unreachable": Text(
        en="Open the network path to the API, then collect again.",
        fr="Ouvrez le chemin réseau vers l'API, puis relancez la collecte.",
    ),
    "truncated": Text(
        en="Give the whole file, or collect again.",
        fr="Fournissez le fichier entier, ou relancez la collecte.",
    ),
    "error": Text(
        en="See the detail; give another export of the same.",
        fr="Voir le détail ; fournissez un autre export de la même chose.",
    ),
}

ACTIONS = {
    "create": Text(en="create", fr="créer"),
    "copy-data": Text(en="create and copy data", fr="créer et copier les données"),
    "switch": Text(en="switch traffic", fr="basculer le trafic"),
    "rebuild": Text(en="rebuild or import", fr="reconstruire ou importer"),
    "by-hand": Text(en="by hand", fr="à la main"),
}

FOUND_BY = {
    "tag": Text(en="found by tag", fr="trouvée par étiquette"),
    "name": Text(en="found by name", fr="trouvée par nom"),
    "component": Text(en="found by connection", fr="trouvée par connexion"),
    "override": Text(en="set by people", fr="fixée par des personnes"),
    "shared": Text(en="what the others share", fr="ce que les autres partagent"),
}

RELATIONS = {
    "in": Text(en="lies in", fr="est dans"),
    "guarded-by": Text(en="guarded by", fr="gardée par"),
    "attached-to": Text(en="attached to", fr="attachée à"),
    "routes-to": Text(en="routes to", fr="achemine vers"),
    "encrypted-with": Text(en="encrypted with", fr="chiffrée avec"),
    "uses": Text(en="uses", fr="utilise"),
    "stores-in": Text(en="stores in", fr="range dans"),
    "replicates": Text(en="replicates", fr="réplique"),
    "sends-to": Text(en="sends to", fr="envoie à"),
    "peers-with": Text(en="peers with", fr="est appairée à"),
}

EVIDENCES = {
    "reference": Text(en="a reference", fr="une référence"),
    "configuration": Text(en="configuration", fr="la configuration"),
    "traffic": Text(en="measured traffic", fr="un trafic mesuré"),
    "tag": Text(en="a tag", fr="une étiquette"),
    "override": Text(en="the word of people", fr="la parole de personnes"),
}

PROXIES = {
    "other-region": Text(en="other region", fr="autre région"),
    "other-os": Text(en="other system", fr="autre système"),
    "near-size": Text(en="near size", fr="taille voisine"),
    "old": Text(en="old price", fr="prix ancien"),
    "other-variant": Text(en="other variant", fr="autre variante"),
}

SEVERITIES = {
    "error": Text(en="error", fr="erreur"),
    "warning": Text(en="warning", fr="avertissement"),
    "info": Text(en="note", fr="remarque"),
}
