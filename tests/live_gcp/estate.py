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


def recorded(name: str) -> Any:
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


def refused(reason: str, code: int = 403, **more: Any) -> Answer:
    """An error as Google's newer APIs write it."""
    info = {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": reason,
            "domain": "googleapis.com", "metadata": {}}  # fmt: skip
    return Answer({"error": {"code": code, "message": "no", "details": [info]}}, code, **more)


class Google:
    """Answers as Google does; `faults` holds what goes wrong by path, each used once."""

    def __init__(self, assets: list[Any] | None = None, page: int = 4) -> None:
        self.assets = recorded("assets") if assets is None else assets
        self.lists = recorded("lists")
        self.projects = ["shop-prod"]
        self.page = page
        self.enabled: tuple[str, ...] = ENABLED
        self.faults: dict[str, list[Answer]] = {}
        self.always: dict[str, Answer] = {}

    def __call__(self, asked: Asked) -> Answer:
        waiting = self.faults.get(asked.path)
        if waiting:
            return waiting.pop(0)
        if asked.path in self.always:
            return self.always[asked.path]
        if asked.path.endswith("/assets"):
            return self._assets(asked)
        if asked.path in {"/v3/projects:search", "/v3/projects"}:
            found = [{"name": "projects/4242", "projectId": one, "state": "ACTIVE"}
                     for one in self.projects]  # fmt: skip
            return Answer({"projects": found})
        if asked.path == "/v3/folders":
            return Answer({"folders": []})
        if asked.path.endswith("/services"):
            services = [{"config": {"name": f"{one}.googleapis.com"}, "state": "ENABLED"}
                        for one in self.enabled]  # fmt: skip
            return Answer({"services": services})
        if asked.path.endswith("/timeSeries"):
            return self._measured(asked)
        return self._listed(asked.path)

    def _listed(self, path: str) -> Answer:
        if path in self.lists:
            return Answer(self.lists[path])
        return Answer({"kind": "list"} if "/compute/v1/" in path else {})

    def _assets(self, asked: Asked) -> Answer:
        start = int(asked.params.get("pageToken") or 0)
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
