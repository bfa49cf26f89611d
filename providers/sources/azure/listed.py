"""What a live collection would have found, were it there."""

from planner.model.resource import Resource

WHOLE = "resourcegraph.Resources"
"""The table of the graph that holds whatever lies in a resource group by itself."""

_STEPS = 9
"""`/subscriptions/S/resourcegroups/G/providers/NAMESPACE/TYPE/NAME`: what lies within others has more."""


def lists(resource: Resource, operation: str) -> bool:
    """Whether that operation of the ledger lists whatever is of its type."""
    steps = resource.id.split("/")
    return operation == WHOLE and len(steps) == _STEPS and steps[3] == "resourcegroups"
