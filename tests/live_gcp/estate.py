"""Google Cloud as a test serves it: an asset inventory that pages, lists of services, metrics."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.replay import Answer, Asked

RECORDED = Path(__file__).parents[1] / "recorded/live/gcp"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
READ = "2026-11-20T00:00:00Z"
ENABLED = ("compute", "sqladmin", "dns", "storage", "cloudkms", "pubsub")


def recorded(name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


def refused(reason: str, code: int = 403, **more: dict[str, str]) -> Answer:
    """An error as Google's newer APIs write it."""
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason,
            "domain": "googleapis.com", "metadata": {}}  # fmt: skip
    return Answer({"error": {"code": code, "message": "no", "details": [info]}}, code, **more)


def legacy(reason: str, code: int = 403) -> Answer:
    """An error as Google's older APIs write it."""
    errors = [{"domain": "usageLimits", "reason": reason, "message": "no"}]
    return Answer({"error": {"code": code, "message": "no", "errors": errors}}, code)


class Google:
    """Answers as Google does, and as a test makes it fail."""

    def __init__(self, assets: list[Any] | None = None, page: int = 4) -> None:
        self.assets = recorded("assets") if assets is None else assets
        self.lists = recorded("lists")
        self.projects = ["shop-prod"]
        self.closed: set[str] = set()
        self.folders: dict[str, list[str]] = {}
        self.below: dict[str, list[str]] = {}
        self.page = page
        self.url = ""
        self.enabled: tuple[str, ...] = ENABLED
        self.faults: dict[str, list[Answer]] = {}
        """By path: each is used once."""
        self.always: dict[str, Answer] = {}
        self.after: dict[int, Answer] = {}
        """By number of the first asset of a page."""

    def __call__(self, asked: Asked) -> Answer:
        if self.faults.get(asked.path):
            return self.faults[asked.path].pop(0)
        if asked.path in self.always:
            return self.always[asked.path]
        if asked.path.endswith("/assets"):
            return self._assets(asked)
        if asked.path.startswith("/v3/"):
            return self._resources(asked)
        if asked.path.endswith("/timeSeries"):
            return self._measured(asked)
        return self._listed(asked.path)

    def _resources(self, asked: Asked) -> Answer:
        parent = asked.params.get("parent", "")
        if asked.path == "/v3/folders":
            names = self.folders.get(parent, [])
            return Answer({"folders": [{"name": one, "state": "ACTIVE"} for one in names]})
        names = self.below.get(parent, []) if parent else self.projects
        told = [{"name": "projects/4242", "projectId": one, "state": "ACTIVE"} for one in names]
        return Answer({"projects": told})

    def _listed(self, path: str) -> Answer:
        if path.endswith("/services"):
            services = [{"config": {"name": f"{one}.googleapis.com"}} for one in self.enabled]
            return Answer({"services": services})
        if path in self.lists:
            return Answer(self.lists[path])
        return Answer({"kind": "list"} if "/compute/v1/" in path else {})

    def _assets(self, asked: Asked) -> Answer:
        if asked.path.split("/")[3] in self.closed:
            return legacy("forbidden")
        start = int(asked.params.get("pageToken") or 0)
        if start in self.after:
            return self.after[start]
        told: dict[str, Any] = {"readTime": READ, "assets": self.assets[start : start + self.page]}
        if start + self.page < len(self.assets):
            told["nextPageToken"] = str(start + self.page)
        return Answer(told)

    def _measured(self, asked: Asked) -> Answer:
        metric = asked.params["filter"].split('"')[1]
        labels = {
            "compute.googleapis.com/instance/cpu/utilization": {"instance_id": "5511223344556677889"},
            "storage.googleapis.com/storage/total_bytes": {"bucket_name": "shop-media"},
            "cloudsql.googleapis.com/database/disk/bytes_used": {"database_id": "shop-prod:orders"},
        }.get(metric)  # fmt: skip
        if labels is None:
            return Answer({"unit": "1"})
        points = []
        for hour in range(72):
            end = (NOW - timedelta(hours=hour)).strftime("%Y-%m-%dT%H:%M:%SZ")
            value: dict[str, Any] = {"doubleValue": 0.8 if hour % 10 == 0 else 0.1}
            if "bytes" in metric:
                value = {"int64Value": str((72 - hour) * 2**30)}
            points.append({"interval": {"startTime": end, "endTime": end}, "value": value})
        series = {"metric": {"type": metric, "labels": {}}, "resource": {"labels": labels},
                  "points": points}  # fmt: skip
        return Answer({"timeSeries": [series]})
