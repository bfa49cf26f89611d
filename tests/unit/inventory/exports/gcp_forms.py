"""One estate in every form that Google's tools write it in, made of the lines of one export."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

RECORDED = Path(__file__).resolve().parents[3] / "recorded/exports/gcp"
ASSETS = RECORDED / "assets.ndjson"
Asset = dict[str, Any]


def assets() -> list[Asset]:
    """The assets of the recorded export."""
    return [json.loads(line) for line in ASSETS.read_text(encoding="utf-8").splitlines()]


def camel(asset: Asset) -> Asset:
    """As `gcloud asset list --format=json` and REST write it; data is camelCase anyway."""
    resource = asset["resource"]
    return {
        "ancestors": asset["ancestors"],
        "assetType": asset["asset_type"],
        "name": asset["name"],
        "resource": {
            "data": resource["data"],
            "discoveryDocumentUri": resource.get("discovery_document_uri", ""),
            "discoveryName": resource["discovery_name"],
            "location": resource.get("location", ""),
            "parent": resource.get("parent", ""),
            "version": resource["version"],
        },
        "updateTime": asset.get("update_time", ""),
    }


def bigquery(asset: Asset) -> Asset:
    """As a row of BigQuery's export: the answer is a text."""
    data = json.dumps(asset["resource"]["data"])
    return {**asset, "resource": {**asset["resource"], "data": data}}


def searched(asset: Asset) -> Asset:
    """As `gcloud asset search-all-resources --read-mask='*'` writes it."""
    resource = asset["resource"]
    return {
        **thin(asset),
        "versionedResources": [{"version": resource["version"], "resource": resource["data"]}],
    }


def thin(asset: Asset) -> Asset:
    """As `gcloud asset search-all-resources` writes it where nobody asks for more."""
    resource = asset["resource"]
    data = resource["data"]
    found = {
        "assetType": asset["asset_type"],
        "name": asset["name"],
        "project": asset["ancestors"][0],
        "displayName": asset["name"].rpartition("/")[2],
        "location": resource.get("location", ""),
        "labels": data.get("labels", {}),
        "parentFullResourceName": resource.get("parent", ""),
        "state": data.get("status", data.get("state", "")),
    }
    if "machineType" in data:
        size = data["machineType"].rpartition("/")[2]
        found["additionalAttributes"] = {"machineType": size}
    if "email" in data:
        found["additionalAttributes"] = {"email": data["email"], "uniqueId": data["uniqueId"]}
    return {key: value for key, value in found.items() if value}


def array(change: Callable[[Asset], Asset]) -> str:
    """All of them as one list."""
    return json.dumps([change(asset) for asset in assets()], indent=2)


def lines(change: Callable[[Asset], Asset]) -> str:
    """All of them, one a line."""
    return "".join(json.dumps(change(asset)) + "\n" for asset in assets())


def pages(key: str, change: Callable[[Asset], Asset]) -> str:
    """All of them as answers of REST in a row, the last without a further page."""
    found = [change(asset) for asset in assets()]
    half = len(found) // 2
    first = json.dumps({key: found[:half], "nextPageToken": ""}, indent=1)
    return first + "\n" + json.dumps({key: found[half:], "readTime": "2026-11-20T06:13:00Z"})


FORMS: dict[str, Callable[[], str]] = {
    "list.json": lambda: array(camel),
    "list.ndjson": lambda: lines(camel),
    "rest.json": lambda: pages("assets", camel),
    "bigquery.json": lambda: array(bigquery),
    "bigquery.ndjson": lambda: lines(bigquery),
    "search.json": lambda: array(searched),
    "search-pages.json": lambda: pages("results", searched),
    "crlf.ndjson": lambda: "\ufeff" + lines(camel).replace("\n", "\r\n"),
}


def lists() -> dict[str, str]:
    """What `gcloud … list --format=json` writes, a file for each type of asset."""
    found: dict[str, list[Any]] = {}
    for asset in assets():
        if "k8s.io" not in asset["asset_type"]:
            name = re.sub(r"\W+", "-", asset["asset_type"]).lower() + ".json"
            found.setdefault(name, []).append(asset["resource"]["data"])
    return {name: json.dumps(data, indent=2) for name, data in found.items()}
