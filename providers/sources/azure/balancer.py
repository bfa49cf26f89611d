"""Azure Load Balancer: frontends, rules, probes and pools, which Azure keeps as records apart."""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import HealthCheck, Listener, LoadBalancer, TargetGroup
from providers.attributes import Attributes, blocks, text, texts, whole
from providers.sources.azure.arm import arm, arms, fold, identity, names, part, read

PROBE_PROTOCOLS: dict[str, Literal["tcp", "http", "https"]] = {
    "tcp": "tcp",
    "http": "http",
    "https": "https",
}


def balancer(record: Record) -> Reading:
    """A layer-4 balancer; internal where no frontend has a public address."""
    frontends = blocks(record.attributes, "frontend_ip_configuration")
    public = tuple(a for one in frontends if (a := arm(one, "public_ip_address_id")))
    subnets = tuple(dict.fromkeys(s for one in frontends if (s := arm(one, "subnet_id"))))
    spec = LoadBalancer(
        layer=4, internal=bool(subnets) and not public, subnets=subnets, public_ips=public
    )
    references = (
        *names("uses", "frontend_ip_configuration.public_ip_address_id", *public),
        *names("in", "frontend_ip_configuration.subnet_id", *subnets),
    )
    return read(record, "network.lb_l4", spec, references)


def _protocol(attributes: Attributes) -> Literal["tcp", "udp"]:
    return "udp" if text(attributes, "protocol").lower() == "udp" else "tcp"


def rule(record: Record) -> Reading:
    """A balancing rule: a port and the pool behind it.

    Port 0 is Azure's word for every port (an HA-ports rule).
    """
    attributes = record.attributes
    pools = arms(attributes, "backend_address_pool_ids") or tuple(
        word for word in (arm(attributes, "backend_address_pool_id"),) if word
    )
    listener = Listener(
        port=whole(attributes, "frontend_port") or 0,
        protocol=_protocol(attributes),
        target_group=pools[0] if pools else "",
        id=identity(record),
    )
    references = (
        *names("routes-to", "backend_address_pool_ids", *pools),
        *names("uses", "probe_id", arm(attributes, "probe_id")),
    )
    spec = LoadBalancer(listeners=(listener,))
    return fold(record, arm(attributes, "loadbalancer_id"), spec, references)


def nat_rule(record: Record) -> Reading:
    """A port forwarded to one machine, which an association names."""
    attributes = record.attributes
    listener = Listener(
        port=whole(attributes, "frontend_port") or whole(attributes, "frontend_port_start") or 0,
        protocol=_protocol(attributes),
        id=identity(record),
    )
    return fold(record, arm(attributes, "loadbalancer_id"), LoadBalancer(listeners=(listener,)))


def health(attributes: Attributes) -> HealthCheck:
    """A probe as a health check."""
    return HealthCheck(
        protocol=PROBE_PROTOCOLS.get(text(attributes, "protocol").lower(), "tcp"),
        port=whole(attributes, "port"),
        path=text(attributes, "request_path"),
        interval_seconds=whole(attributes, "interval_in_seconds"),
        healthy=whole(attributes, "probe_threshold"),
        unhealthy=whole(attributes, "number_of_probes"),
    )


def probe(record: Record) -> Reading:
    """A probe; `assemble` gives it to the pools of the rules that name it."""
    attributes = record.attributes
    spec = LoadBalancer(health=health(attributes))
    return fold(record, arm(attributes, "loadbalancer_id"), spec)


def pool(record: Record) -> Reading:
    """A backend pool; its members are told by associations."""
    attributes = record.attributes
    owner = arm(attributes, "loadbalancer_id")
    members = tuple(
        address
        for one in blocks(attributes, "backend_address")
        for address in texts(one, "ip_address")
    )
    spec = TargetGroup(targets=members, balancer=owner)
    return read(
        record, "network.target_group", spec, names("attached-to", "loadbalancer_id", owner)
    )


def pool_member(record: Record) -> Reading:
    """A network interface in a pool."""
    member = arm(record.attributes, "network_interface_id")
    return fold(
        record,
        arm(record.attributes, "backend_address_pool_id"),
        TargetGroup(targets=(member,) if member else ()),
        names("routes-to", "network_interface_id", member),
    )


def pool_address(record: Record) -> Reading:
    """An address in a pool."""
    return fold(
        record,
        arm(record.attributes, "backend_address_pool_id"),
        TargetGroup(targets=texts(record.attributes, "ip_address")),
        names("in", "virtual_network_id", arm(record.attributes, "virtual_network_id")),
    )


RULES: dict[str, FromTerraform] = {
    "azurerm_lb": balancer,
    "azurerm_lb_rule": rule,
    "azurerm_lb_nat_rule": nat_rule,
    "azurerm_lb_nat_pool": nat_rule,
    "azurerm_lb_outbound_rule": part("loadbalancer_id", {"backend_address_pool_id": "uses"}),
    "azurerm_lb_probe": probe,
    "azurerm_lb_backend_address_pool": pool,
    "azurerm_lb_backend_address_pool_address": pool_address,
    "azurerm_network_interface_backend_address_pool_association": pool_member,
    "azurerm_network_interface_nat_rule_association": part(
        "network_interface_id", {"nat_rule_id": "attached-to"}
    ),
}
