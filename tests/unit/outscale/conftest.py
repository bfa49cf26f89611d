"""A small estate around a resource, with the real graph, price book and data of the target."""

from collections.abc import Callable

import pytest

from planner.catalogue.mappings import load_target
from planner.catalogue.prices import PriceBook
from planner.graph import connect
from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Design
from planner.model.policy import Overrides, Policy
from planner.model.resource import Inventory, Kind, Origin, Reference, Resource, ResourceId
from planner.model.spec import Spec
from providers.targets.outscale import TARGET

Make = Callable[..., Resource]
Build = Callable[..., Design]


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return PriceBook.load(["outscale"])


@pytest.fixture
def around(book: PriceBook) -> Callable[..., Neighbourhood]:
    """Surroundings of some resources, in the default Region."""

    def build(*resources: Resource, policy: Policy | None = None) -> Neighbourhood:
        rules = policy or Policy()
        inventory = Inventory(resources=tuple(sorted(resources, key=lambda one: one.id)))
        graph = connect(inventory, rules, Overrides())
        return Neighbourhood(
            graph=graph,
            catalogue=load_target("outscale"),
            region="eu-west-2",
            book=book,
            policy=rules,
            as_of="2026-11-22",
            forced=lambda _: "",
        )

    return build


@pytest.fixture
def built(around: Callable[..., Neighbourhood]) -> Build:
    """The design of the first resource among the others, by its mapping's function."""

    def build(resource: Resource, *others: Resource) -> Design:
        mapping = load_target("outscale").by_kind[resource.kind or ""]
        design = TARGET.designs[mapping.design](resource, around(resource, *others))
        assert isinstance(design, Design), design
        return design

    return build


@pytest.fixture
def make() -> Make:
    """A resource of a kind; `refers` lists (relation, id) pairs."""

    def build(  # noqa: PLR0913 - what tells resources apart
        kind: str,
        name: str,
        spec: Spec | None = None,
        *,
        refers: tuple[tuple[str, str], ...] = (),
        zone: str = "eu-west-3a",
        cloud: str = "aws",
        tags: dict[str, str] | None = None,
    ) -> Resource:
        return Resource(
            id=ResourceId(f"arn:{cloud}:test:eu-west-3:1:{kind}/{name}"),
            cloud=cloud,
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
