"""Cosmos DB: accounts, their databases and containers."""

import re

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other
from providers.attributes import block, text, whole
from providers.sources.azure.arm import arm, fold, key_words, names, parent, plain, read, sibling

ACCOUNT = re.compile(r"^.*/databaseaccounts/[^/]+")
"""The account in an id; older ones have `/apis/sql` between it and its databases."""


def cosmos_account(record: Record) -> Reading:
    """A Cosmos DB account: MongoDB where it speaks that, else a document store of its own."""
    attributes = record.attributes
    mongo = text(attributes, "kind") == "MongoDB"
    spec = Other(size=text(attributes, "offer_type"), tier=text(attributes, "kind"))
    references = key_words(attributes, "key_vault_key_id")
    return read(record, "db.mongodb" if mongo else "db.dynamodb", spec, references)


def _cosmos_child(kind: str) -> FromTerraform:
    def rule(record: Record) -> Reading:
        attributes = record.attributes
        found = ACCOUNT.match(arm(attributes, "id"))
        account = (
            found.group()
            if found
            else sibling(
                record, "microsoft.documentdb/databaseaccounts", text(attributes, "account_name")
            )
        )
        maximum = whole(block(attributes, "autoscale_settings"), "max_throughput")
        units = whole(attributes, "throughput") or maximum
        spec = Other(units=units, tier="autoscale" if maximum else "")
        return read(record, kind, spec, names("in", "account_name", account))

    return rule


RULES: dict[str, FromTerraform] = {
    "azurerm_cosmosdb_account": cosmos_account,
    "azurerm_cosmosdb_sql_database": _cosmos_child("db.dynamodb"),
    "azurerm_cosmosdb_mongo_database": _cosmos_child("db.mongodb"),
    "azurerm_cosmosdb_gremlin_database": _cosmos_child("db.graph"),
    "azurerm_cosmosdb_table": _cosmos_child("db.dynamodb"),
    "azurerm_cosmosdb_cassandra_keyspace": _cosmos_child("db.cassandra"),
    "azurerm_cosmosdb_cassandra_cluster": plain(
        "db.cassandra", {"delegated_management_subnet_id": "in"}
    ),
    "azurerm_cosmosdb_sql_container": lambda record: fold(
        record, parent(arm(record.attributes, "id")), None
    ),
    "azurerm_cosmosdb_mongo_collection": lambda record: fold(
        record, parent(arm(record.attributes, "id")), None
    ),
}
