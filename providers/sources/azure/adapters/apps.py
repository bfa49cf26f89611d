"""App Service, Functions, container apps and groups, API Management."""

from collections.abc import Iterator
from typing import Any

from providers.attributes import flag, number, text
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    each,
    made,
    pick,
    plain,
    refs,
    up,
    within,
)


def service_plan(body: View) -> Iterator[Native]:
    """What apps run on; `reserved` is Azure's word for Linux."""
    kind, linux = text(body, "kind").lower(), flag(body, "reserved")
    told = linux is not None or kind
    windows = "WindowsContainer" if flag(body, "hyperv", "isxenon") else "Windows"
    attributes = {
        **pick(body, sku_name="sku.name", worker_count="sku.capacity"),
        "os_type": ("Linux" if linux or "linux" in kind else windows) if told else None,
    }
    yield made("azurerm_service_plan", body, attributes)


STACKS = {
    "python": "python_version",
    "node": "node_version",
    "dotnet": "dotnet_version",
    "dotnetcore": "dotnet_version",
    "dotnet-isolated": "dotnet_version",
    "java": "java_version",
    "tomcat": "java_version",
    "jbosseap": "java_version",
    "php": "php_version",
    "ruby": "ruby_version",
    "go": "go_version",
    "powershell": "powershell_core_version",
}
"""Language as `linuxFxVersion` writes it -> argument of azurerm."""

SETTINGS = (
    ("pythonversion", "python_version"),
    ("nodeversion", "node_version"),
    ("javaversion", "java_version"),
    ("phpversion", "php_version"),
    ("netframeworkversion", "dotnet_version"),
)


def _setting(body: View, key: str) -> str:
    """A setting of the site; Resource Graph lists some as pairs of name and value."""
    found = text(within(body, "siteconfig"), key)
    pairs = each(within(body, "siteproperties"), "properties")
    listed = {text(one, "name").lower(): text(one, "value") for one in pairs}
    return found or listed.get(key, "")


def _stack(body: View) -> dict[str, Any]:
    """Language and version, or the image of a container."""
    word = _setting(body, "linuxfxversion") or _setting(body, "windowsfxversion")
    language, _, version = word.partition("|")
    if language.upper() in {"DOCKER", "COMPOSE"}:
        return {"docker_image_name": version}
    argument = STACKS.get(language.lower())
    if argument and version:
        return {argument: version}
    for key, name in SETTINGS:
        if found := _setting(body, key):
            return {name: found}
    return {}


def site(body: View) -> Iterator[Native]:
    """A web or function app."""
    kind = text(body, "kind").lower()
    linux = "linux" in kind or flag(body, "reserved") is True
    what = "function_app" if "functionapp" in kind else "web_app"
    stack = _stack(body)
    attributes = {
        **pick(
            body,
            service_plan_id="serverfarmid",
            virtual_network_subnet_id="virtualnetworksubnetid",
            default_hostname="defaulthostname",
            https_only="httpsonly",
        ),
        "key_vault_reference_identity_id": _vault_identity(body),
        "site_config": [{"application_stack": [stack] if stack else []}],
    }
    yield made(f"azurerm_{'linux' if linux else 'windows'}_{what}", body, attributes)


def _vault_identity(body: View) -> str | None:
    word = text(body, "keyvaultreferenceidentity")
    return word if word.startswith("/") else None


def slot(body: View) -> Iterator[Native]:
    """Another version of an app beside it."""
    named = "linux" if "linux" in text(body, "kind").lower() else "windows"
    yield made(f"azurerm_{named}_web_app_slot", body, {"app_service_id": up(text(body, "id"))})


def container_app(body: View) -> Iterator[Native]:
    """A container app."""
    template = within(body, "template")
    scale = within(template, "scale")
    containers = [
        pick(one, name="name", cpu="resources.cpu", memory="resources.memory")
        for one in each(template, "containers")
    ]
    bounds = pick(scale, min_replicas="minreplicas", max_replicas="maxreplicas")
    attributes = pick(
        body,
        container_app_environment_id="managedenvironmentid",
        latest_revision_fqdn="latestrevisionfqdn",
    )
    if "container_app_environment_id" not in attributes:
        attributes |= pick(body, container_app_environment_id="environmentid")
    attributes["template"] = [{"container": containers, **bounds}]
    yield made("azurerm_container_app", body, attributes)


def container_group(body: View) -> Iterator[Native]:
    """A group of containers; their variables are left, since they hold secrets."""
    containers = [
        {
            "name": text(one, "name"),
            "cpu": number(within(one, "resources", "requests"), "cpu"),
            "memory": number(within(one, "resources", "requests"), "memoryingb"),
        }
        for one in each(body, "containers")
    ]
    attributes = {
        **pick(body, os_type="ostype", fqdn="ipaddress.fqdn"),
        "container": containers,
        "subnet_ids": refs(body, "subnetids"),
    }
    yield made("azurerm_container_group", body, attributes)


def api_management(body: View) -> Iterator[Native]:
    """An API gateway; azurerm joins tier and units."""
    sku = within(body, "sku")
    tier, units = text(sku, "name"), text(sku, "capacity")
    subnet = text(within(body, "virtualnetworkconfiguration"), "subnetresourceid")
    attributes = {
        "sku_name": f"{tier}_{units}" if tier and units else tier or None,
        "virtual_network_configuration": [{"subnet_id": subnet}] if subnet else [],
        **pick(body, gateway_url="gatewayurl"),
    }
    yield made("azurerm_api_management", body, attributes)


ADAPTERS: dict[str, Adapter] = {
    "microsoft.web/serverfarms": service_plan,
    "microsoft.web/sites": site,
    "microsoft.web/sites/slots": slot,
    "microsoft.app/containerapps": container_app,
    "microsoft.app/managedenvironments": plain(
        "azurerm_container_app_environment",
        infrastructure_subnet_id="vnetconfiguration.infrastructuresubnetid",
    ),
    "microsoft.containerinstance/containergroups": container_group,
    "microsoft.batch/batchaccounts": plain(
        "azurerm_batch_account", storage_account_id="autostorage.storageaccountid"
    ),
    "microsoft.apimanagement/service": api_management,
    "microsoft.appconfiguration/configurationstores": plain(
        "azurerm_app_configuration", sku="sku.name"
    ),
}
