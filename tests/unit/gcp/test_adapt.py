"""What adapters make of an answer of Google's, type by type."""

from typing import Any

import msgspec
import pytest

from planner.catalogue.kinds import source_types
from planner.model.protocols import Item, Reading, Record
from planner.model.spec import (
    Cluster,
    NodePool,
    VirtualMachine,
)
from providers.sources.gcp import RULES, SOURCE
from providers.sources.gcp.adapters import ADAPTERS, adapt
from providers.sources.gcp.adapters.body import snake, spelled

PROJECT = "shop-prod"
COMPUTE = f"https://www.googleapis.com/compute/v1/projects/{PROJECT}"
PLACES = (
    "zones/europe-west9-a/x",
    "regions/europe-west9/x",
    "global/x",
    "locations/europe-west9/x",
)


def asset(kind: str, path: str, data: dict[str, Any], host: str = "") -> list[Record]:
    name = f"//{host or kind.partition('/')[0]}/{path}"
    body = {"name": name, "asset_type": kind, "resource": {"data": data}}
    item = Item(cloud="gcp", form="asset", type=kind, body=body, file="f", place="line 1")
    return list(adapt(item))


def reading(record: Record) -> Reading:
    return SOURCE.rules[record.type](record)


def machine(data: dict[str, Any]) -> VirtualMachine:
    path = f"projects/{PROJECT}/zones/europe-west9-a/instances/m"
    spec = reading(asset("compute.googleapis.com/Instance", path, data)[0]).spec
    assert isinstance(spec, VirtualMachine)
    return spec


def emitted() -> set[str]:
    found = set()
    for kind in ADAPTERS:
        for place in PLACES:
            path = f"projects/{PROJECT}/{place}/n"
            found |= {record.type for record in asset(kind, path, {"name": "n"})}
    return found


def test_every_type_that_an_adapter_gives_is_known() -> None:
    assert [
        one for one in sorted(emitted()) if one not in RULES and not source_types().kind(one, {})
    ] == []


def test_more_than_a_hundred_types_of_assets_are_adapted() -> None:
    assert len(ADAPTERS) > 100


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("machineType", "machine_type"), ("natIP", "nat_ip"), ("IPProtocol", "ip_protocol"),
        ("enableCDN", "enable_cdn"), ("IPAddress", "ip_address"), ("clusterIpv4Cidr", "cluster_ipv4_cidr"),
        ("networkIP", "network_ip"), ("kmsKeyName", "kms_key_name"), ("x", "x"), ("", ""),
    ],
)  # fmt: skip
def test_names_are_spelled_as_terraform_spells_them(written: str, expected: str) -> None:
    assert snake(written) == expected
    assert snake(snake(written)) == expected


def test_whole_numbers_are_whole_and_ids_stay_text() -> None:
    found = spelled(
        {"sizeGb": 10.0, "id": "0123", "share": 0.5, "huge": 1e300, "labels": {"aB": "c"}}
    )
    assert found == {
        "size_gb": 10,
        "id": "0123",
        "share": 0.5,
        "huge": 1e300,
        "labels": {"aB": "c"},
    }
    assert isinstance(found["size_gb"], int)


def test_an_export_of_2018_names_lists_singly() -> None:
    spec = machine(
        {
            "machineType": f"{COMPUTE}/zones/europe-west9-a/machineTypes/n1-standard-4",
            "disk": [
                {"boot": True, "source": f"{COMPUTE}/zones/europe-west9-a/disks/m",
                 "license": [f"{COMPUTE}/licenses/debian-9-stretch"]},
                {"boot": False, "type": "SCRATCH"},
            ],
            "networkInterface": [
                {"network": f"{COMPUTE}/global/networks/n", "ipAddress": "10.0.0.4",
                 "accessConfig": [{"externalIp": "203.0.113.9"}]}
            ],
            "serviceAccount": [{"email": f"app@{PROJECT}.iam.gserviceaccount.com"}],
        }
    )  # fmt: skip
    assert (spec.size, spec.os, spec.local_disk_gib) == ("n1-standard-4", "debian-9", 375)
    assert (spec.public_ip, spec.private_ips) == (True, ("10.0.0.4",))
    assert spec.role.endswith(f"/serviceAccounts/app@{PROJECT}.iam.gserviceaccount.com")


def test_a_licence_tells_the_system_and_its_software() -> None:
    licences = [
        "https://www.googleapis.com/compute/v1/projects/windows-cloud/global/licenses/windows-server-2022-dc",
        "https://www.googleapis.com/compute/v1/projects/windows-sql-cloud/global/licenses/sql-server-2019-standard",
    ]
    spec = machine({"disks": [{"boot": True, "licenses": licences, "diskSizeGb": "50"}]})
    assert (spec.os, spec.licence, spec.software) == (
        "windows-2022",
        "included",
        "sql-server-standard",
    )
    assert spec.boot_disk is not None
    assert spec.boot_disk.size_gib == 50


def test_that_a_machine_has_a_start_script_is_kept_and_not_what_it_says() -> None:
    items = [
        {"key": "startup-script", "value": "export TOKEN=abc"},
        {"key": "mode", "value": "hush"},
    ]
    path = f"projects/{PROJECT}/zones/europe-west9-a/instances/m"
    (record,) = asset("compute.googleapis.com/Instance", path, {"metadata": {"items": items}})
    spec = reading(record).spec
    assert isinstance(spec, VirtualMachine)
    assert spec.user_data
    encoded = msgspec.json.encode(record.attributes)
    assert b"abc" not in encoded
    assert b"hush" not in encoded


def test_values_of_an_environment_are_not_kept() -> None:
    kind, path = (
        "cloudfunctions.googleapis.com/Function",
        f"projects/{PROJECT}/locations/eu/functions/f",
    )
    data = {
        "serviceConfig": {"environmentVariables": {"MODE": "hush"}, "availableMemory": "256M"},
        "buildConfig": {"runtime": "python312", "environmentVariables": {"B": "hush"}},
    }
    (record,) = asset(kind, path, data)
    assert record.type == "google_cloudfunctions2_function"
    assert b"hush" not in msgspec.json.encode(record.attributes)
    service = {
        "spec": {"template": {"spec": {"containers": [{"env": [{"name": "A", "value": "hush"}]}]}}}
    }
    (record,) = asset(
        "run.googleapis.com/Service", f"projects/{PROJECT}/locations/eu/services/s", service
    )
    assert b"hush" not in msgspec.json.encode(record.attributes)


def test_a_zonal_cluster_of_an_old_export_has_terraforms_id() -> None:
    pool = {"name": "main", "config": {"machineType": "e2-medium"}, "initialNodeCount": 2}
    path = f"projects/{PROJECT}/zones/europe-west9-a/clusters/c"
    data = {
        "name": "c",
        "location": "europe-west9-a",
        "locations": ["europe-west9-a"],
        "nodePools": [pool],
    }
    cluster, nodes = asset("container.googleapis.com/Cluster", path, data)
    own = f"//container.googleapis.com/projects/{PROJECT}/locations/europe-west9-a/clusters/c"
    assert reading(cluster).id == own
    assert isinstance(reading(cluster).spec, Cluster)
    spec = reading(nodes).spec
    assert isinstance(spec, NodePool)
    assert (reading(nodes).id, spec.cluster, spec.desired) == (f"{own}/nodePools/main", own, 2)
    assert reading(nodes).zone == "europe-west9-a"


def test_what_an_autoscaler_leaves_out_is_nought() -> None:
    scaling = {"enabled": True, "maxNodeCount": 4}
    pool = {
        "name": "main",
        "autoscaling": scaling,
        "locations": ["europe-west9-a", "europe-west9-b"],
    }
    path = f"projects/{PROJECT}/locations/europe-west9/clusters/c/nodePools/main"
    (record,) = asset("container.googleapis.com/NodePool", path, pool)
    spec = reading(record).spec
    assert isinstance(spec, NodePool)
    assert (spec.minimum, spec.maximum) == (0, 8)
