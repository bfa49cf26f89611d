"""Autoscaling groups: template, group and policies behind a balancer; else fixed servers."""

from decimal import Decimal

from msgspec.structs import replace

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal, Sized, Value, Variable
from planner.model.money import Range
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import ScalingGroup, ScalingRule, SecurityGroup, VirtualMachine
from providers.targets.scaleway import bought, image, machine
from providers.targets.scaleway.backend import balancers_of, groups_named
from providers.targets.scaleway.firewall import outbound_default, rules_of, zones_guarded
from providers.targets.scaleway.lookup import alone, nearest_network, resolved
from providers.targets.scaleway.said import loss, text
from providers.targets.scaleway.words import name_of, tags_of, variable_word

_CPU = "managed_metric_instance_cpu"
_GROUP = "network.security_group"


def autoscaling_group(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A scaling group where it feeds a balancer; a number of servers where it feeds none."""
    spec = resource.spec if isinstance(resource.spec, ScalingGroup) else ScalingGroup()
    template, unit = machine_of(resource, spec, around)
    need = around.need(resource, unit)
    windows = unit.os.startswith("windows")
    size, losses = machine.sized(resource, need, around, "windows" if windows else "vm")
    if isinstance(size, Refusal):
        return size
    zone = around.zone(resource)
    low, likely, high = counts(spec)
    root_gb, root_iops, said = machine.system_volume(unit, around)
    losses += [*said, *machine.of_the_machine(unit, around), *_told(spec, unit, around)]
    network = nearest_network(spec.subnets or unit.subnets, resource, around)
    common: dict[str, Value] = {
        "name": name_of(resource, 50),
        "type": size.offer.name if size else machine.size_variable(resource, need, around),
        "zone": zone,
        "network": network,
        "root_gb": root_gb,
        "root_iops": root_iops,
        "tags": tags_of(resource),
        "public_ips": 1 if unit.public_ip else None,
        "placement_group": machine.placement_of(resource, unit, around),
        **_guard(template, unit, zone, around),
        **alone(resource),
    }
    backends = groups_named(spec.target_groups, resource, around)
    balancers = balancers_of(backends[0], around)[:1] if network and backends else ()
    if balancers:
        values, said = _scaling(resource, spec, unit, balancers[0], around)
        values["backends"] = tuple(
            Ref(one.id, "scaleway_lb_backend", "id", "variable") for one in backends
        )
    else:
        values, said = _fixed(resource, unit, around)
    return Design(
        values=common | values | {"minimum": low, "maximum": high, "count": likely},
        size=size.offer.name if size else "",
        type="" if balancers else "scaleway_instance_server",
        quantities=_bought(size, resource, (low, likely, high), (root_gb, root_iops), around),
        losses=tuple(dict.fromkeys((*losses, *said))),
        surplus=size.surplus if size else None,
        runner_ups=size.runner_ups if size else (),
        fit=None if balancers else "partial",
    )


def machine_of(
    resource: Resource, spec: ScalingGroup, around: Surroundings
) -> tuple[Resource, VirtualMachine]:
    """(where the machine is described, the machine) that a group starts."""
    if spec.machine is not None:
        return resource, spec.machine
    template = around.resolve(spec.template, resource) if spec.template else None
    if template is not None and isinstance(template.spec, VirtualMachine):
        return template, template.spec
    return resource, VirtualMachine()


def counts(spec: ScalingGroup) -> tuple[int, int, int]:
    """(least, likely, most) servers; what the source does not say is what it does say, else one."""
    known = [one for one in (spec.desired, spec.minimum, spec.maximum) if one is not None]
    likely = known[0] if known else 1
    low = spec.minimum if spec.minimum is not None else likely
    high = max(spec.maximum if spec.maximum is not None else likely, low, 1)
    return low, min(max(likely, low), high), high


def _guard(
    template: Resource, unit: VirtualMachine, zone: str, around: Surroundings
) -> dict[str, Value]:
    groups = resolved(unit.security_groups, template, around, _GROUP)
    nothing: dict[str, Value] = {"security_group": None, "rules": None, "outbound_default": None}
    if not groups:
        return nothing
    if len(groups) == 1 and zone in zones_guarded(groups[0], around):
        ref = Ref(groups[0].id, "scaleway_instance_security_group", "id", index=zone)
        return nothing | {"security_group": ref}
    inbound, outbound, _ = rules_of(groups, around)
    rules = tuple(
        rule for one in groups if isinstance(one.spec, SecurityGroup) for rule in one.spec.rules
    )
    merged = Blocks(({"inbound": inbound, "outbound": outbound},))
    return nothing | {"rules": merged, "outbound_default": outbound_default(rules)}


def _scaling(
    resource: Resource,
    spec: ScalingGroup,
    unit: VirtualMachine,
    balancer: Resource,
    around: Surroundings,
) -> tuple[dict[str, Value], list[Loss]]:
    """Arguments of template, group and policies; the system volume starts from a snapshot."""
    custom = around.resolve(unit.image, resource) if unit.image else None
    if custom is not None and custom.kind == "compute.image":
        snapshot: Value = Ref(custom.id, "scaleway_block_snapshot", "id", "variable")
    else:
        snapshot = Variable(
            name=f"{variable_word(name_of(resource))}_boot_snapshot_id",
            type="string",
            description=text(around, "boot-snapshot", name=resource.name),
            sample=f"{around.zone(resource)}/11111111-1111-4111-8111-111111111111",
        )
    target = _target(spec.rules)
    policies: list[dict[str, Value]] = []
    if target is not None:
        policies = [
            _policy(resource, "up", target, 1),
            _policy(resource, "down", target // 2, 2),
        ]  # fmt: skip
    losses = [
        loss(around, "scaling-rule", metric=rule.metric or rule.schedule or rule.kind)
        for rule in spec.rules
        if not _is_cpu(rule)
    ]
    values: dict[str, Value] = {
        "scaling": True,
        "snapshot": snapshot,
        "image": None,
        "metric": _CPU,
        "policies": Blocks(tuple(policies)),
        "balancer": Ref(balancer.id, "scaleway_lb", "id", "variable"),
    }
    return values, losses


def _policy(resource: Resource, side: str, threshold: int, priority: int) -> dict[str, Value]:
    return {
        "name": f"{name_of(resource, 50)}-cpu-{side}",
        "action": f"scale_{side}",
        "metric": f"cpu {side}",
        "operator": "operator_greater_than" if side == "up" else "operator_less_than",
        "threshold": threshold,
        "priority": priority,
    }


def _is_cpu(rule: ScalingRule) -> bool:
    return rule.kind == "target" and "cpu" in rule.metric.lower() and rule.target is not None


def _target(rules: tuple[ScalingRule, ...]) -> int | None:
    found = [round(rule.target) for rule in rules if _is_cpu(rule) and rule.target is not None]
    return min(max(found[0], 2), 100) if found else None


def _fixed(
    resource: Resource, unit: VirtualMachine, around: Surroundings
) -> tuple[dict[str, Value], list[Loss]]:
    label, losses = image.image_of(resource, unit, around)
    values: dict[str, Value] = {
        "scaling": False, "snapshot": None, "image": label, "metric": None,
        "policies": Blocks(()), "balancer": None, "backends": None,
    }  # fmt: skip
    return values, [loss(around, "group-fixed"), *losses]


def _told(spec: ScalingGroup, unit: VirtualMachine, around: Surroundings) -> list[Loss]:
    told = (
        (len(spec.subnets) > 1, "group-one-zone"),
        (spec.health_check.lower() in {"ec2", "vm"}, "group-health"),
        (len(spec.subnets) > 1, "one-network"),
        (bool(unit.data_disks), "group-data-disks"),
    )
    return [loss(around, name) for holds, name in told if holds]


def _bought(
    size: Sized | None,
    resource: Resource,
    servers: tuple[int, int, int],
    disk: tuple[int, int],
    around: Surroundings,
) -> tuple[bought.Bought, ...]:
    zone = around.zone(resource)
    if size is None:
        reason = text(around, "size-unknown-reason", name=resource.name)
        return (bought.unknown(around, "instance", ("vm", "", "hour"), zone, reason),)
    low, likely, high = (Decimal(count) for count in servers)
    each = (
        bought.machine(around, size.offer.name, zone),
        bought.volume(around, disk[0], disk[1], zone),
    )
    return tuple(
        replace(
            one,
            amount=Range(one.amount.low * low, one.amount.likely * likely, one.amount.high * high),
        )
        for one in each
    )


def launch_template(resource: Resource, around: Surroundings) -> Design | Refusal:
    """Nothing of its own: the scaling group or server that starts from it holds what it says."""
    used = around.dependents(resource)
    losses = () if used else (loss(around, "template-unused"),)
    return Design(values={}, without_terraform=True, losses=losses)
