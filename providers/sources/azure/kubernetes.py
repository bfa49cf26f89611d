"""AKS clusters with their default pool, further node pools, and container registries."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Cluster, Disk, NodePool, Registry, VirtualMachine
from providers.attributes import Attributes, block, first_text, flag, labels, text, texts, whole
from providers.sources.azure.arm import arm, fold, identities, identity, key_words, names, read
from providers.sources.azure.machines import architecture


def _taint(word: str) -> tuple[str, str, str]:
    pair, _, effect = word.rpartition(":")
    key, _, value = pair.partition("=")
    return key, value, effect


def pool(attributes: Attributes, cluster: str) -> NodePool:
    """A node pool: the default one, written in its cluster, or one of its own."""
    size = text(attributes, "vm_size")
    windows = text(attributes, "os_type") == "Windows"
    subnet = arm(attributes, "vnet_subnet_id")
    machine = VirtualMachine(
        size=size,
        architecture=architecture(size),
        os="windows" if windows else "",
        licence="included" if windows else "",
        boot_disk=Disk(
            size_gib=whole(attributes, "os_disk_size_gb"), tier=text(attributes, "os_disk_type")
        ),
        public_ip=flag(attributes, "node_public_ip_enabled", "enable_node_public_ip") or False,
        spot=text(attributes, "priority") == "Spot",
    )
    return NodePool(
        cluster=cluster,
        machine=machine,
        minimum=whole(attributes, "min_count"),
        maximum=whole(attributes, "max_count"),
        desired=whole(attributes, "node_count"),
        subnets=(subnet,) if subnet else (),
        labels=tuple(labels(attributes, "node_labels").items()),
        taints=tuple(_taint(word) for word in texts(attributes, "node_taints")),
        zones=tuple(sorted(texts(attributes, "zones") or texts(attributes, "availability_zones"))),
    )


def _named_pool(attributes: Attributes, cluster: str) -> NodePool:
    found = pool(attributes, cluster)
    return NodePool(
        cluster=cluster,
        machine=found.machine,
        minimum=found.minimum,
        maximum=found.maximum,
        desired=found.desired,
        subnets=found.subnets,
        labels=found.labels,
        taints=found.taints,
        zones=found.zones,
        name=text(attributes, "name") or "default",
    )


def cluster(record: Record) -> Reading:
    """An AKS cluster; its default pool is part of its record."""
    attributes = record.attributes
    network = block(attributes, "network_profile")
    default = block(attributes, "default_node_pool")
    first = _named_pool(default, identity(record)) if default else None
    tier = text(attributes, "sku_tier")
    key = text(block(attributes, "key_management_service"), "key_vault_key_id").lower()
    spec = Cluster(
        version=first_text(attributes, "kubernetes_version", "current_kubernetes_version"),
        subnets=first.subnets if first else (),
        private_api=flag(attributes, "private_cluster_enabled"),
        high_availability=tier not in {"", "Free"} if tier else None,
        role=next(iter(reference.target for reference in identities(attributes)), ""),
        key=key,
        pod_range=text(network, "pod_cidr"),
        service_range=text(network, "service_cidr"),
        tier=tier,
        pools=(first,) if first else (),
    )
    kubelet = block(attributes, "kubelet_identity")
    ingress = block(attributes, "ingress_application_gateway")
    references = (
        *names("in", "default_node_pool.vnet_subnet_id", *spec.subnets),
        *names("encrypted-with", "key_management_service.key_vault_key_id", key),
        *names("uses", "kubelet_identity", arm(kubelet, "user_assigned_identity_id")),
        *names("uses", "ingress_application_gateway.gateway_id", arm(ingress, "gateway_id")),
        *names(
            "sends-to",
            "oms_agent.log_analytics_workspace_id",
            arm(block(attributes, "oms_agent"), "log_analytics_workspace_id"),
        ),
        *key_words(attributes, "disk_encryption_set_id"),
    )
    aliases = (
        text(attributes, "fqdn"),
        text(attributes, "private_fqdn"),
        text(kubelet, "object_id"),
        arm(attributes, "node_resource_group_id"),
    )
    return read(record, "k8s.cluster", spec, references, aliases)


def node_pool(record: Record) -> Reading:
    """A further node pool."""
    owner = arm(record.attributes, "kubernetes_cluster_id")
    spec = pool(record.attributes, owner)
    references = (
        *names("in", "kubernetes_cluster_id", owner),
        *names("in", "vnet_subnet_id", *spec.subnets),
    )
    return read(record, "k8s.node_pool", spec, references)


def registry(record: Record) -> Reading:
    """A container registry; images name it by its login server."""
    attributes = record.attributes
    spec = Registry(
        public=flag(attributes, "anonymous_pull_enabled"),
        tier=text(attributes, "sku"),
        key=text(block(attributes, "encryption"), "key_vault_key_id").lower(),
    )
    references = key_words(block(attributes, "encryption"), "key_vault_key_id")
    return read(record, "container.registry", spec, references, (text(attributes, "login_server"),))


RULES: dict[str, FromTerraform] = {
    "azurerm_kubernetes_cluster": cluster,
    "azurerm_kubernetes_cluster_node_pool": node_pool,
    "azurerm_container_registry": registry,
    "azurerm_kubernetes_cluster_extension": lambda record: fold(
        record, arm(record.attributes, "cluster_id"), None
    ),
}
