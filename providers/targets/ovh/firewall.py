"""Security groups: rules by address in the ovh type, rules by group one resource each."""

from collections.abc import Iterator
from ipaddress import ip_network

from planner.model.choice import Blocks, Design, Loss, Ref, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import FirewallRule, SecurityGroup
from planner.model.text import Text
from providers.targets.ovh import place
from providers.targets.ovh.balancer_kinds import BALANCERS
from providers.targets.ovh.names import label
from providers.targets.ovh.refusals import unreadable

PLAIN = "ovh_cloud_security_group"
PEERED = "openstack_networking_secgroup_v2"

_OPEN = {"0.0.0.0/0", "::/0"}
_ANYWHERE = ("0.0.0.0/0", "::/0")
_PLAIN_PROTOCOLS = {"tcp", "udp", "icmp", "all"}
_KUBERNETES = {"k8s.cluster", "k8s.node_pool"}
_LONGEST_DESCRIPTION = 200


def group_type(group: Resource) -> str:
    """The Terraform type a group is written as.

    A group that names groups, itself included, is written with one resource a rule, so that no
    circle can form; so is one that restricts what goes out, since the other type always keeps
    Neutron's default of letting all out; and one with a protocol that only Neutron's own rules take.
    """
    spec = group.spec
    if not isinstance(spec, SecurityGroup):
        return PLAIN
    allowed = [rule for rule in spec.rules if rule.allow]
    named = any(rule.groups for rule in allowed)
    special = any(rule.protocol not in _PLAIN_PROTOCOLS or _is_icmp6(rule) for rule in allowed)
    return PEERED if named or special or _restricts_egress(allowed) else PLAIN


def group_refs(groups: tuple[Resource, ...]) -> tuple[Value, ...]:
    """Ids of groups, by the type each is written as."""
    return tuple(Ref(group.id, group_type(group)) for group in groups)


def _is_icmp6(rule: FirewallRule) -> bool:
    return rule.protocol == "icmp" and any(":" in range_ for range_ in rule.ranges)


def _restricts_egress(rules: list[FirewallRule]) -> bool:
    out = [rule for rule in rules if rule.direction == "out"]
    return bool(out) and not any(
        rule.protocol == "all" and not rule.groups and _OPEN & {*(rule.ranges or _ANYWHERE)}
        for rule in out
    )


def security_group(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """The allowing rules of a group; what cannot be said here is a loss."""
    spec = resource.spec
    if not isinstance(spec, SecurityGroup):
        return unreadable(resource)
    allowed = tuple(rule for rule in spec.rules if rule.allow)
    peered = group_type(resource) == PEERED
    entries, lost = _entries(allowed, resource, surroundings)
    rules: Value
    if peered:
        rules = {key: _neutron(entry) for key, entry in sorted(entries.items())}
    else:
        rules = tuple(_ovh(entry) for _, entry in sorted(entries.items()))
    return Design(
        values={
            "name": label(resource.name),
            "description": label(spec.description, "")[:_LONGEST_DESCRIPTION] or None,
            "peered": peered,
            "rules": rules,
            # Rules in a map of their own: such a group never shares a block with another.
            "own": Blocks(({"id": str(resource.id)},)) if peered else None,
        },
        losses=_losses(spec, lost),
    )


Entry = dict[str, Value]


def _entries(
    rules: tuple[FirewallRule, ...], near: Resource, surroundings: Surroundings
) -> tuple[dict[str, Entry], list[str]]:
    """Rules split to one peer each, by a readable key that makes duplicates one; and lost peers."""
    entries: dict[str, Entry] = {}
    lost: list[str] = []
    for rule in rules:
        for key, entry in _split(rule, near, surroundings, lost):
            entries.setdefault(key, entry)
    return entries, lost


def _split(
    rule: FirewallRule, near: Resource, surroundings: Surroundings, lost: list[str]
) -> Iterator[tuple[str, Entry]]:
    ports = _ports(rule)
    stem = "-".join(part for part in (rule.direction, rule.protocol, _port_word(ports)) if part)
    base: Entry = {
        "direction": rule.direction,
        "protocol": None if rule.protocol == "all" else rule.protocol,
        "first": ports[0] if ports else None,
        "last": ports[1] if ports else None,
        "description": label(rule.description, "")[:_LONGEST_DESCRIPTION] or None,
    }
    ranges = rule.ranges or (() if rule.groups else _ANYWHERE)
    for range_ in ranges:
        try:
            network = ip_network(range_, strict=False)
        except ValueError:
            lost.append(range_)
            continue
        yield (
            f"{stem} {network}",
            {
                **base,
                "version": network.version,
                "range": str(network),
                "group": None,
            },
        )
    for word in rule.groups:
        group = surroundings.resolve(word, near)
        if group is None or not isinstance(group.spec, SecurityGroup):
            lost.append(word)
            continue
        for range_ in _ranges_of(group, surroundings):
            yield (
                f"{stem} {range_}",
                {**base, "version": 4, "range": range_, "group": None},
            )
        yield (
            f"{stem} {label(group.name)}",
            {
                **base,
                "version": 4,
                "range": None,
                "group": Ref(group.id, group_type(group)),
            },
        )


def _ranges_of(group: Resource, surroundings: Surroundings) -> tuple[str, ...]:
    """Ranges of the subnets of what the group guards without carrying it here.

    Load balancers and Kubernetes nodes have no port of ours: rules for their group match nothing.
    """
    ranges: set[str] = set()
    for user in surroundings.dependents(group, "guarded-by"):
        if user.kind in BALANCERS or user.kind in _KUBERNETES:
            words = getattr(user.spec, "subnets", ())
            for subnet in place.subnets_of(words, user, surroundings):
                ranges.update(place.ipv4_ranges((place.ipv4_range(subnet) or "",)))
    return tuple(sorted(ranges))


def _ports(rule: FirewallRule) -> tuple[int, int] | None:
    if rule.protocol not in {"tcp", "udp", "sctp"} or rule.first_port is None:
        return None
    first = rule.first_port
    last = rule.last_port if rule.last_port is not None else first
    if first <= 0 and last >= 65535:  # noqa: PLR2004 - every port
        return None
    return (max(first, 1), last) if first <= last else None


def _port_word(ports: tuple[int, int] | None) -> str:
    if ports is None:
        return ""
    return str(ports[0]) if ports[0] == ports[1] else f"{ports[0]}-{ports[1]}"


def _ovh(entry: Entry) -> Entry:
    """The v2 group's spelling: upper case; an enumeration in lower case passes until apply."""
    protocol = entry["protocol"]
    return {
        "direction": "INGRESS" if entry["direction"] == "in" else "EGRESS",
        "ethernet_type": f"IPV{entry['version']}",
        "protocol": protocol.upper() if isinstance(protocol, str) else None,
        "port_range_min": entry["first"],
        "port_range_max": entry["last"],
        "remote_ip_prefix": entry["range"],
        "description": entry["description"],
    }


def _neutron(entry: Entry) -> Entry:
    """OpenStack's spelling: lower case, but IPv4 and IPv6."""
    version, protocol = entry["version"], entry["protocol"]
    icmp6 = version == 6 and protocol == "icmp"  # noqa: PLR2004 - the version's own name
    return {
        "direction": "ingress" if entry["direction"] == "in" else "egress",
        "ethertype": f"IPv{version}",
        "protocol": "ipv6-icmp" if icmp6 else protocol,
        "first_port": entry["first"],
        "last_port": entry["last"],
        "range": entry["range"],
        "group": entry["group"],
        "description": entry["description"],
    }


def _losses(spec: SecurityGroup, lost: list[str]) -> tuple[Loss, ...]:
    losses = []
    denied = [rule for rule in spec.rules if not rule.allow and not _denies_all(rule)]
    if denied:
        losses.append(_denying(len(denied)))
    if lost:
        losses.append(_lost_peers(sorted(set(lost))))
    if spec.rules and not any(rule.direction == "out" for rule in spec.rules):
        losses.append(_OPEN_EGRESS)
    if any(rule.protocol == "icmp" and rule.first_port not in {None, -1} for rule in spec.rules):
        losses.append(_ICMP_TYPE)
    return tuple(losses)


def _denies_all(rule: FirewallRule) -> bool:
    """A closing rule that denies everything is what a group here does anyway."""
    return rule.protocol == "all" and (not rule.ranges or bool(_OPEN & {*rule.ranges}))


def _denying(count: int) -> Loss:
    return Loss(
        "deny-rules",
        "major",
        Text(
            en="{count} denying rules are lost: a group only allows, without priority.",
            fr="{count} règles d'interdiction sont perdues : un groupe ne fait qu'autoriser, sans "
            "priorité.",
        ).filled(count=count),
        Text(
            en="Narrow the allowing rules; at the edge, the Edge Network Firewall denies by "
            "address.",
            fr="Réduisez les règles d'autorisation ; en bordure, l'Edge Network Firewall interdit "
            "par adresse.",
        ),
        "rules",
    )


def _lost_peers(words: list[str]) -> Loss:
    return Loss(
        "unknown-peer",
        "major",
        Text(
            en="Peers that are neither an address range nor a group that was read: {some}.",
            fr="Pairs qui ne sont ni une plage d'adresses ni un groupe lu : {some}.",
        ).filled(some=", ".join(words[:5])),
        Text(
            en="Their rules are left out: add the address ranges they stand for.",
            fr="Leurs règles sont omises : ajoutez les plages d'adresses qu'ils désignent.",
        ),
        "rules",
    )


_OPEN_EGRESS = Loss(
    "open-egress",
    "minor",
    Text(
        en="No outgoing rule was read; a group of OVHcloud without one lets everything out.",
        fr="Aucune règle sortante n'a été lue ; un groupe d'OVHcloud qui n'en a pas laisse tout "
        "sortir.",
    ),
    Text(
        en="Add an outgoing rule if less was meant.",
        fr="Ajoutez une règle sortante si l'on voulait moins.",
    ),
    "rules",
)
_ICMP_TYPE = Loss(
    "icmp-type",
    "minor",
    Text(
        en="Rules for one ICMP type let every type through.",
        fr="Les règles d'un seul type ICMP laissent passer tous les types.",
    ),
    Text(
        en="Filter the type on the machine if it matters.",
        fr="Filtrez le type sur la machine si cela compte.",
    ),
    "rules",
)
