"""Needs between applications, added up, and the lanes in which their arrows run."""

from msgspec import Struct

from planner.model.plan import FOUNDATION
from planner.outputs.report.survey import Survey

MOST_LANES = 9
LANE = 8


class Need(Struct, frozen=True, order=True):
    """One application needs another."""

    source: str
    target: str
    edges: int
    relations: tuple[str, ...]


class Link(Struct, frozen=True):
    """A need as a line: from a row, out to its lane, and into another row."""

    need: Need
    path: str
    width: float


def needs_between(survey: Survey) -> list[Need]:
    """Every pair with its number of edges, the foundation left out: everything needs it."""
    home = survey.application_of
    found: dict[tuple[str, str], dict[str, int]] = {}
    for edge in survey.plan.dependencies:
        source, target = home.get(edge.source, ""), home.get(edge.target, "")
        if source == target or not source or not target or FOUNDATION in (source, target):
            continue
        relations = found.setdefault((source, target), {})
        relations[edge.relation] = relations.get(edge.relation, 0) + 1
    return [
        Need(source, target, sum(relations.values()), tuple(sorted(relations)))
        for (source, target), relations in sorted(found.items())
    ]


Place = tuple[float, float]
"""(top, height) of a row."""


def lanes(
    needs: list[Need], places: dict[str, Place], right: float, room: float
) -> tuple[list[Link], int]:
    """The arrows that have room, those with most edges first, and how many have none.

    Two arrows share a lane only where their rows do not overlap, so that no line hides another.
    """
    drawn = [one for one in needs if one.source in places and one.target in places]
    drawn.sort(key=lambda one: (-one.edges, one))
    lane_of: dict[Need, int] = {}
    taken: list[list[Place]] = []
    most = min(MOST_LANES, int(room // LANE))
    for need in sorted(drawn, key=lambda one: (-one.edges, _span(one, places), one)):
        top, bottom = _span(need, places)
        for number in range(most):
            if number == len(taken):
                taken.append([])
            if all(bottom < first or top > last for first, last in taken[number]):
                taken[number].append((top, bottom))
                lane_of[need] = number
                break
    ends = _ends(lane_of, places)
    links = [
        Link(need, _path(ends[need], right, right + 14 + lane * LANE), min(3.0, 1 + need.edges / 8))
        for need, lane in sorted(lane_of.items())
    ]
    return links, len(drawn) - len(links)


def _span(need: Need, places: dict[str, Place]) -> Place:
    rows = (places[need.source], places[need.target])
    return min(top for top, _ in rows), max(top + height for top, height in rows)


def _ends(lane_of: dict[Need, int], places: dict[str, Place]) -> dict[Need, Place]:
    """Where each arrow leaves and arrives: the ends at one row are spread over its height."""
    at: dict[str, list[tuple[Need, bool]]] = {}
    for need in sorted(lane_of, key=lambda one: (lane_of[one], one)):
        at.setdefault(need.source, []).append((need, True))
        at.setdefault(need.target, []).append((need, False))
    starts: dict[Need, float] = {}
    stops: dict[Need, float] = {}
    for row, ends in at.items():
        top, height = places[row]
        for number, (need, leaves) in enumerate(ends, 1):
            (starts if leaves else stops)[need] = round(top + height * number / (len(ends) + 1), 1)
    return {need: (starts[need], stops[need]) for need in lane_of}


def _path(ends: Place, right: float, lane: float) -> str:
    start, stop = ends
    return f"M{right} {start}H{lane}V{stop}H{right + 1}"
