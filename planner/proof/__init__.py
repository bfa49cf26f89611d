"""The ladder of proof: what shows that the Terraform of a plan holds, rung by rung."""

from planner.proof.ladder import Climb, prove
from planner.proof.results import Proof, Result

__all__ = ["Climb", "Proof", "Result", "prove"]
