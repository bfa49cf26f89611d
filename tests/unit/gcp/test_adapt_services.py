"""What adapters make of databases, networks, balancers, identities: and what is Google's own."""

from typing import Any

import msgspec
import pytest

from planner.model.protocols import Item, Reading, Record
from planner.model.spec import (
    Database,
    FirewallRule,
    LoadBalancer,
    SecurityGroup,
)
from providers.sources.gcp import SOURCE
from providers.sources.gcp.adapters import adapt

PROJECT = "shop-prod"
COMPUTE = f"https://www.googleapis.com/compute/v1/projects/{PROJECT}"


def asset(kind: str, path: str, data: dict[str, Any], host: str = "") -> list[Record]:
    name = f"//{host or kind.partition('/')[0]}/{path}"
    body = {"name": name, "asset_type": kind, "resource": {"data": data}}
    item = Item(cloud="gcp", form="asset", type=kind, body=body, file="f", place="line 1")
    return list(adapt(item))


def listed(kind: str, data: dict[str, Any]) -> list[Record]:
    item = Item(cloud="gcp", form="api", type=kind, body=data, file="f", place="[0]")
    return list(adapt(item))


def reading(record: Record) -> Reading:
    return SOURCE.rules[record.type](record)


def test_a_database_knows_its_key_addresses_and_primary() -> None:
    data = {
        "name": "pg", "project": PROJECT, "region": "europe-west9", "databaseVersion": "POSTGRES_16",
        "masterInstanceName": f"{PROJECT}:pg-main",
        "ipAddresses": [{"type": "PRIVATE", "ipAddress": "10.1.0.3"}],
        "diskEncryptionConfiguration": {"kmsKeyName": "projects/p/locations/l/keyRings/r/cryptoKeys/k"},
        "settings": {"tier": "db-custom-2-8192", "dataDiskSizeGb": "100", "dataDiskType": "PD_SSD",
                     "availabilityType": "REGIONAL", "ipConfiguration": {"ipv4Enabled": False}},
        "rootPassword": "hush",
    }  # fmt: skip
    (record,) = listed("sqladmin.googleapis.com/Instance", data)
    found = reading(record)
    spec = found.spec
    assert isinstance(spec, Database)
    assert found.id == f"//cloudsql.googleapis.com/projects/{PROJECT}/instances/pg"
    assert (spec.vcpus, spec.memory_gib, spec.storage_gib) == (2, 8.0, 100)
    assert (spec.high_availability, spec.public) == (True, False)
    assert spec.replica_of.endswith("/instances/pg-main")
    assert spec.key.endswith("/cryptoKeys/k")
    assert "10.1.0.3" in found.aliases
    assert b"hush" not in msgspec.json.encode(record.attributes)


def test_a_firewall_keeps_every_protocol_and_port() -> None:
    path = f"projects/{PROJECT}/global/firewalls/f"
    data = {
        "network": f"{COMPUTE}/global/networks/n", "direction": "INGRESS", "priority": 900,
        "sourceRange": ["10.0.0.0/8"], "targetTags": ["web"],
        "allowed": [{"IPProtocol": "tcp", "ports": ["22", "8000-8080"]}, {"IPProtocol": "icmp"}],
    }  # fmt: skip
    spec = reading(asset("compute.googleapis.com/Firewall", path, data)[0]).spec
    assert isinstance(spec, SecurityGroup)
    rule = FirewallRule(
        direction="in", protocol="tcp", first_port=8000, last_port=8080, ranges=("10.0.0.0/8",),
        priority=900,
    )  # fmt: skip
    assert rule in spec.rules
    assert len(spec.rules) == 3
    assert spec.members == ("web",)


def test_a_disabled_firewall_opens_nothing() -> None:
    path = f"projects/{PROJECT}/global/firewalls/f"
    data = {"disabled": True, "allowed": [{"IPProtocol": "all"}]}
    spec = reading(asset("compute.googleapis.com/Firewall", path, data)[0]).spec
    assert isinstance(spec, SecurityGroup)
    assert spec.rules == ()


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("regions/europe-west9", "google_compute_forwarding_rule"),
        ("global", "google_compute_global_forwarding_rule"),
    ],
)
def test_a_forwarding_rule_is_global_or_of_a_region(place: str, expected: str) -> None:
    data = {
        "IPAddress": "203.0.113.4",
        "IPProtocol": "TCP",
        "portRange": "443-443",
        "target": f"{COMPUTE}/global/targetHttpsProxies/p",
        "loadBalancingScheme": "EXTERNAL",
    }
    path = f"projects/{PROJECT}/{place}/forwardingRules/f"
    (record,) = asset("compute.googleapis.com/ForwardingRule", path, data)
    spec = reading(record).spec
    assert record.type == expected
    assert isinstance(spec, LoadBalancer)
    assert [(one.port, one.protocol) for one in spec.listeners] == [(443, "https")]


def test_peerings_of_a_network_are_records_of_their_own() -> None:
    other = f"{COMPUTE}-two/global/networks/o"
    peerings = [
        {"name": "to-two", "network": other},
        {"name": "servicenetworking-googleapis-com", "network": other},
        {"name": "gke-n0123-abcd-ef-peer", "network": other},
    ]
    path = f"projects/{PROJECT}/global/networks/n"
    found = asset("compute.googleapis.com/Network", path, {"name": "n", "peerings": peerings})
    assert [record.type for record in found] == [
        "google_compute_network",
        "google_compute_network_peering",
        "google_service_networking_connection",
    ]
    assert reading(found[2]).part_of == f"//compute.googleapis.com/{path}"


@pytest.mark.parametrize(
    ("kind", "path", "data"),
    [
        ("iam.googleapis.com/ServiceAccountKey", "serviceAccounts/1/keys/k", {"keyType": "SYSTEM_MANAGED"}),
        ("compute.googleapis.com/Route", "global/routes/r", {"nextHopNetwork": f"{COMPUTE}/networks/n"}),
        ("compute.googleapis.com/License", "global/licenses/l", {}),
        ("compute.googleapis.com/Project", "", {"quotas": []}),
        ("logging.googleapis.com/LogSink", "sinks/_Default", {}),
        ("serviceusage.googleapis.com/Service", "services/x", {"state": "DISABLED"}),
        ("dns.googleapis.com/ResourceRecordSet", "managedZones/z/rrsets/a./SOA", {"type": "SOA"}),
    ],
)  # fmt: skip
def test_what_is_googles_own_is_no_resource(kind: str, path: str, data: dict[str, Any]) -> None:
    assert asset(kind, f"projects/{PROJECT}/{path}", data) == []


def test_a_bucket_that_everybody_may_read_says_so() -> None:
    data = {"name": "b", "acl": [{"entity": "allUsers", "role": "READER"}, {"entity": "user-a"}]}
    bucket, grant = asset("storage.googleapis.com/Bucket", "b", data)
    assert reading(bucket).id == "//storage.googleapis.com/b"
    assert reading(grant).part_of == reading(bucket).id


def test_a_service_account_is_named_by_its_address() -> None:
    email = f"app@{PROJECT}.iam.gserviceaccount.com"
    kind, path = "iam.googleapis.com/ServiceAccount", f"projects/{PROJECT}/serviceAccounts/1029"
    data = {
        "name": f"projects/{PROJECT}/serviceAccounts/{email}",
        "email": email,
        "uniqueId": "1029",
    }
    (record,) = asset(kind, path, data)
    found = reading(record)
    assert found.id == f"//iam.googleapis.com/projects/{PROJECT}/serviceAccounts/{email}"
    assert f"//iam.googleapis.com/{path}" in found.aliases


def test_pieces_name_what_they_lie_in() -> None:
    path = f"projects/{PROJECT}/instances/i/clusters/c"
    kind = "bigtableadmin.googleapis.com/Cluster"
    (record,) = asset(kind, path, {"serveNodes": 3}, host="bigtable.googleapis.com")
    assert reading(record).part_of == f"//bigtable.googleapis.com/projects/{PROJECT}/instances/i"


def test_a_spanner_instance_is_one_in_a_state_and_in_an_export() -> None:
    state = Record(
        type="google_spanner_instance",
        address="google_spanner_instance.main",
        attributes={"id": f"{PROJECT}/main", "name": "main", "project": PROJECT, "num_nodes": 3},
        file="f",
    )
    path = f"projects/{PROJECT}/instances/main"
    (record,) = asset("spanner.googleapis.com/Instance", path, {"name": path, "nodeCount": 3})
    assert reading(record).id == reading(state).id == f"//spanner.googleapis.com/{path}"
    assert reading(record).spec == reading(state).spec
