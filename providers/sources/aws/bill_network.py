"""What networks cost: addresses, gateways, balancers, endpoints, zones."""

from collections.abc import Iterator

from planner.model.protocols import Estate
from planner.model.resource import Resource
from planner.model.spec import DnsZone, Gateway, LoadBalancer, Other, PublicIp
from planner.model.text import Text
from providers.sources.aws.bill_compute import PUBLIC_IP
from providers.sources.aws.billed import Ask, Bought, each, free, hours, usage

_GATEWAY = Text(en="gateway", fr="passerelle")
_DATA = Text(en="data processed", fr="données traitées")
_BALANCER = Text(en="load balancer", fr="répartiteur de charge")
_CAPACITY = Text(en="capacity units", fr="unités de capacité")
_EGRESS = Text(en="traffic to the Internet", fr="trafic vers Internet")
_ENDPOINT = Text(en="endpoint", fr="point d'accès")
_ZONE = Text(en="zone", fr="zone")
_QUERIES = Text(en="queries", fr="requêtes DNS")
_CONNECTION = Text(en="connection", fr="connexion")
_ATTACHMENT = Text(en="attachment", fr="rattachement")

_NAT = Ask(_GATEWAY, "nat", "nat-gateway", "hour")
_NAT_DATA = Ask(_DATA, "nat-data", "nat-gateway", "GB")
_OUT = Ask(_EGRESS, "egress", "internet", "GB")
_HOURS = 730


def address(resource: Resource, _spec: PublicIp, _estate: Estate) -> Iterator[Bought]:
    """Every public IPv4 address is billed, used or not (since February 2024)."""
    yield hours(resource, PUBLIC_IP)


def nat(resource: Resource, _spec: Gateway, estate: Estate) -> Iterator[Bought]:
    """A NAT gateway by the hour and by what passes."""
    yield hours(resource, _NAT)
    yield usage(resource, estate, _NAT_DATA, "nat_gb")


def balancer(resource: Resource, spec: LoadBalancer, estate: Estate) -> Iterator[Bought]:
    """A balancer by the hour and by capacity, with the addresses AWS gives it, one a zone."""
    if resource.kind == "network.lb_classic":
        yield hours(resource, Ask(_BALANCER, "load-balancer", "classic", "hour"))
        yield usage(resource, estate, Ask(_DATA, "lb-data", "classic", "GB"), "load_balancer_gb")
    else:
        word = "alb" if spec.layer == 7 else "nlb"  # noqa: PLR2004 - the OSI layer
        yield hours(resource, Ask(_BALANCER, "load-balancer", word, "hour"))
        capacity = Ask(_CAPACITY, "lb-capacity", word, "hour")
        yield usage(resource, estate, capacity, "load_balancer_capacity", _HOURS)
    if not spec.internal:
        if not spec.public_ips:
            yield hours(resource, PUBLIC_IP, max(1, len(spec.subnets)))
        yield usage(resource, estate, _OUT, "load_balancer_egress_gb")


def endpoint(resource: Resource, spec: Other, estate: Estate) -> Iterator[Bought]:
    """An interface endpoint by the hour in each zone; a gateway endpoint is free."""
    ask = Ask(_ENDPOINT, "private-endpoint", "interface", "hour")
    if spec.tier == "gateway":
        yield free(resource, ask)
        return
    yield hours(resource, ask, spec.units or 1)
    data = Ask(_DATA, "private-endpoint-data", "interface", "GB")
    yield usage(resource, estate, data, "endpoint_gb")


def zone(resource: Resource, spec: DnsZone, estate: Estate) -> Iterator[Bought]:
    """A hosted zone, and the queries to it; those within a private zone's networks are free.

    Source: https://aws.amazon.com/route53/pricing/
    """
    yield each(resource, Ask(_ZONE, "dns-zone", "hosted-zone", "month"))
    if not spec.private:
        queries = Ask(_QUERIES, "dns-queries", "standard", "million")
        yield usage(resource, estate, queries, "dns_queries_million")


def vpn(resource: Resource, _spec: Other, _estate: Estate) -> Iterator[Bought]:
    """A VPN connection by the hour; its gateways are free."""
    ask = Ask(_CONNECTION, "vpn", "connection", "hour")
    connection = resource.native_type == "aws_vpn_connection"
    yield hours(resource, ask) if connection else free(resource, ask)


def transit(resource: Resource, _spec: Other, estate: Estate) -> Iterator[Bought]:
    """A transit gateway costs by its attachments, and by what passes."""
    ask = Ask(_ATTACHMENT, "transit-gateway", "attachment", "hour")
    if resource.native_type == "aws_ec2_transit_gateway":
        yield free(resource, ask)
        return
    yield hours(resource, ask)
    yield usage(resource, estate, Ask(_DATA, "transit-gateway", "data", "GB"), "transit_gb")
