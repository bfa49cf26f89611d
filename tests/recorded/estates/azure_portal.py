"""The citizens' portal of the public body: Kubernetes, PostgreSQL, queues, and the way in."""
# A block of attributes a line, as a table, is read faster than wrapped.
# ruff: noqa: E501

from azure_applications import account, container
from azure_entrance import entrance
from azure_estate import TENANT, Azure, rule, tags
from azure_shared import Shared, leaving, spoke, vault
from terraform_state import Attributes

PORTAL = tags("portail-citoyen", "direction-numerique@metropole-exemple.fr", "high", "personal")
EXCHANGES = tags("echanges", "direction-numerique@metropole-exemple.fr", "medium")


def portal(azure: Azure, shared: Shared) -> None:
    """The portal and everything it needs."""
    group = azure.group("rg-portail-prod", PORTAL)
    network = azure.network(group, "vnet-portail", ["10.50.0.0/16"], PORTAL)
    spoke(azure, shared.hub, group, network)
    nodes = azure.subnet(network, "snet-portail-noeuds", "10.50.0.0/20")
    data = azure.subnet(
        network,
        "snet-portail-donnees",
        "10.50.16.0/24",
        "Microsoft.DBforPostgreSQL/flexibleServers",
    )
    links = azure.subnet(network, "snet-portail-liens", "10.50.17.0/24")
    guard = azure.guard(
        group,
        "nsg-portail",
        [rule("web-du-hub", 100, ["80", "443"], "10.10.1.0/24"),
         rule("sondes", 110, ["*"], "AzureLoadBalancer", protocol="*")],
        PORTAL,
    )  # fmt: skip
    azure.guarded(nodes, guard)
    azure.guarded(links, guard)
    leaving(azure, group, [nodes], PORTAL)
    keys = vault(azure, group, "kv-portail-prod", PORTAL)
    identity = _identity(azure, group, keys)
    registry = _cluster(azure, shared, group, nodes, identity)
    _database(azure, group, network, data)
    _cache_and_queues(azure, group, links)
    _stores(azure, group)
    entrance(azure, shared, keys)
    _grant(azure, "acr_pull", str(identity["principal_id"]), str(registry["id"]), "AcrPull")
    _alerts(azure, shared, group)


def _identity(azure: Azure, group: str, keys: Attributes) -> Attributes:
    identity = azure.add(
        "azurerm_user_assigned_identity", "portail", "Microsoft.ManagedIdentity/userAssignedIdentities",
        group, "id-portail-prod",
        {"principal_id": "a83f2d15-6c07-4e9b-b1d4-95e0c7f3a628", "tenant_id": TENANT,
         "client_id": "17be4f90-d2a6-4c35-8f71-3a0c9e5d4b82", "tags": PORTAL},
    )  # fmt: skip
    _grant(
        azure,
        "lire_secrets",
        str(identity["principal_id"]),
        str(keys["id"]),
        "Key Vault Secrets User",
    )
    for name in ("jeton-franceconnect", "cle-paiement"):
        address = f"{keys['vault_uri']}secrets/{name}"
        version = "5e7a1c9f3b2d4e60a8f4d7c2b1e09f36"
        azure.child(
            "azurerm_key_vault_secret", name.replace("-", "_"), f"{address}/{version}",
            {"name": name, "key_vault_id": keys["id"], "content_type": "text/plain", "version": version,
             "versionless_id": address, "resource_versionless_id": f"{keys['id']}/secrets/{name}",
             "resource_id": f"{keys['id']}/secrets/{name}/versions/{version}", "tags": PORTAL},
        )  # fmt: skip
    return identity


def _grant(azure: Azure, label: str, principal: str, scope: str, role: str) -> None:
    ids = {
        "acr_pull": "6f0c2b7e-1d94-4a53-b8e7-20c5f9a3d614",
        "lire_secrets": "d31a7e58-94c2-4f06-a7bb-8e15c0f2d943",
    }
    azure.child(
        "azurerm_role_assignment", label,
        f"{scope}/providers/Microsoft.Authorization/roleAssignments/{ids[label]}",
        {"name": ids[label], "scope": scope, "principal_id": principal, "role_definition_name": role,
         "principal_type": "ServicePrincipal"},
    )  # fmt: skip


def _cluster(
    azure: Azure, shared: Shared, group: str, nodes: str, identity: Attributes
) -> Attributes:
    cluster = azure.add(
        "azurerm_kubernetes_cluster", "portail", "Microsoft.ContainerService/managedClusters", group,
        "aks-portail-prod",
        {"dns_prefix": "aks-portail", "kubernetes_version": "1.33", "sku_tier": "Standard",
         "private_cluster_enabled": True, "oidc_issuer_enabled": True, "workload_identity_enabled": True,
         "local_account_disabled": True, "role_based_access_control_enabled": True,
         "node_resource_group": "rg-portail-noeuds", "current_kubernetes_version": "1.33.4",
         "identity": [{"type": "UserAssigned", "identity_ids": [identity["id"]]}],
         "network_profile": [{"network_plugin": "azure", "network_plugin_mode": "overlay",
                              "network_policy": "cilium", "pod_cidr": "192.168.0.0/16",
                              "service_cidr": "172.16.0.0/16", "dns_service_ip": "172.16.0.10",
                              "load_balancer_sku": "standard", "outbound_type": "userAssignedNATGateway"}],
         "default_node_pool": [{"name": "systeme", "vm_size": "Standard_D2s_v5", "node_count": 3,
                                "auto_scaling_enabled": False, "os_disk_size_gb": 128,
                                "os_disk_type": "Managed", "os_sku": "AzureLinux", "type": "VirtualMachineScaleSets",
                                "vnet_subnet_id": nodes, "zones": ["1", "2", "3"], "max_pods": 110,
                                "only_critical_addons_enabled": True}],
         "oms_agent": [{"log_analytics_workspace_id": shared.workspace, "msi_auth_for_monitoring_enabled": True}],
         "tags": PORTAL},
    )  # fmt: skip
    azure.add(
        "azurerm_kubernetes_cluster_node_pool", "applications",
        f"Microsoft.ContainerService/managedClusters/{cluster['name']}/agentPools", group, "applis",
        {"kubernetes_cluster_id": cluster["id"], "vm_size": "Standard_D4s_v5", "mode": "User",
         "node_count": 4, "min_count": 3, "max_count": 8, "auto_scaling_enabled": True,
         "os_disk_size_gb": 128, "os_disk_type": "Managed", "os_type": "Linux", "priority": "Regular",
         "vnet_subnet_id": nodes, "zones": ["1", "2", "3"], "node_labels": {"role": "applications"},
         "node_taints": [], "tags": PORTAL},
    )  # fmt: skip
    return azure.add(
        "azurerm_container_registry", "portail", "Microsoft.ContainerRegistry/registries", group,
        "acrmetropoleprod",
        {"sku": "Premium", "admin_enabled": False, "public_network_access_enabled": False,
         "anonymous_pull_enabled": False, "zone_redundancy_enabled": True,
         "login_server": "acrmetropoleprod.azurecr.io", "tags": PORTAL},
    )  # fmt: skip


def _database(azure: Azure, group: str, network: Attributes, subnet: str) -> None:
    zone = azure.add(
        "azurerm_private_dns_zone", "postgres", "Microsoft.Network/privateDnsZones", group,
        "portail.private.postgres.database.azure.com", {"tags": PORTAL},
    )  # fmt: skip
    azure.add(
        "azurerm_private_dns_zone_virtual_network_link", "postgres",
        f"Microsoft.Network/privateDnsZones/{zone['name']}/virtualNetworkLinks", group, "portail",
        {"private_dns_zone_name": zone["name"], "virtual_network_id": network["id"],
         "registration_enabled": False, "tags": {}},
    )  # fmt: skip
    server = azure.add(
        "azurerm_postgresql_flexible_server", "portail", "Microsoft.DBforPostgreSQL/flexibleServers",
        group, "psql-portail-prod",
        {"version": "16", "sku_name": "GP_Standard_D4ds_v5", "storage_mb": 262144, "storage_tier": "P15",
         "administrator_login": "administrateur", "backup_retention_days": 21, "zone": "1",
         "geo_redundant_backup_enabled": False, "auto_grow_enabled": True,
         "high_availability": [{"mode": "ZoneRedundant", "standby_availability_zone": "2"}],
         "delegated_subnet_id": subnet, "private_dns_zone_id": zone["id"],
         "public_network_access_enabled": False, "replication_role": "Primary",
         "fqdn": "psql-portail-prod.postgres.database.azure.com", "tags": PORTAL},
    )  # fmt: skip
    for name in ("demarches", "comptes"):
        azure.child(
            "azurerm_postgresql_flexible_server_database", name, f"{server['id']}/databases/{name}",
            {"name": name, "server_id": server["id"], "charset": "UTF8", "collation": "fr_FR.utf8",
             "timeouts": None},
        )  # fmt: skip


def _cache_and_queues(azure: Azure, group: str, links: str) -> None:
    cache = azure.add(
        "azurerm_redis_cache", "portail", "Microsoft.Cache/redis", group, "redis-portail-prod",
        {"sku_name": "Standard", "family": "C", "capacity": 2, "redis_version": "6",
         "minimum_tls_version": "1.2", "non_ssl_port_enabled": False, "ssl_port": 6380, "port": 6379,
         "public_network_access_enabled": False, "hostname": "redis-portail-prod.redis.cache.windows.net",
         "tags": PORTAL},
    )  # fmt: skip
    azure.add(
        "azurerm_private_endpoint", "redis", "Microsoft.Network/privateEndpoints", group, "pe-redis-portail",
        {"subnet_id": links, "tags": PORTAL, "private_service_connection": [
            {"name": "redis", "is_manual_connection": False, "subresource_names": ["redisCache"],
             "private_connection_resource_id": cache["id"]}]},
    )  # fmt: skip
    bus = azure.add(
        "azurerm_servicebus_namespace", "echanges", "Microsoft.ServiceBus/namespaces", group,
        "sb-echanges-prod",
        {"sku": "Standard", "capacity": 0, "local_auth_enabled": False, "minimum_tls_version": "1.2",
         "public_network_access_enabled": True, "premium_messaging_partitions": 0, "tags": EXCHANGES,
         "endpoint": "https://sb-echanges-prod.servicebus.windows.net:443/"},
    )  # fmt: skip
    for name in ("demandes-actes", "notifications"):
        azure.add(
            "azurerm_servicebus_queue", name.replace("-", "_"),
            f"Microsoft.ServiceBus/namespaces/{bus['name']}/queues", group, name,
            {"namespace_id": bus["id"], "lock_duration": "PT1M", "default_message_ttl": "P14D",
             "max_delivery_count": 10, "max_size_in_megabytes": 1024, "requires_session": False,
             "dead_lettering_on_message_expiration": True, "status": "Active"},
        )  # fmt: skip
    azure.add(
        "azurerm_servicebus_topic", "evenements", f"Microsoft.ServiceBus/namespaces/{bus['name']}/topics",
        group, "evenements-usagers",
        {"namespace_id": bus["id"], "max_size_in_megabytes": 5120, "status": "Active"},
    )  # fmt: skip


def _stores(azure: Azure, group: str) -> None:
    store = account(azure, group, "stportailpiecesprod", PORTAL)
    for name in ("pieces-jointes", "modeles"):
        container(azure, store, name)
    work = account(azure, group, "stechangesprod", EXCHANGES, account_replication_type="LRS")
    plan = azure.add(
        "azurerm_service_plan", "echanges", "Microsoft.Web/serverFarms", group, "asp-echanges-prod",
        {"os_type": "Linux", "sku_name": "P1v3", "worker_count": 2, "kind": "linux", "reserved": True,
         "per_site_scaling_enabled": False, "zone_balancing_enabled": False, "tags": EXCHANGES},
    )  # fmt: skip
    azure.add(
        "azurerm_linux_function_app", "echanges", "Microsoft.Web/sites", group, "func-echanges-prod",
        {"service_plan_id": plan["id"], "storage_account_name": work["name"], "https_only": True,
         "storage_uses_managed_identity": True, "functions_extension_version": "~4", "enabled": True,
         "kind": "functionapp,linux", "default_hostname": "func-echanges-prod.azurewebsites.net",
         "site_config": [{"always_on": True, "ftps_state": "Disabled", "minimum_tls_version": "1.2",
                          "application_stack": [{"python_version": "3.12"}]}],
         "app_settings": {"SERVICEBUS_NAMESPACE": "sb-echanges-prod.servicebus.windows.net"},
         "identity": [{"type": "SystemAssigned", "identity_ids": []}], "tags": EXCHANGES},
    )  # fmt: skip


def _alerts(azure: Azure, shared: Shared, group: str) -> None:
    database = (
        f"{azure.root(group)}/providers/Microsoft.DBforPostgreSQL/flexibleServers/psql-portail-prod"
    )
    azure.add(
        "azurerm_monitor_metric_alert", "processeur_base", "Microsoft.Insights/metricAlerts", group,
        "alerte-processeur-base",
        {"scopes": [database], "severity": 2, "enabled": True, "frequency": "PT5M", "window_size": "PT15M",
         "auto_mitigate": True, "action": [{"action_group_id": shared.action}],
         "criteria": [{"metric_namespace": "Microsoft.DBforPostgreSQL/flexibleServers",
                       "metric_name": "cpu_percent", "aggregation": "Average", "operator": "GreaterThan",
                       "threshold": 85}], "tags": PORTAL},
    )  # fmt: skip
