"""Lists of Azure's command line, REST interface and SDKs: `az resource list`, `az vm list` and others.

`az resource list` tells no settings; what is not told is unknown, and that is said once a file.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from planner.inventory.exports import Document, Entry, Item, Rejected
from planner.inventory.exports.azure_arm import each, goes_on, is_resource, is_thin, item
from planner.inventory.problems import diagnostic
from planner.model.text import Text

NAME = "azure-resource-list"
CLOUD = "azure"
TITLE = Text(
    en="lists of the Azure command line or REST interface (az resource list, az vm list …)",
    fr="listes de la ligne de commande ou de l'interface REST d'Azure (az resource list, az vm list…)",
)
MAKE = "az vm list -o json > vms.json"
SIGNS = ("id", "resourceGroup", "subscriptionId", "location", "nextLink", "value")

_LIST = "value"
_AROUND = frozenset({"value", "nextlink", "count", "@odata.context", "@odata.nextlink"})


def matches(document: Document) -> bool:
    """By the id of the first resource, in a list, under `value`, or alone."""
    first = document.first
    if document.form not in ("object", "array", "lines") or not first:
        return False
    if _is_page(first):
        return True
    return is_resource(first) and "data" not in first


def _is_page(first: Mapping[str, Any]) -> bool:
    found = first.get(_LIST)
    if not isinstance(found, list) or not {str(key).lower() for key in first} <= _AROUND:
        return False
    return is_resource(found[0]) if found else True


def items(document: Document) -> Iterator[Item | Rejected]:
    """Every resource."""
    thin = 0
    for one in _found(document):
        if isinstance(one, Item):
            thin += is_thin(one.body)
        yield one
    if thin:
        problem = diagnostic("azure-list-thin", document.file, place=document.place, why=str(thin))
        yield Rejected("", problem, 0)


def _found(document: Document) -> Iterator[Item | Rejected]:
    if not _is_page(document.first):
        yield from each(document, "api")
        return
    more = False
    for page in document.pages():
        if isinstance(page, Rejected):
            yield page
            continue
        links = [key for key in page.top if key.lower() in ("nextlink", "@odata.nextlink")]
        more = any(goes_on(page.value(key)) for key in links)
        for entry in page.each(_LIST):
            yield (
                entry
                if isinstance(entry, Rejected)
                else item(document, "api", _at(document, entry))
            )
    if more:
        yield Rejected("", diagnostic("answer-goes-on", document.file, place=document.place), 0)


def _at(document: Document, entry: Entry) -> Entry:
    """The place of an entry in its file, which may hold several answers."""
    if not document.place or entry.place.startswith(document.place):
        return entry
    return Entry(f"{document.place}.{entry.place}", entry.value)
