"""What an estate costs today, at a target, and to move: lines with their price, and honest sums."""

from planner.pricing.across import Across, comparable_across
from planner.pricing.against import against_list
from planner.pricing.amounts import euros
from planner.pricing.estimate import estimate
from planner.pricing.tariff import Tariff
from planner.pricing.today import Today, bill_today

__all__ = [
    "Across",
    "Tariff",
    "Today",
    "against_list",
    "bill_today",
    "comparable_across",
    "estimate",
    "euros",
]
