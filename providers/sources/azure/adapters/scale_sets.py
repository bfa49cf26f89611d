"""Scale sets, and the settings that make them grow."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import text
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    each,
    made,
    pick,
    ref,
    refs,
    within,
)
from providers.sources.azure.adapters.machines import disk, system, template


def _configuration(written: View) -> dict[str, Any]:
    return {
        **pick(written, name="name", primary="primary", subnet_id="subnet"),
        "load_balancer_backend_address_pool_ids": refs(written, "loadbalancerbackendaddresspools"),
        "application_gateway_backend_address_pool_ids": refs(
            written, "applicationgatewaybackendaddresspools"
        ),
        "public_ip_address": [pick(one, name="name")]
        if (one := within(written, "publicipaddressconfiguration"))
        else [],
    }


def _interface(written: View) -> dict[str, Any]:
    return {
        **pick(written, name="name", primary="primary"),
        "network_security_group_id": ref(written, "networksecuritygroup") or None,
        "ip_configuration": [_configuration(one) for one in each(written, "ipconfigurations")],
    }


def scale_set(body: View) -> Iterator[Native]:
    """A scale set with the machine it starts."""
    profile = within(body, "virtualmachineprofile")
    network = within(profile, "networkprofile")
    windows = system(profile) == "windows"
    flexible = text(body, "orchestrationmode").lower() == "flexible"
    storage = within(profile, "storageprofile")
    attributes = {
        **(template(profile) if profile else {}),
        "sku_name" if flexible else "sku": text(within(body, "sku"), "name") or None,
        "instances": within(body, "sku").get("capacity"),
        "data_disk": [disk(one) for one in each(storage, "datadisks")],
        "network_interface": [
            _interface(one) for one in each(network, "networkinterfaceconfigurations")
        ],
        "health_probe_id": ref(network, "healthprobe") or None,
        "proximity_placement_group_id": ref(body, "proximityplacementgroup") or None,
        "single_placement_group": body.get("singleplacementgroup"),
    }
    if flexible:
        named = "windows_configuration" if windows else "linux_configuration"
        attributes["os_profile"] = [{named: [{}]}] if profile else []
    yield made(_type(flexible=flexible, windows=windows), body, attributes)


def _type(*, flexible: bool, windows: bool) -> str:
    if flexible:
        return "azurerm_orchestrated_virtual_machine_scale_set"
    return f"azurerm_{'windows' if windows else 'linux'}_virtual_machine_scale_set"


def _profile(written: View) -> dict[str, Any]:
    triggers = (within(one, "metrictrigger") for one in each(written, "rules"))
    return {
        "name": text(written, "name"),
        "capacity": [
            pick(
                within(written, "capacity"), minimum="minimum", maximum="maximum", default="default"
            )
        ],
        "rule": [
            {"metric_trigger": [pick(one, metric_name="metricname", threshold="threshold")]}
            for one in triggers
        ],
    }


def autoscale(body: View) -> Iterator[Native]:
    """How something grows."""
    attributes = {
        "target_resource_id": text(body, "targetresourceuri") or None,
        "profile": [_profile(one) for one in each(body, "profiles")],
        "enabled": body.get("enabled"),
    }
    yield made("azurerm_monitor_autoscale_setting", body, attributes)


ADAPTERS: dict[str, Adapter] = {
    "microsoft.compute/virtualmachinescalesets": scale_set,
    "microsoft.insights/autoscalesettings": autoscale,
}
