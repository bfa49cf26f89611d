"""What `mappings/graph.yaml` says of hubs, relations and names."""

from fnmatch import fnmatchcase
from functools import lru_cache

from msgspec import Struct

from planner.catalogue.data import data_path, load_yaml
from planner.model.resource import Relation


class GraphFacts(Struct, frozen=True, forbid_unknown_fields=True):
    """Which kinds are hubs, what an edge to a kind means, and which words of a name say nothing."""

    source: str
    retrieved: str
    relations: dict[str, Relation]
    usual_relation: Relation
    foundation: frozenset[str]
    shared: frozenset[str]
    workloads: tuple[str, ...]
    common_words: frozenset[str]

    def relation(self, kind: str | None) -> Relation:
        """Relation of an edge to a resource of that kind, where no rule says more."""
        return self.relations.get(kind or "", self.usual_relation)

    def is_workload(self, kind: str | None) -> bool:
        """Whether a resource of that kind can be an application by itself."""
        return any(fnmatchcase(kind or "", pattern) for pattern in self.workloads)


@lru_cache(maxsize=1)
def graph_facts() -> GraphFacts:
    """The table."""
    return load_yaml(data_path("mappings", "graph.yaml"), GraphFacts)
