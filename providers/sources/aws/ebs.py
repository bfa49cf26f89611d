"""EBS: volumes, their attachments, snapshots."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other, Volume
from providers.sources.aws import arn
from providers.sources.aws.row import Row


def volume(record: Record) -> Reading:
    """aws_ebs_volume: a disk of its own."""
    row = Row(record)
    key = row.text("kms_key_id")
    attached = row.block("attachment")  # of the API alone; a state has a record of its own
    machine = attached.text("instance_id")
    return row.reading(
        row.own_arn("ec2", f"volume/{row.native}"),
        row.name(),
        spec=Volume(
            size_gib=row.size("size"),
            tier=row.text("type"),
            iops=row.size("iops"),
            throughput_mib=row.size("throughput"),
            encrypted=row.flag("encrypted"),
            key=key,
            machine=machine,
            device=attached.text("device_name"),
        ),
        references=arn.references(
            ("encrypted-with", "kms_key_id", key),
            ("uses", "snapshot_id", row.text("snapshot_id")),
            ("attached-to", "attachment.instance_id", machine),
        ),
    )


def attachment(record: Record) -> Reading:
    """aws_volume_attachment folds into its volume: which machine has it, as what device."""
    row = Row(record)
    machine = row.text("instance_id")
    return row.part(
        row.text("volume_id"),
        spec=Volume(machine=machine, device=row.text("device_name")),
        references=arn.references(("attached-to", "instance_id", machine)),
    )


def snapshot(record: Record) -> Reading:
    """aws_ebs_snapshot, aws_ebs_snapshot_copy: a copy of a volume at one moment."""
    row = Row(record)
    return row.reading(
        row.own_arn("ec2", f"snapshot/{row.native}"),
        row.name(),
        spec=Other(storage_gib=row.size("volume_size"), tier=row.text("storage_tier")),
        references=arn.references(
            ("replicates", "volume_id", row.text("volume_id")),
            ("replicates", "source_snapshot_id", row.text("source_snapshot_id")),
            ("encrypted-with", "kms_key_id", row.text("kms_key_id")),
        ),
    )


RULES: dict[str, FromTerraform] = {
    "aws_ebs_snapshot": snapshot,
    "aws_ebs_snapshot_copy": snapshot,
    "aws_ebs_volume": volume,
    "aws_volume_attachment": attachment,
}
