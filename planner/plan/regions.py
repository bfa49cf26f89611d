"""The region of the target where a plan lands."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from planner.catalogue.mappings import TargetCatalogue
from planner.model.policy import Policy
from planner.model.resource import Inventory, ResourceId
from planner.model.sovereignty import Finding, Place, Statement
from planner.model.text import Text
from planner.sovereignty.options import Group, place_of
from planner.sovereignty.roles import role_of
from planner.sovereignty.ruler import OFFERED, Ruler
from planner.sovereignty.wording import filled

_NAMED = 10
"""Resources that a statement names at most."""


class Landing(Struct, frozen=True):
    """The region, and why where the duties of data decided it."""

    region: str
    because: tuple[Statement, ...] = ()


class _Tried(Struct, frozen=True):
    """What would be refused in one region."""

    region: str
    places: dict[ResourceId, Place]
    """By the first member of a group."""
    refused: dict[str, list[tuple[Group, Finding]]]
    """By duty; `offered` is one of them."""
    resources: int
    """Refused for a duty."""
    missing: int
    """Only not offered there."""


def land(
    inventory: Inventory,
    catalogue: TargetCatalogue,
    policy: Policy,
    groups: Iterable[Group],
    ruler: Ruler,
) -> Landing:
    """The policy's region; else the table's, unless duties refuse data there that another region takes.

    The table gives the region that most source regions lead to. Of all regions the one with the fewest
    resources refused for a duty is taken, then with the fewest not offered; of equals the table's, then
    one of its country, then the first of the file.

    Raises:
        DataError: the target has no such region.
    """
    name = catalogue.settings.name
    pinned = policy.regions.get(name)
    if pinned is not None:
        return Landing(catalogue.region(pinned).name)
    usual = catalogue.region(_by_table(inventory, catalogue, policy))
    listed = tuple(groups)

    def tried(region: str) -> _Tried:
        return _try(listed, catalogue, region, policy, ruler)

    first = tried(usual.name)
    if not first.resources:
        return Landing(usual.name)
    others = [one for one in catalogue.settings.regions if one.name != usual.name]
    others.sort(key=lambda one: one.country != usual.country)
    best = min(
        (first, *(tried(one.name) for one in others)), key=lambda one: (one.resources, one.missing)
    )
    if best.resources == first.resources:
        return Landing(usual.name)
    return Landing(best.region, tuple(_why(first, best, ruler)))


def _by_table(inventory: Inventory, catalogue: TargetCatalogue, policy: Policy) -> str:
    table = {
        **catalogue.settings.source_regions,
        **policy.region_map.get(catalogue.settings.name, {}),
    }
    seen = Counter(
        table[resource.region] for resource in inventory.resources if resource.region in table
    )
    most = sorted(seen.items(), key=lambda one: (-one[1], one[0]))
    return most[0][0] if most else catalogue.settings.default_region


def _try(
    groups: tuple[Group, ...],
    catalogue: TargetCatalogue,
    region: str,
    policy: Policy,
    ruler: Ruler,
) -> _Tried:
    refused: dict[str, list[tuple[Group, Finding]]] = {}
    places: dict[ResourceId, Place] = {}
    resources = missing = 0
    for group in groups:
        place = place_of(group, catalogue, region, policy)
        if place is None:
            continue
        places[group.one.id] = place
        unmet = ruler.unmet(group.names, role_of(group.one.kind), place)
        for one in unmet:
            refused.setdefault(one.duty, []).append((group, one))
        if any(one.duty != OFFERED.id for one in unmet):
            resources += len(group.members)
        elif unmet:
            missing += len(group.members)
    return _Tried(region, places, refused, resources, missing)


def _why(first: _Tried, best: _Tried, ruler: Ruler) -> Iterable[Statement]:
    """What the usual region does not meet and this one does, a duty at a time; and what it lacks."""
    for duty, found in sorted(first.refused.items()):
        before = {id_ for group, _ in found for id_ in group.members}
        after = {id_ for group, _ in best.refused.get(duty, ()) for id_ in group.members}
        if duty == OFFERED.id or not before - after:
            continue
        known = ruler.book.by_id[duty]
        clause = (known.clause,) if known.clause else ()
        named = {id_ for _, one in found for id_ in one.because.evidence}
        named |= _met(duty, [group for group, _ in found], best, ruler)
        yield Statement(
            filled(_MET, title=known.title, first=first.region, best=best.region,
                   number=str(len(before)), fewer=str(len(before - after))),
            tuple(sorted({*named, *clause})),
            _some(before - after),
        )  # fmt: skip
    lacking = best.refused.get(OFFERED.id, ())
    if lacking:
        ids = {id_ for group, _ in lacking for id_ in group.members}
        named = {id_ for _, one in lacking for id_ in one.because.evidence}
        text = filled(_LACKS, best=best.region, number=str(len(ids)))
        yield Statement(text, tuple(sorted(named)), _some(ids))


def _met(duty: str, groups: list[Group], best: _Tried, ruler: Ruler) -> set[str]:
    """What shows that the other region meets a duty."""
    return {
        id_
        for group in groups
        for one in ruler.findings(group.names, role_of(group.one.kind), best.places[group.one.id])
        if one.duty == duty and one.state == "met"
        for id_ in one.because.evidence
    }


def _some(ids: Iterable[ResourceId]) -> tuple[ResourceId, ...]:
    return tuple(sorted(ids)[:_NAMED])


_MET = Text(
    en="“{title}”: not met in {first} for {number} resource(s); {best} meets it for {fewer}.",
    fr="« {title} » : exigence non remplie à {first} pour {number} ressource(s) ; "
    "{best} y répond pour {fewer}.",
)
_LACKS = Text(
    en="{best} does not offer the services of {number} resource(s).",
    fr="{best} ne propose pas les services de {number} ressource(s).",
)
