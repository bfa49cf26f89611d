"""Security groups: rules by address range, one group an instance, one zone a group."""

from planner.model.choice import Blocks, Design, Loss, Refusal, Value
from planner.model.protocols import Surroundings
from planner.model.resource import Resource
from planner.model.spec import FirewallRule, SecurityGroup
from providers.targets.scaleway.kept import Kept
from providers.targets.scaleway.lookup import (
    alone,
    network_ranges,
    ranges_of,
    subnet_ranges,
    subnets_of,
    zones_of,
)
from providers.targets.scaleway.said import loss
from providers.targets.scaleway.words import name_of, tags_of

_EVERYWHERE = frozenset({"0.0.0.0/0", "::/0"})
_PROTOCOLS = {"tcp": "TCP", "udp": "UDP", "icmp": "ICMP", "all": "ANY"}
"""Upper case here; load balancers want lower case."""
_LAST_PORT = 65535
_MACHINES = ("compute.vm", "compute.vm_windows", "compute.gpu", "compute.spot")


def security_group(resource: Resource, around: Surroundings) -> Design | Refusal:
    """A group in each zone where a machine that it guards lands."""
    spec = resource.spec if isinstance(resource.spec, SecurityGroup) else SecurityGroup()
    inbound, outbound, losses = rules_of((resource,), around)
    return Design(
        values={
            "name": name_of(resource),
            "description": spec.description[:200] or None,
            "zones": zones_guarded(resource, around),
            "inbound": inbound,
            "outbound": outbound,
            "outbound_default": outbound_default(spec.rules),
            "tags": tags_of(resource),
            **alone(resource),
        },
        losses=losses,
    )


_KEPT = Kept()


def zones_guarded(group: Resource, around: Surroundings) -> tuple[str, ...]:
    """The zones where machines of a group land, in the region's order."""
    return _KEPT.answer(around, ("zones", group.id), lambda: _zones_guarded(group, around))


def _zones_guarded(group: Resource, around: Surroundings) -> tuple[str, ...]:
    machines = [one for one in around.dependents(group) if one.kind in _MACHINES]
    for subnet in around.dependents(group, kind="network.subnet"):
        machines += [one for one in around.dependents(subnet) if one.kind in _MACHINES]
    for scaling in around.dependents(group, kind="compute.launch_template"):
        machines += around.dependents(scaling, kind="compute.autoscaling_group")
    machines += around.dependents(group, kind="compute.autoscaling_group")
    return zones_of(machines, around)


def outbound_default(rules: tuple[FirewallRule, ...]) -> str:
    """`drop` where the source lets out only what it lists."""
    out = [rule for rule in rules if rule.direction == "out"]
    if not out or any(_opens_all(rule) for rule in out):
        return "accept"
    return "drop" if any(rule.allow for rule in out) else "accept"


def _opens_all(rule: FirewallRule) -> bool:
    return rule.allow and rule.protocol == "all" and bool(_EVERYWHERE & set(rule.ranges))


def rules_of(
    groups: tuple[Resource, ...], around: Surroundings
) -> tuple[Blocks, Blocks, tuple[Loss, ...]]:
    """Inbound and outbound rules of groups taken together, by priority, and what is lost."""
    key = ("rules", tuple(group.id for group in groups))
    return _KEPT.answer(around, key, lambda: _rules_of(groups, around))


def _rules_of(
    groups: tuple[Resource, ...], around: Surroundings
) -> tuple[Blocks, Blocks, tuple[Loss, ...]]:
    losses: dict[tuple[str, str], Loss] = {}
    written: dict[str, dict[tuple[object, ...], dict[str, Value]]] = {"in": {}, "out": {}}
    merged = [
        (rule, group)
        for group in groups
        if isinstance(group.spec, SecurityGroup)
        for rule in group.spec.rules
    ]
    merged.sort(key=lambda pair: 0 if pair[0].priority is None else pair[0].priority)
    for rule, group in merged:
        blocks, said = _blocks(rule, group, around)
        losses.update(((one.id, one.problem.en), one) for one in said)
        if rule.direction == "out" and _opens_all(rule):
            continue  # the default policy of outbound traffic says so
        for block in blocks:
            written[rule.direction].setdefault(tuple(block.values()), block)
    if not any(rule.direction == "out" for rule, _ in merged):
        said_open = loss(around, "outbound-open")
        losses[said_open.id, ""] = said_open
    return (
        Blocks(tuple(written["in"].values())),
        Blocks(tuple(written["out"].values())),
        tuple(losses.values()),
    )


def _blocks(
    rule: FirewallRule, group: Resource, around: Surroundings
) -> tuple[list[dict[str, Value]], list[Loss]]:
    protocol = _PROTOCOLS.get(rule.protocol)
    if protocol is None:
        return [], [loss(around, "protocol-not-filtered", protocol=rule.protocol)]
    ranges, losses = _ends(rule, group, around)
    port, port_range = _ports(rule, protocol)
    action = "accept" if rule.allow else "drop"
    blocks: list[dict[str, Value]] = [
        {
            "action": action,
            "protocol": protocol,
            "port": port,
            "port_range": port_range,
            "ip_range": block,
        }
        for block in ranges
    ]
    return blocks, losses


def _ports(rule: FirewallRule, protocol: str) -> tuple[int | None, str | None]:
    """(port, range): one of them at most; neither means every port."""
    if protocol not in {"TCP", "UDP"} or rule.first_port is None:
        return None, None
    last = rule.first_port if rule.last_port is None else rule.last_port
    if rule.first_port <= 1 and last == _LAST_PORT:
        return None, None
    if rule.first_port == last:
        return last, None
    return None, f"{rule.first_port}-{last}"


def _ends(
    rule: FirewallRule, group: Resource, around: Surroundings
) -> tuple[tuple[str, ...], list[Loss]]:
    """The ranges a rule is about: its own, and those that stand in for groups."""
    known = {str(block): None for block in ranges_of(rule.ranges)}
    losses = [
        loss(around, "range-not-understood", range=word)
        for word in rule.ranges
        if not ranges_of((word,))
    ]
    for word in rule.groups:
        stand_in = peer_ranges(word, group, around)
        if stand_in:
            known.update((block, None) for block in stand_in)
            said = loss(around, "group-as-peer", peer=word, ranges=", ".join(stand_in))
        else:
            said = loss(around, "group-unresolved", peer=word)
        losses.append(said)
    return tuple(known), losses


def peer_ranges(word: str, group: Resource, around: Surroundings) -> tuple[str, ...]:
    """The ranges of the subnets where a group's members are; else of the group's network."""
    peer = around.resolve(word, group)
    if peer is None or not isinstance(peer.spec, SecurityGroup):
        return ()
    return _KEPT.answer(around, ("ranges", peer.id), lambda: _member_ranges(peer, around))


def _member_ranges(peer: Resource, around: Surroundings) -> tuple[str, ...]:
    spec = peer.spec
    found: dict[str, None] = {}
    for member in around.dependents(peer, "guarded-by"):
        words = (member.id,) if member.kind == "network.subnet" else subnets_of(member)
        found.update((block, None) for block in subnet_ranges(words, member, around))
    named = spec.network if isinstance(spec, SecurityGroup) else ""
    return tuple(sorted(found)) or network_ranges(named, peer, around)
