"""Where each application lands, with what decided it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from planner.model.plan import Placement
from planner.model.text import Text

if TYPE_CHECKING:
    from planner.catalogue.mappings import TargetCatalogue
    from planner.model.resource import Resource, ResourceId
    from planner.plan.build import Parts


def place(
    parts: Parts, resources: Mapping[ResourceId, Resource], catalogue: TargetCatalogue
) -> Iterator[Placement]:
    """One placement an application; fewer zones than before is said."""
    region = catalogue.region(parts.header.region)
    for application in parts.applications:
        before = {resources[id_].zone for id_ in application.resources if resources[id_].zone}
        reasons = _because(parts, region.name)
        if len(before) > len(region.zones):
            reasons.append(
                Text(
                    en=f"Fewer zones: {len(before)} today, {len(region.zones)} in {region.name}.",
                    fr=f"Moins de zones : {len(before)} aujourd'hui, "
                    f"{len(region.zones)} à {region.name}.",
                )
            )
        yield Placement(
            application=application.name,
            target=parts.header.target,
            region=region.name,
            zones=region.zones[: max(1, len(before))],
            reasons=tuple(reasons),
        )


def _because(parts: Parts, region: str) -> list[Text]:
    """What decided the region: the duties of data, else the policy or the table."""
    duties = parts.assessments.region_because
    if duties:
        return [
            Text(
                en=f"Region {region}: by the duties of the data.",
                fr=f"Région {region} : par les exigences des données.",
            ),
            *(one.text for one in duties),
        ]
    return [
        Text(
            en=f"Region {region}: by policy, else by the table of source regions.",
            fr=f"Région {region} : par la politique, sinon par la table des régions source.",
        )
    ]
