"""ElastiCache: Redis, Valkey and Memcached."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Cache
from providers.sources.aws import arn
from providers.sources.aws.row import Row


def _own_parameters(row: Row) -> str:
    """The parameter group that is one's own; those called default are AWS's."""
    name = row.text("parameter_group_name")
    return "" if name.startswith("default") else arn.named("cache-parametergroup", name)


def replication_group(record: Record) -> Reading:
    """aws_elasticache_replication_group: Redis or Valkey with its replicas, sharded or not."""
    row = Row(record)
    groups, place = row.texts("security_group_ids"), row.text("subnet_group_name")
    shards = row.size("num_node_groups")
    replicas = row.count("replicas_per_node_group")
    nodes = row.size("num_cache_clusters") or row.size("number_cache_clusters")
    if nodes is None and shards is not None and replicas is not None:
        nodes = shards * (replicas + 1)
    identity = row.text("replication_group_id", "id")
    return row.reading(
        row.own_arn("elasticache", f"replicationgroup:{identity}"),
        identity or row.name(),
        spec=Cache(
            engine=row.text("engine") or "redis",
            version=row.text("engine_version_actual", "engine_version"),
            size=row.text("node_type"),
            nodes=nodes,
            shards=shards,
            high_availability=row.flag("automatic_failover_enabled"),
            encrypted_in_transit=row.flag("transit_encryption_enabled"),
            encrypted=row.flag("at_rest_encryption_enabled"),
            security_groups=groups,
        ),
        aliases=(
            arn.named("cache-group", identity),
            *row.texts("primary_endpoint_address"),
            *row.texts("reader_endpoint_address"),
            *row.texts("configuration_endpoint_address"),
        ),
        references=arn.references(
            ("in", "subnet_group_name", arn.named("cache-subnetgroup", place)),
            ("guarded-by", "security_group_ids", groups),
            ("encrypted-with", "kms_key_id", row.text("kms_key_id")),
            ("uses", "parameter_group_name", _own_parameters(row)),
        ),
    )


def cluster(record: Record) -> Reading:
    """aws_elasticache_cluster: nodes of their own; a member folds into its replication group."""
    row = Row(record)
    groups, place = row.texts("security_group_ids"), row.text("subnet_group_name")
    owner = row.text("replication_group_id")
    if owner:
        return row.part(arn.named("cache-group", owner), spec=Cache())
    identity = row.text("cluster_id", "id")
    return row.reading(
        row.own_arn("elasticache", f"cluster:{identity}"),
        identity or row.name(),
        spec=Cache(
            engine=row.text("engine"),
            version=row.text("engine_version_actual", "engine_version"),
            size=row.text("node_type"),
            nodes=row.size("num_cache_nodes"),
            high_availability=False,
            encrypted_in_transit=row.flag("transit_encryption_enabled"),
            security_groups=groups,
        ),
        aliases=(
            arn.named("cache-cluster", identity),
            *row.texts("cluster_address"),
            *row.texts("configuration_endpoint"),
        ),
        references=arn.references(
            ("in", "subnet_group_name", arn.named("cache-subnetgroup", place)),
            ("guarded-by", "security_group_ids", groups),
            ("uses", "parameter_group_name", _own_parameters(row)),
        ),
    )


def group(record: Record) -> Reading:
    """Subnet and parameter groups: settings that fold into the caches that name them."""
    row = Row(record)
    word = "subnetgroup" if "subnet" in row.type else "parametergroup"
    subnets = row.texts("subnet_ids")
    return row.reading(
        row.own_arn("elasticache", f"{word}:{row.text('name', 'id')}"),
        row.text("name") or row.name(),
        spec=Cache(subnets=subnets),
        aliases=(arn.named("cache-" + word, row.text("name")),),
        references=arn.references(("in", "subnet_ids", subnets)),
    )


RULES: dict[str, FromTerraform] = {
    "aws_elasticache_cluster": cluster,
    "aws_elasticache_parameter_group": group,
    "aws_elasticache_replication_group": replication_group,
    "aws_elasticache_subnet_group": group,
}
