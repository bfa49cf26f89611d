"""Virtual networks with the subnets and peerings written in them, routes, NAT, addresses."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import text, texts
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    child_id,
    each,
    group_of,
    made,
    pick,
    plain,
    ref,
    refs,
    tail,
    up,
    within,
)


def network(body: View) -> Iterator[Native]:
    """A network, its subnets and its side of its peerings."""
    plan = ref(body, "ddosprotectionplan")
    attributes = {
        "address_space": list(texts(within(body, "addressspace"), "addressprefixes")),
        "dns_servers": list(texts(within(body, "dhcpoptions"), "dnsservers")),
        "ddos_protection_plan": [{"id": plan, "enable": True}] if plan else [],
    }
    yield made("azurerm_virtual_network", body, attributes)
    for one in each(body, "subnets"):
        yield from subnet(_inside(body, one, "subnets"))
    for one in each(body, "virtualnetworkpeerings"):
        yield from peering(_inside(body, one, "virtualNetworkPeerings"))


def _inside(body: View, one: View, type_path: str) -> View:
    """A child written within its parent, with an id."""
    return {**one, "id": child_id(body, one, type_path)}


def _parent(body: View, key: str) -> dict[str, Any]:
    own = text(body, "id")
    return {key: tail(up(own)) or None, "resource_group_name": group_of(own) or None}


def subnet(body: View) -> Iterator[Native]:
    """A subnet, with what guards it, where it routes and by what it leaves."""
    prefixes = texts(body, "addressprefixes") or texts(body, "addressprefix")
    attributes = {
        **_parent(body, "virtual_network_name"),
        "address_prefixes": list(prefixes),
        **pick(
            body,
            network_security_group_id="networksecuritygroup",
            route_table_id="routetable",
            nat_gateway_id="natgateway",
        ),
    }
    yield made("azurerm_subnet", body, attributes)


def peering(body: View) -> Iterator[Native]:
    """One direction of a peering."""
    attributes = _parent(body, "virtual_network_name") | pick(
        body,
        remote_virtual_network_id="remotevirtualnetwork",
        use_remote_gateways="useremotegateways",
        allow_forwarded_traffic="allowforwardedtraffic",
    )
    yield made("azurerm_virtual_network_peering", body, attributes)


def route_attributes(written: View) -> dict[str, Any]:
    """One route."""
    return pick(
        written,
        name="name",
        address_prefix="addressprefix",
        next_hop_type="nexthoptype",
        next_hop_in_ip_address="nexthopipaddress",
    )


def route_table(body: View) -> Iterator[Native]:
    """A route table with its routes."""
    attributes = {
        "route": [route_attributes(one) for one in each(body, "routes")],
        "subnets": refs(body, "subnets"),
    }
    yield made("azurerm_route_table", body, attributes)


def route(body: View) -> Iterator[Native]:
    """One route kept apart."""
    attributes = _parent(body, "route_table_name") | route_attributes(body)
    yield made("azurerm_route", body, attributes)


def nat_gateway(body: View) -> Iterator[Native]:
    """A NAT gateway, and for each of its addresses the association."""
    yield made("azurerm_nat_gateway", body, pick(body, sku_name="sku.name"))
    own = text(body, "id")
    for key, named, argument in (
        ("publicipaddresses", "public_ip", "public_ip_address_id"),
        ("publicipprefixes", "public_ip_prefix", "public_ip_prefix_id"),
    ):
        for word in refs(body, key):
            attributes = {"id": f"{own}|{word}", "nat_gateway_id": own, argument: word}
            yield Native(f"azurerm_nat_gateway_{named}_association", attributes)


def interface(body: View) -> Iterator[Native]:
    """A network interface, and its places in pools, port forwardings and groups of its machine."""
    configurations = each(body, "ipconfigurations")
    attributes = {
        **pick(
            body,
            virtual_machine_id="virtualmachine",
            private_endpoint_id="privateendpoint",
            network_security_group_id="networksecuritygroup",
        ),
        "ip_configuration": [
            pick(
                one,
                name="name",
                primary="primary",
                private_ip_address="privateipaddress",
                private_ip_address_allocation="privateipallocationmethod",
                subnet_id="subnet",
                public_ip_address_id="publicipaddress",
            )
            for one in configurations
        ],
    }
    yield made("azurerm_network_interface", body, attributes)
    for one in configurations:
        yield from _memberships(text(body, "id"), one)


MEMBERSHIPS = {
    "loadbalancerbackendaddresspools": (
        "azurerm_network_interface_backend_address_pool_association",
        "backend_address_pool_id",
    ),
    "applicationgatewaybackendaddresspools": (
        "azurerm_network_interface_application_gateway_backend_address_pool_association",
        "backend_address_pool_id",
    ),
    "loadbalancerinboundnatrules": (
        "azurerm_network_interface_nat_rule_association",
        "nat_rule_id",
    ),
    "applicationsecuritygroups": (
        "azurerm_network_interface_application_security_group_association",
        "application_security_group_id",
    ),
}
"""What an interface lists -> the association that Terraform has for it, and its other end."""


def _memberships(own: str, configuration: View) -> Iterator[Native]:
    name = text(configuration, "name")
    for key, (native_type, argument) in MEMBERSHIPS.items():
        for word in refs(configuration, key):
            near = own if key == "applicationsecuritygroups" else f"{own}/ipConfigurations/{name}"
            attributes = {
                "id": f"{near}|{word}",
                "network_interface_id": own,
                "ip_configuration_name": name,
                argument: word,
            }
            yield Native(native_type, attributes)


def public_ip(body: View) -> Iterator[Native]:
    """A public address."""
    attributes = pick(
        body,
        ip_address="ipaddress",
        ip_version="publicipaddressversion",
        allocation_method="publicipallocationmethod",
        fqdn="dnssettings.fqdn",
        domain_name_label="dnssettings.domainnamelabel",
        sku="sku.name",
    )
    yield made("azurerm_public_ip", body, attributes)


def private_endpoint(body: View) -> Iterator[Native]:
    """A private address for a managed service."""
    written = (
        *each(body, "privatelinkserviceconnections"),
        *each(body, "manualprivatelinkserviceconnections"),
    )
    attributes = {
        **pick(body, subnet_id="subnet"),
        "private_service_connection": [
            pick(
                one,
                name="name",
                private_connection_resource_id="privatelinkserviceid",
                subresource_names="groupids",
            )
            for one in written
        ],
    }
    yield made("azurerm_private_endpoint", body, attributes)


def zone_group(body: View) -> Iterator[Native]:
    """The private zones that a private endpoint is written into: a part of it."""
    zones = [text(one, "privatednszoneid") for one in each(body, "privatednszoneconfigs")]
    attributes = {"of": up(text(body, "id")), "private_dns_zone_ids": [one for one in zones if one]}
    yield made(ZONE_GROUP, body, attributes)


ZONE_GROUP = "microsoft.network/privateendpoints/privatednszonegroups"

ADAPTERS: dict[str, Adapter] = {
    "microsoft.network/virtualnetworks": network,
    "microsoft.network/virtualnetworks/subnets": subnet,
    "microsoft.network/virtualnetworks/virtualnetworkpeerings": peering,
    "microsoft.network/routetables": route_table,
    "microsoft.network/routetables/routes": route,
    "microsoft.network/natgateways": nat_gateway,
    "microsoft.network/networkinterfaces": interface,
    "microsoft.network/publicipaddresses": public_ip,
    "microsoft.network/publicipprefixes": plain("azurerm_public_ip_prefix"),
    "microsoft.network/privateendpoints": private_endpoint,
    ZONE_GROUP: zone_group,
}
