"""The graph of an estate: who needs whom, with the evidence; and what may be asked of it."""

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from planner.inventory.names import Names
from planner.model.resource import Dependency, Diagnostic, Relation, Resource, ResourceId

if TYPE_CHECKING:
    import networkx as nx
    import numpy as np
    import numpy.typing as npt


class Arrays(NamedTuple):
    """The edges as positions in `Graph.resources`; edge i goes from source[i] to target[i]."""

    source: "npt.NDArray[np.int32]"
    target: "npt.NDArray[np.int32]"


class Graph:
    """Resources sorted by id, and dependencies sorted, each from what needs to what is needed.

    Circles are allowed everywhere. It answers what `planner.model.protocols.Estate` asks, but for
    the policy's assumptions.
    """

    def __init__(
        self,
        resources: tuple[Resource, ...],
        dependencies: tuple[Dependency, ...],
        names: Names,
        *,
        dangling: int = 0,
        diagnostics: tuple[Diagnostic, ...] = (),
    ) -> None:
        self.resources = resources
        self.dependencies = dependencies
        self.dangling = dangling
        """References to what was not read."""
        self.diagnostics = diagnostics
        self._names = names
        self._by_id = {one.id: one for one in resources}

    def by_id(self, resource: ResourceId) -> Resource | None:
        """The resource of that id."""
        return self._by_id.get(resource)

    def of_kind(self, kind: str) -> tuple[Resource, ...]:
        """Every resource of a kind, sorted by id."""
        return self._by_kind.get(kind, ())

    def resolve(self, word: str, near: Resource) -> Resource | None:
        """The resource that `word` means in the configuration of `near`; None where unclear."""
        found = find(self._names, word, near)
        return None if found is None else self._by_id[found]

    def needs(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        """The resources that this one needs, sorted by id."""
        edges = self._out.get(resource.id, ())
        return self._chosen([(one.target, one.relation) for one in edges], relation, kind)

    def dependents(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        """The resources that need this one, sorted by id."""
        edges = self._in.get(resource.id, ())
        return self._chosen([(one.source, one.relation) for one in edges], relation, kind)

    def _chosen(
        self, ends: list[tuple[ResourceId, Relation]], relation: Relation | None, kind: str
    ) -> tuple[Resource, ...]:
        wanted = sorted({end for end, is_ in ends if relation is None or is_ == relation})
        found = (self._by_id[one] for one in wanted)
        return tuple(one for one in found if not kind or one.kind == kind)

    @cached_property
    def _by_kind(self) -> dict[str, tuple[Resource, ...]]:
        found: dict[str, list[Resource]] = {}
        for one in self.resources:
            found.setdefault(one.kind or "", []).append(one)
        return {kind: tuple(ones) for kind, ones in found.items()}

    @cached_property
    def _out(self) -> dict[ResourceId, list[Dependency]]:
        found: dict[ResourceId, list[Dependency]] = {}
        for one in self.dependencies:
            found.setdefault(one.source, []).append(one)
        return found

    @cached_property
    def _in(self) -> dict[ResourceId, list[Dependency]]:
        found: dict[ResourceId, list[Dependency]] = {}
        for one in self.dependencies:
            found.setdefault(one.target, []).append(one)
        return found

    @cached_property
    def position(self) -> dict[ResourceId, int]:
        """Position of each resource in `resources`."""
        return {one.id: number for number, one in enumerate(self.resources)}

    @cached_property
    def arrays(self) -> Arrays:
        """The edges as integers, in the order of `dependencies`."""
        import numpy as np  # noqa: PLC0415 - 185 ms, which `plan --help` must not pay

        at, count = self.position, len(self.dependencies)
        source = np.fromiter((at[one.source] for one in self.dependencies), np.int32, count)
        target = np.fromiter((at[one.target] for one in self.dependencies), np.int32, count)
        return Arrays(source, target)

    def csr(self) -> Any:  # noqa: ANN401 - scipy's arrays have no types
        """The edges as a `scipy.sparse.csr_array` of ones, n x n."""
        return adjacency(self.arrays, len(self.resources))

    def networkx(self) -> "nx.DiGraph[ResourceId]":
        """The same as a networkx.DiGraph; edges have `relation`, `evidence` and `path`."""
        return self._networkx

    @cached_property
    def _networkx(self) -> "nx.DiGraph[ResourceId]":
        import networkx as nx  # noqa: PLC0415 - 159 ms, which `plan --help` must not pay

        graph: nx.DiGraph[ResourceId] = nx.DiGraph()
        graph.add_nodes_from((one.id, {"resource": one}) for one in self.resources)
        graph.add_edges_from(
            (
                one.source,
                one.target,
                {"relation": one.relation, "evidence": one.evidence, "path": one.path},
            )
            for one in self.dependencies
        )
        return graph


def adjacency(arrays: Arrays, count: int) -> Any:  # noqa: ANN401 - scipy's arrays have no types
    """A `scipy.sparse.csr_array` of ones, `count` x `count`, with an entry for each edge."""
    import numpy as np  # noqa: PLC0415 - heavy
    from scipy.sparse import csr_array  # type: ignore[import-untyped]  # noqa: PLC0415 - heavy

    ones = np.ones(len(arrays.source), dtype=np.int8)
    return csr_array((ones, (arrays.source, arrays.target)), shape=(count, count))


def find(names: Names, word: str, near: Resource) -> ResourceId | None:
    """The resource that a word means; ids that are paths are written in any case by some clouds."""
    found = names.find(word, near)
    if found is None and word.startswith("/"):
        found = names.find(word.lower(), near)
    return found
