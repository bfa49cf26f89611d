"""Key Vault: the vault and the names of what is in it. No answer that holds a value is read."""

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
    plain,
    ref,
    tail,
    up,
    within,
)


def vault(body: View) -> Iterator[Native]:
    """A vault."""
    rules = each(within(body, "networkacls"), "virtualnetworkrules")
    subnets = [word for one in rules if (word := ref(one, "id"))]
    attributes = {
        **pick(body, vault_uri="vaulturi", sku_name="sku.name"),
        "network_acls": [{"virtual_network_subnet_ids": subnets}] if subnets else [],
    }
    yield made("azurerm_key_vault", body, attributes)


def _object(native_type: str, **paths: str) -> Adapter:
    """An adapter for what lies in a vault, listed by ARM or by the vault itself."""

    def adapter(body: View) -> Iterator[Native]:
        own = text(body, "id") or text(body, "kid")
        by_vault = own.startswith("https://")
        attributes: dict[str, Any] = {
            "id": own,
            "name": _name(own) if by_vault else tail(own),
            "key_vault_id": "/".join(own.split("/")[:3]) if by_vault else up(own),
            **pick(body, **paths),
        }
        if not by_vault and (address := _address(body)):
            attributes |= {"id": address, "versionless_id": address, "resource_id": own}
        yield made(native_type, body, attributes)

    return adapter


VERSIONED = 6
"""Parts of `https://<vault>/<collection>/<name>/<version>` when cut at each `/`."""


def _name(own: str) -> str:
    pieces = own.split("/")
    return pieces[VERSIONED - 2] if len(pieces) >= VERSIONED - 1 else tail(own)


def _address(body: View) -> str:
    """The address without a version, which is how Terraform and other resources name it."""
    return next(
        (
            word
            for key in ("secreturi", "keyuri")
            if (word := text(body, key)).startswith("https://")
        ),
        "",
    )


_KEY = {"key_type": "kty", "key_size": "keysize", "curve": "curvename", "key_opts": "keyops"}

ADAPTERS: dict[str, Adapter] = {
    "microsoft.keyvault/vaults": vault,
    "microsoft.keyvault/vaults/secrets": _object(
        "azurerm_key_vault_secret", content_type="contenttype"
    ),
    "microsoft.keyvault/vaults/keys": _object("azurerm_key_vault_key", **_KEY),
    "microsoft.keyvault/vaults/certificates": _object("azurerm_key_vault_certificate"),
    "microsoft.keyvault/managedhsms": plain(
        "azurerm_key_vault_managed_hardware_security_module", sku_name="sku.name"
    ),
}
