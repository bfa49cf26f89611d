"""Virtual machines: ARM bodies as azurerm attributes."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import text
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    child,
    each,
    is_thin,
    made,
    pick,
    plain,
    ref,
    tail,
    up,
    within,
)

REDACTED = "[redacted]"
"""Stands for text that a machine starts with: that there is one is read, never what it says."""

GIVEN = ("customdata", "userdata")


def image_reference(storage: View) -> dict[str, Any]:
    """`source_image_reference` of an image of the marketplace, `source_image_id` of any other."""
    image = within(storage, "imagereference")
    own = text(image, "id") or text(image, "sharedgalleryimageid")
    own = own or text(image, "communitygalleryimageid")
    named = pick(image, publisher="publisher", offer="offer", sku="sku", version="version")
    found: dict[str, Any] = {"source_image_reference": [named]} if "publisher" in named else {}
    return found | ({"source_image_id": own} if own else {})


def disk(written: View) -> dict[str, Any]:
    """A disk within a machine."""
    managed = within(written, "manageddisk")
    found = pick(
        written,
        name="name",
        caching="caching",
        disk_size_gb="disksizegb",
        lun="lun",
        storage_account_type="manageddisk.storageaccounttype",
        disk_encryption_set_id="manageddisk.diskencryptionset",
        disk_iops_read_write="diskiopsreadwrite",
    )
    guard = within(managed, "securityprofile")
    return found | pick(
        guard,
        security_encryption_type="securityencryptiontype",
        secure_vm_disk_encryption_set_id="diskencryptionset",
    )


def system(profile: View) -> str:
    """`windows` or `linux`; '' where the body does not tell."""
    storage, login = within(profile, "storageprofile"), within(profile, "osprofile")
    written = text(within(storage, "osdisk"), "ostype").lower()
    if written in {"windows", "linux"}:
        return written
    if within(login, "windowsconfiguration"):
        return "windows"
    offer = text(within(storage, "imagereference"), "offer").lower()
    if "windows" in offer or "-ws20" in offer:
        return "windows"
    return "linux" if within(login, "linuxconfiguration") or offer else ""


def _public_key(written: View) -> str:
    """A public key, which some clients fold into several lines."""
    return text(written, "keydata").replace("\r", "").replace("\n", "").strip()


def template(profile: View) -> dict[str, Any]:
    """What machines and scale sets write alike."""
    storage, login = within(profile, "storageprofile"), within(profile, "osprofile")
    keys = each(within(login, "linuxconfiguration", "ssh"), "publickeys")
    told = any(text(login, key) or text(profile, key) for key in GIVEN)
    found = pick(
        profile,
        license_type="licensetype",
        priority="priority",
        admin_username="osprofile.adminusername",
    )
    return {
        **found,
        **image_reference(storage),
        "os_disk": [disk(one) | pick(one, managed_disk_id="manageddisk")]
        if (one := within(storage, "osdisk"))
        else [],
        "admin_ssh_key": [{"public_key": word} for one in keys if (word := _public_key(one))],
        "custom_data": REDACTED if told else None,
    }


def _power(body: View) -> str | None:
    """`deallocated`, `running` …, as ARM, Resource Graph and `az vm list -d` write it."""
    view = within(body, "extended", "instanceview") or within(body, "instanceview")
    code = text(within(view, "powerstate"), "code")
    for one in each(view, "statuses"):
        if text(one, "code").lower().startswith("powerstate/"):
            code = code or text(one, "code")
    return (code.rpartition("/")[2] or text(body, "powerstate").removeprefix("VM ")).lower() or None


def machine(body: View) -> Iterator[Native]:
    """A machine, and for each disk of its own that it names, the attachment."""
    within_network = within(body, "networkprofile")
    places = pick(
        body,
        size="hardwareprofile.vmsize",
        availability_set_id="availabilityset",
        proximity_placement_group_id="proximityplacementgroup",
        dedicated_host_id="host",
        virtual_machine_scale_set_id="virtualmachinescaleset",
        computer_name="osprofile.computername",
    )
    disks = each(within(body, "storageprofile"), "datadisks")
    attributes = {
        **template(body),
        **places,
        "network_interface_ids": [
            word for one in each(within_network, "networkinterfaces") if (word := text(one, "id"))
        ],
        "data_disk": [disk(one) for one in disks if not ref(one, "manageddisk")],
        "power_state": _power(body),
    }
    yield made(_type(body), body, attributes)
    for one in disks:
        if managed := ref(one, "manageddisk"):
            yield _attachment(body, one, managed)


def _type(body: View) -> str:
    """The Terraform type; the one from before systems were parted where nothing tells which it is."""
    named = system(body)
    if named:
        return f"azurerm_{named}_virtual_machine"
    return "azurerm_virtual_machine" if is_thin(body) else "azurerm_linux_virtual_machine"


def _attachment(body: View, written: View, managed: str) -> Native:
    own = text(body, "id")
    name = text(written, "name") or tail(managed)
    attributes = {
        **disk(written),
        "id": f"{own}/dataDisks/{name}",
        "name": name,
        "managed_disk_id": managed,
        "virtual_machine_id": own,
    }
    return Native("azurerm_virtual_machine_data_disk_attachment", attributes)


def instance(body: View) -> Iterator[Native]:
    """A machine that a scale set of the uniform kind runs: counted in its set."""
    whole = up(text(body, "id"))
    yield made("microsoft.compute/virtualmachinescalesets/virtualmachines", body, {"of": whole})


def availability_set(body: View) -> Iterator[Native]:
    """Machines that must not share a rack."""
    attributes = pick(
        body,
        platform_fault_domain_count="platformfaultdomaincount",
        platform_update_domain_count="platformupdatedomaincount",
        proximity_placement_group_id="proximityplacementgroup",
    )
    sku = text(within(body, "sku"), "name")
    attributes["managed"] = sku == "Aligned" if sku else None
    yield made("azurerm_availability_set", body, attributes)


ADAPTERS: dict[str, Adapter] = {
    "microsoft.compute/virtualmachines": machine,
    "microsoft.compute/virtualmachines/extensions": child(
        "azurerm_virtual_machine_extension", "virtual_machine_id"
    ),
    "microsoft.compute/virtualmachinescalesets/virtualmachines": instance,
    "microsoft.compute/availabilitysets": availability_set,
    "microsoft.compute/proximityplacementgroups": plain("azurerm_proximity_placement_group"),
    "microsoft.compute/hostgroups/hosts": child(
        "azurerm_dedicated_host", "dedicated_host_group_id", sku_name="sku.name"
    ),
    "microsoft.compute/sshpublickeys": plain("azurerm_ssh_public_key", public_key="publickey"),
    "microsoft.sqlvirtualmachine/sqlvirtualmachines": plain(
        "azurerm_mssql_virtual_machine",
        virtual_machine_id="virtualmachineresourceid",
        sql_license_type="sqlserverlicensetype",
    ),
}
