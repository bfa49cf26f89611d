"""One estate as a Terraform state and as every tool of Azure writes it: what is read is the same."""

import json
from pathlib import Path

import msgspec
import pytest

from planner.inventory import read
from planner.model.resource import Inventory, Resource
from providers.sources.azure import SOURCE

RECORDED = Path(__file__).resolve().parents[3] / "recorded/exports/azure"
GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourcegroups/rg-shop"
UNKNOWN = "/subscriptions/unknown/resourcegroups/rg-shop"
NOT_IN_STATE = {"win1", "pvc-orders", "auto-shop"}
"""What the exports hold besides: a stopped machine, a volume of a cluster, a type nobody knows."""

GRAPHS = ("graph.json", "graph-table.json", "graph-portal.csv")
TEMPLATE = "ExportedTemplate-rg-shop/template.json"


def load(*names: str) -> Inventory:
    return read([RECORDED / name for name in names], {"azure": SOURCE})


def by_id(inventory: Inventory) -> dict[str, Resource]:
    return {one.id.replace(UNKNOWN, GROUP): one for one in inventory.resources}


def named(inventory: Inventory) -> dict[str, Resource]:
    return {one.name: one for one in inventory.resources}


def spec(resource: Resource) -> str:
    return msgspec.json.encode(resource.spec).decode().replace(UNKNOWN, GROUP)


def references(resource: Resource) -> set[tuple[str, str]]:
    return {(one.relation, one.target.replace(UNKNOWN, GROUP)) for one in resource.references}


def told(resource: Resource) -> tuple[object, ...]:
    return (
        resource.kind,
        resource.native_type,
        resource.name,
        resource.region,
        resource.zone,
        resource.tags,
    )


@pytest.mark.parametrize("name", [*GRAPHS, TEMPLATE])
def test_an_export_tells_the_same_as_the_state(name: str) -> None:
    state, export = by_id(load("estate.tfstate")), by_id(load(name))
    assert {one.rpartition("/")[2] for one in export.keys() - state.keys()} <= NOT_IN_STATE
    assert state.keys() <= export.keys()
    for identity, known in state.items():
        found = export[identity]
        assert told(found) == told(known), identity
        if name != TEMPLATE or known.name not in ("rt-shop", "vnet-shop"):
            assert spec(found) == spec(known), identity
            assert references(found) == references(known), identity


def test_a_template_differs_from_the_state_in_what_it_says_at_the_other_end_alone() -> None:
    state, export = by_id(load("estate.tfstate")), by_id(load(TEMPLATE))
    table, network = f"{GROUP}/providers/microsoft.network/routetables/rt-shop", ""
    # a subnet names its table, but the table does not list its subnets
    assert '"subnets"' in spec(state[table])
    assert '"subnets"' not in spec(export[table])
    network = f"{GROUP}/providers/microsoft.network/virtualnetworks/vnet-shop"
    assert spec(export[network]) == spec(state[network])
    more = references(export[network]) - references(state[network])
    assert {relation for relation, _ in more} == {"uses"}  # it waits for what its subnets name


def test_lists_of_single_services_tell_the_same_as_the_state() -> None:
    state, lists = by_id(load("estate.tfstate")), by_id(load("lists"))
    both = state.keys() & lists.keys()
    assert {one.rpartition("/")[2] for one in both} == {
        "aks-shop", "batch", "psql-shop", "lb-shop", "web", "vnet-shop", "front", "data", "web1",
        "web1-data",
    }  # fmt: skip
    for identity in both:
        assert told(lists[identity]) == told(state[identity])
        assert spec(lists[identity]) == spec(state[identity])
        assert references(lists[identity]) == references(state[identity])


@pytest.mark.parametrize("name", GRAPHS)
def test_every_row_of_a_graph_is_counted(name: str) -> None:
    rows = json.loads((RECORDED / "graph.json").read_text("utf-8"))["data"]
    (row,) = load(name).ledger
    assert (row.service, row.cloud, row.status) == ("azure-resource-graph", "azure", "ok")
    assert row.read == row.resources + row.folded + row.rejected
    # beside the rows: 2 subnets, 3 parts of the balancer, and one each of a pool of the cluster, an
    # address of the NAT gateway, a place in the balancer's pool, an attached disk
    assert row.read == len(rows) + 2 + 3 + 4
    assert row.rejected == 1  # the database `master`, which every server has


def test_a_list_without_settings_names_everything_and_says_what_is_unknown() -> None:
    inventory = load("resource-list.json")
    listed = json.loads((RECORDED / "resource-list.json").read_text("utf-8"))
    (row,) = inventory.ledger
    assert row.read == len(listed)
    assert row.rejected == 0
    thin = [one for one in inventory.diagnostics if one.code == "azure-list-thin"]
    assert len(thin) == 1
    assert str(len(listed)) in thin[0].detail.en
    found = named(inventory)
    assert '"size"' not in spec(found["web1"])
    assert '"architecture"' not in spec(found["web1"])
    assert found["stshop"].region == "francecentral"


def test_settings_from_another_list_complete_what_is_only_named() -> None:
    state, found = by_id(load("estate.tfstate")), by_id(load("resource-list.json", "lists"))
    for name in ("virtualmachines/web1", "disks/web1-data"):
        identity = f"{GROUP}/providers/microsoft.compute/{name}"
        assert spec(found[identity]) == spec(state[identity])
        assert found[identity].native_type == state[identity].native_type
    twice = [one for one in found.values() if "#" in one.id]
    assert twice == []


def test_a_state_and_a_graph_of_one_estate_are_one_inventory() -> None:
    graph, both = load("graph.json"), load("graph.json", "estate.tfstate")
    assert [one.id for one in both.resources] == [one.id for one in graph.resources]


def test_the_machinery_of_a_cluster_is_part_of_it_but_its_volumes_are_not() -> None:
    found = named(load("graph.json"))
    assert not {"aks-system-1-vmss", "kubernetes", "aks-shop-agentpool"} & found.keys()
    assert found["pvc-orders"].kind == "storage.block_volume"
    assert "aks-managed-poolName" not in found["aks-shop"].tags


def test_machines_that_a_flexible_set_counts_are_part_of_it(tmp_path: Path) -> None:
    root = f"{GROUP}/providers/Microsoft.Compute"
    machine = {"hardwareProfile": {"vmSize": "Standard_D2s_v5"},
               "virtualMachineScaleSet": {"id": f"{root}/virtualMachineScaleSets/s"}}  # fmt: skip
    rows = [
        {"id": f"{root}/virtualMachineScaleSets/s", "sku": {"name": "Standard_D2s_v5", "capacity": 2},
         "properties": {"orchestrationMode": "Flexible",
                        "virtualMachineProfile": {"storageProfile": {"osDisk": {"osType": "Linux"}}}}},
        *({"id": f"{root}/virtualMachines/s_{n}", "properties": machine} for n in (0, 1)),
    ]  # fmt: skip
    file = tmp_path / "rows.json"
    file.write_text(json.dumps(rows), "utf-8")
    (found,) = read([file], {"azure": SOURCE}).resources
    assert found.native_type == "azurerm_orchestrated_virtual_machine_scale_set"
    assert '"desired":2' in spec(found)


def test_a_machine_that_is_deallocated_is_stopped_and_has_its_disk() -> None:
    machine = named(load("graph.json"))["win1"]
    assert machine.native_type == "azurerm_windows_virtual_machine"
    assert '"state":"stopped"' in spec(machine)
    assert '"boot_disk":{"size_gib":127,"tier":"StandardSSD_LRS","encrypted":true}' in spec(machine)


def test_a_type_that_nobody_knows_is_one_unmapped_resource_without_its_settings() -> None:
    found = named(load("graph.json"))["auto-shop"]
    assert found.native_type == "microsoft.automation/automationaccounts"
    assert found.kind is None
    assert found.id == f"{GROUP}/providers/microsoft.automation/automationaccounts/auto-shop"
    assert (found.region, found.tags["owner"]) == ("francecentral", "web")
    assert b"never-kept" not in bytes(found.native)


@pytest.mark.parametrize("name", [*GRAPHS, TEMPLATE, "estate.tfstate"])
def test_no_secret_of_an_export_is_kept(name: str) -> None:
    assert b"never-kept" not in msgspec.json.encode(load(name))
