"""Resources that were read more than once, made one."""

from collections.abc import Iterable

import msgspec
from msgspec import Struct

from planner.inventory.problems import diagnostic
from planner.model.resource import Diagnostic, Resource, ResourceId

LISTED = b'"settings_unknown":true'
"""What a source writes among the attributes of a resource that it knows by its name alone."""


class Merged(Struct, frozen=True):
    """Resources of unique ids, sorted; and what was noticed."""

    resources: tuple[Resource, ...]
    twice: tuple[Resource, ...]
    """Those that went into another of the same id."""
    diagnostics: tuple[Diagnostic, ...]


def merge(resources: Iterable[Resource]) -> Merged:
    """Resources by id; the first by origin is kept and completed by the others.

    One that a list names without its settings comes after those that tell them.
    """
    ordered = sorted(
        resources, key=lambda one: (one.id, is_listed(one), one.origin, one.native_type)
    )
    leading: dict[ResourceId, Resource] = {}
    for one in sorted(
        ordered,
        key=lambda one: (bool(one.part_of), is_listed(one), one.native_type, one.origin),
    ):
        leading.setdefault(one.id, one)
    kept: dict[ResourceId, Resource] = {}
    twice: list[Resource] = []
    problems: list[Diagnostic] = []
    for each in ordered:
        # Another type under one id is another thing: a bucket's policy is called as its bucket is.
        one = each if _are_one(leading[each.id], each) else _apart(each)
        first = kept.get(one.id)
        if first is None:
            kept[one.id] = one
            continue
        twice.append(one)
        same = bytes(first.native) == bytes(one.native) or is_listed(one)
        problems.append(
            diagnostic(
                "seen-twice" if same else "seen-twice-differs",
                one.origin.source,
                place=one.origin.place,
                why=f"{first.origin.source}, {first.origin.place}",
                resource=one.id,
            )
        )
        kept[one.id] = _completed(first, one)
    return Merged(tuple(kept[key] for key in sorted(kept)), tuple(twice), tuple(problems))


def is_listed(one: Resource) -> bool:
    """Whether its settings are unknown, as its source says: a list told no more than its name."""
    return LISTED in bytes(one.native)


def _are_one(leading: Resource, other: Resource) -> bool:
    """Whether two records of an id are of one thing: of one type, or of two that mean the same.

    Providers have renamed types, and a list may not tell which of several a machine is of.
    """
    if leading.native_type == other.native_type:
        return True
    if leading.part_of or other.part_of or leading.spec is None:
        return False
    area = (leading.kind or "").partition(".")[0]
    alike = area == (other.kind or "-").partition(".")[0]
    return alike and type(leading.spec) is type(other.spec)


def _apart(one: Resource) -> Resource:
    return msgspec.structs.replace(one, id=ResourceId(f"{one.id}#{one.native_type}"))


def _completed(first: Resource, other: Resource) -> Resource:
    empty = first.region == "global" and other.region != "global"
    return msgspec.structs.replace(
        first,
        kind=first.kind or other.kind,
        account=other.account if first.account == "unknown" else first.account,
        region=other.region if empty else first.region,
        zone=first.zone or other.zone,
        tags=other.tags | first.tags,
        # Specs are not mixed: a rule that was taken away must not come back from an old copy.
        spec=first.spec if first.spec is not None else other.spec,
        aliases=tuple(dict.fromkeys((*first.aliases, *other.aliases))),
        references=first.references or other.references,
        part_of=first.part_of or other.part_of,
        stored_gib=first.stored_gib if first.stored_gib is not None else other.stored_gib,
        utilisation=first.utilisation or other.utilisation,
        observed_monthly_cost=first.observed_monthly_cost
        if first.observed_monthly_cost is not None
        else other.observed_monthly_cost,
        observed_currency=first.observed_currency or other.observed_currency,
    )
