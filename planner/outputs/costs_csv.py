"""`costs/costs.csv`: every line of cost, priced or not, with column names in the manner of FOCUS.

Names that FOCUS 1.2 knows are its own; ours begin with `x_`. Amounts are plain decimals with a
point, in EUR where nothing else is said, monthly for the sides now and then, in all for once. No
cell begins with a character that a spreadsheet would take for a formula.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import islice

from planner.model.money import CostLine, Price, Unpriced
from planner.model.plan import MigrationPlan, OutputFile
from planner.model.resource import ResourceId
from planner.model.text import Language

NAME = "costs-csv"

PATH = "costs/costs.csv"

COLUMNS = (
    "ResourceId", "ResourceName", "ResourceType", "x_Application", "x_Wave", "x_Side",
    "ChargeDescription", "ProviderName", "ServiceName", "SkuId", "x_Variant", "RegionId",
    "PricingUnit", "ListUnitPrice", "PricingCurrency", "x_ExchangeRate", "x_PriceDate",
    "x_PriceSource", "x_Proxy", "PricingQuantity", "x_QuantityLow", "x_QuantityHigh",
    "BillingCurrency", "ListCost", "x_CostLow", "x_CostHigh", "x_Basis", "x_Assumption", "x_Priced",
    "x_Reason",
)  # fmt: skip

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_PLAIN = re.compile(r"(?![=+\-@\t＝＋－＠])[^,\"\r\n]*").fullmatch
_CHUNK = 20_000
_SIDES = {"now": 0, "then": 1, "once": 2}


def write(plan: MigrationPlan) -> Iterator[OutputFile]:
    """One file with one row a line, by resource and side."""
    content = BytesIO()
    content.write(f"{','.join(COLUMNS)}\n".encode())
    rows = _rows(plan)
    while some := list(islice(rows, _CHUNK)):  # never all rows as text and as bytes at once
        some.append("")
        content.write("\n".join(some).encode())
    yield OutputFile(path=PATH, content=content.getvalue())


def _rows(plan: MigrationPlan) -> Iterator[str]:
    language = plan.header.language
    resources = _Resources(plan)
    prices = _Prices()
    figures = _Figures()
    lines: list[CostLine | Unpriced] = [*plan.costs.lines, *plan.costs.unpriced]
    # Stable: within a resource and side, lines stay as its bill or design gave them, gaps last.
    lines.sort(key=lambda line: (line.resource, _SIDES[line.side]))
    for line in lines:
        first = f"{resources.cells(line.resource)},{line.side},{cell(line.component.of(language))}"
        if isinstance(line, Unpriced):
            yield f"{first},{_gap(line, language)}"
            continue
        priced = "proxy" if line.price.proxies else "exact"
        amount = line.quantity
        yield (
            f"{first},{prices.cells(line)},{three(amount.likely, amount.low, amount.high)},"
            f"EUR,{figures.costs(line)},{line.basis},"
            f"{cell(line.assumption)},{priced},"
        )


def _gap(line: Unpriced, language: Language) -> str:
    known = ",".join(map(cell, (line.provider, line.service, line.sku)))
    empty = "," * 11
    return (
        f"{known},,{cell(line.region)}{empty}EUR,,,,,,{line.why},{cell(line.reason.of(language))}"
    )


class _Resources:
    """The cells that every line of a resource begins with."""

    def __init__(self, plan: MigrationPlan) -> None:
        wave_of = {name: str(wave.number) for wave in plan.waves for name in wave.applications}
        self._place = {
            id_: f"{cell(application.name)},{wave_of.get(application.name, '')}"
            for application in plan.applications
            for id_ in application.resources
        }
        self._named = {
            resource.id: f"{cell(resource.name)},{cell(resource.native_type)}"
            for resource in plan.inventory.resources
        }
        self._last: tuple[ResourceId, str] = (ResourceId(""), "")

    def cells(self, resource: ResourceId) -> str:
        """Id, name, type, application, wave."""
        if self._last[0] != resource:
            named = self._named.get(resource, ",")
            place = self._place.get(resource, ",")
            self._last = (resource, f"{cell(resource)},{named},{place}")
        return self._last[1]


class _Prices:
    """The cells of each price, written once however many lines it has."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def cells(self, line: CostLine) -> str:
        """Provider to proxy."""
        known = self._known.get(id(line.price))  # a price lives as long as the plan
        if known is None:
            price = line.price
            known = self._known[id(price)] = ",".join((
                cell(price.provider), cell(price.service), cell(price.sku), cell(price.variant),
                cell(price.region), cell(line.unit), figure(price.amount), cell(price.currency),
                figure(line.rate), cell(price.date), cell(price.source), cell(proxies(price)),
            ))  # fmt: skip
        return known


def proxies(price: Price) -> str:
    """What a price stands in for, e.g. `other-region: eu-west-3 > eu-west-1`; empty if exact."""
    return "; ".join(f"{one.why}: {one.asked} > {one.used}" for one in price.proxies)


def cell(text: str) -> str:
    """One CSV cell of text: never a formula, quoted where it must be."""
    if _PLAIN(text):
        return text
    if text.startswith(_FORMULA):
        text = f"'{text}"
    if any(mark in text for mark in ',"\n\r'):
        return '"' + text.replace('"', '""') + '"'
    return text


def figure(value: Decimal) -> str:
    """A decimal without exponent and without final zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class _Figures:
    """Amounts of euros as text; the same ones come back thousands of times."""

    def __init__(self) -> None:
        self._known: dict[int, str] = {}

    def costs(self, line: CostLine) -> str:
        """Likely, low, high."""
        if line.low is not line.high:
            return three(line.likely, line.low, line.high)
        known = self._known.get(id(line.likely))  # an amount lives as long as the plan
        if known is None:
            known = self._known[id(line.likely)] = three(line.likely, line.low, line.high)
        return known


def three(likely: Decimal, low: Decimal, high: Decimal) -> str:
    """Three figures in three cells."""
    text = figure(likely)
    if low is likely is high:
        return f"{text},{text},{text}"
    return f"{text},{figure(low)},{figure(high)}"
