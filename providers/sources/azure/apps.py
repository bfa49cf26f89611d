"""App Service, Functions, containers without a cluster, API Management."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.resource import Reference
from planner.model.spec import Other
from providers.attributes import Attributes, block, blocks, flag, number, text, texts, whole
from providers.sources.azure.arm import arm, names, part, plain, read


def service_plan(record: Record) -> Reading:
    """What web and function apps run on, and what is bought for them."""
    attributes = record.attributes
    sku = block(attributes, "sku")  # the form before azurerm 3
    spec = Other(
        size=text(attributes, "sku_name") or text(sku, "size"),
        units=whole(attributes, "worker_count") or whole(sku, "capacity"),
        tier=(text(attributes, "os_type") or text(attributes, "kind")).lower(),
    )
    return read(record, "app.paas", spec)


def _stack(attributes: Attributes) -> str:
    """Language and version, such as `python 3.12`, as the site configuration says."""
    stack = block(attributes, "site_config", "application_stack")
    for key in sorted(stack):
        if key.endswith("_version") and (version := text(stack, key)):
            return f"{key.removesuffix('_version')} {version}"
    image = block(stack, "docker")
    return "container" if image or text(stack, "docker_image_name") else ""


def _references(attributes: Attributes) -> tuple[Reference, ...]:
    plan = arm(attributes, "service_plan_id", "app_service_plan_id")
    return (
        *names("in", "service_plan_id", plan),
        *names("in", "virtual_network_subnet_id", arm(attributes, "virtual_network_subnet_id")),
        *names("stores-in", "storage_account_name", text(attributes, "storage_account_name")),
        *names(
            "uses",
            "key_vault_reference_identity_id",
            arm(attributes, "key_vault_reference_identity_id"),
        ),
    )


def _app_of(kind: str) -> FromTerraform:
    def rule(record: Record) -> Reading:
        attributes = record.attributes
        spec = Other(tier=_stack(attributes))
        aliases = (text(attributes, "default_hostname"), text(attributes, "default_site_hostname"))
        return read(record, kind, spec, _references(attributes), aliases)

    return rule


def container_app(record: Record) -> Reading:
    """A container app: vCPU and memory of its containers, and how many run at least."""
    attributes = record.attributes
    template = block(attributes, "template")
    containers = blocks(template, "container")
    cpus = sum(number(one, "cpu") or 0 for one in containers)
    memory = [text(one, "memory") for one in containers]
    spec = Other(
        size=f"{cpus:g} vCPU {'+'.join(memory)}" if containers else "",
        units=whole(template, "min_replicas"),
    )
    references = names(
        "in", "container_app_environment_id", arm(attributes, "container_app_environment_id")
    )
    return read(
        record, "container.run", spec, references, (text(attributes, "latest_revision_fqdn"),)
    )


def container_group(record: Record) -> Reading:
    """A group of containers that run as one machine would."""
    attributes = record.attributes
    containers = blocks(attributes, "container")
    cpus = sum(number(one, "cpu") or 0 for one in containers)
    memory = sum(number(one, "memory") or 0 for one in containers)
    spec = Other(
        size=f"{cpus:g} vCPU {memory:g} GiB" if containers else "",
        tier=text(attributes, "os_type").lower(),
    )
    references = names("in", "subnet_ids", *texts(attributes, "subnet_ids"))
    return read(record, "container.run", spec, references, (text(attributes, "fqdn"),))


def api_management(record: Record) -> Reading:
    """An API gateway; `sku_name` is `<tier>_<units>`."""
    attributes = record.attributes
    tier, _, units = text(attributes, "sku_name").partition("_")
    subnet = arm(block(attributes, "virtual_network_configuration"), "subnet_id")
    zoned = flag(attributes, "zone_redundant")
    spec = Other(
        size=tier,
        units=int(units[:6]) if units.isdecimal() else None,
        tier="zone-redundant" if zoned else "",
    )
    return read(
        record,
        "app.api_gateway",
        spec,
        names("in", "virtual_network_configuration.subnet_id", subnet),
        (text(attributes, "gateway_url"),),
    )


RULES: dict[str, FromTerraform] = {
    "azurerm_service_plan": service_plan,
    "azurerm_app_service_plan": service_plan,
    **{
        f"azurerm_{name}": _app_of("app.paas")
        for name in ("linux_web_app", "windows_web_app", "app_service")
    },
    **{
        f"azurerm_{name}": _app_of("app.function")
        for name in ("linux_function_app", "windows_function_app", "function_app")
    },
    "azurerm_linux_web_app_slot": part("app_service_id"),
    "azurerm_windows_web_app_slot": part("app_service_id"),
    "azurerm_app_service_virtual_network_swift_connection": part(
        "app_service_id", {"subnet_id": "in"}
    ),
    "azurerm_container_app": container_app,
    "azurerm_container_app_environment": plain(
        "container.run",
        {"infrastructure_subnet_id": "in", "log_analytics_workspace_id": "sends-to"},
    ),
    "azurerm_container_group": container_group,
    "azurerm_batch_account": plain("container.batch", {"storage_account_id": "stores-in"}),
    "azurerm_api_management": api_management,
    "azurerm_app_configuration": plain("app.config", size="sku"),
}
