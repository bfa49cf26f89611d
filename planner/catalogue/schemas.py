"""Rules of the target providers that ship with the package."""

import json
from functools import lru_cache
from typing import Any

from planner.catalogue.data import data_path


@lru_cache(maxsize=1)
def constraints() -> dict[str, dict[str, Any]]:
    """Terraform type -> argument -> rules (`force_new`, `allowed`, …)."""
    path = data_path("mappings", "providers", "constraints.json")
    found: dict[str, dict[str, Any]] = json.loads(path.read_bytes())
    return found
