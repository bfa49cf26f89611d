"""Identities and what they may do."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other, Role
from providers.attributes import block, text, texts
from providers.sources.azure.arm import arm, names, part, plain, read


def managed_identity(record: Record) -> Reading:
    """An identity that software takes; assignments name it by its principal id."""
    attributes = record.attributes
    return read(record, "iam.role", Role(), aliases=(text(attributes, "client_id"),))


def assignment(record: Record) -> Reading:
    """A role given to a principal over a scope.

    `assemble` folds it into the identity where that is in the estate; a person's or a group's stays
    a resource of its own.
    """
    attributes = record.attributes
    role = text(attributes, "role_definition_name") or arm(attributes, "role_definition_id")
    principal = text(attributes, "principal_id")
    spec = Role(
        actions=(role,) if role else (),
        members=(principal,) if principal else (),
        description=text(attributes, "description"),
    )
    return read(record, "iam.role", spec, names("uses", "scope", arm(attributes, "scope")))


def role_definition(record: Record) -> Reading:
    """A custom role."""
    permissions = block(record.attributes, "permissions")
    spec = Role(
        description=text(record.attributes, "description"),
        actions=(*texts(permissions, "actions"), *texts(permissions, "data_actions")),
    )
    return read(record, "iam.policy", spec)


def directory(kind: str) -> FromTerraform:
    """A rule for a person or a group of the directory, known by its object id."""

    def rule(record: Record) -> Reading:
        attributes = record.attributes
        return read(record, kind, Other(), aliases=(text(attributes, "object_id"),))

    return rule


RULES: dict[str, FromTerraform] = {
    "azurerm_user_assigned_identity": managed_identity,
    "azurerm_role_assignment": assignment,
    "azurerm_role_definition": role_definition,
    "azurerm_federated_identity_credential": part("parent_id"),
    "azuread_user": directory("iam.user"),
    "azuread_group": directory("iam.group"),
    "azurerm_aadb2c_directory": plain("iam.customer_identity", size="sku_name"),
    "azurerm_active_directory_domain_service": plain("iam.workforce_sso", size="sku"),
}
