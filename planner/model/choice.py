"""What becomes of each resource at a target: the choice and what is lost, or why there is none."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.model.money import Quantity, UnknownQuantity
from planner.model.resource import ResourceId
from planner.model.text import Text

Fit = Literal["exact", "close", "partial", "self-hosted", "none"]
Method = Literal["rehost", "replatform", "repurchase", "refactor", "retire", "retain"]
Weight = Literal["minor", "major", "blocking"]


class Loss(Struct, frozen=True, order=True):
    """Something that the source does and the choice does not, and what to do instead."""

    id: str
    """Stable within a mapping, e.g. `no-instance-role`."""
    weight: Weight
    problem: Text
    fallback: Text
    property: str = ""
    """The source property it is about; empty for the whole."""


class Qualification(Struct, frozen=True, order=True, gc=False):
    """What a service in a region is qualified for; scheme `""` prints "to be verified"."""

    scheme: str = ""
    """SecNumCloud, HDS, ISO 27001, …"""
    milestone: Text = Text(en="", fr="")
    """qualified, in process, …"""
    date: str = ""
    source: str = ""


class RunnerUp(Struct, frozen=True):
    """Another way that was not chosen, with the reason."""

    service: Text
    reason: Text


class Need(Struct, frozen=True, kw_only=True, gc=False):
    """What a machine must have: the least that a chosen size may offer."""

    vcpus: int | None = None
    memory_gib: float | None = None
    gpus: int = 0
    architecture: str = ""
    local_disk_gib: int = 0
    os: str = ""
    licence: str = ""
    software: str = ""


class Offer(Struct, frozen=True, kw_only=True):
    """A commercial size of a target, with what it costs where it is asked for."""

    name: str
    vcpus: int
    memory_gib: float
    architecture: str = "x86_64"
    gpus: int = 0
    gpu_model: str = ""
    local_disk_gib: int = 0
    family: str = ""
    price_per_hour: Decimal | None = None
    """EUR; None where the book holds none."""
    notes: str = ""


class Sized(Struct, frozen=True):
    """The cheapest offer that is never smaller than the need, and what it gives above it."""

    offer: Offer
    surplus: Text | None
    """What is above the need; None where it fits exactly."""
    runner_ups: tuple[RunnerUp, ...] = ()


class Ref(Struct, frozen=True, order=True):
    """A value that another resource's Terraform block gives, written as an expression when rendered.

    `missing` says what stands there when that resource is not part of the plan: the argument is left
    out, or a variable asks for it.
    """

    resource: ResourceId
    type: str
    """Terraform type of the block within that resource's template, e.g. `scaleway_vpc`."""
    attribute: str = "id"
    missing: Literal["drop", "variable"] = "drop"
    description: Text | None = None
    """Of the variable."""
    index: str | None = None
    """Key within that block's own for_each, where it has one of its own."""


class Variable(Struct, frozen=True, order=True):
    """A value that the people who apply must give: becomes `var.<name>` and a block in variables.tf."""

    name: str
    type: str
    """HCL type: string, number, bool, list(string), …"""
    description: Text
    sensitive: bool = False
    default: "Value" = None
    """Holds no code."""
    required: bool = True
    """False with default None makes `default = null`."""
    sample: "Value" = None
    """A well-formed value for offline.tfvars, so that the root plans before anyone fills it in."""


class Data(Struct, frozen=True):
    """A look-up at the target: prints `data.<type>.<name>.<attribute>`.

    The block is rendered once a root from `templates/<target>/data.<type>.tf.j2` with `values`.
    """

    type: str
    name: str
    attribute: str
    values: "tuple[tuple[str, Value], ...]" = ()


class Expression(Struct, frozen=True):
    """HCL written by us, never from input, with the values it uses filled in as `{name}`.

    Example: Expression("cidrhost({range}, {number})", (("range", "10.0.0.0/24"), ("number", 11))).
    """

    text: str
    values: "tuple[tuple[str, Value], ...]" = ()


class Blocks(Struct, frozen=True):
    """A list that the template walks (`{% for rule in v.rules %}`): one nested block each."""

    items: "tuple[dict[str, Value], ...]"


Value = (
    str
    | int
    | float
    | bool
    | Decimal
    | None
    | Ref
    | Variable
    | Data
    | Expression
    | Blocks
    | tuple["Value", ...]
    | dict[str, "Value"]
)
"""What a template prints. A string is text, whatever is in it: only the types above become code."""


class Design(Struct, frozen=True, kw_only=True):
    """How one resource is built at a target: what the template prints and what is bought."""

    values: dict[str, Value]
    size: str = ""
    """Commercial size, where there is one."""
    quantities: tuple[Quantity | UnknownQuantity, ...] = ()
    losses: tuple[Loss, ...] = ()
    """Those that depend on this resource's properties; the mapping file holds those of the kind."""
    surplus: Text | None = None
    runner_ups: tuple[RunnerUp, ...] = ()
    fit: Fit | None = None
    """Where it differs from the mapping's."""
    service: Text | None = None
    files: tuple[tuple[str, str], ...] = ()
    """(name, text) of files beside the root's .tf files: cloud-init templates, written by us."""
    type: str = ""
    """Main Terraform type, where it differs from the mapping's."""
    without_terraform: bool = False
    """True where the choice needs no block of its own (it is part of another, or a runbook step)."""


class Refusal(Struct, frozen=True):
    """A design function's word that this very resource cannot be built, with the reason."""

    reason: Literal["no-mapping-yet", "verdict-none", "limit"]
    detail: Text
    fallback: Text


class Choice(Struct, frozen=True, kw_only=True):
    """For one resource and one target: service, size, fit, losses, method, runners-up."""

    resource: ResourceId
    target: str
    region: str
    mapping: str
    """Stem of the mapping file and its template, e.g. `compute.vm`."""
    service: Text
    fit: Fit
    method: Method
    design: Design
    losses: tuple[Loss, ...] = ()
    qualification: Qualification = Qualification()
    runner_ups: tuple[RunnerUp, ...] = ()
    overridden_by: str = ""
    """Who, when and why, where the overrides file decided."""


class Unmapped(Struct, frozen=True, kw_only=True):
    """A resource without equivalent in this plan, with the reason and what to do."""

    resource: ResourceId
    target: str
    reason: Literal["type-unknown", "no-mapping-yet", "verdict-none", "limit", "stays", "refused"]
    """`refused`: a duty of its data forbids every option here; `clauses` names the duties."""
    detail: Text
    fallback: Text
    service: str = ""
    """The named software or service that would do it."""
    clauses: tuple[str, ...] = ()
    """Ids of the duties that are not met."""
