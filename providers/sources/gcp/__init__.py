"""Google Cloud as a source: what each Terraform type means, what it costs today and to leave."""

from planner.model.protocols import FromTerraform, Source
from providers.sources.gcp import (
    apps,
    backends,
    balancer,
    data,
    databases,
    disks,
    dns,
    groups,
    identity,
    kubernetes,
    machines,
    management,
    messaging,
    network,
    parts,
    secrets,
    storage,
)
from providers.sources.gcp.adapters import adapt
from providers.sources.gcp.assemble import assemble
from providers.sources.gcp.asset import identify
from providers.sources.gcp.bill import FREE_KINDS, bill, transfer
from providers.sources.gcp.listed import lists
from providers.sources.gcp.live.measures import NATIVE_TYPE
from providers.sources.gcp.told import where_told
from providers.use import reading

_RULES: dict[str, FromTerraform] = {
    **machines.RULES,
    **groups.RULES,
    **disks.RULES,
    **network.RULES,
    **balancer.RULES,
    **backends.RULES,
    **dns.RULES,
    **storage.RULES,
    **databases.RULES,
    **kubernetes.RULES,
    **secrets.RULES,
    **identity.RULES,
    **messaging.RULES,
    **apps.RULES,
    **data.RULES,
    **management.RULES,
    **parts.RULES,
}

RULES: dict[str, FromTerraform] = {
    **{name: where_told(rule) for name, rule in _RULES.items()},
    NATIVE_TYPE: reading,
}

SOURCE = Source(
    name="gcp",
    prefixes=("google_", *parts.PREFIXES),
    rules=RULES,
    bill=bill,
    free_kinds=FREE_KINDS,
    transfer=transfer,
    identify=identify,
    assemble=assemble,
    adapt=adapt,
    lists=lists,
)
"""What `planner.cli` passes to the readers and to pricing."""
