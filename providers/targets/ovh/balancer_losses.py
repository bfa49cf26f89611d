"""What a load balancer loses on its way."""

from planner.model.choice import Loss
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import LoadBalancer
from planner.model.text import Text
from providers.targets.ovh.layer7 import Rules
from providers.targets.ovh.words import fewer_zones

_CERTIFICATE = Loss(
    "new-certificate",
    "major",
    Text(
        en="Its certificate cannot be exported, and none is issued here for a load balancer.",
        fr="Son certificat ne peut être exporté, et aucun n'est émis ici pour un répartiteur.",
    ),
    Text(
        en="Issue one with an ACME client, keep it in Key Manager and renew it by a job; give the "
        "container by the variable.",
        fr="Émettez-en un avec un client ACME, gardez-le dans Key Manager et renouvelez-le par une "
        "tâche ; donnez le conteneur par la variable.",
    ),
    "listeners",
)
_TLS = Loss(
    "tls-passed-through",
    "major",
    Text(
        en="TLS listeners of layer 4 are passed through: the balancer does not end TLS for "
        "plain TCP.",
        fr="Les écouteurs TLS de niveau 4 sont transmis tels quels : le répartiteur ne termine pas "
        "le TLS pour du TCP.",
    ),
    Text(
        en="Let the machines behind it end TLS.",
        fr="Faites terminer le TLS par les machines derrière lui.",
    ),
    "listeners",
)
_GROUPS = Loss(
    "no-balancer-group",
    "minor",
    Text(
        en="Security groups do not guard the balancer's address.",
        fr="Les groupes de sécurité ne gardent pas l'adresse du répartiteur.",
    ),
    Text(
        en="Set allowed_cidrs of the listeners where access is to be narrowed.",
        fr="Réglez allowed_cidrs des écouteurs pour restreindre l'accès.",
    ),
    "security_groups",
)
_LOGS = Loss(
    "access-logs",
    "minor",
    Text(
        en="Access logs do not go to a bucket.",
        fr="Les journaux d'accès ne vont pas dans un bucket.",
    ),
    Text(
        en="Subscribe its logs to Logs Data Platform.",
        fr="Abonnez ses journaux à Logs Data Platform.",
    ),
    "access_logs",
)
_FIREWALL = Loss(
    "web-firewall",
    "major",
    Text(
        en="No web application firewall stands before a load balancer here.",
        fr="Aucun pare-feu applicatif ne se place devant un répartiteur ici.",
    ),
    Text(
        en="Run ModSecurity or Coraza in the proxy behind it, or a service before it.",
        fr="Exploitez ModSecurity ou Coraza dans le proxy derrière lui, ou un service devant lui.",
    ),
    "web_firewall",
)


_UNREAD = Loss(
    "unread-listener",
    "blocking",
    Text(
        en="Rules were read of a listener whose port was not; they are left out.",
        fr="Des règles ont été lues d'un écouteur dont le port ne l'a pas été ; elles sont omises.",
    ),
    Text(
        en="Add the listener to the inputs.",
        fr="Ajoutez l'écouteur aux entrées.",
    ),
    "listeners",
)


_SHARED = Loss(
    "shared-port",
    "major",
    Text(
        en="Several listeners share a port, told apart by host; here they are one, with one "
        "certificate and the first one's pool for what no rule takes.",
        fr="Plusieurs écouteurs partagent un port, distingués par hôte ; ici ils n'en font qu'un, "
        "avec un certificat et le groupe du premier pour ce qu'aucune règle ne prend.",
    ),
    Text(
        en="Add a rule by host for each, and a certificate that names them all.",
        fr="Ajoutez une règle par hôte pour chacun, et un certificat qui les nomme tous.",
    ),
    "listeners",
)


def _share_a_port(spec: LoadBalancer) -> bool:
    ports = [(listener.port, listener.protocol) for listener in spec.listeners]
    return len(set(ports)) < len(ports)


def balancer_losses(
    spec: LoadBalancer,
    rules: Rules,
    subnets: tuple[Resource, ...],
    surroundings: Surroundings,
) -> tuple[Loss, ...]:
    """Losses of one balancer, from its properties."""
    protocols = {listener.protocol for listener in spec.listeners}
    zones = {subnet.zone for subnet in subnets if subnet.zone}
    said = (
        (_CERTIFICATE, "https" in protocols),
        (_TLS, "tls" in protocols),
        (_GROUPS, bool(spec.security_groups)),
        (_LOGS, bool(spec.access_logs)),
        (_FIREWALL, spec.web_firewall),
        (_SHARED, _share_a_port(spec)),
        (_UNREAD, any(listener.port <= 0 for listener in spec.listeners)),
        (fewer_zones("subnets"), len(zones) > len(surroundings.zones())),
    )
    losses = tuple(loss for loss, holds in said if holds)
    return (*losses, _lost_rules(rules.lost)) if rules.lost else losses


def _lost_rules(count: int) -> Loss:
    return Loss(
        "lost-rules",
        "major",
        Text(
            en="{count} listener rules have no counterpart (sign-in, fixed answers, weights, query "
            "strings, groups that were not read).",
            fr="{count} règles d'écouteur n'ont pas d'équivalent (authentification, réponses "
            "fixes, "
            "poids, paramètres d'URL, groupes non lus).",
        ).filled(count=count),
        Text(
            en="Move them into a proxy behind the balancer.",
            fr="Déplacez-les dans un proxy derrière le répartiteur.",
        ),
        "listeners",
    )
