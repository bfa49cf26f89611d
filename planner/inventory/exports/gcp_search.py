"""Results of `gcloud asset search-all-resources`: with the answers of the APIs, or nearly nothing."""

from collections.abc import Iterator

from planner.inventory.exports import Document, Item, Rejected
from planner.inventory.exports.gcp_assets import first_asset, is_search, type_of
from planner.inventory.exports.gcp_assets import items as items_of_assets
from planner.model.text import Text

NAME = "gcp-asset-search"
CLOUD = "gcp"
TITLE = Text(
    en="results of a search in Google's Cloud Asset Inventory",
    fr="résultats d'une recherche dans Cloud Asset Inventory de Google",
)
MAKE = (
    "gcloud asset search-all-resources --scope=organizations/NUMBER --read-mask='*' --format=json "
    "> resources.json"
)
SIGNS = ("assetType", "displayName", "parentFullResourceName", "versionedResources", "project")


def matches(document: Document) -> bool:
    """By the type of the first result, and by what only a search tells."""
    first = first_asset(document)
    return type_of(first) is not None and is_search(first)


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every result, read as an asset is."""
    return items_of_assets(document)
