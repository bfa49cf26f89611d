"""What AWS bills: stub."""

from collections.abc import Iterable

from planner.model.money import Quantity, UnknownQuantity
from planner.model.protocols import Estate
from planner.model.resource import Resource

FREE_KINDS: frozenset[str] = frozenset()


def bill(_resource: Resource, _estate: Estate) -> Iterable[Quantity | UnknownQuantity]:
    """Nothing yet."""
    return ()


def transfer(_resource: Resource, _estate: Estate) -> Iterable[Quantity | UnknownQuantity]:
    """Nothing yet."""
    return ()
