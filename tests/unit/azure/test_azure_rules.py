from typing import Any

import pytest

from planner.model.protocols import Reading, Record
from planner.model.spec import (
    Database,
    DnsRecord,
    LoadBalancer,
    Queue,
    SecurityGroup,
    Subnet,
    VirtualMachine,
)
from providers.sources.azure import SOURCE

GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg-App"
NIC = f"{GROUP}/providers/Microsoft.Network/networkInterfaces/nic1"
SUBNET = f"{GROUP}/providers/Microsoft.Network/virtualNetworks/Hub/subnets/front"
MACHINE = f"{GROUP}/providers/Microsoft.Compute/virtualMachines/web1"


def read(native_type: str, **attributes: Any) -> Reading:  # noqa: ANN401 - JSON
    record = Record(type=native_type, address=f"{native_type}.a", attributes=attributes, file="f")
    return SOURCE.rules[native_type](record)


def machine(reading: Reading) -> VirtualMachine:
    assert isinstance(reading.spec, VirtualMachine)
    return reading.spec


def test_an_id_is_lower_cased_and_the_written_one_stays_an_alias() -> None:
    reading = read(
        "azurerm_linux_virtual_machine", id=MACHINE, name="web1", location="France Central"
    )
    assert reading.id == MACHINE.lower()
    assert MACHINE in reading.aliases
    assert reading.region == "francecentral"
    assert reading.account == "11111111-2222-3333-4444-555555555555"


@pytest.mark.parametrize(
    ("image", "system", "licence"),
    [
        (
            {"publisher": "Canonical", "offer": "ubuntu-24_04-lts", "sku": "server"},
            "ubuntu-24.04",
            "none",
        ),
        (
            {
                "publisher": "Canonical",
                "offer": "0001-com-ubuntu-server-jammy",
                "sku": "22_04-lts-gen2",
            },
            "ubuntu-22.04",
            "none",
        ),
        ({"publisher": "RedHat", "offer": "RHEL", "sku": "9-lvm-gen2"}, "rhel-9", "included"),
        ({"publisher": "Debian", "offer": "debian-12", "sku": "12-gen2"}, "debian-12", "none"),
        ({"publisher": "acme", "offer": "appliance", "sku": "v7"}, "", ""),
    ],
)
def test_the_system_is_read_from_the_image(
    image: dict[str, str], system: str, licence: str
) -> None:
    found = machine(
        read("azurerm_linux_virtual_machine", id=MACHINE, source_image_reference=[image])
    )
    assert (found.os, found.licence) == (system, licence)


def test_a_windows_machine_with_sql_server_says_both() -> None:
    image = {"publisher": "MicrosoftSQLServer", "offer": "sql2022-ws2022", "sku": "standard-gen2"}
    reading = read("azurerm_windows_virtual_machine", id=MACHINE, source_image_reference=[image])
    assert reading.kind == "compute.vm_windows"
    assert machine(reading).os == "windows-2022"
    assert machine(reading).software == "sql-server-standard"
    assert machine(reading).licence == "included"


def test_a_licence_of_ones_own_is_brought_along() -> None:
    reading = read("azurerm_windows_virtual_machine", id=MACHINE, license_type="Windows_Server")
    assert machine(reading).licence == "byol"


@pytest.mark.parametrize(
    ("size", "kind", "architecture"),
    [
        ("Standard_NC24ads_A100_v4", "compute.gpu", "x86_64"),
        ("Standard_D4ps_v5", "compute.vm", "arm64"),
        ("Standard_D4s_v5", "compute.vm", "x86_64"),
        ("Standard_NP10s", "compute.vm", "x86_64"),
    ],
)
def test_a_size_tells_gpu_and_architecture(size: str, kind: str, architecture: str) -> None:
    reading = read("azurerm_linux_virtual_machine", id=MACHINE, size=size)
    assert (reading.kind, machine(reading).architecture) == (kind, architecture)


def test_an_interface_that_names_its_machine_is_part_of_it() -> None:
    reading = read(
        "azurerm_network_interface",
        id=NIC,
        virtual_machine_id=MACHINE,
        ip_configuration=[{"subnet_id": SUBNET, "private_ip_address": "10.0.0.4"}],
    )
    assert reading.part_of == MACHINE.lower()
    assert machine(reading).subnets == (SUBNET.lower(),)
    assert machine(reading).private_ips == ("10.0.0.4",)


def test_an_interface_of_no_machine_is_a_resource() -> None:
    reading = read("azurerm_network_interface", id=NIC, ip_configuration=[{"subnet_id": SUBNET}])
    assert (reading.part_of, reading.kind) == ("", "compute.nic")


def test_a_subnet_lies_in_the_network_that_its_id_names() -> None:
    reading = read(
        "azurerm_subnet", id=SUBNET, virtual_network_name="hub", address_prefixes=["10.0.0.0/24"]
    )
    assert isinstance(reading.spec, Subnet)
    assert reading.spec.network.endswith("/virtualnetworks/hub")
    assert reading.references[0].target == reading.spec.network


def test_an_association_folds_into_the_subnet_under_an_id_of_its_own() -> None:
    reading = read(
        "azurerm_subnet_route_table_association", id=SUBNET, subnet_id=SUBNET, route_table_id="/t"
    )
    assert reading.part_of == SUBNET.lower()
    assert reading.id != SUBNET.lower()
    assert SUBNET not in reading.aliases


def test_a_rule_of_several_ports_becomes_one_rule_a_range() -> None:
    reading = read(
        "azurerm_network_security_group",
        id=f"{GROUP}/providers/Microsoft.Network/networkSecurityGroups/n",
        security_rule=[
            {
                "name": "r",
                "direction": "Inbound",
                "access": "Allow",
                "protocol": "Tcp",
                "priority": 100,
                "source_address_prefix": "10.1.0.0/16",
                "destination_port_range": "",
                "destination_port_ranges": ["80", "443-445"],
            }
        ],
    )
    assert isinstance(reading.spec, SecurityGroup)
    assert [(r.first_port, r.last_port) for r in reading.spec.rules] == [(80, 80), (443, 445)]
    assert reading.spec.rules[0].ranges == ("10.1.0.0/16",)


@pytest.mark.parametrize("word", ["oops", "99999", "443-80", "-1"])
def test_a_port_that_is_none_never_opens_all(word: str) -> None:
    reading = read(
        "azurerm_network_security_rule",
        id="/a/b/c/d/e",
        protocol="Tcp",
        destination_port_range=word,
    )
    assert isinstance(reading.spec, SecurityGroup)
    assert [(r.first_port, r.last_port) for r in reading.spec.rules] == [(0, 0)]


def test_service_tags_are_not_address_ranges() -> None:
    reading = read(
        "azurerm_network_security_rule", id="/a/b", source_address_prefix="AzureLoadBalancer"
    )
    assert isinstance(reading.spec, SecurityGroup)
    assert reading.spec.rules[0].ranges == ()
    assert reading.spec.rules[0].groups == ("AzureLoadBalancer",)


def test_a_gateway_redirects_and_routes_by_host() -> None:
    reading = read(
        "azurerm_application_gateway",
        id=f"{GROUP}/providers/Microsoft.Network/applicationGateways/g",
        frontend_port=[{"name": "80", "port": 80}, {"name": "443", "port": 443}],
        http_listener=[
            {"name": "clear", "protocol": "Http", "frontend_port_name": "80"},
            {
                "name": "a",
                "protocol": "Https",
                "frontend_port_name": "443",
                "host_names": ["a.fr"],
                "ssl_certificate_name": "c",
            },
            {
                "name": "b",
                "protocol": "Https",
                "frontend_port_name": "443",
                "host_names": ["b.fr"],
                "ssl_certificate_name": "c",
            },
        ],
        ssl_certificate=[{"name": "c", "key_vault_secret_id": "https://kv/secrets/c"}],
        redirect_configuration=[{"name": "up", "target_listener_name": "a"}],
        backend_address_pool=[{"name": "p", "ip_addresses": ["10.0.0.4"]}],
        backend_http_settings=[{"name": "s", "port": 8080, "protocol": "Http", "probe_name": "h"}],
        probe=[{"name": "h", "protocol": "Http", "path": "/up", "interval": 30}],
        request_routing_rule=[
            {
                "name": "r0",
                "priority": 3,
                "http_listener_name": "clear",
                "redirect_configuration_name": "up",
            },
            {
                "name": "r1",
                "priority": 1,
                "http_listener_name": "a",
                "backend_address_pool_name": "p",
                "backend_http_settings_name": "s",
            },
            {
                "name": "r2",
                "priority": 2,
                "http_listener_name": "b",
                "backend_address_pool_name": "p",
                "backend_http_settings_name": "s",
            },
        ],
    )
    assert isinstance(reading.spec, LoadBalancer)
    clear, secure = reading.spec.listeners
    assert (clear.port, clear.redirect_to) == (80, "https")
    assert (secure.port, secure.certificate) == (443, "https://kv/secrets/c")
    assert [rule.hosts for rule in secure.rules] == [("a.fr",), ("b.fr",)]
    (pool,) = reading.spec.pools
    assert (pool.name, pool.port, pool.targets) == ("p/s", 8080, ("10.0.0.4",))
    assert pool.health is not None
    assert pool.health.path == "/up"
    assert {rule.target_group for rule in secure.rules} == {pool.name}


def test_a_record_of_the_zone_itself_has_the_zones_name() -> None:
    zone = f"{GROUP}/providers/Microsoft.Network/dnsZones/exemple.fr"
    reading = read(
        "azurerm_dns_mx_record",
        id=f"{zone}/MX/@",
        name="@",
        zone_name="exemple.fr",
        ttl=300,
        record=[{"preference": "10", "exchange": "mx.exemple.fr"}],
    )
    assert isinstance(reading.spec, DnsRecord)
    assert reading.spec.name == "exemple.fr"
    assert reading.spec.values == ("10 mx.exemple.fr",)
    assert reading.spec.zone == zone.lower()


def test_storage_in_mebibytes_becomes_gibibytes() -> None:
    reading = read(
        "azurerm_postgresql_flexible_server", id="/p", storage_mb=262144, high_availability=[]
    )
    assert isinstance(reading.spec, Database)
    assert reading.spec.storage_gib == 256
    assert reading.spec.high_availability is False


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        ("PT1M", 60),
        ("P14D", 1209600),
        ("P10675199DT2H48M5.4775807S", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_queues_durations_are_seconds(duration: str, seconds: int | None) -> None:
    reading = read("azurerm_servicebus_queue", id="/q", lock_duration=duration)
    assert isinstance(reading.spec, Queue)
    assert reading.spec.visibility_seconds == seconds


def test_a_new_version_of_a_key_is_the_same_key() -> None:
    vault = f"{GROUP}/providers/Microsoft.KeyVault/vaults/kv"

    def key(version: str) -> Reading:
        return read(
            "azurerm_key_vault_key",
            id=f"https://kv.vault.azure.net/keys/k/{version}",
            name="k",
            resource_id=f"{vault}/keys/k/versions/{version}",
            resource_versionless_id=f"{vault}/keys/k",
            versionless_id="https://kv.vault.azure.net/keys/k",
        )

    assert key("1").id == key("2").id == f"{vault}/keys/k".lower()
    assert "https://kv.vault.azure.net/keys/k/1" in key("1").aliases
