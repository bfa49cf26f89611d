"""Projects, logging, monitoring, policy, and services of which only the size is read."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other
from providers.attributes import text
from providers.sources.gcp.asset import fold, names, plain, read


def project(record: Record) -> Reading:
    """A project; everything lies in it, so nothing needs it in particular."""
    name = text(record.attributes, "project_id")
    own = f"//cloudresourcemanager.googleapis.com/projects/{name}" if name else ""
    number = text(record.attributes, "number")
    numbered = f"//cloudresourcemanager.googleapis.com/projects/{number}" if number else ""
    return read(record, "gov.account", Other(), aliases=(name, numbered), identity=own)


def enabled_api(record: Record) -> Reading:
    """An API that is switched on: a part of its project."""
    name = text(record.attributes, "project")
    return fold(record, f"//cloudresourcemanager.googleapis.com/projects/{name}" if name else "")


def sink(record: Record) -> Reading:
    """Where logs are sent: `storage.googleapis.com/BUCKET`, a dataset, a topic."""
    attributes = record.attributes
    destination = text(attributes, "destination")
    target = f"//{destination}" if destination else ""
    return read(record, "gov.audit", Other(), names("sends-to", "destination", target))


RULES: dict[str, FromTerraform] = {
    "google_project": project,
    "google_project_service": enabled_api,
    "google_logging_project_sink": sink,
    "google_logging_project_bucket_config": plain("obs.logs", units="retention_days"),
    "google_logging_metric": plain("obs.metrics"),
    "google_monitoring_dashboard": plain("obs.metrics"),
    "google_monitoring_alert_policy": plain("obs.alarm"),
    "google_monitoring_notification_channel": plain("obs.alarm", tier="type"),
    "google_monitoring_uptime_check_config": plain("obs.alarm"),
    "google_billing_budget": plain("gov.budget"),
    "google_org_policy_policy": plain("gov.config"),
    "google_scc_source": plain("gov.threat"),
    "google_backup_dr_backup_vault": plain("backup.vault"),
    "google_cloudbuild_trigger": plain("dev.ci"),
    "google_clouddomains_registration": plain("dns.domain"),
    "google_deployment_manager_deployment": plain("infra.stack"),
    "google_vmwareengine_private_cloud": plain("infra.vmware"),
}
