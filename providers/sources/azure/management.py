"""Resource groups, monitoring, backup, policy, and services of which only the size is read."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other
from providers.attributes import text, texts, whole
from providers.sources.azure.arm import arm, fold, names, parent, part, plain, read, sibling


def workspace(record: Record) -> Reading:
    """A Log Analytics workspace; how much it takes in is not configured anywhere."""
    attributes = record.attributes
    spec = Other(size=text(attributes, "sku"), units=whole(attributes, "retention_in_days"))
    return read(record, "obs.logs", spec, aliases=(text(attributes, "workspace_id"),))


def application_insights(record: Record) -> Reading:
    """Application Insights, which stores what it measures in a workspace."""
    attributes = record.attributes
    spec = Other(tier=text(attributes, "application_type"))
    store = arm(attributes, "workspace_id")
    return read(
        record,
        "obs.metrics",
        spec,
        names("stores-in", "workspace_id", store),
        (text(attributes, "app_id"),),
    )


def metric_alert(record: Record) -> Reading:
    """An alert on a metric of the resources in its scopes."""
    scopes = (word.lower() for word in texts(record.attributes, "scopes"))
    return read(record, "obs.alarm", Other(), names("uses", "scopes", *scopes))


def backup_policy(record: Record) -> Reading:
    """How often and how long a vault keeps copies: a part of the vault."""
    attributes = record.attributes
    vault = sibling(
        record, "microsoft.recoveryservices/vaults", text(attributes, "recovery_vault_name")
    )
    return fold(record, vault, None)


def protected_machine(record: Record) -> Reading:
    """A machine that a vault protects: a part of the vault."""
    attributes = record.attributes
    vault = sibling(
        record, "microsoft.recoveryservices/vaults", text(attributes, "recovery_vault_name")
    )
    machine = arm(attributes, "source_vm_id")
    return fold(record, vault, None, names("uses", "source_vm_id", machine))


def diagnostic_setting(record: Record) -> Reading:
    """Where a resource sends its logs."""
    attributes = record.attributes
    references = (
        *names("uses", "target_resource_id", arm(attributes, "target_resource_id")),
        *names(
            "sends-to", "log_analytics_workspace_id", arm(attributes, "log_analytics_workspace_id")
        ),
        *names("stores-in", "storage_account_id", arm(attributes, "storage_account_id")),
    )
    # Its id is `<resource id>|<name>`.
    return read(record, "gov.audit", Other(), references)


def cognitive_deployment(record: Record) -> Reading:
    """A model that a cognitive account serves."""
    account = arm(record.attributes, "cognitive_account_id") or parent(arm(record.attributes, "id"))
    return fold(record, account, None)


def spark(record: Record) -> Reading:
    """A Databricks workspace; the group in which it runs its machines is known as it."""
    attributes = record.attributes
    group = arm(attributes, "managed_resource_group_id")
    return read(record, "data.spark", Other(size=text(attributes, "sku")), aliases=(group,))


RULES: dict[str, FromTerraform] = {
    "azurerm_resource_group": plain("gov.account"),
    "azurerm_subscription": plain("gov.account"),
    "azurerm_log_analytics_workspace": workspace,
    "azurerm_log_analytics_solution": part("workspace_resource_id"),
    "azurerm_application_insights": application_insights,
    "azurerm_dashboard_grafana": plain("obs.metrics", size="sku"),
    "azurerm_monitor_metric_alert": metric_alert,
    "azurerm_monitor_activity_log_alert": metric_alert,
    "azurerm_monitor_action_group": plain("obs.alarm"),
    "azurerm_monitor_diagnostic_setting": diagnostic_setting,
    "azurerm_recovery_services_vault": plain("backup.vault", size="sku", tier="storage_mode_type"),
    "azurerm_backup_policy_vm": backup_policy,
    "azurerm_backup_policy_file_share": backup_policy,
    "azurerm_backup_protected_vm": protected_machine,
    "azurerm_data_protection_backup_vault": plain("backup.vault", tier="redundancy"),
    "azurerm_consumption_budget_subscription": plain("gov.budget"),
    "azurerm_consumption_budget_resource_group": plain("gov.budget"),
    "azurerm_policy_assignment": plain("gov.config", {"policy_definition_id": "uses"}),
    "azurerm_policy_definition": plain("gov.config", tier="mode"),
    "azurerm_security_center_subscription_pricing": plain("gov.threat", tier="tier"),
    "azurerm_management_lock": part("scope"),
    "azurerm_resource_group_template_deployment": plain("infra.stack"),
    "azurerm_cognitive_account": plain("ai.genai", size="sku_name", tier="kind"),
    "azurerm_cognitive_deployment": cognitive_deployment,
    "azurerm_machine_learning_workspace": plain(
        "ai.ml_platform",
        {
            "storage_account_id": "stores-in",
            "key_vault_id": "uses",
            "container_registry_id": "uses",
            "application_insights_id": "sends-to",
        },
        size="sku_name",
    ),
    "azurerm_data_factory": plain("data.etl"),
    "azurerm_databricks_workspace": spark,
    "azurerm_hdinsight_spark_cluster": plain("data.spark", tier="tier"),
    "azurerm_powerbi_embedded": plain("data.bi", size="sku_name"),
    "azurerm_iothub": plain("app.iot"),
    "azurerm_email_communication_service": plain("app.email", tier="data_location"),
    "azurerm_virtual_desktop_host_pool": plain("app.vdi", tier="type"),
    "azurerm_vmware_private_cloud": plain("infra.vmware", size="sku_name"),
    "azurerm_media_services_account": plain("app.media"),
}
