import json
from collections.abc import Sequence
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from planner.graph import Graph, connect
from planner.model.policy import Overrides, Policy
from planner.model.resource import Inventory, Kind, Origin, Reference, Resource, ResourceId


def resource(identity: str, **more: Any) -> Resource:  # noqa: ANN401 - fields of Resource
    native = more.pop("native", {})
    kind = more.pop("kind", None)
    return Resource(
        id=ResourceId(identity),
        cloud="aws",
        native_type="t",
        name=more.pop("name", identity),
        origin=Origin(more.pop("file", "f"), identity),
        kind=Kind(kind) if kind else None,
        native=Raw(json.dumps(native, separators=(",", ":")).encode()),
        **more,
    )


def joined(*resources: Resource) -> Graph:
    ordered = tuple(sorted(resources, key=lambda one: one.id))
    return connect(Inventory(resources=ordered), Policy(), Overrides())


def uses(*targets: str) -> tuple[Reference, ...]:
    return tuple(Reference("uses", target, "path") for target in targets)


def ids(found: Sequence[Resource]) -> list[str]:
    return [one.id for one in found]


def test_a_reference_is_an_edge_from_what_needs_to_what_is_needed() -> None:
    machine = resource("machine", references=(Reference("in", "net", "subnet_id"),))
    graph = joined(machine, resource("subnet", aliases=("net",), kind="network.subnet"))
    assert ids(graph.needs(machine)) == ["subnet"]
    assert ids(graph.needs(machine, "in", "network.subnet")) == ["subnet"]
    assert ids(graph.needs(machine, "uses")) == []
    subnet = graph.by_id(ResourceId("subnet"))
    assert subnet is not None
    assert ids(graph.dependents(subnet)) == ["machine"]
    assert graph.dependencies[0].evidence == "reference"


def test_an_id_in_the_configuration_is_an_edge_with_its_path() -> None:
    queue = "arn:aws:sqs:eu-west-3:123456789012:orders"
    policy = json.dumps({"Resource": queue})
    graph = joined(
        resource("function", native={"env": [{"q": queue}]}),
        resource("role", native={"policy": policy}),
        resource(queue, kind="msg.queue"),
    )
    found = [(one.source, one.relation, one.evidence, one.path) for one in graph.dependencies]
    assert found == [
        ("function", "sends-to", "configuration", "env[0].q"),
        ("role", "sends-to", "configuration", "policy"),
    ]


def test_a_short_name_in_the_configuration_means_nothing() -> None:
    graph = joined(
        resource("a", native={"name": "orders-db"}), resource("b", aliases=("orders-db",))
    )
    assert graph.dependencies == ()


def test_a_reference_wins_over_what_the_other_side_lists() -> None:
    network, group = "vpc-0123456789abcdef0", "sg-0123456789abcdef0"
    graph = joined(
        resource(network, native={"default_group": group}, kind="network.vpc"),
        resource(group, references=uses(network)),
    )
    assert [(one.source, one.target) for one in graph.dependencies] == [(group, network)]


def test_a_name_means_the_resource_that_is_nearest() -> None:
    near = resource("near", file="one", references=uses("db"))
    graph = joined(
        near,
        resource("db-1", aliases=("db",), file="one"),
        resource("db-2", aliases=("db",), file="two"),
    )
    assert ids(graph.needs(near)) == ["db-1"]


def test_a_name_that_several_bear_is_said_and_makes_no_edge() -> None:
    graph = joined(
        resource("a", references=uses("db")),
        resource("db-1", aliases=("db",)),
        resource("db-2", aliases=("db",)),
    )
    assert graph.dependencies == ()
    assert [one.code for one in graph.diagnostics] == ["reference-ambiguous"]


def test_references_to_what_was_not_read_are_counted() -> None:
    graph = joined(resource("a", references=uses("x")), resource("b", references=uses("x", "y")))
    assert graph.dangling == 3
    assert [one.code for one in graph.diagnostics] == ["reference-dangling"] * 2


def test_an_id_that_is_a_path_is_found_in_any_case() -> None:
    machine = resource("m", references=uses("/subscriptions/A/x/Net"))
    graph = joined(machine, resource("/subscriptions/a/x/net"))
    assert ids(graph.needs(machine)) == ["/subscriptions/a/x/net"]


def test_circles_are_kept_and_loops_are_not() -> None:
    graph = joined(resource("a", references=uses("b", "a")), resource("b", references=uses("a")))
    assert [(one.source, one.target) for one in graph.dependencies] == [("a", "b"), ("b", "a")]


def test_the_same_graph_is_there_for_networkx_and_as_arrays() -> None:
    graph = joined(resource("a", references=uses("b")), resource("b"), resource("c"))
    view = graph.networkx()
    assert list(view.nodes) == ["a", "b", "c"]
    assert view.edges[ResourceId("a"), ResourceId("b")] == {
        "relation": "uses",
        "evidence": "reference",
        "path": "path",
    }
    assert graph.csr().toarray().tolist() == [[0, 1, 0], [0, 0, 0], [0, 0, 0]]


EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 9)), max_size=20)


@given(EDGES)
def test_edges_are_sorted_and_each_is_there_once(pairs: list[tuple[int, int]]) -> None:
    graph = joined(
        *(
            resource(str(one), references=uses(*(str(to) for of, to in pairs if of == one)))
            for one in range(8)
        )
    )
    found = [(one.source, one.target) for one in graph.dependencies]
    assert found == sorted({(str(of), str(to)) for of, to in pairs if of != to and to < 8})
    assert graph.dangling == sum(to >= 8 for _, to in pairs)
