"""AKS clusters with their node pools, container registries."""

from collections.abc import Iterator, Mapping
from typing import Any

from providers.attributes import flag, text, texts
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    below,
    child,
    each,
    group_of,
    made,
    pick,
    tail,
    up,
    within,
)


def _pool(written: View) -> dict[str, Any]:
    labels = written.get("nodelabels")
    return {
        **pick(
            written,
            name="name",
            vm_size="vmsize",
            os_type="ostype",
            os_disk_size_gb="osdisksizegb",
            os_disk_type="osdisktype",
            vnet_subnet_id="vnetsubnetid",
            node_count="count",
            min_count="mincount",
            max_count="maxcount",
            priority="scalesetpriority",
            node_public_ip_enabled="enablenodepublicip",
            orchestrator_version="orchestratorversion",
            mode="mode",
        ),
        "node_labels": labels if isinstance(labels, Mapping) else None,
        "node_taints": list(texts(written, "nodetaints")),
        "zones": list(texts(written, "availabilityzones")),
    }


def _addons(body: View) -> dict[str, Any]:
    """Add-ons that name another resource; ARM spells their names in several ways."""
    addons = within(body, "addonprofiles")
    monitor = within(addons, "omsagent", "config")
    ingress = within(addons, "ingressapplicationgateway", "config")
    workspace = text(monitor, "loganalyticsworkspaceresourceid")
    gateway = text(ingress, "applicationgatewayid") or text(
        ingress, "effectiveapplicationgatewayid"
    )
    return {
        "oms_agent": [{"log_analytics_workspace_id": workspace}] if workspace else [],
        "ingress_application_gateway": [{"gateway_id": gateway}] if gateway else [],
    }


def _security(body: View) -> dict[str, Any]:
    vault = within(body, "securityprofile", "azurekeyvaultkms")
    address = text(vault, "keyid")
    kubelet = within(body, "identityprofile", "kubeletidentity")
    taken = pick(
        kubelet, user_assigned_identity_id="resourceid", client_id="clientid", object_id="objectid"
    )
    return {
        "key_management_service": [{"key_vault_key_id": address}] if address else [],
        "kubelet_identity": [taken] if taken else [],
    }


def _group(body: View) -> dict[str, Any]:
    """The group of machines that the cluster keeps for itself.

    A list without settings does not name it; then it is called as Azure calls it by default.
    """
    name, own = text(body, "noderesourcegroup"), text(body, "id")
    group, region = group_of(own), text(body, "location")
    if not name and region:
        name = f"MC_{group}_{tail(own)}_{region}"
    if not name or not group:
        return {"node_resource_group": name or None}
    above = own[: own.lower().index("/resourcegroups/")]
    return {
        "node_resource_group": name,
        "node_resource_group_id": f"{above}/resourceGroups/{name}",
    }


def cluster(body: View) -> Iterator[Native]:
    """A cluster with its first system pool, and each further pool as a record of its own."""
    pools = each(body, "agentpoolprofiles")
    system = next((one for one in pools if text(one, "mode").lower() == "system"), None)
    default = system or next(iter(pools), None)
    attributes = {
        **pick(
            body,
            kubernetes_version="kubernetesversion",
            current_kubernetes_version="currentkubernetesversion",
            sku_tier="sku.tier",
            fqdn="fqdn",
            private_fqdn="privatefqdn",
            dns_prefix="dnsprefix",
            disk_encryption_set_id="diskencryptionsetid",
        ),
        "private_cluster_enabled": flag(
            within(body, "apiserveraccessprofile"), "enableprivatecluster"
        ),
        "network_profile": [
            pick(
                within(body, "networkprofile"),
                network_plugin="networkplugin",
                pod_cidr="podcidr",
                service_cidr="servicecidr",
            )
        ],
        "default_node_pool": [_pool(default)] if default is not None else [],
        **_addons(body),
        **_security(body),
        **_group(body),
    }
    yield made("azurerm_kubernetes_cluster", body, attributes)
    for one in pools:
        if one is not default:
            own = below(body, "agentPools", text(one, "name"))
            yield from node_pool({**one, "id": text(one, "id") or own})


def node_pool(body: View) -> Iterator[Native]:
    """A node pool; its zones are a list, however many they are."""
    attributes = {"kubernetes_cluster_id": up(text(body, "id")) or None, **_pool(body)}
    yield made("azurerm_kubernetes_cluster_node_pool", body, attributes)


def registry(body: View) -> Iterator[Native]:
    """A container registry."""
    key = text(within(body, "encryption", "keyvaultproperties"), "keyidentifier")
    attributes = {
        **pick(
            body,
            sku="sku.name",
            login_server="loginserver",
            anonymous_pull_enabled="anonymouspullenabled",
        ),
        "encryption": [{"key_vault_key_id": key}] if key else [],
    }
    yield made("azurerm_container_registry", body, attributes)


ADAPTERS: dict[str, Adapter] = {
    "microsoft.containerservice/managedclusters": cluster,
    "microsoft.containerservice/managedclusters/agentpools": node_pool,
    "microsoft.kubernetesconfiguration/extensions": child(
        "azurerm_kubernetes_cluster_extension", "cluster_id", extension_type="extensiontype"
    ),
    "microsoft.containerregistry/registries": registry,
}
