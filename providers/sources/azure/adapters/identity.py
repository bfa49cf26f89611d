"""Identities, assignments of roles, roles of one's own."""

from collections.abc import Iterator

from providers.attributes import text, texts
from providers.sources.azure.adapters.body import (
    Adapter,
    Native,
    View,
    child,
    each,
    made,
    pick,
    plain,
)


def role_definition(body: View) -> Iterator[Native]:
    """A custom role; the built-in ones are Azure's own."""
    kind = text(body, "inner type") or text(body, "roletype") or text(body, "typepropertiestype")
    if kind.lower() == "builtinrole":
        return
    permissions = [
        {
            "actions": list(texts(one, "actions")),
            "data_actions": list(texts(one, "dataactions")),
        }
        for one in each(body, "permissions")
    ]
    attributes = {"permissions": permissions, **pick(body, description="description")}
    attributes["name"] = text(body, "rolename") or None
    yield made("azurerm_role_definition", body, attributes)


ADAPTERS: dict[str, Adapter] = {
    "microsoft.managedidentity/userassignedidentities": plain(
        "azurerm_user_assigned_identity", principal_id="principalid", client_id="clientid"
    ),
    "microsoft.managedidentity/userassignedidentities/federatedidentitycredentials": child(
        "azurerm_federated_identity_credential", "parent_id"
    ),
    "microsoft.authorization/roleassignments": plain(
        "azurerm_role_assignment",
        principal_id="principalid",
        role_definition_id="roledefinitionid",
        role_definition_name="roledefinitionname",
        scope="scope",
        description="description",
    ),
    "microsoft.authorization/roledefinitions": role_definition,
    "microsoft.azureactivedirectory/b2cdirectories": plain(
        "azurerm_aadb2c_directory", sku_name="sku.name"
    ),
    "microsoft.aad/domainservices": plain("azurerm_active_directory_domain_service", sku="sku"),
}
