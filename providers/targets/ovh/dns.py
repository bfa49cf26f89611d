"""DNS zones and records."""

from ipaddress import ip_address

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import DnsRecord, DnsZone
from planner.model.text import Text
from providers.targets.ovh import dns_losses
from providers.targets.ovh.balancer_kinds import BALANCERS
from providers.targets.ovh.refusals import unreadable

_DOTTED = {"CNAME", "MX", "NS", "SRV"}
"""Types whose target is a name: OVHcloud wants its final dot."""
_TYPES = {
    "A",
    "AAAA",
    "CAA",
    "CNAME",
    "DKIM",
    "DMARC",
    "MX",
    "NAPTR",
    "NS",
    "SPF",
    "SRV",
    "SSHFP",
    "TLSA",
    "TXT",
}
_LEAST_TTL = 60

ORDER = Variable(
    "order_domain_zones",
    "bool",
    Text(
        en="Order the DNS zones: a purchase, free for a domain held elsewhere. Off: they "
        "exist already.",
        fr="Commander les zones DNS : un achat, gratuit pour un domaine tenu ailleurs. Non : elles "
        "existent déjà.",
    ),
    default=False,
)
SUBSIDIARY = Variable(
    "ovh_subsidiary",
    "string",
    Text(
        en="OVHcloud subsidiary that bills the order.",
        fr="Filiale d'OVHcloud qui facture la commande.",
    ),
    default="FR",
)


def zone(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A public zone, ordered where the variable says so."""
    del surroundings
    spec = resource.spec
    if not isinstance(spec, DnsZone):
        return unreadable(resource)
    domain = spec.domain.rstrip(".").lower()
    if spec.private or not domain:
        return dns_losses.PRIVATE
    return Design(
        values={
            "domain": domain,
            "ordered": ORDER,
            "subsidiary": SUBSIDIARY,
            "dnssec": spec.dnssec,
            "own": Blocks(({"id": str(resource.id)},)),
        },
    )


def record(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """One resource a value; an alias becomes the address of what replaces its target."""
    spec = resource.spec
    if not isinstance(spec, DnsRecord):
        return unreadable(resource)
    domain = _domain(resource, spec, surroundings)
    if domain is None:
        return (
            dns_losses.PRIVATE if _is_private(resource, spec, surroundings) else dns_losses.NO_ZONE
        )
    type_ = spec.type.upper()
    if type_ not in _TYPES:
        return dns_losses.other_type(type_)
    name = spec.name.rstrip(".").lower()
    subdomain = "" if name == domain else name.removesuffix(f".{domain}")
    if subdomain == "" and type_ in {"NS", "SOA"}:
        return dns_losses.APEX_SERVERS
    targets = _targets(resource, spec, type_, surroundings)
    if not targets:
        return dns_losses.UNKNOWN_TARGET
    return Design(
        values={
            "zone": domain,
            "subdomain": subdomain,
            "type": type_,
            "ttl": _ttl(spec.ttl_seconds),
            "targets": targets,
            "own": Blocks(({"id": str(resource.id)},)),
        },
        losses=_losses(spec, targets),
    )


def _zone_of(resource: Resource, spec: DnsRecord, surroundings: Surroundings) -> Resource | None:
    found = surroundings.resolve(spec.zone, resource) if spec.zone else None
    if found is not None and isinstance(found.spec, DnsZone):
        return found
    needed = surroundings.needs(resource, None, "dns.zone")
    return needed[0] if needed else None


def _is_private(resource: Resource, spec: DnsRecord, surroundings: Surroundings) -> bool:
    home = _zone_of(resource, spec, surroundings)
    return home is not None and isinstance(home.spec, DnsZone) and home.spec.private


def _domain(resource: Resource, spec: DnsRecord, surroundings: Surroundings) -> str | None:
    home = _zone_of(resource, spec, surroundings)
    if home is None or not isinstance(home.spec, DnsZone) or home.spec.private:
        return None
    domain = home.spec.domain.rstrip(".").lower()
    name = spec.name.rstrip(".").lower()
    return domain if domain and (name == domain or name.endswith(f".{domain}")) else None


def _ttl(seconds: int | None) -> int:
    """0 stands for the zone's own; 1 to 59 seconds are refused."""
    if seconds is None or seconds <= 0:
        return 0
    return max(seconds, _LEAST_TTL)


def _targets(
    resource: Resource, spec: DnsRecord, type_: str, surroundings: Surroundings
) -> dict[str, Value]:
    """Targets by a key that is known when planning."""
    if spec.alias:
        address = _address(spec.alias, resource, surroundings)
        return {"alias": address} if address is not None and type_ == "A" else {}
    found: dict[str, Value] = {}
    for value in spec.values:
        if type_ == "A":
            moved = _moved(value, resource, surroundings)
            found[value] = value if moved is None else moved
        else:
            found[value] = _target(type_, value)
    return {key: found[key] for key in sorted(found)}


def _moved(value: str, resource: Resource, surroundings: Surroundings) -> Value:
    """The new address of a machine or public address that the record holds by its old one."""
    holder = surroundings.resolve(value, resource)
    return None if holder is None else _address_of(holder, surroundings)


def _address(word: str, resource: Resource, surroundings: Surroundings) -> Value:
    holder = surroundings.resolve(word, resource)
    return None if holder is None else _address_of(holder, surroundings)


def _address_of(holder: Resource, surroundings: Surroundings) -> Value:
    if not surroundings.is_mapped(holder):
        return None
    if holder.kind in BALANCERS:
        internal = bool(getattr(holder.spec, "internal", False))
        attribute = "vip_address" if internal else "floating_ip.ip"
        return Ref(holder.id, "ovh_cloud_project_loadbalancer", attribute)
    if holder.kind == "network.public_ip":
        return Ref(holder.id, "openstack_networking_floatingip_v2", "address")
    return None


def _target(type_: str, value: str) -> str:
    """A value in OVHcloud's form: final dot on names, quotes around text."""
    plain = value.strip()
    if type_ in _DOTTED and not plain.endswith(".") and not _is_address(plain):
        return f"{plain}."
    if type_ in {"TXT", "SPF", "DKIM", "DMARC"} and not plain.startswith('"'):
        escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return plain


def _is_address(word: str) -> bool:
    try:
        ip_address(word)
    except ValueError:
        return False
    return True


def _losses(spec: DnsRecord, targets: dict[str, Value]) -> tuple[Loss, ...]:
    losses = []
    if spec.policy and spec.policy != "simple":
        losses.append(dns_losses.policy(spec.policy))
    if spec.alias:
        losses.append(dns_losses.ALIAS)
    if spec.ttl_seconds is not None and 0 < spec.ttl_seconds < _LEAST_TTL:
        losses.append(dns_losses.TTL)
    if (
        spec.type.upper() == "A"
        and not spec.alias
        and all(isinstance(target, str) for target in targets.values())
    ):
        losses.append(dns_losses.OLD_ADDRESS)
    return tuple(losses)
