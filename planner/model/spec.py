"""What a resource is, by kind, in words that no cloud owns.

A field is None (or empty) where the source does not say; a default is never invented here. Words that
name another resource (`subnet`, `key`, …) are as written at the source: id, ARN, self link or name.

Attachments and rules that a cloud keeps as records of their own are read as *partial* specs of the
resource they belong to; `planner.inventory.fold` adds their tuples and fills the fields left empty.
"""

from typing import Literal

from msgspec import Struct

Protocol = Literal["tcp", "udp", "icmp", "all", "esp", "ah", "sctp"]
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


class Network(Struct, frozen=True, tag_field="spec", tag="network", omit_defaults=True):
    """network.vpc."""

    ranges: tuple[str, ...] = ()
    """CIDR blocks, IPv4 and IPv6."""
    dns_servers: tuple[str, ...] = ()


class Subnet(Struct, frozen=True, tag_field="spec", tag="subnet", omit_defaults=True):
    """network.subnet."""

    network: str = ""
    ranges: tuple[str, ...] = ()
    public: bool | None = None
    """Whether machines in it get a public address."""
    route_table: str = ""
    security_group: str = ""
    nat: str = ""


class Route(Struct, frozen=True, gc=False, omit_defaults=True):
    """One line of a route table."""

    destination: str
    next_hop: str
    """Id of the next hop, an address, or a word: `internet`, `local`, `none`."""
    hop_kind: Literal[
        "internet",
        "nat",
        "machine",
        "interface",
        "peering",
        "vpn",
        "transit",
        "endpoint",
        "address",
        "local",
        "none",
        "other",
    ] = "other"


class RouteTable(Struct, frozen=True, tag_field="spec", tag="route-table", omit_defaults=True):
    """network.route_table."""

    network: str = ""
    routes: tuple[Route, ...] = ()
    subnets: tuple[str, ...] = ()
    main: bool = False


class Gateway(Struct, frozen=True, tag_field="spec", tag="gateway", omit_defaults=True):
    """network.internet_gateway, network.nat."""

    network: str = ""
    subnets: tuple[str, ...] = ()
    public_ips: tuple[str, ...] = ()
    private: bool = False


class FirewallRule(Struct, frozen=True, gc=False, omit_defaults=True):
    """One permission or refusal of a security group."""

    direction: Literal["in", "out"]
    protocol: Protocol
    first_port: int | None = None
    """None with last_port None: every port."""
    last_port: int | None = None
    ranges: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Security groups (or tags, service tags) that are the other end."""
    allow: bool = True
    priority: int | None = None
    description: str = ""


class SecurityGroup(
    Struct, frozen=True, tag_field="spec", tag="security-group", omit_defaults=True
):
    """network.security_group."""

    network: str = ""
    description: str = ""
    rules: tuple[FirewallRule, ...] = ()
    members: tuple[str, ...] = ()
    """Where the group names what it guards (Azure associations, GCP target tags)."""


class PublicIp(Struct, frozen=True, tag_field="spec", tag="public-ip", omit_defaults=True):
    """network.public_ip."""

    address: str = ""
    attached_to: str = ""
    version: Literal[4, 6] = 4


class ListenerRule(Struct, frozen=True, gc=False, omit_defaults=True):
    """A layer-7 rule of a listener."""

    priority: int | None = None
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    target_group: str = ""
    action: str = "forward"


class Listener(Struct, frozen=True, omit_defaults=True):
    """One port a load balancer answers on."""

    port: int
    protocol: Literal["tcp", "udp", "tls", "http", "https"]
    target_group: str = ""
    certificate: str = ""
    redirect_to: str = ""
    """`https` or a URL, where it redirects instead of forwarding."""
    rules: tuple[ListenerRule, ...] = ()
    id: str = ""
    """The listener's own id, so that rules kept apart find it."""


class LoadBalancer(Struct, frozen=True, tag_field="spec", tag="load-balancer", omit_defaults=True):
    """network.lb_l4, network.lb_l7, network.lb_classic."""

    layer: Literal[4, 7] = 7
    internal: bool = False
    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
    listeners: tuple[Listener, ...] = ()
    public_ips: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    """Machines behind it where the balancer itself names them (classic)."""
    health: "HealthCheck | None" = None
    access_logs: str = ""
    web_firewall: bool = False
    pools: "tuple[TargetGroup, ...]" = ()
    """Target groups written within the balancer, each with its `name`, which listeners quote."""


class HealthCheck(Struct, frozen=True, gc=False, omit_defaults=True):
    """How a target is known to be well."""

    protocol: Literal["tcp", "http", "https"] = "tcp"
    port: int | None = None
    path: str = ""
    interval_seconds: int | None = None
    timeout_seconds: int | None = None
    healthy: int | None = None
    unhealthy: int | None = None
    codes: str = ""


class TargetGroup(Struct, frozen=True, tag_field="spec", tag="target-group", omit_defaults=True):
    """network.target_group."""

    port: int | None = None
    protocol: Literal["tcp", "udp", "tls", "http", "https", ""] = ""
    network: str = ""
    targets: tuple[str, ...] = ()
    """Machines, groups or addresses."""
    health: HealthCheck | None = None
    sticky: bool = False
    balancer: str = ""
    """The load balancer that owns it, where the source says so."""
    name: str = ""
    """Within its balancer, where it is written there; empty for a resource of its own."""


class DnsZone(Struct, frozen=True, tag_field="spec", tag="dns-zone", omit_defaults=True):
    """dns.zone, dns.private_zone."""

    domain: str = ""
    """Without the final dot."""
    private: bool = False
    networks: tuple[str, ...] = ()
    dnssec: bool = False


class DnsRecord(Struct, frozen=True, tag_field="spec", tag="dns-record", omit_defaults=True):
    """dns.record."""

    zone: str = ""
    name: str = ""
    """Full name without the final dot."""
    type: str = ""
    ttl_seconds: int | None = None
    values: tuple[str, ...] = ()
    alias: str = ""
    """The resource it is an alias of, where it holds no value itself."""
    policy: str = ""
    """weighted, latency, failover, geolocation; '' simple."""


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


Spec = (
    VirtualMachine
    | ScalingGroup
    | KeyPair
    | Image
    | Volume
    | Network
    | Subnet
    | RouteTable
    | Gateway
    | SecurityGroup
    | PublicIp
    | LoadBalancer
    | TargetGroup
    | DnsZone
    | DnsRecord
    | Bucket
    | FileShare
    | Database
    | Cache
    | Cluster
    | NodePool
    | Registry
    | Secret
    | EncryptionKey
    | Queue
    | Role
    | Other
)
