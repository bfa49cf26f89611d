"""Azure as a test serves it: subscriptions, a graph that pages, details, metrics."""

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from tests.replay import Answer, Asked

RECORDED = Path(__file__).parents[1] / "recorded/live/azure"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
FIRST = "11111111-0000-0000-0000-000000000001"
SECOND = "22222222-0000-0000-0000-000000000002"


def recorded(name: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads((RECORDED / f"{name}.json").read_text("utf-8"))


class Azure:
    """Answers as Azure does, and as a test makes it fail."""

    def __init__(self, rows: list[Any] | None = None, page: int = 3) -> None:
        self.tables = {
            "Resources": recorded("resources") if rows is None else rows,
            "ResourceContainers": recorded("containers"),
            "DnsResources": [],
            "RecoveryServicesResources": [],
        }
        self.subscriptions = [FIRST, SECOND]
        self.page = page
        self.waits: list[float] = []
        self.denied: set[str] = set()
        self.unmeasured: set[str] = set()
        self.unknown: set[str] = set()
        """Metrics that no resource has."""
        self.faults: dict[str, list[Answer]] = {}
        """By table, path or its last step: each is used once."""
        self.always: dict[str, Answer] = {}
        self.change: dict[str, Any] = {}
        """Of every answer of the graph."""
        self.after: dict[int, Answer] = {}
        """By number of the page of resources."""
        self.blank = ""
        """Id of a row that is sent without it."""
        self.times: list[float] = []
        """When the graph was asked."""
        self.quota = {"x-ms-user-quota-remaining": "14"}

    def __call__(self, asked: Asked) -> Answer:
        if isinstance(asked.body, dict) and "query" in asked.body:
            self.times.append(time.monotonic())
        for name in _names(asked):
            if self.faults.get(name):
                return self.faults[name].pop(0)
            if name in self.always:
                return self.always[name]
        if asked.path == "/subscriptions":
            told = [{"subscriptionId": one, "tenantId": "t"} for one in self.subscriptions]
            return Answer({"value": told})
        if asked.path.endswith("/Microsoft.ResourceGraph/resources"):
            return self._graph(asked.body)
        if asked.path.endswith("metrics:getBatch"):
            return self._measured(asked)
        return self._detail(asked.path)

    def _graph(self, body: dict[str, Any]) -> Answer:
        asked = {one.lower() for one in body["subscriptions"]}
        if asked & self.denied:
            return Answer({"error": {"code": "AuthorizationFailed", "message": "no"}}, 403)
        table = body["query"].split()[0]
        rows = [one for one in self.tables[table] if self._of(one) in asked]
        rows.sort(key=lambda one: str(one["id"]))
        start = int(body["options"].get("$skipToken") or 0)
        number = start // self.page + 1
        if table == "Resources" and number in self.after:
            return self.after[number]
        found = [
            {key: value for key, value in one.items() if value != self.blank}
            for one in rows[start : start + self.page]
        ]
        told: dict[str, Any] = {
            "totalRecords": len(rows), "count": len(found), "resultTruncated": "false",
            "facets": [], "data": found,
        }  # fmt: skip
        if start + self.page < len(rows):
            told["$skipToken"] = str(start + self.page)
        return Answer(told | self.change, headers=self.quota)

    def _of(self, row: dict[str, Any]) -> str:
        pieces = str(row["id"]).lower().split("/")
        return pieces[2] if len(pieces) > 2 else ""

    def _detail(self, path: str) -> Answer:
        if path.endswith("/resources"):  # what Resource Manager lists: no settings
            own = [one for one in self.tables["Resources"] if self._of(one) in path]
            thin = [{key: one[key] for key in ("id", "name", "type", "location")} for one in own]
            return Answer({"value": thin})
        for ending, rows in recorded("details").items():
            if path.endswith(ending):
                parent = path.removesuffix(ending)
                return Answer(json.loads(json.dumps({"value": rows}).replace("{parent}", parent)))
        return Answer({"value": []})

    def _measured(self, asked: Asked) -> Answer:
        if asked.params["metricnamespace"] in self.unmeasured:
            return Answer({"error": {"code": "AuthorizationFailed"}}, 403)
        if self.unknown & set(asked.params["metricnames"].split(",")):
            return Answer({"error": {"code": "BadRequest"}}, 400)
        values = [
            {"resourceid": one, "value": [
                {"name": {"value": name}, "timeseries": [{"data": _points(name)}],
                 "errorCode": "Success"}
                for name in asked.params["metricnames"].split(",")]}
            for one in asked.body["resourceids"]
        ]  # fmt: skip
        return Answer({"values": values})


def _names(asked: Asked) -> tuple[str, ...]:
    """What a fault may be called by."""
    if isinstance(asked.body, dict) and "query" in asked.body:
        return (str(asked.body["query"]).partition(" ")[0],)
    return asked.path.lower(), asked.path.rpartition("/")[2]


def _points(name: str) -> list[dict[str, Any]]:
    """Three days of hours; a machine is busy for a tenth of them, a store grows."""
    found = []
    for hour in range(72):
        when = (NOW - timedelta(hours=72 - hour)).strftime("%Y-%m-%dT%H:%M:%SZ")
        value = float((hour + 1) * 2**30) if name in {"UsedCapacity", "storage_used"} else 10.0
        value = 80.0 if name == "Percentage CPU" and hour % 10 == 0 else value
        found.append({"timeStamp": when, "average": value, "total": value, "maximum": value})
    return found
