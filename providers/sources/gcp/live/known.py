"""The resources that something more is asked for: databases of a server, metrics of a machine."""

from collections.abc import Iterable
from typing import Any, Literal

from msgspec import Struct

from planner.model.protocols import Item
from planner.model.resource import LedgerRow, LedgerStatus
from providers.attributes import text
from providers.live import Unit, read_unit, texts_of
from providers.sources.gcp.adapters import adapt
from providers.sources.gcp.adapters.body import tail
from providers.sources.gcp.adapters.envelope import asset_of
from providers.sources.gcp.live.lists import table
from providers.sources.gcp.live.measures import measures

PROJECT = "cloudresourcemanager.googleapis.com/Project"


class Known(Struct, frozen=True, order=True):
    """A resource that was read, as far as it matters for what is asked of it."""

    type: str
    name: str
    """Asset name: `//compute.googleapis.com/projects/p/zones/z/instances/i`."""
    project: str
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

    def __init__(self) -> None:
        self.known: dict[str, set[Known]] = {}
        """Project -> what it holds."""
        self._numbers: dict[str, str] = {}
        """Number of a project -> its id."""

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
                cloud="gcp", form=form, type=type_, body=body, file=f"gcp:{line.account}",
                place=texts_of(body, "name") or f"{line.operation}[{number}]",
                account=line.account.rpartition("/")[2] if form == "api" else "",
            )  # fmt: skip
            items.append(item)
            self._remember(item)
        return read_unit(line, items, adapt, rejected)

    def _remember(self, item: Item) -> None:
        asset = asset_of(item)
        if asset.type == PROJECT:
            word, number = text(asset.data, "project_id"), text(asset.data, "project_number")
            self._numbers[number or tail(text(asset.data, "name"))] = word
            self.known.setdefault(word or asset.project, set())
        if asset.type in wanted() and asset.name:
            number = str(asset.data.get("id") or "")
            one = Known(asset.type, asset.name, asset.project, number)
            self.known.setdefault(asset.project, set()).add(one)

    def settle(self) -> None:
        """Brings together what lies in one project, whether by its id or by its number."""
        for number, word in self._numbers.items():
            if number in self.known and word and word != number:
                self.known.setdefault(word, set()).update(self.known.pop(number))

    def of(self, project: str, kind: str) -> list[Known]:
        """What is known of a project and type, sorted."""
        return sorted(one for one in self.known.get(project, ()) if one.type == kind)
