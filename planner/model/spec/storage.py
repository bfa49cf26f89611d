"""What holds bytes: disks, buckets, shares, databases, caches."""

from typing import Literal

from msgspec import Struct

from planner.model.spec.compute import Licence


class Volume(Struct, frozen=True, tag_field="spec", tag="volume", omit_defaults=True):
    """storage.block_volume."""

    size_gib: int | None = None
    tier: str = ""
    iops: int | None = None
    throughput_mib: int | None = None
    encrypted: bool | None = None
    key: str = ""
    machine: str = ""
    """The machine it is attached to."""
    device: str = ""


class LifecycleRule(Struct, frozen=True, gc=False, omit_defaults=True):
    """One rule on the age of objects."""

    prefix: str = ""
    expire_days: int | None = None
    transition_days: int | None = None
    transition_class: str = ""
    enabled: bool = True


class Bucket(Struct, frozen=True, tag_field="spec", tag="bucket", omit_defaults=True):
    """storage.object_bucket."""

    versioning: bool | None = None
    encrypted: bool | None = None
    key: str = ""
    public: bool | None = None
    storage_class: str = ""
    object_lock: bool = False
    lifecycle: tuple[LifecycleRule, ...] = ()
    cors: bool = False
    website: bool = False
    replication: bool = False
    logging: str = ""
    policy: bool = False


class FileShare(Struct, frozen=True, tag_field="spec", tag="file-share", omit_defaults=True):
    """storage.file_nfs, storage.file_smb."""

    size_gib: int | None = None
    protocol: Literal["nfs", "smb", "lustre", ""] = ""
    tier: str = ""
    encrypted: bool | None = None
    key: str = ""
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()


class Database(Struct, frozen=True, tag_field="spec", tag="database", omit_defaults=True):
    """db.postgres, db.mysql, db.aurora_postgres, db.sqlserver and other relational engines."""

    engine: str = ""
    """postgresql, mysql, mariadb, sqlserver, oracle, aurora-postgresql, …"""
    version: str = ""
    size: str = ""
    vcpus: int | None = None
    memory_gib: float | None = None
    storage_gib: int | None = None
    storage_tier: str = ""
    iops: int | None = None
    high_availability: bool | None = None
    replica_of: str = ""
    backup_days: int | None = None
    encrypted: bool | None = None
    key: str = ""
    public: bool | None = None
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
    port: int | None = None
    database: str = ""
    user: str = ""
    parameters: str = ""
    deletion_protection: bool | None = None
    licence: Licence = ""
    nodes: int | None = None
    """Instances that share its storage (Aurora); None where the source keeps one, or one and standby."""


class Cache(Struct, frozen=True, tag_field="spec", tag="cache", omit_defaults=True):
    """db.redis and db.memcached."""

    engine: str = ""
    version: str = ""
    size: str = ""
    memory_gib: float | None = None
    nodes: int | None = None
    shards: int | None = None
    high_availability: bool | None = None
    encrypted_in_transit: bool | None = None
    encrypted: bool | None = None
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
