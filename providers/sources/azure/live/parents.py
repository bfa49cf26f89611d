"""The resources that something more is asked for: databases of a server, metrics of a machine."""

from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct

from providers.live import texts_of
from providers.sources.azure.live.calls import Detail, calls
from providers.sources.azure.live.measures import measures

TENANT = "tenant"
"""Stands for the account of what lies in no subscription."""


class Parent(Struct, frozen=True, order=True):
    """A resource, as far as it matters for what is asked of it."""

    id: str
    type: str
    kind: str
    region: str
    told: tuple[str, ...]
    """Settings that the graph told, where they make a call superfluous."""

    def may_have(self, detail: Detail) -> bool:
        """Whether that detail is to be asked of it."""
        fits = not detail.kinds or not self.kind or self.kind in detail.kinds
        return self.type == detail.of and fits and detail.unless not in self.told


def wanted() -> frozenset[str]:
    """The types of which something more is asked."""
    return frozenset(measures()) | {one.of for one in calls().details.values()}


def parent(row: Mapping[str, Any]) -> Parent | None:
    """The row of a graph as a parent; None where nothing more is asked of it."""
    kind = texts_of(row, "type").lower()
    if kind not in wanted():
        return None
    settings = row.get("properties")
    told = settings if isinstance(settings, Mapping) else {}
    return Parent(
        id=texts_of(row, "id"),
        type=kind,
        kind=texts_of(row, "kind").lower(),
        region=texts_of(row, "location").replace(" ", "").lower(),
        told=tuple(sorted(key.lower() for key, value in told.items() if value)),
    )


def subscription_of(row: Mapping[str, Any]) -> str:
    """The subscription that a row lies in, in lower case; `tenant` where it lies in none."""
    pieces = texts_of(row, "id").lower().split("/")
    if len(pieces) > 2 and pieces[1] == "subscriptions":  # noqa: PLR2004 - '', 'subscriptions', id
        return pieces[2]
    return texts_of(row, "subscriptionId").lower() or TENANT


def by_subscription(found: Iterable[Parent]) -> dict[str, list[Parent]]:
    """The parents of each subscription, sorted."""
    grouped: dict[str, list[Parent]] = {}
    for one in sorted(set(found)):
        grouped.setdefault(subscription_of({"id": one.id}), []).append(one)
    return grouped
