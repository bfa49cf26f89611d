"""ARM types that only configure what they lie in, and that azurerm has no type for.

Each becomes a record of its ARM type that names its whole in `of`; `parts` folds it.
"""

from collections.abc import Iterator

from providers.attributes import text
from providers.sources.azure.adapters.body import Adapter, Native, View, made, up

SETTINGS: dict[str, tuple[str, ...]] = {
    "microsoft.compute/virtualmachines": ("runcommands",),
    "microsoft.compute/virtualmachinescalesets": ("extensions",),
    "microsoft.containerregistry/registries": (
        "cacherules", "credentialsets", "replications", "scopemaps", "tokens", "webhooks",
    ),
    "microsoft.cdn/profiles": (
        "customdomains", "rulesets", "rulesets/rules", "secrets", "securitypolicies",
    ),
    "microsoft.dbformysql/flexibleservers": ("advancedthreatprotectionsettings", "administrators"),
    "microsoft.dbforpostgresql/flexibleservers": ("advancedthreatprotectionsettings",),
    "microsoft.documentdb/databaseaccounts": (
        "sqldatabases/containers/throughputsettings",
        "sqldatabases/throughputsettings",
        "mongodbdatabases/throughputsettings",
        "sqlroleassignments",
        "sqlroledefinitions",
    ),
    "microsoft.eventhub/namespaces": ("networkrulesets",),
    "microsoft.keyvault/vaults": ("accesspolicies",),
    "microsoft.network/expressroutecircuits": ("authorizations", "peerings"),
    "microsoft.network/virtualhubs": ("hubroutetables", "hubvirtualnetworkconnections"),
    "microsoft.operationalinsights/workspaces": (
        "datasources", "linkedservices", "savedsearches", "storageinsightconfigs", "tables",
    ),
    "microsoft.recoveryservices/vaults": (
        "backupconfig", "backupstorageconfig", "replicationalertsettings",
        "replicationvaultsettings",
    ),
    "microsoft.servicebus/namespaces": ("networkrulesets",),
    "microsoft.sql/managedinstances": ("administrators", "encryptionprotector", "keys"),
    "microsoft.sql/servers": (
        "administrators", "advancedthreatprotectionsettings", "auditingpolicies",
        "auditingsettings", "azureadonlyauthentications", "connectionpolicies",
        "devopsauditingsettings", "keys", "securityalertpolicies",
        "sqlvulnerabilityassessments", "vulnerabilityassessments",
    ),
    "microsoft.sql/servers/databases": (
        "advancedthreatprotectionsettings", "auditingpolicies", "auditingsettings",
        "backuplongtermretentionpolicies", "geobackuppolicies", "ledgerdigestuploads",
        "securityalertpolicies", "vulnerabilityassessments",
    ),
    "microsoft.storage/storageaccounts": (
        "encryptionscopes", "fileservices", "inventorypolicies", "queueservices",
        "tableservices",
    ),
    "microsoft.web/sites": (
        "basicpublishingcredentialspolicies", "config", "functions", "hostnamebindings",
        "privateendpointconnections", "siteextensions", "sourcecontrols", "virtualnetworkconnections",
    ),
}  # fmt: skip
"""Parent -> its children that are no more than settings of it."""


def _setting(native_type: str, parent: str) -> Adapter:
    levels = native_type.count("/") - parent.count("/")

    def adapter(body: View) -> Iterator[Native]:
        yield made(native_type, body, {"of": up(text(body, "id"), levels) or None})

    return adapter


ADAPTERS: dict[str, Adapter] = {
    f"{parent}/{child}": _setting(f"{parent}/{child}", parent)
    for parent, children in SETTINGS.items()
    for child in children
}
