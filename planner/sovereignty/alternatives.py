"""Other ways that meet every duty of a resource, nearest first.

Nearest is another region of the target with the same service, then another service there, then software
on machines with keys of one's own, then another target, then staying where it is.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from planner.catalogue.mappings import Mapping, TargetCatalogue, load_target, target_names
from planner.model.resource import Kind, Resource
from planner.model.sovereignty import Alternative, Finding, Place, Statement, Way
from planner.model.text import Text
from planner.sovereignty.roles import Role, data_roles
from planner.sovereignty.ruler import (
    HOSTED_ON,
    Names,
    Ruler,
    backup_days,
    is_hosted,
    source_place,
    target_place,
)
from planner.sovereignty.wording import filled

MOST = 5


class Case(NamedTuple):
    """A refused option: what would have gone where."""

    resource: Resource
    names: Names
    role: Role
    mapping: Mapping | None
    target: str
    region: str


def alternatives(case: Case, ruler: Ruler) -> tuple[Alternative, ...]:
    """At most five, one a way and provider, nearest first; none where the store knows of none."""
    found: list[Alternative] = []
    seen: set[tuple[Way, str]] = set()
    for way, service, place in _places(case):
        if (way, place.provider) in seen or ruler.unmet(case.names, case.role, place):
            continue
        seen.add((way, place.provider))
        findings = ruler.findings(case.names, case.role, place)
        found.append(
            Alternative(
                way=way,
                provider=place.provider,
                region=place.region,
                service=service,
                because=_because(place, findings),
            )
        )
        if len(found) == MOST:
            break
    return tuple(found)


def _because(place: Place, findings: Iterable[Finding]) -> Statement:
    met = [one for one in findings if one.state == "met"]
    named = tuple(sorted({id_ for one in met for id_ in one.because.evidence}))
    return Statement(
        Text(
            en=f"What is known meets every duty at {place.provider} {place.region}.",
            fr=f"Ce qui est connu répond à toutes les exigences chez {place.provider} {place.region}.",
        ),
        named,
    )


def _places(case: Case) -> Iterator[tuple[Way, Text, Place]]:
    """Every place that may be asked about, nearest first."""
    here = load_target(case.target)
    one = case.resource
    if case.mapping is not None:
        for region in _others(here, case.region):
            yield "region", case.mapping.service, target_place(one, case.mapping, here, region)
    for region in (case.region, *_others(here, case.region)):
        for mapping in _services(case, here):
            yield "service", mapping.service, target_place(one, mapping, here, region)
    software = _software(case)
    for region in (case.region, *_others(here, case.region)):
        if software is not None:
            yield "self-hosted", software, _hosted(one, here, region)
    yield from _elsewhere(case, software)
    today = Text(en="where it is today", fr="là où elle est aujourd'hui")
    yield "stay", today, source_place(one)


def _elsewhere(case: Case, software: Text | None) -> Iterator[tuple[Way, Text, Place]]:
    """At the other targets: what is mapped there, then software on their machines."""
    one = case.resource
    places = [
        (there, region)
        for name in target_names()
        if name != case.target
        for there in (load_target(name),)
        for first in (there.settings.default_region,)
        for region in (first, *_others(there, first))
    ]
    for there, region in places:
        mapping = there.by_kind.get(one.kind or "")
        if mapping is not None and mapping.fit != "none":
            yield "target", mapping.service, target_place(one, mapping, there, region)
    if software is not None:
        for there, region in places:
            yield "target", software, _hosted(one, there, region)


def _others(catalogue: TargetCatalogue, region: str) -> list[str]:
    """The other regions: those of the same country first, then in the order of the file."""
    countries = {one.name: one.country for one in catalogue.settings.regions}
    names = [one.name for one in catalogue.settings.regions if one.name != region]
    return sorted(names, key=lambda one: countries[one] != countries.get(region))


def _services(case: Case, catalogue: TargetCatalogue) -> list[Mapping]:
    """Other mappings that answer the kind."""
    chosen = case.mapping.stem if case.mapping is not None else ""
    return [
        mapping
        for stem, mapping in sorted(catalogue.by_stem.items())
        if case.resource.kind in mapping.kinds and stem != chosen and mapping.fit != "none"
    ]


def _software(case: Case) -> Text | None:
    """What would be run on machines; None where software does not stand in for the kind."""
    if case.mapping is not None and is_hosted(case.mapping):
        return None
    name = data_roles().hosted.get(Kind(case.resource.kind or ""))
    return filled(_HOSTED, name=name) if name is not None else None


_HOSTED = Text(
    en="{name}, run by yourselves on machines, with keys of your own",
    fr="{name}, exploité par vous-mêmes sur des machines, avec vos propres clés",
)


def _hosted(resource: Resource, catalogue: TargetCatalogue, region: str) -> Place:
    known = next(one for one in catalogue.settings.regions if one.name == region)
    return Place(
        provider=catalogue.settings.name,
        region=region,
        services=HOSTED_ON,
        zones=len(known.zones) or None,
        keys="customer",  # who runs the software encrypts before the volume
        retention_days=backup_days(resource),
    )
