"""Instance groups, managed and not, and autoscalers."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import ScalingGroup, ScalingRule, TargetGroup
from providers.attributes import Attributes, block, blocks, number, text, texts, whole
from providers.sources.gcp.asset import fold, link, names, read


def _template(attributes: Attributes) -> str:
    versions = blocks(attributes, "version")
    word = text(versions[0], "instance_template") if versions else ""
    return link(word or text(attributes, "instance_template"), "compute").split("?uniqueId")[0]


def managed(record: Record) -> Reading:
    """A managed instance group; balancers name it by the group it manages."""
    attributes = record.attributes
    template = _template(attributes)
    healing = block(attributes, "auto_healing_policies")
    check = link(text(healing, "health_check"), "compute")
    desired = whole(attributes, "target_size")
    spec = ScalingGroup(desired=desired, template=template, health_check=check)
    references = (
        *names("uses", "version.instance_template", template),
        *names("uses", "auto_healing_policies.health_check", check),
    )
    group = text(attributes, "instance_group")
    return read(
        record,
        "compute.autoscaling_group",
        spec,
        references,
        (group, link(group, "compute")),
    )


def _rules(policy: Attributes) -> tuple[ScalingRule, ...]:
    found = [
        ScalingRule(kind="target", metric=metric, target=number(one, "target"))
        for metric in ("cpu_utilization", "load_balancing_utilization")
        for one in blocks(policy, metric)
    ]
    found += [
        ScalingRule(kind="target", metric=text(one, "name"), target=number(one, "target"))
        for one in blocks(policy, "metric")
    ]
    found += [
        ScalingRule(kind="schedule", schedule=text(one, "schedule"))
        for one in blocks(policy, "scaling_schedules")
    ]
    return tuple(found)


def autoscaler(record: Record) -> Reading:
    """How a managed group grows: its bounds and rules, folded into it."""
    policy = block(record.attributes, "autoscaling_policy")
    spec = ScalingGroup(
        minimum=whole(policy, "min_replicas"),
        maximum=whole(policy, "max_replicas"),
        rules=_rules(policy),
    )
    return fold(record, link(text(record.attributes, "target"), "compute"), spec)


def unmanaged(record: Record) -> Reading:
    """Machines named one by one: the targets of the backend service that names the group."""
    attributes = record.attributes
    machines = tuple(link(word, "compute") for word in texts(attributes, "instances"))
    network = link(text(attributes, "network"), "compute")
    spec = TargetGroup(targets=machines, network=network)
    references = (
        *names("routes-to", "instances", *machines),
        *names("in", "network", network),
    )
    return read(record, "network.target_group", spec, references)


RULES: dict[str, FromTerraform] = {
    "google_compute_instance_group_manager": managed,
    "google_compute_region_instance_group_manager": managed,
    "google_compute_autoscaler": autoscaler,
    "google_compute_region_autoscaler": autoscaler,
    "google_compute_instance_group": unmanaged,
}
