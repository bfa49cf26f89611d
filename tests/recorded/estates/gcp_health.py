"""The health start-up: network, machines, clusters and the way in; programs and data are beside."""
# A block of attributes a line, as a table, is read faster than wrapped.
# ruff: noqa: E501

from gcp_data import Keys, data, keys
from gcp_estate import COMPUTE, PROJECT, REGION, Gcp, labelled
from gcp_programs import programs
from terraform_state import Attributes

SHARED = labelled("socle", "plateforme", "high")
RECORDS = labelled("dossier-patient", "equipe-soins", "high", "health")
VIDEO = labelled("teleconsultation", "equipe-soins", "high", "health")
IMAGING = labelled("imagerie", "equipe-imagerie", "medium", "health")
DEBIAN = "https://www.googleapis.com/compute/v1/projects/debian-cloud/global/images/debian-12-bookworm-v20260912"
WINDOWS = "https://www.googleapis.com/compute/v1/projects/windows-cloud/global/images/windows-server-2022-dc-v20260910"


def health(gcp: Gcp) -> None:
    """The whole estate."""
    network = gcp.compute(
        "google_compute_network", "principal", "global/networks", "vpc-principal",
        {"auto_create_subnetworks": False, "routing_mode": "REGIONAL", "mtu": 1460},
    )  # fmt: skip
    subnets = _subnets(gcp, network)
    _ways_out(gcp, network, subnets)
    _firewalls(gcp, network)
    ring = keys(gcp)
    _cluster(gcp, network, subnets["noeuds"], ring)
    _machines(gcp, network, subnets["machines"], ring)
    web = _viewer(gcp, network, subnets["machines"])
    data(gcp, network, ring)
    services = programs(gcp, subnets["noeuds"])
    _entrance(gcp, web, services)


def _subnets(gcp: Gcp, network: Attributes) -> dict[str, Attributes]:
    ranges = {"noeuds": "10.80.0.0/20", "machines": "10.80.16.0/24"}
    pods = [{"range_name": "pods", "ip_cidr_range": "10.84.0.0/14"},
            {"range_name": "services", "ip_cidr_range": "10.88.0.0/20"}]  # fmt: skip
    return {
        name: gcp.compute(
            "google_compute_subnetwork", name, f"regions/{REGION}/subnetworks", f"sn-{name}",
            {"network": network["self_link"], "ip_cidr_range": cidr, "private_ip_google_access": True,
             "purpose": "PRIVATE", "stack_type": "IPV4_ONLY",
             "secondary_ip_range": pods if name == "noeuds" else [],
             "log_config": [{"aggregation_interval": "INTERVAL_5_SEC", "flow_sampling": 0.5,
                             "metadata": "INCLUDE_ALL_METADATA", "metadata_fields": []}]},
        )
        for name, cidr in ranges.items()
    }  # fmt: skip


def _ways_out(gcp: Gcp, network: Attributes, subnets: dict[str, Attributes]) -> None:
    router = gcp.compute(
        "google_compute_router", "principal", f"regions/{REGION}/routers", "rt-principal",
        {"network": network["self_link"], "bgp": [], "description": ""},
    )  # fmt: skip
    address = gcp.compute(
        "google_compute_address", "sortie", f"regions/{REGION}/addresses", "ip-sortie",
        {"address": "34.155.20.14", "address_type": "EXTERNAL", "network_tier": "PREMIUM",
         "labels": SHARED, "users": [router["self_link"]]},
    )  # fmt: skip
    gcp.add(
        "google_compute_router_nat", "sortie", f"{PROJECT}/{REGION}/rt-principal/nat-sortie",
        {"name": "nat-sortie", "router": "rt-principal", "region": REGION, "type": "PUBLIC",
         "nat_ip_allocate_option": "MANUAL_ONLY", "nat_ips": [address["self_link"]],
         "source_subnetwork_ip_ranges_to_nat": "LIST_OF_SUBNETWORKS",
         "subnetwork": [{"name": one["self_link"], "source_ip_ranges_to_nat": ["ALL_IP_RANGES"],
                         "secondary_ip_range_names": []} for one in subnets.values()],
         "log_config": [{"enable": True, "filter": "ERRORS_ONLY"}]},
    )  # fmt: skip
    peered = gcp.compute(
        "google_compute_global_address", "services_prives", "global/addresses", "plage-services",
        {"address": "10.96.0.0", "prefix_length": 16, "address_type": "INTERNAL",
         "purpose": "VPC_PEERING", "network": network["self_link"]},
    )  # fmt: skip
    gcp.add(
        "google_service_networking_connection", "services_prives",
        "projects%2Fsante-continue-prod%2Fglobal%2Fnetworks%2Fvpc-principal:servicenetworking.googleapis.com",
        {"network": network["id"], "service": "servicenetworking.googleapis.com",
         "peering": "servicenetworking-googleapis-com", "reserved_peering_ranges": [peered["name"]]},
    )  # fmt: skip


def _firewalls(gcp: Gcp, network: Attributes) -> None:
    rules: tuple[tuple[str, list[str], list[str], list[str]], ...] = (
        ("sondes", ["35.191.0.0/16", "130.211.0.0/22"], ["80", "8080"], ["visionneuse"]),
        ("iap", ["35.235.240.0/20"], ["22", "3389"], []),
        ("dicom", ["10.80.0.0/16"], ["104", "11112"], ["dicom"]),
    )
    for name, sources, ports, targets in rules:
        gcp.compute(
            "google_compute_firewall", name, "global/firewalls", f"fw-{name}",
            {"network": network["self_link"], "direction": "INGRESS", "priority": 1000,
             "source_ranges": sources, "target_tags": targets, "disabled": False,
             "allow": [{"protocol": "tcp", "ports": ports}], "deny": []},
        )  # fmt: skip
    gcp.compute(
        "google_compute_firewall", "interne", "global/firewalls", "fw-interne",
        {"network": network["self_link"], "direction": "INGRESS", "priority": 65000,
         "source_ranges": ["10.80.0.0/12"], "disabled": False, "deny": [],
         "allow": [{"protocol": "tcp", "ports": []}, {"protocol": "udp", "ports": []},
                   {"protocol": "icmp", "ports": []}]},
    )  # fmt: skip


def _cluster(gcp: Gcp, network: Attributes, subnet: Attributes, ring: Keys) -> None:
    nodes = gcp.account(
        "noeuds-gke",
        "Nœuds du cluster",
        ["roles/artifactregistry.reader", "roles/logging.logWriter"],
    )
    name = "gke-soins"
    zones = [f"{REGION}-{letter}" for letter in "abc"]
    pools = [
        _pool("applications", "n2-standard-4", nodes, {"min": 1, "max": 3, "now": 2}),
        _pool("calcul", "c3-standard-8", nodes, {"min": 0, "max": 2, "now": 1}),
    ]
    cluster = gcp.located(
        "google_container_cluster", "soins", "clusters", name,
        {"network": network["self_link"], "subnetwork": subnet["self_link"], "networking_mode": "VPC_NATIVE",
         "node_locations": zones, "min_master_version": "1.33", "master_version": "1.33.4-gke.1172000",
         "remove_default_node_pool": True, "initial_node_count": 1, "deletion_protection": True,
         "datapath_provider": "ADVANCED_DATAPATH", "enable_autopilot": False, "endpoint": "10.80.15.2",
         "release_channel": [{"channel": "REGULAR"}], "resource_labels": RECORDS,
         "effective_labels": RECORDS, "self_link": f"https://container.googleapis.com/v1/projects/{PROJECT}/locations/{REGION}/clusters/{name}",
         "ip_allocation_policy": [{"cluster_secondary_range_name": "pods", "services_secondary_range_name": "services",
                                   "cluster_ipv4_cidr_block": "10.84.0.0/14", "services_ipv4_cidr_block": "10.88.0.0/20"}],
         "private_cluster_config": [{"enable_private_nodes": True, "enable_private_endpoint": True,
                                     "master_ipv4_cidr_block": "172.20.0.0/28"}],
         "database_encryption": [{"state": "ENCRYPTED", "key_name": ring.cluster}],
         "workload_identity_config": [{"workload_pool": f"{PROJECT}.svc.id.goog"}],
         "node_pool": pools},
    )  # fmt: skip
    for pool in pools:
        gcp.add(
            "google_container_node_pool", str(pool["name"]), f"{cluster['id']}/nodePools/{pool['name']}",
            {**pool, "cluster": name, "location": REGION, "node_locations": zones},
        )  # fmt: skip


def _pool(name: str, size: str, account: str, counts: dict[str, int]) -> Attributes:
    """A pool; Google counts its nodes by zone."""
    return {
        "name": name,
        "node_count": counts["now"],
        "initial_node_count": counts["now"],
        "autoscaling": [{"min_node_count": counts["min"], "max_node_count": counts["max"],
                         "total_min_node_count": 0, "total_max_node_count": 0, "location_policy": "BALANCED"}],
        "management": [{"auto_repair": True, "auto_upgrade": True}],
        "max_pods_per_node": 64,
        "version": "1.33.4-gke.1172000",
        "node_config": [{"machine_type": size, "disk_size_gb": 100, "disk_type": "pd-balanced",
                         "image_type": "COS_CONTAINERD", "service_account": account, "spot": False,
                         "preemptible": False, "labels": {"role": name}, "metadata": {"disable-legacy-endpoints": "true"},
                         "oauth_scopes": ["https://www.googleapis.com/auth/cloud-platform"],
                         "workload_metadata_config": [{"mode": "GKE_METADATA"}],
                         "shielded_instance_config": [{"enable_secure_boot": True, "enable_integrity_monitoring": True}]}],
    }  # fmt: skip


def _interface(network: Attributes, subnet: Attributes, address: str) -> list[Attributes]:
    return [{"network": network["self_link"], "subnetwork": subnet["self_link"], "network_ip": address,
             "subnetwork_project": PROJECT, "stack_type": "IPV4_ONLY", "queue_count": 0}]  # fmt: skip


def _machines(gcp: Gcp, network: Attributes, subnet: Attributes, ring: Keys) -> None:
    """Two gateways of hospitals' images and one machine with a GPU that reads them."""
    reader = gcp.account("analyse-images", "Analyse des images", ["roles/storage.objectUser"])
    zone = f"{REGION}-a"
    machines: tuple[tuple[str, str, str, str, list[Attributes]], ...] = (
        ("passerelle-dicom-1", "n2-standard-4", WINDOWS, "10.80.16.11", []),
        ("passerelle-dicom-2", "n2-standard-4", DEBIAN, "10.80.16.12", []),
        ("analyse-1", "g2-standard-8", DEBIAN, "10.80.16.21", [{"type": f"{COMPUTE}projects/{PROJECT}/zones/{zone}/acceleratorTypes/nvidia-l4", "count": 1}]),
    )  # fmt: skip
    for name, size, image, address, gpus in machines:
        disk = gcp.compute(
            "google_compute_disk", name.replace("-", "_"), f"zones/{zone}/disks", f"donnees-{name}",
            {"size": 500, "type": "pd-ssd", "labels": IMAGING, "physical_block_size_bytes": 4096,
             "users": [f"{COMPUTE}projects/{PROJECT}/zones/{zone}/instances/{name}"],
             "disk_encryption_key": [{"kms_key_self_link": ring.imaging}]},
        )  # fmt: skip
        gcp.compute(
            "google_compute_instance", name.replace("-", "_"), f"zones/{zone}/instances", name,
            {"machine_type": size, "labels": IMAGING, "tags": ["dicom"] if "dicom" in name else [],
             "can_ip_forward": False, "deletion_protection": True, "current_status": "RUNNING",
             "desired_status": None, "guest_accelerator": gpus, "metadata": {"enable-oslogin": "TRUE"},
             "network_interface": _interface(network, subnet, address),
             "boot_disk": [{"auto_delete": True, "mode": "READ_WRITE", "device_name": "boot",
                            "source": f"{COMPUTE}projects/{PROJECT}/zones/{zone}/disks/{name}",
                            "initialize_params": [{"image": image, "size": 100, "type": "pd-balanced", "labels": {}}]}],
             "attached_disk": [{"source": disk["self_link"], "device_name": "donnees", "mode": "READ_WRITE"}],
             "scheduling": [{"automatic_restart": True, "preemptible": False, "provisioning_model": "STANDARD",
                             "on_host_maintenance": "TERMINATE" if gpus else "MIGRATE"}],
             "service_account": [{"email": reader, "scopes": ["https://www.googleapis.com/auth/cloud-platform"]}],
             "shielded_instance_config": [{"enable_secure_boot": True, "enable_vtpm": True, "enable_integrity_monitoring": True}]},
        )  # fmt: skip


def _viewer(gcp: Gcp, network: Attributes, subnet: Attributes) -> Attributes:
    """The viewer of images: a regional group of machines that grows; returns its backend service."""
    template = gcp.compute(
        "google_compute_instance_template", "visionneuse", "global/instanceTemplates", "visionneuse-v7",
        {"machine_type": "e2-standard-4", "labels": IMAGING, "tags": ["visionneuse"],
         "network_interface": _interface(network, subnet, ""),
         "disk": [{"boot": True, "auto_delete": True, "disk_size_gb": 50, "disk_type": "pd-balanced",
                   "source_image": "projects/debian-cloud/global/images/family/debian-12", "type": "PERSISTENT", "mode": "READ_WRITE"}],
         "scheduling": [{"automatic_restart": True, "preemptible": False, "provisioning_model": "STANDARD"}]},
    )  # fmt: skip
    check = gcp.compute(
        "google_compute_health_check", "visionneuse", "global/healthChecks", "hc-visionneuse",
        {"check_interval_sec": 10, "timeout_sec": 5, "healthy_threshold": 2, "unhealthy_threshold": 3,
         "type": "HTTP", "http_health_check": [{"port": 8080, "request_path": "/sante", "proxy_header": "NONE"}]},
    )  # fmt: skip
    link = f"{COMPUTE}projects/{PROJECT}/regions/{REGION}"
    group = gcp.compute(
        "google_compute_region_instance_group_manager", "visionneuse",
        f"regions/{REGION}/instanceGroupManagers", "mig-visionneuse",
        {"base_instance_name": "visionneuse", "target_size": 3, "instance_group": f"{link}/instanceGroups/mig-visionneuse",
         "version": [{"name": "v7", "instance_template": template["self_link"], "target_size": []}],
         "named_port": [{"name": "http", "port": 8080}],
         "auto_healing_policies": [{"health_check": check["self_link"], "initial_delay_sec": 120}]},
    )  # fmt: skip
    gcp.compute(
        "google_compute_region_autoscaler", "visionneuse", f"regions/{REGION}/autoscalers", "as-visionneuse",
        {"target": group["self_link"], "autoscaling_policy": [
            {"min_replicas": 2, "max_replicas": 6, "cooldown_period": 60, "mode": "ON",
             "cpu_utilization": [{"target": 0.6, "predictive_method": "NONE"}], "metric": [],
             "scaling_schedules": [], "scale_in_control": []}]},
    )  # fmt: skip
    return gcp.compute(
        "google_compute_backend_service", "visionneuse", "global/backendServices", "be-visionneuse",
        {"protocol": "HTTP", "port_name": "http", "timeout_sec": 60, "session_affinity": "GENERATED_COOKIE",
         "load_balancing_scheme": "EXTERNAL_MANAGED", "health_checks": [check["self_link"]], "enable_cdn": False,
         "backend": [{"group": group["instance_group"], "balancing_mode": "UTILIZATION", "max_utilization": 0.8, "capacity_scaler": 1}]},
    )  # fmt: skip


def _entrance(gcp: Gcp, web: Attributes, services: dict[str, Attributes]) -> None:
    """One public address: HTTPS by host name, and HTTP that only redirects."""
    address = gcp.compute(
        "google_compute_global_address", "entree", "global/addresses", "ip-entree",
        {"address": "34.117.42.9", "address_type": "EXTERNAL", "ip_version": "IPV4", "labels": SHARED},
    )  # fmt: skip
    hosts = {"consultation.sante-continue.example": services["teleconsultation"],
             "api.sante-continue.example": services["api-dossier"], "images.sante-continue.example": web}  # fmt: skip
    certificate = gcp.compute(
        "google_compute_managed_ssl_certificate", "entree", "global/sslCertificates", "cert-entree",
        {"type": "MANAGED", "managed": [{"domains": sorted(hosts)}]},
    )  # fmt: skip
    matchers = {host.partition(".")[0]: service for host, service in hosts.items()}
    routing = gcp.compute(
        "google_compute_url_map", "entree", "global/urlMaps", "um-entree",
        {"default_service": services["teleconsultation"]["self_link"],
         "host_rule": [{"hosts": [host], "path_matcher": host.partition(".")[0]} for host in hosts],
         "path_matcher": [{"name": name, "default_service": one["self_link"], "path_rule": []} for name, one in matchers.items()]},
    )  # fmt: skip
    redirect = gcp.compute(
        "google_compute_url_map", "redirection", "global/urlMaps", "um-redirection",
        {"default_url_redirect": [{"https_redirect": True, "strip_query": False,
                                   "redirect_response_code": "MOVED_PERMANENTLY_DEFAULT"}]},
    )  # fmt: skip
    secure = gcp.compute(
        "google_compute_target_https_proxy", "entree", "global/targetHttpsProxies", "px-entree",
        {"url_map": routing["self_link"], "ssl_certificates": [certificate["self_link"]], "quic_override": "NONE"},
    )  # fmt: skip
    clear = gcp.compute(
        "google_compute_target_http_proxy", "redirection", "global/targetHttpProxies", "px-redirection",
        {"url_map": redirect["self_link"]},
    )  # fmt: skip
    for label, target, port in (("entree", secure, "443-443"), ("redirection", clear, "80-80")):
        gcp.compute(
            "google_compute_global_forwarding_rule", label, "global/forwardingRules", f"fr-{label}",
            {"target": target["self_link"], "port_range": port, "ip_address": address["address"],
             "ip_protocol": "TCP", "load_balancing_scheme": "EXTERNAL_MANAGED", "labels": SHARED},
        )  # fmt: skip
    _names(gcp, str(address["address"]), list(hosts))


def _names(gcp: Gcp, address: str, hosts: list[str]) -> None:
    zone = gcp.add(
        "google_dns_managed_zone", "publique", f"projects/{PROJECT}/managedZones/publique",
        {"name": "publique", "dns_name": "sante-continue.example.", "visibility": "public", "labels": SHARED,
         "dnssec_config": [{"state": "on", "kind": "dns#managedZoneDnsSecConfig", "non_existence": "nsec3"}],
         "name_servers": ["ns-cloud-b1.googledomains.com.", "ns-cloud-b2.googledomains.com."]},
    )  # fmt: skip
    records = [(f"{host}.", "A", [address]) for host in hosts]
    records.append(("sante-continue.example.", "MX", ["10 mx.exemple-messagerie.fr."]))
    for name, kind, values in records:
        gcp.add(
            "google_dns_record_set", f"{name.partition('.')[0].replace('-', '_')}_{kind.lower()}",
            f"projects/{PROJECT}/managedZones/publique/rrsets/{name}/{kind}",
            {"name": name, "type": kind, "ttl": 300, "rrdatas": values, "managed_zone": zone["name"]},
        )  # fmt: skip
