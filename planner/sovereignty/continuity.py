"""What keeps an application running before and after the move, and what gets worse."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from planner.model.choice import Choice, Loss
from planner.model.plan import Application
from planner.model.policy import Policy
from planner.model.resource import Resource, ResourceId
from planner.model.sovereignty import Asked, Continuity, Statement
from planner.model.text import Text
from planner.sovereignty.keeping import Gives, Keeping, Kept, continuity_facts
from planner.sovereignty.unimproved import some
from planner.sovereignty.wording import filled

_MACHINES = Text(
    en="Machines: {count}; zones that they run in: {zones}.",
    fr="Machines : {count} ; zones où elles tournent : {zones}.",
)
_STANDBYS = Text(
    en="Standbys and readers of its weakest database or cache: {replicas}; zones: {zones}.",
    fr="Secours et réplicas de sa base ou de son cache le plus faible : {replicas} ; zones : {zones}.",
)
_BACKUPS = Text(
    en="Days for which backups of its databases are kept, at least: {days}.",
    fr="Jours pendant lesquels les sauvegardes de ses bases sont gardées, au moins : {days}.",
)
_UNTOLD = Text(
    en="The configuration does not tell how long backups of its databases are kept.",
    fr="La configuration ne dit pas combien de temps les sauvegardes de ses bases sont gardées.",
)
_MACHINE_ZONES = Text(
    en="Its machines run in fewer zones: {before} today, {after} after the move.",
    fr="Ses machines tournent dans moins de zones : {before} aujourd'hui, {after} après la migration.",
)
_ASKED = {
    "rto_minutes": Text(
        en="The policy asks for recovery within {asked} minutes; the configuration gives: {gives}.",
        fr="La politique demande une reprise en {asked} minutes ; la configuration donne : {gives}.",
    ),
    "rpo_minutes": Text(
        en="The policy allows the loss of {asked} minutes; the configuration gives: {gives}.",
        fr="La politique admet la perte de {asked} minutes ; la configuration donne : {gives}.",
    ),
}
_FEWER = {
    "zones": Text(
        en="Fewer zones: {before} today, {after} after the move.",
        fr="Moins de zones : {before} aujourd'hui, {after} après la migration.",
    ),
    "replicas": Text(
        en="Fewer standbys and readers: {before} today, {after} after the move.",
        fr="Moins de secours et de réplicas : {before} aujourd'hui, {after} après la migration.",
    ),
    "backup_days": Text(
        en="Backups are kept for less time: {before} days today, {after} after the move.",
        fr="Sauvegardes gardées moins longtemps : {before} jours aujourd'hui, {after} après la "
        "migration.",
    ),
    "rto_minutes": Text(
        en="Recovery takes longer by the configuration: {before} minutes today, {after} after the move.",
        fr="Reprise plus longue d'après la configuration : {before} minutes aujourd'hui, {after} après "
        "la migration.",
    ),
    "rpo_minutes": Text(
        en="More may be lost by the configuration: {before} minutes today, {after} after the move.",
        fr="Perte possible plus grande d'après la configuration : {before} minutes aujourd'hui, {after} "
        "après la migration.",
    ),
}
_NOT_KNOWN = Text(en="not known", fr="non connu")
_NOT_BACKED_UP = Text(
    en="What backs resources up today is not built at the target; resources: {count}.",
    fr="Ce qui sauvegarde des ressources aujourd'hui n'est pas construit à la cible ; ressources : "
    "{count}.",
)


Machines = list[tuple[ResourceId, str | None]]
"""Each with its zone, where it is known."""


class Two(NamedTuple):
    """Both sides of one application, and what gets worse."""

    before: Continuity | None
    after: Continuity | None
    losses: tuple[Statement, ...]
    asked: Asked
    fewer_zones: tuple[Statement, ...]


def asked_of(application: Application, policy: Policy) -> Asked:
    """What the policy asks of its criticality, else of all others."""
    words = {key.casefold(): asked for key, asked in policy.continuity.items()}
    return words.get(application.criticality.casefold()) or words.get("*") or Asked()


def continuity_of(
    application: Application, members: tuple[Resource, ...], keeping: Keeping, policy: Policy
) -> Two:
    """None on both sides where nothing in it can be kept running: no machine, database or cache."""
    facts = continuity_facts()
    machines = [one for one in members if one.kind in facts.spread]
    stores = [one for one in members if one.kind in facts.replicated]
    asked = asked_of(application, policy)
    declared = tuple(_declared(members, keeping))
    unbacked = tuple(_unbacked(members, keeping))
    if not machines and not stores:
        return Two(None, None, (*declared, *unbacked), asked, ())
    today = [(one.id, one.zone or None) for one in machines]
    then = [(one.id, zone) for one in machines if (zone := keeping.zone_then(one)) != ""]
    before = _side(today, [kept for one in stores if (kept := keeping.today(one))])
    after = _side(then, [kept for one in stores if (kept := keeping.then(one))])
    ids = some(one.id for one in (*stores, *machines))
    worse = {
        name: found
        for name in _FEWER
        if (found := _worse(_FEWER[name], getattr(before, name), getattr(after, name), ids))
    }
    spread = _worse(_MACHINE_ZONES, _zones(today), _zones(then), some(id_ for id_, _ in today))
    zones = [one for one in (worse.pop("zones", None), spread) if one is not None]
    missed = tuple(_missed(after, asked, ids))
    newly = [one for one in missed if one not in tuple(_missed(before, asked, ids))]
    losses = (*zones, *worse.values(), *newly, *declared, *unbacked)
    told = replace(after, because=(*after.because, *missed))
    return Two(before, told, tuple(dict.fromkeys(losses)), asked, tuple(zones))


def _side(machines: Machines, stores: list[Kept]) -> Continuity:
    spread = _zones(machines)
    every = ([spread] if machines else []) + [one.zones for one in stores]
    backed = [one for one in stores if one.backs_up]
    found = _Numbers(
        _least(every, 1),
        _least([one.replicas for one in stores], 0),
        _least([one.backup_days for one in backed], 0),
    )
    gives = next((one for one in continuity_facts().gives if _fits(one, found)), None)
    because = [
        *_of_machines(spread, [id_ for id_, _ in machines]), *_of_stores(stores),
        *_of_backups(found.backup_days, backed),
    ]  # fmt: skip
    ids = some([*(one.id for one in stores), *(id_ for id_, _ in machines)])
    reason = gives.reason if gives is not None else continuity_facts().nothing
    return Continuity(
        zones=found.zones,
        replicas=found.replicas,
        backup_days=found.backup_days,
        rto_minutes=gives.rto_minutes if gives is not None else None,
        rpo_minutes=gives.rpo_minutes if gives is not None else None,
        because=(*because, Statement(reason, (), ids)) if ids else tuple(because),
    )


def _zones(machines: Machines) -> int | None:
    zones = {zone for _, zone in machines}
    return None if None in zones else len(zones)


def _missed(side: Continuity, asked: Asked, ids: tuple[ResourceId, ...]) -> Iterator[Statement]:
    """What the policy asks and the configuration does not give; what is not known gives nothing."""
    for name, sentence in _ASKED.items():
        most: int | None = getattr(asked, name)
        gives: int | None = getattr(side, name)
        if most is not None and (gives is None or gives > most):
            text = filled(sentence, asked=str(most), gives=_number(gives))
            yield Statement(text, (), ids)


class _Numbers(NamedTuple):
    zones: int | None
    replicas: int | None
    backup_days: int | None


def _fits(gives: Gives, found: _Numbers) -> bool:
    """What is not known is as good as nothing."""
    asked = (gives.zones, gives.replicas, gives.backup_days)
    return all((have or 0) >= least for least, have in zip(asked, found, strict=True))


def _least(numbers: list[int | None], floor: int) -> int | None:
    """The smallest; where one is not known it is only known if another is as small as can be."""
    known = [one for one in numbers if one is not None]
    if len(known) < len(numbers):
        return floor if known and min(known) <= floor else None
    return min(known, default=None)


def _of_machines(zones: int | None, ids: list[ResourceId]) -> Iterator[Statement]:
    if ids:
        text = filled(_MACHINES, zones=_number(zones), count=str(len(ids)))
        yield Statement(text, (), some(ids))


def _of_stores(stores: list[Kept]) -> Iterator[Statement]:
    if not stores:
        return
    weakest = min(stores, key=lambda one: (one.replicas or 0, one.zones or 0, one.id))
    text = filled(_STANDBYS, replicas=_number(weakest.replicas), zones=_number(weakest.zones))
    yield Statement(text, (), (weakest.id,))


def _of_backups(days: int | None, backed: list[Kept]) -> Iterator[Statement]:
    if backed:
        text = _UNTOLD if days is None else filled(_BACKUPS, days=str(days))
        yield Statement(text, (), some(one.id for one in backed))


def _number(number: int | None) -> Text | str:
    return _NOT_KNOWN if number is None else str(number)


def _worse(
    sentence: Text, have: int | None, left: int | None, ids: tuple[ResourceId, ...]
) -> Statement | None:
    """What is less after the move, or more for minutes, or known today and not known then."""
    if have is None or have == left:
        return None
    minutes = sentence in (_FEWER["rto_minutes"], _FEWER["rpo_minutes"])
    if left is not None and (left > have) != minutes:
        return None
    return Statement(filled(sentence, before=str(have), after=_number(left)), (), ids)


def _declared(members: Iterable[Resource], keeping: Keeping) -> Iterator[Statement]:
    """Losses about continuity that mappings and designs declare, each with who has it."""
    properties = continuity_facts().properties
    found: dict[Loss, list[ResourceId]] = {}
    for one in members:
        choice = keeping.choices.get(one.id)
        for loss in choice.losses if isinstance(choice, Choice) else ():
            if loss.property in properties:
                found.setdefault(loss, []).append(one.id)
    for loss, ids in sorted(found.items()):
        yield Statement(loss.problem, (), some(ids))


def _unbacked(members: Iterable[Resource], keeping: Keeping) -> Iterator[Statement]:
    """Resources that move away from what backs them up, where that is not built at the target."""
    found = [one.id for one in members if one.id in keeping.unbacked]
    if found:
        yield Statement(filled(_NOT_BACKED_UP, count=str(len(found))), (), some(found))
