"""The plan of one target, from the choices made and the costs estimated."""

from collections.abc import Iterable, Mapping

from msgspec import Struct

from planner.catalogue.mappings import TargetCatalogue
from planner.model.choice import Choice, Unmapped
from planner.model.money import Costs
from planner.model.plan import Application, Header, MigrationPlan, Placement
from planner.model.policy import Lock, Policy
from planner.model.resource import Dependency, Diagnostic, Inventory, ResourceId
from planner.model.sovereignty import Assessments
from planner.plan.addresses import assign_addresses
from planner.plan.placement import place
from planner.plan.refs import link
from planner.plan.roots import assign_roots
from planner.plan.steps import load_durations, step_of
from planner.plan.verdict import judge
from planner.plan.waves import order


class Parts(Struct, frozen=True, kw_only=True):
    """What earlier stages decided, on its way into one plan."""

    header: Header
    inventory: Inventory
    dependencies: tuple[Dependency, ...]
    applications: tuple[Application, ...]
    choices: Mapping[ResourceId, Choice | Unmapped]
    costs: Costs
    diagnostics: tuple[Diagnostic, ...]
    assessments: Assessments = Assessments()


def build(parts: Parts, catalogue: TargetCatalogue, policy: Policy, lock: Lock) -> MigrationPlan:
    """Roots, addresses, placement, waves and verdict, put together."""
    resources = {resource.id: resource for resource in parts.inventory.resources}
    links = link(parts.choices)
    roots = assign_roots(parts.choices, links, parts.applications, catalogue, lock)
    addresses = assign_addresses(resources, parts.choices, links, roots, catalogue, lock)
    durations = load_durations()
    steps = {
        id_: step
        for id_, choice in parts.choices.items()
        if (step := step_of(resources[id_], choice, catalogue, policy, durations)) is not None
    }
    waves, cycles = order(
        parts.applications, parts.dependencies, steps, policy.applications_per_wave
    )
    placements: Iterable[Placement] = place(parts, resources, catalogue)
    diagnostics = tuple(sorted({*parts.inventory.diagnostics, *parts.diagnostics}))
    return MigrationPlan(
        header=parts.header,
        inventory=parts.inventory,
        dependencies=parts.dependencies,
        applications=parts.applications,
        choices=dict(parts.choices),
        addresses=addresses,
        placements=tuple(placements),
        waves=waves,
        cycles=cycles,
        costs=parts.costs,
        verdict=judge(parts.inventory, parts.choices, cycles, diagnostics, parts.assessments),
        diagnostics=diagnostics,
        assessments=parts.assessments,
    )
