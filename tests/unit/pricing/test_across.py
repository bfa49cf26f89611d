from decimal import Decimal
from typing import Literal

from planner.model.money import CostLine, Costs, Price, Total, Unpriced, exactly
from planner.model.plan import Header, MigrationPlan, Verdict
from planner.model.resource import Inventory, ResourceId
from planner.model.text import same
from planner.pricing import comparable_across
from planner.pricing.totals import comparison, total

Side = Literal["now", "then"]


def line(id_: str, side: Side, amount: int) -> CostLine:
    price = Price(
        provider="p", service="s", sku="k", region="r", unit="month", amount=Decimal(amount),
        currency="EUR", date="2026-10-01", source="x",
    )  # fmt: skip
    value = Decimal(amount)
    return CostLine(
        resource=ResourceId(id_), side=side, component=same("c"), price=price, quantity=exactly(1),
        unit="month", basis="configured", low=value, likely=value, high=value, rate=Decimal(1),
    )  # fmt: skip


def gap(id_: str, side: Side) -> Unpriced:
    return Unpriced(resource=ResourceId(id_), side=side, component=same("c"), reason=same("why"))


def plan(target: str, *lines: CostLine | Unpriced) -> MigrationPlan:
    empty = total(())
    costs = Costs(
        lines=tuple(one for one in lines if isinstance(one, CostLine)),
        unpriced=tuple(one for one in lines if isinstance(one, Unpriced)),
        now=empty, then=empty, once=empty, comparable=comparison({}, {}, Decimal(0)),
        exact_share=None, proxy_share=None, unpriced_share=None,
    )  # fmt: skip
    return MigrationPlan(
        header=Header(tool_version="0", as_of="2026-11-22", target=target, region="r"),
        inventory=Inventory(), dependencies=(), applications=(), choices={}, addresses={},
        placements=(), waves=(), cycles=(), costs=costs,
        verdict=Verdict(grade="ready", headline=same("ok")),
    )  # fmt: skip


def test_targets_are_compared_only_on_what_is_priced_at_all_of_them() -> None:
    now = (line("a", "now", 100), line("b", "now", 50))
    full = plan("full", *now, line("a", "then", 80), line("b", "then", 40))
    empty = plan("empty", *now, line("a", "then", 90), gap("b", "then"))
    found = comparable_across([full, empty])
    assert found.resources == ("a",)
    assert found.now.likely == 100
    assert {target: sum_.likely for target, sum_ in found.then.items()} == {"full": 80, "empty": 90}
    assert found.apart["full"].likely == 40
    assert found.apart["empty"].unpriced == 1
    assert found.apart_now.likely == 50
    assert found.share_of_spend == Decimal(100) / 150


def test_what_is_unpriced_today_is_compared_nowhere() -> None:
    one = plan("one", gap("a", "now"), line("a", "then", 5))
    found = comparable_across([one])
    assert found.resources == ()
    assert found.share_of_spend is None


def test_no_plan_compares_to_nothing() -> None:
    found = comparable_across([])
    assert (found.resources, found.then) == ((), {})


def test_the_order_of_the_plans_changes_no_figure() -> None:
    plans = [
        plan("x", line("a", "now", 3), line("a", "then", 2)),
        plan("y", line("a", "now", 3), line("a", "then", 4)),
    ]
    forward, backward = comparable_across(plans), comparable_across(plans[::-1])
    assert forward.then == backward.then
    assert forward.now == backward.now


def test_an_empty_sum_is_nothing_and_says_so() -> None:
    assert total(()) == Total(low=Decimal(0), likely=Decimal(0), high=Decimal(0))
