"""Scaleway as a place to go to: `TARGET` is what the planner is given."""

from providers.targets.scaleway.target import TARGET

__all__ = ["TARGET"]
