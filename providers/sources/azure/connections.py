"""Ways in and out of virtual networks: VPN, ExpressRoute, hubs, bastions, Azure Firewall."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other
from providers.attributes import block, blocks, flag, text, whole
from providers.sources.azure.arm import arm, names, part, plain, read


def vpn_gateway(record: Record) -> Reading:
    """A gateway to other sites: VPN, or ExpressRoute by its `type`."""
    attributes = record.attributes
    configurations = blocks(attributes, "ip_configuration")
    references = (
        *names("in", "ip_configuration.subnet_id", *(arm(c, "subnet_id") for c in configurations)),
        *names(
            "uses",
            "ip_configuration.public_ip_address_id",
            *(arm(c, "public_ip_address_id") for c in configurations),
        ),
    )
    spec = Other(
        size=text(attributes, "sku"),
        tier=text(attributes, "type").lower(),
        units=2 if flag(attributes, "active_active") else 1,
    )
    kind = "network.direct_connect" if spec.tier == "expressroute" else "network.vpn_s2s"
    return read(record, kind, spec, references)


def bastion(record: Record) -> Reading:
    """A managed jump host."""
    attributes = record.attributes
    within = block(attributes, "ip_configuration")
    references = (
        *names("in", "ip_configuration.subnet_id", arm(within, "subnet_id")),
        *names(
            "uses", "ip_configuration.public_ip_address_id", arm(within, "public_ip_address_id")
        ),
    )
    spec = Other(size=text(attributes, "sku") or "Basic", units=whole(attributes, "scale_units"))
    return read(record, "network.bastion", spec, references)


def firewall(record: Record) -> Reading:
    """Azure Firewall."""
    attributes = record.attributes
    within = blocks(attributes, "ip_configuration")
    references = (
        *names("in", "ip_configuration.subnet_id", *(arm(c, "subnet_id") for c in within)),
        *names(
            "uses",
            "ip_configuration.public_ip_address_id",
            *(arm(c, "public_ip_address_id") for c in within),
        ),
        *names("uses", "firewall_policy_id", arm(attributes, "firewall_policy_id")),
    )
    spec = Other(size=text(attributes, "sku_tier"), tier=text(attributes, "sku_name"))
    return read(record, "network.firewall", spec, references)


RULES: dict[str, FromTerraform] = {
    "azurerm_virtual_network_gateway": vpn_gateway,
    "azurerm_virtual_network_gateway_connection": plain(
        "network.vpn_s2s",
        {"virtual_network_gateway_id": "uses", "local_network_gateway_id": "uses"},
        tier="type",
    ),
    "azurerm_local_network_gateway": plain("network.vpn_s2s"),
    "azurerm_point_to_site_vpn_gateway": plain("network.vpn_client", {"virtual_hub_id": "in"}),
    "azurerm_express_route_circuit": plain(
        "network.direct_connect", units="bandwidth_in_mbps", size="peering_location"
    ),
    "azurerm_virtual_wan": plain("network.transit_gateway", tier="type"),
    "azurerm_virtual_hub": plain("network.transit_gateway", {"virtual_wan_id": "in"}, tier="sku"),
    "azurerm_bastion_host": bastion,
    "azurerm_firewall": firewall,
    "azurerm_firewall_policy": plain("network.firewall", {"base_policy_id": "uses"}, tier="sku"),
    "azurerm_firewall_policy_rule_collection_group": part("firewall_policy_id"),
    "azurerm_network_ddos_protection_plan": plain("edge.ddos"),
    "azurerm_network_watcher_flow_log": plain(
        "network.flow_logs",
        {
            "network_security_group_id": "uses",
            "target_resource_id": "uses",
            "storage_account_id": "stores-in",
        },
    ),
}
