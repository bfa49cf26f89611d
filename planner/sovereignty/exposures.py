"""Exposure of many places: each measured once, and alike ones of an application told together."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from planner.model.resource import ResourceId
from planner.model.sovereignty import Exposure, ExposureClass, Place
from planner.sovereignty.exposure import expose, shown_by
from planner.sovereignty.facts import PlaceFacts, conditions, facts_of, ladder, open_questions
from planner.sovereignty.reach import Reach, reaches
from planner.sovereignty.rules import CUSTODY
from planner.sovereignty.store import Store


class Exposures:
    """Facts, laws and exposures by place."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._facts: dict[Place, PlaceFacts] = {}
        self._classes: dict[Place, tuple[ExposureClass, ExposureClass]] = {}
        self._found: dict[Place, Exposure] = {}
        self._alike: dict[Place, object] = {}
        self._laws: dict[Place, tuple[Reach, ...]] = {}

    def facts(self, place: Place) -> PlaceFacts:
        """What the store says of it."""
        if place not in self._facts:
            self._facts[place] = facts_of(place, self.store)
        return self._facts[place]

    def classes(self, place: Place) -> tuple[ExposureClass, ExposureClass]:
        """The class at worst and at best."""
        if place not in self._classes:
            self._classes[place] = ladder(conditions(self.facts(place)))
        return self._classes[place]

    def laws(self, place: Place) -> tuple[Reach, ...]:
        """The laws of third countries that reach it, may, or of which that is not known."""
        if place not in self._laws:
            self._laws[place] = reaches(self.facts(place), self.store)
        return self._laws[place]

    def exposure(self, place: Place) -> Exposure:
        """All of it, without resources."""
        if place not in self._found:
            self._found[place] = expose(place, self.store)
        return self._found[place]

    def _likeness(self, place: Place) -> object:
        """What is equal for places that are told together."""
        if place not in self._alike:
            facts = self.facts(place)
            self._alike[place] = (
                place.provider, place.region, place.keys, self.classes(place),
                open_questions(facts), facts.qualification.state, facts.qualification.value,
            )  # fmt: skip
        return self._alike[place]

    def of(self, members: Mapping[Place, Iterable[ResourceId]]) -> tuple[Exposure, ...]:
        """One exposure for all services of a region that are alike in it, the worst first."""
        alike: dict[object, list[Place]] = {}
        for place in members:
            alike.setdefault(self._likeness(place), []).append(place)
        found = []
        for places in alike.values():
            services = sorted({one for place in places for one in place.services})
            whole = replace(places[0], services=tuple(services))
            ids = tuple(id_ for place in places for id_ in members[place])
            found.append(shown_by(self.exposure(whole), ids))
        return tuple(sorted(found, key=_worst_first))


def _worst_first(one: Exposure) -> tuple[str, ...]:
    place = one.place
    keys = CUSTODY.index(place.keys) + 1 if place.keys else 0
    return (one.exposure, one.best, place.provider, place.region, str(keys), *place.services)
