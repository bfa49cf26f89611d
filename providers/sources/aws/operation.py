"""What an operation of a live collection is: asked of what service, read by whom."""

from collections.abc import Callable
from typing import Any, Literal

from msgspec import Struct

from providers.sources.aws.api import Adapt, AdaptDetail, Answer, Enrich

Scope = Literal["regional", "global"]


class Detail(Struct, frozen=True, kw_only=True):
    """An operation asked once for each object that another returned."""

    service: str
    name: str
    action: str
    argument: Callable[[Answer], dict[str, Any]]
    """The object -> what is asked."""
    result: str = ""
    """Key of the list in the answer, for `adapt`."""
    adapt: AdaptDetail | None = None
    """Makes records of its own from each object of the list."""
    enrich: Enrich | None = None
    """Adds attributes to the record of the object that was asked for."""
    absent: tuple[str, ...] = ()
    """Error codes that say that nothing is configured, which is an answer."""
    details: tuple["Detail", ...] = ()


class Operation(Struct, frozen=True, kw_only=True):
    """An operation that lists objects."""

    service: str
    name: str
    action: str
    """IAM action; it often is not the operation's name."""
    result: str
    """Key of the list in the answer; `A.B` for the lists B within the list A."""
    adapt: Adapt
    scope: Scope = "regional"
    arguments: dict[str, Any] = {}
    details: tuple[Detail, ...] = ()
