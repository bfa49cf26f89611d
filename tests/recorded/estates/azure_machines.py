"""Machines of the public body: sets of them with interfaces, disks, balancers and backups."""
# A block of attributes a line, as a table, is read faster than wrapped.

from typing import NamedTuple

from azure_estate import Azure, Tags
from azure_shared import Shared
from terraform_state import Attributes

UBUNTU = {
    "publisher": "Canonical",
    "offer": "ubuntu-24_04-lts",
    "sku": "server",
    "version": "latest",
}
REDHAT = {"publisher": "RedHat", "offer": "RHEL", "sku": "9-lvm-gen2", "version": "latest"}
WINDOWS = {"publisher": "MicrosoftWindowsServer", "offer": "WindowsServer",
           "sku": "2022-datacenter-azure-edition", "version": "latest"}  # fmt: skip
SQL_SERVER = {"publisher": "MicrosoftSQLServer", "offer": "sql2022-ws2022", "sku": "standard-gen2",
              "version": "latest"}  # fmt: skip
PUBLIC_KEY = (
    "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIExlc0Rvbm5lZXNEZUNldEV0YXRTb250RmljdGl2ZXMh exploitation"
)


class Machine(NamedTuple):
    """What tells one machine from another."""

    name: str
    size: str
    image: dict[str, str]
    address: str
    disk_gib: int = 64
    data_gib: int = 0
    encryption: str = ""


class Place(NamedTuple):
    """Where machines stand."""

    group: str
    subnet: str
    tags: Tags
    availability_set: str = ""


def availability_set(azure: Azure, group: str, name: str, own_tags: Tags) -> str:
    """Machines that do not share a rack; returns its id."""
    found = azure.add(
        "azurerm_availability_set",
        name.removeprefix("avail-").replace("-", "_"),
        "Microsoft.Compute/availabilitySets",
        group,
        name,
        {"managed": True, "platform_fault_domain_count": 2, "platform_update_domain_count": 5,
         "tags": own_tags},
    )  # fmt: skip
    return str(found["id"])


def machine(azure: Azure, shared: Shared, place: Place, one: Machine) -> str:
    """A machine with its interface, data disk and backup; returns the interface's id."""
    label = one.name.removeprefix("vm-").replace("-", "_")
    windows = one.image["publisher"].startswith("Microsoft")
    root = azure.root(place.group)
    own = f"{root}/providers/Microsoft.Compute/virtualMachines/{one.name}"
    nic = azure.add(
        "azurerm_network_interface",
        label,
        "Microsoft.Network/networkInterfaces",
        place.group,
        f"nic-{one.name.removeprefix('vm-')}",
        {"accelerated_networking_enabled": True, "ip_forwarding_enabled": False, "dns_servers": [],
         "private_ip_address": one.address, "private_ip_addresses": [one.address],
         "virtual_machine_id": own, "tags": place.tags,
         "ip_configuration": [{"name": "interne", "primary": True, "subnet_id": place.subnet,
                               "private_ip_address": one.address, "private_ip_address_version": "IPv4",
                               "private_ip_address_allocation": "Static"}]},
    )  # fmt: skip
    native = "azurerm_windows_virtual_machine" if windows else "azurerm_linux_virtual_machine"
    values = _values(place, one, str(nic["id"]), windows=windows)
    azure.add(native, label, "Microsoft.Compute/virtualMachines", place.group, one.name, values)
    if one.data_gib:
        _data_disk(azure, place, one, own)
    azure.child(
        "azurerm_backup_protected_vm",
        label,
        f"{shared.vault['id']}/backupFabrics/Azure/protectionContainers/iaasvmcontainer;"
        f"iaasvmcontainerv2;{place.group};{one.name}/protectedItems/vm;iaasvmcontainerv2;"
        f"{place.group};{one.name}",
        {"recovery_vault_name": shared.vault["name"], "resource_group_name": shared.group,
         "source_vm_id": own, "backup_policy_id": f"{shared.vault['id']}/backupPolicies/quotidienne-30j",
         "timeouts": None},
    )  # fmt: skip
    return str(nic["id"])


def _values(place: Place, one: Machine, nic: str, *, windows: bool) -> Attributes:
    linux: Attributes = {
        "admin_ssh_key": [{"username": "exploitation", "public_key": PUBLIC_KEY}],
        "disable_password_authentication": True,
    }
    bill_by_bring = {"license_type": "Windows_Server", "timezone": "Romance Standard Time"}
    return {
        "size": one.size,
        "admin_username": "exploitation",
        "computer_name": one.name.removeprefix("vm-")[:15],
        "network_interface_ids": [nic],
        "availability_set_id": place.availability_set or None,
        "private_ip_address": one.address,
        "private_ip_addresses": [one.address],
        "public_ip_address": "",
        "public_ip_addresses": [],
        "priority": "Regular",
        "provision_vm_agent": True,
        "source_image_reference": [one.image],
        "os_disk": [
            {
                "name": f"osdisk-{one.name.removeprefix('vm-')}",
                "caching": "ReadWrite",
                "storage_account_type": "Premium_LRS",
                "disk_size_gb": one.disk_gib,
                "disk_encryption_set_id": one.encryption or None,
            }
        ],
        "boot_diagnostics": [{"storage_account_uri": ""}],
        "tags": place.tags,
        **(
            {"license_type": None, **({} if one.image is SQL_SERVER else bill_by_bring)}
            if windows
            else linux
        ),
    }


def _data_disk(azure: Azure, place: Place, one: Machine, own: str) -> None:
    name = f"disk-{one.name.removeprefix('vm-')}-donnees"
    label = one.name.removeprefix("vm-").replace("-", "_")
    disk = azure.add(
        "azurerm_managed_disk",
        label,
        "Microsoft.Compute/disks",
        place.group,
        name,
        {"storage_account_type": "Premium_LRS", "disk_size_gb": one.data_gib, "create_option": "Empty",
         "disk_encryption_set_id": one.encryption or None, "network_access_policy": "DenyAll",
         "public_network_access_enabled": False, "tags": place.tags},
    )  # fmt: skip
    azure.child(
        "azurerm_virtual_machine_data_disk_attachment",
        label,
        f"{own}/dataDisks/{name}",
        {"managed_disk_id": disk["id"], "virtual_machine_id": own, "lun": 0, "caching": "ReadOnly",
         "create_option": "Attach"},
    )  # fmt: skip


def internal_balancer(azure: Azure, place: Place, name: str, port: int, members: list[str]) -> None:
    """A balancer inside the network, with its pool, probe and rule."""
    label = name.removeprefix("lbi-").replace("-", "_")
    path = "Microsoft.Network/loadBalancers"
    balancer = azure.add(
        "azurerm_lb",
        label,
        path,
        place.group,
        name,
        {"sku": "Standard", "sku_tier": "Regional", "tags": place.tags, "frontend_ip_configuration": [
            {"name": "interne", "subnet_id": place.subnet, "private_ip_address_allocation": "Dynamic",
             "private_ip_address_version": "IPv4", "zones": ["1", "2", "3"]}]},
    )  # fmt: skip
    pool = azure.add(
        "azurerm_lb_backend_address_pool",
        label,
        f"{path}/{name}/backendAddressPools",
        place.group,
        "serveurs",
        {"loadbalancer_id": balancer["id"]},
    )
    probe = azure.add(
        "azurerm_lb_probe",
        label,
        f"{path}/{name}/probes",
        place.group,
        "sante",
        {"loadbalancer_id": balancer["id"], "protocol": "Http", "port": port, "request_path": "/sante",
         "interval_in_seconds": 15, "number_of_probes": 2, "probe_threshold": 1},
    )  # fmt: skip
    azure.add(
        "azurerm_lb_rule",
        label,
        f"{path}/{name}/loadBalancingRules",
        place.group,
        f"tcp-{port}",
        {"loadbalancer_id": balancer["id"], "protocol": "Tcp", "frontend_port": port,
         "backend_port": port, "frontend_ip_configuration_name": "interne", "probe_id": probe["id"],
         "backend_address_pool_ids": [pool["id"]], "idle_timeout_in_minutes": 4,
         "load_distribution": "Default"},
    )  # fmt: skip
    for member in members:
        azure.child(
            "azurerm_network_interface_backend_address_pool_association",
            member.rpartition("/")[2].removeprefix("nic-").replace("-", "_"),
            f"{member}/ipConfigurations/interne|{pool['id']}",
            {"network_interface_id": member, "ip_configuration_name": "interne",
             "backend_address_pool_id": pool["id"], "timeouts": None},
        )  # fmt: skip
