"""Bills beside the price list: told for what both tell whole, in no sum."""

from collections.abc import Callable
from decimal import Decimal

from planner.model.protocols import Source
from planner.model.resource import Resource
from planner.pricing import Tariff, against_list, bill_today

Make = Callable[..., Resource]


def test_what_is_paid_is_told_beside_what_the_list_says(
    resource: Make, source: Source, tariff: Tariff
) -> None:
    paid = resource("a", observed_monthly_cost=Decimal(73), observed_currency="EUR")
    strange = resource("b", observed_monthly_cost=Decimal(100), observed_currency="DEM")
    today = bill_today([paid, strange, resource("c")], None, {source.name: source}, tariff)  # type: ignore[arg-type]
    assert set(today.listed) == {"a", "b"}
    (said,) = against_list(today)
    assert said.code == "bill-against-list"
    assert "For 1 resources" in said.detail.en
    assert "€73.00" in said.detail.en
    assert "€146.00" in said.detail.en
    assert "50.0%" in said.detail.en
    assert "50,0" in said.detail.fr


def test_without_a_bill_nothing_is_told(resource: Make, source: Source, tariff: Tariff) -> None:
    today = bill_today([resource("a")], None, {source.name: source}, tariff)  # type: ignore[arg-type]
    assert against_list(today) == ()
