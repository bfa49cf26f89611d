"""Clusters, registries, secrets, keys, queues, roles, and every other kind."""

from msgspec import Struct

from planner.model.spec.compute import VirtualMachine


class Cluster(Struct, frozen=True, tag_field="spec", tag="cluster", omit_defaults=True):
    """k8s.cluster."""

    version: str = ""
    network: str = ""
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
    private_api: bool | None = None
    high_availability: bool | None = None
    role: str = ""
    key: str = ""
    pod_range: str = ""
    service_range: str = ""
    tier: str = ""
    pools: "tuple[NodePool, ...]" = ()
    """Node pools written within the cluster, each with its `name`; others are k8s.node_pool."""


class NodePool(Struct, frozen=True, tag_field="spec", tag="node-pool", omit_defaults=True):
    """k8s.node_pool."""

    cluster: str = ""
    machine: VirtualMachine | None = None
    minimum: int | None = None
    maximum: int | None = None
    desired: int | None = None
    subnets: tuple[str, ...] = ()
    labels: tuple[tuple[str, str], ...] = ()
    taints: tuple[tuple[str, str, str], ...] = ()
    """(key, value, effect)."""
    zones: tuple[str, ...] = ()
    name: str = ""
    """Within its cluster, where it is written there; empty for a resource of its own."""


class Registry(Struct, frozen=True, tag_field="spec", tag="registry", omit_defaults=True):
    """container.registry."""

    public: bool | None = None
    immutable_tags: bool = False
    scan: bool = False
    tier: str = ""
    key: str = ""


class Secret(Struct, frozen=True, tag_field="spec", tag="secret", omit_defaults=True):
    """sec.secret; its value is never read."""

    description: str = ""
    key: str = ""
    rotation_days: int | None = None
    versions: int | None = None
    vault: bool = False
    """A container of secrets (Azure Key Vault) rather than one secret."""


class EncryptionKey(Struct, frozen=True, tag_field="spec", tag="key", omit_defaults=True):
    """sec.kms."""

    description: str = ""
    algorithm: str = ""
    usage: str = ""
    rotation_days: int | None = None
    hsm: bool = False
    multi_region: bool = False


class Queue(Struct, frozen=True, tag_field="spec", tag="queue", omit_defaults=True):
    """msg.queue."""

    fifo: bool = False
    retention_seconds: int | None = None
    visibility_seconds: int | None = None
    max_message_bytes: int | None = None
    delay_seconds: int | None = None
    dead_letter: str = ""
    key: str = ""
    tier: str = ""


class Role(Struct, frozen=True, tag_field="spec", tag="role", omit_defaults=True):
    """iam.role: an identity that software takes, with what it may do."""

    description: str = ""
    trusted: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()
    actions: tuple[str, ...] = ()
    """Permissions as written at the source, e.g. `s3:GetObject`, `roles/storage.admin`."""
    members: tuple[str, ...] = ()


class Other(Struct, frozen=True, tag_field="spec", tag="other", omit_defaults=True):
    """Every other kind: what sizes and prices it, as far as the source says."""

    size: str = ""
    units: int | None = None
    storage_gib: int | None = None
    tier: str = ""
