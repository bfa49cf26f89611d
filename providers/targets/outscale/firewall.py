"""Security groups: allowances only, each rule an object of its own."""

from collections import Counter

from msgspec import Struct, field

from planner.model.choice import Design, Loss, Ref, Refusal, Value, Variable
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import FirewallRule, SecurityGroup
from planner.model.text import Text
from providers.targets.outscale.machines import alone
from providers.targets.outscale.names import (
    security_group_description,
    security_group_name,
    slug,
    tags,
)
from providers.targets.outscale.network import net_range, net_ref, v4_ranges
from providers.targets.outscale.place import network_of, resolved
from providers.targets.outscale.words import refused, said

ANYWHERE = "0.0.0.0/0"
_PROTOCOLS = {
    "tcp": "tcp",
    "udp": "udp",
    "icmp": "icmp",
    "all": "-1",
    "esp": "50",
    "ah": "51",
    "sctp": "132",
}
"""The API's own words and IANA protocol numbers."""


class _Rules(Struct):
    """Rules so far, and what was lost on the way."""

    made: dict[str, Value] = field(default_factory=dict)
    every: dict[str, Value] = field(default_factory=dict)
    """Rules for every protocol, one range each: they bear no ports, which ranges in a block need."""
    losses: list[Loss] = field(default_factory=list)


def security_group(resource: Resource, surroundings: Surroundings) -> Design | Refusal:
    """A group in its Net with a rule for each allowance."""
    spec = resource.spec
    if not isinstance(spec, SecurityGroup):
        return refused(surroundings, "not-read")
    networks = _networks(resource, spec, surroundings)
    network = networks[0] if networks else None
    rules = _Rules()
    names: Counter[str] = Counter()
    for rule in spec.rules:
        _add(resource, rule, network, rules, names, surroundings)
    if len(networks) > 1:
        rules.losses.append(said(surroundings, "group-in-one-net", count=len(networks)))
    outward = [rule for rule in spec.rules if rule.direction == "out" and rule.allow]
    shut = any(rule.direction == "out" and _refuses_all(rule) for rule in spec.rules)
    closes = (bool(outward) or shut) and not any(_opens_all(rule) for rule in outward)
    if not outward and not shut:
        rules.losses.append(said(surroundings, "outbound-open"))
    values: dict[str, Value] = {
        "net_id": net_ref(network) if network else _asked(resource),
        "security_group_name": security_group_name(resource),
        "description": security_group_description(spec.description, resource.name),
        "remove_default_outbound_rule": _closed() if closes else None,
        "rules": rules.made or None,
        "every": rules.every or None,
        "tags": dict(tags(resource)),
        "alone": alone(resource),
    }
    return Design(values=values, losses=tuple(dict.fromkeys(rules.losses)))


def _asked(resource: Resource) -> Variable:
    return Variable(
        name=f"{slug(resource.name)}_net_id",
        type="string",
        description=Text(
            en=f"Net of the security group {resource.name}: nothing read says which one.",
            fr=f"Net du groupe de sécurité {resource.name} : rien de lu ne dit lequel.",
        ),
        sample="vpc-12345678",
    )


def _closed() -> Variable:
    return Variable(
        name="close_outbound",
        type="bool",
        description=Text(
            en="Take the rule that lets everything out from groups whose source limits it: true"
            " at OUTSCALE; false only on an emulator whose groups lack that rule.",
            fr="Retirer la règle qui laisse tout sortir des groupes que la source limite : true"
            " chez OUTSCALE ; false seulement sur un émulateur dont les groupes ne l'ont pas.",
        ),
        sample=False,
    )


def _networks(
    resource: Resource, spec: SecurityGroup, surroundings: Surroundings
) -> tuple[Resource, ...]:
    """The network it names, else those of what it guards."""
    named = resolved((spec.network,), resource, surroundings, "network.vpc")
    named = named or surroundings.needs(resource, "in", "network.vpc")
    if named:
        return named[:1]
    guarded = resolved(spec.members, resource, surroundings) + surroundings.dependents(
        resource, "guarded-by"
    )
    found: dict[str, Resource] = {}
    for member in guarded:
        if member.kind == "network.subnet":
            subnets: tuple[Resource, ...] = (member,)
        else:
            subnets = surroundings.needs(member, "in", "network.subnet")
        network = network_of(subnets, surroundings)
        if network is not None:
            found.setdefault(network.id, network)
    return tuple(found.values())


def _refuses_all(rule: FirewallRule) -> bool:
    """Whether it is the last word of a list: everything else is refused."""
    everywhere = ANYWHERE in rule.ranges or {"*", "any"} & {word.lower() for word in rule.groups}
    return not rule.allow and rule.protocol == "all" and bool(everywhere)


def _opens_all(rule: FirewallRule) -> bool:
    return rule.protocol == "all" and ANYWHERE in rule.ranges


def _add(
    resource: Resource,
    rule: FirewallRule,
    network: Resource | None,
    rules: _Rules,
    names: Counter[str],
    surroundings: Surroundings,
) -> None:
    if not rule.allow:
        if _refuses_all(rule):
            return  # what no rule allows is refused here too
        rules.losses.append(said(surroundings, "no-refusal", rule=_word(rule)))
        return
    if rule.direction == "out" and _opens_all(rule):
        return  # every group in a Net lets everything out: the same rule twice is refused
    ranges, groups = _peers(resource, rule, network, rules, surroundings)
    if not ranges and not groups:
        return
    first, last = _ports(rule)
    flow = "Outbound" if rule.direction == "out" else "Inbound"
    for peer in ("ranges", "groups"):
        # Ranges and members in one rule are not known to go together: two rules.
        chosen = ranges if peer == "ranges" else groups
        if not chosen:
            continue
        name = _word(rule)
        names[name] += 1
        key = name if names[name] == 1 else f"{name}-{names[name]}"
        if peer == "ranges" and rule.protocol == "all":
            rules.every |= {f"{key} {one}": {"flow": flow, "range": one} for one in ranges}
            continue
        rules.made[key] = {
            "flow": flow,
            "protocol": _PROTOCOLS[rule.protocol],
            "from_port": first,
            "to_port": last,
            "ranges": ranges if peer == "ranges" else None,
            "groups": groups if peer == "groups" else (),
        }


def _ports(rule: FirewallRule) -> tuple[int | None, int | None]:
    """Both ports, or neither with every protocol; -1 stands for every ICMP type."""
    if rule.protocol == "all":
        return None, None
    if rule.protocol not in ("tcp", "udp"):
        return -1, -1
    first = 0 if rule.first_port is None else max(rule.first_port, 0)
    last = rule.last_port if rule.last_port is not None else rule.first_port
    return first, 65535 if last is None or last < first else min(last, 65535)


def _word(rule: FirewallRule) -> str:
    """A key such as in-tcp-443, out-all, in-udp-1000-2000."""
    words: list[str] = [rule.direction, rule.protocol]
    if rule.protocol in ("tcp", "udp"):
        first, last = _ports(rule)
        words.append(f"{first}" if first == last else f"{first}-{last}")
    return "-".join(words)


def _peers(
    resource: Resource,
    rule: FirewallRule,
    network: Resource | None,
    rules: _Rules,
    surroundings: Surroundings,
) -> tuple[tuple[str, ...], tuple[Ref, ...]]:
    """The other end: IPv4 ranges, and groups of this plan."""
    ranges = [str(one) for one in v4_ranges(rule.ranges)]
    left = [text for text in rule.ranges if not v4_ranges((text,))]
    if any(":" in text for text in left):
        rules.losses.append(said(surroundings, "no-ipv6"))
    groups: list[Ref] = []
    unknown = [text for text in left if ":" not in text]
    words = surroundings.setting("peers")
    for word in rule.groups:
        group = surroundings.resolve(word, resource)
        meaning = words.get(word.lower(), "")
        if group is not None and group.kind == "network.security_group":
            groups.append(Ref(group.id, "outscale_security_group", "security_group_id"))
        elif meaning == "network" and network is not None:
            whole = net_range(network, surroundings)
            ranges.extend([str(whole)] if whole else [])
        elif meaning and meaning != "network":
            ranges.append(meaning)
        else:
            unknown.append(word)
    if unknown:
        others = ", ".join(sorted(unknown))
        rules.losses.append(said(surroundings, "peer-unknown", peers=others, rule=_word(rule)))
    return tuple(dict.fromkeys(ranges)), tuple(dict.fromkeys(groups))
