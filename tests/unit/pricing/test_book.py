from collections.abc import Callable, Iterable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.catalogue.prices import Asked, PriceBook, Quote, Tier, is_old
from planner.errors import DataError
from planner.model.money import Price

WriteBook = Callable[[Iterable[str]], Path]


def test_a_price_of_the_region_is_exact(small_book: PriceBook) -> None:
    price = small_book.find(
        provider="cloud", service="vm", sku="BIG", region="north", unit="hour", variant="Linux"
    )
    assert price is not None
    assert (price.amount, price.proxies, price.source) == (Decimal("0.2"), (), "made up")


def test_a_zone_has_the_price_of_its_region(small_book: PriceBook) -> None:
    quote = small_book.quote(Asked("cloud", "vm", "big", "north-2", "hour", "linux"))
    assert quote is not None
    assert quote.price.proxies == ()


def test_another_region_is_a_named_proxy(small_book: PriceBook) -> None:
    quote = small_book.quote(Asked("cloud", "vm", "far", "north", "hour", "linux"))
    assert quote is not None
    assert [(one.why, one.asked, one.used) for one in quote.price.proxies] == [
        ("other-region", "north", "south")
    ]


def test_an_old_price_is_a_named_proxy_only_at_a_date(small_book: PriceBook) -> None:
    asked = Asked("cloud", "vm", "old", "north", "hour", "linux")
    undated, dated = small_book.quote(asked), small_book.quote(asked, as_of="2026-11-22")
    assert undated is not None
    assert dated is not None
    assert undated.price.proxies == ()
    assert [one.why for one in dated.price.proxies] == ["old"]


def test_a_price_ages_with_the_book_and_not_with_an_old_inventory(small_book: PriceBook) -> None:
    asked = Asked("cloud", "vm", "old", "north", "hour", "linux")
    quote = small_book.quote(asked, as_of="2020-02-02")
    assert quote is not None
    assert [(one.asked, one.used) for one in quote.price.proxies] == [("2026-10-01", "2020-01-01")]


def test_a_windows_machine_without_price_stands_on_the_linux_one_and_says_so(
    small_book: PriceBook,
) -> None:
    quote = small_book.quote(Asked("cloud", "vm", "big", "north", "hour", "windows"))
    assert quote is not None
    assert [one.why for one in quote.price.proxies] == ["other-os"]


@pytest.mark.parametrize("sku", ["nothing", "", "*", "=cmd()", "big|linux", "../big"])
def test_what_nothing_stands_for_is_none(small_book: PriceBook, sku: str) -> None:
    assert small_book.quote(Asked("cloud", "vm", sku, "north", "hour", "linux")) is None


def test_a_unit_of_another_kind_is_none(small_book: PriceBook) -> None:
    assert small_book.quote(Asked("cloud", "vm", "big", "north", "GB", "linux")) is None


def test_a_month_is_730_hours(small_book: PriceBook) -> None:
    quote = small_book.quote(Asked("cloud", "vm", "big", "north", "month", "linux"))
    assert quote is not None
    assert quote.price.amount == 146


def test_a_decimal_gigabyte_is_dearer_by_the_gibibyte(small_book: PriceBook) -> None:
    quote = small_book.quote(Asked("cloud", "egress", "internet", "north", "GiB"))
    assert quote is not None
    assert quote.price.amount == Decimal("0.09") * Decimal("1.073741824")


@given(amount=st.decimals(0, 10**9, places=3))
def test_tiers_price_each_unit_once(amount: Decimal) -> None:
    price = Price(
        provider="p", service="s", sku="k", region="r", unit="GB", amount=Decimal(3),
        currency="EUR", date="", source="",
    )  # fmt: skip
    tiers = (
        Tier(Decimal(0), Decimal(3)),
        Tier(Decimal(10), Decimal(2)),
        Tier(Decimal(50), Decimal(1)),
    )
    expected = (
        min(amount, Decimal(10)) * 3
        + max(min(amount, Decimal(50)) - 10, Decimal(0)) * 2
        + max(amount - 50, Decimal(0))
    )
    assert Quote(price, tiers).cost(amount) == expected


@pytest.mark.parametrize(
    ("asked", "unit_price"),
    [
        (("outscale", "vm", "tinav7.c4r8p1", "eu-west-2", "hour", "linux"), "0.212"),
        (("gcp", "vm", "n2-standard-4", "europe-west9-a", "hour", "windows"), "0.40931376"),
        (("azure", "postgres", "GP_Standard_D4ds_v5", "westeurope", "hour", "multi-az"), "0.848"),
        (("ovh", "vm", "b3-8", "GRA11", "hour", "linux"), "0.0512"),
        (("scaleway", "object", "standard", "fr-par", "GB-month", ""), "0.01606"),
        (("aws", "postgres", "db.r6g.large", "eu-west-3", "hour", "multi-az"), "0.528"),
    ],
)
def test_the_shipped_book_prices_by_the_rule_of_the_provider(
    asked: tuple[str, ...], unit_price: str
) -> None:
    quote = PriceBook.load([asked[0]]).quote(Asked(*asked))
    assert quote is not None
    assert quote.price.proxies == ()
    assert quote.price.amount == Decimal(unit_price)


def test_a_region_whose_zones_cost_the_same_is_exact() -> None:
    quote = PriceBook.load(["scaleway"]).quote(
        Asked("scaleway", "load-balancer", "LB-S", "fr-par", "hour")
    )
    assert quote is not None
    assert quote.price.proxies == ()


def test_a_zone_that_costs_more_is_never_copied_from_another() -> None:
    book = PriceBook.load(["scaleway"])
    zones = ("fr-par-1", "fr-par-2", "fr-par-3")
    found = [
        book.find(
            provider="scaleway", service="vm", sku="POP2-6C-24G", region=zone, unit="hour",
            variant="linux",
        )
        for zone in zones
    ]  # fmt: skip
    assert [price.amount for price in found if price] == [
        Decimal("0.225"), Decimal("0.225"), Decimal("0.3308"),
    ]  # fmt: skip


def test_a_class_without_price_stands_on_its_like_and_says_so_thrice() -> None:
    quote = PriceBook.load(["aws"]).quote(
        Asked("aws", "postgres", "db.m7g.large", "eu-west-3", "hour", "multi-az"),
        as_of="2026-11-22",
    )
    assert quote is not None
    assert {one.why for one in quote.price.proxies} == {
        "near-size", "other-variant", "other-region", "old",
    }  # fmt: skip


def test_a_machine_without_cores_has_no_price() -> None:
    asked = Asked("outscale", "vm", "tinav7.c0r0p1", "eu-west-2", "hour", "linux")
    assert PriceBook.load(["outscale"]).quote(asked) is None


def test_a_machine_of_outscale_is_its_cores_and_its_memory() -> None:
    book = PriceBook.load(["outscale"])
    whole = book.quote(Asked("outscale", "vm", "tinav6.c16r64p2", "eu-west-2", "hour"))
    core = book.quote(Asked("outscale", "vm-vcore", "tinav6.p2", "eu-west-2", "hour"))
    gib = book.quote(Asked("outscale", "vm-ram", "tina", "eu-west-2", "hour"))
    assert whole
    assert core
    assert gib
    assert whole.price.amount == 16 * core.price.amount + 64 * gib.price.amount


def test_a_dollar_of_one_provider_may_have_its_own_rate() -> None:
    book = PriceBook.load(["aws", "azure"])
    rates = {}
    for provider in ("aws", "azure"):
        price = Price(
            provider=provider, service="", sku="", region="", unit="", amount=Decimal(1),
            currency="USD", date="", source="",
        )  # fmt: skip
        rate = book.rate(price)
        assert rate is not None
        assert rate.source
        assert rate.date
        rates[provider] = rate.rate
    assert rates["aws"] == Decimal("1.1567")
    assert round(1 / rates["azure"], 6) == Decimal("0.8776")


@pytest.mark.parametrize(
    "rows",
    [
        ["vm,big,linux,north,hour,not a number,EUR,2026-10-01,s1,,"],
        ["vm,big,linux,north,hour,NaN,EUR,2026-10-01,s1,,"],
        ["vm,big,linux,north"],
    ],
)
def test_a_broken_book_is_a_data_error(write_book: WriteBook, rows: list[str]) -> None:
    folder = write_book(rows)
    with pytest.raises(DataError) as caught:
        PriceBook.load(["cloud"], folder).quote(
            Asked("cloud", "vm", "big", "north", "hour", "linux")
        )
    assert "cloud.csv" in caught.value.detail.fr


def test_a_missing_book_is_a_data_error(tmp_path: Path) -> None:
    with pytest.raises(DataError):
        PriceBook.load(["cloud"], tmp_path)


@pytest.mark.parametrize(
    ("priced", "as_of", "old"),
    [
        ("2026-05-26", "2026-11-22", False),
        ("2026-05-25", "2026-11-22", True),
        ("", "2026-11-22", True),
    ],
)
def test_a_price_is_old_after_so_many_days(priced: str, as_of: str, *, old: bool) -> None:
    assert is_old(priced, as_of, 180) is old
