"""The whole plan: applications, placement, roots and addresses, waves, verdict."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.model.choice import Choice, Unmapped
from planner.model.money import Costs
from planner.model.resource import Dependency, Diagnostic, Inventory, ResourceId
from planner.model.sovereignty import Assessments
from planner.model.text import Language, Text

SCHEMA_VERSION = 1

FOUNDATION = "foundation"
"""Name of the application and root that holds what applications share."""


class Application(Struct, frozen=True, kw_only=True):
    """The resources that move together."""

    name: str
    """Unique slug."""
    label: str
    """As people call it."""
    resources: tuple[ResourceId, ...]
    found_by: Literal["tag", "name", "component", "override", "shared"]
    owner: str = ""
    criticality: str = ""
    data_classes: tuple[str, ...] = ()


class Placement(Struct, frozen=True, kw_only=True):
    """Where one application goes."""

    application: str
    target: str
    region: str
    zones: tuple[str, ...] = ()
    reasons: tuple[Text, ...] = ()


class Address(Struct, frozen=True, order=True, kw_only=True):
    """Where one resource is written: its root and its name in Terraform."""

    resource: ResourceId
    root: str
    """Folder under `terraform/<target>-<region>/`."""
    name: str
    """Terraform local name, unique within its mapping in that root."""
    key: str = ""
    """Key within for_each, where it is one of several alike; empty for a block of its own."""
    type: str = ""
    """Main Terraform type; empty where the choice needs no block."""

    @property
    def text(self) -> str:
        """`type.name` or `type.name["key"]`."""
        if not self.type:
            return ""
        return f'{self.type}.{self.name}["{self.key}"]' if self.key else f"{self.type}.{self.name}"


Action = Literal["create", "copy-data", "switch", "rebuild", "by-hand"]


class Step(Struct, frozen=True, kw_only=True):
    """One thing done in a wave, with how long it takes."""

    resource: ResourceId
    action: Action
    title: Text
    gib: Decimal | None = None
    """Bytes that move, in GiB; None unknown."""
    minutes_low: float
    minutes_likely: float
    minutes_high: float
    downtime: bool = False
    """Whether the application stops meanwhile."""
    verify: Text | None = None
    rollback: Text | None = None


class Wave(Struct, frozen=True, kw_only=True):
    """Applications that move in the same window; every wave needs only earlier ones."""

    number: int
    applications: tuple[str, ...]
    steps: tuple[Step, ...] = ()
    minutes_low: float = 0
    minutes_likely: float = 0
    minutes_high: float = 0
    downtime_minutes: float = 0


class Cycle(Struct, frozen=True, kw_only=True):
    """Applications that need each other, so that they move as one, and the edge that would part them."""

    applications: tuple[str, ...]
    cut: Dependency
    """The cheapest edge to cut."""


Grade = Literal["ready", "ready-with-losses", "work-needed", "blocked"]


class Verdict(Struct, frozen=True, kw_only=True):
    """What an architect can take to a board."""

    grade: Grade
    headline: Text
    blockers: tuple[Text, ...] = ()
    counts: dict[str, int] = {}
    """read, mapped, unmapped, unread, exact, close, partial, self-hosted, losses-minor, …"""


class Header(Struct, frozen=True, kw_only=True):
    """Who made the plan from what; nothing here depends on clock, user or path."""

    schema_version: int = SCHEMA_VERSION
    tool_version: str
    as_of: str
    target: str
    region: str
    language: Language = "en"
    inputs: tuple[tuple[str, str], ...] = ()
    """(file name, SHA-256)."""
    price_book_date: str = ""


class MigrationPlan(Struct, frozen=True, kw_only=True):
    """All of it for one target: what every output reads, and nothing else."""

    header: Header
    inventory: Inventory
    dependencies: tuple[Dependency, ...]
    applications: tuple[Application, ...]
    choices: dict[ResourceId, Choice | Unmapped]
    """One for every resource of the inventory, in order of id."""
    addresses: dict[ResourceId, Address]
    placements: tuple[Placement, ...]
    waves: tuple[Wave, ...]
    cycles: tuple[Cycle, ...]
    costs: Costs
    verdict: Verdict
    diagnostics: tuple[Diagnostic, ...] = ()
    """The inventory's and those of every later stage, sorted."""
    assessments: Assessments = Assessments()


class OutputFile(Struct, frozen=True, order=True):
    """One file of the output folder: POSIX path below it, and its bytes."""

    path: str
    content: bytes
