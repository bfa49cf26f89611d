"""What a Google Cloud resource buys each month, and what moving its bytes out buys once.

Amounts come from configuration; what only use tells (bytes held, requests, traffic) is what the
policy assumes, else unknown.
"""

from collections.abc import Callable, Iterable, Mapping

from planner.model.protocols import Estate
from planner.model.resource import Resource
from planner.model.spec import Bucket, Database, FileShare, Volume
from providers.sources.gcp import bill_compute, bill_data, bill_services
from providers.till import EGRESS, Line, Till, Ware

BILLS: Mapping[str, Callable[[Resource, Till], Iterable[Line]]] = {
    **bill_compute.BILLS,
    **bill_data.BILLS,
    **bill_services.BILLS,
}

FREE_KINDS: frozenset[str] = frozenset(
    {
        "compute.keypair",
        "compute.launch_template",
        "compute.placement_group",
        "dns.record",
        "gov.account",
        "gov.audit",
        "gov.budget",
        "gov.config",
        "iam.access_key",
        "iam.group",
        "iam.policy",
        "iam.role",
        "iam.user",
        "network.nacl",
        "network.peering",
        "network.route_table",
        "network.security_group",
        "network.subnet",
        "network.target_group",
        "network.vpc",
        "obs.alarm",
        "obs.metrics",
        "sec.certificate",
        "storage.snapshot_schedule",
    }
)
"""Kinds that cost nothing by themselves at Google Cloud."""


def bill(resource: Resource, estate: Estate) -> Iterable[Line]:
    """What `resource` buys each month; nothing for what is free or has no rule."""
    till = Till(provider="gcp", region=resource.zone or resource.region, estate=estate)
    rule = BILLS.get(resource.kind or "")
    return rule(resource, till) if rule is not None else ()


def transfer(resource: Resource, estate: Estate) -> Iterable[Line]:
    """Outgoing traffic of the bytes that it holds, once; unknown where nothing tells how many."""
    spec = resource.spec
    warehouse = resource.native_type == "google_bigquery_table"
    if not warehouse and not isinstance(spec, Bucket | Database | FileShare | Volume):
        return
    till = Till(provider="gcp", region=resource.region, estate=estate)
    ware = Ware(EGRESS, "egress", "internet")
    if resource.stored_gib is not None:
        yield till.held(ware, resource.stored_gib, "GiB", "")
    elif isinstance(spec, Volume) and spec.size_gib is not None:
        yield till.monthly(ware, spec.size_gib, "GiB")  # a disk is copied whole
    else:
        yield till.usage(ware, "GiB", f"{resource.kind}.gib")
