"""What each ARM body is at azurerm: types, ids, what is written within another."""

from typing import Any

import pytest

from planner.model.protocols import Item
from planner.model.spec import (
    Database,
)
from providers.sources.azure import SOURCE
from providers.sources.azure.adapters import ADAPTERS, adapt
from tests.unit.azure.bodies import GROUP, adapted, first, read

NOT_LISTED = {
    # what a live collection measured
    "azurerm_measured_use",
    # directory objects are no ARM resources
    "azuread_group", "azuread_user",
    # types that azurerm has renamed; exports are read as the newer ones
    "azurerm_app_service", "azurerm_app_service_plan", "azurerm_function_app", "azurerm_static_site",
    "azurerm_virtual_machine_scale_set",
    # what ARM writes within the resource at one end
    "azurerm_app_service_virtual_network_swift_connection",
    "azurerm_key_vault_access_policy",
    "azurerm_network_interface_security_group_association",
    "azurerm_storage_account_customer_managed_key", "azurerm_storage_account_network_rules",
    "azurerm_subnet_nat_gateway_association", "azurerm_subnet_network_security_group_association",
    "azurerm_subnet_route_table_association",
    # what lies within a data plane, which ARM does not list
    "azurerm_storage_account_static_website", "azurerm_storage_blob",
    "azurerm_storage_share_directory",
    # an act, not a thing
    "azurerm_resource_group_template_deployment",
}  # fmt: skip

VARIANTS: tuple[dict[str, Any], ...] = (
    {},
    {"kind": "functionapp,linux", "properties": {"orchestrationMode": "Flexible"}},
    {"kind": "app,linux", "sku": {"name": "Premium_AzureFrontDoor"}},
    {"kind": "functionapp", "properties": {"backupManagementType": "AzureStorage"}},
    {"properties": {"storageProfile": {"osDisk": {"osType": "Windows"},
        "dataDisks": [{"managedDisk": {"id": "/d"}}]}, "virtualMachineProfile": {
        "storageProfile": {"osDisk": {"osType": "Windows"}}}}},
    {"properties": {"storageProfile": {"osDisk": {"osType": "Linux"}}}},
    {"properties": {"publicIpAddresses": [{"id": "/p"}], "publicIpPrefixes": [{"id": "/q"}],
        "loadBalancerBackendAddresses": [{"name": "a", "ipAddress": "192.0.2.1"}],
        "ipConfigurations": [{"name": "c", "loadBalancerBackendAddressPools": [{"id": "/a"}],
            "applicationGatewayBackendAddressPools": [{"id": "/b"}],
            "loadBalancerInboundNatRules": [{"id": "/n"}],
            "applicationSecurityGroups": [{"id": "/g"}]}]}},
)  # fmt: skip


def test_every_type_that_a_rule_reads_is_made_of_some_arm_body() -> None:
    found = set()
    for kind in ADAPTERS:
        names = ["x"] * kind.count("/")
        for body in VARIANTS:
            found |= {one.type for one in adapted(kind, *names, **body)}
    found |= {
        one.type
        for one in adapt(
            Item(cloud="azure", form="api", type="microsoft.consumption/budgets", file="f", place="",
                 body={"id": "/subscriptions/s/providers/Microsoft.Consumption/budgets/b"})
        )
    }  # fmt: skip
    assert set(SOURCE.rules) - found - NOT_LISTED == set()
    assert NOT_LISTED.isdisjoint(found)


def test_settings_beside_the_id_and_under_properties_are_read_alike() -> None:
    settings = {"hardwareProfile": {"vmSize": "Standard_D2s_v5"}, "priority": "Spot"}
    kind = "Microsoft.Compute/virtualMachines"
    nested = first(kind, "a", properties=settings)
    assert nested == first(kind, "a", **settings)
    assert nested.kind == "compute.spot"


def test_the_spelling_of_each_tool_is_read_alike() -> None:
    kind = "Microsoft.Compute/disks"
    rest = first(kind, "a", properties={"diskSizeGB": 64, "diskIOPSReadWrite": 500})
    assert rest == first(kind, "a", diskSizeGb=64, diskIopsReadWrite=500)  # az
    assert rest == first(kind, "a", disk_size_gb=64, disk_iops_read_write=500)  # SDK for Python


def test_ids_are_compared_without_case() -> None:
    (record,) = adapted("Microsoft.Storage/storageAccounts", "Acc", type="Microsoft.Storage/X")
    assert read(record).id == record.attributes["id"].lower()


def test_a_row_without_an_id_gets_the_one_its_parts_make() -> None:
    body = {
        "type": "microsoft.sql/servers/databases", "name": "srv/db", "subscriptionId": "s",
        "resourceGroup": "g",
    }  # fmt: skip
    item = Item(cloud="azure", form="graph", type=body["type"], body=body, file="f", place="[0]")
    (record,) = adapt(item)
    assert record.attributes["id"] == (
        "/subscriptions/s/resourceGroups/g/providers/microsoft.sql/servers/srv/databases/db"
    )


@pytest.mark.parametrize(
    ("sku", "size"),
    [
        ({"name": "Standard_B2s", "tier": "Burstable"}, "B_Standard_B2s"),
        ({"name": "Standard_E4ds_v5", "tier": "MemoryOptimized"}, "MO_Standard_E4ds_v5"),
        ({"name": "GP_Gen5_2", "tier": "Unheard"}, "GP_Gen5_2"),
        ({}, ""),
    ],
)
def test_a_flexible_server_is_named_by_tier_and_size(sku: dict[str, str], size: str) -> None:
    spec = first("Microsoft.DBforMySQL/flexibleServers", "a", sku=sku, properties={}).spec
    assert isinstance(spec, Database)
    assert spec.size == size


def test_a_replica_names_its_primary() -> None:
    primary = f"{GROUP}/providers/Microsoft.DBforPostgreSQL/flexibleServers/p"
    reading = first(
        "Microsoft.DBforPostgreSQL/flexibleServers",
        "r",
        properties={"replicationRole": "AsyncReplica", "sourceServerResourceId": primary},
    )
    assert isinstance(reading.spec, Database)
    assert reading.spec.replica_of == primary.lower()
    assert ("replicates", primary.lower()) in {(r.relation, r.target) for r in reading.references}


def test_high_availability_that_is_off_is_off() -> None:
    ready = {"highAvailability": {"mode": "Disabled"}, "storage": {"storageSizeGB": 32}}
    spec = first("Microsoft.DBforPostgreSQL/flexibleServers", "a", properties=ready).spec
    assert isinstance(spec, Database)
    assert (spec.high_availability, spec.storage_gib) == (False, 32)


@pytest.mark.parametrize(
    ("properties", "sku", "size"),
    [
        ({"currentServiceObjectiveName": "S1"}, {"name": "Standard", "capacity": 20}, "S1"),
        ({}, {"name": "GP_S_Gen5", "family": "Gen5", "capacity": 2}, "GP_S_Gen5_2"),
        ({}, {"name": "GP_Gen5_4", "family": "Gen5", "capacity": 4}, "GP_Gen5_4"),
        ({}, {"name": "S0", "tier": "Standard"}, "S0"),
    ],
)
def test_a_database_is_named_by_its_objective(
    properties: dict[str, str], sku: dict[str, Any], size: str
) -> None:
    reading = first(
        "Microsoft.Sql/servers/databases", "s", "d", sku=sku, properties=properties
    )  # fmt: skip
    assert isinstance(reading.spec, Database)
    assert reading.spec.size == size


def test_what_every_server_has_is_nobodys_resource() -> None:
    assert adapted("Microsoft.Sql/servers/databases", "s", "master") == []
    assert adapted("Microsoft.DBforPostgreSQL/flexibleServers/databases", "s", "azure_sys") == []
    kind = "Microsoft.DBforPostgreSQL/flexibleServers/configurations"
    assert adapted(kind, "s", "work_mem", properties={"source": "system-default"}) == []
    assert len(adapted(kind, "s", "work_mem", properties={"source": "user-override"})) == 1
    assert adapted("Microsoft.Network/dnsZones/SOA", "z", "@") == []
    assert adapted("Microsoft.Network/dnsZones/NS", "z", "@") == []
    assert len(adapted("Microsoft.Network/dnsZones/NS", "z", "sub")) == 1


def test_what_a_template_waits_for_is_a_reference_unless_it_is_named_already() -> None:
    nic, key = f"{GROUP}/providers/Microsoft.Network/networkInterfaces/n", f"{GROUP}/x/y"
    (record,) = adapted(
        "Microsoft.Compute/virtualMachines",
        "v",
        form="template",
        dependsOn=[nic, key],
        properties={"networkProfile": {"networkInterfaces": [{"id": nic}]}},
    )
    found = {(one.relation, one.target) for one in read(record).references}
    assert found == {("attached-to", nic.lower()), ("uses", key.lower())}
