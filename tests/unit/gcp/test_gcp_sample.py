import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from planner.inventory.disk import read_inventory, write_inventory
from planner.inventory.read import read
from planner.model.resource import Inventory, Resource
from planner.model.spec import (
    Cluster,
    Database,
    Gateway,
    LoadBalancer,
    Role,
    TargetGroup,
    VirtualMachine,
)
from providers.sources.gcp import SOURCE

ROOT = Path(__file__).parents[3]
STATE = ROOT / "mappings/samples/gcp-health/terraform.tfstate"
PROPERTIES = ROOT.parent / "shared/facts/terraform/source-properties.json"


@cache
def inventory() -> Inventory:
    return read([STATE], {"gcp": SOURCE})


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
    assert 70 <= row.resources <= 150
    assert inventory().diagnostics == ()


def test_every_resource_has_a_kind_and_a_meaning() -> None:
    assert [r.native_type for r in inventory().resources if r.kind is None or r.spec is None] == []


def test_the_state_holds_no_secret() -> None:
    for _, attributes in instances():
        for key in ("secret_data", "password", "root_password", "auth_string", "private_key"):
            assert not attributes.get(key)


def test_rules_of_one_address_are_one_balancer() -> None:
    spec = named("fr-entree").spec
    assert isinstance(spec, LoadBalancer)
    secure, clear = spec.listeners
    assert (secure.port, secure.protocol, len(secure.rules)) == (443, "https", 3)
    assert secure.certificate.endswith("/sslCertificates/cert-entree")
    assert (clear.port, clear.redirect_to, clear.target_group) == (80, "https", "")
    assert [
        r.name
        for r in inventory().resources
        if "url_map" in r.native_type or "proxy" in r.native_type
    ] == []


def test_a_backend_of_a_program_reaches_the_program() -> None:
    spec = named("be-api-dossier").spec
    assert isinstance(spec, TargetGroup)
    assert spec.targets == (named("api-dossier", "cloud_run").id,)


def test_a_backend_of_machines_has_their_health_check() -> None:
    spec = named("be-visionneuse").spec
    assert isinstance(spec, TargetGroup)
    assert spec.health is not None
    assert (spec.health.port, spec.health.path, spec.sticky) == (8080, "/sante", True)


def test_machines_know_the_firewalls_of_their_tags_and_of_their_network() -> None:
    spec = named("passerelle-dicom-1").spec
    assert isinstance(spec, VirtualMachine)
    assert [word.rpartition("/")[2] for word in sorted(spec.security_groups)] == [
        "fw-dicom",
        "fw-iap",
        "fw-interne",
    ]
    other = named("analyse-1").spec
    assert isinstance(other, VirtualMachine)
    assert "fw-dicom" not in " ".join(other.security_groups)


def test_a_service_account_takes_its_roles() -> None:
    spec = named("api-dossier", "service_account").spec
    assert isinstance(spec, Role)
    assert spec.actions == ("roles/cloudsql.client", "roles/pubsub.publisher")


def test_a_cluster_does_not_repeat_pools_of_their_own() -> None:
    spec = named("gke-soins").spec
    assert isinstance(spec, Cluster)
    assert spec.pools == ()


def test_a_gateway_knows_its_network_through_its_router() -> None:
    spec = named("nat-sortie").spec
    assert isinstance(spec, Gateway)
    assert spec.network.endswith("/networks/vpc-principal")


def test_a_replica_names_its_primary() -> None:
    spec = named("pg-dossiers-lecture").spec
    assert isinstance(spec, Database)
    assert spec.replica_of == named("pg-dossiers").id


def test_reading_back_an_inventory_assembles_nothing_anew(tmp_path: Path) -> None:
    write_inventory(inventory(), tmp_path / "inventory")
    again = read([tmp_path / "inventory"], {"gcp": SOURCE})
    assert again.resources == read_inventory(tmp_path / "inventory").resources
    assert [r.spec for r in again.resources] == [r.spec for r in inventory().resources]


def test_assembling_twice_changes_nothing_more() -> None:
    assert SOURCE.assemble is not None
    once = SOURCE.assemble(inventory().resources)
    assert SOURCE.assemble(once) == once
