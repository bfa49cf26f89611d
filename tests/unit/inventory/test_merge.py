from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from msgspec import Raw

from planner.inventory.merge import Merged, merge
from planner.model.resource import Form, Kind, Resource, ResourceId
from planner.model.spec import Bucket, VirtualMachine
from tests.unit.inventory.told import ACCOUNT, machine_id, told

FORMS: tuple[Form, ...] = (
    "live", "api", "graph", "asset", "config", "state", "", "table", "template", "bill",
)  # fmt: skip


def codes(found: Merged) -> list[str]:
    return sorted(one.code for one in found.diagnostics)


def only(*resources: Resource, **more: Any) -> Resource:  # noqa: ANN401
    (one,) = merge(resources, **more).resources
    return one


def test_every_origin_of_a_resource_is_kept() -> None:
    state, live = told("state"), told("live")
    one = only(state, live)
    assert one.origin == live.origin
    assert one.origins == (live.origin, state.origin)


def test_a_resource_of_one_input_has_no_list_of_origins() -> None:
    assert only(told()).origins == ()


def test_what_runs_is_taken_before_what_was_recorded_planned_or_billed() -> None:
    order: list[Form] = ["bill", "template", "table", "state", "config", "live"]
    spent = [told(form, spec=VirtualMachine(size=form)) for form in order]
    while spent:
        assert only(*spent).spec == VirtualMachine(size=spent[-1].origin.form)
        spent.pop()


def test_of_two_inputs_of_a_form_the_newer_is_taken() -> None:
    old, new = (told(source=name, spec=VirtualMachine(size=name)) for name in ("a", "b"))
    assert only(old, new, dates={"a": "2026-01-01", "b": "2026-02-01"}).spec == new.spec
    assert only(old, new, dates={"a": "2026-03-01", "b": "2026-02-01"}).spec == old.spec


def test_a_list_of_names_gives_way_to_whatever_tells_settings() -> None:
    listed = told("live", native=Raw(b'{"settings_unknown":true}'), spec=VirtualMachine(size="x"))
    assert only(listed, told("bill")).spec == VirtualMachine(size="m5.large")


def test_what_the_first_leaves_open_comes_from_the_others() -> None:
    live = told("live", spec=VirtualMachine(size="m5.large"), region="global", account="unknown")
    table = told("table", spec=VirtualMachine(os="windows-2022", vcpus=2), tags={"owner": "a"})
    one = only(live, table)
    assert one.spec == VirtualMachine(size="m5.large", os="windows-2022", vcpus=2)
    assert (one.region, one.account, one.tags) == ("eu-west-3", ACCOUNT, {"owner": "a"})


def test_a_key_that_is_used_no_more_does_not_come_back() -> None:
    live = told("live", spec=Bucket(encrypted=False), kind=Kind("storage.object_bucket"))
    state = told("state", spec=Bucket(key="k", encrypted=True), kind=Kind("storage.object_bucket"))
    assert only(live, state).spec == Bucket(encrypted=False)


def test_a_machine_whose_system_another_input_knows_is_of_the_narrower_kind() -> None:
    table = told("table", kind=Kind("compute.vm_windows"), spec=VirtualMachine(os="windows-2022"))
    assert only(told("live"), table).kind == "compute.vm_windows"


def test_an_input_without_account_tells_of_the_one_resource_that_fits() -> None:
    bare = told("api", id=machine_id("i-1", account="", region=""), account="unknown")
    found = merge([bare, told("state")])
    (one,) = found.resources
    assert one.id == machine_id("i-1")
    assert bare.id in one.aliases
    assert len(one.origins) == 2
    assert codes(found) == ["seen-twice"]


def test_an_input_without_account_that_fits_several_is_kept_apart_and_that_is_said() -> None:
    bare = told("api", id=machine_id("i-1", account=""), account="unknown")
    others = [
        told("state", id=machine_id("i-1", account=account), account=account)
        for account in ("111111111111", "222222222222")
    ]
    found = merge([bare, *others])
    assert len(found.resources) == 3
    (problem,) = found.diagnostics
    assert problem.code == "same-unclear"
    assert bare.id in problem.detail.en


def test_a_template_of_an_unknown_subscription_tells_of_the_resource_of_that_name() -> None:
    own = "/subscriptions/{}/resourcegroups/{}/providers/microsoft.compute/virtualmachines/web"
    planned = told(
        "template", cloud="azure", id=ResourceId(own.format("unknown", "template")),
        account="unknown", native_type="azurerm_linux_virtual_machine",
    )  # fmt: skip
    graph = told(
        "graph", cloud="azure", id=ResourceId(own.format("1234", "rg-shop")), account="1234",
        native_type="azurerm_linux_virtual_machine",
    )  # fmt: skip
    assert only(planned, graph).id == graph.id


def test_a_template_tells_of_what_bears_its_name_in_a_tag() -> None:
    planned = told(
        "template", id=ResourceId("arn:aws:cloudformation:::shop.json.Web"), account="unknown"
    )
    tags = {"aws:cloudformation:logical-id": "Web", "aws:cloudformation:stack-name": "shop"}
    other = {**tags, "aws:cloudformation:stack-name": "crm"}
    mine, theirs = told(tags=tags), told(id=machine_id("i-2"), tags=other)
    assert only(planned, mine).id == mine.id
    assert {one.id for one in merge([planned, mine, theirs]).resources} == {mine.id, theirs.id}


def test_a_template_tells_of_what_has_its_physical_name() -> None:
    planned = told(
        "template", id=ResourceId("arn:aws:cloudformation:::shop.json.Db"), aliases=("db/orders",)
    )
    assert only(planned, told(aliases=("db/orders",))).id == machine_id("i-1")


def test_another_type_under_one_id_is_another_thing() -> None:
    bucket = told("live", id=ResourceId("b"), native_type="aws_s3_bucket", spec=Bucket())
    policy = told("state", id=ResourceId("b"), native_type="aws_s3_bucket_policy", part_of="b")
    found = merge([bucket, policy])
    assert [one.id for one in found.resources] == ["b", "b#aws_s3_bucket_policy"]


def test_resources_that_two_inputs_tell_of_are_counted_together() -> None:
    many = [
        told(form, id=machine_id(f"i-{number}"))
        for number in range(9)
        for form in ("live", "state")
    ]
    (problem,) = merge(many).diagnostics
    assert (problem.code, problem.source, problem.place) == (
        "seen-twice", "state.json", "live.json",
    )  # fmt: skip
    assert ": 9." in problem.detail.en


RESOURCES = st.builds(
    lambda form, number, size, account: told(
        form,
        id=machine_id(f"i-{number}", account=account),
        account=account or "unknown",
        spec=VirtualMachine(size=size),
        native=Raw(f'{{"n":"{size}"}}'.encode()),
    ),
    st.sampled_from(FORMS),
    st.integers(0, 2),
    st.sampled_from(["", "a", "b"]),
    st.sampled_from(["", "1", "2"]),
)


@given(st.lists(RESOURCES, max_size=8), st.randoms())
def test_the_order_of_inputs_changes_nothing_and_nothing_is_lost(
    resources: list[Resource], random: Random
) -> None:
    first = merge(resources)
    shuffled = list(resources)
    random.shuffle(shuffled)
    assert merge(shuffled).resources == first.resources
    assert sorted(merge(shuffled).diagnostics) == sorted(first.diagnostics)
    assert len(first.resources) + len(first.twice) == len(resources)
    told_of = {one.origin for one in resources}
    assert {o for one in first.resources for o in one.origins or (one.origin,)} == told_of
