"""Cloud DNS zones and record sets."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import DnsRecord, DnsZone
from providers.attributes import Attributes, block, blocks, text, texts, whole
from providers.sources.gcp.asset import link, names, part, project_of, read


def zone(record: Record) -> Reading:
    """A managed zone; record sets name it by its name."""
    attributes = record.attributes
    private = text(attributes, "visibility") == "private"
    visible = block(attributes, "private_visibility_config")
    networks = tuple(
        link(text(one, "network_url"), "compute") for one in blocks(visible, "networks")
    )
    spec = DnsZone(
        domain=text(attributes, "dns_name").rstrip(".").lower(),
        private=private,
        networks=networks,
        dnssec=text(block(attributes, "dnssec_config"), "state") == "on",
    )
    references = names("in", "private_visibility_config.networks", *networks)
    return read(record, "dns.private_zone" if private else "dns.zone", spec, references)


def _policy(attributes: Attributes) -> tuple[str, tuple[str, ...]]:
    """(how answers are chosen, all the values that may be)."""
    routing = block(attributes, "routing_policy")
    for key, word in (("wrr", "weighted"), ("geo", "geolocation"), ("primary_backup", "failover")):
        if found := blocks(routing, key):
            return word, tuple(value for one in found for value in texts(one, "rrdatas"))
    return "", ()


def record_set(record: Record) -> Reading:
    """All values of one name and type."""
    attributes = record.attributes
    within = link(text(attributes, "managed_zone"), "dns", project_of(record), "managedZones")
    kind = text(attributes, "type").upper()
    policy, routed = _policy(attributes)
    values = tuple(sorted(texts(attributes, "rrdatas"))) or tuple(sorted(set(routed)))
    name = text(attributes, "name").rstrip(".").lower()
    spec = DnsRecord(
        zone=within,
        name=name,
        type=kind,
        ttl_seconds=whole(attributes, "ttl"),
        values=values,
        policy=policy,
    )
    hosts = values if kind in {"A", "CNAME"} else ()
    references: tuple[Reference, ...] = (
        *names("in", "managed_zone", within),
        *names("routes-to", "rrdatas", *(host.rstrip(".").lower() for host in hosts)),
    )
    # A record set has no `name` of its own worth showing but the host it answers for.
    host = (name,) if kind in {"A", "AAAA", "CNAME"} else ()
    return read(record, "dns.record", spec, references, host)


RULES: dict[str, FromTerraform] = {
    "google_dns_managed_zone": zone,
    "google_dns_record_set": record_set,
    "google_dns_managed_zone_iam_member": part("managed_zone", "dns", "managedZones"),
}
