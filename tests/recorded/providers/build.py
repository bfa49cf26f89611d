"""Re-encodes provider schemas and constraints into `mappings/providers/`.

    python tests/recorded/providers/build.py FACTS

FACTS holds `schemas/<name>.json` (as `terraform providers schema -json` prints them, with `source`
and `version`) and `constraints.json`. Descriptions and sentences are left behind; what a sentence
says and a program can check becomes a rule.
"""

import json
import sys
from pathlib import Path
from typing import Any

OUT = Path(__file__).resolve().parents[3] / "mappings" / "providers"
RETRIEVED = "2026-11-22"
NAMES = ("aws", "helm", "openstack", "outscale", "ovh", "random", "scaleway", "tls")
FLAGS = {"required": "r", "optional": "o", "computed": "c", "sensitive": "s",
         "write_only": "w", "deprecated": "d"}  # fmt: skip
GROUPS = {"resource_schemas": "resources", "data_source_schemas": "data_sources",
          "ephemeral_resource_schemas": "ephemeral"}  # fmt: skip
SENTENCES = {"note", "source", "default", "unit", "examples", "encoding", "replaced_by",
             "min_netmask_note"}  # fmt: skip
FORMATS = {
    "CIDR": "cidr", "IP": "ip", "IP or CIDR": "ip_or_cidr", "YYYY-MM-DD": "date",
    "ISO 8601 date or date-time": "iso8601",
}  # fmt: skip
SAID = {  # a note that says a format
    "a network in CIDR notation": "cidr",
    "an IP address": "ip",
    "each element: an IP address": "ip",
    "each element: a network in CIDR notation": "cidr",
    "RFC 3339 date": "rfc3339",
    "text of a JSON object": "json",
}
CORRECTED: dict[str, dict[str, dict[str, Any]]] = {
    # the notes of these two are rules over several attributes
    "ovh_cloud_project_file_storage_share": {
        "_resource": {"exactly_one_of": ["network_id", "share_network_id"]},
        "network_id": {"required_with": ["subnet_id"]},
        "subnet_id": {"required_with": ["network_id"], "conflicts_with": ["share_network_id"]},
    },
    # by trying: null comes back as an empty text, and the apply ends as "inconsistent result"
    "ovh_cloud_project_loadbalancer": {"description": {"required": True, "checked": "apply"}},
    "ovh_dedicated_server_update": {"_resource": {"deprecated": "ovh_dedicated_server"}},
}


def attribute(found: dict[str, Any]) -> list[Any]:
    flags = "".join(letter for name, letter in FLAGS.items() if found.get(name))
    if "nested_type" not in found:
        return [flags, found["type"]]
    nested = found["nested_type"]
    inner = {name: attribute(item) for name, item in sorted(nested["attributes"].items())}
    return [flags, None, [nested["nesting_mode"], inner]]


def block(found: dict[str, Any]) -> list[Any]:
    attributes = {name: attribute(a) for name, a in sorted(found.get("attributes", {}).items())}
    blocks = {name: nested(b) for name, b in sorted(found.get("block_types", {}).items())}
    deprecated = bool(found.get("deprecated"))
    parts: list[Any] = [attributes, blocks, deprecated]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    return parts


def nested(found: dict[str, Any]) -> list[Any]:
    parts = [found["nesting_mode"], block(found["block"]),
             found.get("min_items", 0), found.get("max_items", 0)]  # fmt: skip
    while not parts[-1]:
        parts.pop()
    return parts


def minified(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def lines(values: dict[str, Any]) -> str:
    """One type a line, so that a diff shows the type that changed."""
    if not values:
        return "{}"
    body = ",\n".join(f"{minified(name)}:{minified(item)}" for name, item in sorted(values.items()))
    return "{\n" + body + "\n}"


def schema(found: dict[str, Any]) -> str:
    groups = ",\n".join(
        f'"{ours}":'
        + lines({t: [s["version"], block(s["block"])] for t, s in found.get(theirs, {}).items()})
        for theirs, ours in GROUPS.items()
    )
    head = f'"source":{minified(found["source"])},\n"version":{minified(found["version"])}'
    provider = minified(block(found["provider"]["block"]))
    return f'{{\n{head},\n"retrieved":"{RETRIEVED}",\n"provider":{provider},\n{groups}\n}}\n'


def rule(found: dict[str, Any]) -> dict[str, Any]:
    kept = {key: value for key, value in found.items() if key not in SENTENCES}
    if "format" in kept:
        kept["format"] = FORMATS.get(kept["format"], kept["format"])
    elif found.get("note") in SAID:
        kept["format"] = SAID[found["note"]]
    if "nested" in found:
        kept["nested"] = {name: rule(item) for name, item in found["nested"].items()}
    if found.get("encoding") == "base64":
        kept["format"] = "base64"
    if set(kept) == {"checked"}:
        return {}
    note = str(found.get("note", ""))
    if note.startswith("deprecated:"):
        kept["deprecated"] = True
    if "allowed" in kept and {"fr", "gb", "us"} <= set(map(str, kept["allowed"])):
        # the provider lowers a subsidiary before it looks it up; its documentation has FR, GB, …
        kept["allowed"] = sorted({*kept["allowed"], *(one.upper() for one in kept["allowed"])})
    return kept


def constraints(found: dict[str, Any]) -> str:
    types: dict[str, Any] = {}
    for name, rules in found.items():
        kept = {key: made for key, item in rules.items() if (made := rule(item))}
        for key, more in CORRECTED.get(name, {}).items():
            kept[key] = kept.get(key, {}) | more
        types[name] = {key: item for key, item in kept.items() if item}
    head = (
        '"source":"the providers\' validators and plan modifiers, their API descriptions, and '
        'trials with the real providers; versions as in the schemas beside"'
    )
    return f'{{\n{head},\n"retrieved":"{RETRIEVED}",\n"types":{lines(types)}\n}}\n'


def main(facts: Path) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        found = json.loads((facts / "schemas" / f"{name}.json").read_bytes())
        (OUT / f"{name}.json").write_text(schema(found), encoding="utf-8")
    rules = json.loads((facts / "constraints.json").read_bytes())
    (OUT / "constraints.json").write_text(constraints(rules), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
