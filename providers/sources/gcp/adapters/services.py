"""Secrets and keys, DNS, queues, BigQuery and pipelines, logs and monitoring, governance."""

from collections.abc import Iterator

from providers.attributes import block, text
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    child,
    each,
    made,
    plain,
    tail,
    up,
)


def secret(asset: Asset) -> Iterator[Native]:
    """A secret: how it is kept, never what it is."""
    replication = block(asset.data, "replication")
    automatic = block(replication, "automatic") or block(replication, "auto")
    managed = block(replication, "user_managed")
    written = {
        "auto": [automatic] if automatic else [],
        "user_managed": [managed] if managed else [],
    }
    attributes = {
        "secret_id": tail(asset.path),
        "name": asset.path,
        "replication": [written] if replication else [],
    }
    yield made("google_secret_manager_secret", asset, attributes)


def zone(asset: Asset) -> Iterator[Native]:
    """A managed zone: exports write some words in capitals."""
    data = asset.data
    signed = block(data, "dnssec_config")
    written = text(data, "name")
    path = asset.path
    if written and tail(path).isdecimal():
        path = f"{path.rpartition('/')[0]}/{written}"
    attributes = {
        "id": path,
        "name": tail(path),
        "visibility": text(data, "visibility").lower() or None,
        "dnssec_config": [{**signed, "state": text(signed, "state").lower()}] if signed else [],
    }
    yield made("google_dns_managed_zone", asset, attributes)


def record_set(asset: Asset) -> Iterator[Native]:
    """All values of one name and type; what each zone has of itself is Google's own."""
    data = asset.data
    before, _, after = asset.path.partition("/rrsets/")
    zone_path = before if after else text(data, "managed_zone")
    host, _, told = after.partition("/")
    kind, name = (text(data, "type") or told).upper(), text(data, "name") or host
    if kind == "SOA":
        return
    routing = block(data, "routing_policy")
    written = {
        key: [dict(one) for one in each(block(routing, key), "items", "item")]
        for key in ("wrr", "geo")
        if block(routing, key)
    }
    attributes = {
        "id": f"{zone_path}/rrsets/{name}/{kind}" if zone_path else None,
        "name": name,
        "type": kind or None,
        "managed_zone": zone_path or None,
        "routing_policy": [written] if written else [],
    }
    yield made("google_dns_record_set", asset, attributes)


def dataset(asset: Asset) -> Iterator[Native]:
    """A dataset of BigQuery; who may read it is not kept."""
    attributes = {"dataset_id": tail(asset.path), "access": None, "dataset_reference": None}
    yield made("google_bigquery_dataset", asset, attributes)


def table(asset: Asset) -> Iterator[Native]:
    """A table or view; the names of its columns are not kept."""
    attributes = {
        "dataset_id": tail(up(asset.path)),
        "table_id": tail(asset.path),
        **dict.fromkeys(("schema", "table_reference")),
    }
    yield made("google_bigquery_table", asset, attributes)


def dataproc(asset: Asset) -> Iterator[Native]:
    """A Dataproc cluster."""
    config = block(asset.data, "config")
    workers, place = block(config, "worker_config"), block(config, "gce_cluster_config")
    written = {
        "worker_config": [
            {
                "num_instances": workers.get("num_instances"),
                "machine_type": tail(text(workers, "machine_type_uri")),
            }
        ]
        if workers
        else [],
        "gce_cluster_config": [{"subnetwork": text(place, "subnetwork_uri")}] if place else [],
    }
    attributes = {"cluster_config": [written], "config": None, "status_history": None}
    yield made("google_dataproc_cluster", asset, attributes)


def notebook(asset: Asset) -> Iterator[Native]:
    """A notebook."""
    size = tail(text(asset.data, "machine_type")) or None
    yield made("google_notebooks_instance", asset, {"machine_type": size})


def _kept_by_google(native_type: str, names: frozenset[str], **paths: str) -> Adapter:
    """An adapter for a type of which every project has some that Google made."""
    rename = plain(native_type, **paths)

    def adapter(asset: Asset) -> Iterator[Native]:
        return iter(()) if tail(asset.path) in names else rename(asset)

    return adapter


def _titled(native_type: str) -> Adapter:
    """An adapter for what is called by a number, and by people by its title."""

    def adapter(asset: Asset) -> Iterator[Native]:
        yield made(native_type, asset, {"name": asset.path})

    return adapter


LOGS = frozenset({"_Default", "_Required"})

ADAPTERS: dict[str, Adapter] = {
    "secretmanager.googleapis.com/Secret": secret,
    "secretmanager.googleapis.com/SecretVersion": child(
        "google_secret_manager_secret_version", "secret"
    ),
    "cloudkms.googleapis.com/KeyRing": plain("google_kms_key_ring"),
    "cloudkms.googleapis.com/CryptoKey": child("google_kms_crypto_key", "key_ring"),
    "cloudkms.googleapis.com/CryptoKeyVersion": child(
        "google_kms_crypto_key_version", "crypto_key"
    ),
    "privateca.googleapis.com/CertificateAuthority": plain(
        "google_privateca_certificate_authority"
    ),
    "dns.googleapis.com/ManagedZone": zone,
    "dns.googleapis.com/ResourceRecordSet": record_set,
    "domains.googleapis.com/Registration": plain("google_clouddomains_registration"),
    "pubsub.googleapis.com/Topic": plain("google_pubsub_topic"),
    "pubsub.googleapis.com/Subscription": plain("google_pubsub_subscription"),
    "pubsublite.googleapis.com/Topic": plain("google_pubsub_lite_topic"),
    "cloudtasks.googleapis.com/Queue": plain("google_cloud_tasks_queue"),
    "cloudscheduler.googleapis.com/Job": plain("google_cloud_scheduler_job"),
    "eventarc.googleapis.com/Trigger": plain("google_eventarc_trigger"),
    "managedkafka.googleapis.com/Cluster": plain("google_managed_kafka_cluster"),
    "workflows.googleapis.com/Workflow": plain("google_workflows_workflow"),
    "bigquery.googleapis.com/Dataset": dataset,
    "bigquery.googleapis.com/Table": table,
    "dataproc.googleapis.com/Cluster": dataproc,
    "dataflow.googleapis.com/Job": plain("google_dataflow_job"),
    "composer.googleapis.com/Environment": plain("google_composer_environment"),
    "looker.googleapis.com/Instance": plain("google_looker_instance"),
    "notebooks.googleapis.com/Instance": notebook,
    "aiplatform.googleapis.com/Endpoint": plain("google_vertex_ai_endpoint"),
    "logging.googleapis.com/LogSink": _kept_by_google("google_logging_project_sink", LOGS),
    "logging.googleapis.com/LogBucket": _kept_by_google(
        "google_logging_project_bucket_config", LOGS
    ),
    "logging.googleapis.com/LogMetric": plain("google_logging_metric"),
    "monitoring.googleapis.com/Dashboard": plain("google_monitoring_dashboard"),
    "monitoring.googleapis.com/AlertPolicy": _titled("google_monitoring_alert_policy"),
    "monitoring.googleapis.com/NotificationChannel": _titled(
        "google_monitoring_notification_channel"
    ),
    "monitoring.googleapis.com/UptimeCheckConfig": _titled("google_monitoring_uptime_check_config"),
    "cloudbilling.googleapis.com/Budget": plain("google_billing_budget"),
    "billingbudgets.googleapis.com/Budget": plain("google_billing_budget"),
    "orgpolicy.googleapis.com/Policy": plain("google_org_policy_policy"),
    "securitycenter.googleapis.com/Source": plain("google_scc_source"),
    "backupdr.googleapis.com/BackupVault": plain("google_backup_dr_backup_vault"),
    "cloudbuild.googleapis.com/BuildTrigger": plain("google_cloudbuild_trigger"),
    "deploymentmanager.googleapis.com/Deployment": plain("google_deployment_manager_deployment"),
    "vmwareengine.googleapis.com/PrivateCloud": plain("google_vmwareengine_private_cloud"),
    "apigateway.googleapis.com/Gateway": plain("google_api_gateway_gateway"),
    "managedidentities.googleapis.com/Domain": plain("google_active_directory_domain"),
    "identitytoolkit.googleapis.com/Config": plain("google_identity_platform_config"),
    "cloudidentity.googleapis.com/Group": plain("google_cloud_identity_group"),
}
