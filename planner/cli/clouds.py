"""The clouds: sources and targets, each imported when it is asked for."""

from functools import lru_cache
from importlib import import_module

from planner.model.protocols import Source, Target

SOURCES = ("aws", "azure", "gcp")
TARGETS = ("outscale", "ovh", "scaleway")


@lru_cache(maxsize=1)
def sources() -> dict[str, Source]:
    """Every source by name; none of them imports its cloud's SDK."""
    return {name: import_module(f"providers.sources.{name}").SOURCE for name in SOURCES}


def target(name: str) -> Target:
    """One target."""
    found: Target = import_module(f"providers.targets.{name}").TARGET
    return found
