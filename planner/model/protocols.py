"""What a cloud gives the planner: readers and bills for a source, designs for a target.

`planner.cli` passes these in; the planner itself names no cloud.
"""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Literal, Protocol, runtime_checkable

from msgspec import Struct

from planner.model.choice import Design, Need, Refusal, Sized, Value
from planner.model.money import Quantity, Range, UnknownQuantity
from planner.model.resource import Kind, Reference, Relation, Resource, ResourceId, Utilisation
from planner.model.spec import Spec, VirtualMachine

Attributes = Mapping[str, Any]
"""Attributes as an export or an API wrote them: JSON values, hostile, anything may be missing."""


class Record(Struct, frozen=True, kw_only=True):
    """One managed object as an export wrote it, before anybody knows what it means."""

    type: str
    """Terraform type."""
    address: str
    """Full Terraform address with module path and index key."""
    attributes: Attributes
    file: str
    account: str = "unknown"
    """From the provider configuration or the ids in the file, where they tell."""
    region: str = ""
    cloud: str = ""
    """Where the type's prefix does not tell it: types that no Terraform provider has."""


class Item(Struct, frozen=True, kw_only=True):
    """One object of an export in its cloud's own words, before anybody knows what it means."""

    cloud: str
    form: Literal["api", "config", "template", "graph", "asset", "table", "bill"]
    """Who wrote `body`: an API's answer; a configuration recorder; a template with its references
    unresolved; a resource graph; an asset inventory; a table of an inventory tool; a bill."""
    type: str
    """`ec2.describe_instances` for an API's answer, else the cloud's own name of the type:
    `AWS::EC2::Instance`, `microsoft.compute/virtualmachines`, `compute.googleapis.com/Instance`."""
    body: Attributes
    file: str
    place: str
    """Where in the file: `Reservations[3].Instances[0]`, `line 17`."""
    account: str = ""
    region: str = ""


Adapt = Callable[[Item], Iterable[Record]]
"""An item as records of Terraform types, so that one rule reads states, exports and live answers.

An item of a type that the source does not know gives one record of the type's own name, with its id,
name, tags and place among the attributes: it is inventoried as unmapped, never dropped. None for what
is the cloud's own and nobody's resource (a default parameter group).
"""


class Reading(Struct, frozen=True, kw_only=True):
    """What a source's rule made of one record. One record gives exactly one reading."""

    id: str
    """In the form `ResourceId` documents; '' where the record has none (the reader falls back)."""
    name: str
    spec: Spec | None = None
    kind: Kind | None = None
    """Set only where the attributes decide and the table of types does not."""
    account: str = ""
    region: str = ""
    zone: str = ""
    tags: dict[str, str] = {}
    references: tuple[Reference, ...] = ()
    aliases: tuple[str, ...] = ()
    part_of: str = ""
    stored_gib: Decimal | None = None
    utilisation: Utilisation | None = None


FromTerraform = Callable[[Record], Reading]

Assemble = Callable[[tuple[Resource, ...]], tuple[Resource, ...]]
"""All resources of one cloud as read, before folding -> the same ones, one for one.

For what only the whole estate tells: a machine names its network interfaces, not they it. It may set
`part_of` and fill specs; it neither adds nor removes a resource, nor changes an id.
"""


class Estate(Protocol):
    """What a bill or a design may ask about the estate around a resource."""

    def resolve(self, word: str, near: Resource) -> Resource | None:
        """The resource that `word` (id, ARN, self link, name) means in the configuration of `near`."""

    def dependents(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        """The resources that need this one, sorted by id."""

    def needs(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        """The resources that this one needs, sorted by id."""

    def by_id(self, resource: ResourceId) -> Resource | None:
        """The resource of that id."""

    def assumed(self, key: str) -> Range | None:
        """The amounts that the policy (or its documented default) assumes; None if it has none."""


class Surroundings(Estate, Protocol):
    """What a design function may ask besides: sizes, zones, decisions."""

    @property
    def target(self) -> str:
        """Name of the target."""

    @property
    def region(self) -> str:
        """Region of the target where this plan lands."""

    def zone(self, resource: Resource) -> str:
        """Zone of the target for the zone of the resource: spread alike, the first where unknown."""

    def zones(self) -> tuple[str, ...]:
        """Zones of the region, first the default."""

    def need(self, resource: Resource, machine: VirtualMachine) -> Need:
        """What a machine must have, from its spec and the table of source sizes."""

    def size(self, resource: Resource, need: Need, catalogue: str = "vm") -> Sized | None:
        """The cheapest size of `mappings/<target>/sizes/<catalogue>.csv` never below the need.

        A size that the lock or the overrides name wins. None where nothing is large enough.
        """

    def is_mapped(self, resource: Resource) -> bool:
        """Whether the target has a mapping for its kind (so that a Ref to it can be expected)."""

    def setting(self, name: str) -> Any:  # noqa: ANN401 - a value of the target's own settings file
        """A value of `mappings/<target>/target.yaml` under `settings:`."""


@runtime_checkable
class Census(Protocol):
    """Surroundings that can list: what a target makes once for many must know the many."""

    def of_kind(self, kind: str) -> tuple[Resource, ...]:
        """Every resource of a kind, sorted by id."""


Bill = Callable[[Resource, Estate], Iterable[Quantity | UnknownQuantity]]
"""What a resource buys at its source each month, before prices."""

DesignFunction = Callable[[Resource, Surroundings], Design | Refusal]


Lists = Callable[[Resource, str], bool]
"""Whether a `service.operation` of the ledger of a live collection lists whatever is of its type."""


class Source(Struct, frozen=True, kw_only=True):
    """A cloud that estates come from: `providers.sources.<name>.SOURCE`."""

    name: str
    prefixes: tuple[str, ...]
    """Of its Terraform types: `aws_`; `azurerm_`, `azuread_`; `google_`."""
    rules: Mapping[str, FromTerraform]
    """Terraform type -> what it means."""
    bill: Bill
    """What a resource costs today; empty for what is free of charge."""
    free_kinds: frozenset[str]
    """Kinds that this cloud does not bill, so that no line is missing where they have none."""
    transfer: Bill
    """What moving its bytes out buys once."""
    identify: Callable[[str, Attributes, str, str], str]
    """(type, attributes, account, region) -> id for a type without a rule; '' if it has none."""
    assemble: Assemble | None = None
    """Called once on all of this cloud's resources before they fold, and on what of `context_types`
    the files looked up; what is only looked up is taken out again afterwards."""
    adapt: Adapt | None = None
    """Items of exports as records; None where no export of this cloud is read yet."""
    lists: Lists | None = None
    """None: it is not known what its operations list."""
    context_types: frozenset[str] = frozenset()
    """Types of data sources that tell of managed ones: the image that a machine was made from."""


class Target(Struct, frozen=True, kw_only=True):
    """A cloud that estates go to: `providers.targets.<name>.TARGET`."""

    name: str
    designs: Mapping[str, DesignFunction]
    """Function named by a mapping's `design:` -> the function."""
    sample: Callable[[str, str], Value]
    """(Terraform type, attribute) -> a well-formed made-up value, for offline.tfvars."""
