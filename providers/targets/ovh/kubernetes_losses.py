"""What a cluster or a node pool loses on its way."""

from planner.model.choice import Loss
from planner.model.spec import Cluster, NodePool
from planner.model.text import Text
from providers.targets.ovh.words import customer_key

_ROLE = Loss(
    "no-workload-identity",
    "major",
    Text(
        en="Pods take cloud roles at the source; here no identity is lent to a workload.",
        fr="Les pods prennent des rôles du nuage à la source ; ici, aucune identité n'est prêtée à "
        "une charge.",
    ),
    Text(
        en="Give workloads service accounts of OVHcloud by secrets (External Secrets with OKMS).",
        fr="Donnez aux charges des comptes de service d'OVHcloud par des secrets (External Secrets "
        "avec OKMS).",
    ),
    "role",
)
_PRIVATE = Loss(
    "public-api",
    "major",
    Text(
        en="The API server is private; here it has a public address.",
        fr="Le serveur d'API est privé ; ici il a une adresse publique.",
    ),
    Text(
        en="Narrow it with ovh_cloud_project_kube_iprestrictions to the addresses of operators.",
        fr="Limitez-le avec ovh_cloud_project_kube_iprestrictions aux adresses des opérateurs.",
    ),
    "private_api",
)
_RANGES = Loss(
    "pod-ranges",
    "minor",
    Text(
        en="Pod and service ranges are the service's own.",
        fr="Les plages des pods et services sont celles du service.",
    ),
    Text(
        en="Set ip_allocation_policy before creating the cluster if others must route to them.",
        fr="Réglez ip_allocation_policy avant de créer la grappe si d'autres doivent y router.",
    ),
    "pod_range",
)
_GROUPS = Loss(
    "node-groups",
    "minor",
    Text(
        en="Its security groups are not carried: nodes get one that the service makes.",
        fr="Ses groupes de sécurité ne sont pas repris : les nœuds en reçoivent un créé par le "
        "service.",
    ),
    Text(
        en="Use network policies between pods.",
        fr="Utilisez des politiques réseau entre pods.",
    ),
    "security_groups",
)


def cluster_losses(
    spec: Cluster, version: str, *, exact: bool, clash: tuple[str, ...], unsized: int
) -> tuple[Loss, ...]:
    """Losses of one cluster, from its properties."""
    said = (
        (_ROLE, bool(spec.role)),
        (_PRIVATE, bool(spec.private_api)),
        (_RANGES, bool(spec.pod_range or spec.service_range)),
        (_GROUPS, bool(spec.security_groups)),
        (customer_key(), bool(spec.key)),
    )
    losses = [loss for loss, holds in said if holds]
    if not exact:
        losses.append(_version(spec.version, version))
    if unsized:
        losses.append(_unsized(unsized))
    if clash:
        losses.append(_clash(", ".join(clash)))
    return tuple(losses)


def _version(wanted: str, given: str) -> Loss:
    return Loss(
        "kubernetes-version",
        "major",
        Text(
            en="Version {wanted} is not among those known to be offered; it becomes {given}.",
            fr="La version {wanted} n'est pas parmi celles connues comme offertes ; elle devient "
            "{given}.",
        ).filled(wanted=wanted, given=given),
        Text(
            en="Check manifests for interfaces that have gone, with kubent or pluto.",
            fr="Cherchez dans les manifestes les interfaces disparues, avec kubent ou pluto.",
        ),
        "version",
    )


def _unsized(count: int) -> Loss:
    return Loss(
        "unsized-pools",
        "major",
        Text(
            en="{count} node pools are left out: no flavour is known to hold their machines.",
            fr="{count} groupes de nœuds sont omis : aucun modèle connu ne contient leurs "
            "machines.",
        ).filled(count=count),
        Text(
            en="Add them by hand with ovh_cloud_project_kube_nodepool.",
            fr="Ajoutez-les à la main avec ovh_cloud_project_kube_nodepool.",
        ),
        "pools",
    )


def _clash(ranges: str) -> Loss:
    return Loss(
        "reserved-range",
        "blocking",
        Text(
            en="Its subnet {ranges} overlaps a range that the service keeps for itself.",
            fr="Son sous-réseau {ranges} chevauche une plage que le service se réserve.",
        ).filled(ranges=ranges),
        Text(
            en="Give the cluster a subnet outside 10.2.0.0/16, 10.3.0.0/16 and 172.17.0.0/16.",
            fr="Donnez à la grappe un sous-réseau hors de 10.2.0.0/16, 10.3.0.0/16 et "
            "172.17.0.0/16.",
        ),
        "subnets",
    )


_SPOT_NODES = Loss(
    "spot-nodes",
    "minor",
    Text(
        en="Its nodes are bought at spot price; here at list price.",
        fr="Ses nœuds sont achetés au prix spot ; ici au prix public.",
    ),
    Text(
        en="Let the pool shrink when idle; a savings plan lowers what always runs.",
        fr="Laissez le groupe se réduire au repos ; un savings plan réduit ce qui tourne toujours.",
    ),
    "machine",
)
_ARM_NODES = Loss(
    "arm-nodes",
    "major",
    Text(
        en="Its nodes are Arm; here they are x86-64.",
        fr="Ses nœuds sont Arm ; ici ils sont x86-64.",
    ),
    Text(
        en="Build the images for both architectures before the move.",
        fr="Construisez les images pour les deux architectures avant la migration.",
    ),
    "machine",
)
_ZONES = Loss(
    "one-zone-pool",
    "major",
    Text(
        en="Its nodes are spread over zones; a pool here stands in one.",
        fr="Ses nœuds sont répartis entre zones ; ici, un groupe est dans une seule.",
    ),
    Text(
        en="In a three-zone region make one pool a zone.",
        fr="Dans une région à trois zones, faites un groupe par zone.",
    ),
    "zones",
)


def pool_losses(spec: NodePool, name: str) -> tuple[Loss, ...]:
    """Losses of one node pool, from its properties."""
    del name
    machine = spec.machine
    said = (
        (_SPOT_NODES, machine is not None and machine.spot),
        (_ARM_NODES, machine is not None and machine.architecture == "arm64"),
        (_ZONES, len(spec.zones) > 1 or len(spec.subnets) > 1),
    )
    return tuple(loss for loss, holds in said if holds)
