"""The command line: arguments in, exit code out; the only part that joins planner and providers."""

from planner.cli.main import main

__all__ = ["main"]
