"""Block volumes and their types."""

from planner.model.choice import Design, Loss, Ref, Refusal
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Volume
from planner.model.text import Text
from providers.targets.ovh import bought, place, regions
from providers.targets.ovh.names import label
from providers.targets.ovh.refusals import unreadable
from providers.targets.ovh.words import customer_key

_MACHINES = ("compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot")
_DEFAULT_SIZE_GIB = 10


def volume_type(tier: str, surroundings: Surroundings) -> str:
    """Type of the v2 API for a tier of the source: CLASSIC or HIGH_SPEED_GEN2."""
    word = tier.lower()
    for rule in surroundings.setting("volume_tiers"):
        if word.startswith(rule["word"]):
            return str(rule["type"])
    return str(surroundings.setting("default_volume_type"))


def openstack_type(type_: str, *, encrypted: bool) -> str:
    """The same type as Cinder names it: lower case, `-luks` where encrypted."""
    plain = type_.lower().replace("_", "-")
    return f"{plain}-luks" if encrypted else plain


def block_volume(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A volume, and its attachment where its machine is built."""
    spec = resource.spec
    if not isinstance(spec, Volume):
        return unreadable(resource)
    type_ = volume_type(spec.tier, surroundings)
    size = spec.size_gib or _DEFAULT_SIZE_GIB
    limit = int(surroundings.setting("volume_limit_gib"))
    if size > limit:
        return Refusal(
            "limit",
            Text(
                en=f"It holds {size} GiB; a volume of OVHcloud holds {limit} at most.",
                fr=f"Il contient {size} Gio ; un volume d'OVHcloud en contient {limit} au plus.",
            ),
            Text(
                en="Use several volumes under LVM, or put the data in object storage.",
                fr="Utilisez plusieurs volumes sous LVM, ou mettez les données en stockage objet.",
            ),
        )
    machines = place.of_kind((spec.machine,), resource, surroundings, *_MACHINES)
    zone = surroundings.zone(machines[0] if machines else resource)
    return Design(
        values={
            "name": label(resource.name),
            "size": size,
            "type": type_,
            "encrypted": bool(spec.encrypted),
            "zone": regions.availability_zone(surroundings, zone),
            "machine": Ref(machines[0].id, "openstack_compute_instance_v2") if machines else None,
        },
        quantities=(bought.volume(surroundings, type_, size),)
        if spec.size_gib
        else (
            bought.unknown_gib(
                surroundings,
                "block",
                openstack_type(type_, encrypted=False),
                Text(
                    en="the size of the volume was not read",
                    fr="la taille du volume n'a pas été lue",
                ),
            ),
        ),
        losses=_losses(spec, type_, surroundings),
    )


def _losses(spec: Volume, type_: str, surroundings: Surroundings) -> tuple[Loss, ...]:
    losses = []
    if spec.key:
        losses.append(customer_key())
    if spec.size_gib is None:
        losses.append(_UNKNOWN_SIZE)
    per_gib = surroundings.setting("volume_iops_per_gib").get(type_)
    if spec.iops and spec.size_gib and (per_gib is None or spec.iops > per_gib * spec.size_gib):
        losses.append(iops_loss(spec.iops, spec.size_gib, per_gib))
    if spec.throughput_mib:
        losses.append(_THROUGHPUT)
    return tuple(losses)


_UNKNOWN_SIZE = Loss(
    "unknown-size",
    "major",
    Text(
        en="Its size was not read; it is written with 10 GiB.",
        fr="Sa taille n'a pas été lue ; il est écrit avec 10 Gio.",
    ),
    Text(
        en="Set the size before applying: a volume grows in place but never shrinks.",
        fr="Réglez la taille avant d'appliquer : un volume grandit sur place mais ne rétrécit pas.",
    ),
    "size_gib",
)
_THROUGHPUT = Loss(
    "throughput",
    "minor",
    Text(
        en="A throughput was provisioned; here it follows from type and size.",
        fr="Un débit était provisionné ; ici il découle du type et de la taille.",
    ),
    Text(
        en="Measure under load; a larger volume is a faster one.",
        fr="Mesurez sous charge ; un volume plus grand est plus rapide.",
    ),
    "throughput_mib",
)


def iops_loss(wanted: int, size_gib: int, per_gib: int | None) -> Loss:
    """More operations a second were provisioned than the type is known to give at this size."""
    given = "?" if per_gib is None else str(per_gib * size_gib)
    return Loss(
        "iops",
        "major",
        Text(
            en="{wanted} operations a second were provisioned; at this size the type gives "
            "{given}.",
            fr="{wanted} opérations par seconde étaient provisionnées ; à cette taille, le type en "
            "donne {given}.",
        ).filled(wanted=wanted, given=given),
        Text(
            en="Enlarge the volume, stripe several, or use a flavour with local NVMe.",
            fr="Agrandissez le volume, agrégez-en plusieurs, ou prenez un modèle à NVMe local.",
        ),
        "iops",
    )
