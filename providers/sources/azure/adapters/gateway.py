"""Application Gateway, Traffic Manager, Front Door and the CDN."""

from collections.abc import Iterator, Mapping
from typing import Any

from providers.attributes import text, texts
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    child,
    child_id,
    each,
    made,
    pick,
    plain,
    ref,
    tail,
    up,
    within,
)


def _named(written: View, **keys: str) -> dict[str, Any]:
    """Arguments that hold a name, from those that hold an id."""
    found = {name: tail(ref(written, key)) for name, key in keys.items()}
    return {name: word for name, word in found.items() if word}


def _listener(one: View) -> dict[str, Any]:
    return {
        **pick(one, name="name", protocol="protocol"),
        "host_names": list(texts(one, "hostnames") or texts(one, "hostname")),
        **_named(
            one,
            frontend_port_name="frontendport",
            frontend_ip_configuration_name="frontendipconfiguration",
            ssl_certificate_name="sslcertificate",
        ),
    }


def _pool(one: View) -> dict[str, Any]:
    addresses = each(one, "backendaddresses")
    return {
        "name": text(one, "name"),
        "fqdns": [word for item in addresses if (word := text(item, "fqdn"))],
        "ip_addresses": [word for item in addresses if (word := text(item, "ipaddress"))],
    }


def _settings(one: View) -> dict[str, Any]:
    return pick(
        one,
        name="name",
        port="port",
        protocol="protocol",
        cookie_based_affinity="cookiebasedaffinity",
        request_timeout="requesttimeout",
        host_name="hostname",
    ) | _named(one, probe_name="probe")


def _probe(one: View) -> dict[str, Any]:
    codes = list(texts(within(one, "match"), "statuscodes"))
    return {
        **pick(
            one,
            name="name",
            protocol="protocol",
            host="host",
            path="path",
            port="port",
            interval="interval",
            timeout="timeout",
            unhealthy_threshold="unhealthythreshold",
        ),
        "match": [{"status_code": codes}] if codes else [],
    }


def _target(one: View, prefix: str = "") -> dict[str, Any]:
    """Where a rule sends to; `prefix` is that of its arguments in both spellings."""
    keys = {
        "backend_address_pool_name": "backendaddresspool",
        "backend_http_settings_name": "backendhttpsettings",
        "redirect_configuration_name": "redirectconfiguration",
    }
    before = prefix.rstrip("_")
    return _named(one, **{f"{prefix}{name}": f"{before}{key}" for name, key in keys.items()})


def _rule(one: View) -> dict[str, Any]:
    return {
        **pick(one, name="name", rule_type="ruletype", priority="priority"),
        **_target(one),
        **_named(one, http_listener_name="httplistener", url_path_map_name="urlpathmap"),
    }


def _path_map(one: View) -> dict[str, Any]:
    return {
        "name": text(one, "name"),
        **_target(one, "default_"),
        "path_rule": [
            {"name": text(item, "name"), "paths": list(texts(item, "paths")), **_target(item)}
            for item in each(one, "pathrules")
        ],
    }


def _redirect(one: View) -> dict[str, Any]:
    return pick(one, name="name", redirect_type="redirecttype", target_url="targeturl") | _named(
        one, target_listener_name="targetlistener"
    )


def _certificate(one: View) -> dict[str, Any]:
    """Its name and where it lies; the certificate itself and its password are left."""
    found = {"name": text(one, "name"), "key_vault_secret_id": text(one, "keyvaultsecretid")}
    return {key: word for key, word in found.items() if word}


def _frontend(one: View) -> dict[str, Any]:
    return pick(
        one,
        name="name",
        public_ip_address_id="publicipaddress",
        subnet_id="subnet",
        private_ip_address="privateipaddress",
    )


BLOCKS: Mapping[str, tuple[str, Any]] = {
    "gateway_ip_configuration": (
        "gatewayipconfigurations",
        lambda one: pick(one, name="name", subnet_id="subnet"),
    ),
    "frontend_ip_configuration": ("frontendipconfigurations", _frontend),
    "frontend_port": ("frontendports", lambda one: pick(one, name="name", port="port")),
    "backend_address_pool": ("backendaddresspools", _pool),
    "backend_http_settings": ("backendhttpsettingscollection", _settings),
    "probe": ("probes", _probe),
    "http_listener": ("httplisteners", _listener),
    "request_routing_rule": ("requestroutingrules", _rule),
    "url_path_map": ("urlpathmaps", _path_map),
    "redirect_configuration": ("redirectconfigurations", _redirect),
    "ssl_certificate": ("sslcertificates", _certificate),
}
"""Block of azurerm -> the list that ARM keeps it in, and what reads one of it."""


def application_gateway(body: View) -> Iterator[Native]:
    """An Application Gateway: one record in both worlds."""
    attributes = {
        name: [reader(one) for one in each(body, key)] for name, (key, reader) in BLOCKS.items()
    }
    sku = within(body, "sku")
    attributes["sku"] = [pick(sku, name="name", tier="tier", capacity="capacity")] if sku else []
    attributes |= pick(body, firewall_policy_id="firewallpolicy")
    scale = within(body, "autoscaleconfiguration")
    if scale:
        bounds = pick(scale, min_capacity="mincapacity", max_capacity="maxcapacity")
        attributes["autoscale_configuration"] = [bounds]
    yield made("azurerm_application_gateway", body, attributes)


def web_firewall(body: View) -> Iterator[Native]:
    """A policy of the web application firewall of gateways."""
    settings = within(body, "policysettings")
    state = text(settings, "state") or text(settings, "enabledstate")
    rules = each(body, "customrules") or each(within(body, "customrules"), "rules")
    attributes = {
        "policy_settings": [
            {
                "mode": text(settings, "mode"),
                "enabled": state.lower() == "enabled" if state else None,
            }
        ],
        "custom_rules": [pick(one, name="name", priority="priority") for one in rules],
    }
    yield made("azurerm_web_application_firewall_policy", body, attributes)


def traffic_manager(body: View) -> Iterator[Native]:
    """A DNS-based balancer with its endpoints."""
    attributes = pick(body, traffic_routing_method="trafficroutingmethod", fqdn="dnsconfig.fqdn")
    yield made("azurerm_traffic_manager_profile", body, attributes)
    for one in each(body, "endpoints"):
        kind = text(one, "type").rpartition("/")[2] or "externalEndpoints"
        yield from endpoint({**one, "id": child_id(body, one, kind)})


def endpoint(body: View) -> Iterator[Native]:
    """Where a traffic manager sends to."""
    within_azure = "/azureendpoints/" in text(body, "id").lower()
    attributes = {
        "profile_id": up(text(body, "id")),
        **pick(body, target_resource_id="targetresourceid", target="target", weight="weight"),
    }
    named = "azure" if within_azure else "external"
    yield made(f"azurerm_traffic_manager_{named}_endpoint", body, attributes)


def cdn_profile(body: View) -> Iterator[Native]:
    """A profile of Front Door, or of the CDN before it: its SKU tells which."""
    size = text(within(body, "sku"), "name")
    if "frontdoor" in size.lower():
        yield made("azurerm_cdn_frontdoor_profile", body, {"sku_name": size})
    else:
        yield made("azurerm_cdn_profile", body, {"sku": size or None})


def cdn_endpoint(body: View) -> Iterator[Native]:
    """An endpoint of the CDN with its origins."""
    origins = [pick(one, name="name", host_name="hostname") for one in each(body, "origins")]
    attributes = {"origin": origins, "profile_name": tail(up(text(body, "id")))}
    yield made("azurerm_cdn_endpoint", body, attributes | pick(body, fqdn="hostname"))


ADAPTERS: dict[str, Adapter] = {
    "microsoft.network/applicationgateways": application_gateway,
    "microsoft.network/applicationgatewaywebapplicationfirewallpolicies": web_firewall,
    "microsoft.network/trafficmanagerprofiles": traffic_manager,
    **{
        f"microsoft.network/trafficmanagerprofiles/{kind}endpoints": endpoint
        for kind in ("azure", "external", "nested")
    },
    "microsoft.cdn/profiles": cdn_profile,
    "microsoft.cdn/profiles/endpoints": cdn_endpoint,
    "microsoft.cdn/profiles/afdendpoints": child(
        "azurerm_cdn_frontdoor_endpoint", "cdn_frontdoor_profile_id", host_name="hostname"
    ),
    "microsoft.cdn/profiles/origingroups": child(
        "azurerm_cdn_frontdoor_origin_group", "cdn_frontdoor_profile_id"
    ),
    "microsoft.cdn/profiles/origingroups/origins": child(
        "azurerm_cdn_frontdoor_origin", "cdn_frontdoor_origin_group_id", host_name="hostname"
    ),
    "microsoft.cdn/profiles/afdendpoints/routes": child(
        "azurerm_cdn_frontdoor_route",
        "cdn_frontdoor_endpoint_id",
        cdn_frontdoor_origin_group_id="origingroup",
    ),
    "microsoft.network/frontdoors": plain("azurerm_frontdoor", cname="cname"),
    "microsoft.network/frontdoorwebapplicationfirewallpolicies": plain(
        "azurerm_cdn_frontdoor_firewall_policy", mode="policysettings.mode", sku_name="sku.name"
    ),
}
