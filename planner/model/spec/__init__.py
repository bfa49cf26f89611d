"""What a resource is, by kind, in words that no cloud owns.

A field is None (or empty) where the source does not say; a default is never invented here. Words that
name another resource (`subnet`, `key`, …) are as written at the source: id, ARN, self link or name.

Attachments and rules that a cloud keeps as records of their own are read as *partial* specs of the
resource they belong to; `planner.inventory.fold` adds their tuples and fills the fields left empty.
"""

from planner.model.spec.compute import (
    Architecture,
    Disk,
    Image,
    KeyPair,
    Licence,
    ScalingGroup,
    ScalingRule,
    VirtualMachine,
)
from planner.model.spec.network import (
    DnsRecord,
    DnsZone,
    FirewallRule,
    Gateway,
    HealthCheck,
    Listener,
    ListenerRule,
    LoadBalancer,
    Network,
    Protocol,
    PublicIp,
    Route,
    RouteTable,
    SecurityGroup,
    Subnet,
    TargetGroup,
)
from planner.model.spec.platform import (
    Cluster,
    EncryptionKey,
    NodePool,
    Other,
    Queue,
    Registry,
    Role,
    Secret,
)
from planner.model.spec.storage import (
    Bucket,
    Cache,
    Database,
    FileShare,
    LifecycleRule,
    Volume,
)

__all__ = [
    "Architecture",
    "Bucket",
    "Cache",
    "Cluster",
    "Database",
    "Disk",
    "DnsRecord",
    "DnsZone",
    "EncryptionKey",
    "FileShare",
    "FirewallRule",
    "Gateway",
    "HealthCheck",
    "Image",
    "KeyPair",
    "Licence",
    "LifecycleRule",
    "Listener",
    "ListenerRule",
    "LoadBalancer",
    "Network",
    "NodePool",
    "Other",
    "Protocol",
    "PublicIp",
    "Queue",
    "Registry",
    "Role",
    "Route",
    "RouteTable",
    "ScalingGroup",
    "ScalingRule",
    "Secret",
    "SecurityGroup",
    "Spec",
    "Subnet",
    "TargetGroup",
    "VirtualMachine",
    "Volume",
]

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
