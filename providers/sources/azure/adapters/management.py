"""Groups, monitoring, backup, policy, and services of which only the size is read."""

from collections.abc import Iterator

from providers.attributes import text
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    ancestor,
    each,
    group_of,
    made,
    none,
    pick,
    plain,
    tail,
    up,
)


def above(identity: str) -> str:
    """What an extension resource is written upon: the id before its last `/providers/`."""
    return identity.rpartition("/providers/")[0]


def diagnostic_setting(body: View) -> Iterator[Native]:
    """Where a resource sends its logs; azurerm writes its id as `<resource>|<name>`."""
    own = text(body, "id")
    target = above(own)
    attributes = pick(
        body, log_analytics_workspace_id="workspaceid", storage_account_id="storageaccountid"
    )
    attributes |= {"target_resource_id": target or None}
    if target:
        attributes["id"] = f"{target}|{tail(own)}"
    yield made("azurerm_monitor_diagnostic_setting", body, attributes)


def lock(body: View) -> Iterator[Native]:
    """A guard against deletion: a part of what it guards."""
    attributes = {"scope": above(text(body, "id")) or None, **pick(body, lock_level="level")}
    yield made("azurerm_management_lock", body, attributes)


def recovery_vault(body: View) -> Iterator[Native]:
    """A vault of copies."""
    attributes = pick(
        body,
        sku="sku.name",
        storage_mode_type="redundancysettings.standardtierstorageredundancy",
    )
    yield made("azurerm_recovery_services_vault", body, attributes)


def _within_vault(body: View) -> dict[str, str | None]:
    own = text(body, "id")
    return {
        "recovery_vault_name": tail(ancestor(body, "vaults")) or None,
        "resource_group_name": group_of(own) or None,
    }


def backup_policy(body: View) -> Iterator[Native]:
    """How often and how long a vault keeps copies."""
    shares = text(body, "backupmanagementtype") == "AzureStorage"
    named = "file_share" if shares else "vm"
    yield made(f"azurerm_backup_policy_{named}", body, _within_vault(body))


def protected(body: View) -> Iterator[Native]:
    """What a vault keeps copies of."""
    attributes = {**_within_vault(body), "source_vm_id": text(body, "sourceresourceid") or None}
    attributes["name"] = text(body, "friendlyname") or None
    yield made("azurerm_backup_protected_vm", body, attributes)


def backup_vault(body: View) -> Iterator[Native]:
    """A vault of the newer kind."""
    stores = [text(one, "type") for one in each(body, "storagesettings")]
    yield made(
        "azurerm_data_protection_backup_vault", body, {"redundancy": next(iter(stores), None)}
    )


def subscription(body: View) -> Iterator[Native]:
    """A subscription: the account."""
    own = text(body, "subscriptionid") or tail(text(body, "id"))
    attributes = {
        "id": f"/subscriptions/{own}",
        "subscription_id": own,
        "name": text(body, "displayname") or text(body, "name") or own,
    }
    yield made("azurerm_subscription", body, attributes)


def budget(body: View) -> Iterator[Native]:
    """What may be spent on a group or a subscription."""
    level = "resource_group" if group_of(text(body, "id")) else "subscription"
    yield made(f"azurerm_consumption_budget_{level}", body, pick(body, amount="amount"))


def pricing(body: View) -> Iterator[Native]:
    """A plan of Defender for Cloud; the free one is no resource."""
    if text(body, "pricingtier").lower() == "free":
        return
    attributes = {
        "tier": text(body, "pricingtier") or None,
        "resource_type": tail(text(body, "id")),
    }
    yield made("azurerm_security_center_subscription_pricing", body, attributes)


def insights(body: View) -> Iterator[Native]:
    """Application Insights; its instrumentation key is left."""
    attributes = pick(
        body,
        application_type="applicationtype",
        workspace_id="workspaceresourceid",
        app_id="appid",
    )
    yield made("azurerm_application_insights", body, attributes)


def policy_definition(body: View) -> Iterator[Native]:
    """A rule of one's own; the built-in ones are Azure's."""
    if text(body, "policytype").lower() in {"builtin", "static"}:
        return
    yield made("azurerm_policy_definition", body, pick(body, mode="mode"))


def flow_of_logs(body: View) -> Iterator[Native]:
    """A solution in a workspace."""
    attributes = pick(body, workspace_resource_id="workspaceresourceid")
    yield made("azurerm_log_analytics_solution", body, attributes)


def backup_policy_of_disks(body: View) -> Iterator[Native]:
    """How often a vault of the newer kind keeps copies."""
    attributes = {"vault_id": up(text(body, "id")) or None}
    yield made("azurerm_data_protection_backup_policy_disk", body, attributes)


NO_RESOURCES = (
    "microsoft.advisor/recommendations",
    "microsoft.advisor/suppressions",
    "microsoft.compute/virtualmachines/patchassessmentresults",
    "microsoft.compute/virtualmachines/patchinstallationresults",
    "microsoft.policyinsights/policystates",
    "microsoft.resourcehealth/availabilitystatuses",
    "microsoft.resources/changes",
    "microsoft.resources/deployments",
    "microsoft.resources/providers",
    "microsoft.resources/subscriptions/locations",
    "microsoft.security/assessments",
    "microsoft.security/assessments/subassessments",
    "microsoft.security/securescores",
)
"""What Azure lists as it lists resources: acts of the past, findings, its own services."""

INSIGHTS = "microsoft.insights"
VAULT = "microsoft.recoveryservices/vaults"
RULES = "azurerm_monitor_scheduled_query_rules_alert"

ADAPTERS: dict[str, Adapter] = {
    "microsoft.resources/subscriptions": subscription,
    "microsoft.resources/subscriptions/resourcegroups": plain(
        "azurerm_resource_group", managed_by="managedby"
    ),
    "microsoft.resources/resourcegroups": plain("azurerm_resource_group", managed_by="managedby"),
    **dict.fromkeys(NO_RESOURCES, none),
    "microsoft.operationalinsights/workspaces": plain(
        "azurerm_log_analytics_workspace",
        sku="sku.name",
        retention_in_days="retentionindays",
        workspace_id="customerid",
    ),
    "microsoft.operationsmanagement/solutions": flow_of_logs,
    f"{INSIGHTS}/components": insights,
    f"{INSIGHTS}/metricalerts": plain("azurerm_monitor_metric_alert", scopes="scopes"),
    f"{INSIGHTS}/activitylogalerts": plain("azurerm_monitor_activity_log_alert", scopes="scopes"),
    f"{INSIGHTS}/actiongroups": plain("azurerm_monitor_action_group"),
    f"{INSIGHTS}/scheduledqueryrules": plain(RULES, scopes="scopes"),
    f"{INSIGHTS}/diagnosticsettings": diagnostic_setting,
    "microsoft.dashboard/grafana": plain("azurerm_dashboard_grafana", sku="sku.name"),
    VAULT: recovery_vault,
    f"{VAULT}/backuppolicies": backup_policy,
    f"{VAULT}/backupfabrics/protectioncontainers/protecteditems": protected,
    "microsoft.dataprotection/backupvaults": backup_vault,
    "microsoft.dataprotection/backupvaults/backuppolicies": backup_policy_of_disks,
    "microsoft.consumption/budgets": budget,
    "microsoft.authorization/policyassignments": plain(
        "azurerm_policy_assignment", policy_definition_id="policydefinitionid", scope="scope"
    ),
    "microsoft.authorization/policydefinitions": policy_definition,
    "microsoft.authorization/locks": lock,
    "microsoft.security/pricings": pricing,
    "microsoft.devices/iothubs": plain("azurerm_iothub", sku_name="sku.name"),
    "microsoft.communication/communicationservices": plain(
        "azurerm_communication_service", data_location="datalocation"
    ),
    "microsoft.communication/emailservices": plain(
        "azurerm_email_communication_service", data_location="datalocation"
    ),
    "microsoft.desktopvirtualization/hostpools": plain(
        "azurerm_virtual_desktop_host_pool", type="hostpooltype"
    ),
    "microsoft.avs/privateclouds": plain("azurerm_vmware_private_cloud", sku_name="sku.name"),
    "microsoft.media/mediaservices": plain("azurerm_media_services_account"),
}
