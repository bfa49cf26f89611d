"""Application Gateway, Front Door and Traffic Manager: balancers of layer 7 and of the world."""

from collections.abc import Mapping
from typing import Literal

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import HealthCheck, Listener, ListenerRule, LoadBalancer, Other, TargetGroup
from providers.attributes import Attributes, block, blocks, flag, text, texts, whole
from providers.sources.azure.arm import arm, fold, names, parent, part, plain, read

Web = Literal["http", "https"]
MOST_PORTS = 65535


def _web(attributes: Attributes) -> Web:
    return "https" if text(attributes, "protocol").lower() == "https" else "http"


def _named(attributes: Attributes, key: str) -> Mapping[str, Attributes]:
    return {text(one, "name"): one for one in blocks(attributes, key)}


def _health(attributes: Attributes) -> HealthCheck | None:
    if not attributes:
        return None
    return HealthCheck(
        protocol=_web(attributes),
        port=whole(attributes, "port"),
        path=text(attributes, "path"),
        interval_seconds=whole(attributes, "interval"),
        timeout_seconds=whole(attributes, "timeout"),
        unhealthy=whole(attributes, "unhealthy_threshold"),
        codes=",".join(texts(block(attributes, "match"), "status_code")),
    )


def _pools(attributes: Attributes) -> tuple[TargetGroup, ...]:
    """One target group for each pair of pool and settings in use, named `pool/settings`."""
    settings = _named(attributes, "backend_http_settings")
    probes = _named(attributes, "probe")
    pools = _named(attributes, "backend_address_pool")
    found = []
    for pool_name, settings_name in sorted(_pairs(attributes)):
        pool, how = pools.get(pool_name, {}), settings.get(settings_name, {})
        found.append(
            TargetGroup(
                port=whole(how, "port"),
                protocol=_web(how),
                targets=(*sorted(texts(pool, "ip_addresses")), *sorted(texts(pool, "fqdns"))),
                health=_health(probes.get(text(how, "probe_name"), {})),
                sticky=text(how, "cookie_based_affinity").lower() == "enabled",
                name=f"{pool_name}/{settings_name}",
            )
        )
    return tuple(found)


def _pair(attributes: Attributes, prefix: str = "") -> tuple[str, str]:
    return (
        text(attributes, f"{prefix}backend_address_pool_name"),
        text(attributes, f"{prefix}backend_http_settings_name"),
    )


def _pairs(attributes: Attributes) -> set[tuple[str, str]]:
    pairs = {_pair(rule) for rule in blocks(attributes, "request_routing_rule")}
    for path_map in blocks(attributes, "url_path_map"):
        pairs.add(_pair(path_map, "default_"))
        pairs.update(_pair(rule) for rule in blocks(path_map, "path_rule"))
    return {pair for pair in pairs if pair[0]}


def _group(pair: tuple[str, str]) -> str:
    return "/".join(pair) if pair[0] else ""


def _path_rules(path_map: Attributes, hosts: tuple[str, ...]) -> tuple[ListenerRule, ...]:
    return tuple(
        ListenerRule(
            hosts=hosts,
            paths=tuple(sorted(texts(rule, "paths"))),
            target_group=_group(_pair(rule)),
            action="redirect" if text(rule, "redirect_configuration_name") else "forward",
        )
        for rule in blocks(path_map, "path_rule")
    )


def _hosts(listener: Attributes) -> tuple[str, ...]:
    return tuple(sorted({*texts(listener, "host_names"), *texts(listener, "host_name")}))


def _redirect(attributes: Attributes, name: str) -> str:
    """`https`, or the URL that requests are sent to."""
    found = _named(attributes, "redirect_configuration").get(name, {})
    if text(found, "target_url"):
        return text(found, "target_url")
    target = _named(attributes, "http_listener").get(text(found, "target_listener_name"), {})
    return _web(target) if target else ""


def _rule(attributes: Attributes, rule: Attributes, hosts: tuple[str, ...]) -> list[ListenerRule]:
    """One routing rule as ours: those of its paths first, then the one for all other requests."""
    path_map = _named(attributes, "url_path_map").get(text(rule, "url_path_map_name"), {})
    pair = _pair(path_map, "default_") if path_map else _pair(rule)
    rest = ListenerRule(
        priority=whole(rule, "priority"),
        hosts=hosts,
        target_group=_group(pair),
        action="redirect" if text(rule, "redirect_configuration_name") else "forward",
    )
    return [*_path_rules(path_map, hosts), rest]


def _listeners(attributes: Attributes) -> tuple[Listener, ...]:
    """One listener a port and protocol: those that share a port differ by host name, as rules."""
    ports = {name: whole(one, "port") for name, one in _named(attributes, "frontend_port").items()}
    certificates = _named(attributes, "ssl_certificate")
    written = _named(attributes, "http_listener")
    found: dict[tuple[int, str], Listener] = {}
    routing = blocks(attributes, "request_routing_rule")
    for rule in sorted(routing, key=lambda one: (whole(one, "priority") or 0, text(one, "name"))):
        listener = written.get(text(rule, "http_listener_name"), {})
        port = ports.get(text(listener, "frontend_port_name")) or 0
        if not listener or not 0 < port <= MOST_PORTS:
            continue
        certificate = certificates.get(text(listener, "ssl_certificate_name"), {})
        one = Listener(
            port=port,
            protocol=_web(listener),
            certificate=text(certificate, "key_vault_secret_id") or text(certificate, "name"),
            redirect_to=_redirect(attributes, text(rule, "redirect_configuration_name")),
            rules=tuple(_rule(attributes, rule, _hosts(listener))),
        )
        known = found.get((port, one.protocol))
        found[port, one.protocol] = _joined(known, one) if known else one
    return tuple(_settled(found[key]) for key in sorted(found))


def _joined(first: Listener, second: Listener) -> Listener:
    return Listener(
        port=first.port,
        protocol=first.protocol,
        certificate=first.certificate or second.certificate,
        redirect_to="",  # a listener of many hosts redirects by its rules
        rules=(*first.rules, *second.rules),
    )


def _settled(listener: Listener) -> Listener:
    """The rule without host and path is the listener's default."""
    plain_rules = [rule for rule in listener.rules if not rule.hosts and not rule.paths]
    default = plain_rules[-1] if plain_rules else None
    return Listener(
        port=listener.port,
        protocol=listener.protocol,
        target_group=default.target_group if default else "",
        certificate=listener.certificate,
        redirect_to=listener.redirect_to,
        rules=tuple(rule for rule in listener.rules if rule is not default),
    )


def application_gateway(record: Record) -> Reading:
    """An Application Gateway: one record holds listeners, rules, pools and probes."""
    attributes = record.attributes
    frontends = blocks(attributes, "frontend_ip_configuration")
    public = tuple(a for one in frontends if (a := arm(one, "public_ip_address_id")))
    within = blocks(attributes, "gateway_ip_configuration")
    subnets = tuple(dict.fromkeys(s for one in within if (s := arm(one, "subnet_id"))))
    policy = arm(attributes, "firewall_policy_id")
    spec = LoadBalancer(
        layer=7,
        internal=not public,
        subnets=subnets,
        listeners=_listeners(attributes),
        public_ips=public,
        web_firewall="waf" in text(block(attributes, "sku"), "tier").lower() or bool(policy),
        pools=_pools(attributes),
    )
    backends = sorted({target for pool in spec.pools for target in pool.targets})
    certificates = [
        text(one, "key_vault_secret_id").lower() for one in blocks(attributes, "ssl_certificate")
    ]
    references = (
        *names("in", "gateway_ip_configuration.subnet_id", *subnets),
        *names("uses", "frontend_ip_configuration.public_ip_address_id", *public),
        *names("guarded-by", "firewall_policy_id", policy),
        *names("uses", "ssl_certificate.key_vault_secret_id", *certificates),
        *names("routes-to", "backend_address_pool", *backends),
    )
    return read(record, "network.lb_l7", spec, references)


def pool_member(record: Record) -> Reading:
    """An interface in a gateway's pool: its id is `<gateway id>/backendAddressPools/<name>`."""
    pool = arm(record.attributes, "backend_address_pool_id")
    member = arm(record.attributes, "network_interface_id")
    spec = LoadBalancer(targets=(member,) if member else ())
    return fold(record, parent(pool), spec, names("routes-to", "network_interface_id", member))


def traffic_manager(record: Record) -> Reading:
    """A DNS-based balancer."""
    spec = Other(tier=text(record.attributes, "traffic_routing_method"))
    return read(record, "network.global_lb", spec, aliases=(text(record.attributes, "fqdn"),))


def web_firewall(record: Record) -> Reading:
    """A policy of the web application firewall."""
    settings = block(record.attributes, "policy_settings")
    spec = Other(
        tier=text(settings, "mode") if flag(settings, "enabled") is not False else "disabled",
        units=len(blocks(record.attributes, "custom_rules")),
    )
    return read(record, "edge.waf", spec)


def frontdoor_endpoint(record: Record) -> Reading:
    """An endpoint of a Front Door profile."""
    profile = arm(record.attributes, "cdn_frontdoor_profile_id")
    aliases = (text(record.attributes, "host_name"),)
    references = names("in", "cdn_frontdoor_profile_id", profile)
    return read(record, "edge.cdn", Other(), references, aliases)


def cdn_endpoint(record: Record) -> Reading:
    """An endpoint of the classic CDN, with its origins."""
    attributes = record.attributes
    origins = [text(one, "host_name") for one in blocks(attributes, "origin")]
    return read(
        record,
        "edge.cdn",
        Other(),
        names("routes-to", "origin.host_name", *origins),
        (text(attributes, "fqdn"),),
    )


def _frontdoor_part(record: Record) -> Reading:
    """Origins, routes and rules belong to the profile that holds them."""
    attributes = record.attributes
    whole_id = arm(
        attributes,
        "cdn_frontdoor_profile_id",
        "cdn_frontdoor_origin_group_id",
        "cdn_frontdoor_endpoint_id",
    )
    origin = text(attributes, "host_name")
    return fold(record, whole_id, None, names("routes-to", "host_name", origin))


RULES: dict[str, FromTerraform] = {
    "azurerm_application_gateway": application_gateway,
    "azurerm_network_interface_application_gateway_backend_address_pool_association": pool_member,
    "azurerm_traffic_manager_profile": traffic_manager,
    "azurerm_traffic_manager_azure_endpoint": part(
        "profile_id", {"target_resource_id": "routes-to"}
    ),
    "azurerm_traffic_manager_external_endpoint": part("profile_id"),
    "azurerm_web_application_firewall_policy": web_firewall,
    "azurerm_cdn_frontdoor_profile": plain("network.global_lb", size="sku_name"),
    "azurerm_cdn_frontdoor_endpoint": frontdoor_endpoint,
    "azurerm_cdn_frontdoor_origin_group": _frontdoor_part,
    "azurerm_cdn_frontdoor_origin": _frontdoor_part,
    "azurerm_cdn_frontdoor_route": _frontdoor_part,
    "azurerm_cdn_endpoint": cdn_endpoint,
    "azurerm_cdn_profile": plain("edge.cdn", size="sku"),
}
