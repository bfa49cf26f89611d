"""What a live collection would have found, were it there."""

from planner.model.resource import Resource

WHOLE = "cloudasset.googleapis.com.assets.list"
"""The asset inventory, which holds the types that Google documents for it."""

_KEPT = ("//compute.", "//container.", "//cloudsql.", "//storage.", "//pubsub.", "//run.", "//dns.")
"""Services of which it holds what stands by itself.

Source: https://cloud.google.com/asset-inventory/docs/asset-types (retrieved 2026-11-22)
"""


def lists(resource: Resource, operation: str) -> bool:
    """Whether that operation of the ledger lists whatever is of its type."""
    return operation == WHOLE and resource.id.startswith(_KEPT)
