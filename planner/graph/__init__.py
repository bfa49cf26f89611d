"""Connecting: an inventory to a graph of dependencies, and the applications in it."""

from planner.graph.applications import find_applications
from planner.graph.connect import connect
from planner.graph.estate import Graph

__all__ = ["Graph", "connect", "find_applications"]
