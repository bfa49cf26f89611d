"""What is done for one resource, and how long it takes."""

from decimal import Decimal

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.catalogue.mappings import Mapping, TargetCatalogue
from planner.inventory.held import held_gib
from planner.model.choice import Choice, Unmapped
from planner.model.plan import Action, Step
from planner.model.policy import Policy
from planner.model.resource import Resource
from planner.model.spec import Bucket, Cache, Database, FileShare, Volume
from planner.model.text import Text


class Durations(Struct, frozen=True, forbid_unknown_fields=True):
    """`mappings/durations.yaml`: minutes as (low, likely, high)."""

    source: str
    retrieved: object
    default: tuple[float, float, float]
    kinds: dict[str, tuple[float, float, float]]


def load_durations() -> Durations:
    """The shipped table of fixed times."""
    return load_yaml(data_path("mappings", "durations.yaml"), Durations)


def holds_data(resource: Resource) -> bool:
    """Whether a resource holds bytes that somebody would miss."""
    return isinstance(resource.spec, Volume | FileShare | Database | Bucket | Cache)


def minutes_to_copy(gib: Decimal | None, policy: Policy) -> float:
    """Minutes that bytes take over the policy's bandwidth."""
    if gib is None:
        return 0.0
    megabits = float(gib) * 1024 * 1024 * 1024 * 8 / 1e6
    return megabits / (policy.bandwidth_mbit * policy.bandwidth_share) / 60


_BY_HAND = Text(en="Decide and do by hand", fr="À décider et faire à la main")
_TITLES = {
    "create": Text(en="Create with Terraform", fr="Créer avec Terraform"),
    "copy-data": Text(en="Create, then copy the data", fr="Créer, puis copier les données"),
    "switch": Text(en="Switch the traffic", fr="Basculer le trafic"),
    "rebuild": Text(en="Rebuild or import", fr="Reconstruire ou importer"),
}
_SWITCHING = ("dns.record", "network.lb_l4", "network.lb_l7", "network.lb_classic")
_REBUILT = ("compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot", "compute.image")


def step_of(
    resource: Resource,
    choice: Choice | Unmapped,
    catalogue: TargetCatalogue,
    policy: Policy,
    durations: Durations,
) -> Step | None:
    """The step of one resource; None where nothing is done for it."""
    low, likely, high = durations.kinds.get(resource.kind or "", durations.default)
    likely = float(policy.fixed_minutes.get(resource.kind or "", likely))
    if isinstance(choice, Unmapped):
        if choice.reason == "stays":
            return None
        return Step(
            resource=resource.id,
            action="by-hand",
            title=_BY_HAND,
            minutes_low=min(low, likely),
            minutes_likely=likely,
            minutes_high=max(high, likely),
        )
    if choice.method == "retire" or choice.design.without_terraform:
        return None
    mapping = catalogue.by_stem[choice.mapping]
    return _built(resource, mapping, policy, (min(low, likely), likely, max(high, likely)))


def _built(
    resource: Resource, mapping: Mapping, policy: Policy, fixed: tuple[float, float, float]
) -> Step:
    data = holds_data(resource)
    gib = held_gib(resource) if data or resource.kind in _REBUILT else None
    copy = minutes_to_copy(gib, policy)
    action: Action
    if data:
        action = "copy-data"
    elif resource.kind in _SWITCHING:
        action = "switch"
    else:
        action = "rebuild" if resource.kind in _REBUILT else "create"
    return Step(
        resource=resource.id,
        action=action,
        title=_TITLES[action],
        gib=gib,
        minutes_low=fixed[0] + copy / 2,
        minutes_likely=fixed[1] + copy,
        minutes_high=fixed[2] + copy * 2,
        downtime=data or action == "switch",
        verify=mapping.verify,
        rollback=mapping.rollback,
    )
