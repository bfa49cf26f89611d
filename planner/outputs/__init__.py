"""What people and machines read of a plan: one module a format, found by itself.

A format is a module here with `NAME` and `write(plan) -> files`. Terraform and the comparison of
targets need more than the plan and are called by the pipeline.
"""

from collections.abc import Iterable, Iterator
from importlib import import_module
from pkgutil import iter_modules
from typing import Protocol, cast

from planner.model.plan import MigrationPlan, OutputFile


class Format(Protocol):
    """A module that writes one format."""

    NAME: str

    def write(self, plan: MigrationPlan) -> Iterable[OutputFile]:
        """The files of this format, in any order."""


def formats() -> Iterator[Format]:
    """Every format, by name of its module."""
    for found in sorted(iter_modules(__path__), key=lambda module: module.name):
        module = import_module(f"{__name__}.{found.name}")
        if hasattr(module, "NAME") and hasattr(module, "write"):
            yield cast("Format", module)
