"""The words for the values of an assessment, in both languages."""

from planner.model.text import Text, same

EXPOSURES = {
    "E0": Text(en="outside the EU", fr="hors de l'UE"),
    "E1": Text(en="owner outside the EU", fr="propriétaire hors de l'UE"),
    "E2": Text(
        en="owner outside the EU, run apart in the EU",
        fr="propriétaire hors UE, exploitation séparée dans l'UE",
    ),
    "E3": Text(
        en="EU operator on technology from outside", fr="exploitant de l'UE, technologie extérieure"
    ),
    "E4": Text(
        en="EU-controlled, with establishments outside",
        fr="contrôle de l'UE, établissements au dehors",
    ),
    "E5": Text(
        en="EU-controlled, no link outside found",
        fr="contrôle de l'UE, aucun lien extérieur trouvé",
    ),
    "E6": Text(
        en="EU-controlled, immunity shown by a qualification",
        fr="contrôle de l'UE, immunité par qualification",
    ),
}
"""Names of the exposure classes, worst first."""

PARTS = {
    "E0": EXPOSURES["E0"],
    "E?": Text(en="place not known", fr="lieu inconnu"),
    **{name: text for name, text in EXPOSURES.items() if name != "E0"},
}
"""Names of the slices by exposure, worst first: what is E0 only for want of knowing is not called so."""

QUALIFIED = {
    "to-be-verified": Text(en="to be verified", fr="à vérifier"),
    "in-process": Text(en="qualification in process", fr="qualification en cours"),
    "qualified": Text(en="qualified for its data", fr="qualifié pour ses données"),
    "not-needed": Text(en="no qualification asked", fr="aucune qualification demandée"),
}
"""Names of the slices by qualification, worst first."""

LANDINGS = {
    "lands": Text(en="lands", fr="trouve sa place"),
    "in-part": Text(en="lands in part", fr="trouve sa place en partie"),
    "refused": Text(en="no place here", fr="aucune place ici"),
    "no-data": Text(en="holds no data", fr="ne porte pas de données"),
}

STATES = {
    "met": Text(en="met by this evidence", fr="satisfaite selon ces preuves"),
    "broken": Text(en="not met", fr="non satisfaite"),
    "to-be-verified": Text(en="to be verified", fr="à vérifier"),
    "open": Text(en="to be shown by people", fr="à montrer par des personnes"),
}

WAYS = {
    "region": Text(en="another region", fr="une autre région"),
    "service": Text(en="another service", fr="un autre service"),
    "self-hosted": Text(en="self-hosted", fr="auto-hébergé"),
    "target": Text(en="another target", fr="une autre cible"),
    "stay": Text(en="stay where it is", fr="rester en place"),
}

KINDS = {
    "official": Text(en="official text", fr="texte officiel"),
    "transcribed": Text(en="transcription", fr="transcription"),
    "secondary": Text(en="press or analysts", fr="presse ou analystes"),
    "analysis": Text(en="our reasoning", fr="notre raisonnement"),
    "user": Text(en="yours", fr="vôtre"),
}

ORIGINS = {
    "told": Text(en="told", fr="déclarée"),
    "inherited": Text(en="inherited", fr="héritée"),
    "assumed": Text(en="assumed", fr="supposée"),
}

FACTS = {
    "operates": Text(en="Who operates", fr="Qui exploite"),
    "owns": Text(en="Who owns", fr="Qui possède"),
    "laws": Text(en="Whose law reaches it", fr="Quel droit l'atteint"),
    "data_in": Text(en="Where data and copies are", fr="Où sont les données et leurs copies"),
    "keys": Text(en="Who holds the keys", fr="Qui détient les clés"),
    "opens": Text(en="Who can open the data", fr="Qui peut ouvrir les données"),
    "immunity": Text(en="Immunity to other laws", fr="Immunité aux autres droits"),
}
"""Rows of an exposure vector: names of the fields of `Exposure`, in the order of reading."""

UNKNOWN_FACTS = {
    "location": Text(en="location", fr="lieu"),
    "owner": Text(en="owner", fr="propriétaire"),
    "contract": Text(en="contracting party", fr="cocontractant"),
    "operator": Text(en="operator", fr="exploitant"),
    "technology": Text(en="origin of the technology", fr="origine de la technologie"),
    "establishments": Text(en="establishments outside the EU", fr="établissements hors de l'UE"),
    "isolation": Text(en="isolation of operation", fr="isolement de l'exploitation"),
    "qualification": Text(en="qualification", fr="qualification"),
    "offered": Text(en="whether it is offered", fr="s'il est proposé"),
    "keys": Text(en="custody of keys", fr="garde des clés"),
    "subprocessors": Text(en="sub-processors", fr="sous-traitants"),
}

CONTINUITY = {
    "zones": Text(en="Zones", fr="Zones"),
    "replicas": Text(en="Replicas", fr="Réplicas"),
    "backup_days": Text(en="Backups kept, days", fr="Sauvegardes gardées, jours"),
    "rto_minutes": Text(en="Back in service (RTO)", fr="Remise en service (RTO)"),
    "rpo_minutes": Text(en="Data lost at most (RPO)", fr="Perte de données au plus (RPO)"),
}
"""Columns of the continuity table: names of the fields of `Continuity`."""

SIDES = {
    "before": Text(en="Today", fr="Aujourd'hui"),
    "after": Text(en="After", fr="Après"),
}

CATEGORIES = {
    "identity": Text(en="Identity provider", fr="Fournisseur d'identité"),
    "cdn": same("CDN"),
    "dns": same("DNS"),
    "certificates": Text(en="Certificate authority", fr="Autorité de certification"),
    "images": Text(en="Registries and base images", fr="Registres et images de base"),
    "saas": Text(en="Hosted software", fr="Logiciel hébergé"),
    "keys": Text(en="Custody of keys", fr="Garde des clés"),
    "mail": Text(en="Mail", fr="Courrier électronique"),
    "packages": Text(en="Package sources", fr="Sources de paquets"),
    "gpu": Text(en="GPU and its licences", fr="GPU et ses licences"),
    "hypervisor": Text(en="Hypervisor and its licences", fr="Hyperviseur et ses licences"),
    "licences": Text(en="Licences", fr="Licences"),
}
"""Residual dependencies by category; one that is not here is printed by its id."""
