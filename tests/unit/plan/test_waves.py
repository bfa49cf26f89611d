"""Waves respect needs; circles are named."""

from hypothesis import given
from hypothesis import strategies as st

from planner.model.plan import FOUNDATION, Application
from planner.model.resource import Dependency, ResourceId
from planner.plan.waves import order


def application(name: str) -> Application:
    return Application(name=name, label=name, resources=(ResourceId(name),), found_by="tag")


def edge(source: str, target: str) -> Dependency:
    return Dependency(ResourceId(source), ResourceId(target), "uses", "reference", "path")


def wave_of(names: str, edges: list[tuple[str, str]], per_wave: int = 5) -> dict[str, int]:
    waves, _ = order(
        tuple(application(name) for name in names), [edge(*one) for one in edges], {}, per_wave
    )
    return {name: wave.number for wave in waves for name in wave.applications}


def test_what_others_need_moves_first() -> None:
    found = wave_of("abc", [("a", "b"), ("b", "c")])
    assert found["c"] < found["b"] < found["a"]


def test_the_foundation_is_the_first_wave() -> None:
    waves, _ = order((application("a"), application(FOUNDATION)), [], {}, 5)
    assert waves[0].applications == (FOUNDATION,)


def test_a_circle_moves_as_one_and_names_the_edge_to_cut() -> None:
    edges = [
        edge("a", "b"),
        edge("b", "a"),
        Dependency(ResourceId("a"), ResourceId("b"), "in", "tag"),
    ]
    waves, cycles = order((application("a"), application("b")), edges, {}, 5)
    assert [wave.applications for wave in waves] == [("a", "b")]
    assert cycles[0].applications == ("a", "b")
    assert (cycles[0].cut.source, cycles[0].cut.target) == ("b", "a")


def test_a_wave_holds_no_more_than_the_policy_allows() -> None:
    waves, _ = order(tuple(application(name) for name in "abcdefg"), [], {}, 3)
    assert [len(wave.applications) for wave in waves] == [3, 3, 1]


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=25))
def test_no_application_moves_before_what_it_needs(pairs: list[tuple[str, str]]) -> None:
    edges = [(source, target) for source, target in pairs if source != target]
    waves, cycles = order(
        tuple(application(name) for name in "abcdefgh"), [edge(*one) for one in edges], {}, 2
    )
    number = {name: wave.number for wave in waves for name in wave.applications}
    together = [set(cycle.applications) for cycle in cycles]
    assert len(number) == 8
    for source, target in edges:
        if not any({source, target} <= circle for circle in together):
            assert number[target] < number[source]


@given(st.permutations(["a", "b", "c", "d"]))
def test_the_order_of_input_changes_nothing(names: list[str]) -> None:
    edges = [edge("a", "b"), edge("c", "b")]
    one = order(
        tuple(sorted((application(name) for name in names), key=lambda a: a.name)), edges, {}, 2
    )
    two = order(tuple(application(name) for name in names), list(reversed(edges)), {}, 2)
    assert [wave.applications for wave in one[0]] == [wave.applications for wave in two[0]]
