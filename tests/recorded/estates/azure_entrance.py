"""The way into the public body's applications: gateway, firewall, certificate, names."""

# A block of attributes a line, as a table, is read faster than wrapped.
# ruff: noqa: E501
from azure_estate import Azure, tags
from azure_shared import Shared, names
from terraform_state import Attributes

PORTAL = tags("portail-citoyen", "direction-numerique@metropole-exemple.fr", "high", "personal")
ENTRANCE = "20.74.12.50"


def entrance(azure: Azure, shared: Shared, keys: Attributes) -> None:
    """The application gateway that all public names lead to, and those names."""
    address = azure.address(shared.group, "pip-entree", ENTRANCE, PORTAL)
    policy = azure.add(
        "azurerm_web_application_firewall_policy", "entree",
        "Microsoft.Network/applicationGatewayWebApplicationFirewallPolicies", shared.group, "waf-entree",
        {"policy_settings": [{"enabled": True, "mode": "Prevention", "request_body_check": True,
                              "max_request_body_size_in_kb": 128, "file_upload_limit_in_mb": 100}],
         "managed_rules": [{"managed_rule_set": [{"type": "OWASP", "version": "3.2"}]}], "tags": PORTAL},
    )  # fmt: skip
    certificate = _certificate(azure, keys)
    azure.add(
        "azurerm_application_gateway", "entree", "Microsoft.Network/applicationGateways", shared.group,
        "agw-entree-prod", _gateway(shared.gateway_subnet, address, str(policy["id"]), certificate),
    )  # fmt: skip
    names(azure, shared.group, address)


def _certificate(azure: Azure, keys: Attributes) -> str:
    """The certificate of the public names; returns the address that the gateway reads it at."""
    address, secret = (
        f"{keys['vault_uri']}certificates/cert-metropole",
        f"{keys['vault_uri']}secrets/cert-metropole",
    )
    version = "c41b7f0e9a5d4f2c8e6310ab7d25f9c8"
    azure.child(
        "azurerm_key_vault_certificate", "metropole", f"{address}/{version}",
        {"name": "cert-metropole", "key_vault_id": keys["id"], "version": version, "versionless_id": address,
         "secret_id": f"{secret}/{version}", "versionless_secret_id": secret,
         "resource_manager_id": f"{keys['id']}/certificates/cert-metropole/versions/{version}",
         "resource_manager_versionless_id": f"{keys['id']}/certificates/cert-metropole",
         "certificate_policy": [{"issuer_parameters": [{"name": "DigiCert"}],
                                 "key_properties": [{"exportable": True, "key_size": 2048, "key_type": "RSA", "reuse_key": False}],
                                 "lifetime_action": [{"action": [{"action_type": "AutoRenew"}], "trigger": [{"days_before_expiry": 30}]}],
                                 "secret_properties": [{"content_type": "application/x-pkcs12"}]}],
         "tags": PORTAL},
    )  # fmt: skip
    return secret


def _pool(name: str, addresses: list[str], port: int) -> tuple[Attributes, Attributes, Attributes]:
    """(pool, settings, probe) of one application."""
    return (
        {"name": f"pool-{name}", "ip_addresses": addresses, "fqdns": []},
        {"name": f"http-{name}", "port": port, "protocol": "Http", "cookie_based_affinity": "Disabled",
         "request_timeout": 30, "probe_name": f"sonde-{name}", "path": ""},
        {"name": f"sonde-{name}", "protocol": "Http", "path": "/sante", "interval": 30, "timeout": 30,
         "unhealthy_threshold": 3, "host": "127.0.0.1", "minimum_servers": 0, "match": [{"status_code": ["200-399"]}]},
    )  # fmt: skip


def _gateway(subnet: str, address: str, policy: str, certificate: str) -> Attributes:
    portal_pool = _pool("portail", ["10.50.15.250"], 80)
    registry_pool = _pool("etatcivil", ["10.20.1.11", "10.20.1.12"], 8080)
    listener = {"frontend_ip_configuration_name": "publique", "require_sni": False}
    secure = {
        **listener,
        "protocol": "Https",
        "frontend_port_name": "443",
        "ssl_certificate_name": "metropole",
    }
    return {
        "sku": [{"name": "WAF_v2", "tier": "WAF_v2", "capacity": 2}],
        "zones": ["1", "2", "3"],
        "enable_http2": True,
        "firewall_policy_id": policy,
        "gateway_ip_configuration": [{"name": "passerelle", "subnet_id": subnet}],
        "frontend_ip_configuration": [{"name": "publique", "public_ip_address_id": address,
                                       "private_ip_address_allocation": "Dynamic"}],
        "frontend_port": [{"name": "80", "port": 80}, {"name": "443", "port": 443}],
        "ssl_certificate": [{"name": "metropole", "key_vault_secret_id": certificate}],
        "backend_address_pool": [portal_pool[0], registry_pool[0]],
        "backend_http_settings": [portal_pool[1], registry_pool[1]],
        "probe": [portal_pool[2], registry_pool[2]],
        "http_listener": [
            {**listener, "name": "clair", "protocol": "Http", "frontend_port_name": "80", "host_names": []},
            {**secure, "name": "demarches", "host_names": ["demarches.metropole-exemple.fr"]},
            {**secure, "name": "etat-civil", "host_names": ["etat-civil.metropole-exemple.fr"]},
        ],
        "redirect_configuration": [{"name": "vers-https", "redirect_type": "Permanent", "include_path": True,
                                    "include_query_string": True, "target_listener_name": "demarches"}],
        "request_routing_rule": [
            {"name": "clair", "rule_type": "Basic", "priority": 300, "http_listener_name": "clair",
             "redirect_configuration_name": "vers-https"},
            {"name": "demarches", "rule_type": "Basic", "priority": 100, "http_listener_name": "demarches",
             "backend_address_pool_name": "pool-portail", "backend_http_settings_name": "http-portail"},
            {"name": "etat-civil", "rule_type": "Basic", "priority": 110, "http_listener_name": "etat-civil",
             "backend_address_pool_name": "pool-etatcivil", "backend_http_settings_name": "http-etatcivil"},
        ],
        "tags": PORTAL,
    }  # fmt: skip
