"""Azure as a source: what each Terraform type means, what it costs today and to leave."""

from planner.model.protocols import FromTerraform, Source
from providers.sources.azure import (
    apps,
    balancer,
    cache,
    connections,
    cosmos,
    databases,
    disks,
    dns,
    firewall,
    gateway,
    identity,
    kubernetes,
    machines,
    management,
    messaging,
    network,
    parts,
    scale_sets,
    storage,
    vault,
)
from providers.sources.azure.adapters import adapt
from providers.sources.azure.arm import identify
from providers.sources.azure.assemble import assemble
from providers.sources.azure.bill import FREE_KINDS, bill, transfer
from providers.sources.azure.listed import lists
from providers.sources.azure.live.measures import NATIVE_TYPE
from providers.use import reading

RULES: dict[str, FromTerraform] = {
    **machines.RULES,
    **scale_sets.RULES,
    **disks.RULES,
    **network.RULES,
    **connections.RULES,
    **firewall.RULES,
    **balancer.RULES,
    **gateway.RULES,
    **dns.RULES,
    **storage.RULES,
    **databases.RULES,
    **cosmos.RULES,
    **cache.RULES,
    **kubernetes.RULES,
    **vault.RULES,
    **identity.RULES,
    **messaging.RULES,
    **apps.RULES,
    **management.RULES,
    **parts.RULES,
    NATIVE_TYPE: reading,
}


SOURCE = Source(
    name="azure",
    prefixes=("azurerm_", "azuread_", "azapi_", "microsoft."),
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
