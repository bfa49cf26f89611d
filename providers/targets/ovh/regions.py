"""The region in the spelling that each family of services wants; the spellings are data."""

from planner.model.protocols import Surroundings


def storage_region(surroundings: Surroundings) -> str:
    """Object storage, databases and registry: without digit (GRA, SBG, EU-WEST-PAR)."""
    return str(surroundings.setting("regions")[surroundings.region]["storage"])


def availability_zone(surroundings: Surroundings, zone: str) -> str | None:
    """The zone argument, which only a three-zone region takes."""
    return zone if len(surroundings.zones()) > 1 else None
