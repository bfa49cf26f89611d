"""Writing Terraform states as the real providers do: every attribute of a type, unset ones null."""

import json
from pathlib import Path
from typing import Any

Attributes = dict[str, Any]
Properties = dict[str, Any]


def load_properties(path: Path) -> Properties:
    """Type -> its arguments and computed attributes, from the providers' schemas."""
    found: Properties = json.loads(path.read_text(encoding="utf-8"))
    return found


def _filled(given: Attributes, arguments: Properties) -> Attributes:
    """`given`, with what the schema has besides it: null, or an empty list for a block."""
    full: Attributes = {}
    for key in sorted({*given, *arguments}):
        nested = arguments.get(key)
        is_block = isinstance(nested, dict)
        value = given.get(key, [] if is_block else None)
        if is_block and isinstance(nested, dict) and isinstance(value, list):
            value = [
                _filled(one, nested["block"]) if isinstance(one, dict) else one for one in value
            ]
        full[key] = value
    return full


class State:
    """One state file being written."""

    def __init__(self, properties: Properties, provider: str, lineage: str) -> None:
        self._properties = properties
        self._provider = f'provider["registry.terraform.io/hashicorp/{provider}"]'
        self._lineage = lineage
        self._resources: dict[tuple[str, str], list[Attributes]] = {}
        self._addresses: dict[str, str] = {}

    def add(self, native_type: str, label: str, values: Attributes) -> Attributes:
        """One resource."""
        schema = self._properties.get(native_type, {"arguments": {}, "computed": []})
        computed = dict.fromkeys(schema["computed"])
        attributes = _filled({**computed, **values}, schema["arguments"])
        instance: Attributes = {
            "schema_version": 0,
            "attributes": attributes,
            "sensitive_attributes": [],
            "dependencies": self._dependencies(values),
        }
        self._resources.setdefault((native_type, label), []).append(instance)
        for name in ("id", "self_link", "email"):
            if isinstance(attributes.get(name), str):
                self._addresses.setdefault(attributes[name], f"{native_type}.{label}")
        return attributes

    def schema(self, native_type: str) -> set[str]:
        """Names of all attributes of a type; empty where its schema is not known."""
        found = self._properties.get(native_type)
        return {*found["arguments"], *found["computed"]} if found else set()

    def _dependencies(self, value: object) -> list[str]:
        found: set[str] = set()
        if isinstance(value, dict):
            for one in value.values():
                found.update(self._dependencies(one))
        elif isinstance(value, list):
            for one in value:
                found.update(self._dependencies(one))
        elif isinstance(value, str) and value in self._addresses:
            found.add(self._addresses[value])
        return sorted(found)

    def text(self) -> str:
        """The state as a file."""
        resources = [
            {
                "mode": "managed",
                "type": native_type,
                "name": label,
                "provider": self._provider,
                "instances": instances,
            }
            for (native_type, label), instances in sorted(self._resources.items())
        ]
        state = {
            "version": 4,
            "terraform_version": "1.11.4",
            "serial": 128,
            "lineage": self._lineage,
            "outputs": {},
            "resources": resources,
            "check_results": None,
        }
        return json.dumps(state, indent=1, ensure_ascii=False) + "\n"
