"""Network security groups and their rules."""

from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import FirewallRule, Protocol, SecurityGroup
from providers.attributes import Attributes, blocks, first_text, text, texts, whole
from providers.sources.azure.arm import arms, fold, identity, parent, read, sibling

PROTOCOLS: dict[str, Protocol] = {
    "tcp": "tcp",
    "udp": "udp",
    "icmp": "icmp",
    "esp": "esp",
    "ah": "ah",
    "*": "all",
}
LAST_PORT = 65535


def _ports(attributes: Attributes) -> tuple[tuple[int | None, int | None], ...]:
    """(first, last) of every destination range; (None, None) stands for all ports."""
    written = texts(attributes, "destination_port_ranges") or texts(
        attributes, "destination_port_range"
    )
    return tuple(_range(word) for word in written or ("*",))


def _range(word: str) -> tuple[int | None, int | None]:
    """One range; a word that is none opens port 0 alone, so that an error never opens more."""
    if word == "*":
        return None, None
    first, _, last = word.partition("-")
    ends = first.strip(), (last or first).strip()
    if all(end.isdecimal() and len(end) <= len(str(LAST_PORT)) for end in ends):
        low, high = int(ends[0]), int(ends[1])
        if low <= high <= LAST_PORT:
            return low, high
    return 0, 0


def _ends(attributes: Attributes, side: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(address ranges, groups and service tags) of the other end."""
    words = (
        *texts(attributes, f"{side}_address_prefixes"),
        *texts(attributes, f"{side}_address_prefix"),
    )
    ranges, tags = [], []
    for word in words:
        if word in {"*", "Internet", "Any"}:
            ranges.append("0.0.0.0/0")
        elif word[:1].isdigit() or ":" in word:
            ranges.append(word if "/" in word else f"{word}/{128 if ':' in word else 32}")
        else:
            tags.append(word)  # a service tag, such as VirtualNetwork or AzureLoadBalancer
    groups = arms(attributes, f"{side}_application_security_group_ids")
    return tuple(dict.fromkeys(ranges)), (*dict.fromkeys(tags), *groups)


def rules(attributes: Attributes) -> tuple[FirewallRule, ...]:
    """One rule of a security group as as many of ours as it has port ranges."""
    outwards = text(attributes, "direction").lower() == "outbound"
    direction: Literal["in", "out"] = "out" if outwards else "in"
    ranges, groups = _ends(attributes, "destination" if outwards else "source")
    return tuple(
        FirewallRule(
            direction=direction,
            protocol=PROTOCOLS.get(text(attributes, "protocol").lower(), "all"),
            first_port=first,
            last_port=last,
            ranges=ranges,
            groups=groups,
            allow=text(attributes, "access").lower() != "deny",
            priority=whole(attributes, "priority"),
            description=first_text(attributes, "description", "name"),
        )
        for first, last in _ports(attributes)
    )


def security_group(record: Record) -> Reading:
    """A network security group with the rules written in it, in order of priority."""
    found = [rule for one in blocks(record.attributes, "security_rule") for rule in rules(one)]
    found.sort(key=lambda rule: (rule.direction, rule.priority or 0, rule.first_port or 0))
    return read(record, "network.security_group", SecurityGroup(rules=tuple(found)))


def security_rule(record: Record) -> Reading:
    """One rule, kept apart from its group."""
    group = parent(identity(record)) or sibling(
        record,
        "microsoft.network/networksecuritygroups",
        text(record.attributes, "network_security_group_name"),
    )
    return fold(record, group, SecurityGroup(rules=rules(record.attributes)))


RULES: dict[str, FromTerraform] = {
    "azurerm_network_security_group": security_group,
    "azurerm_network_security_rule": security_rule,
    "azurerm_application_security_group": lambda record: read(
        record, "network.security_group", SecurityGroup()
    ),
}
