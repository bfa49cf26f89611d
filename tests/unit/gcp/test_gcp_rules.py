from typing import Any

import pytest

from planner.model.protocols import Reading, Record
from planner.model.spec import (
    Bucket,
    Database,
    DnsRecord,
    FirewallRule,
    NodePool,
    SecurityGroup,
    VirtualMachine,
)
from providers.sources.gcp import SOURCE
from providers.sources.gcp.asset import account_link, link

API = "https://www.googleapis.com/compute/v1/"


def read(native_type: str, **attributes: Any) -> Reading:  # noqa: ANN401 - JSON
    record = Record(type=native_type, address=f"{native_type}.a", attributes=attributes, file="f")
    return SOURCE.rules[native_type](record)


def machine(reading: Reading) -> VirtualMachine:
    assert isinstance(reading.spec, VirtualMachine)
    return reading.spec


@pytest.mark.parametrize(
    "word",
    [
        "https://www.googleapis.com/compute/v1/projects/p/global/networks/n",
        "https://compute.googleapis.com/compute/beta/projects/p/global/networks/n",
        "projects/p/global/networks/n",
        "//compute.googleapis.com/projects/p/global/networks/n",
        "n",
    ],
)
def test_a_network_has_one_name_however_it_is_written(word: str) -> None:
    found = link(word, "compute", "p", "global/networks")
    assert found == "//compute.googleapis.com/projects/p/global/networks/n"


def test_an_instance_is_known_by_its_asset_name_and_its_links() -> None:
    reading = read(
        "google_compute_instance",
        id="projects/p/zones/europe-west9-a/instances/vm",
        name="vm",
        self_link=f"{API}projects/p/zones/europe-west9-a/instances/vm",
        zone="europe-west9-a",
    )
    assert reading.id == "//compute.googleapis.com/projects/p/zones/europe-west9-a/instances/vm"
    assert (reading.account, reading.region, reading.zone) == (
        "p",
        "europe-west9",
        "europe-west9-a",
    )
    assert f"{API}projects/p/zones/europe-west9-a/instances/vm" in reading.aliases


@pytest.mark.parametrize(
    ("image", "system", "kind"),
    [
        (
            "projects/debian-cloud/global/images/debian-12-bookworm-v20260912",
            "debian-12",
            "compute.vm",
        ),
        ("ubuntu-os-cloud/ubuntu-2404-lts-amd64", "ubuntu-24.04", "compute.vm"),
        (
            "projects/windows-cloud/global/images/windows-server-2022-dc-v1",
            "windows-2022",
            "compute.vm_windows",
        ),
        (
            "projects/windows-sql-cloud/global/images/sql-std-2022-win-2022-dc-v1",
            "windows-2022",
            "compute.vm_windows",
        ),
        ("projects/rhel-cloud/global/images/rhel-9-v1", "rhel-9", "compute.vm"),
        ("projects/p/global/images/mine", "", "compute.vm"),
    ],
)
def test_the_system_is_read_from_the_image(image: str, system: str, kind: str) -> None:
    reading = read("google_compute_instance", boot_disk=[{"initialize_params": [{"image": image}]}])
    assert (machine(reading).os, reading.kind) == (system, kind)


def test_a_custom_size_states_its_vcpus_and_memory() -> None:
    found = machine(read("google_compute_instance", machine_type="n2-custom-8-16384"))
    assert (found.vcpus, found.memory_gib) == (8, 16)


def test_an_accelerator_makes_it_a_machine_with_gpus() -> None:
    reading = read(
        "google_compute_instance",
        machine_type="n1-standard-8",
        guest_accelerator=[{"type": "t4", "count": 2}],
    )
    assert (reading.kind, machine(reading).gpus) == ("compute.gpu", 2)


def test_a_firewall_is_one_rule_a_protocol_and_port_range() -> None:
    reading = read(
        "google_compute_firewall",
        id="projects/p/global/firewalls/f",
        project="p",
        network="n",
        direction="INGRESS",
        source_ranges=["0.0.0.0/0"],
        target_tags=["web"],
        allow=[{"protocol": "tcp", "ports": ["80", "443-445"]}, {"protocol": "icmp"}],
    )
    assert isinstance(reading.spec, SecurityGroup)
    assert [(r.protocol, r.first_port, r.last_port) for r in reading.spec.rules] == [
        ("tcp", 80, 80),
        ("tcp", 443, 445),
        ("icmp", None, None),
    ]
    assert reading.spec.members == ("web",)


def test_a_disabled_firewall_opens_nothing() -> None:
    reading = read("google_compute_firewall", disabled=True, allow=[{"protocol": "tcp"}])
    assert isinstance(reading.spec, SecurityGroup)
    assert reading.spec.rules == ()


def test_a_port_that_is_none_never_opens_all() -> None:
    reading = read("google_compute_firewall", allow=[{"protocol": "tcp", "ports": ["oops"]}])
    assert isinstance(reading.spec, SecurityGroup)
    assert reading.spec.rules == (
        FirewallRule(direction="in", protocol="tcp", first_port=0, last_port=0),
    )


@pytest.mark.parametrize(
    ("version", "engine", "number", "kind"),
    [
        ("POSTGRES_16", "postgresql", "16", "db.postgres"),
        ("MYSQL_8_0", "mysql", "8.0", "db.mysql"),
        ("SQLSERVER_2022_STANDARD", "sqlserver", "2022_standard", "db.sqlserver"),
    ],
)
def test_an_engine_is_told_by_its_version(
    version: str, engine: str, number: str, kind: str
) -> None:
    reading = read("google_sql_database_instance", name="db", project="p", database_version=version)
    assert isinstance(reading.spec, Database)
    assert (reading.spec.engine, reading.spec.version, reading.kind) == (engine, number, kind)
    assert reading.id == "//cloudsql.googleapis.com/projects/p/instances/db"


def test_an_unknown_engine_has_no_kind_of_ours() -> None:
    assert read("google_sql_database_instance", name="d", database_version="DB9_1").kind is None


def test_a_pool_counts_its_nodes_in_all_zones() -> None:
    reading = read(
        "google_container_node_pool",
        cluster="c",
        project="p",
        location="europe-west9",
        node_count=2,
        node_locations=["europe-west9-a", "europe-west9-b"],
        autoscaling=[{"min_node_count": 1, "max_node_count": 4}],
    )
    assert isinstance(reading.spec, NodePool)
    assert (reading.spec.minimum, reading.spec.desired, reading.spec.maximum) == (2, 4, 8)
    assert (
        reading.spec.cluster
        == "//container.googleapis.com/projects/p/locations/europe-west9/clusters/c"
    )


def test_everybody_as_a_member_makes_a_bucket_public() -> None:
    reading = read("google_storage_bucket_iam_member", bucket="b/site", member="allUsers", role="r")
    assert reading.part_of == "//storage.googleapis.com/site"
    assert reading.spec == Bucket(public=True, policy=True)


def test_a_weighted_record_keeps_all_its_values() -> None:
    reading = read(
        "google_dns_record_set",
        name="a.fr.",
        type="A",
        managed_zone="z",
        project="p",
        routing_policy=[{"wrr": [{"rrdatas": ["1.1.1.1"]}, {"rrdatas": ["2.2.2.2"]}]}],
    )
    assert isinstance(reading.spec, DnsRecord)
    assert (reading.spec.policy, reading.spec.values) == ("weighted", ("1.1.1.1", "2.2.2.2"))


def test_an_internal_address_is_no_public_one() -> None:
    reading = read(
        "google_compute_address",
        id="projects/p/regions/r/addresses/a",
        address_type="INTERNAL",
        subnetwork="projects/p/regions/r/subnetworks/s",
    )
    assert reading.part_of == "//compute.googleapis.com/projects/p/regions/r/subnetworks/s"


def test_an_account_is_found_by_its_address_in_any_project() -> None:
    assert account_link("serviceAccount:a@other.iam.gserviceaccount.com").startswith(
        "//iam.googleapis.com/projects/other/"
    )
    assert account_link("default") == ""
    assert (
        account_link("123-compute@developer.gserviceaccount.com")
        == "123-compute@developer.gserviceaccount.com"
    )


def test_a_table_just_made_is_not_known_to_be_empty() -> None:
    assert (
        read("google_bigquery_table", id="projects/p/datasets/d/tables/t", num_bytes=0).stored_gib
        is None
    )
    held = read(
        "google_bigquery_table", id="projects/p/datasets/d/tables/t", num_bytes=2**31
    ).stored_gib
    assert held == 2
