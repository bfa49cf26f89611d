"""What the architect decides: the policy file and the overrides file, both strict."""

from decimal import Decimal
from typing import Literal

from msgspec import Struct, field

from planner.model.sovereignty import Asked, Duty


class Assumption(Struct, frozen=True, forbid_unknown_fields=True):
    """An amount that nothing read tells, given by people."""

    low: Decimal
    likely: Decimal
    high: Decimal


class Policy(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The architect's YAML; every key is optional, an unknown one is an error."""

    regions: dict[str, str] = {}
    """Target -> its region, e.g. `scaleway: fr-par`."""
    region_map: dict[str, dict[str, str]] = {}
    """Target -> source region -> target region; `regions` wins."""
    application_tags: tuple[str, ...] = ("application", "app", "service", "project")
    """Tag keys that name an application, first found wins, case ignored."""
    owner_tags: tuple[str, ...] = ("owner", "team", "contact")
    criticality_tags: tuple[str, ...] = ("criticality", "tier")
    bandwidth_mbit: int = 1000
    """Between source and target, for the time of the move."""
    bandwidth_share: float = 0.7
    """Part of it that the move may use."""
    fixed_minutes: dict[str, int] = {}
    """Kind -> minutes a step takes whatever its bytes; see `mappings/durations.yaml` for defaults."""
    applications_per_wave: int = 5
    assume: dict[str, Assumption] = {}
    """Quantity key (see `plan policy init`) -> amounts."""
    stale_price_days: int = 180
    rightsize: Literal["configured", "measured"] = "configured"
    prefer: dict[str, str] = {}
    """Kind -> mapping stem or `stay`."""
    data_class_tags: tuple[str, ...] = (
        "data-class",
        "data_class",
        "dataclass",
        "data-classification",
        "classification",
        "sensitivity",
    )
    """Tag keys that name a class of data, first found wins, case ignored."""
    data_classes: dict[str, str] = {}
    """Selector (as in the overrides) -> class; what selectors and tags say adds up."""
    unknown_data_class: str = "personal"
    """The class whose duties bind data of unknown class; never less than `personal`."""
    duties: dict[str, tuple[Duty, ...]] = {}
    """Class -> duties that come on top of those of `mappings/data-classes.yaml`."""
    continuity: dict[str, Asked] = {}
    """Criticality -> what is asked of applications of it; `*` for all others."""


class Override(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One correction by a person; `select` names the resources it is for."""

    select: str
    """Resource id, or a pattern with `*` over id, name or `tag:key=value`."""
    application: str = ""
    owner: str = ""
    criticality: str = ""
    data_class: str = ""
    size: str = ""
    method: Literal["", "stay", "retire"] = ""
    who: str = ""
    when: str = ""
    why: str = ""


class Overrides(Struct, frozen=True, forbid_unknown_fields=True):
    """The overrides file: corrections, the last one that selects a resource wins field by field."""

    overrides: tuple[Override, ...] = ()


class PinnedResource(Struct, frozen=True, order=True, kw_only=True, omit_defaults=True):
    """What a plan decided for one resource, kept by the next."""

    id: str
    application: str
    root: str = ""
    name: str = ""
    key: str = ""
    mapping: str = ""
    size: str = ""


class PinnedApplication(Struct, frozen=True, order=True, kw_only=True, omit_defaults=True):
    """What people call an application and how it was found, which its pinned members no longer tell."""

    name: str
    label: str = ""
    found_by: Literal["", "tag", "name", "component", "override", "shared"] = ""


class Lock(Struct, frozen=True, kw_only=True):
    """`plan.lock.json`: what a re-run keeps."""

    version: int = 1
    target: str = ""
    region: str = ""
    applications: tuple[PinnedApplication, ...] = field(default=())
    resources: tuple[PinnedResource, ...] = field(default=())
