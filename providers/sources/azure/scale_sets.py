"""Scale sets, and the settings that make them grow."""

from msgspec.structs import replace

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import ScalingGroup, ScalingRule
from providers.attributes import Attributes, block, blocks, number, text, whole
from providers.sources.azure.arm import arm, arms, fold, names, read
from providers.sources.azure.machines import machine, placed


def _scale_set_of(system: str) -> FromTerraform:
    def rule(record: Record) -> Reading:
        attributes = record.attributes
        template = replace(
            machine(attributes, system or _profile(attributes)), **_network_of(attributes)
        )
        pools = _pools(attributes)
        spec = ScalingGroup(
            desired=whole(attributes, "instances"),
            machine=template,
            subnets=template.subnets,
            target_groups=pools,
            health_check=arm(attributes, "health_probe_id"),
        )
        references = (
            *placed(attributes),
            *names("in", "network_interface.ip_configuration.subnet_id", *template.subnets),
            *names(
                "guarded-by",
                "network_interface.network_security_group_id",
                *template.security_groups,
            ),
            *names("attached-to", "load_balancer_backend_address_pool_ids", *pools),
        )
        return read(record, "compute.autoscaling_group", spec, references)

    return rule


def _profile(attributes: Attributes) -> str:
    """System of a flexible (orchestrated) scale set, which has one profile for each."""
    return "windows" if block(attributes, "os_profile", "windows_configuration") else "linux"


def _configurations(attributes: Attributes) -> tuple[Attributes, ...]:
    return tuple(
        one
        for nic in blocks(attributes, "network_interface")
        for one in blocks(nic, "ip_configuration")
    )


def _network_of(attributes: Attributes) -> dict[str, tuple[str, ...] | bool]:
    configurations = _configurations(attributes)
    guards = [
        arm(nic, "network_security_group_id") for nic in blocks(attributes, "network_interface")
    ]
    return {
        "subnets": tuple(
            dict.fromkeys(s for one in configurations if (s := arm(one, "subnet_id")))
        ),
        "security_groups": tuple(dict.fromkeys(word for word in guards if word)),
        "public_ip": any(blocks(one, "public_ip_address") for one in configurations),
    }


def _pools(attributes: Attributes) -> tuple[str, ...]:
    keys = (
        "load_balancer_backend_address_pool_ids",
        "application_gateway_backend_address_pool_ids",
    )
    found = (word for one in _configurations(attributes) for key in keys for word in arms(one, key))
    return tuple(dict.fromkeys(found))


def autoscale(record: Record) -> Reading:
    """How a scale set grows: its bounds and rules, folded into it.

    A setting may also be for an App Service plan or a namespace; then it is a part of that.
    """
    attributes = record.attributes
    profile = block(attributes, "profile")
    capacity = block(profile, "capacity")
    target = arm(attributes, "target_resource_id")
    if "virtualmachinescalesets" not in target:
        return fold(record, target, None)
    rules = tuple(
        ScalingRule(
            kind="step",
            metric=text(block(rule, "metric_trigger"), "metric_name"),
            target=number(block(rule, "metric_trigger"), "threshold"),
        )
        for rule in blocks(profile, "rule")
    )
    spec = ScalingGroup(
        minimum=whole(capacity, "minimum"), maximum=whole(capacity, "maximum"), rules=rules
    )
    return fold(record, target, spec)


RULES: dict[str, FromTerraform] = {
    "azurerm_linux_virtual_machine_scale_set": _scale_set_of("linux"),
    "azurerm_windows_virtual_machine_scale_set": _scale_set_of("windows"),
    "azurerm_orchestrated_virtual_machine_scale_set": _scale_set_of(""),
    "azurerm_virtual_machine_scale_set": _scale_set_of(""),
    "azurerm_monitor_autoscale_setting": autoscale,
}
