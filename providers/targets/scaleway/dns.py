"""DNS zones and records: one record a value, aliases become addresses."""

from planner.model.choice import Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import DnsRecord, DnsZone, PublicIp
from providers.targets.scaleway import bought
from providers.targets.scaleway.balancer import balancer_address
from providers.targets.scaleway.lookup import alone
from providers.targets.scaleway.network import holder_of
from providers.targets.scaleway.said import loss, text

_NAMED = frozenset({"CNAME", "MX", "NS", "SRV", "PTR", "ALIAS", "DNAME"})
_MX_PARTS = 2
_SRV_PARTS = 4


def zone(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A zone within a domain that the organization holds or declares as external."""
    spec = resource.spec if isinstance(resource.spec, DnsZone) else DnsZone()
    if spec.private:
        return Refusal(
            "no-mapping-yet", text(around, "private-zone"), text(around, "private-zone-fallback")
        )
    domain, subdomain = split(spec.domain or resource.name, around)
    if not domain:
        return Refusal("limit", text(around, "zone-name"), text(around, "zone-name-fallback"))
    losses = (loss(around, "dnssec"),) if spec.dnssec else ()
    keys = ("dns-zone", "external", "")
    return Design(
        values={"domain": domain, "subdomain": subdomain},
        quantities=(bought.hourly(around, "dns-zone", keys, around.region),),
        losses=losses,
    )


def split(name: str, around: Surroundings) -> tuple[str, str]:
    """(registered domain, what stands before it) of a zone's name.

    A name under one of the double endings of `second_level_endings` takes one label more.
    """
    labels = [label for label in name.lower().strip(".").split(".") if label]
    if len(labels) < 2:  # noqa: PLR2004 - a domain has a name and an ending
        return "", ""
    endings: list[str] = around.setting("second_level_endings")
    count = 3 if ".".join(labels[-2:]) in endings and len(labels) > 2 else 2  # noqa: PLR2004
    return ".".join(labels[-count:]), ".".join(labels[:-count])


def record(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A record for each value; what pointed at a balancer or an address points at the new one."""
    spec = resource.spec if isinstance(resource.spec, DnsRecord) else DnsRecord()
    zone_ = around.resolve(spec.zone, resource) if spec.zone else None
    if zone_ is None or zone_.kind != "dns.zone" or not isinstance(zone_.spec, DnsZone):
        return Refusal("limit", text(around, "record-zone"), text(around, "record-zone-fallback"))
    domain = (zone_.spec.domain or zone_.name).lower().strip(".")
    name = _relative(spec.name or resource.name, domain)
    type_ = spec.type.upper()
    if type_ == "SOA" or (type_ == "NS" and not name):
        return Design(values={}, without_terraform=True)
    if type_ not in around.setting("record_types"):
        return Refusal(
            "limit", text(around, "record-type", type=type_), text(around, "record-type-fallback")
        )
    type_, data, losses = _data(resource, spec, type_, around)
    if not data:
        return Refusal(
            "limit",
            text(around, "record-target", target=spec.alias or "?"),
            text(around, "record-target-fallback"),
        )
    if spec.policy:
        losses.append(loss(around, "record-policy", policy=spec.policy))
    least, most = around.setting("ttl_seconds")
    return Design(
        values={
            "zone": Ref(zone_.id, "scaleway_domain_zone", "id", "variable"),
            "name": name,
            "type": type_,
            "ttl": None if spec.ttl_seconds is None else min(max(spec.ttl_seconds, least), most),
            "records": data,
            **alone(resource),
        },
        losses=tuple(losses),
    )


def _relative(name: str, domain: str) -> str:
    plain = name.lower().strip(".")
    if plain == domain:
        return ""
    return plain.removesuffix(f".{domain}")


def _data(
    resource: Resource, spec: DnsRecord, type_: str, around: Surroundings
) -> tuple[str, dict[str, Value], list[Loss]]:
    """(type, key -> data and priority, losses)."""
    if spec.alias:
        target = around.resolve(spec.alias, resource)
        address = address_of(target, around) if target else None
        if address is None:
            return type_, {}, []
        return "A", {"a": {"data": address, "priority": None}}, []
    data: dict[str, Value] = {}
    losses: list[Loss] = []
    for number, value in enumerate(spec.values, 1):
        target = around.resolve(value, resource) if type_ in {"A", "CNAME"} else None
        address = address_of(target, around) if target else None
        if address is not None:
            data[str(number)] = {"data": address, "priority": None}
            type_ = "A"
            continue
        if _at_source(value, around):
            losses.append(loss(around, "record-at-source", value=value))
        text_, priority = _parts(type_, value)
        data[str(number)] = {"data": text_, "priority": priority}
    return type_, data, losses


def address_of(target: Resource, around: Surroundings) -> Ref | None:
    """The new public address of what a record points at."""
    if str(target.kind).startswith("network.lb"):
        return balancer_address(target)
    if not isinstance(target.spec, PublicIp):
        return None
    holder = holder_of(target, around)
    if holder is not None and str(holder.kind).startswith("network.lb"):
        return balancer_address(holder)
    if holder is not None and holder.kind == "network.nat":
        return Ref(holder.id, "scaleway_vpc_public_gateway_ip", "address", "variable")
    return Ref(target.id, "scaleway_instance_ip", "address", "variable")


def _at_source(value: str, around: Surroundings) -> bool:
    plain = value.lower().rstrip(".")
    return any(plain.endswith(ending) for ending in around.setting("source_endings"))


def _parts(type_: str, value: str) -> tuple[str, int | None]:
    """(data, priority) as the service wants them: priority apart, names with a final dot."""
    plain = value.strip()
    priority = None
    words = plain.split()
    parts = _MX_PARTS if type_ == "MX" else _SRV_PARTS
    if type_ in {"MX", "SRV"} and len(words) == parts and words[0].isdecimal():
        priority, plain = int(words[0]), " ".join(words[1:])
    if type_ in _NAMED and not plain.endswith("."):
        plain += "."
    if type_ == "TXT":
        plain = _unquoted(plain)
    return plain, priority


def _unquoted(value: str) -> str:
    """A TXT value without the quotes that zone files put around its pieces."""
    if len(value) > 1 and value[0] == value[-1] == '"':
        return value[1:-1].replace('" "', "").replace('""', "")
    return value
