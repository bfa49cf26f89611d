"""Elastic IPs and network interfaces, and what they are attached to."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other, PublicIp, VirtualMachine
from providers.sources.aws import arn
from providers.sources.aws.row import Row


def elastic_ip(record: Record) -> Reading:
    """aws_eip: a public address of one's own."""
    row = Row(record)
    holder = row.text("instance", "network_interface")
    return row.reading(
        row.own_arn("ec2", f"elastic-ip/{row.text('allocation_id', 'id')}"),
        row.tags.get("Name") or row.text("public_ip") or row.label,
        spec=PublicIp(address=row.text("public_ip"), attached_to=holder),
        aliases=row.texts("allocation_id") + row.texts("public_ip"),
        references=arn.references(("attached-to", "instance", holder)),
    )


def association(record: Record) -> Reading:
    """aws_eip_association folds into its address."""
    row = Row(record)
    holder = row.text("instance_id", "network_interface_id")
    return row.part(
        row.text("allocation_id", "public_ip"),
        spec=PublicIp(attached_to=holder),
        references=arn.references(("attached-to", "instance_id", holder)),
    )


def interface(record: Record) -> Reading:
    """aws_network_interface: a card of its own; it folds into its machine where that is known."""
    row = Row(record)
    subnet, groups = row.texts("subnet_id"), row.texts("security_groups")
    machine = row.block("attachment").text("instance")
    shared = {
        "aliases": row.texts("private_ip"),
        "references": arn.references(
            ("in", "subnet_id", subnet),
            ("guarded-by", "security_groups", groups),
            ("attached-to", "attachment.instance", machine),
        ),
    }
    identity = row.own_arn("ec2", f"network-interface/{row.native}")
    if not machine:
        return row.reading(identity, row.name(), spec=Other(), **shared)
    spec = VirtualMachine(
        subnets=subnet, security_groups=groups, private_ips=row.texts("private_ips")
    )
    return row.reading(identity, row.name(), spec=spec, part_of=machine, **shared)


def interface_attachment(record: Record) -> Reading:
    """aws_network_interface_attachment folds into its interface."""
    row = Row(record)
    machine = row.text("instance_id")
    return row.part(
        row.text("network_interface_id"),
        spec=Other(),
        references=arn.references(("attached-to", "instance_id", machine)),
    )


def group_attachment(record: Record) -> Reading:
    """aws_network_interface_sg_attachment folds into its interface."""
    row = Row(record)
    return row.part(
        row.text("network_interface_id"),
        spec=Other(),
        references=arn.references(
            ("guarded-by", "security_group_id", row.text("security_group_id"))
        ),
    )


RULES: dict[str, FromTerraform] = {
    "aws_eip": elastic_ip,
    "aws_eip_association": association,
    "aws_network_interface": interface,
    "aws_network_interface_attachment": interface_attachment,
    "aws_network_interface_sg_attachment": group_attachment,
}
