"""Autoscaling groups: as many machines as wanted today, all alike, behind the same pools."""

from msgspec.structs import replace

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import ScalingGroup, TargetGroup, VirtualMachine
from planner.model.text import Text
from providers.targets.ovh import bought, firewall, images, place, volumes
from providers.targets.ovh.machine_losses import machine_losses
from providers.targets.ovh.machines import (
    CLOUD_INIT,
    KEY_TYPE,
    boot_disk,
    need_words,
    security_groups,
    sized,
)
from providers.targets.ovh.names import dns_label, label
from providers.targets.ovh.pools import port_of
from providers.targets.ovh.refusals import too_large, unreadable

_NO_MACHINE = Refusal(
    "limit",
    Text(
        en="What it starts machines from was not read.",
        fr="Ce dont elle démarre ses machines n'a pas été lu.",
    ),
    Text(
        en="Add its launch template to the inputs.",
        fr="Ajoutez son modèle de lancement aux entrées.",
    ),
)


def scaling_group(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A fixed number of alike instances, given by a variable."""
    spec = resource.spec
    if not isinstance(spec, ScalingGroup):
        return unreadable(resource)
    found = _machine(resource, spec, surroundings)
    if found is None:
        return _NO_MACHINE
    machine, near = found
    windows = machine.os.startswith("windows")
    need, size = sized(near, machine, surroundings, "windows" if windows else "vm")
    if size is None:
        return too_large(need_words(machine, need))
    count = max(spec.desired or spec.minimum or 1, 1)
    os_family, exact = images.family(machine.os, surroundings)
    disk = boot_disk(machine, size.offer)
    host = dns_label(resource.name, "group")
    boot = volumes.volume_type(disk.tier, surroundings) if disk else ""
    quantities = [bought.machine(surroundings, size.offer, count)]
    if disk and disk.size_gib:
        quantities.append(bought.volume(surroundings, boot, disk.size_gib * count))
    return Design(
        values={
            **_values(resource, spec, machine, near, surroundings),
            "count": _count(resource, count),
            "flavor": size.offer.name,
            "image": images.image_id(os_family, surroundings),
            "boot_size": disk.size_gib if disk else None,
            "boot_type": volumes.openstack_type(boot, encrypted=bool(disk.encrypted))
            if disk
            else None,
            "user_data": machine.user_data,
            "cloud_init": f"cloud-init-{host}.yaml.tftpl" if machine.user_data else None,
            "own": Blocks(({"id": str(resource.id)},)),
        },
        size=size.offer.name,
        quantities=tuple(quantities),
        losses=(
            *_losses(spec),
            *machine_losses(near, machine, need, surroundings),
            *images.image_loss(machine.os, os_family, machine.image, exact=exact),
        ),
        surplus=size.surplus,
        runner_ups=size.runner_ups,
        files=((f"cloud-init-{host}.yaml.tftpl", CLOUD_INIT),) if machine.user_data else (),
    )


def _machine(
    resource: Resource, spec: ScalingGroup, surroundings: Surroundings
) -> tuple[VirtualMachine, Resource] | None:
    """The machine of a group, and the resource that describes it."""
    if spec.machine is not None:
        return spec.machine, resource
    found = surroundings.resolve(spec.template, resource) if spec.template else None
    if found is None or not isinstance(found.spec, VirtualMachine):
        return None
    return found.spec, replace(resource, references=found.references)


def _count(resource: Resource, count: int) -> Variable:
    name = dns_label(resource.name, "group").replace("-", "_")
    return Variable(
        f"{name}_count",
        "number",
        Text(
            en=f"Machines of {label(resource.name)}: the number wanted at the source by default.",
            fr=f"Machines de {label(resource.name)} : par défaut le nombre voulu à la source.",
        ),
        default=count,
    )


def _values(
    resource: Resource,
    spec: ScalingGroup,
    machine: VirtualMachine,
    near: Resource,
    surroundings: Surroundings,
) -> dict[str, Value]:
    subnets = place.subnets_of((*spec.subnets, *machine.subnets), resource, surroundings)
    first = subnets[0] if subnets else None
    home = place.network_of(first, surroundings) if first else None
    keys = place.of_kind((machine.key_pair,), near, surroundings, "compute.keypair")
    return {
        "name": label(resource.name),
        "network": place.network_ref(home),
        "subnet": place.subnet_ref(first),
        "gateway": place.gateway_ref(home),
        "groups": firewall.group_refs(security_groups(machine, near, surroundings)) or None,
        "key_pair": Ref(keys[0].id, KEY_TYPE, "name") if keys else None,
        "pools": Blocks(_pools(resource, spec, surroundings)),
    }


def _pools(
    resource: Resource, spec: ScalingGroup, surroundings: Surroundings
) -> tuple[dict[str, Value], ...]:
    """The pools that its machines join, each with the port they answer on."""
    found: list[dict[str, Value]] = []
    for group in place.of_kind(spec.target_groups, resource, surroundings, "network.target_group"):
        port = port_of(group.spec) if isinstance(group.spec, TargetGroup) else None
        if port is not None:
            found.append({"id": Ref(group.id, "openstack_lb_pool_v2"), "port": port})
    return tuple(found)


def _losses(spec: ScalingGroup) -> tuple[Loss, ...]:
    losses = []
    if spec.rules:
        losses.append(_NO_RULES)
    if spec.minimum != spec.maximum:
        losses.append(_FIXED)
    if len(spec.subnets) > 1:
        losses.append(_ONE_SUBNET)
    if spec.health_check:
        losses.append(_NO_REPAIR)
    return tuple(losses)


_FIXED = Loss(
    "fixed-count",
    "major",
    Text(
        en="It grows and shrinks by itself; instances here do not: their number is a variable.",
        fr="Il grandit et se réduit seul ; ici les instances ne le font pas : leur nombre est une "
        "variable.",
    ),
    Text(
        en="Size for the peak, change the variable on a schedule, or move the software to an "
        "autoscaled pool of Managed Kubernetes.",
        fr="Dimensionnez pour le pic, changez la variable selon un calendrier, ou passez le "
        "logiciel "
        "sur un groupe à échelle automatique de Managed Kubernetes.",
    ),
    "maximum",
)
_NO_RULES = Loss(
    "no-scaling-rules",
    "major",
    Text(
        en="Its scaling rules and schedules have no counterpart.",
        fr="Ses règles et calendriers de mise à l'échelle n'ont pas d'équivalent.",
    ),
    Text(
        en="Let a scheduled job set the variable and apply.",
        fr="Faites régler la variable et appliquer par une tâche planifiée.",
    ),
    "rules",
)
_ONE_SUBNET = Loss(
    "one-subnet",
    "minor",
    Text(
        en="Its machines are spread over subnets; here they stand in the first.",
        fr="Ses machines sont réparties entre sous-réseaux ; ici elles sont dans le premier.",
    ),
    Text(
        en="A group in each subnet, if they are in different zones.",
        fr="Un groupe par sous-réseau, s'ils sont dans des zones différentes.",
    ),
    "subnets",
)
_NO_REPAIR = Loss(
    "no-repair",
    "minor",
    Text(
        en="A machine that fails is not replaced; the load balancer stops sending to it.",
        fr="Une machine en panne n'est pas remplacée ; le répartiteur cesse de lui envoyer du "
        "trafic.",
    ),
    Text(
        en="Watch the pool and replace by `terraform apply -replace`.",
        fr="Surveillez le groupe et remplacez par `terraform apply -replace`.",
    ),
    "health_check",
)
