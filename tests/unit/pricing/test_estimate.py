from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from planner.catalogue.prices import PriceBook
from planner.model.choice import Choice, Design, Unmapped
from planner.model.money import CostLine, Costs, Quantity, Range, Unpriced
from planner.model.plan import Application
from planner.model.protocols import Source
from planner.model.resource import Kind, Resource, ResourceId
from planner.model.text import same
from planner.pricing import Tariff, bill_today, estimate

Make = Callable[..., Resource]
Choose = Callable[..., Choice]
Buy = Callable[..., Quantity]
LAWS = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
SKUS = st.sampled_from(["big", "far", "old", "foreign", "odd", "none", "mute", "vague"])


def costs(
    resources: list[Resource],
    choices: dict[ResourceId, Choice | Unmapped],
    source: Source,
    tariff: Tariff,
) -> Costs:
    today = bill_today(resources, None, {"cloud": source}, tariff)  # type: ignore[arg-type]
    apps = [
        Application(
            name="all", label="All", resources=tuple(r.id for r in resources), found_by="tag"
        )
    ]
    return estimate(today, choices, apps, tariff)


def unmapped(id_: str, reason: str = "verdict-none") -> Unmapped:
    return Unmapped(
        resource=ResourceId(id_), target="cloud", reason=reason, detail=same("no such thing"),  # type: ignore[arg-type]
        fallback=same("keep it"),
    )  # fmt: skip


def test_a_machine_costs_its_hours_on_both_sides(
    resource: Make, choice: Choose, buy: Buy, source: Source, tariff: Tariff
) -> None:
    found = costs([resource("a")], {ResourceId("a"): choice("a", buy("far"))}, source, tariff)
    assert found.now.likely == 146
    assert found.then.likely == 219
    assert found.comparable.resources == 1
    assert found.then.proxies == 1
    assert found.exact_share == 1


def test_dollars_become_euros_at_the_rate_of_the_line(
    resource: Make, source: Source, tariff: Tariff
) -> None:
    found = costs([resource("a", "foreign")], {}, source, tariff)
    (line,) = found.lines
    assert line.rate == Decimal("1.1567")
    assert line.likely == 730


def test_a_currency_without_rate_is_unpriced(
    resource: Make, source: Source, tariff: Tariff
) -> None:
    found = costs([resource("a", "odd")], {}, source, tariff)
    assert found.now.unpriced == 1
    assert "XXX" in found.unpriced[0].reason.fr


def test_what_the_book_does_not_hold_is_unpriced_and_never_zero(
    resource: Make, source: Source, tariff: Tariff
) -> None:
    found = costs([resource("a", "none")], {}, source, tariff)
    assert [(one.side, one.why) for one in found.unpriced] == [
        ("now", "no-price"),
        ("then", "no-mapping"),
    ]
    assert found.lines == ()
    assert found.exact_share is None
    assert found.unpriced_share == 1


def test_an_unknown_quantity_names_the_assumption_that_would_give_it(
    resource: Make, source: Source, tariff: Tariff
) -> None:
    found = costs([resource("a", "vague")], {}, source, tariff)
    assert found.unpriced[0].why == "no-quantity"
    assert "assume: bytes" in found.unpriced[0].reason.en


def test_a_kind_without_rule_is_unpriced_unless_its_cloud_gives_it_free(
    resource: Make, source: Source, tariff: Tariff
) -> None:
    free = resource("free", "mute", kind=Kind("network.vpc"))
    silent = resource("silent", "mute")
    unknown = resource("unknown", "mute", kind=None)
    found = costs([free, silent, unknown], {}, source, tariff)
    assert [(one.resource, one.why) for one in found.unpriced if one.side == "now"] == [
        ("silent", "no-rule"), ("unknown", "no-rule"),
    ]  # fmt: skip
    assert "cloud_thing" in found.unpriced[2].reason.fr


def test_a_resource_of_a_cloud_that_nobody_bills_is_unpriced(
    resource: Make, tariff: Tariff
) -> None:
    today = bill_today([resource("a")], None, {}, tariff)  # type: ignore[arg-type]
    assert isinstance(today.now[ResourceId("a")][0], Unpriced)


def test_a_billed_amount_replaces_what_the_rules_would_say(
    resource: Make, source: Source, tariff: Tariff
) -> None:
    paid = resource("a", observed_monthly_cost=Decimal(100), observed_currency="EUR")
    strange = resource("b", observed_monthly_cost=Decimal(100), observed_currency="DEM")
    found = costs([paid, strange], {}, source, tariff)
    assert found.now.likely == 100
    assert found.lines[0].basis == "bill"
    assert [one.resource for one in found.unpriced if one.side == "now"] == ["b"]


def test_what_stays_keeps_its_cost_and_what_retires_has_none(
    resource: Make, choice: Choose, source: Source, tariff: Tariff
) -> None:
    choices: dict[ResourceId, Choice | Unmapped] = {
        ResourceId("a"): unmapped("a", "stays"),
        ResourceId("b"): choice("b", method="retain"),
        ResourceId("c"): choice("c", method="retire"),
    }
    found = costs([resource("a"), resource("b"), resource("c")], choices, source, tariff)
    assert found.then.likely == 292
    assert found.now.likely == 438
    assert found.comparable.resources == 3


def test_a_gap_at_the_target_is_unpriced_and_not_compared(
    resource: Make, choice: Choose, buy: Buy, source: Source, tariff: Tariff
) -> None:
    choices: dict[ResourceId, Choice | Unmapped] = {
        ResourceId("a"): unmapped("a"),
        ResourceId("b"): choice("b"),
        ResourceId("c"): choice("c", buy("big")),
    }
    found = costs([resource("a"), resource("b"), resource("c")], choices, source, tariff)
    assert [(one.resource, one.why) for one in found.unpriced] == [
        ("a", "no-mapping"),
        ("b", "no-rule"),
    ]
    assert found.comparable.resources == 1
    assert found.comparable.now.likely == found.comparable.then.likely == 146
    assert found.comparable.share_of_spend == Decimal(1) / 3


def test_a_choice_that_is_part_of_another_buys_nothing(
    resource: Make, choice: Choose, source: Source, tariff: Tariff
) -> None:
    part = choice("a", design=Design(values={}, without_terraform=True))
    found = costs([resource("a")], {ResourceId("a"): part}, source, tariff)
    assert found.unpriced == ()
    assert found.then.lines == 0


def test_bytes_held_cost_their_transfer_once_by_tier(
    resource: Make, source: Source, tariff: Tariff
) -> None:
    found = costs([resource("a", stored_gib=Decimal(300))], {}, source, tariff)
    assert found.once.likely == Decimal("0.09") * 100 + Decimal("0.05") * 200


@pytest.mark.parametrize("method", ["retain", "retire"])
def test_bytes_of_what_stays_or_retires_are_not_moved(
    resource: Make, choice: Choose, source: Source, tariff: Tariff, method: str
) -> None:
    held = [resource(id_, stored_gib=Decimal(300)) for id_ in ("a", "b")]
    choices: dict[ResourceId, Choice | Unmapped] = {
        ResourceId("a"): choice("a", method=method),
        ResourceId("b"): unmapped("b", "stays"),
    }
    assert costs(held, choices, source, tariff).once.lines == 0


def test_what_a_choice_buys_once_stands_apart(
    resource: Make, choice: Choose, buy: Buy, source: Source, tariff: Tariff
) -> None:
    setup = replace(buy("big", 10), side="once")
    choices: dict[ResourceId, Choice | Unmapped] = {ResourceId("a"): choice("a", buy("big"), setup)}
    found = costs([resource("a", stored_gib=Decimal(1))], choices, source, tariff)
    assert found.once.likely == 2 + Decimal("0.09")
    assert found.then.likely == 146


@pytest.mark.parametrize(
    "amounts",
    [
        ("-1", "1", "1"),
        ("2", "1", "3"),
        ("NaN", "1", "2"),
        ("1", "1", "Infinity"),
        ("sNaN", "1", "2"),
    ],
)
def test_a_quantity_that_is_no_amount_is_unpriced(
    tariff: Tariff, amounts: tuple[str, str, str]
) -> None:
    broken = Quantity(
        component=same("x"), provider="cloud", service="vm", sku="big", region="north",
        variant="linux", unit="hour", amount=Range(*map(Decimal, amounts)),
    )  # fmt: skip
    assert isinstance(tariff.line(ResourceId("a"), "now", broken), Unpriced)


@pytest.mark.parametrize("sku", ["big", "far", "never heard of"])
def test_what_is_known_to_be_free_needs_no_price_and_no_proxy(
    tariff: Tariff, buy: Buy, sku: str
) -> None:
    line = tariff.line(ResourceId("a"), "now", buy(sku, 0))
    assert isinstance(line, CostLine)
    assert line.low == line.likely == line.high == 0
    assert line.price.proxies == ()


@LAWS
@given(names=st.lists(st.tuples(SKUS, st.integers(0, 500)), max_size=12))
def test_a_total_is_the_sum_of_its_lines(
    names: list[tuple[str, int]], resource: Make, source: Source, tariff: Tariff
) -> None:
    resources = [resource(f"r{i}", name, zone=str(gib)) for i, (name, gib) in enumerate(names)]
    found = costs(resources, {}, source, tariff)
    for side, total in (("now", found.now), ("then", found.then), ("once", found.once)):
        lines = [line for line in found.lines if line.side == side]
        assert total.likely == sum(line.likely for line in lines)
        assert total.low <= total.likely <= total.high
        assert total.lines == len(lines)
        assert total.unpriced == sum(one.side == side for one in found.unpriced)
    assert found.by_application["all"] == (found.now, found.then, found.once)


@LAWS
@given(names=st.lists(SKUS, max_size=8), order=st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(
    names: list[str], order: object, resource: Make, source: Source, tariff: Tariff
) -> None:
    resources = [resource(f"r{i}", name) for i, name in enumerate(names)]
    shuffled = list(resources)
    order.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = (costs(some, {}, source, tariff) for some in (resources, shuffled))
    assert first == second


@LAWS
@given(names=st.lists(SKUS, min_size=1, max_size=8), gone=st.sampled_from(["big", "far", "old"]))
def test_losing_a_price_never_lowers_the_count_of_unpriced(
    names: list[str], gone: str, resource: Make, source: Source, small_book: PriceBook
) -> None:
    resources = [resource(f"r{i}", name) for i, name in enumerate(names)]
    full = costs(resources, {}, source, Tariff(small_book, "2026-11-22"))
    shelf = {key: rows for key, rows in small_book._shelves["cloud"].items() if key[1] != gone}  # noqa: SLF001 - the same book less one price
    poorer = PriceBook(
        {"cloud": shelf}, small_book._rules, small_book._sources, small_book._rates  # noqa: SLF001
    )  # fmt: skip
    less = costs(resources, {}, source, Tariff(poorer, "2026-11-22"))
    assert len(less.unpriced) >= len(full.unpriced)
    assert less.now.likely <= full.now.likely


@LAWS
@given(likely=st.decimals(0, 10**6, places=4), spread=st.decimals(0, 1, places=3))
def test_a_range_keeps_its_order_in_euros(likely: Decimal, spread: Decimal, tariff: Tariff) -> None:
    quantity = Quantity(
        component=same("x"), provider="cloud", service="egress", sku="internet", region="north",
        unit="GB", amount=Range(likely * (1 - spread), likely, likely * (1 + spread)),
    )  # fmt: skip
    line = tariff.line(ResourceId("a"), "once", quantity)
    assert isinstance(line, CostLine)
    assert line.low <= line.likely <= line.high
