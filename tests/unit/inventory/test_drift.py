from typing import Any

import pytest
from msgspec import Raw

from planner.inventory.drift import MOST
from planner.inventory.fold import fold
from planner.inventory.merge import merge
from planner.model.resource import Diagnostic, Kind, Resource, ResourceId
from planner.model.spec import (
    Database,
    Disk,
    FirewallRule,
    Listener,
    LoadBalancer,
    SecurityGroup,
    Spec,
    VirtualMachine,
)
from tests.unit.inventory.told import machine_id, told


def drifts(*resources: Resource) -> list[Diagnostic]:
    return [one for one in merge(resources).diagnostics if one.code == "drift"]


def of_specs(live: Spec, state: Spec, *others: Resource, form: Any = "state") -> str:  # noqa: ANN401
    found = drifts(told("live", spec=live), told(form, spec=state), *others)
    return found[0].detail.en if found else ""


def test_a_disagreement_names_field_values_and_origins() -> None:
    (problem,) = drifts(told("live"), told("state", spec=VirtualMachine(size="t3.small")))
    assert problem.severity == "warning"
    assert problem.resource == machine_id("i-1")
    assert (
        "size: m5.large [live.json, machine] ≠ t3.small [state.json, machine]" in problem.detail.en
    )
    assert "m5.large [live.json, machine]" in problem.detail.fr


@pytest.mark.parametrize(
    ("live", "state"),
    [
        (VirtualMachine(size="a"), VirtualMachine(size="a", os="linux", vcpus=2)),
        (VirtualMachine(image="ami-1"), VirtualMachine(image="AMI-1")),
        (Database(version="15.4"), Database(version="15")),
        (VirtualMachine(subnets=("a", "b")), VirtualMachine(subnets=("b", "a"))),
        (VirtualMachine(key_pair="x/y/key-1"), VirtualMachine(key_pair="y/key-1")),
        (
            VirtualMachine(boot_disk=Disk(size_gib=8)),
            VirtualMachine(boot_disk=Disk(tier="gp3")),
        ),
        (SecurityGroup(description="a"), SecurityGroup(description="b")),
    ],
)
def test_what_one_does_not_tell_or_spells_otherwise_is_no_disagreement(
    live: Spec, state: Spec
) -> None:
    assert not of_specs(live, state)


@pytest.mark.parametrize(
    ("live", "state", "said"),
    [
        (Database(version="15.4"), Database(version="16"), "version: 15.4"),
        (Database(public=True), Database(public=False), "public: true"),
        (Database(storage_gib=10), Database(storage_gib=20), "≠ 20"),
        (
            VirtualMachine(boot_disk=Disk(size_gib=8)),
            VirtualMachine(boot_disk=Disk(size_gib=9)),
            "boot_disk.size_gib: 8",
        ),
        (VirtualMachine(subnets=("s-1",)), VirtualMachine(subnets=("s-2",)), "subnets: s-1"),
        (
            LoadBalancer(listeners=(Listener(port=80, protocol="http", id="l"),)),
            LoadBalancer(listeners=(Listener(port=81, protocol="http", id="l"),)),
            "listeners[l].port: 80",
        ),
    ],
)
def test_what_both_tell_and_tell_otherwise_is_said(live: Spec, state: Spec, said: str) -> None:
    assert said in of_specs(live, state)


def test_two_names_of_one_thing_are_the_same() -> None:
    subnet = told(id=ResourceId("arn:subnet"), aliases=("net-a",), spec=None)
    live, state = VirtualMachine(subnets=("arn:subnet",)), VirtualMachine(subnets=("net-a",))
    assert not of_specs(live, state, subnet)
    assert of_specs(live, state)


def rule(port: int, *ranges: str) -> FirewallRule:
    return FirewallRule(
        direction="in", protocol="tcp", first_port=port, last_port=port, ranges=ranges
    )


def test_rules_are_compared_range_by_range() -> None:
    together = SecurityGroup(rules=(rule(80, "10.0.0.0/8", "11.0.0.0/8"),))
    apart = SecurityGroup(rules=(rule(80, "11.0.0.0/8"), rule(80, "10.0.0.0/8")))
    assert not of_specs(together, apart)
    more = SecurityGroup(rules=(*apart.rules, rule(22, "0.0.0.0/0")))
    assert "≠ in tcp 22-22 0.0.0.0/0 [state" in of_specs(together, more)
    assert "rules: in tcp 22-22 0.0.0.0/0" in of_specs(more, together)


def test_what_a_template_leaves_out_of_a_list_is_no_disagreement() -> None:
    one, two = SecurityGroup(rules=(rule(80),)), SecurityGroup(rules=(rule(80), rule(22)))
    assert not of_specs(two, one, form="template")
    assert of_specs(one, two, form="template")


def test_what_a_template_is_yet_to_make_is_no_disagreement() -> None:
    group = told("template", id=ResourceId("arn:aws:cloudformation:::f.Group"), spec=None)
    live = VirtualMachine(security_groups=("sg-1",))
    planned = VirtualMachine(security_groups=("arn:aws:cloudformation:::f.Group",))
    assert not of_specs(live, planned, group, form="template")


def test_tags_kind_and_region_are_compared() -> None:
    (problem,) = drifts(
        told(tags={"env": "prod", "a": "1"}, region="eu-west-3"),
        told("state", tags={"env": "test", "b": "2"}, region="eu-west-1", kind=Kind("db.mysql")),
    )
    for said in ("tags.env: prod", "region: eu-west-3", "kind: compute.vm"):
        assert said in problem.detail.en
    assert "tags.a" not in problem.detail.en


def test_settings_that_a_list_does_not_know_are_no_disagreement() -> None:
    listed = told("live", native=Raw(b'{"settings_unknown":true}'), spec=VirtualMachine(size="x"))
    assert not drifts(listed, told("state"))


def test_secrets_and_signs_that_move_a_cursor_are_not_repeated() -> None:
    key = "AKIA" + "ABCDEFGHIJKLMNOP"
    (problem,) = drifts(
        told(tags={"note": f"\x1b[2J {key}"}), told("state", tags={"note": "plain" * 40})
    )
    assert key not in problem.detail.en
    assert "\x1b" not in problem.detail.en
    assert "plain" * 20 not in problem.detail.en


def test_beyond_hundreds_disagreements_are_counted() -> None:
    many = [
        told(form, id=machine_id(f"i-{number}"), spec=VirtualMachine(size=form))
        for number in range(MOST + 7)
        for form in ("live", "state")
    ]
    found = merge(many).diagnostics
    assert sum(one.code == "drift" for one in found) == MOST
    (more,) = (one for one in found if one.code == "drift-more")
    assert " 7 " in more.detail.en


def group(form: Any, *rules: FirewallRule, **more: Any) -> Resource:  # noqa: ANN401
    return told(form, spec=SecurityGroup(rules=rules), native_type="aws_security_group", **more)


def test_a_rule_that_only_a_state_knows_does_not_open_the_group_that_runs() -> None:
    whole = group("live", rule(80))
    part = group("state", rule(22), id=ResourceId("r"), part_of=whole.id)
    found = fold([whole, part])
    (left,) = found.resources
    assert left.spec == whole.spec
    assert "r" in left.aliases
    (problem,) = found.diagnostics
    assert "≠ in tcp 22-22 [state" in problem.detail.en


def test_rules_of_a_state_complete_a_group_whose_rules_nobody_told() -> None:
    whole = group("live")
    parts = [
        group("state", rule(port), id=ResourceId(f"r{port}"), part_of=whole.id) for port in (22, 80)
    ]
    (left,) = fold([whole, *parts]).resources
    assert left.spec == SecurityGroup(rules=(rule(22), rule(80)))
