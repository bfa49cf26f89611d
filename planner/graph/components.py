"""Weakly connected components of a part of the graph, on integer arrays."""

from collections.abc import Set as AbstractSet

from planner.graph.estate import Arrays, Graph, adjacency
from planner.model.resource import ResourceId


def components(graph: Graph, inside: AbstractSet[ResourceId]) -> list[list[ResourceId]]:
    """Groups of `inside` that hang together by edges between them; each sorted, by first id."""
    if not inside:
        return []
    import numpy as np  # noqa: PLC0415 - heavy
    from scipy.sparse import csgraph  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy

    chosen = np.zeros(len(graph.resources), dtype=bool)
    for one in inside:
        chosen[graph.position[one]] = True
    source, target = graph.arrays
    both = chosen[source] & chosen[target]
    edges = adjacency(Arrays(source[both], target[both]), len(graph.resources))
    _, labels = csgraph.connected_components(edges, directed=True, connection="weak")
    groups: dict[int, list[ResourceId]] = {}
    for one in sorted(inside):
        groups.setdefault(int(labels[graph.position[one]]), []).append(one)
    return list(groups.values())
