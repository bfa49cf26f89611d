import json
from pathlib import Path
from typing import Any

import pytest

from planner.inventory.read import read
from planner.model.money import Quantity
from planner.model.resource import Inventory, Resource
from planner.model.spec import (
    Cache,
    Database,
    LoadBalancer,
    NodePool,
    ScalingGroup,
    SecurityGroup,
    VirtualMachine,
)
from providers.sources.aws import SOURCE

ROOT = Path(__file__).resolve().parents[3]
SAMPLE = ROOT / "mappings/samples/aws-retailer/terraform.tfstate"
PROPERTIES = ROOT.parent / "shared/facts/terraform/source-properties.json"
INPUTS = ROOT.parent / "shared/inputs/tfstate"

_EVERYWHERE = frozenset({"timeouts"})
"""Blocks of Terraform itself, which a provider's list of arguments leaves out."""


@pytest.fixture(scope="module")
def estate() -> Inventory:
    return read([SAMPLE], {"aws": SOURCE})


def managed(path: Path) -> list[dict[str, Any]]:
    state = json.loads(path.read_text(encoding="utf-8"))
    return [one for one in state["resources"] if one["mode"] == "managed"]


def named(estate: Inventory, address: str) -> Resource:
    return next(one for one in estate.resources if one.origin.place == address)


def test_every_attribute_of_the_sample_is_the_providers_own() -> None:
    if not PROPERTIES.exists():
        pytest.skip(f"{PROPERTIES.name} of the shared facts is not beside this checkout")
    known = json.loads(PROPERTIES.read_text(encoding="utf-8"))
    strange = {
        (one["type"], name)
        for one in managed(SAMPLE)
        if one["type"] in known
        for instance in one["instances"]
        for name in instance["attributes"]
        if name not in known[one["type"]]["arguments"]
        and name not in known[one["type"]]["computed"]
        and name not in _EVERYWHERE
    }
    assert strange == set()


def test_the_sample_is_an_estate_of_believable_size() -> None:
    instances = sum(len(one["instances"]) for one in managed(SAMPLE))
    assert instances == 159
    assert len({one["type"] for one in managed(SAMPLE)}) >= 60


def test_the_sample_holds_no_secret_and_no_place_of_its_making() -> None:
    text = SAMPLE.read_text(encoding="utf-8")
    for word in ("AKIA", "PRIVATE KEY", "filled in by hand", "127.0.0.1", "/tmp", "/root"):  # noqa: S108
        assert word not in text
    for one in managed(SAMPLE):
        for instance in one["instances"]:
            assert not instance["attributes"].get("password")
            assert not instance["attributes"].get("secret_string")


def test_every_type_of_the_sample_has_a_rule() -> None:
    assert {one["type"] for one in managed(SAMPLE)} <= set(SOURCE.rules)


def test_nothing_of_the_sample_is_lost_or_stands_apart(estate: Inventory) -> None:
    (row,) = estate.ledger
    assert row.read == 159 == row.resources + row.folded
    assert estate.diagnostics == ()
    assert [one.native_type for one in estate.resources if one.kind is None] == []
    assert {one.account for one in estate.resources} == {"123456789012"}
    assert {one.region for one in estate.resources} == {"eu-west-3", "global"}


def test_the_shop_is_read_with_its_listeners_rules_and_group(estate: Inventory) -> None:
    balancer = named(estate, "aws_lb.shop").spec
    assert isinstance(balancer, LoadBalancer)
    by_port = {one.port: one for one in balancer.listeners}
    assert set(by_port) == {80, 443}
    assert by_port[80].redirect_to == "https"
    assert sorted(rule.priority or 0 for rule in by_port[443].rules) == [10, 20]
    group = named(estate, "aws_autoscaling_group.storefront").spec
    assert isinstance(group, ScalingGroup)
    assert {rule.kind for rule in group.rules} == {"target", "schedule"}


def test_databases_and_caches_know_their_subnets_from_their_groups(estate: Inventory) -> None:
    orders = named(estate, "aws_db_instance.orders").spec
    assert isinstance(orders, Database)
    assert (orders.high_availability, len(orders.subnets)) == (True, 3)
    sessions = named(estate, "aws_elasticache_replication_group.sessions").spec
    assert isinstance(sessions, Cache)
    assert (sessions.nodes, len(sessions.subnets)) == (2, 3)


def test_rules_kept_apart_fold_into_their_security_group(estate: Inventory) -> None:
    database = named(estate, "aws_security_group.orders_database").spec
    assert isinstance(database, SecurityGroup)
    assert [rule.first_port for rule in database.rules] == [5432, 5432]


def test_machines_are_of_the_kind_their_attributes_say(estate: Inventory) -> None:
    assert named(estate, "aws_instance.erp").kind == "compute.vm_windows"
    assert named(estate, "aws_instance.forecast").kind == "compute.gpu"
    assert named(estate, 'aws_instance.edi["a"]').kind == "compute.vm"
    assert named(estate, "aws_route53_zone.internal").kind == "dns.private_zone"
    pool = named(estate, 'aws_eks_node_group.orders["batch"]').spec
    assert isinstance(pool, NodePool)
    assert pool.machine is not None
    assert pool.machine.spot


def test_every_machine_of_the_sample_knows_its_system_and_its_first_disk(estate: Inventory) -> None:
    found = [one.spec for one in estate.resources if isinstance(one.spec, VirtualMachine)]
    assert len(found) == 7
    assert [one for one in found if not one.os or one.boot_disk is None] == []
    assert [one.data_disks for one in found] == [()] * 7  # volumes of their own are counted there


def test_every_resource_of_the_sample_is_billed_or_known_to_be_free(estate: Inventory) -> None:
    around = _Alone(estate)
    without = [
        one.native_type
        for one in estate.resources
        if not list(SOURCE.bill(one, around)) and one.kind not in SOURCE.free_kinds
    ]
    assert without == []
    lines = [line for one in estate.resources for line in SOURCE.bill(one, around)]
    known = [line for line in lines if isinstance(line, Quantity)]
    assert all(line.provider == "aws" and line.region for line in known)
    assert len(known) > len(lines) / 2


def test_names_of_the_configuration_find_who_bears_them(estate: Inventory) -> None:
    bearers = {word for one in estate.resources for word in (one.id, *one.aliases)}
    missing = {
        reference.target
        for one in estate.resources
        for reference in one.references
        if reference.target not in bearers
    }
    # What is not the retailer's own: public images, and the key that AWS keeps for volumes.
    assert all(word.startswith(("ami-", "arn:aws:kms:")) for word in missing)


@pytest.mark.parametrize(
    "name", ["aws_s3_full", "aws_state_cyclic", "aws_lb_listener", "aws_state_sg"]
)
def test_states_that_others_wrote_read_without_a_failing_rule(name: str) -> None:
    if not INPUTS.is_dir():
        pytest.skip("the shared inputs are not beside this checkout")
    (path,) = (one for one in INPUTS.iterdir() if name in one.name)
    found = read([path], {"aws": SOURCE})
    assert found.resources
    assert not [one for one in found.diagnostics if one.code == "rule-failed"]


class _Alone:
    """An estate that resolves ids and assumes nothing."""

    def __init__(self, estate: Inventory) -> None:
        self._of = {word: one for one in estate.resources for word in (one.id, *one.aliases)}

    def resolve(self, word: str, near: Resource) -> Resource | None:
        del near
        return self._of.get(word)

    def dependents(self, *_given: object) -> tuple[Resource, ...]:
        return ()

    def needs(self, *_given: object) -> tuple[Resource, ...]:
        return ()

    def by_id(self, resource: str) -> Resource | None:
        return self._of.get(resource)

    def assumed(self, _key: str) -> None:
        return None
