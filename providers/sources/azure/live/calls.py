"""The table of all calls (`calls.yaml`), and the role that they need, which is made from it."""

from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgspec
from msgspec import Struct

from providers.sources.azure.live.measures import measures


class Detail(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for each resource of a type. The file says what each field is."""

    of: str
    path: str
    version: str
    action: str
    kinds: tuple[str, ...] = ()
    """The resource's `kind`, in lower case, where not every one can have it."""
    unless: str = ""


class Calls(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole table."""

    source: str
    retrieved: str
    roots: dict[str, str]
    shown: str
    tables: dict[str, str]
    details: dict[str, Detail]


@lru_cache(maxsize=1)
def calls() -> Calls:
    """The table of calls."""
    return msgspec.yaml.decode(files(__package__).joinpath("calls.yaml").read_bytes(), type=Calls)


def role(subscriptions: tuple[str, ...] = ()) -> dict[str, Any]:
    """The custom role that a collection needs, as `az role definition create` takes it.

    Azure's own role `Reader` holds the same; data are read by neither.
    """
    table = calls()
    actions = {*table.roots.values(), *(one.action for one in table.details.values())}
    scopes = [f"/subscriptions/{one}" for one in sorted(set(subscriptions))]
    return {
        "Name": "Transhumance discover",
        "IsCustom": True,
        "Description": "Reads what runs, for a plan to move it. No keys, no secrets, no data. "
        "The built-in role that covers it is Reader.",
        "Actions": [table.shown, *sorted(actions)],
        "NotActions": [],
        "DataActions": [],
        "NotDataActions": [],
        "AssignableScopes": scopes or ["/subscriptions/SUBSCRIPTION_ID"],
    }


def grants() -> dict[tuple[str, str], tuple[str, ...]]:
    """(service, operation) as the ledger writes it -> the actions that it needs."""
    table = calls()
    found: dict[tuple[str, str], tuple[str, ...]] = {
        ("resourcegraph", name): (table.roots["resourcegraph.resources"], table.shown)
        for name in table.tables
    }
    for operation in ("subscriptions.list", "resources.list"):
        found["microsoft.resources", operation] = (table.roots[operation],)
    for name, detail in table.details.items():
        service, _, operation = name.partition("/")
        found[service, operation] = (detail.action,)
    for kind in measures():
        found["metrics", kind] = (table.roots["metrics.getBatch"],)
    return found
