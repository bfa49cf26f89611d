"""Redis, Cosmos DB, search, warehouses and the other stores of data."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import text, whole
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    ancestor,
    child,
    made,
    pick,
    plain,
    tail,
    within,
)

COSMOS = "microsoft.documentdb/databaseaccounts"


def redis(body: View) -> Iterator[Native]:
    """A cache."""
    attributes = pick(
        body,
        sku_name="sku.name",
        family="sku.family",
        capacity="sku.capacity",
        redis_version="redisversion",
        non_ssl_port_enabled="enablenonsslport",
        shard_count="shardcount",
        subnet_id="subnetid",
        hostname="hostname",
        replicas_per_primary="replicasperprimary",
    )
    if "replicas_per_primary" not in attributes:
        attributes |= pick(body, replicas_per_primary="replicaspermaster")
    yield made("azurerm_redis_cache", body, attributes)


def cosmos(body: View) -> Iterator[Native]:
    """A Cosmos DB account."""
    attributes = pick(
        body, kind="kind", offer_type="databaseaccountoffertype", key_vault_key_id="keyvaultkeyuri"
    )
    yield made("azurerm_cosmosdb_account", body, attributes)


def _throughput(body: View) -> dict[str, Any]:
    options = within(body, "options") or within(body, "resource")
    maximum = whole(within(options, "autoscalesettings"), "maxthroughput")
    found: dict[str, Any] = {"throughput": whole(options, "throughput")}
    if maximum is not None:
        found["autoscale_settings"] = [{"max_throughput": maximum}]
    return found


def _cosmos_child(native_type: str) -> Adapter:
    def adapter(body: View) -> Iterator[Native]:
        owner = ancestor(body, "databaseaccounts")
        attributes = {"account_name": tail(owner) or None, **_throughput(body)}
        yield made(native_type, body, attributes)

    return adapter


def synapse(body: View) -> Iterator[Native]:
    """A Synapse workspace; it names its lake by its address."""
    lake = within(body, "defaultdatalakestorage")
    address, folder = text(lake, "accounturl").rstrip("/"), text(lake, "filesystem")
    attributes = {
        "storage_data_lake_gen2_filesystem_id": f"{address}/{folder}" if address else None
    }
    yield made("azurerm_synapse_workspace", body, attributes)


def hdinsight(body: View) -> Iterator[Native]:
    """A cluster of Hadoop, Spark, Kafka or HBase."""
    kind = text(within(body, "clusterdefinition"), "kind").lower() or "spark"
    named = {"interactivehive": "interactive_query"}.get(kind, kind)
    attributes = pick(body, tier="tier", cluster_version="clusterversion")
    yield made(f"azurerm_hdinsight_{named}_cluster", body, attributes)


def spark(body: View) -> Iterator[Native]:
    """A Databricks workspace, and the group that it manages."""
    attributes = pick(body, sku="sku.name", managed_resource_group_id="managedresourcegroupid")
    private = within(body, "parameters")
    network = within(private, "customvirtualnetworkid")
    attributes["virtual_network_id"] = text(network, "value") or None
    yield made("azurerm_databricks_workspace", body, attributes)


def machine_learning(body: View) -> Iterator[Native]:
    """A workspace of Azure Machine Learning."""
    attributes = pick(
        body,
        storage_account_id="storageaccount",
        key_vault_id="keyvault",
        container_registry_id="containerregistry",
        application_insights_id="applicationinsights",
        sku_name="sku.name",
        public_network_access_enabled="publicnetworkaccess",
    )
    yield made("azurerm_machine_learning_workspace", body, attributes)


ADAPTERS: dict[str, Adapter] = {
    "microsoft.cache/redis": redis,
    "microsoft.cache/redis/firewallrules": child("azurerm_redis_firewall_rule", "redis_cache_id"),
    "microsoft.cache/redisenterprise": plain(
        "azurerm_redis_enterprise_cluster", sku_name="sku.name", hostname="hostname"
    ),
    "microsoft.cache/redisenterprise/databases": child(
        "azurerm_redis_enterprise_database", "cluster_id"
    ),
    COSMOS: cosmos,
    f"{COSMOS}/sqldatabases": _cosmos_child("azurerm_cosmosdb_sql_database"),
    f"{COSMOS}/mongodbdatabases": _cosmos_child("azurerm_cosmosdb_mongo_database"),
    f"{COSMOS}/gremlindatabases": _cosmos_child("azurerm_cosmosdb_gremlin_database"),
    f"{COSMOS}/tables": _cosmos_child("azurerm_cosmosdb_table"),
    f"{COSMOS}/cassandrakeyspaces": _cosmos_child("azurerm_cosmosdb_cassandra_keyspace"),
    f"{COSMOS}/sqldatabases/containers": _cosmos_child("azurerm_cosmosdb_sql_container"),
    f"{COSMOS}/mongodbdatabases/collections": _cosmos_child("azurerm_cosmosdb_mongo_collection"),
    "microsoft.documentdb/cassandraclusters": plain(
        "azurerm_cosmosdb_cassandra_cluster",
        delegated_management_subnet_id="delegatedmanagementsubnetid",
    ),
    "microsoft.datamigration/services": plain(
        "azurerm_database_migration_service", sku_name="sku.name", subnet_id="virtualsubnetid"
    ),
    "microsoft.kusto/clusters": plain("azurerm_kusto_cluster", sku_name="sku.name"),
    "microsoft.search/searchservices": plain(
        "azurerm_search_service", sku="sku.name", replica_count="replicacount"
    ),
    "microsoft.synapse/workspaces": synapse,
    "microsoft.synapse/workspaces/sqlpools": child(
        "azurerm_synapse_sql_pool", "synapse_workspace_id", sku_name="sku.name"
    ),
    "microsoft.synapse/workspaces/firewallrules": child(
        "azurerm_synapse_firewall_rule", "synapse_workspace_id"
    ),
    "microsoft.hdinsight/clusters": hdinsight,
    "microsoft.databricks/workspaces": spark,
    "microsoft.datafactory/factories": plain("azurerm_data_factory"),
    "microsoft.powerbidedicated/capacities": plain("azurerm_powerbi_embedded", sku_name="sku.name"),
    "microsoft.machinelearningservices/workspaces": machine_learning,
    "microsoft.cognitiveservices/accounts": plain(
        "azurerm_cognitive_account", sku_name="sku.name", kind="kind"
    ),
    "microsoft.cognitiveservices/accounts/deployments": child(
        "azurerm_cognitive_deployment", "cognitive_account_id"
    ),
}
