"""Who may reach the data, what classes they are of, what that asks for, and what came of it.

Every sentence that states a fact is a `Statement`: it names its evidence or the resources that show it.
"""

from decimal import Decimal
from typing import Literal

from msgspec import Struct

from planner.model.evidence import Evidence, KeyCustody
from planner.model.resource import ResourceId
from planner.model.text import Text


class Statement(Struct, frozen=True, order=True):
    """A sentence with what shows it; at least one of the two is never empty."""

    text: Text
    evidence: tuple[str, ...] = ()
    """Ids of entries of the store."""
    resources: tuple[ResourceId, ...] = ()


class ClassOf(Struct, frozen=True, order=True, kw_only=True):
    """One data class that a resource carries, and why."""

    name: str
    """Id of a class in `mappings/data-classes.yaml`; `unknown` is one of them."""
    origin: Literal["told", "inherited", "assumed"]
    by: str
    """The tag `key=value`, the selector, the resource id that it comes from, or the policy key."""


class Duty(Struct, frozen=True, order=True, kw_only=True, forbid_unknown_fields=True):
    """Something that a class of data asks of the place where it lies; see `mappings/data-classes.yaml`."""

    id: str
    title: Text
    clause: str
    """Id of the `clause` entry that it rests on; '' for a duty of the user's own policy."""
    rule: Literal[
        "qualified", "area", "keys", "subprocessors", "immunity", "zones", "retention", "shown"
    ]
    """`shown`: nothing the tool can see decides it; it is listed as open, and refuses nothing."""
    schemes: tuple[str, ...] = ()
    """For `qualified`: any of these, at milestone `qualified`."""
    area: Literal["", "fr", "eu", "eea"] = ""
    at_least: int = 0
    """For `zones` their number, for `retention` days."""
    held_by: KeyCustody | Literal[""] = ""
    """For `keys`: at least this custody."""
    roles: tuple[Literal["stores", "processes", "carries"], ...] = (
        "stores",
        "processes",
        "carries",
    )
    """What a resource does with data (`mappings/data-roles.yaml`) for the duty to bind it."""


class Place(Struct, frozen=True, order=True, kw_only=True):
    """A service of a provider in a region, as one ruler measures it at the source and at the target."""

    provider: str
    region: str
    services: tuple[str, ...]
    """The kind or mapping; for self-hosted software the services that it runs on."""
    zones: int | None = None
    keys: KeyCustody | None = None
    """As configured, where the configuration tells; None: by what the service offers."""
    retention_days: int | None = None


class Finding(Struct, frozen=True, order=True, kw_only=True):
    """Whether a duty is met somewhere; only `met` passes."""

    duty: str
    state: Literal["met", "broken", "to-be-verified", "open"]
    """`open` only for duties of rule `shown`."""
    because: Statement


Way = Literal["region", "service", "self-hosted", "target", "stay"]
"""Nearest first."""


class Alternative(Struct, frozen=True, order=True, kw_only=True):
    """Another way that meets every duty of a resource."""

    way: Way
    provider: str
    region: str
    service: Text
    because: Statement


class Refused(Struct, frozen=True, kw_only=True):
    """An option that a duty forbids for one resource, and the nearest that it allows."""

    resource: ResourceId
    provider: str
    region: str
    service: Text
    findings: tuple[Finding, ...]
    """Those that are not met, in order of duty."""
    classes: tuple[ClassOf, ...]
    alternatives: tuple[Alternative, ...] = ()
    """Nearest first; empty: no place that the store knows meets the duties."""


ExposureClass = Literal["E0", "E1", "E2", "E3", "E4", "E5", "E6"]
"""Short name of a fact vector (shared rule in `planner.sovereignty.exposure`), worst first: E0 outside the
EU; E1 non-EU owner; E2 the same, isolated in operation; E3 EU operator on a non-EU stack; E4 EU-controlled
with establishments outside; E5 none found; E6 E4 or E5 with immunity verified for this service."""


class Exposure(Struct, frozen=True, kw_only=True):
    """Who may reach what lies in one place. Unknown facts count at their worst."""

    place: Place
    exposure: ExposureClass
    best: ExposureClass
    """What it would be if every unknown turned out well; equal to `exposure` where nothing is unknown."""
    operates: Statement
    owns: Statement
    laws: tuple[Statement, ...]
    """One a law of a third country that reaches it, may reach it, or of which that is not known."""
    data_in: Statement
    keys: Statement
    opens: Statement
    """Who can open the data."""
    immunity: Statement
    unknown: tuple[str, ...] = ()
    """Names of the facts that the store does not hold or holds as contested."""


class Continuity(Struct, frozen=True, order=True, kw_only=True):
    """What keeps one application running, on one side; None is unknown."""

    zones: int | None
    replicas: int | None
    backup_days: int | None
    """Of the store that keeps them shortest."""
    rto_minutes: int | None = None
    rpo_minutes: int | None = None
    """What the configuration gives, not what was measured."""
    because: tuple[Statement, ...] = ()


class Asked(Struct, frozen=True, order=True, kw_only=True):
    """What the policy asks of an application."""

    rto_minutes: int | None = None
    rpo_minutes: int | None = None


class Residual(Struct, frozen=True, order=True, kw_only=True):
    """Something outside Europe's reach that the estate still needs after the move."""

    category: str
    """Id in `mappings/residual.yaml`: identity, cdn, dns, certificates, images, saas, keys, mail, …"""
    what: str
    """The host, service or product, cleaned."""
    statement: Statement
    resources: tuple[ResourceId, ...]
    applications: tuple[str, ...]
    alternative: Statement | None = None
    """A European one, where one is known."""


class ApplicationAssessment(Struct, frozen=True, kw_only=True):
    """One application, before and after."""

    application: str
    classes: tuple[str, ...]
    """Names, sorted by rank, highest first."""
    duties: tuple[str, ...]
    landing: Literal["lands", "in-part", "refused", "no-data"]
    """Of its resources that handle data: all, some or none have a place; or there are none."""
    region: str
    refused: tuple[ResourceId, ...] = ()
    open_duties: tuple[Finding, ...] = ()
    before: tuple[Exposure, ...] = ()
    """One a distinct place of its data-handling resources, worst first."""
    after: tuple[Exposure, ...] = ()
    """The same for what has a place; what stays is in it as it is."""
    not_improved: tuple[Statement, ...] = ()
    continuity_before: Continuity | None = None
    continuity_after: Continuity | None = None
    asked: Asked = Asked()
    continuity_losses: tuple[Statement, ...] = ()
    stored_gib: Decimal | None = None
    """Bytes held, measured or else configured; None where none is known."""
    unknown_stores: int = 0
    """Stores of unknown size."""


class Slice(Struct, frozen=True, order=True, kw_only=True):
    """One part of a headline bar."""

    side: Literal["before", "after"]
    measure: Literal["applications", "resources", "data"]
    """`resources`: those that handle data, each by its own place."""
    by: Literal["exposure", "qualification"]
    name: str
    """E0 to E6, `E?` where the place is not known; or `qualified`, `in-process`, `to-be-verified`,
    `not-needed`."""
    amount: Decimal
    """Applications, resources, or GiB."""


class LandingOption(Struct, frozen=True, order=True, kw_only=True):
    """Whether one application could land at one place with what is mapped there."""

    application: str
    provider: str
    region: str
    landing: Literal["lands", "in-part", "refused", "no-data"]
    duties: tuple[str, ...] = ()
    """Not met there."""


class Assessments(Struct, frozen=True, kw_only=True):
    """All of it for one plan."""

    applications: tuple[ApplicationAssessment, ...] = ()
    classes: dict[ResourceId, tuple[ClassOf, ...]] = {}
    """Of every resource that handles data."""
    refused: dict[ResourceId, Refused] = {}
    findings: dict[ResourceId, tuple[Finding, ...]] = {}
    """Of every resource that handles data, at the place where it lands: one a duty that binds it."""
    duties: tuple[Duty, ...] = ()
    """Those that bind something here."""
    class_titles: dict[str, Text] = {}
    residuals: tuple[Residual, ...] = ()
    slices: tuple[Slice, ...] = ()
    options: tuple[LandingOption, ...] = ()
    region_because: tuple[Statement, ...] = ()
    """Why the plan lands in its region, where duties decided."""
    evidence: tuple[Evidence, ...] = ()
    """Every entry that a statement names, sorted by id."""
    stale: tuple[str, ...] = ()
    """Ids of those older than 180 days at the plan's date, or expired."""
