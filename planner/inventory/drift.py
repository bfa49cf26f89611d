"""Where inputs that tell of one resource disagree: which field, what each says, what is taken."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from planner.inventory.drift_specs import Difference, Meanings, spec_differences
from planner.inventory.forms import PARTIAL, is_listed
from planner.inventory.merge_specs import fields_of, is_untold, narrows
from planner.inventory.problems import diagnostic
from planner.inventory.redact import Redactor, redactor
from planner.model.resource import Diagnostic, Origin, Resource, ResourceId

MOST = 500
"""Resources of which each disagreement is told; the others are counted."""
_FIELDS = 12
_LONGEST = 80


class Several(NamedTuple):
    """One resource that several records tell of."""

    whole: Resource
    """What was made of them."""
    told: tuple[Resource, ...]
    """Each as its input tells it, the most believed first."""


def drift(several: Iterable[Several], every: Iterable[Resource]) -> Iterator[Diagnostic]:
    """What inputs disagree on, one diagnostic a resource; beyond `MOST`, how many there are."""
    suspects = [one for one in several if _may_differ(one.told)]
    if not suspects:
        return
    names = Meanings(every)
    lines: dict[ResourceId, tuple[Origin, list[str]]] = {}
    for one in sorted(suspects, key=lambda many: many.whole.id):
        found = _lines(one, names)
        first = next(found, None)
        if first is not None:  # beyond what is listed, that there is one is enough
            more = list(found) if len(lines) < MOST else []
            lines[one.whole.id] = (one.told[0].origin, [first, *more])
    yield from _told(lines)


def drift_of_parts(
    pairs: Iterable[tuple[Resource, Resource]], names: Meanings
) -> Iterator[Diagnostic]:
    """What parts that are less believed say of their wholes, and these do not: (whole, part)."""
    lines: dict[ResourceId, tuple[Origin, list[str]]] = {}
    for whole, part in pairs:
        for found in spec_differences(whole, part, names, partial=True):
            line = _line(found, whole.origin, part.origin)
            lines.setdefault(whole.id, (whole.origin, []))[1].append(line)
    yield from _told(lines)


def _told(lines: Mapping[ResourceId, tuple[Origin, list[str]]]) -> Iterator[Diagnostic]:
    found = [one for one in sorted(lines) if lines[one][1]]
    for identity in found[:MOST]:
        origin, words = lines[identity]
        why = _listed(list(dict.fromkeys(words)))
        yield diagnostic("drift", origin.source, place=origin.place, why=why, resource=identity)
    if len(found) > MOST:
        yield diagnostic("drift-more", "", why=str(len(found) - MOST))


def _may_differ(told: Sequence[Resource]) -> bool:
    first = told[0]
    return any(
        one.spec != first.spec
        or one.tags != first.tags
        or (one.kind, one.region, one.zone) != (first.kind, first.region, first.zone)
        for one in told[1:]
    )


def _lines(one: Several, names: Meanings) -> Iterator[str]:
    for other in one.told[1:]:
        for found in differences(one.whole, other, names):
            teller = next(
                (each for each in one.told if tells(each, found.field) and each is not other),
                one.told[0],
            )
            yield _line(found, teller.origin, other.origin)


def _line(found: Difference, taken: Origin, other: Origin) -> str:
    return (
        f"{found.field}: {_clean(found.mine)} [{_place(taken)}] ≠ "
        f"{_clean(found.theirs)} [{_place(other)}]"
    )


def tells(one: Resource, field: str) -> bool:
    """Whether a record says anything of a field."""
    holder: Any = one if field in ("kind", "region", "zone") else one.spec
    if field.startswith("tags."):
        return field.removeprefix("tags.") in one.tags
    name = field.partition(".")[0].partition("[")[0]
    known = {each.name: each for each in fields_of(holder)} if holder else {}
    return name in known and not is_untold(getattr(holder, name), known[name])


def _listed(lines: Sequence[str]) -> str:
    more = f"; +{len(lines) - _FIELDS}" if len(lines) > _FIELDS else ""
    return "; ".join(lines[:_FIELDS]) + more


def _place(origin: Origin) -> str:
    return f"{_short(origin.source)}, {_short(origin.place)}"


def _clean(value: str) -> str:
    return _short(_redactor().text(value))


@lru_cache(maxsize=1)
def _redactor() -> Redactor:
    return redactor()


def _short(value: str) -> str:
    text = "".join(one if one.isprintable() else " " for one in value)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def differences(first: Resource, other: Resource, names: Meanings) -> Iterator[Difference]:
    """The fields that both tell and tell otherwise."""
    kinds = (first.kind, other.kind)
    if first.native_type == other.native_type and all(kinds) and not _related(*map(str, kinds)):
        yield Difference("kind", str(first.kind), str(other.kind))
    if first.region != other.region and "global" not in (first.region, other.region):
        yield Difference("region", first.region, other.region)
    if first.zone and other.zone and first.zone != other.zone:
        yield Difference("zone", first.zone, other.zone)
    for key in sorted(first.tags.keys() & other.tags.keys()):
        if first.tags[key] != other.tags[key]:
            yield Difference(f"tags.{key}", first.tags[key], other.tags[key])
    if is_listed(other):  # its settings are nobody's word
        return
    partial = other.origin.form in PARTIAL
    yield from spec_differences(first, other, names, partial=partial)


def _related(one: str, other: str) -> bool:
    return one == other or narrows(one, other) or narrows(other, one)
