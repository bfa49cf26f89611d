"""BigQuery, pipelines and machine learning."""

from decimal import Decimal

from msgspec.structs import replace

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import Other
from providers.attributes import block, number, text, whole
from providers.sources.gcp.asset import key_link, link, names, part, plain, project_of, read

BYTES_A_GIB = 2**30


def dataset(record: Record) -> Reading:
    """A dataset: a folder of tables."""
    attributes = record.attributes
    key = key_link(text(block(attributes, "default_encryption_configuration"), "kms_key_name"))
    spec = Other(tier=text(attributes, "storage_billing_model").lower() or "logical")
    references = names("encrypted-with", "default_encryption_configuration.kms_key_name", key)
    return read(record, "db.warehouse", spec, references, (text(attributes, "dataset_id"),))


def table(record: Record) -> Reading:
    """A table or view, with the bytes it held when its state was last refreshed."""
    attributes = record.attributes
    held = number(attributes, "num_bytes")
    view = bool(block(attributes, "view") or block(attributes, "materialized_view"))
    owner = link(text(attributes, "dataset_id"), "bigquery", project_of(record), "datasets")
    references: tuple[Reference, ...] = names("in", "dataset_id", owner)
    found = read(record, "db.warehouse", Other(tier="view" if view else "table"), references)
    # A state that was never refreshed writes 0 for a table just made: not known to be empty.
    if not held or view:
        return found
    return replace(found, stored_gib=Decimal(str(held)) / BYTES_A_GIB)


def cluster(record: Record) -> Reading:
    """A Dataproc cluster: its workers."""
    config = block(record.attributes, "cluster_config")
    workers = block(config, "worker_config")
    spec = Other(size=text(workers, "machine_type"), units=whole(workers, "num_instances"))
    network = text(block(config, "gce_cluster_config"), "subnetwork")
    return read(
        record,
        "data.spark",
        spec,
        names("in", "cluster_config.gce_cluster_config.subnetwork", link(network, "compute")),
    )


RULES: dict[str, FromTerraform] = {
    "google_bigquery_dataset": dataset,
    "google_bigquery_table": table,
    "google_bigquery_dataset_iam_member": part("dataset_id", "bigquery", "datasets"),
    "google_bigquery_dataset_iam_binding": part("dataset_id", "bigquery", "datasets"),
    "google_bigquery_dataset_access": part("dataset_id", "bigquery", "datasets"),
    "google_dataflow_job": plain(
        "data.etl", {"network": "in", "subnetwork": "in"}, units="max_workers"
    ),
    "google_dataproc_cluster": cluster,
    "google_composer_environment": plain("data.airflow"),
    "google_looker_instance": plain("data.bi", tier="platform_edition"),
    "google_notebooks_instance": plain(
        "ai.ml_platform", {"network": "in", "subnet": "in"}, size="machine_type"
    ),
    "google_vertex_ai_endpoint": plain("ai.ml_platform", {"network": "in"}),
}
