"""Buckets and file shares."""

from decimal import Decimal

from planner.model.choice import Blocks, Design, Loss, Refusal, Value
from planner.model.money import Quantity, UnknownQuantity
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Bucket, FileShare, LifecycleRule
from planner.model.text import Text
from providers.targets.ovh import bought, place, regions
from providers.targets.ovh.bucket_losses import bucket_losses
from providers.targets.ovh.names import bucket_name, label
from providers.targets.ovh.refusals import unreadable
from providers.targets.ovh.words import customer_key

_ASSUMED = "bucket_gib"


def bucket(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A bucket in the region's storage, and its lifecycle."""
    spec = resource.spec
    if not isinstance(spec, Bucket):
        return unreadable(resource)
    rules, lost = _lifecycle(spec.lifecycle, surroundings)
    name = bucket_name(resource.name)
    return Design(
        values={
            "region": regions.storage_region(surroundings),
            "name": name,
            "versioning": "enabled" if spec.versioning or spec.object_lock else "disabled",
            "locked": spec.object_lock,
            "rules": rules or None,
            "own": Blocks(({"id": str(resource.id)},)) if rules else None,
        },
        quantities=(_bytes(resource, surroundings),),
        losses=bucket_losses(spec, lost, renamed=name != resource.name),
    )


def _bytes(resource: Resource, surroundings: Surroundings) -> Quantity | UnknownQuantity:
    if resource.stored_gib is not None:
        return bought.gib_months(
            surroundings, bought.STORAGE, "object", "standard", resource.stored_gib
        )
    assumed = surroundings.assumed(_ASSUMED)
    if assumed is not None:
        return Quantity(
            component=bought.STORAGE,
            provider="ovh",
            service="object",
            sku="standard",
            region=surroundings.region,
            amount=assumed,
            unit="GiB-month",
            basis="assumed",
            assumption=_ASSUMED,
        )
    return bought.unknown_gib(
        surroundings,
        "object",
        "standard",
        Text(
            en="the bytes in the bucket were not read; `assume: bucket_gib` gives them",
            fr="les octets du bucket n'ont pas été lus ; `assume: bucket_gib` les donne",
        ),
    )


def _lifecycle(
    rules: tuple[LifecycleRule, ...], surroundings: Surroundings
) -> tuple[tuple[Value, ...], int]:
    """Rules as the lifecycle resource takes them, and how many say nothing it knows."""
    classes = surroundings.setting("storage_classes")
    found: list[Value] = []
    lost = 0
    for number, rule in enumerate(rules, start=1):
        class_ = classes.get(rule.transition_class.lower().replace(" ", "_"))
        moves = rule.transition_days is not None and class_ not in {None, "STANDARD"}
        if rule.expire_days is None and not moves:
            lost += 1
            continue
        entry: dict[str, Value] = {
            "id": f"rule-{number}",
            "status": "enabled" if rule.enabled else "disabled",
        }
        if rule.prefix:
            entry["filter"] = {"prefix": rule.prefix}
        if moves:
            entry["transitions"] = ({"days": rule.transition_days, "storage_class": class_},)
        if rule.expire_days is not None:
            entry["expiration"] = {"days": rule.expire_days}
        found.append(entry)
    return tuple(found), lost


def file_share(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """An NFS share in one subnet, open to the subnets of its network."""
    spec = resource.spec
    if not isinstance(spec, FileShare):
        return unreadable(resource)
    if spec.protocol in {"smb", "lustre"}:
        return _other_protocol(spec.protocol)
    size = _share_size(resource, spec)
    subnets = place.subnets_of(spec.subnets, resource, surroundings)
    home = place.network_of(subnets[0], surroundings) if subnets else None
    clients = place.client_ranges(home, surroundings)
    return Design(
        values={
            "name": label(resource.name),
            "size": size or _LEAST_SHARE_GIB,
            "network": place.network_ref(home),
            "subnet": place.subnet_ref(subnets[0] if subnets else None),
            "clients": clients,
            "own": Blocks(({"id": str(resource.id)},)),
        },
        quantities=(
            bought.gib_months(
                surroundings, bought.STORAGE, "file", "standard-1az", size or _LEAST_SHARE_GIB
            ),
        ),
        losses=_share_losses(spec, known=size is not None, subnets=len(subnets)),
    )


_LEAST_SHARE_GIB = 150


def _share_size(resource: Resource, spec: FileShare) -> int | None:
    if spec.size_gib:
        return max(spec.size_gib, _LEAST_SHARE_GIB)
    stored = resource.stored_gib
    if stored is None:
        return None
    return max(int(stored * Decimal("1.2")) + 1, _LEAST_SHARE_GIB)


def _other_protocol(protocol: str) -> Refusal:
    return Refusal(
        "limit",
        Text(
            en=f"It is served by {protocol.upper()}; File Storage serves NFS.",
            fr=f"Il est servi en {protocol.upper()} ; File Storage sert en NFS.",
        ),
        Text(
            en="Run Samba or a Windows file server on an instance with a volume.",
            fr="Exploitez Samba ou un serveur de fichiers Windows sur une instance avec un volume.",
        ),
    )


def _share_losses(spec: FileShare, *, known: bool, subnets: int) -> tuple[Loss, ...]:
    losses = []
    if not known:
        losses.append(_ELASTIC)
    if spec.key:
        losses.append(customer_key())
    elif spec.encrypted:
        losses.append(_AT_REST)
    if spec.security_groups:
        losses.append(_SHARE_GROUPS)
    if subnets > 1:
        losses.append(_ONE_SUBNET)
    return tuple(losses)


_ELASTIC = Loss(
    "fixed-size",
    "major",
    Text(
        en="It grows with its files at the source; here it has a size, written as 150 GiB.",
        fr="Il grandit avec ses fichiers à la source ; ici il a une taille, écrite à 150 Gio.",
    ),
    Text(
        en="Set the size to what it holds and a margin; it grows in place.",
        fr="Réglez la taille à son contenu plus une marge ; elle s'agrandit sur place.",
    ),
    "size_gib",
)
_AT_REST = Loss(
    "at-rest",
    "minor",
    Text(
        en="Encryption at rest is not an argument of the share.",
        fr="Le chiffrement au repos n'est pas un argument du partage.",
    ),
    Text(
        en="Ask OVHcloud what holds for the region, or encrypt in the client.",
        fr="Demandez à OVHcloud ce qui vaut pour la région, ou chiffrez côté client.",
    ),
    "encrypted",
)
_SHARE_GROUPS = Loss(
    "share-groups",
    "minor",
    Text(
        en="Access is by address range, not by security group.",
        fr="L'accès se fait par plage d'adresses, non par groupe de sécurité.",
    ),
    Text(
        en="Its network's subnets are let in; narrow the list to the clients.",
        fr="Les sous-réseaux de son réseau sont admis ; réduisez la liste aux clients.",
    ),
    "security_groups",
)
_ONE_SUBNET = Loss(
    "one-subnet",
    "minor",
    Text(
        en="It is mounted in several subnets; here it stands in one and the others reach it "
        "by route.",
        fr="Il est monté dans plusieurs sous-réseaux ; ici il est dans un seul, les autres y "
        "accèdent par routage.",
    ),
    Text(
        en="Nothing to do: the gateway routes between subnets.",
        fr="Rien à faire : la passerelle route entre les sous-réseaux.",
    ),
    "subnets",
)
