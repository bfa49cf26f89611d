"""What the applications of the public body share: the hub, the way in, logs, backup, DNS."""
# A block of attributes a line, as a table, is read faster than wrapped.

from typing import NamedTuple

from azure_estate import LOCATION, TENANT, Azure, rule, tags
from terraform_state import Attributes

SHARED = tags("socle", "equipe-infrastructure@metropole-exemple.fr", "high")
ZONE = "metropole-exemple.fr"
ON_PREMISES = "10.200.0.0/16"


class Shared(NamedTuple):
    """What applications refer to."""

    hub: Attributes
    group: str
    workspace: str
    vault: Attributes
    gateway_subnet: str
    action: str


def shared(azure: Azure) -> Shared:
    """The hub and everything that stands in it."""
    group = azure.group("rg-socle-prod", SHARED)
    hub = azure.network(group, "vnet-hub", ["10.10.0.0/16"], SHARED)
    gateway = azure.subnet(hub, "GatewaySubnet", "10.10.0.0/27")
    bastion = azure.subnet(hub, "AzureBastionSubnet", "10.10.0.64/26")
    ingress = azure.subnet(hub, "snet-ingress", "10.10.1.0/24")
    _site_link(azure, group, gateway)
    _bastion(azure, group, bastion)
    guard = azure.guard(
        group,
        "nsg-ingress",
        [
            rule("https-from-anywhere", 100, ["80", "443"], "Internet"),
            rule("gateway-manager", 110, ["65200-65535"], "GatewayManager"),
            rule("probes", 120, ["0-65535"], "AzureLoadBalancer"),
        ],
        SHARED,
    )
    azure.guarded(ingress, guard)
    workspace = _watching(azure, group)
    vault = azure.add(
        "azurerm_recovery_services_vault",
        "sauvegardes",
        "Microsoft.RecoveryServices/vaults",
        group,
        "rsv-sauvegardes-prod",
        {"sku": "Standard", "storage_mode_type": "ZoneRedundant", "soft_delete_enabled": True,
         "immutability": "Unlocked", "public_network_access_enabled": False, "tags": SHARED},
    )  # fmt: skip
    azure.add(
        "azurerm_backup_policy_vm",
        "quotidienne",
        f"Microsoft.RecoveryServices/vaults/{vault['name']}/backupPolicies",
        group,
        "quotidienne-30j",
        {"recovery_vault_name": vault["name"], "policy_type": "V2", "timezone": "Romance Standard Time",
         "backup": [{"frequency": "Daily", "time": "23:00", "weekdays": []}],
         "retention_daily": [{"count": 30}], "retention_weekly": [{"count": 12, "weekdays": ["Sunday"]}]},
    )  # fmt: skip
    action = azure.add(
        "azurerm_monitor_action_group",
        "astreinte",
        "Microsoft.Insights/actionGroups",
        group,
        "ag-astreinte",
        {"location": "global", "short_name": "astreinte", "enabled": True, "tags": SHARED},
    )
    return Shared(hub, group, workspace, vault, ingress, str(action["id"]))


def _site_link(azure: Azure, group: str, subnet: str) -> None:
    """The VPN to the town hall's own machine room."""
    address = azure.address(group, "pip-vpn", "20.74.12.31", SHARED)
    gateway = azure.add(
        "azurerm_virtual_network_gateway",
        "vpn",
        "Microsoft.Network/virtualNetworkGateways",
        group,
        "vgw-hub",
        {"type": "Vpn", "vpn_type": "RouteBased", "sku": "VpnGw1AZ", "generation": "Generation1",
         "active_active": False, "enable_bgp": False, "tags": SHARED,
         "ip_configuration": [{"name": "default", "public_ip_address_id": address,
                               "subnet_id": subnet, "private_ip_address_allocation": "Dynamic"}]},
    )  # fmt: skip
    site = azure.add(
        "azurerm_local_network_gateway",
        "hotel_de_ville",
        "Microsoft.Network/localNetworkGateways",
        group,
        "lgw-hotel-de-ville",
        {"gateway_address": "194.57.86.10", "address_space": [ON_PREMISES], "tags": SHARED},
    )
    azure.add(
        "azurerm_virtual_network_gateway_connection",
        "hotel_de_ville",
        "Microsoft.Network/connections",
        group,
        "cn-hotel-de-ville",
        {"type": "IPsec", "virtual_network_gateway_id": gateway["id"], "connection_protocol": "IKEv2",
         "local_network_gateway_id": site["id"], "routing_weight": 10, "tags": SHARED},
    )  # fmt: skip


def _bastion(azure: Azure, group: str, subnet: str) -> None:
    address = azure.address(group, "pip-bastion", "20.74.12.32", SHARED)
    azure.add(
        "azurerm_bastion_host",
        "hub",
        "Microsoft.Network/bastionHosts",
        group,
        "bas-hub",
        {"sku": "Standard", "scale_units": 2, "copy_paste_enabled": True, "tunneling_enabled": True,
         "tags": SHARED, "ip_configuration": [
             {"name": "default", "subnet_id": subnet, "public_ip_address_id": address}]},
    )  # fmt: skip


def _watching(azure: Azure, group: str) -> str:
    workspace = azure.add(
        "azurerm_log_analytics_workspace",
        "journaux",
        "Microsoft.OperationalInsights/workspaces",
        group,
        "log-metropole-prod",
        {"sku": "PerGB2018", "retention_in_days": 90, "daily_quota_gb": -1,
         "internet_ingestion_enabled": True, "internet_query_enabled": True,
         "workspace_id": "4f8a2c1e-7d05-4b6b-9a43-b1f0c6d2e871", "tags": SHARED},
    )  # fmt: skip
    azure.add(
        "azurerm_application_insights",
        "portail",
        "Microsoft.Insights/components",
        group,
        "appi-portail-prod",
        {"application_type": "web", "workspace_id": workspace["id"], "retention_in_days": 90,
         "app_id": "b7e0d4a9-33c2-4f18-8d61-5c9e2a7f4b10", "sampling_percentage": 100,
         "tags": tags("portail-citoyen", "direction-numerique@metropole-exemple.fr", "high")},
    )  # fmt: skip
    return str(workspace["id"])


def spoke(azure: Azure, hub: Attributes, group: str, network: Attributes) -> None:
    """Both directions of the peering of an application's network with the hub."""
    azure.peer(hub, network)
    azure.peer(network, hub)
    del group


def leaving(azure: Azure, group: str, subnets: list[str], own_tags: dict[str, str]) -> None:
    """A NAT gateway for machines that have no public address."""
    address = azure.address(group, "pip-nat", "20.74.12.40", own_tags)
    nat = azure.add(
        "azurerm_nat_gateway",
        "sortie",
        "Microsoft.Network/natGateways",
        group,
        "ng-sortie",
        {"sku_name": "Standard", "idle_timeout_in_minutes": 4, "zones": [], "tags": own_tags},
    )
    azure.child(
        "azurerm_nat_gateway_public_ip_association",
        "sortie",
        f"{nat['id']}|{address}",
        {"nat_gateway_id": nat["id"], "public_ip_address_id": address, "timeouts": None},
    )
    for subnet in subnets:
        azure.child(
            "azurerm_subnet_nat_gateway_association",
            subnet.rpartition("/")[2].removeprefix("snet-").replace("-", "_"),
            subnet,
            {"subnet_id": subnet, "nat_gateway_id": nat["id"], "timeouts": None},
        )


def names(azure: Azure, group: str, entrance: str) -> None:
    """The public zone and its records."""
    zone = azure.add(
        "azurerm_dns_zone", "publique", "Microsoft.Network/dnsZones", group, ZONE,
        {"tags": SHARED, "number_of_record_sets": 7, "max_number_of_record_sets": 10000,
         "name_servers": ["ns1-04.azure-dns.com.", "ns2-04.azure-dns.net."]},
    )  # fmt: skip
    for name in ("demarches", "etat-civil"):
        _record(azure, group, zone, "A", name, {"records": [], "target_resource_id": entrance})
    _record(azure, group, zone, "CNAME", "www", {"record": f"demarches.{ZONE}"})
    _record(
        azure,
        group,
        zone,
        "MX",
        "@",
        {"record": [{"preference": "10", "exchange": "mx1.exemple-messagerie.fr."}]},
    )
    _record(
        azure,
        group,
        zone,
        "TXT",
        "@",
        {"record": [{"value": "v=spf1 include:_spf.exemple-messagerie.fr -all"}]},
    )


def _record(
    azure: Azure, group: str, zone: Attributes, kind: str, name: str, values: Attributes
) -> None:
    full = zone["name"] if name == "@" else f"{name}.{zone['name']}"
    azure.add(
        f"azurerm_dns_{kind.lower()}_record",
        "racine" if name == "@" else name.replace("-", "_"),
        f"Microsoft.Network/dnsZones/{zone['name']}/{kind}",
        group,
        name,
        {"zone_name": zone["name"], "ttl": 300, "fqdn": f"{full}.", "tags": {}, **values},
    )


def vault(azure: Azure, group: str, name: str, own_tags: dict[str, str]) -> Attributes:
    """A key vault that roles open, not policies."""
    return azure.add(
        "azurerm_key_vault",
        name.removeprefix("kv-").replace("-", "_"),
        "Microsoft.KeyVault/vaults",
        group,
        name,
        {"sku_name": "standard", "tenant_id": TENANT, "rbac_authorization_enabled": True,
         "purge_protection_enabled": True, "soft_delete_retention_days": 90,
         "public_network_access_enabled": False, "vault_uri": f"https://{name}.vault.azure.net/",
         "network_acls": [{"bypass": "AzureServices", "default_action": "Deny", "ip_rules": [],
                           "virtual_network_subnet_ids": []}],
         "location": LOCATION, "tags": own_tags},
    )  # fmt: skip
