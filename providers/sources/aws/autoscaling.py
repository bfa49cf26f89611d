"""Auto Scaling: groups, and the policies and schedules that fold into them."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import ScalingGroup, ScalingRule, VirtualMachine
from providers.sources.aws import arn, machines
from providers.sources.aws.block import EMPTY, Block
from providers.sources.aws.ec2 import template_named
from providers.sources.aws.row import Row


def group(record: Record) -> Reading:
    """aws_autoscaling_group: machines of one template, as many as needed."""
    row = Row(record)
    tags = row.blocks("tag") or row.blocks("tags")
    row.tags = {
        word: block.text("value") for block in tags if (word := block.text("key"))
    } or row.tags
    template = _template(row)
    named = template_named(template) or arn.named(
        "launch-configuration", row.text("launch_configuration")
    )
    subnets = row.texts("vpc_zone_identifier")
    targets = row.texts("target_group_arns")
    balancers = tuple(arn.named("classic-balancer", word) for word in row.texts("load_balancers"))
    zones = row.texts("availability_zones")
    return row.reading(
        row.own_arn("autoscaling", f"autoScalingGroup:*:autoScalingGroupName/{row.native}"),
        row.text("name") or row.label,
        region=row.region or (arn.region_of_zone(zones[0]) if zones else ""),
        spec=ScalingGroup(
            minimum=row.count("min_size"),
            maximum=row.count("max_size"),
            desired=row.count("desired_capacity"),
            template=named,
            machine=_overridden(row),
            subnets=subnets,
            target_groups=targets,
            health_check=row.text("health_check_type").lower(),
        ),
        aliases=(arn.named("autoscaling-group", row.text("name")),),
        references=arn.references(
            ("uses", "launch_template", named),
            ("in", "vpc_zone_identifier", subnets),
            ("attached-to", "target_group_arns", targets),
            ("attached-to", "load_balancers", balancers),
        ),
    )


def _template(row: Row) -> Block:
    mixed = row.block("mixed_instances_policy").block("launch_template")
    return row.block("launch_template") or mixed.block("launch_template_specification") or EMPTY


def _overridden(row: Row) -> VirtualMachine | None:
    """The machine where a mixed policy names sizes of its own; AWS prefers the first."""
    policy = row.block("mixed_instances_policy")
    sizes = [
        size
        for block in policy.block("launch_template").blocks("override")
        if (size := block.text("instance_type"))
    ]
    if not sizes:
        return None
    shares = policy.block("instances_distribution")
    all_spot = shares.number("on_demand_percentage_above_base_capacity") == 0 and not shares.number(
        "on_demand_base_capacity"
    )
    return VirtualMachine(
        size=sizes[0], architecture=machines.architecture(sizes[0]), spot=all_spot
    )


def policy(record: Record) -> Reading:
    """aws_autoscaling_policy folds into its group as a scaling rule."""
    row = Row(record)
    tracking = row.block("target_tracking_configuration")
    custom = tracking.block("customized_metric_specification").text("metric_name")
    metric = (
        tracking.block("predefined_metric_specification").text("predefined_metric_type") or custom
    )
    rule = ScalingRule(
        kind="target" if tracking else "step",
        metric=metric,
        target=tracking.decimal("target_value"),
    )
    return row.part(
        arn.named("autoscaling-group", row.text("autoscaling_group_name")),
        spec=ScalingGroup(rules=(rule,)),
    )


def schedule(record: Record) -> Reading:
    """aws_autoscaling_schedule folds into its group as a rule on time."""
    row = Row(record)
    when = row.text("recurrence", "start_time")
    desired = row.decimal("desired_capacity")
    rule = ScalingRule(
        kind="schedule",
        metric="desired",
        target=None if desired is None or desired < 0 else desired,
        schedule=when,
    )
    return row.part(
        arn.named("autoscaling-group", row.text("autoscaling_group_name")),
        spec=ScalingGroup(rules=(rule,)),
    )


def attachment(record: Record) -> Reading:
    """aws_autoscaling_attachment folds into its group as a target group."""
    row = Row(record)
    targets = row.texts("lb_target_group_arn") or row.texts("alb_target_group_arn")
    return row.part(
        arn.named("autoscaling-group", row.text("autoscaling_group_name")),
        spec=ScalingGroup(target_groups=targets),
        references=arn.references(
            ("attached-to", "lb_target_group_arn", targets),
            ("attached-to", "elb", arn.named("classic-balancer", row.text("elb"))),
        ),
    )


RULES: dict[str, FromTerraform] = {
    "aws_autoscaling_attachment": attachment,
    "aws_autoscaling_group": group,
    "aws_autoscaling_policy": policy,
    "aws_autoscaling_schedule": schedule,
}
