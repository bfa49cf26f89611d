"""Where the health start-up keeps data: keys, Cloud SQL, Redis, buckets, BigQuery."""
# A block of attributes a line, as a table, is read faster than wrapped.
# ruff: noqa: E501

from typing import NamedTuple

from gcp_estate import NUMBER, PROJECT, REGION, Gcp, Labels, labelled
from terraform_state import Attributes

RECORDS = labelled("dossier-patient", "equipe-soins", "high", "health")
IMAGING = labelled("imagerie", "equipe-imagerie", "medium", "health")
ANALYSES = labelled("analyses", "equipe-donnees", "low", "pseudonymised")


class Keys(NamedTuple):
    """Ids of the keys."""

    cluster: str
    records: str
    imaging: str


def keys(gcp: Gcp) -> Keys:
    """One ring, one key for each use."""
    ring = gcp.located("google_kms_key_ring", "donnees", "keyRings", "donnees-de-sante", {})
    made = []
    for name in ("cluster", "dossiers", "images"):
        key = gcp.add(
            "google_kms_crypto_key", name, f"{ring['id']}/cryptoKeys/{name}",
            {"name": name, "key_ring": ring["id"], "purpose": "ENCRYPT_DECRYPT", "rotation_period": "7776000s",
             "destroy_scheduled_duration": "2592000s", "labels": RECORDS,
             "version_template": [{"algorithm": "GOOGLE_SYMMETRIC_ENCRYPTION", "protection_level": "SOFTWARE"}]},
        )  # fmt: skip
        made.append(str(key["id"]))
    return Keys(*made)


def data(gcp: Gcp, network: Attributes, ring: Keys) -> None:
    """Everything that holds data."""
    _postgres(gcp, network, ring)
    gcp.add(
        "google_redis_instance", "sessions", f"projects/{PROJECT}/locations/{REGION}/instances/sessions",
        {"name": "sessions", "region": REGION, "tier": "STANDARD_HA", "memory_size_gb": 5, "replica_count": 1,
         "redis_version": "REDIS_7_2", "authorized_network": network["id"], "connect_mode": "PRIVATE_SERVICE_ACCESS",
         "transit_encryption_mode": "SERVER_AUTHENTICATION", "auth_enabled": True, "host": "10.96.4.4", "port": 6378,
         "location_id": f"{REGION}-a", "labels": RECORDS},
    )  # fmt: skip
    _buckets(gcp, ring)
    _warehouse(gcp)


def _postgres(gcp: Gcp, network: Attributes, ring: Keys) -> None:
    def instance(name: str, tier: str, primary: str, availability: str) -> Attributes:
        return gcp.add(
            "google_sql_database_instance", name.replace("-", "_"), name,
            {"name": name, "region": REGION, "database_version": "POSTGRES_16", "deletion_protection": True,
             "instance_type": "READ_REPLICA_INSTANCE" if primary else "CLOUD_SQL_INSTANCE",
             "master_instance_name": primary, "encryption_key_name": ring.records,
             "connection_name": f"{PROJECT}:{REGION}:{name}", "private_ip_address": "10.96.0.3" if not primary else "10.96.0.5",
             "self_link": f"https://sqladmin.googleapis.com/sql/v1beta4/projects/{PROJECT}/instances/{name}",
             "settings": [{"tier": tier, "edition": "ENTERPRISE", "availability_type": availability,
                           "disk_size": 300, "disk_type": "PD_SSD", "disk_autoresize": True, "activation_policy": "ALWAYS",
                           "pricing_plan": "PER_USE", "user_labels": RECORDS, "deletion_protection_enabled": True,
                           "backup_configuration": [{"enabled": not primary, "point_in_time_recovery_enabled": not primary,
                                                     "start_time": "02:00", "location": "eu",
                                                     "backup_retention_settings": [{"retained_backups": 30, "retention_unit": "COUNT"}]}],
                           "ip_configuration": [{"ipv4_enabled": False, "private_network": network["id"], "ssl_mode": "ENCRYPTED_ONLY"}],
                           "location_preference": [{"zone": f"{REGION}-a"}],
                           "maintenance_window": [{"day": 7, "hour": 3, "update_track": "stable"}]}]},
        )  # fmt: skip

    primary = instance("pg-dossiers", "db-custom-4-16384", "", "REGIONAL")
    instance("pg-dossiers-lecture", "db-custom-2-8192", "pg-dossiers", "ZONAL")
    for name in ("dossiers", "rendez-vous"):
        gcp.add(
            "google_sql_database", name.replace("-", "_"), f"projects/{PROJECT}/instances/pg-dossiers/databases/{name}",
            {"name": name, "instance": primary["name"], "charset": "UTF8", "collation": "fr_FR.UTF8", "deletion_policy": "DELETE"},
        )  # fmt: skip
    gcp.add(
        "google_sql_user",
        "application",
        "application@pg-dossiers",
        {"name": "application", "instance": primary["name"], "type": "BUILT_IN", "password": None},
    )


def _buckets(gcp: Gcp, ring: Keys) -> None:
    gcp.bucket(
        "sante-continue-imagerie", IMAGING,
        {"encryption": [{"default_kms_key_name": ring.imaging}], "lifecycle_rule": [
            {"action": [{"type": "SetStorageClass", "storage_class": "NEARLINE"}], "condition": [{"age": 90}]},
            {"action": [{"type": "SetStorageClass", "storage_class": "ARCHIVE"}], "condition": [{"age": 1095}]}]},
    )  # fmt: skip
    gcp.bucket(
        "sante-continue-documents",
        RECORDS,
        {"encryption": [{"default_kms_key_name": ring.records}]},
    )
    gcp.bucket("sante-continue-exports", ANALYSES, {"lifecycle_rule": [
        {"action": [{"type": "Delete"}], "condition": [{"age": 30}]}]})  # fmt: skip
    gcp.bucket(
        "sante-continue-journaux", labelled("socle", "plateforme", "medium"),
        {"storage_class": "NEARLINE", "retention_policy": [{"retention_period": 31536000, "is_locked": True}]},
    )  # fmt: skip
    gcp.add(
        "google_logging_project_sink", "audit", f"projects/{PROJECT}/sinks/audit",
        {"name": "audit", "destination": "storage.googleapis.com/sante-continue-journaux", "disabled": False,
         "filter": 'logName:"cloudaudit.googleapis.com"', "unique_writer_identity": True,
         "writer_identity": f"serviceAccount:service-{NUMBER}@gcp-sa-logging.iam.gserviceaccount.com"},
    )  # fmt: skip


def _table(gcp: Gcp, dataset: Attributes, name: str, held: int, labels: Labels) -> None:
    identity = f"{dataset['id']}/tables/{name}"
    gcp.add(
        "google_bigquery_table", name, identity,
        {"dataset_id": dataset["dataset_id"], "table_id": name, "deletion_protection": True, "location": REGION,
         "num_bytes": held, "num_long_term_bytes": 0, "num_rows": held // 900, "type": "TABLE", "labels": labels,
         "time_partitioning": [{"type": "DAY", "field": "jour"}],
         "self_link": f"https://bigquery.googleapis.com/bigquery/v2/{identity}"},
    )  # fmt: skip


def _warehouse(gcp: Gcp) -> None:
    for name, tables in (
        ("activite", {"consultations": 214748364800, "rendez_vous": 53687091200}),
        ("recherche", {"cohortes": 96636764160}),
    ):
        identity = f"projects/{PROJECT}/datasets/{name}"
        dataset = gcp.add(
            "google_bigquery_dataset", name, identity,
            {"dataset_id": name, "location": REGION, "labels": ANALYSES, "storage_billing_model": "LOGICAL",
             "delete_contents_on_destroy": False, "max_time_travel_hours": "168",
             "access": [{"role": "OWNER", "special_group": "projectOwners"}],
             "self_link": f"https://bigquery.googleapis.com/bigquery/v2/{identity}"},
        )  # fmt: skip
        for table, held in tables.items():
            _table(gcp, dataset, table, held, ANALYSES)
