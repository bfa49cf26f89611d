from decimal import Decimal
from typing import Any

import msgspec

from planner.model.money import Quantity, Range, UnknownQuantity, exactly
from planner.model.protocols import Record
from planner.model.resource import Origin, Relation, Resource, ResourceId
from providers.sources.gcp import SOURCE


class Estate:
    """An estate of one resource and what it needs."""

    def __init__(
        self, needed: tuple[Resource, ...] = (), assumed: dict[str, str] | None = None
    ) -> None:
        self._needed = needed
        self._assumed = {key: exactly(value) for key, value in (assumed or {}).items()}

    def resolve(self, word: str, near: Resource) -> Resource | None:
        del near
        return next((one for one in self._needed if word in {one.id, *one.aliases}), None)

    def dependents(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        del resource, relation, kind
        return ()

    def needs(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        del resource, relation
        return tuple(one for one in self._needed if kind in {"", one.kind})

    def by_id(self, resource: ResourceId) -> Resource | None:
        return next((one for one in self._needed if one.id == resource), None)

    def assumed(self, key: str) -> Range | None:
        return self._assumed.get(key)


def resource(native_type: str, **attributes: Any) -> Resource:  # noqa: ANN401 - JSON
    record = Record(type=native_type, address="a.b", attributes=attributes, file="f")
    reading = SOURCE.rules[native_type](record)
    return Resource(
        id=ResourceId(reading.id or native_type),
        cloud="gcp",
        native_type=native_type,
        name=reading.name,
        origin=Origin(source="f", place="a.b"),
        kind=reading.kind,
        region=reading.region or "global",
        zone=reading.zone,
        spec=reading.spec,
        references=reading.references,
        stored_gib=reading.stored_gib,
        native=msgspec.Raw(msgspec.json.encode(attributes)),
    )


def bought(
    one: Resource, estate: Estate | None = None
) -> list[tuple[str, str, str, Decimal | None]]:
    lines = SOURCE.bill(one, estate or Estate())
    return [
        (x.service, x.sku, x.variant, x.amount.likely if isinstance(x, Quantity) else None)
        for x in lines
    ]


VM: dict[str, Any] = {
    "zone": "europe-west9-a",
    "machine_type": "n2-standard-4",
    "boot_disk": [
        {
            "source": "projects/p/zones/europe-west9-a/disks/boot",
            "initialize_params": [
                {"image": "debian-cloud/debian-12", "size": 50, "type": "pd-ssd"}
            ],
        }
    ],
    "network_interface": [{"network": "n", "access_config": [{"nat_ip": "1.2.3.4"}]}],
}


def test_a_machine_buys_hours_disk_and_address() -> None:
    assert bought(resource("google_compute_instance", **VM)) == [
        ("vm", "n2-standard-4", "linux", Decimal(730)),
        ("block", "pd-ssd", "zonal", Decimal(50)),
        ("public-ip", "in-use", "", Decimal(730)),
    ]


def test_a_boot_disk_of_its_own_is_not_paid_twice() -> None:
    disk = resource("google_compute_disk", id="projects/p/zones/europe-west9-a/disks/boot", size=50)
    lines = bought(resource("google_compute_instance", **VM), Estate((disk,)))
    assert [line[0] for line in lines] == ["vm", "public-ip"]
    assert bought(disk) == [("block", "pd-standard", "zonal", Decimal(50))]


def test_a_stopped_machine_keeps_its_disk() -> None:
    lines = bought(resource("google_compute_instance", **VM, current_status="TERMINATED"))
    assert [line[0] for line in lines] == ["block", "public-ip"]


def test_a_group_buys_as_many_as_it_wants_of_its_template() -> None:
    template = resource(
        "google_compute_instance_template",
        machine_type="e2-standard-2",
        disk=[
            {
                "boot": True,
                "disk_size_gb": 20,
                "disk_type": "pd-balanced",
                "source_image": "debian-12",
            }
        ],
    )
    group = resource("google_compute_region_instance_group_manager", target_size=3)
    assert bought(group, Estate((template,))) == [
        ("vm", "e2-standard-2", "linux", Decimal(2190)),
        ("block", "pd-balanced", "zonal", Decimal(60)),
    ]
    assert bought(group) == [("vm", "", "", None)]


def test_an_address_that_serves_nothing_costs_more() -> None:
    assert bought(resource("google_compute_address", address="1.2.3.4")) == [
        ("public-ip", "unused", "", Decimal(730))
    ]


def test_a_regional_database_asks_for_both_zones() -> None:
    one = resource(
        "google_sql_database_instance",
        name="d",
        project="p",
        database_version="POSTGRES_16",
        settings=[
            {
                "tier": "db-custom-4-16384",
                "availability_type": "REGIONAL",
                "disk_size": 100,
                "disk_type": "PD_SSD",
                "backup_configuration": [{"enabled": False}],
            }
        ],
    )
    assert bought(one) == [
        ("postgres", "db-custom-4-16384", "multi-az", Decimal(730)),
        ("db-storage", "PD_SSD", "multi-az", Decimal(100)),
    ]


def test_memory_of_redis_falls_in_its_tier() -> None:
    one = resource("google_redis_instance", tier="STANDARD_HA", memory_size_gb=5)
    assert bought(one) == [("redis", "standard-M2", "", Decimal(5))]


def test_a_table_buys_what_it_was_measured_to_hold() -> None:
    (line,) = SOURCE.bill(resource("google_bigquery_table", num_bytes=2**30 * 7), Estate())
    assert isinstance(line, Quantity)
    assert (line.amount.likely, line.basis) == (Decimal(7), "measured")


def test_use_of_a_program_is_unknown_until_assumed() -> None:
    one = resource("google_cloud_run_v2_service", name="a", project="p", location="europe-west9")
    assert [line[3] for line in bought(one)] == [None, None, None]
    assumed = Estate(assumed={"container.run.vcpu-hours": "100"})
    assert bought(one, assumed)[0] == ("container", "run-vcpu", "", Decimal(100))


def test_no_unknown_amount_lacks_its_reason_in_either_language() -> None:
    for line in SOURCE.bill(resource("google_storage_bucket", name="b"), Estate()):
        assert isinstance(line, UnknownQuantity)
        assert "storage.object_bucket." in line.reason.en
        assert "storage.object_bucket." in line.reason.fr


def test_moving_out_is_what_is_held_and_a_bucket_is_unknown() -> None:
    (line,) = SOURCE.transfer(resource("google_storage_bucket", name="b"), Estate())
    assert isinstance(line, UnknownQuantity)
    (disk,) = SOURCE.transfer(resource("google_compute_disk", size=10), Estate())
    assert isinstance(disk, Quantity)
    assert disk.amount.likely == 10
