"""Where each application could land: every target and region, by what is mapped there."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Literal, NamedTuple

from planner.catalogue.mappings import TargetCatalogue
from planner.mapping.choose import mapping_of
from planner.mapping.decisions import Decisions
from planner.model.plan import Application
from planner.model.policy import Policy
from planner.model.resource import Resource, ResourceId
from planner.model.sovereignty import Finding, LandingOption, Place
from planner.sovereignty.areas import areas
from planner.sovereignty.classes import Classified
from planner.sovereignty.roles import role_of
from planner.sovereignty.ruler import Names, Ruler, backup_days, target_place

Moves = Callable[[Resource], bool]
"""Whether a resource is to move at all: people may have said that it stays."""


class Group(NamedTuple):
    """Resources of one application that one answer holds for."""

    one: Resource
    """Any of them."""
    names: Names
    members: tuple[ResourceId, ...]


def groups(
    applications: Iterable[Application],
    resources: Mapping[ResourceId, Resource],
    classified: Classified,
    moves: Moves,
) -> dict[str, tuple[Group, ...]]:
    """Application -> its moving resources that handle data, alike ones together."""
    found: dict[str, tuple[Group, ...]] = {}
    for application in applications:
        alike: dict[tuple[str, Names, object], list[ResourceId]] = {}
        for id_ in application.resources:
            names = classified.names(id_)
            if not names or not moves(resources[id_]):
                continue
            one = resources[id_]
            days = backup_days(one)
            alike.setdefault((one.kind or "", names, days), []).append(id_)
        found[application.name] = tuple(
            Group(resources[ids[0]], names, tuple(ids)) for (_, names, _), ids in alike.items()
        )
    return found


def moves(policy: Policy, decisions: Decisions, resource: Resource) -> bool:
    """Whether neither the policy nor a correction says that a resource stays."""
    if policy.prefer.get(resource.kind or "") == "stay":
        return False
    override = decisions.override_of(resource)
    return override is None or override.method != "stay"


def place_of(group: Group, catalogue: TargetCatalogue, region: str, policy: Policy) -> Place | None:
    """Where a group would be in a region; None where nothing is mapped to it there."""
    mapping = mapping_of(group.one, catalogue, policy)
    if mapping is None or mapping.fit == "none":
        return None
    return target_place(group.one, mapping, catalogue, region)


def unmet_by(
    group: Group, catalogue: TargetCatalogue, region: str, policy: Policy, ruler: Ruler
) -> tuple[Finding, ...] | None:
    """What keeps a group from a region; None where nothing is mapped to it there."""
    place = place_of(group, catalogue, region, policy)
    if place is None:
        return None
    return ruler.unmet(group.names, role_of(group.one.kind), place)


def options(
    grouped: Mapping[str, tuple[Group, ...]],
    catalogues: Iterable[TargetCatalogue],
    chosen: Mapping[str, str],
    policy: Policy,
    ruler: Ruler,
) -> Iterator[LandingOption]:
    """One option an application and place, sorted; `chosen` regions are asked about wherever they lie."""
    for catalogue in catalogues:
        name = catalogue.settings.name
        asked = [
            one.name
            for one in catalogue.settings.regions
            if one.country in areas().eu or one.name == chosen.get(name)
        ]
        for application, members in grouped.items():
            for region in asked:
                yield _option(application, members, catalogue, region, policy, ruler)


def _option(
    application: str,
    members: tuple[Group, ...],
    catalogue: TargetCatalogue,
    region: str,
    policy: Policy,
    ruler: Ruler,
) -> LandingOption:
    landing = kept = 0
    duties: set[str] = set()
    for group in members:
        unmet = unmet_by(group, catalogue, region, policy, ruler)
        if unmet == ():
            landing += len(group.members)
            continue
        kept += len(group.members)
        duties |= {one.duty for one in unmet or ()}
    return LandingOption(
        application=application,
        provider=catalogue.settings.name,
        region=region,
        landing=_landing(landing, kept),
        duties=tuple(sorted(duties)),
    )


def _landing(landing: int, kept: int) -> Literal["lands", "in-part", "refused", "no-data"]:
    if not landing and not kept:
        return "no-data"
    if not kept:
        return "lands"
    return "in-part" if landing else "refused"
