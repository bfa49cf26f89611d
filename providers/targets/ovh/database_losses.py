"""What a database or a cache loses on its way."""

from planner.model.choice import Loss
from planner.model.protocols import Surroundings
from planner.model.spec import Cache, Database
from planner.model.text import Text
from providers.targets.ovh.words import customer_key, unmanaged_group

_ZONES = Loss(
    "one-zone",
    "major",
    Text(
        en="Its standby is in another zone at the source; all nodes of a plan are in one region.",
        fr="Son secours est dans une autre zone à la source ; tous les nœuds d'un plan sont "
        "dans une "
        "seule région.",
    ),
    Text(
        en="Two nodes cover the loss of a machine; backups in another region cover that of "
        "the region.",
        fr="Deux nœuds couvrent la perte d'une machine ; des sauvegardes dans une autre région "
        "couvrent celle de la région.",
    ),
    "high_availability",
)
_REPLICA = Loss(
    "read-replica",
    "major",
    Text(
        en="It is a read replica; here it becomes a server of its own, without replication.",
        fr="C'est une réplique de lecture ; ici elle devient un serveur à part, sans réplication.",
    ),
    Text(
        en="Read from the primary's nodes, or set up logical replication after the move.",
        fr="Lisez depuis les nœuds du primaire, ou montez une réplication logique après la "
        "migration.",
    ),
    "replica_of",
)
_IOPS = Loss(
    "iops",
    "major",
    Text(
        en="Operations a second are provisioned; here they follow from the node.",
        fr="Des opérations par seconde sont provisionnées ; ici elles découlent du nœud.",
    ),
    Text(
        en="Measure under load; take a larger node.", fr="Mesurez sous charge ; prenez plus grand."
    ),
    "iops",
)
_PUBLIC = Loss(
    "public-endpoint",
    "minor",
    Text(
        en="It answers on a public address; here it answers in the private network alone.",
        fr="Elle répond sur une adresse publique ; ici, seulement dans le réseau privé.",
    ),
    Text(
        en="Reach it by VPN or a bastion; a cluster without network_id is public.",
        fr="Atteignez-la par VPN ou par un bastion ; une grappe sans network_id est publique.",
    ),
    "public",
)
_PARAMETERS = Loss(
    "parameters",
    "minor",
    Text(
        en="Its parameter group is not carried.",
        fr="Son groupe de paramètres n'est pas repris.",
    ),
    Text(
        en="Set those that matter in advanced_configuration; there is no superuser.",
        fr="Réglez ceux qui comptent dans advanced_configuration ; il n'y a pas de "
        "superutilisateur.",
    ),
    "parameters",
)
_PORT = Loss(
    "port",
    "minor",
    Text(
        en="The port is the service's own.",
        fr="Le port est celui du service.",
    ),
    Text(
        en="Read it in the output `endpoints` and change the connection strings.",
        fr="Lisez-le dans la sortie `endpoints` et changez les chaînes de connexion.",
    ),
    "port",
)
_LICENCE = Loss(
    "licence",
    "minor",
    Text(
        en="Its licence has no object here: the engine is free software.",
        fr="Sa licence est sans objet ici : le moteur est un logiciel libre.",
    ),
    Text(en="Nothing to do.", fr="Rien à faire."),
    "licence",
)
_MARIADB = Loss(
    "mariadb",
    "major",
    Text(
        en="It is MariaDB; here it becomes MySQL 8, whose dialect has parted from it.",
        fr="C'est MariaDB ; ici elle devient MySQL 8, dont le dialecte s'est éloigné.",
    ),
    Text(
        en="Try schema and queries on MySQL 8 first, or run MariaDB on an instance.",
        fr="Essayez d'abord schéma et requêtes sur MySQL 8, ou exploitez MariaDB sur une instance.",
    ),
    "engine",
)


def database_losses(
    spec: Database, plan: str, engine: str, surroundings: Surroundings
) -> tuple[Loss, ...]:
    """Losses of one relational database, from its properties."""
    days = int(surroundings.setting("plan_backup_days")[engine].get(plan, 0))
    said = (
        (_ZONES, bool(spec.high_availability)),
        (_REPLICA, bool(spec.replica_of)),
        (_IOPS, bool(spec.iops)),
        (_PUBLIC, bool(spec.public)),
        (_PARAMETERS, bool(spec.parameters)),
        (_PORT, spec.port is not None),
        (_LICENCE, spec.licence in {"included", "byol"}),
        (_MARIADB, spec.engine.lower() == "mariadb"),
        (customer_key(), bool(spec.key)),
        (unmanaged_group(), bool(spec.security_groups)),
    )
    losses = tuple(loss for loss, holds in said if holds)
    if spec.backup_days is not None and spec.backup_days > days:
        return (*losses, _backups(spec.backup_days, days, plan))
    return losses


def _backups(wanted: int, kept: int, plan: str) -> Loss:
    return Loss(
        "backup-days",
        "minor",
        Text(
            en="Backups are kept {wanted} days; the {plan} plan keeps them {kept}.",
            fr="Les sauvegardes sont gardées {wanted} jours ; le plan {plan} les garde {kept}.",
        ).filled(wanted=wanted, kept=kept, plan=plan),
        Text(
            en="Take a higher plan (enterprise keeps 30), or dump to a bucket each night.",
            fr="Prenez un plan supérieur (enterprise garde 30 jours), ou exportez chaque nuit "
            "dans un "
            "bucket.",
        ),
        "backup_days",
    )


def other_version(wanted: str, given: str) -> Loss:
    """The version at the source is not offered; the nearest higher one is taken."""
    return Loss(
        "version",
        "major",
        Text(
            en="Version {wanted} is not offered; it becomes {given}.",
            fr="La version {wanted} n'est pas offerte ; elle devient {given}.",
        ).filled(wanted=wanted or "?", given=given),
        Text(
            en="Try the application on {given}, and dump with its own client tools.",
            fr="Essayez l'application sur {given}, et exportez avec ses propres outils clients.",
        ).filled(given=given),
        "version",
    )


_SHARDS = Loss(
    "no-shards",
    "major",
    Text(
        en="It is sharded; here one server holds all keys.",
        fr="Il est réparti en fragments ; ici un serveur contient toutes les clés.",
    ),
    Text(
        en="The node is sized for the sum; beyond the largest, split by key in the application.",
        fr="Le nœud est dimensionné pour la somme ; au-delà du plus grand, répartissez par "
        "clé dans "
        "l'application.",
    ),
    "shards",
)
READERS = Loss(
    "no-readers",
    "minor",
    Text(
        en="It has more nodes to read from; here there are two, one of which stands by.",
        fr="Il a d'autres nœuds en lecture ; ici il y en a deux, dont un en secours.",
    ),
    Text(en="Take a larger node.", fr="Prenez un nœud plus grand."),
    "nodes",
)
_PROTOCOL = Loss(
    "memcached-protocol",
    "blocking",
    Text(
        en="Memcached's protocol is not spoken; it is replaced by Valkey.",
        fr="Le protocole de Memcached n'est pas parlé ; il est remplacé par Valkey.",
    ),
    Text(
        en="Change the client library, or run memcached on an instance.",
        fr="Changez la bibliothèque cliente, ou exploitez memcached sur une instance.",
    ),
    "engine",
)
_COMMANDS = Loss(
    "commands",
    "major",
    Text(
        en="Redis becomes Valkey; eval, script, config and cluster commands are not allowed.",
        fr="Redis devient Valkey ; les commandes eval, script, config et cluster ne sont pas "
        "permises.",
    ),
    Text(
        en="Look for them, and for modules, in the application first.",
        fr="Cherchez-les d'abord dans l'application, ainsi que les modules.",
    ),
    "engine",
)
_TLS = Loss(
    "tls-only",
    "minor",
    Text(
        en="Clients speak to it in clear; here TLS is required, with a user and password.",
        fr="Les clients lui parlent en clair ; ici TLS est exigé, avec utilisateur et mot de "
        "passe.",
    ),
    Text(
        en="Turn TLS on in the clients (rediss://).",
        fr="Activez TLS dans les clients (rediss://).",
    ),
    "encrypted_in_transit",
)


def cache_losses(spec: Cache, version: str) -> tuple[Loss, ...]:
    """Losses of one cache, from its properties."""
    memcached = "memcached" in spec.engine.lower()
    said = (
        (_PROTOCOL, memcached),
        (_COMMANDS, not memcached),
        (_SHARDS, bool(spec.shards and spec.shards > 1)),
        (READERS, bool(spec.nodes and spec.nodes > 2)),  # noqa: PLR2004 - nodes of the plan
        (_ZONES, bool(spec.high_availability)),
        (_TLS, spec.encrypted_in_transit is False),
        (unmanaged_group(), bool(spec.security_groups)),
        (
            other_version(f"{spec.engine} {spec.version}".strip(), f"Valkey {version}"),
            bool(spec.version),
        ),
    )
    return tuple(loss for loss, holds in said if holds)
