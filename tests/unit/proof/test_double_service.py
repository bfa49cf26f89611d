"""The double, asked without any tool: what it plans, makes, keeps and refuses."""

from typing import Any

import pytest

from planner.catalogue.schemas import constraints, provider_names, provider_schema
from planner.proof.check import UNKNOWN
from planner.proof.check.shape import misfit
from planner.proof.check.values import is_unknown
from planner.proof.double.made import Maker
from planner.proof.double.messages import messages
from planner.proof.double.plan import completed, not_known
from planner.proof.double.service import Service
from planner.proof.double.wire import read_value, write_value

SERVICE = Service("scaleway", provider_schema("scaleway"))


def ask(call: str, **fields: Any) -> Any:  # noqa: ANN401 - protobuf is untyped
    return SERVICE.calls()[call](messages()[f"{call}.Request"](**fields))


def value_of(kind: str, more: dict[str, object] | None = None, **given: object) -> dict[str, Any]:
    block = provider_schema("scaleway").resources[kind].block
    nothing: dict[str, Any] = dict.fromkeys(block.attributes)
    return nothing | {name: [] for name in block.blocks} | given | (more or {})


def planned(kind: str, value: dict[str, Any], prior: Any = None) -> Any:  # noqa: ANN401
    return ask(
        "PlanResourceChange",
        type_name=kind,
        config=write_value(value),
        proposed_new_state=write_value({**(prior or {}), **{k: v for k, v in value.items() if v}}),
        prior_state=write_value(prior),
    )


def made(kind: str, value: dict[str, Any]) -> dict[str, Any]:
    answer = ask(
        "ApplyResourceChange",
        type_name=kind,
        config=write_value(value),
        planned_state=planned(kind, value).planned_state,
        prior_state=write_value(None),
    )
    assert not answer.diagnostics
    found: dict[str, Any] = read_value(answer.new_state)
    return found


def test_what_is_left_to_the_provider_is_not_known_in_a_plan() -> None:
    state = read_value(planned("scaleway_vpc", value_of("scaleway_vpc", name="n")).planned_state)
    assert state["name"] == "n"
    assert is_unknown(state["id"])


def test_an_apply_leaves_nothing_unknown_and_keeps_what_was_given() -> None:
    state = made("scaleway_vpc", value_of("scaleway_vpc", name="n"))
    assert state["name"] == "n"
    assert state["id"].startswith("fr-par/")
    assert not any(is_unknown(one) for one in state.values())


def test_each_thing_made_has_an_id_of_its_own() -> None:
    value = value_of("scaleway_vpc", name="n")
    assert made("scaleway_vpc", value)["id"] != made("scaleway_vpc", value)["id"]


def test_a_write_only_value_is_never_stored() -> None:
    kind = "scaleway_secret_version"
    state = made(kind, value_of(kind, {"secret_id": "s", "data_wo": "never", "data_wo_version": 1}))
    assert state["data_wo"] is None
    assert "never" not in repr(state)


def test_a_second_plan_changes_nothing() -> None:
    value = value_of("scaleway_vpc", name="n")
    state = made("scaleway_vpc", value)
    answer = planned("scaleway_vpc", value, prior=state)
    assert read_value(answer.planned_state) == state
    assert not answer.requires_replace


def test_a_change_of_what_cannot_change_in_place_asks_for_another() -> None:
    kind = "scaleway_vpc_private_network"
    state = made(kind, value_of(kind, vpc_id="a"))
    answer = planned(kind, value_of(kind, vpc_id="b"), prior=state)
    named = [step.attribute_name for path in answer.requires_replace for step in path.steps]
    assert named == ["vpc_id"]


def test_a_value_that_becomes_known_is_checked_when_it_does() -> None:
    kind = "scaleway_vpc_acl"
    unknown = value_of(kind, vpc_id="v", default_policy=UNKNOWN)
    assert not ask(
        "ValidateResourceConfig", type_name=kind, config=write_value(unknown)
    ).diagnostics
    wrong = value_of(kind, vpc_id="v", default_policy="block")
    answer = ask(
        "ApplyResourceChange", type_name=kind, config=write_value(wrong),
        planned_state=write_value(wrong), prior_state=write_value(None),
    )  # fmt: skip
    assert [one.attribute.steps[0].attribute_name for one in answer.diagnostics] == [
        "default_policy"
    ]


def test_a_look_up_answers_the_same_at_each_asking() -> None:
    block = provider_schema("scaleway").data_sources["scaleway_vpc"].block
    config = dict.fromkeys(block.attributes) | {"name": "n"}
    answers = [
        read_value(
            ask("ReadDataSource", type_name="scaleway_vpc", config=write_value(config)).state
        )
        for _ in range(2)
    ]
    assert answers[0] == answers[1]
    assert answers[0]["name"] == "n"
    assert answers[0]["id"]


def test_a_diagnostic_does_not_quote_the_value() -> None:
    kind = "scaleway_rdb_instance"
    value = value_of(kind, {"node_type": "DB-DEV-S", "password": "Sw0rdf!"})
    answer = ask("ValidateResourceConfig", type_name=kind, config=write_value(value))
    assert any("password" in one.summary for one in answer.diagnostics)
    assert "Sw0rdf!" not in str(answer)


@pytest.mark.parametrize("provider", sorted(provider_names().values()))
def test_every_made_value_is_of_its_type_and_none_is_left_unknown(provider: str) -> None:
    for kind, schema in provider_schema(provider).resources.items():
        unknown = completed(schema.block, {}, not_known)
        state = completed(schema.block, unknown, Maker(provider, kind, schema.block, {}, "s").fill)
        for name, attribute in schema.block.attributes.items():
            if attribute.nested is None:
                assert misfit(attribute.type, state[name]) is None, f"{kind}.{name}"
            assert not is_unknown(state[name]), f"{kind}.{name}"
            assert attribute.computed == (state[name] is not None) or attribute.type == "dynamic"


def test_a_made_identifier_holds_by_the_rules_of_those_who_take_it() -> None:
    """`scaleway_lb.id` has the zonal form that `scaleway_lb_frontend.lb_id` asks for."""
    pattern = constraints()["scaleway_lb_frontend"]["lb_id"]["pattern"]
    assert pattern.startswith("^[a-z]{2}-")
    assert made("scaleway_lb", value_of("scaleway_lb", type="LB-S"))["id"].startswith("fr-par-1/")
