"""What a configuration may hold: schema and rules over values that may be partly unknown."""

from planner.proof.check.breach import Breach
from planner.proof.check.constraints import constraint_breaches
from planner.proof.check.shape import shape_breaches
from planner.proof.check.values import UNKNOWN

__all__ = ["UNKNOWN", "Breach", "constraint_breaches", "shape_breaches"]
