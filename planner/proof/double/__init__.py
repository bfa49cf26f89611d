"""Rung 2's provider: speaks the plugin protocol, serves the true schemas, reaches no cloud."""

from planner.proof.double.serve import Doubles

__all__ = ["Doubles"]
