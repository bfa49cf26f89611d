"""The order in which applications move: what others need first; circles move as one and are named."""

from collections.abc import Iterable, Mapping

import networkx as nx

from planner.model.plan import FOUNDATION, Application, Cycle, Step, Wave
from planner.model.resource import Dependency, ResourceId

Between = dict[tuple[str, str], list[Dependency]]
"""(application, application it needs) -> the edges that show it."""


def between_applications(
    dependencies: Iterable[Dependency], applications: Iterable[Application]
) -> Between:
    """The edges that cross from one application to another, the foundation left out."""
    application_of = {id_: one.name for one in applications for id_ in one.resources}
    crossing: Between = {}
    for edge in dependencies:
        source = application_of.get(edge.source, FOUNDATION)
        target = application_of.get(edge.target, FOUNDATION)
        if source != target and FOUNDATION not in (source, target):
            crossing.setdefault((source, target), []).append(edge)
    return crossing


def order(
    applications: tuple[Application, ...],
    dependencies: Iterable[Dependency],
    steps: Mapping[ResourceId, Step],
    per_wave: int,
) -> tuple[tuple[Wave, ...], tuple[Cycle, ...]]:
    """Waves, each needing only earlier ones, and the circles that move as one.

    Wave 1 is the foundation. Inside one rank, applications go by fewest dependants first, then by name.
    """
    crossing = between_applications(dependencies, applications)
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(one.name for one in applications if one.name != FOUNDATION))
    graph.add_edges_from(sorted(crossing))
    together = nx.condensation(graph)
    members = {node: sorted(together.nodes[node]["members"]) for node in together}
    cycles = tuple(
        sorted(
            (_cycle(members[node], crossing) for node in together if len(members[node]) > 1),
            key=lambda cycle: cycle.applications,
        )
    )
    named = {one.name: one for one in applications}
    waves: list[Wave] = []
    if FOUNDATION in named:
        waves.append(_wave(1, (FOUNDATION,), named, steps))
    ranks = list(nx.topological_generations(together.reverse(copy=False)))
    for rank in ranks:
        groups = sorted((members[node] for node in rank), key=lambda names: names[0])
        for packed in _packed(groups, per_wave):
            waves.append(_wave(len(waves) + 1, packed, named, steps))
    return tuple(waves), cycles


def _packed(groups: list[list[str]], per_wave: int) -> list[tuple[str, ...]]:
    packs: list[list[str]] = []
    for names in groups:
        if packs and len(packs[-1]) + len(names) <= per_wave:
            packs[-1].extend(names)
        else:
            packs.append(list(names))
    return [tuple(pack) for pack in packs]


def _cycle(names: list[str], crossing: Between) -> Cycle:
    """A circle with the edge to cut: between the two applications that fewest edges join."""
    inside = {pair: edges for pair, edges in crossing.items() if set(pair) <= set(names)}
    pair = min(inside, key=lambda one: (len(inside[one]), one))
    return Cycle(applications=tuple(names), cut=min(inside[pair]))


def _wave(
    number: int,
    names: tuple[str, ...],
    named: Mapping[str, Application],
    steps: Mapping[ResourceId, Step],
) -> Wave:
    """A wave: applications side by side, the steps of one application one after the other."""
    done = []
    low = likely = high = downtime = 0.0
    for name in names:
        own = [steps[id_] for id_ in named[name].resources if id_ in steps]
        done.extend(own)
        low = max(low, sum(step.minutes_low for step in own))
        likely = max(likely, sum(step.minutes_likely for step in own))
        high = max(high, sum(step.minutes_high for step in own))
        downtime = max(downtime, sum(step.minutes_likely for step in own if step.downtime))
    return Wave(
        number=number,
        applications=names,
        steps=tuple(done),
        minutes_low=low,
        minutes_likely=likely,
        minutes_high=high,
        downtime_minutes=downtime,
    )
