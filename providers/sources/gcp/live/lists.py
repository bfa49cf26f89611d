"""The table of lists (`lists.yaml`), and the role that they need, which is made from it."""

from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal

import msgspec
from msgspec import Struct

from providers.sources.gcp.live.measures import measures

LOCATION = "location"


class Listing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One list of one service. The file says what each field is."""

    link: str
    key: str
    permission: str
    empty: Literal["kind", "bare"]
    form: Literal["", "aggregated"] = ""
    of: str = ""
    name: str = ""
    also: str = ""
    """A further permission: the places of the service."""
    always: bool = False


class Table(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole table."""

    source: str
    retrieved: str
    roots: dict[str, tuple[str, ...]]
    managed: tuple[str, ...]
    lists: dict[str, Listing]


@lru_cache(maxsize=1)
def table() -> Table:
    """The table of lists."""
    return msgspec.yaml.decode(files(__package__).joinpath("lists.yaml").read_bytes(), type=Table)


def role() -> dict[str, Any]:
    """The custom role that a collection needs, as `gcloud iam roles create --file` takes it.

    Permissions on folders cannot be part of a project's role: make it at the organization.
    """
    found = table()
    permissions = {word for words in found.roots.values() for word in words}
    for one in found.lists.values():
        permissions |= {one.permission, one.also} - {""}
    return {
        "title": "Transhumance discover",
        "description": "Reads what runs, for a plan to move it. No secrets, no data. Google's own "
        f"roles that cover it: {', '.join(found.managed)}.",
        "stage": "GA",
        "includedPermissions": sorted(permissions),
    }


def grants() -> dict[tuple[str, str], tuple[str, ...]]:
    """(service, operation) as the ledger writes it -> the permissions that it needs."""
    found = table()
    told: dict[tuple[str, str], tuple[str, ...]] = {
        ("cloudasset.googleapis.com", "assets.list"): found.roots["assets.list"],
        ("cloudasset.googleapis.com", "assets.list projects"): found.roots["assets.list"],
        ("cloudresourcemanager.googleapis.com", "projects.list"): found.roots["projects.list"],
        ("cloudresourcemanager.googleapis.com", "folders.list"): found.roots["folders.list"],
        ("serviceusage.googleapis.com", "services.list"): found.roots["services.list"],
    }
    for kind, one in found.lists.items():
        service, _, noun = kind.partition("/")
        told[service, f"{noun}.list"] = tuple(word for word in (one.permission, one.also) if word)
    for kind in measures():
        told["monitoring.googleapis.com", f"timeSeries.list {kind}"] = found.roots[
            "timeSeries.list"
        ]
    return told
