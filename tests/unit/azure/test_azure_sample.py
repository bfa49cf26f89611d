import json
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.inventory.read import read
from planner.model.resource import Inventory, Resource
from planner.model.spec import Cluster, Gateway, LoadBalancer, Role, TargetGroup, VirtualMachine
from providers.sources.azure import SOURCE

ROOT = Path(__file__).parents[3]
STATE = ROOT / "mappings/samples/azure-public-body/terraform.tfstate"
PROPERTIES = ROOT.parent / "shared/facts/terraform/source-properties.json"


@cache
def inventory() -> Inventory:
    return read([STATE], {"azure": SOURCE})


def named(name: str, native_type: str = "") -> Resource:
    found = [r for r in inventory().resources if r.name == name and native_type in r.native_type]
    assert len(found) == 1
    return found[0]


def instances() -> Iterator[tuple[str, dict[str, Any]]]:
    for resource in json.loads(STATE.read_text(encoding="utf-8"))["resources"]:
        for instance in resource["instances"]:
            yield resource["type"], instance["attributes"]


def unknown(given: dict[str, Any], arguments: dict[str, Any], path: str) -> Iterator[str]:
    for key, value in given.items():
        if key not in arguments:
            yield f"{path}.{key}"
        elif isinstance(arguments[key], dict) and isinstance(value, list):
            for one in value:
                if isinstance(one, dict):
                    yield from unknown(one, arguments[key]["block"], f"{path}.{key}")


@pytest.mark.skipif(
    not PROPERTIES.exists(), reason=f"no {PROPERTIES.name}: it is not in the project"
)
def test_every_attribute_is_one_that_the_provider_writes() -> None:
    schemas = json.loads(PROPERTIES.read_text(encoding="utf-8"))
    wrong = [
        word
        for native_type, attributes in instances()
        if native_type in schemas
        for word in unknown(
            attributes,
            {
                **dict.fromkeys(schemas[native_type]["computed"]),
                **schemas[native_type]["arguments"],
            },
            native_type,
        )
    ]
    assert wrong == []


def test_every_record_is_a_resource_or_part_of_one() -> None:
    (row,) = inventory().ledger
    assert row.read == sum(1 for _ in instances())
    assert row.read == row.resources + row.folded
    assert 80 <= row.resources <= 150
    assert inventory().diagnostics == ()


def test_every_resource_has_a_kind_and_a_meaning() -> None:
    assert [r.native_type for r in inventory().resources if r.kind is None or r.spec is None] == []


def test_the_state_holds_no_secret() -> None:
    for _, attributes in instances():
        for key, value in attributes.items():
            if key in {
                "value",
                "admin_password",
                "administrator_password",
                "administrator_login_password",
            }:
                assert value is None
            assert not key.endswith(("access_key", "connection_string")) or not value


def test_a_machine_knows_what_its_interface_said() -> None:
    spec = named("vm-etatcivil-app-1").spec
    assert isinstance(spec, VirtualMachine)
    assert spec.private_ips == ("10.20.1.11",)
    assert spec.subnets[0].endswith("/subnets/snet-etatcivil-app")
    assert spec.placement_group.endswith("/avail-etatcivil-app")


def test_a_pool_knows_its_members_and_their_probe() -> None:
    pools = [
        r.spec for r in inventory().resources if r.native_type.endswith("backend_address_pool")
    ]
    first = pools[0]
    assert isinstance(first, TargetGroup)
    assert len(first.targets) == 2
    assert first.health is not None
    assert first.health.path == "/sante"


def test_a_balancer_has_the_listener_of_its_rule() -> None:
    spec = named("lbi-etatcivil").spec
    assert isinstance(spec, LoadBalancer)
    assert spec.internal
    assert [one.port for one in spec.listeners] == [8080]
    assert spec.listeners[0].target_group.endswith("/backendaddresspools/serveurs")


def test_an_identity_takes_the_roles_given_to_its_principal() -> None:
    spec = named("id-portail-prod").spec
    assert isinstance(spec, Role)
    assert spec.actions == ("AcrPull", "Key Vault Secrets User")


def test_a_nat_gateway_has_its_address_and_a_cluster_its_pool() -> None:
    gateway, cluster = named("ng-sortie").spec, named("aks-portail-prod").spec
    assert isinstance(gateway, Gateway)
    assert len(gateway.public_ips) == 1
    assert isinstance(cluster, Cluster)
    assert [(pool.name, pool.desired) for pool in cluster.pools] == [("systeme", 3)]


def test_a_gateways_backends_are_the_machines_of_those_addresses() -> None:
    spec = named("agw-entree-prod").spec
    assert isinstance(spec, LoadBalancer)
    registry, portal = spec.pools
    assert registry.targets == (named("vm-etatcivil-app-1").id, named("vm-etatcivil-app-2").id)
    assert portal.targets == ("10.50.15.250",)


def test_assembling_twice_changes_nothing_more() -> None:
    assert SOURCE.assemble is not None
    once = SOURCE.assemble(inventory().resources)
    assert SOURCE.assemble(once) == once


def test_children_lie_where_their_parents_do() -> None:
    assert named("snet-ged-app").region == "francecentral"
    assert named("actes").region == "francecentral"
    assert named("applis").tags["application"] == "portail-citoyen"


def test_applications_of_a_public_body_are_tagged() -> None:
    found = Counter(r.tags.get("application", "") for r in inventory().resources)
    assert {"portail-citoyen", "etat-civil", "ged", "paie", "echanges", "socle"} <= set(found)
