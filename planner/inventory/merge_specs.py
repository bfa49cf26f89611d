"""Two that tell of one thing put together: what the first leaves open comes from the other."""

from typing import Any

import msgspec
from msgspec import NODEFAULT, Struct
from msgspec.structs import FieldInfo

from planner.inventory.forms import is_listed
from planner.model.resource import Kind, Resource

_ALWAYS = frozenset(
    ("os", "size", "engine", "version", "architecture", "licence", "tier", "storage_tier")
)
"""Words that everything of their kind has: an empty one is not told, rather than none."""


_FIELDS: dict[type, tuple[FieldInfo, ...]] = {}


def fields_of(spec: Struct) -> tuple[FieldInfo, ...]:
    """The fields of a struct; asking msgspec anew each time costs more than all else."""
    known = _FIELDS.get(type(spec))
    if known is None:
        known = _FIELDS[type(spec)] = msgspec.structs.fields(spec)
    return known


def is_untold(value: object, field: FieldInfo) -> bool:
    """Whether a field says nothing: it is as it is where nobody tells."""
    if field.default is NODEFAULT:
        return not value
    return value is field.default or value == field.default


def filled(first: Any, other: Any) -> Any:  # noqa: ANN401 - two specs of one type, or none
    """The first spec, with what it does not know from the other.

    Lists, and what may well be empty, stay as they are: a rule that was taken away, or a key that
    is used no more, does not come back from an old copy.
    """
    if first is None or other is None or type(first) is not type(other) or first == other:
        return first if first is not None else other
    changes: dict[str, Any] = {}
    for field in fields_of(first):
        mine, theirs = getattr(first, field.name), getattr(other, field.name)
        if isinstance(mine, Struct) and isinstance(theirs, Struct):
            whole = filled(mine, theirs)
        elif mine is None or (mine == "" and field.name in _ALWAYS):
            whole = theirs
        else:
            continue
        if whole is not mine and whole != mine:
            changes[field.name] = whole
    return msgspec.structs.replace(first, **changes) if changes else first


def completed(first: Resource, other: Resource) -> Resource:
    """The first, with what it leaves open from the other; ids, names and origins are not touched."""
    empty = first.region == "global" and other.region != "global"
    return msgspec.structs.replace(
        first,
        kind=_kind(first, other),
        account=other.account if first.account == "unknown" else first.account,
        region=other.region if empty else first.region,
        zone=first.zone or other.zone,
        tags=other.tags | first.tags,
        spec=first.spec if first.spec and is_listed(other) else filled(first.spec, other.spec),
        references=first.references or other.references,
        part_of=first.part_of or other.part_of,
        stored_gib=first.stored_gib if first.stored_gib is not None else other.stored_gib,
        utilisation=first.utilisation or other.utilisation,
        observed_monthly_cost=first.observed_monthly_cost
        if first.observed_monthly_cost is not None
        else other.observed_monthly_cost,
        observed_currency=first.observed_currency or other.observed_currency,
    )


def _kind(first: Resource, other: Resource) -> Kind | None:
    """Its kind; the narrower one (`compute.vm_windows`) where the first does not know the system."""
    if first.kind is None or other.kind is None or not narrows(other.kind, first.kind):
        return first.kind or other.kind
    return first.kind if getattr(first.spec, "os", "") else other.kind


def narrows(one: str, other: str) -> bool:
    """Whether a kind is a special case of another, by its name: `compute.vm_windows` of `compute.vm`."""
    return one.startswith(f"{other}_")
