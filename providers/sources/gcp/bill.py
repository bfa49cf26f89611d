"""What a Google Cloud resource buys each month."""

from collections.abc import Iterable

from planner.model.money import Quantity, UnknownQuantity
from planner.model.protocols import Estate
from planner.model.resource import Resource

FREE_KINDS: frozenset[str] = frozenset()


def bill(resource: Resource, estate: Estate) -> Iterable[Quantity | UnknownQuantity]:
    """What `resource` buys each month."""
    del resource, estate
    return ()


def transfer(resource: Resource, estate: Estate) -> Iterable[Quantity | UnknownQuantity]:
    """What moving its bytes out buys once."""
    del resource, estate
    return ()
