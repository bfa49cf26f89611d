"""Groups of machines: a fixed number of VMs, since nothing here scales them by a metric."""

from planner.model.choice import Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import ScalingGroup, VirtualMachine
from providers.targets.outscale.machines import (
    alone,
    image_of,
    machine_losses,
    machine_values,
    placed,
    root_disk,
)
from providers.targets.outscale.place import groups_of, resolved, subnet_ref, subnets_of
from providers.targets.outscale.sizing import sized
from providers.targets.outscale.words import refused, said


def template_of(
    resource: Resource, spec: ScalingGroup, surroundings: Surroundings
) -> tuple[Resource, VirtualMachine] | None:
    """The machine that a group starts, and the resource that describes it."""
    if spec.machine is not None:
        return resource, spec.machine
    for template in resolved((spec.template,), resource, surroundings, "compute.launch_template"):
        if isinstance(template.spec, VirtualMachine):
            return template, template.spec
    for template in surroundings.needs(resource, "uses", "compute.launch_template"):
        if isinstance(template.spec, VirtualMachine):
            return template, template.spec
    return None


def count_of(spec: ScalingGroup) -> int:
    """How many machines stand: as many as desired today, else the least, else one."""
    for number in (spec.desired, spec.minimum, spec.maximum):
        if number is not None:
            return max(number, 0)
    return 1


def members_of(resource: Resource, spec: ScalingGroup) -> tuple[Ref, ...]:
    """The machines of a group, as a load balancer refers to them."""
    return tuple(
        Ref(resource.id, "outscale_vm", "vm_id", index=str(number + 1))
        for number in range(count_of(spec))
    )


def autoscaling_group(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """VMs from one description, spread over the group's subnets."""
    spec = resource.spec
    described = (
        template_of(resource, spec, surroundings) if isinstance(spec, ScalingGroup) else None
    )
    if not isinstance(spec, ScalingGroup) or described is None:
        return refused(surroundings, "no-template")
    template, machine = described
    count = count_of(spec)
    if count == 0:
        return Design(
            values={}, without_terraform=True, losses=(said(surroundings, "empty-group"),)
        )
    size = sized(template, machine, surroundings, count)
    image = image_of(template, machine, surroundings)
    subnets = subnets_of(spec.subnets, resource, surroundings) or subnets_of(
        machine.subnets, template, surroundings
    )
    root = root_disk(machine, surroundings)
    place = placed(template, machine, subnets, surroundings)
    groups = groups_of(machine.security_groups, template, subnets, surroundings)
    groups_here = groups_of((), resource, (), surroundings)
    values: dict[str, Value] = {
        **machine_values(resource, machine, image, size, surroundings),
        "subnet_id": None,
        "placement_subregion_name": place["placement_subregion_name"],
        "security_group_ids": tuple(dict.fromkeys((*groups, *groups_here))) or None,
        "members": _members(resource, subnets, count),
        "in_net": bool(subnets),
        "root_type": root.type,
        "root_gib": root.size_gib,
        "root_iops": root.iops,
        "alone": alone(resource),
    }
    quantities = size.quantities + root.quantities * count
    return Design(
        values=values,
        size=size.size,
        quantities=quantities,
        losses=tuple(
            dict.fromkeys(
                (
                    *_losses(spec, machine, surroundings),
                    *image.losses,
                    *size.losses,
                    *root.losses,
                    *machine_losses(resource, machine, subnets[:1], surroundings),
                )
            )
        ),
        surplus=size.surplus,
        runner_ups=size.runner_ups,
    )


def _members(resource: Resource, subnets: tuple[Resource, ...], count: int) -> Value:
    """Number -> name and subnet, the subnets in turn."""
    return {
        str(number + 1): {
            "name": f"{resource.name[:240]}-{number + 1}",
            "subnet_id": subnet_ref(subnets[number % len(subnets)]) if subnets else None,
        }
        for number in range(count)
    }


def _losses(spec: ScalingGroup, machine: VirtualMachine, surroundings: Surroundings) -> list[Loss]:
    count = count_of(spec)
    losses = [said(surroundings, "no-autoscaling", count=count)]
    if spec.maximum is not None and spec.maximum > count:
        losses.append(said(surroundings, "maximum-not-reached", maximum=spec.maximum, count=count))
    if spec.rules:
        losses.append(said(surroundings, "no-scaling-rule", rules=len(spec.rules)))
    if spec.health_check:
        losses.append(said(surroundings, "no-replacement-of-ill"))
    if machine.data_disks:
        losses.append(said(surroundings, "group-data-disks", disks=len(machine.data_disks)))
    if machine.public_ip:
        losses.append(said(surroundings, "group-public-addresses"))
    return losses


def launch_template(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A launch template is written out in the group that starts machines from it."""
    if not isinstance(resource.spec, VirtualMachine):
        return refused(surroundings, "not-read")
    users = surroundings.dependents(resource, "uses", "compute.autoscaling_group")
    losses = () if users else (said(surroundings, "template-without-group"),)
    return Design(values={}, without_terraform=True, losses=losses)
