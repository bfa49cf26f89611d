"""The rows that the workbook shows: the largest lines one by one, the rest added up by group."""

from collections.abc import Iterable
from decimal import Decimal
from heapq import nlargest
from operator import attrgetter, itemgetter

from msgspec import Struct

from planner.catalogue.data import data_path
from planner.catalogue.mappings import load_target
from planner.model.money import CostLine, Price, Side, Unpriced
from planner.model.plan import MigrationPlan
from planner.model.resource import ResourceId

MOST = 10_000
"""Rows of single lines; a sheet of 100,000 takes ten seconds to write."""

MOST_GAPS = 2_500
"""Rows of single gaps; the others are counted by side and application."""


class Group(Struct, frozen=True, order=True):
    """What lines are added up by: every formula of the summary selects by these."""

    side: Side
    application: str
    proxy: bool
    compared: bool


class Rest(Struct, frozen=True):
    """Lines of one group that are not shown one by one."""

    group: Group
    lines: int
    low: Decimal
    likely: Decimal
    high: Decimal


class UsedPrice(Struct, frozen=True):
    """A price with how much of the plan it carries."""

    price: Price
    unit: str
    rate: Decimal
    lines: int
    likely: Decimal


class View:
    """A plan's costs as the workbook needs them."""

    def __init__(self, plan: MigrationPlan, most: int = MOST) -> None:
        self.plan = plan
        self.target = title(plan.header.target)
        self.names = {resource.id: resource.name for resource in plan.inventory.resources}
        self._application = {
            id_: application.name
            for application in plan.applications
            for id_ in application.resources
        }
        self._gaps = {line.resource for line in plan.costs.unpriced if line.side != "once"}
        lines = plan.costs.lines
        self.lines = nlargest(most, lines, key=attrgetter("likely"))
        self.rest = self._rest(lines)
        gaps = min(most, MOST_GAPS)
        self.unpriced = plan.costs.unpriced[:gaps]
        self.unpriced_rest = self._counts(plan.costs.unpriced[gaps:])

    def application(self, resource: ResourceId) -> str:
        """Name of the application of a resource; empty where it is in none."""
        return self._application.get(resource, "")

    def group(self, line: CostLine) -> Group:
        """The group of a line."""
        compared = line.side != "once" and line.resource not in self._gaps
        application = self.application(line.resource)
        return Group(line.side, application, bool(line.price.proxies), compared)

    def compared_resources(self) -> int:
        """How many resources are compared."""
        return self.plan.costs.comparable.resources

    def applications(self) -> list[str]:
        """Names in order; the empty one last, where lines are in no application."""
        named = sorted(application.name for application in self.plan.applications)
        every: Iterable[CostLine | Unpriced] = (*self.plan.costs.lines, *self.plan.costs.unpriced)
        homeless = any(line.resource not in self._application for line in every)
        return [*named, ""] if homeless else named

    def prices(self) -> list[UsedPrice]:
        """Every price used, once, by provider, service, SKU and region."""
        used: dict[tuple[int, str], list[CostLine]] = {}
        for line in self.plan.costs.lines:
            used.setdefault((id(line.price), line.unit), []).append(line)
        merged: dict[tuple[object, ...], list[CostLine]] = {}
        for lines in used.values():  # equal prices of different objects are one row
            first = lines[0]
            merged.setdefault((_key(first.price), first.unit, first.rate), []).extend(lines)
        return sorted(
            (
                UsedPrice(lines[0].price, lines[0].unit, lines[0].rate, len(lines),
                          sum((line.likely for line in lines), Decimal(0)))
                for lines in merged.values()
            ),
            key=lambda one: (_key(one.price), one.unit),
        )  # fmt: skip

    def _rest(self, lines: tuple[CostLine, ...]) -> list[Rest]:
        if len(lines) == len(self.lines):
            return []
        shown = set(map(id, self.lines))
        application_of, gaps = self._application, self._gaps
        merged: dict[tuple[Side, str, bool, bool], list[CostLine]] = {}
        for line in lines:
            if id(line) not in shown:
                compared = line.side != "once" and line.resource not in gaps
                home = application_of.get(line.resource, "")
                key = (line.side, home, bool(line.price.proxies), compared)
                merged.setdefault(key, []).append(line)
        return [
            Rest(
                group=Group(*key),
                lines=len(found),
                low=sum((line.low for line in found), Decimal(0)),
                likely=sum((line.likely for line in found), Decimal(0)),
                high=sum((line.high for line in found), Decimal(0)),
            )
            for key, found in sorted(merged.items(), key=itemgetter(0))
        ]

    def _counts(self, lines: Iterable[Unpriced]) -> list[tuple[Side, str, int]]:
        counts: dict[tuple[Side, str], int] = {}
        for line in lines:
            key = (line.side, self.application(line.resource))
            counts[key] = counts.get(key, 0) + 1
        return [(side, application, count) for (side, application), count in sorted(counts.items())]


def title(target: str) -> str:
    """The name that a target goes by; its short one where no file tells."""
    known = data_path("mappings", target, "target.yaml").is_file()
    return load_target(target).settings.title if known else target


def _key(price: Price) -> tuple[str, ...]:
    return (
        price.provider, price.service, price.sku, price.variant, price.region, price.date,
        str(price.amount), str(price.proxies),
    )  # fmt: skip
