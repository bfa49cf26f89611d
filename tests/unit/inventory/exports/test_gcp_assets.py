"""One estate as every form of Cloud Asset Inventory: what is read is the same as of a state."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from planner.inventory import read
from planner.model.resource import Inventory, Resource
from planner.model.spec import VirtualMachine
from providers.sources.gcp import SOURCE
from tests.unit.inventory.exports.gcp_forms import ASSETS, FORMS, array, assets, thin

ROOT = Path(__file__).resolve().parents[4]
STATE = ROOT / "mappings/samples/gcp-health/terraform.tfstate"
PROJECT = "sante-continue-prod"
NOT_IN_STATE = {
    f"//cloudresourcemanager.googleapis.com/projects/{PROJECT}",
    f"//vpcaccess.googleapis.com/projects/{PROJECT}/locations/europe-west9/connectors/vers-vpc",
}
SECRETS = (b"s3cr3t-kubelet", b"0a0b0c0d-secret", b"c2VjcmV0", b"abc123def")


def load(path: Path) -> Inventory:
    return read([path], {"gcp": SOURCE})


def written(tmp_path: Path, content: str, name: str = "assets.json") -> Inventory:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="")
    return load(path)


def asset(
    kind: str, name: str, data: dict[str, Any] | None = None, **more: object
) -> dict[str, Any]:
    resource = {"resource": {"version": "v1", "data": data}} if data is not None else {}
    return {"name": name, "asset_type": kind, **resource, **more}


def lines(*found: dict[str, Any]) -> str:
    return "".join(json.dumps(one) + "\n" for one in found)


def by_id(inventory: Inventory) -> dict[str, Resource]:
    return {str(one.id): one for one in inventory.resources}


def codes(inventory: Inventory) -> list[str]:
    return [one.code for one in inventory.diagnostics]


def told(one: Resource) -> tuple[object, ...]:
    return (
        one.kind,
        one.native_type,
        one.name,
        one.account,
        one.region,
        one.zone,
        one.tags,
        one.spec,
        set(one.references),
    )


def only_in_state(one: Resource) -> Resource:
    """Without what no asset tells: roles that members have, databases and users of an instance."""
    changes = {name: () if name == "actions" else "" for name in ("actions", "database", "user")}
    if one.kind not in ("iam.role", "db.postgres") or one.spec is None:
        return one
    held = {key: value for key, value in changes.items() if hasattr(one.spec, key)}
    return msgspec.structs.replace(one, spec=msgspec.structs.replace(one.spec, **held))


def test_an_export_tells_the_same_as_the_state() -> None:
    state, export = by_id(load(STATE)), by_id(load(ASSETS))
    assert export.keys() - state.keys() == NOT_IN_STATE
    assert state.keys() <= export.keys()
    for identity, known in state.items():
        assert told(export[identity]) == told(only_in_state(known)), identity


@pytest.mark.parametrize("name", sorted(FORMS))
def test_every_form_of_an_export_is_read_alike(name: str, tmp_path: Path) -> None:
    expected, found = by_id(load(ASSETS)), by_id(written(tmp_path, FORMS[name](), name))
    assert found.keys() == expected.keys()
    for identity, one in expected.items():
        assert told(found[identity]) == told(one), identity


def test_every_line_is_counted() -> None:
    (row,) = load(ASSETS).ledger
    nested = 4  # two pools of a cluster, a NAT of a router, a peering of a network
    assert row.service == "gcp-asset-inventory"
    assert row.read == row.resources + row.folded + row.rejected == len(assets()) + nested


def test_what_google_makes_for_a_cluster_is_a_part_of_it() -> None:
    inventory = load(ASSETS)
    names = {one.name for one in inventory.resources}
    assert not [name for name in names if name.startswith("gke-gke-soins")]
    pool = next(one for one in inventory.resources if one.name == "applications"
                and one.kind == "k8s.node_pool")  # fmt: skip
    assert any("/instances/gke-gke-soins" in alias for alias in pool.aliases)


def test_machines_of_a_managed_group_are_a_part_of_it() -> None:
    inventory = load(ASSETS)
    assert not [one for one in inventory.resources if one.name.startswith("visionneuse-k")]
    group = next(one for one in inventory.resources if one.kind == "compute.autoscaling_group")
    machines = {one for one in group.aliases if one.startswith("//") and "/instances/vis" in one}
    assert len(machines) == 3


def test_a_boot_disk_is_a_part_of_its_machine_and_tells_what_it_is() -> None:
    machine = next(one for one in load(ASSETS).resources if one.name == "analyse-1")
    assert isinstance(machine.spec, VirtualMachine)
    assert machine.spec.boot_disk is not None
    assert machine.spec.boot_disk.tier == "pd-balanced"
    assert f"//compute.googleapis.com/projects/{PROJECT}/zones/europe-west9-a/disks/analyse-1" in (
        machine.aliases
    )


def test_no_secret_of_an_export_is_kept() -> None:
    encoded = msgspec.json.encode(load(ASSETS))
    assert not [word for word in SECRETS if word in encoded]


def test_objects_of_kubernetes_are_counted_and_left_aside(tmp_path: Path) -> None:
    pods = [asset("k8s.io/Pod", f"//container.googleapis.com/x/pods/{n}", {}) for n in range(3)]
    role = asset("rbac.authorization.k8s.io/Role", "//container.googleapis.com/x/roles/r", {})
    inventory = written(tmp_path, lines(*pods, role))
    (row,) = inventory.ledger
    assert (row.read, row.resources, row.rejected) == (4, 0, 4)
    assert codes(inventory) == ["kubernetes-objects"]
    assert "4" in inventory.diagnostics[0].detail.en


def test_iam_policies_are_counted_and_are_no_resources(tmp_path: Path) -> None:
    name = f"//storage.googleapis.com/projects/{PROJECT}/b"
    policy = {"bindings": [{"role": "roles/viewer", "members": ["allUsers"]}]}
    kind = "storage.googleapis.com/Bucket"
    bound = asset(kind, name, None, iam_policy=policy)
    searched = {"resource": name, "assetType": kind, "project": "projects/1", "policy": policy}
    for content in (lines(bound, bound), json.dumps([searched, searched])):
        inventory = written(tmp_path, content)
        (row,) = inventory.ledger
        assert (row.read, row.rejected, len(inventory.resources)) == (2, 2, 0)
        assert codes(inventory) == ["asset-content"]


def test_types_are_known_by_their_old_names(tmp_path: Path) -> None:
    name = "//cloudsql.googleapis.com/projects/shop-prod/instances/pg"
    data = {
        "name": "pg",
        "databaseVersion": "POSTGRES_16",
        "settings": {"tier": "db-custom-2-8192"},
    }
    found = written(tmp_path, lines(asset("google.cloud.sql.Instance", name, data))).resources
    assert [(one.id, one.kind) for one in found] == [(name, "db.postgres")]


def test_a_search_without_settings_leaves_them_unknown_and_says_so_once(tmp_path: Path) -> None:
    inventory = written(tmp_path, array(thin))
    assert by_id(inventory).keys() >= by_id(load(STATE)).keys() - {
        one for one in by_id(load(STATE)) if "/nodePools/" in one or "/nats/" in one
    }
    (row,) = inventory.ledger
    assert row.service == "gcp-asset-search"
    assert codes(inventory).count("gcp-search-thin") == 1
    firewall = next(one for one in inventory.resources if one.kind == "network.security_group")
    assert firewall.spec is None
    machine = next(
        one for one in inventory.resources if str(one.id).endswith("/instances/analyse-1")
    )
    assert isinstance(machine.spec, VirtualMachine)
    assert machine.spec.size == "g2-standard-8"


def test_numbers_of_projects_are_read_as_their_ids(tmp_path: Path) -> None:
    project = asset(
        "cloudresourcemanager.googleapis.com/Project",
        "//cloudresourcemanager.googleapis.com/projects/482917305664",
        {"projectId": "shop-prod", "projectNumber": "482917305664"},
    )
    name = "//secretmanager.googleapis.com/projects/482917305664/secrets/word"
    secret = asset(
        "secretmanager.googleapis.com/Secret", name, {"name": name.partition(".com/")[2]}
    )
    found = by_id(written(tmp_path, lines(secret, project)))
    assert "//secretmanager.googleapis.com/projects/shop-prod/secrets/word" in found
    assert {one.account for one in found.values()} == {"shop-prod"}


def test_a_number_that_two_ids_claim_stays_a_number(tmp_path: Path) -> None:
    def disk(project: str) -> dict[str, Any]:
        name = f"//compute.googleapis.com/projects/{project}/zones/europe-west9-a/disks/d"
        return asset("compute.googleapis.com/Disk", name, {"name": "d"}, ancestors=["projects/777"])

    name = "//secretmanager.googleapis.com/projects/777/secrets/word"
    secret = asset("secretmanager.googleapis.com/Secret", name, {})
    inventory = written(tmp_path, lines(disk("shop-prod"), disk("shop-test"), secret))
    assert name in by_id(inventory)


def test_a_deleted_asset_of_a_history_is_counted(tmp_path: Path) -> None:
    name = "//compute.googleapis.com/projects/shop-prod/zones/europe-west9-a/disks/d"
    gone = {"asset": asset("compute.googleapis.com/Disk", name, {"name": "d"}), "deleted": True}
    kept = {"asset": asset("compute.googleapis.com/Disk", name + "2", {"name": "d2"})}
    inventory = written(tmp_path, lines(gone, kept))
    assert [one.name for one in inventory.resources] == ["d2"]
    assert "item-deleted" in codes(inventory)


def test_an_answer_that_goes_on_is_truncated(tmp_path: Path) -> None:
    name = "//compute.googleapis.com/projects/shop-prod/zones/europe-west9-a/disks/d"
    page = {"assets": [asset("compute.googleapis.com/Disk", name, {})], "nextPageToken": "abc"}
    inventory = written(tmp_path, json.dumps(page))
    assert inventory.ledger[0].status == "truncated"
    assert "answer-goes-on" in codes(inventory)


def test_a_broken_line_is_rejected_and_the_rest_is_read(tmp_path: Path) -> None:
    name = "//compute.googleapis.com/projects/shop-prod/zones/europe-west9-a/disks/"
    good = [asset("compute.googleapis.com/Disk", name + word, {"name": word}) for word in "ab"]
    content = (
        lines(good[0]) + '{"name": "//compute…", "asset_type": \n[1, 2]\n{}\n' + lines(good[1])
    )
    inventory = written(tmp_path, content)
    (row,) = inventory.ledger
    assert sorted(one.name for one in inventory.resources) == ["a", "b"]
    assert row.read == row.resources + row.folded + row.rejected
    assert row.rejected >= 3


def test_a_type_that_nobody_knows_is_a_resource_without_its_settings(tmp_path: Path) -> None:
    name = "//new.googleapis.com/projects/shop-prod/locations/europe-west9/things/t"
    data = {"name": "t", "labels": {"owner": "ops"}, "inner": {"word": "hidden-in-settings"}}
    (found,) = written(tmp_path, lines(asset("new.googleapis.com/Thing", name, data))).resources
    assert (found.id, found.kind, found.cloud, found.account) == (name, None, "gcp", "shop-prod")
    assert (found.region, found.tags) == ("europe-west9", {"owner": "ops"})
    assert b"hidden-in-settings" not in bytes(found.native)
