"""VPN, ExpressRoute, hubs, bastions, Azure Firewall, flow logs."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import text
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    child,
    each,
    made,
    pick,
    plain,
    within,
)


def _configurations(body: View) -> list[dict[str, Any]]:
    return [
        pick(one, name="name", subnet_id="subnet", public_ip_address_id="publicipaddress")
        for one in each(body, "ipconfigurations")
    ]


def vpn_gateway(body: View) -> Iterator[Native]:
    """A gateway to other sites."""
    attributes = {
        **pick(
            body,
            type="gatewaytype",
            vpn_type="vpntype",
            sku="sku.name",
            active_active="activeactive",
        ),
        "ip_configuration": _configurations(body),
    }
    yield made("azurerm_virtual_network_gateway", body, attributes)


def bastion(body: View) -> Iterator[Native]:
    """A managed jump host."""
    attributes = {
        **pick(body, sku="sku.name", scale_units="scaleunits"),
        "ip_configuration": _configurations(body),
    }
    yield made("azurerm_bastion_host", body, attributes)


def firewall(body: View) -> Iterator[Native]:
    """Azure Firewall."""
    attributes = {
        **pick(
            body,
            sku_name="sku.name",
            sku_tier="sku.tier",
            firewall_policy_id="firewallpolicy",
            virtual_hub_id="virtualhub",
        ),
        "ip_configuration": _configurations(body),
    }
    yield made("azurerm_firewall", body, attributes)


def circuit(body: View) -> Iterator[Native]:
    """An ExpressRoute circuit."""
    provider = within(body, "serviceproviderproperties")
    attributes = pick(
        provider,
        bandwidth_in_mbps="bandwidthinmbps",
        peering_location="peeringlocation",
        service_provider_name="serviceprovidername",
    )
    if "bandwidth_in_mbps" not in attributes:
        attributes |= pick(body, bandwidth_in_gbps="bandwidthingbps")
    yield made("azurerm_express_route_circuit", body, attributes)


def flow_log(body: View) -> Iterator[Native]:
    """A record of what passes a group or a network."""
    target = text(body, "targetresourceid")
    guards = "/networksecuritygroups/" in target.lower()
    attributes = {
        "network_security_group_id" if guards else "target_resource_id": target or None,
        **pick(body, storage_account_id="storageid", enabled="enabled"),
    }
    yield made("azurerm_network_watcher_flow_log", body, attributes)


def virtual_wan(body: View) -> Iterator[Native]:
    """What joins hubs."""
    kind = text(body, "inner type") or text(body, "typepropertiestype")
    yield made("azurerm_virtual_wan", body, {"type": kind or None})


ADAPTERS: dict[str, Adapter] = {
    "microsoft.network/virtualnetworkgateways": vpn_gateway,
    "microsoft.network/connections": plain(
        "azurerm_virtual_network_gateway_connection",
        type="connectiontype",
        virtual_network_gateway_id="virtualnetworkgateway1",
        local_network_gateway_id="localnetworkgateway2",
        express_route_circuit_id="peer",
    ),
    "microsoft.network/localnetworkgateways": plain(
        "azurerm_local_network_gateway", gateway_address="gatewayipaddress"
    ),
    "microsoft.network/p2svpngateways": plain(
        "azurerm_point_to_site_vpn_gateway", virtual_hub_id="virtualhub"
    ),
    "microsoft.network/vpngateways": plain("azurerm_vpn_gateway", virtual_hub_id="virtualhub"),
    "microsoft.network/expressroutecircuits": circuit,
    "microsoft.network/virtualwans": virtual_wan,
    "microsoft.network/virtualhubs": plain(
        "azurerm_virtual_hub",
        virtual_wan_id="virtualwan",
        sku="sku",
        address_prefix="addressprefix",
    ),
    "microsoft.network/bastionhosts": bastion,
    "microsoft.network/azurefirewalls": firewall,
    "microsoft.network/firewallpolicies": plain(
        "azurerm_firewall_policy", sku="sku.tier", base_policy_id="basepolicy"
    ),
    "microsoft.network/firewallpolicies/rulecollectiongroups": child(
        "azurerm_firewall_policy_rule_collection_group", "firewall_policy_id", priority="priority"
    ),
    "microsoft.network/ddosprotectionplans": plain("azurerm_network_ddos_protection_plan"),
    "microsoft.network/networkwatchers": plain("azurerm_network_watcher"),
    "microsoft.network/networkwatchers/flowlogs": flow_log,
}
