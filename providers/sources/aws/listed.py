"""What a live collection would have found, were it there."""

from planner.model.resource import Resource
from providers.sources.aws.operations import listing


def lists(resource: Resource, operation: str) -> bool:
    """Whether that operation of the ledger lists whatever is of its type."""
    return listing().get(resource.native_type) == operation
