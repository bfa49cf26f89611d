"""Rules for records of which nothing is known but name and place: what they are, and no more."""

from msgspec.structs import replace

from planner.model.protocols import FromTerraform, Reading, Record
from providers.sources.gcp.adapters.body import UNREAD


def where_told(rule: FromTerraform) -> FromTerraform:
    """The rule; without a spec where the settings were not read, since none would be an empty one."""

    def reading(record: Record) -> Reading:
        found = rule(record)
        return replace(found, spec=None) if UNREAD in record.attributes else found

    return reading
