"""DNS zones and records."""

from ipaddress import ip_address

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import DnsRecord, DnsZone
from planner.model.text import Text
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
        en="Order the DNS zones: a purchase, free for a domain held elsewhere. Off: they exist already.",
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
        return _PRIVATE
    return Design(
        values={
            "domain": domain,
            "ordered": ORDER,
            "subsidiary": SUBSIDIARY,
            "dnssec": spec.dnssec,
            "own": Blocks(({"id": str(resource.id)},)),
        },
    )


_PRIVATE = Refusal(
    "limit",
    Text(
        en="Zones of OVHcloud are public; a private one would show its names to everybody.",
        fr="Les zones d'OVHcloud sont publiques ; une zone privée montrerait ses noms à tous.",
    ),
    Text(
        en="Run a resolver of your own (CoreDNS, Unbound) in the private network.",
        fr="Exploitez votre propre résolveur (CoreDNS, Unbound) dans le réseau privé.",
    ),
)


def record(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """One resource a value; an alias becomes the address of what replaces its target."""
    spec = resource.spec
    if not isinstance(spec, DnsRecord):
        return unreadable(resource)
    domain = _domain(resource, spec, surroundings)
    if domain is None:
        return _PRIVATE if _is_private(resource, spec, surroundings) else _NO_ZONE
    type_ = spec.type.upper()
    if type_ not in _TYPES:
        return _other_type(type_)
    name = spec.name.rstrip(".").lower()
    subdomain = "" if name == domain else name.removesuffix(f".{domain}")
    if subdomain == "" and type_ in {"NS", "SOA"}:
        return _APEX_SERVERS
    targets = _targets(resource, spec, type_, surroundings)
    if not targets:
        return _UNKNOWN_TARGET
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
        losses.append(_policy(spec.policy))
    if spec.alias:
        losses.append(_ALIAS)
    if spec.ttl_seconds is not None and 0 < spec.ttl_seconds < _LEAST_TTL:
        losses.append(_TTL)
    if (
        spec.type.upper() == "A"
        and not spec.alias
        and all(isinstance(target, str) for target in targets.values())
    ):
        losses.append(_OLD_ADDRESS)
    return tuple(losses)


def _policy(name: str) -> Loss:
    return Loss(
        "routing-policy",
        "major",
        Text(
            en="Its {name} routing is lost: a zone here answers the same to everybody.",
            fr="Son routage {name} est perdu : une zone ici répond de même à tous.",
        ).filled(name=name),
        Text(
            en="Put a load balancer before the sites, or change the record by a watch of your own.",
            fr="Placez un répartiteur devant les sites, ou changez l'enregistrement par votre propre "
            "surveillance.",
        ),
        "policy",
    )


_ALIAS = Loss(
    "alias",
    "minor",
    Text(
        en="An alias follows its target by itself; here the address is written into the record.",
        fr="Un alias suit sa cible de lui-même ; ici l'adresse est écrite dans l'enregistrement.",
    ),
    Text(
        en="Terraform keeps it right as long as both stand in its state.",
        fr="Terraform la tient à jour tant que les deux sont dans son état.",
    ),
    "alias",
)
_TTL = Loss(
    "ttl",
    "minor",
    Text(en="Its TTL is raised to 60 seconds.", fr="Son TTL est porté à 60 secondes."),
    Text(en="Plan the switch with it.", fr="Comptez avec lors de la bascule."),
    "ttl_seconds",
)
_OLD_ADDRESS = Loss(
    "old-address",
    "major",
    Text(
        en="It holds an address of which nothing that was read is the owner; it is copied as it is.",
        fr="Il porte une adresse dont rien de ce qui a été lu n'est le propriétaire ; elle est "
        "copiée telle quelle.",
    ),
    Text(
        en="Replace it before the switch if it belongs to what moves.",
        fr="Remplacez-la avant la bascule si elle appartient à ce qui migre.",
    ),
    "values",
)
_NO_ZONE = Refusal(
    "limit",
    Text(
        en="Its zone was not read, or its name lies outside it.",
        fr="Sa zone n'a pas été lue, ou son nom est en dehors.",
    ),
    Text(en="Add the zone to the inputs.", fr="Ajoutez la zone aux entrées."),
)
_UNKNOWN_TARGET = Refusal(
    "limit",
    Text(
        en="It points to something that has no address at OVHcloud in this plan.",
        fr="Il pointe vers quelque chose qui n'a pas d'adresse chez OVHcloud dans ce plan.",
    ),
    Text(
        en="Write the record by hand once its target stands.",
        fr="Écrivez l'enregistrement à la main une fois sa cible construite.",
    ),
)
_APEX_SERVERS = Refusal(
    "verdict-none",
    Text(
        en="Name servers and authority of a zone are OVHcloud's own.",
        fr="Les serveurs de noms et l'autorité d'une zone sont ceux d'OVHcloud.",
    ),
    Text(
        en="Nothing to do: set the zone's new servers at the registrar.",
        fr="Rien à faire : indiquez les nouveaux serveurs de la zone au bureau d'enregistrement.",
    ),
)


def _other_type(type_: str) -> Refusal:
    return Refusal(
        "verdict-none" if type_ == "SOA" else "limit",
        Text(
            en=f"OVHcloud's zones take no record of type {type_ or '?'}.",
            fr=f"Les zones d'OVHcloud ne prennent pas d'enregistrement de type {type_ or '?'}.",
        ),
        Text(
            en="Leave it to the zone, or serve it elsewhere.",
            fr="Laissez-le à la zone, ou servez-le ailleurs.",
        ),
    )
