"""What people and the lock decided for each resource."""

from fnmatch import fnmatchcase

from msgspec.structs import replace

from planner.model.policy import Lock, Override, Overrides
from planner.model.resource import Resource, ResourceId


def selects(pattern: str, resource: Resource) -> bool:
    """Whether an override's `select` names a resource: id, name, or `tag:key=value`, with `*`."""
    if pattern.startswith("tag:"):
        key, _, value = pattern[4:].partition("=")
        return key in resource.tags and fnmatchcase(resource.tags[key], value or "*")
    return fnmatchcase(resource.id, pattern) or fnmatchcase(resource.name, pattern)


class Decisions:
    """Overrides and pinned sizes, looked up a resource at a time."""

    def __init__(self, overrides: Overrides, lock: Lock) -> None:
        self._overrides = overrides.overrides
        self._pinned = {pin.id: pin.size for pin in lock.resources if pin.size}
        self._sizes: dict[str, str] = {}

    def override_of(self, resource: Resource) -> Override | None:
        """All overrides that select a resource as one, later ones winning field by field."""
        merged: Override | None = None
        for override in self._overrides:
            if not selects(override.select, resource):
                continue
            if merged is None:
                merged = override
            else:
                given = {
                    name: value
                    for name in override.__struct_fields__
                    if (value := getattr(override, name))
                }
                merged = replace(merged, **given)
        if merged is not None and merged.size:
            self._sizes[resource.id] = merged.size
        return merged

    def size_of(self, resource: ResourceId) -> str:
        """The size that a person, else the lock, decided; '' where nobody did."""
        return self._sizes.get(resource) or self._pinned.get(resource, "")
