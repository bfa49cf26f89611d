"""The resources that something more is asked for: databases of a server, metrics of a machine."""

from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct

from planner.model.protocols import Item
from planner.model.resource import LedgerRow, LedgerStatus
from providers.live import Unit, read_unit, texts_of
from providers.sources.gcp.adapters import adapt
from providers.sources.gcp.adapters.envelope import asset_of
from providers.sources.gcp.live.lists import table
from providers.sources.gcp.live.measures import measures

PROJECT = "cloudresourcemanager.googleapis.com/Project"


class Known(Struct, frozen=True, order=True):
    """A resource that was read, as far as it matters for what is asked of it."""

    type: str
    name: str
    """Asset name: `//compute.googleapis.com/projects/p/zones/z/instances/i`."""
    number: str = ""
    """The number that Google knows it by, where metrics use it."""

    @property
    def path(self) -> str:
        """The asset name without its service."""
        return self.name.removeprefix("//").partition("/")[2]


def wanted() -> frozenset[str]:
    """The types of which something more is asked."""
    return frozenset(measures()) | {one.of for one in table().lists.values()} - {"", "location"}


def row(
    account: str, service: str, operation: str, status: LedgerStatus = "ok", detail: str = ""
) -> LedgerRow:
    """The row of a unit."""
    return LedgerRow(
        cloud="gcp", account=account, region="global", service=service, operation=operation,
        status=status, detail=detail,
    )  # fmt: skip


class Shelf:
    """Makes units of what was answered, and remembers what else is to be asked of it."""

    def __init__(self, project: str = "") -> None:
        self._project = project
        self._known: set[Known] = set()
        self.answered = False
        """Whether the asset inventory told of the project."""

    def unit(
        self,
        line: LedgerRow,
        bodies: Iterable[Any],
        kind: str = "",
        form: Literal["asset", "api"] = "asset",
    ) -> Unit:
        """The unit of some assets, or of the objects of an API's list of one type."""
        items = []
        rejected = 0
        for number, body in enumerate(bodies):
            type_ = (kind or texts_of(body, "assetType")) if isinstance(body, dict) else ""
            if not type_ or "k8s.io/" in type_:
                rejected += 1  # what runs in a cluster moves with its manifests
                continue
            item = Item(
                cloud="gcp", form=form, type=type_, body=self._placed(body), file=f"gcp:{line.account}",
                place=texts_of(body, "name") or f"{line.operation}[{number}]",
                account=self._project,
            )  # fmt: skip
            items.append(item)
            self._remember(item)
        return read_unit(line, items, adapt, rejected)

    def _placed(self, body: dict[str, Any]) -> dict[str, Any]:
        """An asset with the id of its project among its ancestors, which tell the number."""
        above = body.get("ancestors")
        if not self._project or not isinstance(above, list) or not above:
            return body
        return {**body, "ancestors": [f"projects/{self._project}", *above[1:]]}

    def _remember(self, item: Item) -> None:
        asset = asset_of(item)
        if asset.type in wanted() and asset.name:
            number = str(asset.data.get("id") or "")
            self._known.add(Known(asset.type, asset.name, number))

    def of(self, kind: str) -> list[Known]:
        """What is known of a type, sorted."""
        return sorted(one for one in self._known if one.type == kind)
