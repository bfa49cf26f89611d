"""Security groups and their rules, in the three forms the provider has; network access lists."""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind
from planner.model.spec import FirewallRule, Protocol, SecurityGroup
from providers.sources.aws import arn
from providers.sources.aws.block import Block
from providers.sources.aws.row import Row

_PROTOCOLS: dict[str, Protocol] = {
    "-1": "all",
    "all": "all",
    "tcp": "tcp",
    "6": "tcp",
    "udp": "udp",
    "17": "udp",
    "icmp": "icmp",
    "1": "icmp",
    "icmpv6": "icmp",
    "58": "icmp",
    "esp": "esp",
    "50": "esp",
    "ah": "ah",
    "51": "ah",
    "sctp": "sctp",
    "132": "sctp",
}
_PORTS = frozenset({"tcp", "udp", "sctp"})
_LAST_PORT = 65535

Direction = Literal["in", "out"]


def rule(block: Block, direction: Direction, own: str = "") -> FirewallRule:
    """A rule as written inline, as `aws_security_group_rule` or `aws_vpc_security_group_*_rule`."""
    protocol = _PROTOCOLS.get(block.text("protocol", "ip_protocol").lower(), "all")
    first, last = block.number("from_port"), block.number("to_port")
    if (
        protocol not in _PORTS
        or first is None
        or (first <= 0 and last in (0, -1, None, _LAST_PORT))
    ):
        first = last = None  # every port, or a protocol that has none
    return FirewallRule(
        direction=direction,
        protocol=protocol,
        first_port=first,
        last_port=last,
        ranges=_ranges(block),
        groups=peers(block) + ((own,) if block.flag("self") and own else ()),
        description=block.text("description"),
    )


def _ranges(block: Block) -> tuple[str, ...]:
    keys = (
        "cidr_blocks",
        "ipv6_cidr_blocks",
        "cidr_ipv4",
        "cidr_ipv6",
        "prefix_list_ids",
        "prefix_list_id",
    )
    return tuple(sorted(word for key in keys for word in block.texts(key)))


def peers(block: Block) -> tuple[str, ...]:
    """The groups at the other end; one of another account keeps its id alone."""
    keys = ("security_groups", "source_security_group_id", "referenced_security_group_id")
    words = (word.rsplit("/", 1)[-1] for key in keys for word in block.texts(key))
    return tuple(sorted(words))


def _order(found: FirewallRule) -> tuple[str, str, int, int, tuple[str, ...], tuple[str, ...], str]:
    """Rules are a set at AWS: direction first, then what they open."""
    first = -1 if found.first_port is None else found.first_port
    number = found.priority or 0
    return (
        found.direction, found.protocol, number, first, found.ranges, found.groups, found.description
    )  # fmt: skip


def _inline(row: Row) -> tuple[FirewallRule, ...]:
    rules = [rule(block, "in", row.native) for block in row.blocks("ingress")]
    rules += [rule(block, "out", row.native) for block in row.blocks("egress")]
    return tuple(sorted(rules, key=_order))


def group(record: Record) -> Reading:
    """aws_security_group, aws_default_security_group: who may talk to its members."""
    row = Row(record)
    network = row.text("vpc_id")
    rules = _inline(row)
    others = sorted({word for found in rules for word in found.groups if word != row.native})
    return row.reading(
        row.own_arn("ec2", f"security-group/{row.native}"),
        row.text("name") or row.name(),
        kind=Kind("network.security_group"),
        spec=SecurityGroup(network=network, description=row.text("description"), rules=rules),
        references=arn.references(
            ("in", "vpc_id", network), ("guarded-by", "ingress.security_groups", tuple(others))
        ),
    )


def rule_alone(record: Record) -> Reading:
    """A rule that is a record of its own folds into the group it belongs to."""
    row = Row(record)
    owner = row.text("security_group_id")
    outward = row.type.endswith("egress_rule") or row.text("type") == "egress"
    found = rule(row, "out" if outward else "in", owner)
    others = tuple(word for word in found.groups if word != owner)
    return row.part(
        owner,
        spec=SecurityGroup(rules=(found,)),
        references=arn.references(("guarded-by", "source_security_group_id", others)),
    )


def access_list(record: Record) -> Reading:
    """aws_network_acl, aws_default_network_acl: what may pass at a subnet's edge."""
    row = Row(record)
    return row.reading(
        row.own_arn("ec2", f"network-acl/{row.native}"),
        row.name(),
        spec=SecurityGroup(
            network=row.text("vpc_id"),
            rules=tuple(
                sorted(
                    _listed(row.blocks("ingress"), "in") + _listed(row.blocks("egress"), "out"),
                    key=_order,
                )
            ),
            members=row.texts("subnet_ids"),
        ),
        references=arn.references(
            ("in", "vpc_id", row.text("vpc_id")),
            ("attached-to", "subnet_ids", row.texts("subnet_ids")),
        ),
    )


def _listed(blocks: list[Block], direction: Direction) -> list[FirewallRule]:
    return [_access(block, direction) for block in blocks]


def _access(block: Block, direction: Direction) -> FirewallRule:
    protocol = _PROTOCOLS.get(block.text("protocol").lower(), "all")
    ported = protocol in _PORTS
    return FirewallRule(
        direction=direction,
        protocol=protocol,
        first_port=block.count("from_port") if ported else None,
        last_port=block.count("to_port") if ported else None,
        ranges=block.texts("cidr_block") + block.texts("ipv6_cidr_block"),
        allow=block.text("action", "rule_action").lower() != "deny",
        priority=block.number("rule_no") or block.number("rule_number"),
    )


def access_rule(record: Record) -> Reading:
    """aws_network_acl_rule folds into its list."""
    row = Row(record)
    found = _access(row, "out" if row.flag("egress") else "in")
    return row.part(row.text("network_acl_id"), spec=SecurityGroup(rules=(found,)))


def access_association(record: Record) -> Reading:
    """aws_network_acl_association folds into its list."""
    row = Row(record)
    place = row.texts("subnet_id")
    return row.part(
        row.text("network_acl_id"),
        spec=SecurityGroup(members=place),
        references=arn.references(("attached-to", "subnet_id", place)),
    )


RULES: dict[str, FromTerraform] = {
    "aws_default_network_acl": access_list,
    "aws_default_security_group": group,
    "aws_network_acl": access_list,
    "aws_network_acl_association": access_association,
    "aws_network_acl_rule": access_rule,
    "aws_security_group": group,
    "aws_security_group_rule": rule_alone,
    "aws_vpc_security_group_egress_rule": rule_alone,
    "aws_vpc_security_group_ingress_rule": rule_alone,
}
