"""What addresses, gateways, balancers, zones and firewalls buy."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import msgspec

from planner.model.resource import Resource
from planner.model.spec import LoadBalancer, Other
from providers.attributes import block, text, whole
from providers.till import (
    ADDRESS,
    BASE,
    CAPACITY,
    GATEWAY,
    REQUESTS,
    TRAFFIC,
    Line,
    Till,
    Ware,
)

UNITS_AN_INSTANCE = 10
"""Capacity units that one instance of an application gateway stands for (Azure's pricing page)."""
RULES_INCLUDED = 5
"""Rules of a standard balancer that its base fee covers (Azure's pricing page)."""


def native(resource: Resource) -> dict[str, Any]:
    """The attributes as read; empty where they are no object."""
    found = msgspec.json.decode(bytes(resource.native))
    return found if isinstance(found, dict) else {}


def _address(resource: Resource, till: Till) -> Iterator[Line]:
    attributes = native(resource)
    sku = text(attributes, "sku").lower() or "standard"
    method = text(attributes, "allocation_method").lower() or "static"
    yield till.hours(Ware(ADDRESS, "public-ip", f"{sku}-{method}"))


def _nat(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.hours(Ware(GATEWAY, "nat", "nat-gateway"))
    yield till.usage(Ware(TRAFFIC, "nat-data", "nat-gateway"), "GB", "network.nat.gb")


def _balancer(resource: Resource, till: Till) -> Iterator[Line]:
    spec = resource.spec
    if not isinstance(spec, LoadBalancer):
        return
    if text(native(resource), "sku").lower() in {"", "basic"}:  # Basic is free, and the default
        yield till.monthly(Ware(BASE, "load-balancer", "standard-rule"), 0, "hour")
        return
    rules = len(spec.listeners)
    yield till.hours(Ware(BASE, "load-balancer", "standard-first-five-rules"))
    if rules > RULES_INCLUDED:
        yield till.hours(Ware(BASE, "load-balancer", "standard-rule"), rules - RULES_INCLUDED)
    yield till.usage(Ware(TRAFFIC, "lb-data", "standard"), "GB", "network.lb_l4.gb")


def _gateway(resource: Resource, till: Till) -> Iterator[Line]:
    sku = block(native(resource), "sku")
    tier = text(sku, "tier").lower().replace("_", "-")
    if not tier.endswith("-v2"):
        size = text(sku, "name").rpartition("_")[2]
        name = "waf-v1" if tier == "waf" else "v1"
        instances = whole(sku, "capacity") or 1
        yield till.hours(
            Ware(BASE, "load-balancer", f"application-gateway-{name}-{size}"), instances
        )
        return
    name = f"application-gateway-{'waf-v2' if tier == 'waf-v2' else 'v2'}"
    yield till.hours(Ware(BASE, "load-balancer", name))
    units = Ware(CAPACITY, "lb-capacity", name)
    fixed = whole(sku, "capacity")
    if fixed:
        yield till.hours(units, fixed * UNITS_AN_INSTANCE)
    else:
        yield till.usage(units, "hour", "network.lb_l7.capacity-unit-hours")


def _zone(resource: Resource, till: Till) -> Iterator[Line]:
    private = resource.kind == "dns.private_zone"
    yield till.monthly(Ware(BASE, "dns-zone", "private" if private else "public"), 1)
    yield till.usage(
        Ware(REQUESTS, "dns-queries", "private" if private else "public"),
        "million",
        f"{resource.kind}.million-queries",
    )


def _peering(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.usage(Ware(TRAFFIC, "peering", "regional"), "GB", "network.peering.gb")


def _endpoint(_resource: Resource, till: Till) -> Iterator[Line]:
    yield till.hours(Ware(BASE, "private-endpoint", "private-link"))
    yield till.usage(
        Ware(TRAFFIC, "private-endpoint-data", "private-link"), "GB", "network.private_endpoint.gb"
    )


def _sized(service: str, default: str = "") -> Callable[[Resource, Till], Iterator[Line]]:
    """A fee by the hour for the size that the resource names."""

    def rule(resource: Resource, till: Till) -> Iterator[Line]:
        size = resource.spec.size if isinstance(resource.spec, Other) else ""
        yield till.hours(Ware(GATEWAY, service, size or default))

    return rule


def _vpn(resource: Resource, till: Till) -> Iterator[Line]:
    if resource.native_type == "azurerm_virtual_network_gateway":
        yield from _sized("vpn")(resource, till)
    elif resource.native_type == "azurerm_virtual_network_gateway_connection":
        yield till.hours(Ware(BASE, "vpn", "s2s-connection"))
    else:  # what describes the far end is free
        yield till.monthly(Ware(BASE, "vpn", "s2s-connection"), 0, "hour")


def _firewall(resource: Resource, till: Till) -> Iterator[Line]:
    if resource.native_type == "azurerm_firewall":
        size = resource.spec.size if isinstance(resource.spec, Other) else ""
        sku = size or "Standard"
        yield till.hours(Ware(GATEWAY, "firewall", sku))
        yield till.usage(Ware(TRAFFIC, "firewall-data", sku), "GB", "network.firewall.gb")


BILLS: Mapping[str, Callable[[Resource, Till], Iterator[Line]]] = {
    "network.public_ip": _address,
    "network.nat": _nat,
    "network.lb_l4": _balancer,
    "network.lb_l7": _gateway,
    "network.peering": _peering,
    "network.private_endpoint": _endpoint,
    "network.vpn_s2s": _vpn,
    "network.direct_connect": _sized("expressroute", "circuit"),
    "network.bastion": _sized("bastion", "Basic"),
    "network.firewall": _firewall,
    "dns.zone": _zone,
    "dns.private_zone": _zone,
    "edge.ddos": _sized("ddos", "plan"),
}
