"""Lists of gcloud and answers of the APIs: the same resources as in an export of assets."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from planner.errors import InputError
from planner.inventory import read
from planner.inventory.exports.gcp_kinds import asset_type
from planner.model.resource import Inventory, Resource
from planner.model.spec import Bucket, Cluster, Database, VirtualMachine
from providers.sources.gcp import SOURCE
from tests.unit.inventory.exports.gcp_forms import ASSETS, lists

PROJECT = "sante-continue-prod"
COMPUTE = f"https://www.googleapis.com/compute/v1/projects/{PROJECT}"


def load(*paths: Path) -> Inventory:
    return read(paths, {"gcp": SOURCE})


def written(tmp_path: Path, value: object, name: str = "list.json") -> Inventory:
    path = tmp_path / name
    path.write_text(json.dumps(value), encoding="utf-8")
    return load(path)


def by_id(inventory: Inventory) -> dict[str, Resource]:
    return {str(one.id): one for one in inventory.resources}


def instance(name: str, zone: str = "europe-west9-a") -> dict[str, Any]:
    return {
        "kind": "compute#instance",
        "name": name,
        "selfLink": f"{COMPUTE}/zones/{zone}/instances/{name}",
        "machineType": f"{COMPUTE}/zones/{zone}/machineTypes/e2-small",
        "zone": f"{COMPUTE}/zones/{zone}",
        "status": "TERMINATED",
    }


@pytest.fixture(scope="module")
def estate(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Resource]:
    folder = tmp_path_factory.mktemp("lists")
    for name, content in lists().items():
        (folder / name).write_text(content, encoding="utf-8")
    return by_id(load(folder))


def test_lists_tell_the_same_as_an_export(estate: dict[str, Resource]) -> None:
    export = by_id(load(ASSETS))
    # by a number where a list says no more; and an export alone names what a record set lies in
    numbered = {one for one in export if "secretmanager" in one or "dns.googleapis" in one}
    for identity in export.keys() - numbered - {one for one in export if "api-dossier" in one}:
        found = estate.get(identity)
        assert found is not None, identity
        assert (found.kind, found.spec) == (export[identity].kind, export[identity].spec), identity
        assert set(found.references) == set(export[identity].references), identity


@pytest.mark.parametrize(
    ("word", "spec"),
    [
        ("instances/analyse-1", VirtualMachine),
        ("instances/pg-dossiers", Database),
        ("clusters/gke-soins", Cluster),
        ("sante-continue-imagerie", Bucket),
    ],
)
def test_a_list_has_the_specs_that_count(
    estate: dict[str, Resource], word: str, spec: type[object]
) -> None:
    found = [one for identity, one in estate.items() if identity.endswith(word)]
    assert [type(one.spec) for one in found] == [spec]


def test_gclouds_own_names_for_a_bucket_are_read(tmp_path: Path) -> None:
    bucket = {
        "creation_time": "2024-03-02T09:00:00+0000",
        "default_storage_class": "NEARLINE",
        "default_kms_key": "projects/p-prod/locations/eu/keyRings/r/cryptoKeys/k",
        "labels": {"owner": "ops"},
        "lifecycle_config": {"rule": [{"action": {"type": "Delete"}, "condition": {"age": 30}}]},
        "location": "EUROPE-WEST9",
        "location_type": "region",
        "name": "shop-archive",
        "public_access_prevention": "enforced",
        "storage_url": "gs://shop-archive/",
        "versioning_enabled": True,
    }
    (found,) = written(tmp_path, [bucket]).resources
    assert (found.id, found.region) == ("//storage.googleapis.com/shop-archive", "europe-west9")
    assert isinstance(found.spec, Bucket)
    assert (found.spec.versioning, found.spec.public) == (True, False)
    assert (found.spec.storage_class, found.spec.lifecycle[0].expire_days) == ("nearline", 30)


def test_an_aggregated_list_is_read_zone_by_zone(tmp_path: Path) -> None:
    empty = {"warning": {"code": "NO_RESULTS_ON_PAGE", "message": "none", "data": []}}
    answer = {
        "kind": "compute#instanceAggregatedList",
        "id": f"projects/{PROJECT}/aggregated/instances",
        "items": {
            "zones/europe-west9-a": {"instances": [instance("a"), instance("b")]},
            "zones/europe-west9-b": empty,
        },
    }
    for value in (answer, {"headers": {"status": "200"}, "body": answer}):
        inventory = written(tmp_path, value)
        assert [one.name for one in inventory.resources] == ["a", "b"]
        assert inventory.diagnostics == ()
        assert inventory.ledger[0].service == "gcp-list"


@pytest.mark.parametrize("code", ["UNREACHABLE", "NOT_CRITICAL_ERROR", None])
def test_a_zone_that_did_not_answer_is_unread_and_not_empty(
    tmp_path: Path, code: str | None
) -> None:
    scopes = {
        "zones/europe-west9-a": {"instances": [instance("a")]},
        "zones/europe-west9-b": {"warning": {"code": code}},
    }
    inventory = written(tmp_path, {"kind": "compute#instanceAggregatedList", "items": scopes})
    (problem,) = inventory.diagnostics
    assert problem.code == "scope-unread"
    assert "europe-west9-b" in problem.place
    assert inventory.ledger[0].status == "truncated"


def test_places_that_an_api_could_not_reach_are_said(tmp_path: Path) -> None:
    cluster = {
        "name": "c",
        "selfLink": f"https://container.googleapis.com/v1/projects/{PROJECT}/zones/europe-west9-a/clusters/c",
    }
    inventory = written(tmp_path, {"clusters": [cluster], "missingZones": ["europe-west9-b"]})
    assert [one.code for one in inventory.diagnostics] == ["scope-unread"]
    place = f"//container.googleapis.com/projects/{PROJECT}/locations/europe-west9-a/clusters/c"
    assert [one.id for one in inventory.resources] == [place]


def test_a_page_that_is_not_the_last_is_said(tmp_path: Path) -> None:
    answer = {"topics": [{"name": f"projects/{PROJECT}/topics/t"}], "nextPageToken": "more"}
    inventory = written(tmp_path, answer)
    assert [one.code for one in inventory.diagnostics] == ["answer-goes-on"]
    assert inventory.ledger[0].status == "truncated"


def test_zones_and_machine_types_are_no_resources(tmp_path: Path) -> None:
    found = [{"kind": "compute#zone", "name": "europe-west9-a"}, instance("a")]
    inventory = written(tmp_path, found)
    assert [one.name for one in inventory.resources] == ["a"]
    (row,) = inventory.ledger
    assert (row.read, row.rejected) == (2, 1)


def test_databases_and_users_fold_into_their_instance(tmp_path: Path) -> None:
    name = "pg-dossiers"
    found = [
        {"kind": "sql#instance", "name": name, "project": PROJECT, "databaseVersion": "POSTGRES_16",
         "selfLink": f"https://sqladmin.googleapis.com/sql/v1beta4/projects/{PROJECT}/instances/{name}"},
        {"kind": "sql#database", "name": "dossiers", "instance": name, "project": PROJECT},
        {"kind": "sql#user", "name": "app", "instance": name, "project": PROJECT, "password": "hunter2x"},
    ]  # fmt: skip
    (instance_found,) = written(tmp_path, found).resources
    assert isinstance(instance_found.spec, Database)
    assert (instance_found.spec.database, instance_found.spec.user) == ("dossiers", "app")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"kind": "compute#disk"}, "compute.googleapis.com/Disk"),
        ({"kind": "compute#machineType"}, ""),
        ({"kind": "sql#instance"}, "sqladmin.googleapis.com/Instance"),
        ({"name": "projects/p/topics/t"}, "pubsub.googleapis.com/Topic"),
        ({"name": "projects/p/locations/l/instances/i", "memorySizeGb": 1},
         "redis.googleapis.com/Instance"),
        ({"name": "projects/p/locations/l/instances/i", "fileShares": []},
         "file.googleapis.com/Instance"),
        ({"projectId": "p", "projectNumber": "1", "name": "P"},
         "cloudresourcemanager.googleapis.com/Project"),
        ({"apiVersion": "serving.knative.dev/v1", "kind": "Service"}, "run.googleapis.com/Service"),
        ({"name": "web", "items": []}, None),
        ({"kind": 7, "name": ["x"]}, None),
    ],
)  # fmt: skip
def test_the_type_of_an_object_is_known_by_what_it_says_of_itself(
    value: dict[str, Any], expected: str | None
) -> None:
    assert asset_type(value) == expected


@pytest.mark.parametrize("body", ["[", '[{"kind": "compute#disk"}', '{"items": ['])
def test_a_recorded_answer_that_is_cut_off_is_rejected(tmp_path: Path, body: str) -> None:
    path = tmp_path / "recorded.json"
    path.write_text(json.dumps({"headers": {"status": "200"}, "body": body}), encoding="utf-8")
    with suppress(InputError):  # or refused as a whole, where nothing in it is of a known form
        assert load(path).resources == ()
