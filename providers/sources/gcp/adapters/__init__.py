"""Items of exports as records of Google's Terraform types, so that one rule reads states and exports.

An item's body is an asset of Cloud Asset Inventory, a result of its search, or an API's answer.
`ADAPTERS` says of each asset type what it is at Terraform; what is written within a resource (node
pools, NAT, peerings) becomes the records that Terraform has for it. A type that is not here gives one
record of its own name with what stands around its settings, without these: they may hold secrets under
names that nobody here knows.
"""

from collections.abc import Iterator
from typing import Any

from planner.model.protocols import Item, Record
from providers.attributes import text
from providers.sources.gcp.adapters import (
    apps,
    balancer,
    databases,
    disks,
    identity,
    kubernetes,
    machines,
    network,
    pieces,
    services,
    storage,
)
from providers.sources.gcp.adapters.body import Adapter, Asset, Native, shared
from providers.sources.gcp.adapters.envelope import asset_of
from providers.sources.gcp.billing import billed

ADAPTERS: dict[str, Adapter] = {
    **machines.ADAPTERS,
    **disks.ADAPTERS,
    **network.ADAPTERS,
    **balancer.ADAPTERS,
    **storage.ADAPTERS,
    **databases.ADAPTERS,
    **kubernetes.ADAPTERS,
    **services.ADAPTERS,
    **identity.ADAPTERS,
    **apps.ADAPTERS,
    **pieces.ADAPTERS,
}

AROUND = ("labels", "display_name", "state", "status", "create_time", "creation_timestamp")
"""What is kept of a type that nobody knows."""


def adapt(item: Item) -> Iterator[Record]:
    """The records of one item, its own first; none for what is Google's own."""
    asset = asset_of(billed(item) if item.form == "bill" else item)
    adapter = ADAPTERS.get(asset.type)
    found = adapter(asset) if adapter is not None else iter((_unknown(asset),))
    for number, native in enumerate(found):
        yield _record(item, asset, native, number)


def _unknown(asset: Asset) -> Native:
    attributes: dict[str, Any] = {
        key: asset.data[key]
        for key in AROUND
        if isinstance(asset.data.get(key), str) or (key == "labels" and key in asset.data)
    }
    name = asset.name or asset.path
    return Native(asset.type or "unknown", {**attributes, **shared(asset), "id": name})


def _record(item: Item, asset: Asset, native: Native, number: int) -> Record:
    word = asset.name or text(native.attributes, "id") or f"{native.type}.{item.place}"
    return Record(
        type=native.type,
        address=word if number == 0 else f"{word}#{native.type}.{number}",
        attributes=native.attributes,
        file=item.file,
        account=text(native.attributes, "project") or asset.project or item.account or "unknown",
        region=item.region,
        cloud="gcp",
    )
