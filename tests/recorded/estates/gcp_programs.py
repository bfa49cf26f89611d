"""Programs of the health start-up: Cloud Run, Pub/Sub, schedules, registry, secrets."""
# A block of attributes a line, as a table, is read faster than wrapped.
# ruff: noqa: E501

from gcp_estate import NUMBER, PROJECT, REGION, Gcp, Labels, labelled
from terraform_state import Attributes

RECORDS = labelled("dossier-patient", "equipe-soins", "high", "health")
VIDEO = labelled("teleconsultation", "equipe-soins", "high", "health")
ANALYSES = labelled("analyses", "equipe-donnees", "low", "pseudonymised")
SHARED = labelled("socle", "plateforme", "high")
IMAGES = f"{REGION}-docker.pkg.dev/{PROJECT}/applications"


def programs(gcp: Gcp, subnet: Attributes) -> dict[str, Attributes]:
    """Programs; returns the backend services of those that the world calls."""
    _registry(gcp)
    topics = _topics(gcp)
    secrets = {
        name: gcp.secret(name, RECORDS)
        for name in ("mot-de-passe-dossiers", "cle-signature", "jeton-insi")
    }
    gcp.secret("cle-visio", VIDEO)
    records = gcp.account(
        "api-dossier", "API du dossier patient", ["roles/cloudsql.client", "roles/pubsub.publisher"]
    )
    video = gcp.account("teleconsultation", "Téléconsultation", ["roles/pubsub.publisher"])
    exports = gcp.account(
        "exports",
        "Exports vers l'entrepôt",
        ["roles/bigquery.dataEditor", "roles/storage.objectUser"],
    )
    backends = {}
    for name, account, labels, used in (
        ("api-dossier", records, RECORDS, ["mot-de-passe-dossiers", "cle-signature"]),
        ("teleconsultation", video, VIDEO, ["jeton-insi"]),
    ):
        service = _service(gcp, name, account, labels, subnet, [secrets[one] for one in used])
        backends[name] = _backend(gcp, service)
    _service(gcp, "exports", exports, ANALYSES, subnet, [])
    _schedule(gcp, exports, topics["exports-nocturnes"])
    _watching(gcp)
    return backends


def _registry(gcp: Gcp) -> None:
    for name, kind in (("applications", "DOCKER"), ("paquets-python", "PYTHON")):
        gcp.located(
            "google_artifact_registry_repository", name.replace("-", "_"), "repositories", name,
            {"repository_id": name, "format": kind, "mode": "STANDARD_REPOSITORY", "labels": SHARED,
             "docker_config": [{"immutable_tags": True}] if kind == "DOCKER" else []},
        )  # fmt: skip


def _topics(gcp: Gcp) -> dict[str, Attributes]:
    topics = {}
    for name, labels in (("evenements-dossier", RECORDS), ("evenements-visio", VIDEO),
                         ("exports-nocturnes", ANALYSES), ("rebuts", RECORDS)):  # fmt: skip
        topics[name] = gcp.add(
            "google_pubsub_topic", name.replace("-", "_"), f"projects/{PROJECT}/topics/{name}",
            {"name": name, "labels": labels, "message_retention_duration": "604800s",
             "message_storage_policy": [{"allowed_persistence_regions": [REGION]}]},
        )  # fmt: skip
    for name, topic, labels in (
        ("journal-dossier", "evenements-dossier", RECORDS),
        ("rappels-visio", "evenements-visio", VIDEO),
    ):
        gcp.add(
            "google_pubsub_subscription", name.replace("-", "_"), f"projects/{PROJECT}/subscriptions/{name}",
            {"name": name, "topic": topics[topic]["id"], "ack_deadline_seconds": 60, "labels": labels,
             "message_retention_duration": "604800s", "enable_message_ordering": True,
             "dead_letter_policy": [{"dead_letter_topic": topics["rebuts"]["id"], "max_delivery_attempts": 10}],
             "expiration_policy": [{"ttl": ""}]},
        )  # fmt: skip
    gcp.add(
        "google_pubsub_subscription", "vers_entrepot", f"projects/{PROJECT}/subscriptions/vers-entrepot",
        {"name": "vers-entrepot", "topic": topics["evenements-dossier"]["id"], "ack_deadline_seconds": 60,
         "labels": ANALYSES, "bigquery_config": [{"table": f"{PROJECT}.activite.consultations", "write_metadata": True}]},
    )  # fmt: skip
    return topics


def _service(
    gcp: Gcp, name: str, account: str, labels: Labels, subnet: Attributes, secrets: list[Attributes]
) -> Attributes:
    environment = [
        {"name": str(one["secret_id"]).upper().replace("-", "_"),
         "value_source": [{"secret_key_ref": [{"secret": one["secret_id"], "version": "latest"}]}]}
        for one in secrets
    ]  # fmt: skip
    volumes = []
    if name == "api-dossier":
        volumes = [
            {
                "name": "cloudsql",
                "cloud_sql_instance": [{"instances": [f"{PROJECT}:{REGION}:pg-dossiers"]}],
            }
        ]
    ingress = (
        "INGRESS_TRAFFIC_INTERNAL_ONLY"
        if name == "exports"
        else "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER"
    )
    return gcp.located(
        "google_cloud_run_v2_service", name.replace("-", "_"), "services", name,
        {"ingress": ingress, "labels": labels, "launch_stage": "GA", "deletion_protection": True,
         "uri": f"https://{name}-{NUMBER}.{REGION}.run.app",
         "template": [{"service_account": account, "timeout": "300s", "max_instance_request_concurrency": 80,
                       "scaling": [{"min_instance_count": 0 if name == "exports" else 2, "max_instance_count": 20}],
                       "vpc_access": [{"egress": "PRIVATE_RANGES_ONLY", "network_interfaces": [
                           {"network": subnet["network"], "subnetwork": subnet["self_link"], "tags": []}]}],
                       "volumes": volumes,
                       "containers": [{"image": f"{IMAGES}/{name}:2026.11.2", "env": environment,
                                       "ports": [{"name": "http1", "container_port": 8080}],
                                       "resources": [{"limits": {"cpu": "2", "memory": "2Gi"}, "cpu_idle": True, "startup_cpu_boost": True}]}]}],
         "traffic": [{"type": "TRAFFIC_TARGET_ALLOCATION_TYPE_LATEST", "percent": 100}]},
    )  # fmt: skip


def _backend(gcp: Gcp, service: Attributes) -> Attributes:
    name = str(service["name"])
    label = name.replace("-", "_")
    group = gcp.compute(
        "google_compute_region_network_endpoint_group", label, f"regions/{REGION}/networkEndpointGroups", f"neg-{name}",
        {"network_endpoint_type": "SERVERLESS", "cloud_run": [{"service": name, "tag": "", "url_mask": ""}],
         "app_engine": [], "cloud_function": []},
    )  # fmt: skip
    return gcp.compute(
        "google_compute_backend_service", label, "global/backendServices", f"be-{name}",
        {"protocol": "HTTPS", "load_balancing_scheme": "EXTERNAL_MANAGED", "session_affinity": "NONE", "timeout_sec": 30,
         "health_checks": [], "enable_cdn": False, "backend": [{"group": group["self_link"], "balancing_mode": "UTILIZATION", "capacity_scaler": 1}]},
    )  # fmt: skip


def _schedule(gcp: Gcp, account: str, topic: Attributes) -> None:
    uri = f"https://exports-{NUMBER}.{REGION}.run.app"
    gcp.add(
        "google_cloud_scheduler_job", "exports", f"projects/{PROJECT}/locations/{REGION}/jobs/exports-nocturnes",
        {"name": "exports-nocturnes", "region": REGION, "schedule": "30 2 * * *", "time_zone": "Europe/Paris",
         "attempt_deadline": "900s", "state": "ENABLED", "paused": False,
         "pubsub_target": [{"topic_name": topic["id"], "data": None, "attributes": {}}]},
    )  # fmt: skip
    gcp.add(
        "google_pubsub_subscription", "exports", f"projects/{PROJECT}/subscriptions/exports",
        {"name": "exports", "topic": topic["id"], "ack_deadline_seconds": 600, "labels": ANALYSES,
         "push_config": [{"push_endpoint": uri, "attributes": {},
                          "oidc_token": [{"service_account_email": account, "audience": uri}]}]},
    )  # fmt: skip


def _watching(gcp: Gcp) -> None:
    identity = f"projects/{PROJECT}/alertPolicies/7401938265104477219"
    gcp.add(
        "google_monitoring_alert_policy", "base", identity,
        {"name": identity, "display_name": "Processeur de la base au-dessus de 85 %", "combiner": "OR",
         "enabled": True, "user_labels": SHARED, "notification_channels": [], "conditions": [
             {"display_name": "CPU", "condition_threshold": [
                 {"filter": 'resource.type="cloudsql_database" AND metric.type="cloudsql.googleapis.com/database/cpu/utilization"',
                  "comparison": "COMPARISON_GT", "threshold_value": 0.85, "duration": "300s"}]}]},
    )  # fmt: skip
