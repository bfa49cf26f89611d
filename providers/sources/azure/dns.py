"""DNS zones and records, public and private."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import DnsRecord, DnsZone
from providers.attributes import Attributes, blocks, text, texts, whole
from providers.sources.azure.arm import arm, fold, identity, names, parent, read, sibling


def _zone_of(private: bool) -> FromTerraform:  # noqa: FBT001 - which of two rules is asked for
    def rule(record: Record) -> Reading:
        kind = "dns.private_zone" if private else "dns.zone"
        domain = text(record.attributes, "name").rstrip(".").lower()
        return read(record, kind, DnsZone(domain=domain, private=private))

    return rule


def link(record: Record) -> Reading:
    """A network that sees a private zone."""
    zone = parent(identity(record)) or sibling(
        record,
        "microsoft.network/privatednszones",
        text(record.attributes, "private_dns_zone_name"),
    )
    network = arm(record.attributes, "virtual_network_id")
    spec = DnsZone(networks=(network,) if network else ())
    return fold(record, zone, spec, names("in", "virtual_network_id", network))


def _values(attributes: Attributes, record_type: str) -> tuple[str, ...]:
    """The values as a zone file writes them."""
    found = [*texts(attributes, "records"), *texts(attributes, "record")]
    for one in blocks(attributes, "record"):
        if record_type == "MX":
            words = [text(one, "preference"), text(one, "exchange")]
        elif record_type == "SRV":
            words = [text(one, key) for key in ("priority", "weight", "port", "target")]
        elif record_type == "CAA":
            words = [text(one, "flags"), text(one, "tag"), f'"{text(one, "value")}"']
        else:
            words = [text(one, "value")]
        found.append(" ".join(words))
    return tuple(sorted(found))


def _host(spec: DnsRecord) -> tuple[str, ...]:
    """The name that other records may point to, where this one holds addresses."""
    return (spec.name,) if spec.type in {"A", "AAAA", "CNAME"} else ()


def _record_of(record_type: str) -> FromTerraform:
    def rule(record: Record) -> Reading:
        attributes = record.attributes
        own = identity(record)
        zone_name = text(attributes, "zone_name").rstrip(".").lower()
        name = text(attributes, "name")
        private = "/privatednszones/" in own or "private_dns" in record.type
        zones = "privatednszones" if private else "dnszones"
        zone = parent(own) or sibling(record, f"microsoft.network/{zones}", zone_name)
        alias = arm(attributes, "target_resource_id")
        values = _values(attributes, record_type)
        spec = DnsRecord(
            zone=zone,
            name=zone_name if name in {"@", ""} else f"{name}.{zone_name}".lower(),
            type=record_type,
            ttl_seconds=whole(attributes, "ttl"),
            values=values,
            alias=alias,
        )
        hosts = values if record_type in {"A", "CNAME"} else ()
        references = (
            *names("in", "zone_name", zone),
            *names("routes-to", "target_resource_id", alias),
            *names("routes-to", "records", *(host.rstrip(".").lower() for host in hosts)),
        )
        return read(record, "dns.record", spec, references, _host(spec))

    return rule


TYPES = ("a", "aaaa", "caa", "cname", "mx", "ns", "ptr", "srv", "txt")

RULES: dict[str, FromTerraform] = {
    "azurerm_dns_zone": _zone_of(private=False),
    "azurerm_private_dns_zone": _zone_of(private=True),
    "azurerm_private_dns_zone_virtual_network_link": link,
    **{f"azurerm_dns_{name}_record": _record_of(name.upper()) for name in TYPES},
    **{f"azurerm_private_dns_{name}_record": _record_of(name.upper()) for name in TYPES},
}
