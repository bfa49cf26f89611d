"""A small estate for OVHcloud's designs, joined by the real graph and sized by the real tables."""

from collections.abc import Callable

import pytest

from planner.catalogue.mappings import load_target
from planner.catalogue.prices import PriceBook
from planner.graph import connect
from planner.mapping.surroundings import Neighbourhood
from planner.model.choice import Design, Refusal
from planner.model.policy import Overrides, Policy
from planner.model.resource import (
    Inventory,
    Kind,
    Origin,
    Reference,
    Relation,
    Resource,
    ResourceId,
)
from planner.model.spec import Network, Spec, Subnet
from providers.targets.ovh import TARGET

Make = Callable[..., Resource]
Around = Callable[..., Neighbourhood]
Designed = Callable[..., Design]


def resource(
    kind: str,
    name: str,
    spec: Spec | None = None,
    *,
    needs: tuple[tuple[Relation, str], ...] = (),
    zone: str = "eu-west-3a",
    id_: str = "",
) -> Resource:
    """A resource whose id is `id:<name>` and whose references are `needs`."""
    return Resource(
        id=ResourceId(id_ or f"id:{name}"),
        cloud="aws",
        native_type=f"test_{kind.replace('.', '_')}",
        name=name,
        origin=Origin("test.tfstate", name),
        kind=Kind(kind),
        region="eu-west-3",
        zone=zone,
        spec=spec,
        aliases=(name,),
        references=tuple(
            Reference(relation, word, f"argument_{number}")
            for number, (relation, word) in enumerate(needs)
        ),
    )


@pytest.fixture(scope="session")
def make() -> Make:
    return resource


@pytest.fixture(scope="session")
def net() -> tuple[Resource, ...]:
    """A network of two zones."""
    return (
        resource("network.vpc", "main-network", Network(ranges=("10.0.0.0/16",))),
        resource(
            "network.subnet",
            "subnet-aaa",
            Subnet(network="main-network", ranges=("10.0.1.0/24",)),
            needs=(("in", "main-network"),),
        ),
        resource(
            "network.subnet",
            "subnet-bbb",
            Subnet(network="main-network", ranges=("10.0.2.0/24",)),
            needs=(("in", "main-network"),),
            zone="eu-west-3b",
        ),
    )


@pytest.fixture(scope="session")
def book() -> PriceBook:
    return PriceBook.load(["ovh"])


@pytest.fixture(scope="session")
def around(book: PriceBook) -> Around:
    """The surroundings of some resources, in a region of OVHcloud."""

    def build(*resources: Resource, region: str = "GRA11") -> Neighbourhood:
        inventory = Inventory(resources=tuple(sorted(resources, key=lambda one: one.id)))
        graph = connect(inventory, Policy(), Overrides())
        return Neighbourhood(
            graph=graph,
            catalogue=load_target("ovh"),
            region=region,
            book=book,
            policy=Policy(),
            as_of="2026-11-22",
            forced=lambda _: "",
        )

    return build


@pytest.fixture(scope="session")
def designed(around: Around) -> Designed:
    """The design of the first resource among the others; a refusal is an error."""

    def build(one: Resource, *others: Resource, region: str = "GRA11") -> Design:
        found = decide(around(one, *others, region=region), one)
        assert isinstance(found, Design), found
        return found

    return build


def decide(surroundings: Neighbourhood, one: Resource) -> Design | Refusal:
    """What the function named by the mapping of its kind makes of a resource."""
    mapping = load_target("ovh").by_kind[one.kind or ""]
    return TARGET.designs[mapping.design](one, surroundings)


@pytest.fixture(scope="session")
def decided() -> Callable[[Neighbourhood, Resource], Design | Refusal]:
    return decide
