"""Machines: what they are, what starts many of them alike, keys and images."""

from typing import Literal

from msgspec import Struct

Architecture = Literal["x86_64", "arm64", ""]
Licence = Literal["included", "byol", "none", ""]


class Disk(Struct, frozen=True, gc=False, omit_defaults=True):
    """A disk described within a machine."""

    size_gib: int | None = None
    tier: str = ""
    """The source's own word: gp3, Premium_LRS, pd-ssd."""
    iops: int | None = None
    encrypted: bool | None = None
    key: str = ""


class VirtualMachine(Struct, frozen=True, tag_field="spec", tag="vm", omit_defaults=True):
    """compute.vm, compute.vm_windows, compute.gpu, compute.spot, compute.launch_template."""

    size: str = ""
    """Commercial size at the source: m6i.large, Standard_D4s_v5, n2-standard-4."""
    vcpus: int | None = None
    """Only where the source states it (custom sizes); else the size table knows."""
    memory_gib: float | None = None
    gpus: int | None = None
    architecture: Architecture = ""
    local_disk_gib: int | None = None
    os: str = ""
    """`<family>[-<version>]`, lower case: ubuntu-24.04, debian-12, windows-2022, rhel-9; '' unknown."""
    licence: Licence = ""
    software: str = ""
    """Licensed software in the image, e.g. sql-server-standard."""
    image: str = ""
    boot_disk: Disk | None = None
    data_disks: tuple[Disk, ...] = ()
    """Disks declared within the machine; disks of their own are storage.block_volume."""
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
    private_ips: tuple[str, ...] = ()
    public_ip: bool = False
    key_pair: str = ""
    role: str = ""
    user_data: bool = False
    """Whether it starts with user data (the text itself may hold secrets and is not kept)."""
    placement_group: str = ""
    spot: bool = False
    confidential: bool = False
    state: str = ""
    """running, stopped; '' unknown."""


class ScalingRule(Struct, frozen=True, gc=False, omit_defaults=True):
    """How a group grows: a metric held at a target, or a schedule."""

    kind: Literal["target", "step", "schedule"]
    metric: str = ""
    target: float | None = None
    schedule: str = ""


class ScalingGroup(Struct, frozen=True, tag_field="spec", tag="scaling-group", omit_defaults=True):
    """compute.autoscaling_group."""

    minimum: int | None = None
    maximum: int | None = None
    desired: int | None = None
    template: str = ""
    """The launch template or configuration it starts machines from."""
    machine: VirtualMachine | None = None
    """The machine itself where the source writes it in the group."""
    subnets: tuple[str, ...] = ()
    target_groups: tuple[str, ...] = ()
    health_check: str = ""
    rules: tuple[ScalingRule, ...] = ()


class KeyPair(Struct, frozen=True, tag_field="spec", tag="key-pair", omit_defaults=True):
    """compute.keypair."""

    public_key: str = ""
    algorithm: str = ""


class Image(Struct, frozen=True, tag_field="spec", tag="image", omit_defaults=True):
    """compute.image."""

    os: str = ""
    architecture: Architecture = ""
    size_gib: int | None = None
    licence: Licence = ""
    software: str = ""
    """Licensed software in it, e.g. sql-server-standard."""
