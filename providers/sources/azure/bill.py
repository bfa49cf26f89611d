"""What an Azure resource buys each month, and what moving its bytes out buys once.

Each kind has one function, in the module of its service family. Amounts come from configuration;
what only use tells (bytes held, requests, traffic) is what the policy assumes, else unknown.
"""

from collections.abc import Callable, Iterable, Mapping

from planner.model.protocols import Estate
from planner.model.resource import Resource
from planner.model.spec import Bucket, Database, FileShare, Volume
from providers.sources.azure import bill_compute, bill_data, bill_network, bill_services
from providers.till import EGRESS, Line, Till, Ware

BILLS: Mapping[str, Callable[[Resource, Till], Iterable[Line]]] = {
    **bill_compute.BILLS,
    **bill_network.BILLS,
    **bill_data.BILLS,
    **bill_services.BILLS,
}

FREE_KINDS: frozenset[str] = frozenset(
    {
        "compute.keypair",
        "compute.launch_template",
        "compute.nic",
        "compute.placement_group",
        "dns.record",
        "gov.account",
        "gov.budget",
        "gov.config",
        "iam.group",
        "iam.policy",
        "iam.role",
        "iam.user",
        "infra.stack",
        "network.nacl",
        "network.route_table",
        "network.security_group",
        "network.subnet",
        "network.target_group",
        "network.vpc",
        "storage.snapshot_schedule",
    }
)
"""Kinds that cost nothing by themselves at Azure."""

NEAR = 3
"""How many steps up a child's region is looked for: rule, server, group."""


def region_of(resource: Resource, estate: Estate) -> str:
    """The region, from what it lies in where the record does not write it."""
    for _ in range(NEAR):
        if resource.region not in {"", "global"}:
            return resource.region
        above = estate.needs(resource, "in")
        if not above:
            break
        resource = above[0]
    return resource.region


def bill(resource: Resource, estate: Estate) -> Iterable[Line]:
    """What `resource` buys each month; nothing for what is free or has no rule."""
    till = Till(provider="azure", region=region_of(resource, estate), estate=estate)
    if resource.native_type in bill_services.WITHIN:
        return bill_services.included(resource, till)
    rule = BILLS.get(resource.kind or "")
    return rule(resource, till) if rule is not None else ()


def transfer(resource: Resource, estate: Estate) -> Iterable[Line]:
    """Outgoing traffic of the bytes that it holds, once; unknown where nothing tells how many."""
    spec = resource.spec
    if not isinstance(spec, Bucket | Database | FileShare | Volume):
        return
    if resource.native_type == "azurerm_mssql_server":
        return
    till = Till(provider="azure", region=region_of(resource, estate), estate=estate)
    ware = Ware(EGRESS, "egress", "internet")
    if resource.stored_gib is not None:
        yield till.held(ware, resource.stored_gib, "GiB", "")
    elif isinstance(spec, Volume) and spec.size_gib is not None:
        yield till.monthly(ware, spec.size_gib, "GiB")  # a disk is copied whole
    else:
        yield till.usage(ware, "GiB", f"{resource.kind}.gib")
