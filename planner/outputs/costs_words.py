"""The words of the workbook, in both languages."""

from planner.model.text import Text

SHEETS = {
    "summary": Text(en="Summary", fr="Synthèse"),
    "lines": Text(en="Lines", fr="Lignes"),
    "unpriced": Text(en="Unpriced", fr="Sans prix"),
    "prices": Text(en="Prices", fr="Prix"),
    "assumptions": Text(en="Assumptions", fr="Hypothèses"),
}

SIDES = {
    "now": Text(en="Today", fr="Aujourd'hui"),
    "then": Text(en="At the target", fr="Chez la cible"),
    "once": Text(en="Once", fr="Une seule fois"),
}

BASES = {
    "bill": Text(en="bill", fr="facture"),
    "measured": Text(en="measured", fr="mesurée"),
    "configured": Text(en="configured", fr="configurée"),
    "assumed": Text(en="assumed", fr="supposée"),
}

EXACT = Text(en="exact", fr="exact")
PROXY = Text(en="proxy", fr="approché")
YES = Text(en="yes", fr="oui")
NO = Text(en="no", fr="non")
UNKNOWN = Text(en="unknown", fr="inconnu")
NO_APPLICATION = Text(en="(no application)", fr="(sans application)")

TITLE = Text(
    en="What the move to {target} ({region}) costs",
    fr="Ce que coûte le passage à {target} ({region})",
)
AS_OF = Text(
    en="At {date}. Euros a month of 730 hours, without VAT, on demand, without commitment; the "
    "move once.",
    fr="Au {date}. Euros par mois de 730 heures, hors TVA, à la demande, sans engagement ; le "
    "déménagement une seule fois.",
)

SHARE_TITLE = Text(
    en="How far today's spend is known", fr="Ce que l'on sait de la dépense d'aujourd'hui"
)
SHARE_EXACT = Text(
    en="Priced exactly (share of the priced spend)", fr="Prix exacts (part de la dépense chiffrée)"
)
SHARE_PROXY = Text(
    en="Priced by proxy (share of the priced spend)",
    fr="Prix approchés (part de la dépense chiffrée)",
)
SHARE_UNPRICED = Text(
    en="Not priced (share of the billed components)", fr="Sans prix (part des composants facturés)"
)

TOTALS_TITLE = Text(en="Totals", fr="Totaux")
TOTALS = (
    Text(en="Side", fr="Moment"),
    Text(en="Low", fr="Bas"),
    Text(en="Likely", fr="Probable"),
    Text(en="High", fr="Haut"),
    Text(en="Lines", fr="Lignes"),
    Text(en="Of which by proxy", fr="Dont approchées"),
    Text(en="Amount by proxy", fr="Montant approché"),
    Text(en="+ unpriced", fr="+ sans prix"),
)
TOTALS_NOTE = Text(
    en="A total is a lower bound wherever it has unpriced lines: they are in none of its amounts.",
    fr="Un total est un minorant dès qu'il a des lignes sans prix : elles n'entrent dans aucun "
    "montant.",
)

COMPARED_TITLE = Text(
    en="Today against the target, on the resources whose every line is priced on both sides",
    fr="Aujourd'hui face à la cible, sur les ressources dont chaque ligne a un prix des deux côtés",
)
COMPARED_RESOURCES = Text(en="Resources compared", fr="Ressources comparées")
COMPARED_SHARE = Text(
    en="Share of today's priced spend that is compared",
    fr="Part de la dépense chiffrée d'aujourd'hui qui est comparée",
)
COMPARED_NOW = Text(en="Today", fr="Aujourd'hui")
COMPARED_THEN = Text(en="At the target", fr="Chez la cible")
COMPARED_CHANGE = Text(en="Difference a month", fr="Différence par mois")

APPLICATIONS_TITLE = Text(en="By application (likely)", fr="Par application (probable)")
APPLICATIONS = (
    Text(en="Application", fr="Application"),
    Text(en="Today", fr="Aujourd'hui"),
    Text(en="At the target", fr="Chez la cible"),
    Text(en="Once", fr="Une seule fois"),
    Text(en="+ unpriced", fr="+ sans prix"),
)

LINES = (
    Text(en="Side", fr="Moment"),
    Text(en="Application", fr="Application"),
    Text(en="Priced", fr="Prix"),
    Text(en="Compared", fr="Comparée"),
    Text(en="Low (EUR)", fr="Bas (EUR)"),
    Text(en="Likely (EUR)", fr="Probable (EUR)"),
    Text(en="High (EUR)", fr="Haut (EUR)"),
    Text(en="Count", fr="Nombre"),
    Text(en="Resource", fr="Ressource"),
    Text(en="Name", fr="Nom"),
    Text(en="Component", fr="Composant"),
    Text(en="Provider", fr="Fournisseur"),
    Text(en="Service", fr="Service"),
    Text(en="SKU", fr="Référence"),
    Text(en="Region", fr="Région"),
    Text(en="Quantity", fr="Quantité"),
    Text(en="Unit", fr="Unité"),
    Text(en="Unit price", fr="Prix unitaire"),
    Text(en="Currency", fr="Devise"),
    Text(en="Basis", fr="Origine de la quantité"),
    Text(en="Stands in for", fr="Tient lieu de"),
)
LARGEST = Text(
    en="The {shown} largest of {all} lines; the others are added up at the end, and each stands in "
    "costs.csv.",
    fr="Les {shown} plus grandes lignes sur {all} ; les autres sont additionnées à la fin, et "
    "chacune figure dans costs.csv.",
)
EVERY = Text(en="All {all} lines.", fr="Les {all} lignes, toutes.")
OTHERS = Text(en="other lines, added up", fr="autres lignes, additionnées")

UNPRICED = (
    Text(en="Side", fr="Moment"),
    Text(en="Application", fr="Application"),
    Text(en="Count", fr="Nombre"),
    Text(en="Why", fr="Motif"),
    Text(en="Resource", fr="Ressource"),
    Text(en="Name", fr="Nom"),
    Text(en="Component", fr="Composant"),
    Text(en="Provider", fr="Fournisseur"),
    Text(en="Service", fr="Service"),
    Text(en="SKU", fr="Référence"),
    Text(en="Region", fr="Région"),
    Text(en="Explanation", fr="Explication"),
)
WHY = {
    "no-price": Text(en="no price held", fr="prix inconnu"),
    "no-quantity": Text(en="quantity unknown", fr="quantité inconnue"),
    "no-mapping": Text(en="no place in the plan", fr="sans place dans le plan"),
    "no-rule": Text(en="no rule", fr="sans règle"),
}
UNPRICED_NOTE = Text(
    en="What costs something that is not known. None of it is counted as zero.",
    fr="Ce qui coûte sans que l'on sache combien. Rien n'en est compté pour zéro.",
)

PRICES = (
    Text(en="Provider", fr="Fournisseur"),
    Text(en="Service", fr="Service"),
    Text(en="SKU", fr="Référence"),
    Text(en="Variant", fr="Variante"),
    Text(en="Region", fr="Région"),
    Text(en="Unit", fr="Unité"),
    Text(en="Unit price", fr="Prix unitaire"),
    Text(en="Currency", fr="Devise"),
    Text(en="For one euro", fr="Pour un euro"),
    Text(en="Date", fr="Date"),
    Text(en="Lines", fr="Lignes"),
    Text(en="Amount (EUR, likely)", fr="Montant (EUR, probable)"),
    Text(en="Stands in for", fr="Tient lieu de"),
    Text(en="Source", fr="Source"),
)
PRICES_NOTE = Text(
    en="Every price used, as published, with where and when it was read.",
    fr="Chaque prix utilisé, tel que publié, avec le lieu et la date de sa lecture.",
)

ASSUMPTIONS = (
    Text(en="Key", fr="Clé"),
    Text(en="Unit", fr="Unité"),
    Text(en="Lines", fr="Lignes"),
    Text(en="Low (EUR)", fr="Bas (EUR)"),
    Text(en="Likely (EUR)", fr="Probable (EUR)"),
    Text(en="High (EUR)", fr="Haut (EUR)"),
)
ASSUMPTIONS_NOTE = Text(
    en="Quantities that nothing read tells and that the policy assumes, with what they add.",
    fr="Quantités que rien de lu ne donne et que la politique suppose, avec ce qu'elles ajoutent.",
)
NO_ASSUMPTION = Text(
    en="No quantity of this plan is assumed.", fr="Aucune quantité de ce plan n'est supposée."
)
CONVENTIONS_TITLE = Text(en="How it is counted", fr="Règles du calcul")
CONVENTIONS = (
    Text(en="A month has 730 hours.", fr="Un mois compte 730 heures."),
    Text(
        en="Prices are public list prices, on demand, without VAT, discount or commitment.",
        fr="Les prix sont les prix publics, à la demande, hors TVA, sans remise ni engagement.",
    ),
    Text(
        en="Dollars become euros at the rate shown beside each price, of its date.",
        fr="Les dollars sont convertis en euros au taux indiqué à côté de chaque prix, à sa date.",
    ),
    Text(
        en="Free allowances of an account are not taken off its resources.",
        fr="Les franchises gratuites d'un compte ne sont pas déduites de ses ressources.",
    ),
    Text(
        en="A resource that stays keeps today's cost at the target; one that is retired has none.",
        fr="Une ressource qui reste garde son coût d'aujourd'hui ; une ressource arrêtée n'en a "
        "plus.",
    ),
    Text(
        en="A price of another region, system, size or date stands in only by name: see the "
        "proxies.",
        fr="Un prix d'une autre région, d'un autre système, d'une autre taille ou d'une autre date "
        "n'en tient lieu que nommément : voir les prix approchés.",
    ),
)
PAGE = Text(en="Page &P of &N", fr="Page &P sur &N")
