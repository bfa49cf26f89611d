"""Edges from observed traffic: between known resources only, and never over what is known better."""

import msgspec

from planner.graph import connect
from planner.model.policy import Overrides, Policy
from planner.model.resource import Flow, Inventory, Kind, Origin, Reference, Resource, ResourceId
from planner.model.spec import VirtualMachine


def machine(name: str, address: str, **more: object) -> Resource:
    one = Resource(
        id=ResourceId(name), cloud="aws", native_type="aws_instance", name=name,
        origin=Origin("f", name), kind=Kind("compute.vm"), account="1",
        spec=VirtualMachine(private_ips=(address,)),
    )  # fmt: skip
    return msgspec.structs.replace(one, **more)


def flow(source: str, target: str, port: int = 5432, count: int = 10, account: str = "") -> Flow:
    return Flow(
        source=source, target=target, port=port, protocol="tcp", bytes=count, records=1, first=0,
        last=0, account=account,
    )  # fmt: skip


def edges(resources: list[Resource], flows: list[Flow]) -> tuple[list[tuple[str, ...]], set[str]]:
    ordered = tuple(sorted(resources, key=lambda one: one.id))
    graph = connect(Inventory(resources=ordered, flows=tuple(flows)), Policy(), Overrides())
    found: list[tuple[str, ...]] = [
        (one.source, one.target, one.evidence, one.path) for one in graph.dependencies
    ]
    return found, {one.code for one in graph.diagnostics}


def test_traffic_between_known_addresses_is_an_edge_with_port_and_bytes() -> None:
    found, said = edges(
        [machine("web", "10.0.0.1"), machine("db", "10.0.0.2")],
        [flow("10.0.0.1", "10.0.0.2", count=1024), flow("10.0.0.1", "10.0.0.2", 22, 5)],
    )
    assert found == [("web", "db", "traffic", "tcp/5432 (1,024 B), tcp/22 (5 B)")]
    assert not said


def test_what_configuration_tells_wins() -> None:
    web = machine("web", "10.0.0.1", references=(Reference("uses", "db", "host"),))
    found, _ = edges([web, machine("db", "10.0.0.2")], [flow("10.0.0.1", "10.0.0.2")])
    assert found == [("web", "db", "reference", "host")]


def test_ends_that_were_not_read_make_no_edge_and_are_told() -> None:
    found, said = edges(
        [machine("web", "10.0.0.1")],
        [flow("10.0.0.1", "10.9.9.9"), flow("internet", "10.0.0.1", 443)],
    )
    assert not found
    assert said == {"flow-unknown-end", "flow-outside"}


def test_traffic_between_two_ephemeral_ports_tells_of_no_service() -> None:
    pair = [machine("web", "10.0.0.1"), machine("db", "10.0.0.2")]
    assert edges(pair, [flow("10.0.0.1", "10.0.0.2", 0)])[0] == []


def test_one_address_in_two_accounts_is_that_of_the_account_that_logged_it() -> None:
    two = [
        machine("web", "10.0.0.1", account="1"),
        machine("db-1", "10.0.0.2", account="1"),
        machine("db-2", "10.0.0.2", account="2"),
    ]
    found, _ = edges(two, [flow("10.0.0.1", "10.0.0.2", account="1")])
    assert [(one[0], one[1]) for one in found] == [("web", "db-1")]
    assert edges(two, [flow("10.0.0.1", "10.0.0.2")])[0] == []


def test_what_two_accounts_log_of_one_flow_counts_once() -> None:
    pair = [machine("web", "10.0.0.1"), machine("db", "10.0.0.2")]
    flows = [flow("10.0.0.1", "10.0.0.2", account=name) for name in ("1", "2")]
    assert edges(pair, flows)[0][0][3] == "tcp/5432 (10 B)"


def test_an_interface_stands_for_the_machine_that_has_it() -> None:
    web = machine("web", "10.0.0.1")
    card = machine("eni-1", "10.0.0.9", kind=Kind("compute.nic"))
    owner = machine("db", "", references=(Reference("uses", "eni-1", "network_interface"),))
    found, _ = edges([web, card, owner], [flow("10.0.0.1", "10.0.0.9")])
    assert ("web", "db") in {(one[0], one[1]) for one in found}


def test_servers_are_found_by_name_as_azure_migrate_writes_them() -> None:
    pair = [machine("web", "10.0.0.1"), machine("db", "10.0.0.2")]
    assert edges(pair, [flow("WEB", "db.corp.example", 1433)])[0][0][:2] == ("web", "db")
