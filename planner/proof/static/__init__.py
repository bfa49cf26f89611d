"""Rung 1: every block of a root against schema and rules, without any other program."""

from planner.proof.static.check import Finding, check_root

__all__ = ["Finding", "check_root"]
