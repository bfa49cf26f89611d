"""Network security groups with their rules, application security groups."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import text, texts
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    each,
    group_of,
    made,
    pick,
    plain,
    refs,
    tail,
    up,
)

SIDES = ("source", "destination")


def rule_attributes(written: View) -> dict[str, Any]:
    """One rule; one range stands in the singular argument, several in the plural one."""
    found = pick(
        written,
        name="name",
        description="description",
        direction="direction",
        access="access",
        protocol="protocol",
        priority="priority",
    )
    for side in SIDES:
        found[f"{side}_port_range"] = text(written, f"{side}portrange")
        found[f"{side}_port_ranges"] = list(texts(written, f"{side}portranges"))
        found[f"{side}_address_prefix"] = text(written, f"{side}addressprefix")
        found[f"{side}_address_prefixes"] = list(texts(written, f"{side}addressprefixes"))
        groups = refs(written, f"{side}applicationsecuritygroups")
        found[f"{side}_application_security_group_ids"] = groups
    return found


def security_group(body: View) -> Iterator[Native]:
    """A group with its rules; the default ones are Azure's own and not read."""
    rules = [rule_attributes(one) for one in each(body, "securityrules")]
    yield made("azurerm_network_security_group", body, {"security_rule": rules})


def security_rule(body: View) -> Iterator[Native]:
    """One rule kept apart."""
    own = text(body, "id")
    attributes = rule_attributes(body) | {
        "network_security_group_name": tail(up(own)) or None,
        "resource_group_name": group_of(own) or None,
    }
    yield made("azurerm_network_security_rule", body, attributes)


ADAPTERS: dict[str, Adapter] = {
    "microsoft.network/networksecuritygroups": security_group,
    "microsoft.network/networksecuritygroups/securityrules": security_rule,
    "microsoft.network/applicationsecuritygroups": plain("azurerm_application_security_group"),
}
