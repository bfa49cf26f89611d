"""EFS and FSx: shared file systems."""

from decimal import Decimal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind
from planner.model.spec import FileShare
from providers.sources.aws import arn
from providers.sources.aws.row import Row


def file_system(record: Record) -> Reading:
    """aws_efs_file_system: NFS that grows by itself."""
    row = Row(record)
    key = row.text("kms_key_id")
    size = row.block("size_in_bytes").count("value")
    return row.reading(
        row.own_arn("elasticfilesystem", f"file-system/{row.native}"),
        row.name("creation_token"),
        spec=FileShare(
            protocol="nfs",
            tier=row.text("performance_mode"),
            encrypted=row.flag("encrypted"),
            key=key,
        ),
        # A state holds the size at the last refresh; the 6 KiB of an empty one say nothing.
        stored_gib=Decimal(size) / 1024**3 if size and size > 6 * 1024 else None,
        aliases=row.texts("dns_name"),
        references=arn.references(("encrypted-with", "kms_key_id", key)),
    )


def mount_target(record: Record) -> Reading:
    """aws_efs_mount_target folds into its file system: where it is reached."""
    row = Row(record)
    place, groups = row.texts("subnet_id"), row.texts("security_groups")
    return row.part(
        row.text("file_system_id"),
        spec=FileShare(subnets=place, security_groups=groups),
        references=arn.references(
            ("in", "subnet_id", place), ("guarded-by", "security_groups", groups)
        ),
    )


def of_file_system(record: Record) -> Reading:
    """aws_efs_access_point, …_policy, …_backup_policy, …: parts of a file system."""
    row = Row(record)
    return row.part(row.text("file_system_id", "source_file_system_id"), spec=FileShare())


def fsx(record: Record) -> Reading:
    """aws_fsx_*_file_system: Windows, ONTAP, Lustre or OpenZFS shares of a fixed size."""
    row = Row(record)
    windows = "windows" in row.type
    lustre = "lustre" in row.type
    key = row.text("kms_key_id")
    subnets, groups = row.texts("subnet_ids"), row.texts("security_group_ids")
    return row.reading(
        row.own_arn("fsx", f"file-system/{row.native}"),
        row.name(),
        kind=Kind("storage.file_smb") if windows else Kind("storage.file_nfs") if lustre else None,
        spec=FileShare(
            size_gib=row.size("storage_capacity"),
            protocol="smb" if windows else "lustre" if lustre else "nfs",
            tier=row.text("storage_type", "deployment_type"),
            key=key,
            subnets=subnets,
            security_groups=groups,
        ),
        aliases=row.texts("dns_name"),
        references=arn.references(
            ("in", "subnet_ids", subnets),
            ("guarded-by", "security_group_ids", groups),
            ("encrypted-with", "kms_key_id", key),
        ),
    )


RULES: dict[str, FromTerraform] = {
    "aws_efs_access_point": of_file_system,
    "aws_efs_backup_policy": of_file_system,
    "aws_efs_file_system": file_system,
    "aws_efs_file_system_policy": of_file_system,
    "aws_efs_mount_target": mount_target,
    "aws_efs_replication_configuration": of_file_system,
    "aws_fsx_lustre_file_system": fsx,
    "aws_fsx_ontap_file_system": fsx,
    "aws_fsx_openzfs_file_system": fsx,
    "aws_fsx_windows_file_system": fsx,
}
