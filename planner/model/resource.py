"""What runs at a cloud today: resources, the references between them, and what could not be read."""

from decimal import Decimal
from typing import Literal, NewType

from msgspec import Raw, Struct

from planner.model.spec import Spec
from planner.model.text import Text

ResourceId = NewType("ResourceId", str)
"""ARN at AWS, lower-cased ARM id at Azure, Cloud Asset name at GCP; else `<file>/<address>`."""

Kind = NewType("Kind", str)
"""A neutral kind, such as `compute.vm`, that every cloud meets in (list: `mappings/kinds.yaml`)."""

Relation = Literal[
    "in",  # lies in a network, subnet, cluster, zone
    "guarded-by",  # a security group, a firewall
    "attached-to",  # a volume to its machine, an address to what it serves
    "routes-to",  # a load balancer to its targets, a route to its next hop, a record to its host
    "encrypted-with",  # a key
    "uses",  # a role, key pair, image, secret, template, registry
    "stores-in",  # a bucket, a share, a log group
    "replicates",  # a replica its primary, a copy its origin
    "sends-to",  # a queue, a topic
    "peers-with",  # another network
]


Form = Literal[
    "live",  # asked of the cloud by this tool
    "api",  # an API's answer, kept in a file
    "graph",  # a resource graph
    "asset",  # an asset inventory
    "config",  # a configuration recorder
    "state",  # a Terraform state or plan
    "table",  # a table of an inventory tool
    "template",  # what is to be made
    "bill",
    "",  # not told
]
"""Who wrote what was read."""


class Origin(Struct, frozen=True, order=True, gc=False, omit_defaults=True):
    """Where a record was read: a file or an account, and the place in it."""

    source: str
    """File name as given (its last part), or `<cloud>:<account>` for a live collection."""
    place: str
    """Terraform address, JSON path or API operation."""
    form: Form = ""


class Reference(Struct, frozen=True, order=True, gc=False):
    """What a resource's configuration names: the raw word, before it is resolved."""

    relation: Relation
    target: str
    """Id, ARN, self link or name as written at the source."""
    path: str
    """The argument that holds it, e.g. `vpc_security_group_ids[0]`."""


class Utilisation(Struct, frozen=True, gc=False):
    """Measured use over a window; None where it was not measured."""

    window_days: int
    cpu_percent_p95: float | None = None
    memory_percent_p95: float | None = None
    egress_gib_month: float | None = None
    """What it sent, wherever to: clouds do not measure apart what leaves them."""
    requests_month: float | None = None
    iops_p95: float | None = None


class Resource(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that a cloud bills or holds, with its meaning in `spec`."""

    id: ResourceId
    cloud: str
    """`aws`, `azure` or `gcp`."""
    native_type: str
    """The Terraform type it was read as, or of the API object's equivalent, e.g. `aws_instance`."""
    name: str
    origin: Origin
    kind: Kind | None = None
    """None where no rule knows the native type."""
    account: str = "unknown"
    region: str = "global"
    zone: str = ""
    tags: dict[str, str] = {}
    spec: Spec | None = None
    """Typed by kind; None where the kind needs none or the type is unknown."""
    references: tuple[Reference, ...] = ()
    aliases: tuple[str, ...] = ()
    """Other names that configuration uses for it: name, ARN, self link, Terraform address."""
    part_of: str = ""
    """Id or alias of the resource this one folds into; empty for a resource of its own."""
    stored_gib: Decimal | None = None
    """Bytes it holds, in GiB; None is unknown, never zero."""
    utilisation: Utilisation | None = None
    observed_monthly_cost: Decimal | None = None
    """From a bill, in `observed_currency`."""
    observed_currency: str = ""
    origins: tuple[Origin, ...] = ()
    """Every place it was read in, where there are several; `origin` is the one that is taken."""
    native: Raw = Raw(b"{}")
    """The attributes as read, secrets redacted, as JSON bytes."""


LedgerStatus = Literal[
    "ok", "denied", "region-off", "api-off", "throttled", "unreachable", "truncated", "error"
]


class LedgerRow(Struct, frozen=True, order=True, gc=False, kw_only=True):
    """What became of one unit of reading: a file, or one operation in one region of one account."""

    cloud: str
    account: str
    region: str
    service: str
    """`terraform` for a state file, else the API's name."""
    operation: str
    """File name for a file, else the API operation."""
    status: LedgerStatus
    read: int = 0
    """Records found."""
    resources: int = 0
    folded: int = 0
    rejected: int = 0
    """Records that became a diagnostic: read = resources + folded + rejected, always."""
    detail: str = ""


Severity = Literal["error", "warning", "info"]


class Diagnostic(Struct, frozen=True, order=True, kw_only=True):
    """Something a reader must know: what, where, why, and what to do."""

    severity: Severity
    code: str
    """Stable and greppable, e.g. `state-instance-without-id`."""
    summary: Text
    """Short, without user data."""
    detail: Text
    """Full sentences: what, why."""
    remedy: Text
    source: str = ""
    place: str = ""
    resource: str = ""
    """Resource id it concerns, where there is one."""


SpendReason = Literal[
    "known",  # a resource that another input tells of as well
    "alone",  # a resource that only the bill tells of
    "gone",  # something that was last charged well before the bill ends
    "no-resource",  # usage that names no resource
    "clouds-own",  # usage of what the cloud made for itself
    "purchase",  # commitments and what of them was not used
    "tax",
    "credit",
    "adjustment",
]


class Spend(Struct, frozen=True, order=True, kw_only=True, gc=False):
    """What a bill shows for one service, of one account, for one reason."""

    cloud: str
    account: str
    service: str
    """As the bill calls it."""
    reason: SpendReason
    currency: str
    monthly: Decimal
    """For a month of 730 hours, by the days that the bill covers."""
    lines: int
    things: int
    """Resources, where the lines name any."""


class Flow(Struct, frozen=True, order=True, kw_only=True, gc=False):
    """Traffic seen between two ends, from the one that asked to the one that served."""

    source: str
    """Private address, or a name or id that the log tells."""
    target: str
    port: int
    """Of the one that served; 0 where the protocol has none."""
    protocol: str
    """`tcp`, `udp`, `icmp`, or its number."""
    bytes: int
    """In both directions, over the window."""
    records: int
    first: int
    """Seconds since 1970."""
    last: int
    account: str = ""
    """Of the interface that recorded it, where the log tells."""
    network: str = ""
    """Network that the addresses are of, where the log tells."""


class Inventory(Struct, frozen=True, kw_only=True):
    """All that was read: resources sorted by id, the ledger, diagnostics."""

    resources: tuple[Resource, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    as_of: str = ""
    """Newest date found in the inputs, `YYYY-MM-DD`; empty where they hold none."""
    inputs: tuple[tuple[str, str], ...] = ()
    """(file name, SHA-256) of every input, sorted."""
    spend: tuple[Spend, ...] = ()
    """What bills show, by service, whether a resource is known or not; sorted."""
    flows: tuple[Flow, ...] = ()
    """Observed traffic, not yet resolved to resources; sorted."""


Evidence = Literal["reference", "configuration", "traffic", "tag", "override"]


class Dependency(Struct, frozen=True, order=True, gc=False):
    """An edge: `source` needs `target`."""

    source: ResourceId
    target: ResourceId
    relation: Relation
    evidence: Evidence
    path: str = ""
    """The argument that shows it."""
