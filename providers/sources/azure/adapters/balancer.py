"""Load balancers: what Azure writes within one, as the records that Terraform has for it."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import text
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    child_id,
    each,
    made,
    pick,
    ref,
    refs,
    up,
)


def balancer(body: View) -> Iterator[Native]:
    """A balancer, its pools, probes and rules."""
    attributes = {
        **pick(body, sku="sku.name"),
        "frontend_ip_configuration": [
            pick(
                one,
                name="name",
                public_ip_address_id="publicipaddress",
                subnet_id="subnet",
                private_ip_address="privateipaddress",
            )
            for one in each(body, "frontendipconfigurations")
        ],
    }
    yield made("azurerm_lb", body, attributes)
    for key, (type_path, adapter) in PARTS.items():
        for one in each(body, key):
            yield from adapter({**one, "id": child_id(body, one, type_path)})


def _owner(body: View) -> dict[str, Any]:
    return {"loadbalancer_id": up(text(body, "id")) or None}


def pool(body: View) -> Iterator[Native]:
    """A pool, and the addresses in it that are of no interface: those name their pools themselves."""
    yield made("azurerm_lb_backend_address_pool", body, _owner(body))
    own = text(body, "id")
    for one in each(body, "loadbalancerbackendaddresses"):
        address = text(one, "ipaddress")
        if not address or ref(one, "networkinterfaceipconfiguration"):
            continue
        attributes = {
            "id": f"{own}/addresses/{text(one, 'name')}",
            "name": text(one, "name"),
            "backend_address_pool_id": own,
            "ip_address": address,
            **pick(one, virtual_network_id="virtualnetwork"),
        }
        yield Native("azurerm_lb_backend_address_pool_address", attributes)


def rule(body: View) -> Iterator[Native]:
    """A balancing rule."""
    pools = refs(body, "backendaddresspools") or refs(
        {"one": [ref(body, "backendaddresspool")]}, "one"
    )
    attributes = {
        **_owner(body),
        "backend_address_pool_ids": pools,
        **pick(
            body,
            protocol="protocol",
            frontend_port="frontendport",
            backend_port="backendport",
            probe_id="probe",
        ),
    }
    yield made("azurerm_lb_rule", body, attributes)


def probe(body: View) -> Iterator[Native]:
    """A probe."""
    attributes = _owner(body) | pick(
        body,
        protocol="protocol",
        port="port",
        request_path="requestpath",
        interval_in_seconds="intervalinseconds",
        number_of_probes="numberofprobes",
        probe_threshold="probethreshold",
    )
    yield made("azurerm_lb_probe", body, attributes)


def nat_rule(body: View) -> Iterator[Native]:
    """A port, or a range of them, forwarded to one machine."""
    attributes = _owner(body) | pick(
        body,
        protocol="protocol",
        frontend_port="frontendport",
        frontend_port_start="frontendportrangestart",
        backend_port="backendport",
    )
    yield made("azurerm_lb_nat_rule", body, attributes)


def nat_pool(body: View) -> Iterator[Native]:
    """A range of ports forwarded to the machines of a scale set."""
    attributes = _owner(body) | pick(
        body,
        protocol="protocol",
        frontend_port_start="frontendportrangestart",
        frontend_port_end="frontendportrangeend",
        backend_port="backendport",
    )
    yield made("azurerm_lb_nat_pool", body, attributes)


def outbound_rule(body: View) -> Iterator[Native]:
    """By which address a pool goes out."""
    attributes = _owner(body) | pick(body, backend_address_pool_id="backendaddresspool")
    yield made("azurerm_lb_outbound_rule", body, attributes)


PARTS: dict[str, tuple[str, Adapter]] = {
    "backendaddresspools": ("backendAddressPools", pool),
    "probes": ("probes", probe),
    "loadbalancingrules": ("loadBalancingRules", rule),
    "inboundnatrules": ("inboundNatRules", nat_rule),
    "inboundnatpools": ("inboundNatPools", nat_pool),
    "outboundrules": ("outboundRules", outbound_rule),
}
"""What is written within a balancer -> the part of its id, and what reads it."""

ADAPTERS: dict[str, Adapter] = {
    "microsoft.network/loadbalancers": balancer,
    **{
        f"microsoft.network/loadbalancers/{type_path.lower()}": adapter
        for type_path, adapter in PARTS.values()
    },
}
