"""What people must still tell of their data: the resources of unknown class, most connected first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from msgspec import Struct

from planner.graph import Graph
from planner.model.plan import FOUNDATION, Application
from planner.model.policy import Policy
from planner.model.resource import Resource, ResourceId
from planner.sovereignty.classes import Classified
from planner.sovereignty.duties import UNKNOWN
from planner.sovereignty.roles import role_of


class Untold(Struct, frozen=True, kw_only=True):
    """One application, or one resource of the foundation, of which the class must be told."""

    application: str
    resources: tuple[ResourceId, ...]
    """Those of unknown class, the most connected first."""
    links: int
    """Edges that touch them."""
    stored_gib: Decimal | None
    """Bytes known to be held by them; None where none is known."""
    unknown_stores: int
    """Stores among them of unknown size."""
    told: tuple[str, ...]
    """Classes that are told of the application or came to it by copies."""
    selects: tuple[str, ...]
    """Selectors of exactly these, for the overrides or the policy."""


def untold(
    graph: Graph, applications: Iterable[Application], classified: Classified, policy: Policy
) -> tuple[Untold, ...]:
    """One an application that has any, one a resource of the foundation; the most connected first."""
    links: Counter[ResourceId] = Counter()
    for edge in graph.dependencies:
        links[edge.source] += 1
        links[edge.target] += 1
    found = list(_all(graph, applications, classified, policy, links))
    found.sort(key=lambda one: (-one.links, -(one.stored_gib or 0), one.application, one.resources))
    return tuple(found)


def _all(
    graph: Graph,
    applications: Iterable[Application],
    classified: Classified,
    policy: Policy,
    links: Counter[ResourceId],
) -> Iterator[Untold]:
    tags = _Tags(graph, policy)
    for application in applications:
        ids = [one for one in application.resources if one in classified.unknown]
        ids.sort(key=lambda one: (-links[one], one))
        told = tuple(name for name in classified.applications[application.name] if name != UNKNOWN)
        parts = [[one] for one in ids] if application.name == FOUNDATION else [ids]
        for part in parts:
            if not part:
                continue
            resources = [one for id_ in part if (one := graph.by_id(id_)) is not None]
            known = [one.stored_gib for one in resources if one.stored_gib is not None]
            stores = [one for one in resources if role_of(one.kind) == "stores"]
            yield Untold(
                application=application.name,
                resources=tuple(part),
                links=sum(links[one] for one in part),
                stored_gib=sum(known, Decimal(0)) if known else None,
                unknown_stores=sum(one.stored_gib is None for one in stores),
                told=_names(part, classified) if application.name == FOUNDATION else told,
                selects=tags.selects(resources, classified),
            )


def _names(part: list[ResourceId], classified: Classified) -> tuple[str, ...]:
    return tuple(one.name for one in classified.of[part[0]] if one.name != UNKNOWN)


class _Tags:
    """Which resources bear a tag, to select an application by it."""

    def __init__(self, graph: Graph, policy: Policy) -> None:
        wanted = {key.casefold() for key in policy.application_tags}
        self._bear: dict[tuple[str, str], list[ResourceId]] = {}
        for one in graph.resources:
            for key, value in one.tags.items():
                if key.casefold() in wanted and not set(f"{key}{value}") & set("*?["):
                    self._bear.setdefault((key, value), []).append(one.id)

    def selects(self, ones: list[Resource], classified: Classified) -> tuple[str, ...]:
        """A tag that all of these bear and nothing whose class is told; else each by its id."""
        wanted = {one.id for one in ones}
        for key, value in sorted(ones[0].tags.items()):
            bearers = self._bear.get((key, value), [])
            others = {id_ for id_ in bearers if id_ in classified.of} - wanted
            if len(ones) > 1 and wanted <= set(bearers) and not others:
                return (f"tag:{key}={value}",)
        return tuple(one.id for one in ones)
