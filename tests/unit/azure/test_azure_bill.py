from decimal import Decimal
from typing import Any

import msgspec
import pytest

from planner.model.money import Quantity, Range, UnknownQuantity, exactly
from planner.model.protocols import Record
from planner.model.resource import Origin, Relation, Resource, ResourceId
from providers.sources.azure import SOURCE


class Alone:
    """An estate of one resource and what it lies in."""

    def __init__(self, above: Resource | None = None, **assumed: str) -> None:
        self._above = above
        self._assumed = {key.replace("__", "."): exactly(value) for key, value in assumed.items()}

    def resolve(self, word: str, near: Resource) -> Resource | None:
        del word, near
        return self._above

    def dependents(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        del resource, relation, kind
        return ()

    def needs(
        self, resource: Resource, relation: Relation | None = None, kind: str = ""
    ) -> tuple[Resource, ...]:
        del resource, relation
        return (self._above,) if self._above is not None and kind in {"", self._above.kind} else ()

    def by_id(self, resource: ResourceId) -> Resource | None:
        del resource
        return self._above

    def assumed(self, key: str) -> Range | None:
        return self._assumed.get(key)


def resource(native_type: str, **attributes: Any) -> Resource:  # noqa: ANN401 - JSON
    attributes = {"id": "/r", "location": "francecentral", **attributes}
    record = Record(type=native_type, address="a.b", attributes=attributes, file="f")
    reading = SOURCE.rules[native_type](record)
    return Resource(
        id=ResourceId(reading.id),
        cloud="azure",
        native_type=native_type,
        name=reading.name,
        origin=Origin(source="f", place="a.b"),
        kind=reading.kind,
        region=reading.region or "global",
        spec=reading.spec,
        native=msgspec.Raw(msgspec.json.encode(attributes)),
    )


def bought(
    one: Resource, estate: Alone | None = None
) -> list[tuple[str, str, str, Decimal | None]]:
    lines = SOURCE.bill(one, estate or Alone())
    return [
        (x.service, x.sku, x.variant, x.amount.likely if isinstance(x, Quantity) else None)
        for x in lines
    ]


def test_a_machine_buys_hours_and_its_disk_by_the_step() -> None:
    one = resource(
        "azurerm_linux_virtual_machine",
        size="Standard_D4s_v5",
        source_image_reference=[{"publisher": "Canonical", "offer": "ubuntu-24_04-lts"}],
        os_disk=[{"storage_account_type": "Premium_LRS", "disk_size_gb": 100}],
    )
    assert bought(one) == [
        ("vm", "Standard_D4s_v5", "linux", Decimal(730)),
        ("block", "P10", "lrs", Decimal(1)),
    ]


@pytest.mark.parametrize(("licence", "variant"), [(None, "windows"), ("Windows_Server", "linux")])
def test_a_licence_brought_along_is_not_bought(licence: str | None, variant: str) -> None:
    one = resource("azurerm_windows_virtual_machine", size="Standard_D4s_v5", license_type=licence)
    assert bought(one)[0] == ("vm", "Standard_D4s_v5", variant, Decimal(730))


@pytest.mark.parametrize(
    ("tier", "gib", "sku", "variant"),
    [
        ("Premium_LRS", 128, "P10", "lrs"),
        ("Premium_ZRS", 129, "P15", "zrs"),
        ("StandardSSD_LRS", 4, "E1", "lrs"),
        ("Standard_LRS", 4, "S4", "lrs"),
    ],
)
def test_a_disk_is_billed_as_the_next_size_up(tier: str, gib: int, sku: str, variant: str) -> None:
    one = resource("azurerm_managed_disk", storage_account_type=tier, disk_size_gb=gib)
    assert bought(one) == [("block", sku, variant, Decimal(1))]


def test_a_disk_of_unknown_size_is_unknown_and_never_nothing() -> None:
    (line,) = SOURCE.bill(
        resource("azurerm_managed_disk", storage_account_type="Premium_LRS"), Alone()
    )
    assert isinstance(line, UnknownQuantity)


def test_bytes_of_a_bucket_are_unknown_until_somebody_assumes_them() -> None:
    one = resource(
        "azurerm_storage_account",
        account_tier="Standard",
        account_replication_type="ZRS",
        access_tier="Cool",
    )
    assert bought(one)[0] == ("object", "Cool", "zrs", None)
    estate = Alone(storage__object_bucket__gib="500")
    assert bought(one, estate)[0] == ("object", "Cool", "zrs", Decimal(500))


def test_a_highly_available_server_stores_twice() -> None:
    one = resource(
        "azurerm_postgresql_flexible_server",
        sku_name="GP_Standard_D4ds_v5",
        storage_mb=131072,
        high_availability=[{"mode": "ZoneRedundant"}],
    )
    assert bought(one) == [
        ("postgres", "GP_Standard_D4ds_v5", "multi-az", Decimal(730)),
        ("db-storage", "flexible", "postgres", Decimal(256)),
    ]


def test_a_sql_database_by_vcore_buys_its_licence_and_storage() -> None:
    one = resource("azurerm_mssql_database", sku_name="GP_Gen5_4", max_size_gb=250)
    assert bought(one) == [
        ("sqlserver", "GP_Gen5_4", "", Decimal(730)),
        ("licence", "sql-vcore", "", Decimal(2920)),
        ("db-storage", "sql-general-purpose", "", Decimal(250)),
    ]


def test_a_gateway_buys_ten_units_an_instance() -> None:
    one = resource(
        "azurerm_application_gateway", sku=[{"name": "WAF_v2", "tier": "WAF_v2", "capacity": 2}]
    )
    assert bought(one) == [
        ("load-balancer", "application-gateway-waf-v2", "", Decimal(730)),
        ("lb-capacity", "application-gateway-waf-v2", "", Decimal(14600)),
    ]


def test_a_queue_is_paid_with_its_namespace() -> None:
    assert bought(resource("azurerm_servicebus_queue")) == [
        ("queue", "service-bus-standard", "", Decimal(0))
    ]
    namespace = resource("azurerm_servicebus_namespace", sku="Premium", capacity=2)
    assert bought(namespace) == [("queue-base", "service-bus-premium", "", Decimal(1460))]


def test_a_child_is_priced_in_the_region_of_what_it_lies_in() -> None:
    server = resource("azurerm_mssql_server")
    child = resource("azurerm_mssql_database", location=None, sku_name="S2")
    (line,) = SOURCE.bill(child, Alone(server))
    assert line.region == "francecentral"


def test_moving_a_disk_out_is_its_whole_size_and_a_share_is_unknown() -> None:
    (disk,) = SOURCE.transfer(resource("azurerm_managed_disk", disk_size_gb=64), Alone())
    assert isinstance(disk, Quantity)
    assert disk.amount.likely == 64
    (share,) = SOURCE.transfer(resource("azurerm_storage_share", quota=100), Alone())
    assert isinstance(share, UnknownQuantity)
