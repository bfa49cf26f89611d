"""The headline: applications and data by exposure class and by qualification, before and after."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Literal

from planner.inventory.held import held_gib
from planner.model.evidence import Qualified
from planner.model.sovereignty import Place, Slice
from planner.sovereignty.duties import UNKNOWN
from planner.sovereignty.exposures import Exposures
from planner.sovereignty.places import Lies
from planner.sovereignty.roles import Role, role_of
from planner.sovereignty.ruler import Names, Ruler

Side = Literal["before", "after"]
Standing = Literal["to-be-verified", "in-process", "qualified", "not-needed"]

STANDINGS: tuple[Standing, ...] = ("to-be-verified", "in-process", "qualified", "not-needed")
"""Worst first."""


class Standings:
    """How a place stands with the qualifications that data ask for."""

    def __init__(self, ruler: Ruler) -> None:
        self._ruler = ruler
        self._found: dict[tuple[Names, Role, Place], Standing] = {}

    def of(self, names: Names, role: Role, place: Place) -> Standing:
        """The worst over the duties that ask for a qualification.

        Where no duty asks for one it is not needed; but who has not told the class of the data does not
        know that, so it is to be verified.
        """
        key = (names, role, place)
        if key not in self._found:
            self._found[key] = self._standing(names, role, place)
        return self._found[key]

    def _standing(self, names: Names, role: Role, place: Place) -> Standing:
        duties = {
            duty.id: duty
            for duty in self._ruler.book.binding(names, role)
            if duty.rule == "qualified"
        }
        if not duties:
            return "to-be-verified" if UNKNOWN in names else "not-needed"
        unmet = [
            duties[one.duty]
            for one in self._ruler.findings(names, role, place)
            if one.duty in duties and one.state != "met"
        ]
        if not unmet:
            return "qualified"
        started = all(any(self._starts(scheme, place) for scheme in duty.schemes) for duty in unmet)
        return "in-process" if started else "to-be-verified"

    def _starts(self, scheme: str, place: Place) -> bool:
        held = self._ruler.store.qualified(
            scheme, place.provider, place.region, place.services
        ).value  # fmt: skip
        return isinstance(held, Qualified) and held.milestone in ("in-process", "qualified")


class Shares:
    """Adds up, an application at a time."""

    def __init__(self, exposures: Exposures, standings: Standings) -> None:
        self._exposures = exposures
        self._standings = standings
        self._sums: Counter[tuple[Side, str, str, str]] = Counter()
        self._gib: dict[tuple[Side, str, str], Decimal] = {}

    def add(self, members: Iterable[tuple[Lies, Names]]) -> tuple[Decimal | None, int]:
        """Takes one application in: the GiB it holds (None unknown), its stores of unknown size.

        An application counts once a side, by the worst place of its data.
        """
        worst: dict[tuple[Side, str], str] = {}
        held: list[Decimal] = []
        unknown = 0
        for lies, names in members:
            role = role_of(lies.resource.kind)
            gib = held_gib(lies.resource) if role == "stores" else None
            if role == "stores":
                held += [gib] if gib is not None else []
                unknown += gib is None
            for side, by, name in self._of_one(lies, names, role):
                worst[side, by] = min(worst.get((side, by), name), name, key=_rank)
                self._sums[side, "resources", by, name] += 1
                if gib is not None:
                    key = (side, by, name)
                    self._gib[key] = self._gib.get(key, Decimal(0)) + gib
        for (side, by), name in worst.items():
            self._sums[side, "applications", by, name] += 1
        return (sum(held, Decimal(0)) if held else None), unknown

    def _of_one(self, lies: Lies, names: Names, role: Role) -> Iterator[tuple[Side, str, str]]:
        sides: tuple[tuple[Side, Place | None], ...] = (
            ("before", lies.before), ("after", lies.after),
        )  # fmt: skip
        for side, place in sides:
            if place is not None:
                yield side, "exposure", _shown(*self._exposures.classes(place))
                yield side, "qualification", self._standings.of(names, role, place)

    def slices(self) -> tuple[Slice, ...]:
        """All of them, sorted; stores of unknown size are in none."""
        amounts = {key: Decimal(count) for key, count in self._sums.items()}
        amounts |= {
            (side, "data", by, name): gib for (side, by, name), gib in self._gib.items() if gib
        }
        return tuple(
            sorted(
                Slice(side=side, measure=measure, by=by, name=name, amount=amount)  # type: ignore[arg-type]
                for (side, measure, by, name), amount in amounts.items()
            )
        )


PLACE_UNKNOWN = "E?"

_RANKS: dict[str, int] = {
    name: rank for names in (STANDINGS, ("E0", PLACE_UNKNOWN)) for rank, name in enumerate(names)
}


def _shown(worst: str, best: str) -> str:
    """The class; but what is only at worst outside the EU is not said to be there."""
    return PLACE_UNKNOWN if worst == "E0" and best != "E0" else worst


def _rank(name: str) -> tuple[int, str]:
    """States of qualification as listed; classes by their names, after those of no known place."""
    return _RANKS.get(name, len(_RANKS)), name
