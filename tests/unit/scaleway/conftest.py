"""A small estate around a resource, with the real graph, price book and data of the target."""

from collections.abc import Callable

import pytest

from planner.catalogue.mappings import load_target
from planner.catalogue.prices import PriceBook
from planner.graph import connect
from planner.mapping.surroundings import Neighbourhood
from planner.model.policy import Overrides, Policy
from planner.model.resource import Inventory, Kind, Origin, Reference, Resource, ResourceId
from planner.model.spec import Spec

Around = Callable[..., Neighbourhood]
Make = Callable[..., Resource]


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return PriceBook.load(["aws", "scaleway"])


@pytest.fixture
def around(book: PriceBook) -> Around:
    """Surroundings of some resources, in Paris unless told otherwise."""

    def build(
        *resources: Resource, region: str = "fr-par", policy: Policy | None = None
    ) -> Neighbourhood:
        rules = policy or Policy()
        inventory = Inventory(resources=tuple(sorted(resources, key=lambda one: one.id)))
        graph = connect(inventory, rules, Overrides())
        return Neighbourhood(
            graph=graph,
            catalogue=load_target("scaleway"),
            region=region,
            book=book,
            policy=rules,
            as_of="2026-11-22",
            forced=lambda _: "",
        )

    return build


@pytest.fixture
def make() -> Make:
    """A resource of a kind; `refers` lists (relation, id) pairs."""

    def build(
        kind: str,
        name: str,
        spec: Spec | None = None,
        *,
        refers: tuple[tuple[str, str], ...] = (),
        zone: str = "eu-west-3a",
        tags: dict[str, str] | None = None,
    ) -> Resource:
        return Resource(
            id=ResourceId(f"arn:aws:test:eu-west-3:1:{kind}/{name}"),
            cloud="aws",
            native_type="aws_test",
            name=name,
            origin=Origin("test", name),
            kind=Kind(kind),
            region="eu-west-3",
            zone=zone,
            tags=tags or {},
            spec=spec,
            references=tuple(
                Reference(relation, target, "test")  # type: ignore[arg-type]
                for relation, target in refers
            ),
        )

    return build
