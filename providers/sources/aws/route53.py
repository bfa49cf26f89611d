"""Route 53: zones and records."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Kind
from planner.model.spec import DnsRecord, DnsZone
from providers.sources.aws import arn
from providers.sources.aws.row import GLOBAL, Row

_POLICIES = (
    ("weighted_routing_policy", "weighted"),
    ("latency_routing_policy", "latency"),
    ("failover_routing_policy", "failover"),
    ("geolocation_routing_policy", "geolocation"),
    ("geoproximity_routing_policy", "geoproximity"),
    ("cidr_routing_policy", "cidr"),
)


def zone(record: Record) -> Reading:
    """aws_route53_zone: a domain, public or seen by some networks only."""
    row = Row(record)
    domain = row.text("name").rstrip(".")
    networks = tuple(word for block in row.blocks("vpc") if (word := block.text("vpc_id")))
    return row.reading(
        row.arn or arn.build("route53", f"hostedzone/{row.text('zone_id', 'id')}"),
        domain or row.label,
        kind=Kind("dns.private_zone") if networks else Kind("dns.zone"),
        region=GLOBAL,
        spec=DnsZone(domain=domain, private=bool(networks), networks=networks),
        # The name may be both a public and a private zone's, so it is no alias.
        aliases=row.texts("zone_id"),
        references=arn.references(("in", "vpc.vpc_id", networks)),
    )


def zone_association(record: Record) -> Reading:
    """aws_route53_zone_association folds into its zone as a further network."""
    row = Row(record)
    network = row.texts("vpc_id")
    return row.part(
        row.text("zone_id"),
        spec=DnsZone(private=True, networks=network),
        references=arn.references(("in", "vpc_id", network)),
    )


def name_record(record: Record) -> Reading:
    """aws_route53_record: what a name answers."""
    row = Row(record)
    owner = row.text("zone_id")
    name = row.text("fqdn", "name").rstrip(".")
    alias = row.block("alias").text("name").rstrip(".")
    kind = row.text("type")
    variant = row.text("set_identifier")
    values = tuple(sorted(row.texts("records")))
    place = "/".join(
        word for word in (f"hostedzone/{owner}/recordset", name, kind, variant) if word
    )
    policy = next((word for key, word in _POLICIES if row.blocks(key)), "")
    if row.flag("multivalue_answer_routing_policy"):
        policy = "multivalue"
    return row.reading(
        arn.build("route53", place) if owner and name else "",
        name or row.label,
        region=GLOBAL,
        spec=DnsRecord(
            zone=owner,
            name=name,
            type=kind,
            ttl_seconds=row.size("ttl"),
            values=values,
            alias=alias,
            policy=policy,
        ),
        references=arn.references(
            ("in", "zone_id", owner),
            ("routes-to", "alias.name", alias),
            ("routes-to", "records", _hosts(kind, values)),
        ),
    )


def _hosts(kind: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """The values that may name something of the estate: addresses and host names."""
    if kind not in ("A", "AAAA", "CNAME"):
        return ()
    return tuple(value.rstrip(".") for value in values)


RULES: dict[str, FromTerraform] = {
    "aws_route53_record": name_record,
    "aws_route53_zone": zone,
    "aws_route53_zone_association": zone_association,
}
