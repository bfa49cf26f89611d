"""The region of the target where a plan lands."""

from collections import Counter

from planner.catalogue.mappings import TargetCatalogue
from planner.model.policy import Policy
from planner.model.resource import Inventory


def land(inventory: Inventory, catalogue: TargetCatalogue, policy: Policy) -> str:
    """The policy's region, else that of the source region with most resources, else the default.

    Raises:
        DataError: the target has no such region.
    """
    name = catalogue.settings.name
    wanted = policy.regions.get(name)
    if wanted is None:
        table = {**catalogue.settings.source_regions, **policy.region_map.get(name, {})}
        seen = Counter(
            table[resource.region] for resource in inventory.resources if resource.region in table
        )
        most = sorted(seen.items(), key=lambda one: (-one[1], one[0]))
        wanted = most[0][0] if most else catalogue.settings.default_region
    return catalogue.region(wanted).name
