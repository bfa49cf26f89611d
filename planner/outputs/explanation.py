"""What a plan's folder knows of one resource, from its tables."""

import json
import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from planner.catalogue.sizes import source_sizes
from planner.outputs.stored import rows

_SEPARATOR = re.compile("[/:]")


def explanations(folder: Path, word: str) -> list[dict[str, Any]]:
    """All that is known of the resources that `word` (id, name, address) means, each as nested facts."""
    decisions = [
        row
        for row in _rows(folder, "decisions")
        if word in (row["resource"], row["name"], row["address"], row["place"])
        or word in _SEPARATOR.split(row["resource"])[-1:]
    ]
    found = []
    for row in decisions:
        id_ = row["resource"]
        mapped = row["outcome"] == "mapped"
        needs = json.loads(row["needs"]) if row["needs"] else {}
        found.append(
            {
                "resource": id_,
                "read": {
                    key: row[key]
                    for key in (
                        "name", "cloud", "account", "region", "kind", "native_type", "file", "place",
                    )
                },
                "origins": _of(folder, "origins", id_, ("file", "place", "form")),
                "application": {key: row[key] for key in ("application", "wave")},
                "choice": {
                    key: row[key]
                    for key in (
                        ("service", "size", "above_need", "fit", "method", "qualification")
                        if mapped else ("reason", "fallback", "service")
                    )
                },
                **_data(folder, id_),
                "machine": _machine(row["cloud"], needs),
                "needs": needs,
                "terraform": {key: row[key] for key in ("root", "address")},
                "losses": _of(folder, "losses", id_, ("weight", "problem", "instead")),
                "why not": _of(folder, "runner_ups", id_, ("service", "reason")),
                "costs": _of(
                    folder, "cost_lines", id_,
                    ("side", "component", "sku", "quantity", "unit", "unit_price", "currency",
                     "price_date", "proxy", "eur_low", "eur_likely", "eur_high", "price_source"),
                ),
                "without price": _of(folder, "unpriced", id_, ("side", "component", "why", "reason")),
                "steps": _of(folder, "steps", id_, ("wave", "title", "gib", "minutes_likely")),
                "depends on": [
                    f"{edge['relation']} {edge['target']} ({edge['evidence']}: {edge['path']})"
                    for edge in _rows(folder, "edges") if edge["source"] == id_
                ],
                "needed by": [
                    edge["source"] for edge in _rows(folder, "edges") if edge["target"] == id_
                ],
                "messages": _of(folder, "diagnostics", id_, ("severity", "summary", "detail", "remedy")),
            }
        )  # fmt: skip
    return found


_UNMET = {"broken": 0, "to-be-verified": 1, "open": 2, "met": 3}


def _data(folder: Path, id_: str) -> dict[str, Any]:
    """Classes of the data with their origin, duties with what was found, ways that meet them all."""
    own = [row for row in _rows(folder, "assessments") if row["resource"] == id_]
    first = own[0] if own else {"classes": [], "origins": [], "alternatives": []}
    entries = {row["id"]: row for row in _rows(folder, "evidence")} if own else {}
    found = [row for row in own if row["duty"]]
    found.sort(key=lambda row: (_UNMET.get(row["state"], 4), row["duty"]))
    return {
        "classes": [
            f"{name} ({origin})"
            for name, origin in zip(first["classes"], first["origins"], strict=True)
        ],
        "duties": [_duty(row, entries) for row in found],
        "other places": list(first["alternatives"]),
    }


def _duty(row: Mapping[str, Any], entries: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    clause = entries.get(row["clause"], {})
    return {
        "duty": row["title"], "state": row["state"], "because": row["because"],
        "at": " ".join(word for word in (row["provider"], row["region"]) if word),
        "clause": clause.get("claim", ""), "clause_source": clause.get("url", ""),
        "evidence": row["evidence"],
    }  # fmt: skip


def _machine(cloud: str, spec: Mapping[str, Any]) -> dict[str, Any]:
    """What the machine of that spec must have, as sizing takes it; empty for what is of no known size."""
    size = str(spec.get("size", ""))
    sizes = source_sizes(cloud)
    known = sizes.get(size) or sizes.get(size.partition(".")[2])
    if known is None and spec.get("spec") != "vm":
        return {}
    table = {
        name: getattr(known, name, None) for name in ("vcpus", "memory_gib", "architecture", "gpus")
    }
    return {
        **{name: spec.get(name) or table[name] for name in table},
        **{name: spec.get(name, "") for name in ("os", "licence", "software")},
        "managed": spec.get("spec") != "vm",
    }


def nearest(folder: Path, word: str) -> list[str]:
    """Up to three ids or names that look like `word`."""
    decisions = _rows(folder, "decisions")
    names = [row[column] for column in ("resource", "name") for row in decisions]
    inside = [name for name in names if word and word.lower() in name.lower()]
    return inside[:3] or get_close_matches(word, names, n=3, cutoff=0.5)


def _of(folder: Path, table: str, id_: str, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {column: row[column] for column in columns}
        for row in _rows(folder, table)
        if row["resource"] == id_
    ]


_READ: dict[tuple[Path, str], list[dict[str, Any]]] = {}


def _rows(folder: Path, table: str) -> list[dict[str, Any]]:
    key = (folder, table)
    if key not in _READ:
        _READ[key] = rows(*key)
    return _READ[key]
