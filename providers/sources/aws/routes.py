"""Route tables, their routes and what they are associated with."""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import Gateway, Route, RouteTable, Subnet
from providers.sources.aws import arn
from providers.sources.aws.block import Block
from providers.sources.aws.row import Row

_Hop = Literal[
    "internet",
    "nat",
    "machine",
    "interface",
    "peering",
    "vpn",
    "transit",
    "endpoint",
    "none",
    "other",
]

_HOPS: tuple[tuple[str, _Hop], ...] = (
    ("nat_gateway_id", "nat"),
    ("egress_only_gateway_id", "internet"),
    ("vpc_peering_connection_id", "peering"),
    ("transit_gateway_id", "transit"),
    ("vpc_endpoint_id", "endpoint"),
    ("network_interface_id", "interface"),
    ("instance_id", "machine"),
    ("gateway_id", "internet"),
    ("carrier_gateway_id", "other"),
    ("core_network_arn", "other"),
    ("local_gateway_id", "other"),
)
"""Argument -> what the next hop is. An instance's interface is written too, so it comes after."""


def _route(block: Block, prefix: str = "") -> tuple[Route, str] | None:
    """A route and the argument that names its next hop; None for the network's own range."""
    destination = block.text(
        f"{prefix}cidr_block",
        f"{prefix}ipv6_cidr_block",
        "destination_prefix_list_id",
    )
    if not destination:
        return None
    for argument, kind in _HOPS:
        hop = block.text(argument)
        if hop == "local":
            return None
        if hop:
            return Route(destination, hop, "vpn" if hop.startswith("vgw-") else kind), argument
    return Route(destination, "none", "none"), ""


def table(record: Record) -> Reading:
    """aws_route_table, aws_default_route_table: where a network's packets go."""
    row = Row(record)
    network = row.text("vpc_id")
    routes: list[Route] = []
    hops: list[Reference] = []
    for place, block in enumerate(row.blocks("route")):
        found = _route(block)
        if found:
            routes.append(found[0])
            hops.extend(_hop(found[0], f"route[{place}].{found[1]}"))
    return row.reading(
        row.own_arn("ec2", f"route-table/{row.native}"),
        row.name(),
        spec=RouteTable(
            network=network,
            routes=tuple(sorted(routes, key=lambda route: (route.destination, route.next_hop))),
            main=row.type == "aws_default_route_table" or bool(row.flag("main")),
        ),
        references=arn.references(("in", "vpc_id", network)) + tuple(hops),
    )


def _hop(found: Route, path: str) -> tuple[Reference, ...]:
    return () if found.hop_kind == "none" else (Reference("routes-to", found.next_hop, path),)


def route(record: Record) -> Reading:
    """aws_route folds into its table."""
    row = Row(record)
    found = _route(row, "destination_")
    return row.part(
        row.text("route_table_id"),
        spec=RouteTable(routes=(found[0],) if found else ()),
        references=_hop(*found) if found else (),
    )


def association(record: Record) -> Reading:
    """aws_route_table_association folds into its subnet, or into the gateway it is for."""
    row = Row(record)
    where = row.text("subnet_id")
    named = row.text("route_table_id")
    return row.part(
        where or row.text("gateway_id"),
        spec=Subnet(route_table=named) if where else Gateway(),
        references=arn.references(("uses", "route_table_id", named)),
    )


def main_association(record: Record) -> Reading:
    """aws_main_route_table_association folds into its table, which becomes the main one."""
    row = Row(record)
    return row.part(row.text("route_table_id"), spec=RouteTable(main=True))


RULES: dict[str, FromTerraform] = {
    "aws_default_route_table": table,
    "aws_main_route_table_association": main_association,
    "aws_route": route,
    "aws_route_table": table,
    "aws_route_table_association": association,
}
