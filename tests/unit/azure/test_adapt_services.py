"""What the services of Azure write in their ARM bodies, read by the rules for azurerm."""

from typing import Any

import pytest

from planner.model.protocols import Item
from planner.model.spec import (
    Bucket,
    Cluster,
    DnsRecord,
    LoadBalancer,
    Other,
    Queue,
    ScalingGroup,
)
from providers.sources.azure.adapters import adapt
from tests.unit.azure.bodies import GROUP, adapted, first, read


@pytest.mark.parametrize(
    ("kind", "written", "values"),
    [
        ("A", {"ARecords": [{"ipv4Address": "192.0.2.2"}, {"ipv4Address": "192.0.2.1"}]},
         ("192.0.2.1", "192.0.2.2")),
        ("AAAA", {"aaaaRecords": [{"ipv6Address": "2001:db8::1"}]}, ("2001:db8::1",)),
        ("CNAME", {"CNAMERecord": {"cname": "shop.example."}}, ("shop.example.",)),
        ("MX", {"MXRecords": [{"preference": 10, "exchange": "mx.example."}]}, ("10 mx.example.",)),
        ("TXT", {"TXTRecords": [{"value": ["v=spf1 ", "-all"]}]}, ("v=spf1 -all",)),
        ("SRV", {"srvRecords": [{"priority": 1, "weight": 2, "port": 3, "target": "t."}]},
         ("1 2 3 t.",)),
        ("CAA", {"caaRecords": [{"flags": 0, "tag": "issue", "value": "ca.example"}]},
         ('0 issue "ca.example"',)),
    ],
)  # fmt: skip
def test_a_record_set_has_its_values(
    kind: str, written: dict[str, Any], values: tuple[str, ...]
) -> None:
    for zones in ("dnsZones", "privateDnsZones"):
        reading = first(
            f"Microsoft.Network/{zones}/{kind}", "shop.example", "www", properties={"TTL": 300, **written}
        )  # fmt: skip
        assert isinstance(reading.spec, DnsRecord)
        assert reading.spec.values == values
        assert (reading.spec.name, reading.spec.ttl_seconds) == ("www.shop.example", 300)


def test_settings_of_blobs_fold_into_their_account() -> None:
    reading = first(
        "Microsoft.Storage/storageAccounts/blobServices",
        "acc",
        "default",
        properties={"isVersioningEnabled": True},
    )
    assert reading.part_of.endswith("/storageaccounts/acc")
    assert isinstance(reading.spec, Bucket)
    assert reading.spec.versioning is True


def test_a_lifecycle_is_read_from_its_definition() -> None:
    rule = {
        "enabled": True,
        "definition": {
            "actions": {"baseBlob": {"tierToCool": {"daysAfterModificationGreaterThan": 30},
                                     "delete": {"daysAfterModificationGreaterThan": 365}}},
            "filters": {"prefixMatch": ["logs/"]},
        },
    }  # fmt: skip
    kind = "Microsoft.Storage/storageAccounts/managementPolicies"
    reading = first(kind, "acc", "default", properties={"policy": {"rules": [rule]}})
    assert isinstance(reading.spec, Bucket)
    (read_rule,) = reading.spec.lifecycle
    assert (read_rule.prefix, read_rule.transition_days, read_rule.expire_days) == (
        "logs/",
        30,
        365,
    )


def test_a_gateway_is_one_record_with_names_for_ids() -> None:
    own = f"{GROUP}/providers/Microsoft.Network/applicationGateways/g"

    def part(kind: str, name: str) -> dict[str, str]:
        return {"id": f"{own}/{kind}/{name}"}

    (record,) = adapted(
        "Microsoft.Network/applicationGateways", "g",
        properties={
            "sku": {"name": "WAF_v2", "tier": "WAF_v2"},
            "frontendPorts": [{"name": "443", "properties": {"port": 443}}],
            "backendAddressPools": [{"name": "web", "properties": {
                "backendAddresses": [{"ipAddress": "10.0.0.4"}, {"fqdn": "b.example"}]}}],
            "backendHttpSettingsCollection": [{"name": "s", "properties": {
                "port": 8443, "protocol": "Https", "cookieBasedAffinity": "Enabled"}}],
            "httpListeners": [{"name": "l", "properties": {
                "frontendPort": part("frontendPorts", "443"), "protocol": "Https",
                "sslCertificate": part("sslCertificates", "c"), "hostName": "shop.example"}}],
            "sslCertificates": [{"name": "c", "properties": {
                "keyVaultSecretId": "https://v.vault.azure.net/secrets/c"}}],
            "requestRoutingRules": [{"name": "r", "properties": {
                "priority": 1, "httpListener": part("httpListeners", "l"),
                "backendAddressPool": part("backendAddressPools", "web"),
                "backendHttpSettings": part("backendHttpSettingsCollection", "s")}}],
        },
    )  # fmt: skip
    spec = read(record).spec
    assert isinstance(spec, LoadBalancer)
    assert spec.web_firewall
    (listener,) = spec.listeners
    assert (listener.port, listener.protocol) == (443, "https")
    assert listener.certificate == "https://v.vault.azure.net/secrets/c"
    assert listener.rules[0].hosts == ("shop.example",)
    (pool,) = spec.pools
    assert (pool.name, pool.targets, pool.sticky) == ("web/s", ("10.0.0.4", "b.example"), True)


def test_a_scale_set_has_the_machine_it_starts() -> None:
    profile = {
        "storageProfile": {"imageReference": {"publisher": "Canonical", "offer": "ubuntu-24_04-lts",
                                              "sku": "server"},
                           "osDisk": {"osType": "Linux", "diskSizeGB": 30}},
        "osProfile": {"customData": "SECRET", "linuxConfiguration": {}},
        "networkProfile": {"networkInterfaceConfigurations": [{"name": "n", "properties": {
            "ipConfigurations": [{"name": "c", "properties": {"subnet": {"id": f"{GROUP}/s"}}}]}}]},
    }  # fmt: skip
    (record,) = adapted(
        "Microsoft.Compute/virtualMachineScaleSets",
        "s",
        sku={"name": "Standard_D2s_v5", "capacity": 3},
        properties={"virtualMachineProfile": profile},
    )
    assert "SECRET" not in str(record.attributes)
    spec = read(record).spec
    assert isinstance(spec, ScalingGroup)
    assert spec.machine is not None
    assert (spec.desired, spec.machine.size, spec.machine.os) == (
        3,
        "Standard_D2s_v5",
        "ubuntu-24.04",
    )
    assert spec.machine.user_data
    assert spec.subnets == (f"{GROUP}/s".lower(),)


def test_the_first_system_pool_is_in_the_cluster_and_the_others_beside_it() -> None:
    pools = [{"name": "batch", "mode": "User", "count": 1}, {"name": "sys", "mode": "System"}]
    records = adapted(
        "Microsoft.ContainerService/managedClusters",
        "k",
        properties={"agentPoolProfiles": pools, "nodeResourceGroup": "MC_k"},
    )
    assert [one.type for one in records] == [
        "azurerm_kubernetes_cluster",
        "azurerm_kubernetes_cluster_node_pool",
    ]
    reading = read(records[0])
    assert isinstance(reading.spec, Cluster)
    assert [pool.name for pool in reading.spec.pools] == ["sys"]
    assert f"{GROUP.rpartition('/')[0].lower()}/mc_k" in reading.aliases
    assert read(records[1]).id.endswith("/managedclusters/k/agentpools/batch")


@pytest.mark.parametrize(
    ("kind", "settings", "native_type", "stack"),
    [
        ("app,linux", {"siteConfig": {"linuxFxVersion": "NODE|20-lts"}}, "azurerm_linux_web_app",
         "node 20-lts"),
        ("app,linux,container", {"siteConfig": {"linuxFxVersion": "DOCKER|acr.io/a:1"}},
         "azurerm_linux_web_app", "container"),
        ("app", {"siteConfig": {"netFrameworkVersion": "v8.0"}}, "azurerm_windows_web_app",
         "dotnet v8.0"),
        ("functionapp,linux", {"siteConfig": {"linuxFxVersion": "Python|3.12"}},
         "azurerm_linux_function_app", "python 3.12"),
        ("functionapp", {}, "azurerm_windows_function_app", ""),
    ],
)  # fmt: skip
def test_an_app_is_named_by_system_and_language(
    kind: str, settings: dict[str, Any], native_type: str, stack: str
) -> None:
    (record,) = adapted("Microsoft.Web/sites", "a", kind=kind, properties=settings)
    assert record.type == native_type
    spec = read(record).spec
    assert isinstance(spec, Other)
    assert spec.tier == stack


def test_a_queue_lies_in_its_namespace() -> None:
    reading = first(
        "Microsoft.ServiceBus/namespaces/queues",
        "n",
        "q",
        properties={"lockDuration": "PT1M", "requiresSession": True},
    )
    assert isinstance(reading.spec, Queue)
    assert (reading.spec.fifo, reading.spec.visibility_seconds) == (True, 60)
    assert reading.references[0].target.endswith("/namespaces/n")


def test_an_interface_of_a_private_endpoint_is_part_of_it() -> None:
    endpoint = f"{GROUP}/providers/Microsoft.Network/privateEndpoints/p"
    body = {"privateEndpoint": {"id": endpoint}, "ipConfigurations": []}
    assert (
        first("Microsoft.Network/networkInterfaces", "n", properties=body).part_of
        == endpoint.lower()
    )


def test_an_object_of_a_vault_is_known_by_its_address() -> None:
    body = {"id": "https://v.vault.azure.net/secrets/db/abc", "attributes": {"enabled": True}}
    item = Item(cloud="azure", form="api", type="", body=body, file="f", place="[0]")
    (record,) = adapt(item)
    reading = read(record)
    assert (record.type, reading.name) == ("azurerm_key_vault_secret", "db")
    assert reading.references[0].target == "https://v.vault.azure.net"


def test_a_diagnostic_setting_has_the_id_that_terraform_gives_it() -> None:
    own = f"{GROUP}/providers/Microsoft.Storage/storageAccounts/a"
    body = {"id": f"{own}/providers/Microsoft.Insights/diagnosticSettings/d",
            "properties": {"workspaceId": "/w"}}  # fmt: skip
    item = Item(cloud="azure", form="api", type="", body=body, file="f", place="[0]")
    (record,) = adapt(item)
    assert record.attributes["id"] == f"{own}|d"
    assert record.attributes["target_resource_id"] == own
