"""The older applications of the public body, on machines: civil registry, documents, payroll."""
# A block of attributes a line, as a table, is read faster than wrapped.
# ruff: noqa: E501

from azure_estate import Azure, rule, tags
from azure_machines import (
    REDHAT,
    SQL_SERVER,
    UBUNTU,
    WINDOWS,
    Machine,
    Place,
    availability_set,
    internal_balancer,
    machine,
)
from azure_shared import Shared, spoke, vault
from terraform_state import Attributes

REGISTRY = tags("etat-civil", "direction-population@metropole-exemple.fr", "high", "sensitive")
DOCUMENTS = tags("ged", "archives@metropole-exemple.fr", "medium", "personal")
PAYROLL = tags("paie", "direction-rh@metropole-exemple.fr", "high", "personal")
HUB = "10.10.0.0/16"


def civil_registry(azure: Azure, shared: Shared) -> str:
    """Births, marriages, deaths: two application servers and a SQL database; returns a network."""
    group = azure.group("rg-etatcivil-prod", REGISTRY)
    network = azure.network(group, "vnet-etatcivil", ["10.20.0.0/16"], REGISTRY)
    spoke(azure, shared.hub, group, network)
    front = azure.subnet(network, "snet-etatcivil-app", "10.20.1.0/24")
    guard = azure.guard(
        group,
        "nsg-etatcivil-app",
        [
            rule("https-du-hub", 100, ["8080"], HUB),
            rule("ssh-du-bastion", 110, ["22"], "10.10.0.64/26"),
            rule("sondes", 120, ["8080"], "AzureLoadBalancer"),
            rule("refus", 4000, ["*"], "VirtualNetwork", access="Deny", protocol="*"),
        ],
        REGISTRY,
    )
    azure.guarded(front, guard)
    together = availability_set(azure, group, "avail-etatcivil-app", REGISTRY)
    place = Place(group, front, REGISTRY, together)
    members = [
        machine(
            azure,
            shared,
            place,
            Machine(f"vm-etatcivil-app-{n}", "Standard_D4s_v5", REDHAT, f"10.20.1.1{n}", 64, 128),
        )
        for n in (1, 2)
    ]
    internal_balancer(azure, place, "lbi-etatcivil", 8080, members)
    _sql(azure, group, front)
    return front


def _sql(azure: Azure, group: str, subnet: str) -> None:
    server = azure.add(
        "azurerm_mssql_server", "etatcivil", "Microsoft.Sql/servers", group, "sql-etatcivil-prod",
        {"version": "12.0", "administrator_login": "administrateur", "minimum_tls_version": "1.2",
         "connection_policy": "Default", "public_network_access_enabled": False,
         "fully_qualified_domain_name": "sql-etatcivil-prod.database.windows.net", "tags": REGISTRY},
    )  # fmt: skip
    database = "Microsoft.Sql/servers/sql-etatcivil-prod/databases"
    for label, name, size, gib in (
        ("actes", "actes", "GP_Gen5_4", 250),
        ("files", "files-attente", "S2", 50),
    ):
        azure.add(
            "azurerm_mssql_database", label, database, group, name,
            {"server_id": server["id"], "sku_name": size, "max_size_gb": gib, "zone_redundant": False,
             "collation": "French_CI_AS", "license_type": "LicenseIncluded", "geo_backup_enabled": True,
             "storage_account_type": "Geo", "transparent_data_encryption_enabled": True,
             "short_term_retention_policy": [{"retention_days": 14, "backup_interval_in_hours": 12}],
             "tags": REGISTRY},
        )  # fmt: skip
    azure.add(
        "azurerm_private_endpoint", "sql_etatcivil", "Microsoft.Network/privateEndpoints", group,
        "pe-sql-etatcivil",
        {"subnet_id": subnet, "tags": REGISTRY, "private_service_connection": [
            {"name": "sql", "is_manual_connection": False, "subresource_names": ["sqlServer"],
             "private_connection_resource_id": server["id"]}]},
    )  # fmt: skip


def documents(azure: Azure, shared: Shared) -> None:
    """The archive of documents: Linux servers, a Windows indexer, files and old scans."""
    group = azure.group("rg-ged-prod", DOCUMENTS)
    network = azure.network(group, "vnet-ged", ["10.30.0.0/16"], DOCUMENTS)
    spoke(azure, shared.hub, group, network)
    subnet = azure.subnet(network, "snet-ged-app", "10.30.1.0/24")
    guard = azure.guard(
        group,
        "nsg-ged-app",
        [
            rule("web-du-hub", 100, ["443", "8443"], HUB),
            rule("partage-interne", 110, ["445"], "10.30.0.0/16"),
            rule("administration", 120, ["22", "3389"], "10.10.0.64/26"),
        ],
        DOCUMENTS,
    )
    azure.guarded(subnet, guard)
    _site_routes(azure, group, subnet)
    place = Place(group, subnet, DOCUMENTS)
    servers = [
        machine(
            azure,
            shared,
            place,
            Machine(f"vm-ged-{n}", "Standard_E4s_v5", UBUNTU, f"10.30.1.1{n}", 64, 512),
        )
        for n in (1, 2)
    ]
    internal_balancer(azure, place, "lbi-ged", 8443, servers)
    machine(
        azure,
        shared,
        place,
        Machine("vm-ged-index", "Standard_D8s_v5", WINDOWS, "10.30.1.20", 128, 256),
    )
    _archive(azure, group)


def _site_routes(azure: Azure, group: str, subnet: str) -> None:
    table = azure.add(
        "azurerm_route_table", "ged", "Microsoft.Network/routeTables", group, "rt-ged",
        {"bgp_route_propagation_enabled": False, "tags": DOCUMENTS, "subnets": [subnet], "route": [
            {"name": "hotel-de-ville", "address_prefix": "10.200.0.0/16",
             "next_hop_type": "VirtualNetworkGateway", "next_hop_in_ip_address": ""}]},
    )  # fmt: skip
    azure.child(
        "azurerm_subnet_route_table_association", "ged", subnet,
        {"subnet_id": subnet, "route_table_id": table["id"], "timeouts": None},
    )  # fmt: skip


def account(
    azure: Azure, group: str, name: str, own_tags: dict[str, str], **others: object
) -> Attributes:
    """A storage account; `name` is unique in all of Azure."""
    return azure.add(
        "azurerm_storage_account", name.removesuffix("prod"), "Microsoft.Storage/storageAccounts", group, name,
        {"account_kind": "StorageV2", "account_tier": "Standard", "account_replication_type": "ZRS",
         "access_tier": "Hot", "allow_nested_items_to_be_public": False, "min_tls_version": "TLS1_2",
         "https_traffic_only_enabled": True, "public_network_access_enabled": False,
         "shared_access_key_enabled": False, "primary_location": "francecentral",
         "primary_blob_host": f"{name}.blob.core.windows.net",
         "primary_blob_endpoint": f"https://{name}.blob.core.windows.net/",
         "primary_file_host": f"{name}.file.core.windows.net",
         "network_rules": [{"default_action": "Deny", "bypass": ["AzureServices"], "ip_rules": [],
                            "virtual_network_subnet_ids": []}],
         "blob_properties": [{"versioning_enabled": True, "change_feed_enabled": False,
                              "delete_retention_policy": [{"days": 30, "permanent_delete_enabled": False}],
                              "container_delete_retention_policy": [{"days": 30}]}],
         "tags": own_tags, **others},
    )  # fmt: skip


def container(azure: Azure, owner: Attributes, name: str) -> None:
    """A private container of an account."""
    azure.child(
        "azurerm_storage_container", name.replace("-", "_"),
        f"https://{owner['name']}.blob.core.windows.net/{name}",
        {"name": name, "storage_account_id": owner["id"], "container_access_type": "private",
         "resource_manager_id": f"{owner['id']}/blobServices/default/containers/{name}",
         "has_immutability_policy": False, "has_legal_hold": False, "metadata": {}},
    )  # fmt: skip


def _archive(azure: Azure, group: str) -> None:
    store = account(azure, group, "stgedarchivesprod", DOCUMENTS)
    for name in ("actes-numerises", "courriers"):
        container(azure, store, name)
    azure.child(
        "azurerm_storage_management_policy", "archives", f"{store['id']}/managementPolicies/default",
        {"storage_account_id": store["id"], "rule": [
            {"name": "vieillissement", "enabled": True,
             "filters": [{"blob_types": ["blockBlob"], "prefix_match": ["courriers/"]}],
             "actions": [{"base_blob": [
                 {"tier_to_cool_after_days_since_modification_greater_than": 90,
                  "tier_to_archive_after_days_since_modification_greater_than": 730,
                  "delete_after_days_since_modification_greater_than": 3650}]}]}]},
    )  # fmt: skip
    azure.child(
        "azurerm_storage_share", "depot", f"{store['id']}/fileServices/default/shares/depot",
        {"name": "depot", "storage_account_id": store["id"], "quota": 1024, "enabled_protocol": "SMB",
         "access_tier": "Hot", "metadata": {},
         "url": f"https://{store['name']}.file.core.windows.net/depot"},
    )  # fmt: skip


def payroll(azure: Azure, shared: Shared) -> None:
    """Payroll: Windows and SQL Server on machines, disks under the body's own key."""
    group = azure.group("rg-paie-prod", PAYROLL)
    network = azure.network(group, "vnet-paie", ["10.40.0.0/16"], PAYROLL)
    spoke(azure, shared.hub, group, network)
    subnet = azure.subnet(network, "snet-paie", "10.40.1.0/24")
    guard = azure.guard(
        group,
        "nsg-paie",
        [
            rule("web-interne", 100, ["443"], "10.200.0.0/16"),
            rule("sql-local", 110, ["1433"], "10.40.1.0/24"),
            rule("bureau-distant", 120, ["3389"], "10.10.0.64/26"),
            rule("refus", 4000, ["*"], "VirtualNetwork", access="Deny", protocol="*"),
        ],
        PAYROLL,
    )
    azure.guarded(subnet, guard)
    encryption = _own_key(azure, group)
    together = availability_set(azure, group, "avail-paie", PAYROLL)
    place = Place(group, subnet, PAYROLL, together)
    for n in (1, 2):
        machine(
            azure,
            shared,
            place,
            Machine(
                f"vm-paie-web-{n}", "Standard_D4s_v5", WINDOWS, f"10.40.1.1{n}", 128, 0, encryption
            ),
        )
    machine(
        azure,
        shared,
        place,
        Machine("vm-paie-sql", "Standard_E8s_v5", SQL_SERVER, "10.40.1.20", 128, 1024, encryption),
    )


def _own_key(azure: Azure, group: str) -> str:
    """The key that payroll's disks are encrypted with; returns the disk encryption set's id."""
    keys = vault(azure, group, "kv-paie-prod", PAYROLL)
    version = "9d1f4c7be2a04f5c8a37b6e05d9c2f18"
    address = f"{keys['vault_uri']}keys/disques-paie"
    azure.child(
        "azurerm_key_vault_key", "disques_paie", f"{address}/{version}",
        {"name": "disques-paie", "key_vault_id": keys["id"], "key_type": "RSA", "key_size": 3072,
         "key_opts": ["wrapKey", "unwrapKey"], "version": version, "versionless_id": address,
         "resource_id": f"{keys['id']}/keys/disques-paie/versions/{version}",
         "resource_versionless_id": f"{keys['id']}/keys/disques-paie", "tags": PAYROLL,
         "rotation_policy": [{"expire_after": "P2Y", "automatic": [{"time_after_creation": "P1Y"}]}]},
    )  # fmt: skip
    found = azure.add(
        "azurerm_disk_encryption_set", "paie", "Microsoft.Compute/diskEncryptionSets", group, "des-paie",
        {"key_vault_key_id": f"{address}/{version}", "encryption_type": "EncryptionAtRestWithCustomerKey",
         "auto_key_rotation_enabled": False, "tags": PAYROLL},
    )  # fmt: skip
    return str(found["id"])
