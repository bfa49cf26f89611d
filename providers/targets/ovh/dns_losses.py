"""What a zone or a record loses on its way, or why it is not built."""

from planner.model.choice import Loss, Refusal
from planner.model.text import Text

PRIVATE = Refusal(
    "limit",
    Text(
        en="Zones of OVHcloud are public; a private one would show its names to everybody.",
        fr="Les zones d'OVHcloud sont publiques ; une zone privée montrerait ses noms à tous.",
    ),
    Text(
        en="Run a resolver of your own (CoreDNS, Unbound) in the private network.",
        fr="Exploitez votre propre résolveur (CoreDNS, Unbound) dans le réseau privé.",
    ),
)

ALIAS = Loss(
    "alias",
    "minor",
    Text(
        en="An alias follows its target by itself; here the address is written into the record.",
        fr="Un alias suit sa cible de lui-même ; ici l'adresse est écrite dans l'enregistrement.",
    ),
    Text(
        en="Terraform keeps it right as long as both stand in its state.",
        fr="Terraform la tient à jour tant que les deux sont dans son état.",
    ),
    "alias",
)

TTL = Loss(
    "ttl",
    "minor",
    Text(en="Its TTL is raised to 60 seconds.", fr="Son TTL est porté à 60 secondes."),
    Text(en="Plan the switch with it.", fr="Comptez avec lors de la bascule."),
    "ttl_seconds",
)

OLD_ADDRESS = Loss(
    "old-address",
    "major",
    Text(
        en="It holds an address of which nothing that was read is the owner; it is copied as "
        "it is.",
        fr="Il porte une adresse dont rien de ce qui a été lu n'est le propriétaire ; elle est "
        "copiée telle quelle.",
    ),
    Text(
        en="Replace it before the switch if it belongs to what moves.",
        fr="Remplacez-la avant la bascule si elle appartient à ce qui migre.",
    ),
    "values",
)

NO_ZONE = Refusal(
    "limit",
    Text(
        en="Its zone was not read, or its name lies outside it.",
        fr="Sa zone n'a pas été lue, ou son nom est en dehors.",
    ),
    Text(en="Add the zone to the inputs.", fr="Ajoutez la zone aux entrées."),
)

UNKNOWN_TARGET = Refusal(
    "limit",
    Text(
        en="It points to something that has no address at OVHcloud in this plan.",
        fr="Il pointe vers quelque chose qui n'a pas d'adresse chez OVHcloud dans ce plan.",
    ),
    Text(
        en="Write the record by hand once its target stands.",
        fr="Écrivez l'enregistrement à la main une fois sa cible construite.",
    ),
)

APEX_SERVERS = Refusal(
    "verdict-none",
    Text(
        en="Name servers and authority of a zone are OVHcloud's own.",
        fr="Les serveurs de noms et l'autorité d'une zone sont ceux d'OVHcloud.",
    ),
    Text(
        en="Nothing to do: set the zone's new servers at the registrar.",
        fr="Rien à faire : indiquez les nouveaux serveurs de la zone au bureau d'enregistrement.",
    ),
)


def policy(name: str) -> Loss:
    """Answers that differ by client at the source, and do not here."""
    return Loss(
        "routing-policy",
        "major",
        Text(
            en="Its {name} routing is lost: a zone here answers the same to everybody.",
            fr="Son routage {name} est perdu : une zone ici répond de même à tous.",
        ).filled(name=name),
        Text(
            en="Put a load balancer before the sites, or change the record by a watch of your own.",
            fr="Placez un répartiteur devant les sites, ou changez l'enregistrement par votre "
            "propre "
            "surveillance.",
        ),
        "policy",
    )


def other_type(type_: str) -> Refusal:
    """A record of a type that zones here do not take."""
    return Refusal(
        "verdict-none" if type_ == "SOA" else "limit",
        Text(
            en=f"OVHcloud's zones take no record of type {type_ or '?'}.",
            fr=f"Les zones d'OVHcloud ne prennent pas d'enregistrement de type {type_ or '?'}.",
        ),
        Text(
            en="Leave it to the zone, or serve it elsewhere.",
            fr="Laissez-le à la zone, ou servez-le ailleurs.",
        ),
    )
