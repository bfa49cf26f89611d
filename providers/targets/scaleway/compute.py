"""Placement groups, interfaces, registries: small things that stand beside machines."""

from planner.model.choice import Design, Refusal
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import Registry
from providers.targets.scaleway import bought
from providers.targets.scaleway.bucket import unique_everywhere
from providers.targets.scaleway.kept import Kept
from providers.targets.scaleway.lookup import alone, zones_of
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import bucket_name, name_of, tags_of

_MACHINES = frozenset({"compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot"})
_PLACED = _MACHINES | {"compute.autoscaling_group", "compute.launch_template"}


_KEPT = Kept()


def placement_zones(group: Resource, around: Surroundings) -> tuple[str, ...]:
    """The zones where machines of a placement group land."""

    def work_out() -> tuple[str, ...]:
        members = [one for one in around.dependents(group) if one.kind in _PLACED]
        return zones_of(members, around)

    return _KEPT.answer(around, group.id, work_out)


def placement_group(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A placement group in each zone where a machine of it lands."""
    close = "cluster" in resource.name.lower() or "proximity" in resource.native_type.lower()
    return Design(
        values={
            "name": name_of(resource),
            "policy": "low_latency" if close else "max_availability",
            "zones": placement_zones(resource, around),
            "tags": tags_of(resource),
            **alone(resource),
        },
    )


def interface(resource: Resource, around: Surroundings) -> Design | Refusal:
    """Nothing of its own: the machine that it belongs to has its interfaces."""
    used = any(one.kind in _MACHINES for one in around.dependents(resource)) or any(
        one.kind in _MACHINES for one in around.needs(resource)
    )
    losses = () if used else (loss(around, "interface-unused"),)
    return Design(values={}, without_terraform=True, losses=losses)


def registry(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A namespace of the registry, whose name is unique over all customers of the region."""
    spec = resource.spec if isinstance(resource.spec, Registry) else Registry()
    told = (
        (spec.immutable_tags, "registry-immutable"),
        (spec.scan, "registry-scan"),
        (bool(spec.key), "registry-key"),
    )
    keys = ("registry", "private", "GB-month")
    amount = bought.kept(around, resource.stored_gib, "registry_gib")
    reason = text(around, "registry-size-unknown")
    quantity: bought.Bought = bought.held(
        around, "images", keys, around.region, ("registry_gib", reason)
    )
    if resource.stored_gib is not None and amount is not None:
        quantity = bought.stored(around, "images", keys, around.region, amount)
    return Design(
        values={
            "name": unique_everywhere(bucket_name(resource.name), around),
            "public": bool(spec.public),
        },
        quantities=(quantity,),
        losses=tuple(loss(around, name) for holds, name in told if holds),
    )
