"""What the move does not make better for one application: the same laws, establishments, keys, licences."""

from collections.abc import Iterable, Iterator, Mapping

from planner.model.resource import ResourceId
from planner.model.sovereignty import Place, Residual, Statement
from planner.model.text import Text
from planner.sovereignty.areas import areas
from planner.sovereignty.custody import custody_of
from planner.sovereignty.exposure import SHOWN
from planner.sovereignty.exposures import Exposures
from planner.sovereignty.places import Lies
from planner.sovereignty.reach import Reach
from planner.sovereignty.rules import CUSTODY
from planner.sovereignty.wording import filled, joined

_STILL = Text(en="After the move as before:", fr="Après la migration comme avant :")
_STAYS = Text(
    en="Data stay where they are, at {provider} {region}; resources: {count}.",
    fr="Des données restent où elles sont, chez {provider} {region} ; ressources : {count}.",
)
_ESTABLISHED = Text(
    en="The provider at the target has establishments outside the EU: {countries}.",
    fr="Le fournisseur à la cible a des établissements hors de l'UE : {countries}.",
)
_KEYS = {
    "provider": Text(
        en="After the move the provider holds the keys to data at {place}.",
        fr="Après la migration, le fournisseur détient les clés des données chez {place}.",
    ),
    "service": Text(
        en="After the move the keys to data at {place} still lie in the provider's own key service.",
        fr="Après la migration, les clés des données chez {place} se trouvent toujours dans le service "
        "de clés du fournisseur.",
    ),
}
PRODUCTS = frozenset({"licences", "gpu"})
"""Categories of residual dependencies that come with the machines themselves."""


def unimproved(
    members: tuple[Lies, ...], exposures: Exposures, residuals: Iterable[Residual]
) -> tuple[Statement, ...]:
    """In this order: what stays, laws, establishments, keys, products."""
    found = [
        *_staying(members), *_laws(members, exposures), *_establishments(members, exposures),
        *_keys(members), *_products(residuals),
    ]  # fmt: skip
    return tuple(dict.fromkeys(found))


def some(ids: Iterable[ResourceId]) -> tuple[ResourceId, ...]:
    """As many resources as a statement names."""
    return tuple(sorted(set(ids))[:SHOWN])


def _staying(members: tuple[Lies, ...]) -> Iterator[Statement]:
    staying: dict[tuple[str, str], list[ResourceId]] = {}
    for one in members:
        if not one.moves and one.after is not None:
            staying.setdefault((one.after.provider, one.after.region), []).append(one.resource.id)
    for (provider, region), ids in sorted(staying.items()):
        text = filled(_STAYS, count=str(len(ids)), provider=provider, region=region)
        yield Statement(text, (), some(ids))


def _laws(members: tuple[Lies, ...], exposures: Exposures) -> Iterator[Statement]:
    """Laws that reach what lies at the target as they do at the source, or that may in either."""
    before = _worst(exposures, {one.before for one in members})
    after = _worst(exposures, {one.after for one in members if one.moves and one.after})
    for law, reach in sorted(after.items()):
        known = before.get(law)
        if known is not None and _is_bad(reach) >= _is_bad(known):
            text = joined(_STILL, reach.statement.text)
            yield Statement(text, reach.statement.evidence, reach.statement.resources)


def _worst(exposures: Exposures, places: Iterable[Place]) -> Mapping[str, Reach]:
    found: dict[str, Reach] = {}
    for place in sorted(places, key=lambda one: (one.provider, one.region, one.services)):
        for reach in exposures.laws(place):
            known = found.get(reach.law)
            if known is None or _is_bad(reach) > _is_bad(known):
                found[reach.law] = reach
    return found


def _is_bad(reach: Reach) -> int:
    """How bad: what is not known counts as the worst."""
    return 1 if reach.how == "may reach" else 2


def _establishments(members: tuple[Lies, ...], exposures: Exposures) -> Iterator[Statement]:
    seen: set[str] = set()
    for place in _landing(members):
        answer = exposures.facts(place).establishments
        if answer.state == "known" and answer.value and place.provider not in seen:
            seen.add(place.provider)
            text = filled(_ESTABLISHED, countries=areas().names(answer.value))
            yield Statement(text, answer.evidence)


def _keys(members: tuple[Lies, ...]) -> Iterator[Statement]:
    """Keys that the provider holds after the move, of data whose keys were not held better before."""
    worse: dict[tuple[str, str], list[ResourceId]] = {}
    for one in members:
        if one.after is None or not one.moves:
            continue
        before, after = custody_of(one.before), custody_of(one.after)
        if after in _KEYS and CUSTODY.index(after) <= CUSTODY.index(before):
            key = (after, f"{one.after.provider} {one.after.region}")
            worse.setdefault(key, []).append(one.resource.id)
    for (custody, place), ids in sorted(worse.items()):
        yield Statement(filled(_KEYS[custody], place=place), (), some(ids))


def _products(residuals: Iterable[Residual]) -> Iterator[Statement]:
    return (one.statement for one in residuals if one.category in PRODUCTS)


def _landing(members: tuple[Lies, ...]) -> list[Place]:
    places = {one.after for one in members if one.moves and one.after is not None}
    return sorted(places, key=lambda one: (one.provider, one.region, one.services))
