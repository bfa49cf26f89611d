"""Service accounts, roles, projects and folders."""

from collections.abc import Iterator

from providers.attributes import text, texts
from providers.sources.gcp.adapters.body import (
    Adapter,
    Asset,
    Native,
    made,
    pick,
    tail,
    up,
)


def service_account(asset: Asset) -> Iterator[Native]:
    """An identity; an export names it by a number, everything else by its address."""
    email = text(asset.data, "email")
    path = f"{up(asset.path)}/serviceAccounts/{email}" if email else asset.path
    attributes = {
        "id": path.removeprefix("/"),
        "name": path,
        "member": f"serviceAccount:{email}" if email else None,
        "account_id": email.partition("@")[0] or None,
    }
    yield made("google_service_account", asset, attributes)


def account_key(asset: Asset) -> Iterator[Native]:
    """A key that somebody holds; those that Google keeps and turns are its own."""
    if text(asset.data, "key_type") == "SYSTEM_MANAGED":
        return
    gone = dict.fromkeys(("private_key_data", "public_key_data"))
    owner = {"service_account_id": up(asset.path) or None}
    yield made("google_service_account_key", asset, {**owner, **gone})


def role(asset: Asset) -> Iterator[Native]:
    """A role of one's own."""
    scope = "organization" if asset.path.startswith("organizations/") else "project"
    permissions = texts(asset.data, "included_permissions")
    attributes = {
        "permissions": list(permissions),
        "role_id": tail(asset.path),
        "included_permissions": None,
    }
    yield made(f"google_{scope}_iam_custom_role", asset, attributes)


def project(asset: Asset) -> Iterator[Native]:
    """A project: what it is called, and by which id everything names it."""
    word = text(asset.data, "project_id") or tail(asset.path)
    title = text(asset.data, "display_name") or text(asset.data, "name")
    attributes = {
        "id": f"projects/{word}",
        "project_id": word,
        "project": word,
        "name": title if title and "/" not in title else word,
        **pick(asset.data, number="project_number"),
    }
    yield made("google_project", asset, attributes)


def folder(asset: Asset) -> Iterator[Native]:
    """A folder of projects."""
    name = text(asset.data, "display_name") or tail(asset.path)
    yield made("google_folder", asset, {"name": name, "id": asset.path})


def service(asset: Asset) -> Iterator[Native]:
    """An API that is switched on."""
    if text(asset.data, "state") == "DISABLED":
        return
    attributes = {"service": tail(asset.path), "config": None}
    yield made("google_project_service", asset, attributes)


ADAPTERS: dict[str, Adapter] = {
    "iam.googleapis.com/ServiceAccount": service_account,
    "iam.googleapis.com/ServiceAccountKey": account_key,
    "iam.googleapis.com/Role": role,
    "cloudresourcemanager.googleapis.com/Project": project,
    "cloudresourcemanager.googleapis.com/Folder": folder,
    "serviceusage.googleapis.com/Service": service,
}
