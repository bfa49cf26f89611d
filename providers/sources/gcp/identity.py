"""Service accounts, and the roles given to them and to people."""

from planner.model.protocols import FromTerraform, Reading, Record
from planner.model.spec import Other, Role
from providers.attributes import text, texts
from providers.sources.gcp.asset import account_link, fold, names, part, plain, read


def service_account(record: Record) -> Reading:
    """An identity that software takes; everything names it by its address."""
    attributes = record.attributes
    email = text(attributes, "email")
    spec = Role(description=text(attributes, "description") or text(attributes, "display_name"))
    aliases = (email, text(attributes, "member"), text(attributes, "unique_id"))
    return read(record, "iam.role", spec, aliases=aliases)


def _members(record: Record) -> tuple[str, ...]:
    words = (*texts(record.attributes, "members"), *texts(record.attributes, "member"))
    return tuple(
        account_link(word) if word.startswith("serviceAccount:") else word
        for word in sorted(set(words))
    )


def grant(record: Record) -> Reading:
    """A role given to members over a project, folder or organisation.

    `assemble` folds it into the service account where that is its only member and in the estate.
    """
    role = text(record.attributes, "role")
    members = _members(record)
    accounts = tuple(word for word in members if word.startswith("//iam."))
    spec = Role(actions=(role,) if role else (), members=members)
    kind = "iam.role"
    if members and all(word.startswith(("user:", "domain:")) for word in members):
        kind = "iam.user"
    elif members and all(word.startswith("group:") for word in members):
        kind = "iam.group"
    return read(record, kind, spec, names("uses", "members", *accounts))


def account_grant(record: Record) -> Reading:
    """Who may act as a service account: a part of it."""
    attributes = record.attributes
    word = text(attributes, "service_account_id")
    email = word.rpartition("/")[2]
    return fold(record, account_link(email), Role(trusted=_members(record)))


def account_key(record: Record) -> Reading:
    """A long-lived key of a service account: something to be done away with when moving."""
    owner = account_link(text(record.attributes, "service_account_id").rpartition("/")[2])
    return read(record, "iam.access_key", Other(), names("uses", "service_account_id", owner))


def custom_role(record: Record) -> Reading:
    """A role of one's own."""
    attributes = record.attributes
    spec = Role(
        description=text(attributes, "description") or text(attributes, "title"),
        actions=tuple(sorted(texts(attributes, "permissions"))),
    )
    return read(record, "iam.policy", spec)


RULES: dict[str, FromTerraform] = {
    "google_service_account": service_account,
    "google_service_account_key": account_key,
    "google_service_account_iam_member": account_grant,
    "google_service_account_iam_binding": account_grant,
    **{
        f"google_{scope}_iam_{name}": grant
        for scope in ("project", "folder", "organization")
        for name in ("member", "binding")
    },
    "google_project_iam_custom_role": custom_role,
    "google_organization_iam_custom_role": custom_role,
    "google_iap_tunnel_instance_iam_binding": plain("network.bastion", tier="role"),
    "google_cloud_identity_group": plain("iam.group"),
    "google_identity_platform_config": plain("iam.customer_identity"),
    "google_active_directory_domain": plain("iam.workforce_sso"),
    "google_project_iam_audit_config": part("project", "cloudresourcemanager"),
}
