from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from planner.inventory.fold import fold, merge_specs
from planner.model.resource import Kind, Origin, Reference, Resource, ResourceId
from planner.model.spec import (
    Bucket,
    Database,
    FirewallRule,
    Listener,
    ListenerRule,
    LoadBalancer,
    SecurityGroup,
)


def resource(identity: str, native_type: str = "aws_x", **more: Any) -> Resource:  # noqa: ANN401
    return Resource(
        id=ResourceId(identity),
        cloud="aws",
        native_type=native_type,
        name=identity,
        origin=Origin("f", identity),
        **more,
    )


def rule(port: int) -> FirewallRule:
    return FirewallRule(direction="in", protocol="tcp", first_port=port, last_port=port)


def test_a_part_adds_its_tuples_and_fills_what_is_empty() -> None:
    whole = SecurityGroup(description="mine", rules=(rule(1),))
    part = SecurityGroup(description="theirs", network="vpc", rules=(rule(2), rule(1)))
    assert merge_specs(whole, part) == SecurityGroup(
        description="mine", network="vpc", rules=(rule(1), rule(2))
    )


def test_a_rule_finds_its_listener_whichever_comes_first() -> None:
    balancer = resource("lb", spec=LoadBalancer(), kind=Kind("network.lb_l7"))
    listener = resource(
        "z-listener",
        part_of="lb",
        spec=LoadBalancer(listeners=(Listener(port=443, protocol="https", id="z-listener"),)),
    )
    routed = resource(
        "a-rule",
        part_of="z-listener",
        spec=LoadBalancer(
            listeners=(
                Listener(
                    port=0, protocol="tcp", id="z-listener", rules=(ListenerRule(paths=("/a",)),)
                ),
            )
        ),
    )
    (left,) = fold([routed, listener, balancer]).resources
    assert isinstance(left.spec, LoadBalancer)
    (merged,) = left.spec.listeners
    assert (merged.port, merged.protocol) == (443, "https")
    assert merged.rules == (ListenerRule(paths=("/a",)),)
    assert set(left.aliases) == {"z-listener", "a-rule"}


def test_references_of_a_part_to_its_whole_vanish_and_others_stay() -> None:
    key = Reference("encrypted-with", "key", "kms")
    part = resource("p", part_of="b", references=(Reference("uses", "b", "bucket"), key))
    (left,) = fold([resource("b", spec=Bucket()), part]).resources
    assert left.references == (key,)


def test_a_part_without_its_whole_stands_alone_and_that_is_said() -> None:
    found = fold([resource("p", part_of="nowhere")])
    assert [one.id for one in found.resources] == ["p"]
    assert [one.code for one in found.diagnostics] == ["part-without-whole"]


def test_parts_of_each_other_stay() -> None:
    found = fold([resource("a", part_of="b"), resource("b", part_of="a")])
    assert len(found.resources) == 2
    assert len(found.diagnostics) == 2


def test_settings_fold_into_all_that_name_them() -> None:
    group = resource(
        "g", "aws_db_subnet_group", aliases=("subnets",), spec=Database(subnets=("s1", "s2"))
    )
    uses = (Reference("in", "subnets", "db_subnet_group_name"),)
    first = resource("d1", spec=Database(engine="postgresql"), references=uses)
    second = resource("d2", spec=Database(engine="mysql"), references=uses)
    found = fold([group, first, second], frozenset({"aws_db_subnet_group"}))
    assert [one.id for one in found.resources] == ["d1", "d2"]
    for one in found.resources:
        assert isinstance(one.spec, Database)
        assert one.spec.subnets == ("s1", "s2")
        assert one.references == ()


def test_settings_that_nobody_names_stay() -> None:
    found = fold([resource("g", "aws_db_subnet_group")], frozenset({"aws_db_subnet_group"}))
    assert [one.id for one in found.resources] == ["g"]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(-1, 9)), unique_by=lambda one: one[0]))
def test_every_record_is_left_or_folded_into_something_that_is_left(
    pairs: list[tuple[int, int]],
) -> None:
    records = [
        resource(str(one), part_of=str(whole) if whole not in (-1, one) else "")
        for one, whole in pairs
    ]
    found = fold(records)
    left = {one.id for one in found.resources}
    assert left | set(found.into) == {one.id for one in records}
    assert not left & set(found.into)
    assert set(found.into.values()) <= left


@given(st.permutations([1, 2, 3, 4]))
def test_the_order_of_the_parts_changes_nothing(order: list[int]) -> None:
    whole = resource("w", spec=SecurityGroup())
    parts = [
        resource(f"p{one}", part_of="w", spec=SecurityGroup(rules=(rule(one),))) for one in order
    ]
    (left,) = fold([*parts, whole]).resources
    assert isinstance(left.spec, SecurityGroup)
    assert [one.first_port for one in left.spec.rules] == [1, 2, 3, 4]
    assert structs.replace(left, spec=None).name == "w"


def test_what_a_bill_shows_for_a_part_is_paid_for_the_whole() -> None:
    paid: dict[str, Any] = {"observed_monthly_cost": Decimal(10), "observed_currency": "USD"}
    euros: dict[str, Any] = {"observed_monthly_cost": Decimal(7), "observed_currency": "EUR"}
    found = fold(
        [
            resource("a", **paid),
            resource("a1", part_of="a", **paid),
            resource("a2", part_of="a"),
            resource("b"),
            resource("b1", part_of="b", **paid),
            resource("c", **paid),
            resource("c1", part_of="c", **euros),
        ]
    )
    costs = {one.id: one.observed_monthly_cost for one in found.resources}
    assert costs == {"a": Decimal(20), "b": Decimal(10), "c": Decimal(10)}
