"""Records that are part of another, folded into it: attachments, rules, settings kept apart."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import Struct

from planner.inventory.drift import drift_of_parts
from planner.inventory.drift_specs import Meanings
from planner.inventory.forms import WORST, is_listed, rank
from planner.inventory.merge_specs import fields_of
from planner.inventory.names import Names
from planner.inventory.problems import diagnostic
from planner.model.resource import Diagnostic, Reference, Resource, ResourceId

_ROUNDS = 8
"""A part of a part of a part … (a rule of a listener of a balancer is two)."""


class Folded(Struct, frozen=True):
    """What remains after folding."""

    resources: tuple[Resource, ...]
    into: dict[ResourceId, ResourceId]
    """Part -> the whole that it went into."""
    diagnostics: tuple[Diagnostic, ...]


def fold(resources: Iterable[Resource], settings: frozenset[str] = frozenset()) -> Folded:
    """The resources with every part merged into its whole.

    A part names its whole in `part_of`. A record of a type in `settings` names nobody: it folds
    into every resource that refers to it. A part whose whole is not there, or that is part of
    itself by a circle, stays a resource of its own, with a diagnostic.
    """
    kept = {one.id: one for one in resources}
    names = Meanings(kept.values())
    wholes = _wholes(kept, names)
    children: dict[ResourceId, list[Resource]] = {}
    # A listener before the rules that it holds: what is nearer to the whole knows it better.
    for part, (whole, _) in sorted(wholes.items(), key=lambda pair: (pair[1][1], pair[0])):
        children.setdefault(whole, []).append(kept[part])
    less: list[tuple[Resource, Resource]] = []
    for whole, parts in children.items():
        believed, others = _believed(kept[whole], parts)
        kept[whole] = _merged(kept[whole], believed, names)
        if others:
            less += [(kept[whole], part) for part in others]
            kept[whole] = _merged(kept[whole], others, names, add=False)
    into = {part: whole for part, (whole, _) in wholes.items()}
    into |= _settle(kept, names, settings - {""})
    problems = [
        diagnostic(
            "part-without-whole",
            one.origin.source,
            place=one.origin.place,
            why=one.part_of,
            resource=one.id,
        )
        for one in kept.values()
        if one.part_of and one.id not in into
    ]
    problems += drift_of_parts(less, names)
    left = tuple(one for one in kept.values() if one.id not in into)
    return Folded(resources=left, into=into, diagnostics=tuple(problems))


def _believed(whole: Resource, parts: Sequence[Resource]) -> tuple[list[Resource], list[Resource]]:
    """Parts of inputs that are believed as the whole's is, and of those that are less.

    A rule that only an old state knows was taken away from the group that runs.
    """
    limit = WORST if is_listed(whole) else rank(whole)
    believed = [one for one in parts if rank(one) <= limit]
    return believed, [one for one in parts if rank(one) > limit]


def _wholes(
    kept: dict[ResourceId, Resource], names: Names
) -> dict[ResourceId, tuple[ResourceId, int]]:
    """Each part, the whole it ends in through parts of parts, and how many; circles left out."""
    direct: dict[ResourceId, ResourceId] = {}
    for one in kept.values():
        if one.part_of:
            whole = names.find(one.part_of, one)
            if whole is not None and whole != one.id:
                direct[one.id] = whole
    ends: dict[ResourceId, tuple[ResourceId, int]] = {}
    for part, above in direct.items():
        end = above
        for level in range(_ROUNDS):
            if end not in direct:
                ends[part] = (end, level)
                break
            end = direct[end]
    return ends


def _settle(
    kept: dict[ResourceId, Resource], names: Names, settings: frozenset[str]
) -> dict[ResourceId, ResourceId]:
    """Records that only hold settings, folded into all that refer to them; who took each first."""
    waiting = {one.id: one for one in kept.values() if one.native_type in settings}
    if not waiting:
        return {}
    into: dict[ResourceId, ResourceId] = {}
    for user in [one for one in kept.values() if one.id not in waiting and not one.part_of]:
        found = dict.fromkeys(names.find(one.target, user) for one in user.references)
        parts = [waiting[one] for one in found if one is not None and one in waiting]
        if not parts:
            continue
        # Its other names stay with the record: several resources may use one parameter group.
        plain = [msgspec.structs.replace(one, aliases=(), tags={}) for one in parts]
        merged = _merged(user, plain, names, alias=False)
        gone = {one.id for one in parts}
        references = tuple(
            one for one in merged.references if names.find(one.target, user) not in gone
        )
        kept[user.id] = msgspec.structs.replace(merged, references=references)
        into |= {one.id: user.id for one in parts if one.id not in into}
    return into


def _merged(
    whole: Resource,
    parts: Sequence[Resource],
    names: Names,
    *,
    alias: bool = True,
    add: bool = True,
) -> Resource:
    spec: Any = whole.spec if add else None
    aliases = dict.fromkeys(whole.aliases)
    references = dict.fromkeys(whole.references)
    tags = dict(whole.tags)
    stored = whole.stored_gib
    use = whole.utilisation
    told = {one.relation for one in whole.references}
    inside = {whole.id, *(one.id for one in parts)}
    for part in parts:
        spec = merge_specs(spec, part.spec) if spec is not None or add else part.spec
        if alias:
            aliases |= dict.fromkeys((part.id, *part.aliases))
        found = _outside(part, inside, names)
        references |= dict.fromkeys(one for one in found if add or one.relation not in told)
        tags = part.tags | tags
        stored = stored if stored is not None else part.stored_gib
        use = merge_specs(use, part.utilisation) if use is not None else part.utilisation
    aliases.pop(whole.id, None)
    if alias:  # what several share is not paid by each
        whole = _paid(whole, parts)
    return msgspec.structs.replace(
        whole,
        spec=spec if add else merge_specs(whole.spec, spec, add=False),
        aliases=tuple(aliases),
        references=tuple(references),
        tags=tags,
        stored_gib=stored,
        utilisation=use,
    )


def _paid(whole: Resource, parts: Sequence[Resource]) -> Resource:
    """The whole with what a bill shows for it and its parts together, where in one currency."""
    billed = [one for one in (whole, *parts) if one.observed_monthly_cost is not None]
    if len(billed) < 1 or len({one.observed_currency for one in billed}) != 1:
        return whole
    return msgspec.structs.replace(
        whole,
        observed_monthly_cost=sum((one.observed_monthly_cost or 0 for one in billed), Decimal(0)),
        observed_currency=billed[0].observed_currency,
    )


def _outside(part: Resource, inside: set[ResourceId], names: Names) -> list[Reference]:
    """A part's references, without those to the whole it folds into."""
    return [
        one
        for one in part.references
        if one.target != part.part_of and names.find(one.target, part) not in inside
    ]


def merge_specs(  # two specs of one type, or none
    whole: Any,  # noqa: ANN401
    part: Any,  # noqa: ANN401
    *,
    add: bool = True,
) -> Any:  # noqa: ANN401
    """The whole's spec with the part's tuples added and its empty fields filled.

    Without `add` a tuple that is not empty stays as it is. A part of another type adds nothing.
    Structs in a tuple that have the same `id` are merged, so that a rule finds its listener.
    """
    if whole is None or part is None or type(whole) is not type(part):
        return whole
    changes: dict[str, Any] = {}
    fields = fields_of(whole)
    # what must be given is given together: a rule read before its listener knows neither port nor protocol
    hollow = any(field.required and not getattr(whole, field.name) for field in fields)
    for field in fields:
        mine, theirs = getattr(whole, field.name), getattr(part, field.name)
        if not add and isinstance(mine, tuple) and mine:
            continue
        merged = theirs if hollow and field.required else _field(mine, theirs, field.default)
        if merged is not mine:
            changes[field.name] = merged
    return msgspec.structs.replace(whole, **changes) if changes else whole


def _field(mine: Any, theirs: Any, default: object) -> Any:  # noqa: ANN401 - values of one field
    if isinstance(mine, tuple) and isinstance(theirs, tuple):
        return _tuples(mine, theirs) if theirs else mine
    if isinstance(mine, Struct) and isinstance(theirs, Struct):
        return merge_specs(mine, theirs)
    return theirs if mine == default and theirs != default else mine


def _tuples(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """Both, each once, in a stable order; structs of one id become one."""
    found: dict[object, Any] = {}
    for one in (*mine, *theirs):
        identity = getattr(one, "id", "")
        key: object = ("id", identity) if identity else one
        found[key] = merge_specs(found[key], one) if identity and key in found else one
    return tuple(found.values())
