"""What wraps an API's answer: an asset, a result of a search, or nothing."""

import re
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from planner.model.protocols import Item
from providers.attributes import Attributes, block, first_text, text
from providers.sources.gcp.adapters.body import Asset, View, decoded, spelled, tail

HOSTS = {"sqladmin": "cloudsql", "bigtableadmin": "bigtable"}
"""Service of an asset type -> service in the names of its assets, where they differ."""

LEGACY = {
    "bigtable": "bigtableadmin",
    "billing": "cloudbilling",
    "kms": "cloudkms",
    "resourcemanager": "cloudresourcemanager",
    "sql": "sqladmin",
}
"""Service in an asset type of before 2019 (`google.cloud.sql.Instance`) -> service of today."""

OLD_TYPE = re.compile(r"^google\.(?:cloud\.)?([a-z]+)\.([A-Za-z]+)$")
PROJECT = re.compile(r"(?:^|/)projects/([^/]+)")
NAME = re.compile(r"^//([a-z0-9.-]+)/(.+)$")

NAMED = {"LogMetric": "metrics", "LogSink": "sinks", "ManagedZone": "managedZones"}
"""Types that lists name by their name alone -> their collection."""

SEARCHED = ("labels", "location", "create_time", "state", "description", "display_name")
"""What a result of a search tells of a resource, called as its API calls it."""


def type_of(written: str) -> str:
    """The asset type as it is called today.

    >>> type_of("google.cloud.sql.Instance")
    'sqladmin.googleapis.com/Instance'
    """
    old = OLD_TYPE.match(written)
    if old is None:
        return written
    return f"{LEGACY.get(old.group(1), old.group(1))}.googleapis.com/{old.group(2)}"


def asset_of(item: Item) -> Asset:
    """The resource that an item is of."""
    body, kind = item.body, type_of(item.type)
    if item.form == "api":
        data = spelled(dict(body))
        return _asset(kind, _own_name(kind, data, item.account), data, item.account)
    answer = _answer(body)
    data = spelled(dict(answer)) if answer else _told(body)
    name = text(body, "name")
    found = _asset(kind, name, data, _project(body, name) or item.account)
    location = text(body, "location") or text(decoded(body.get("resource")), "location")
    return replace(found, location=location or found.location, thin=not answer and not _more(body))


def _asset(kind: str, name: str, data: View, project: str) -> Asset:
    found = NAME.match(name)
    path = found.group(2) if found else name
    inside = PROJECT.search(path)
    told = inside.group(1) if inside else first_text(data, "project_id", "project")
    return Asset(
        type=kind,
        path=path,
        name=name,
        project=tail(told) or project,
        location=text(data, "location"),
        data=data,
    )


def _answer(around: Attributes) -> Mapping[str, Any]:
    """The API's answer in an asset or a result of a search."""
    resource = decoded(around.get("resource"))
    data = decoded(resource.get("data"))
    if data:
        return data
    versions = around.get("versionedResources", around.get("versioned_resources"))
    for one in reversed(versions) if isinstance(versions, list) else ():
        if isinstance(one, dict) and (found := decoded(one.get("resource"))):
            return found
    return {}


def _told(around: Attributes) -> View:
    """What a result of a search tells of a resource without its answer."""
    spelt = spelled(dict(around))
    found = {key: spelt[key] for key in SEARCHED if key in spelt}
    found |= spelled(dict(_more(around)))
    marks = spelt.get("network_tags")
    if isinstance(marks, list):
        found["tags"] = {"items": marks}
    return found


def _more(around: Attributes) -> Mapping[str, Any]:
    """Of the answer, what a search tells beside the name: the type of a machine."""
    return decoded(around.get("additionalAttributes", around.get("additional_attributes")))


def _project(around: Attributes, name: str) -> str:
    """The project: by the name, else by what the asset lies in; by its number where no more is told."""
    if inside := PROJECT.search(name):
        return inside.group(1)
    ancestors = around.get("ancestors")
    nearest = ancestors[0] if isinstance(ancestors, list) and ancestors else ""
    resource = decoded(around.get("resource"))
    for word in (around.get("project"), nearest, resource.get("parent")):
        if isinstance(word, str) and (inside := PROJECT.search(word)):
            return inside.group(1)
    return ""


def _own_name(kind: str, data: View, account: str) -> str:
    """The name of what an API lists, from what it says of itself."""
    service, _, noun = kind.partition(".googleapis.com/")
    host = f"//{HOSTS.get(service, service)}.googleapis.com/"
    path = _path(noun, data, account)
    return host + path if path else ""


def _path(noun: str, data: View, account: str) -> str:
    name, link = text(data, "name"), text(data, "self_link")
    if noun == "Bucket":
        return name
    if noun == "Project" and text(data, "project_id"):
        return f"projects/{text(data, 'project_id')}"
    if "/" in name and not name.startswith("/"):
        return name
    if (start := link.find("projects/")) >= 0:
        return link[start:]
    return _put_together(noun, data, text(data, "project") or account)


def _put_together(noun: str, data: View, account: str) -> str:
    """A path made of the parts that an answer without one has; '' where one of them is missing."""
    name = text(data, "name")
    meta = block(data, "metadata")
    if meta:  # Knative: the namespace is the project, by its number
        place = text(block(meta, "labels"), "cloud.googleapis.com/location")
        where, own = text(meta, "namespace"), text(meta, "name")
        what = "jobs" if noun == "Job" else "services"
        return (
            f"projects/{account or where}/locations/{place}/{what}/{own}" if place and own else ""
        )
    reference = block(data, "table_reference") or block(data, "dataset_reference")
    if reference:
        pieces = (
            "projects",
            text(reference, "project_id"),
            "datasets",
            text(reference, "dataset_id"),
        )
        table = text(reference, "table_id")
        return "/".join((*pieces, "tables", table) if table else pieces)
    if noun in NAMED and account and name:
        return f"projects/{account}/{NAMED[noun]}/{name}"
    if noun in {"Database", "User"} and account and name and text(data, "instance"):
        what = "databases" if noun == "Database" else "users"
        return f"projects/{account}/instances/{text(data, 'instance')}/{what}/{name}"
    if noun == "Cluster" and text(data, "cluster_name") and text(data, "project_id"):
        return f"projects/{text(data, 'project_id')}/regions/global/clusters/{text(data, 'cluster_name')}"
    return ""
